"""`digest report` prints the figures of issues, and says when there is no issue."""

from __future__ import annotations

import json

from command_room import Room

from digest.errors import UseError


def test_an_empty_newsroom_has_an_empty_report(room: Room) -> None:
    done = room.run("report", "--json")
    assert done.exception is None, done.output
    assert json.loads(done.output) == []


def test_an_unknown_newsletter_is_named(room: Room) -> None:
    done = room.run("report", "-n", "security-brief")
    assert isinstance(done.exception, UseError)
    assert "security-briefing" in str(done.exception.hint)
