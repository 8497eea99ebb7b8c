"""`digest subscribers erase`, `export-person` and `tier`: a person's data, and a member's rank."""

from __future__ import annotations

import json

import pytest
from command_room import Room

from digest.errors import UseError

ADDRESS = "ann@mail.example"


@pytest.fixture
def reader(room: Room) -> Room:
    done = room.run("subscribers", "add", ADDRESS, "-n", "security-briefing", "--consent", "Yes.")
    assert done.exception is None
    return room


def output(room: Room, *words: str) -> str:
    done = room.run("subscribers", *words)
    assert done.exception is None, done.output
    return str(done.output)


def test_the_data_of_a_person_is_written_as_json(reader: Room) -> None:
    kept = json.loads(output(reader, "export-person", ADDRESS))
    assert kept["email"] == ADDRESS
    assert kept["consent"]["wording"] == "Yes."
    file = reader.folder / "ann.json"
    assert ADDRESS in output(reader, "export-person", ADDRESS, str(file))
    assert json.loads(file.read_text("utf-8"))["newsletters"] == ["security-briefing"]


def test_an_erased_person_leaves_a_keyed_hash_and_no_more(reader: Room) -> None:
    assert "erased" in output(reader, "erase", ADDRESS)
    (event,) = json.loads(output(reader, "export-person", ADDRESS))["events"]
    assert (event["what"], event["evidence"]) == ("suppressed", "erased")
    assert "suppressed" in output(reader, "why", ADDRESS)


def test_a_stranger_has_no_data(room: Room) -> None:
    done = room.run("subscribers", "export-person", "stranger@mail.example")
    assert isinstance(done.exception, UseError)
    assert "nothing is known" in str(done.exception)


def test_a_reader_becomes_a_member_by_hand_and_by_csv(reader: Room) -> None:
    assert "member" in output(reader, "tier", ADDRESS, "member")
    assert json.loads(output(reader, "export-person", ADDRESS))["tier"] == "member"
    file = reader.folder / "tiers.csv"
    file.write_text(
        "email,newsletters,tier\n"
        f"{ADDRESS},security-briefing,free\n"
        "bob@mail.example,security-briefing,Member\n"
        "cy@mail.example,security-briefing,gold\n",
        encoding="utf-8",
    )
    done = reader.run("subscribers", "import", str(file))
    assert "no such tier" in done.output
    for address, tier in ((ADDRESS, "free"), ("bob@mail.example", "member")):
        assert json.loads(output(reader, "export-person", address))["tier"] == tier
    exported = output(reader, "export")
    assert ",created,tier," in exported.splitlines()[0]
