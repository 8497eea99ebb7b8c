"""`digest subscribers set` and `segments`: attributes by hand, and the readers who share them."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from command_room import Room

from digest.config.segment_settings import AttributeTestKeys, SegmentKeys
from digest.errors import UseError
from digest.models import ReaderAttribute

ANN, BOB = "ann@mail.example", "bob@mail.example"


@pytest.fixture
def reader(room: Room) -> Room:
    """A newsroom with one attribute and one segment, and two readers."""
    banks = (AttributeTestKeys(name="sector", one_of=("banking",)),)
    readers = replace(
        room.config.settings.readers,
        attributes=(ReaderAttribute(name="sector"),),
        segments=(SegmentKeys(id="banks", attributes=banks),),
    )
    settings = replace(room.config.settings, readers=readers)
    room = replace(room, config=replace(room.config, settings=settings))
    for address in (ANN, BOB):
        output(room, "add", address, "-n", "security-briefing")
    return room


def output(room: Room, *words: str) -> str:
    done = room.run("subscribers", *words)
    assert done.exception is None, done.output
    return str(done.output)


def test_a_value_is_set_shown_and_taken_away(reader: Room) -> None:
    assert output(reader, "set", ANN, "sector=Banking") == f"{ANN}: sector=Banking\n"
    assert json.loads(output(reader, "export-person", ANN))["attributes"] == {"sector": "Banking"}
    assert output(reader, "set", ANN, "sector=") == f"{ANN}: no attribute\n"


def test_segments_are_listed_with_their_readers(reader: Room) -> None:
    output(reader, "set", ANN, "sector=banking")
    assert json.loads(output(reader, "segments", "--json")) == [
        {"segment": "banks", "readers": "1"}
    ]


def test_a_list_and_an_export_hold_the_readers_of_a_segment(reader: Room) -> None:
    output(reader, "set", ANN, "sector=banking")
    listed = output(reader, "list", "--segment", "banks")
    assert ANN in listed
    assert BOB not in listed
    exported = output(reader, "export", "--segment", "banks")
    assert ANN in exported
    assert BOB not in exported


@pytest.mark.parametrize("command", ["list", "export"])
def test_an_unknown_segment_is_refused(reader: Room, command: str) -> None:
    done = reader.run("subscribers", command, "--segment", "bank")
    assert isinstance(done.exception, UseError)
    assert "no such segment: bank" in str(done.exception)


def test_a_newsroom_without_segments_lists_none(room: Room) -> None:
    assert json.loads(output(room, "segments", "--json")) == []
