"""Waves on the command line: `digest next --waves`, the audit of an issue, and a send's summary."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import time

import pytest
from command_room import NOW, Room

from digest.cli.daily import print_summaries
from digest.cli.state import State
from digest.models import (
    Audit,
    DeliveryState,
    ReaderClock,
    Schedule,
    Subscriber,
    Waves,
    WavesBy,
)
from digest.usecases import SendSummary, approve_issue

ISSUE = "security-briefing@2026-08-13"
EVENING = ReaderClock(hour=18, timezone="Asia/Beirut")


@pytest.fixture
def in_waves(drafted: Room) -> Room:
    """The issue goes out by reader: two readers at the slot, NOW, and one nine hours later."""
    newsletter = replace(
        drafted.config.newsletters[0],
        id="security-briefing",
        timezone="UTC",
        schedule=Schedule(at=time(6)),
        waves=Waves(by=WavesBy.READER),
    )
    room = replace(drafted, config=replace(drafted.config, newsletters=(newsletter,)))
    with room.open() as newsroom:
        for number in range(3):
            reader = Subscriber(
                id=f"r{number}",
                email=f"r{number}@mail.example",
                newsletters=("security-briefing",),
                clock=EVENING if number == 2 else ReaderClock(),
            )
            newsroom.store.subscribers.add([reader])
    return room


def test_next_lists_each_wave_of_a_slot_with_its_readers(in_waves: Room) -> None:
    words = ("next", "--waves", "-n", "1", "--at", "2026-08-13T00:00Z", "--json")
    lines = json.loads(in_waves.run(*words).output)
    assert [(line["UTC"], line["readers"]) for line in lines] == [
        ("2026-08-13 06:00", "2"),
        ("2026-08-13 15:00", "1"),
    ]
    assert {line["slot"] for line in lines} == {"Thu 2026-08-13 06:00"}


def test_next_has_one_line_a_slot_without_waves(in_waves: Room) -> None:
    (newsletter,) = in_waves.config.newsletters
    at_once = replace(newsletter, waves=Waves())
    room = replace(in_waves, config=replace(in_waves.config, newsletters=(at_once,)))
    words = ("next", "--waves", "-n", "2", "--at", "2026-08-13T00:00Z", "--json")
    assert [line["readers"] for line in json.loads(room.run(*words).output)] == ["3", "3"]


def test_the_audit_tells_the_waves_apart(in_waves: Room) -> None:
    with in_waves.open() as newsroom:
        approve_issue(newsroom, ISSUE)
    lines = json.loads(in_waves.run("issues", "audit", ISSUE, "--json").output)
    assert [(line["state"], line["readers"]) for line in lines[-3:]] == [
        ("selected", "3"),
        ("wave of 2026-08-13 06:00 UTC: queued", "2"),
        ("wave of 2026-08-13 15:00 UTC: queued", "1"),
    ]


def test_each_row_of_the_audit_names_its_wave(in_waves: Room) -> None:
    with in_waves.open() as newsroom:
        approve_issue(newsroom, ISSUE)
    written = in_waves.run("issues", "audit", ISSUE, "--csv").output
    waves = {row["subscriber"]: row["wave"] for row in csv.DictReader(written.splitlines())}
    assert waves == {
        "r0": "2026-08-13T06:00:00+00:00",
        "r1": "2026-08-13T06:00:00+00:00",
        "r2": "2026-08-13T15:00:00+00:00",
    }


def test_readers_who_wait_for_their_wave_are_no_failure(
    in_waves: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    by_state = {DeliveryState.ACCEPTED: 2, DeliveryState.QUEUED: 1}
    audit = Audit(issue_id=ISSUE, selected=3, by_state=by_state)
    summary = SendSummary(issue_id=ISSUE, audit=audit, later=1, next_wave=NOW)
    # an exit code would be raised here
    print_summaries(State(folder=in_waves.folder), summary)
    said = capsys.readouterr().err.splitlines()
    assert said == ["  waiting for the own wave: 1 reader, the next at 2026-08-13 06:00 UTC"]
