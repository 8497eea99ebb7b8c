"""`digest subscribers team`: seats are listed, given by mail and taken away."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from command_room import Room

from digest.cli.subscriber_teams import REFUSED
from digest.errors import UseError
from digest.models import JoinRequest
from digest.usecases.teams import Invited

ANN, BOB = "ann@mail.example", "bob@mail.example"


@pytest.fixture
def with_team(room: Room) -> Room:
    """Ann is a member, and each member has two seats."""
    readers = replace(room.config.settings.readers, team_seats=2)
    settings = replace(room.config.settings, readers=readers)
    room = replace(room, config=replace(room.config, settings=settings))
    newsletter = room.config.newsletters[0].id
    assert room.run("subscribers", "add", ANN, "-n", newsletter).exception is None
    assert room.run("subscribers", "tier", ANN, "member").exception is None
    return room


def team(room: Room, *words: str) -> Any:
    return room.run("subscribers", "team", *words)


def test_a_seat_is_given_listed_explained_and_taken_away(with_team: Room) -> None:
    room = with_team
    added = team(room, "add", ANN, BOB)
    assert added.exception is None, added.output
    (seat,) = json.loads(team(room, "list", ANN, "--json").output)
    assert (seat["address"], seat["confirmed"]) == (BOB, "")
    assert confirmed(room).team
    (seat,) = json.loads(team(room, "list", ANN, "--json").output)
    assert seat["confirmed"]
    listed = json.loads(room.run("subscribers", "list", "--json").output)
    teams = {reader["address"]: (reader["tier"], reader["team_of"]) for reader in listed}
    assert teams == {ANN: ("member", ""), BOB: ("free", ANN)}
    why = json.loads(room.run("subscribers", "why", BOB, "--json").output)
    assert f"took a seat in the team of {ANN}" in [line["what"] for line in why]
    assert f"gave a seat to {BOB}" in room.run("subscribers", "why", ANN, "--json").output
    person = json.loads(room.run("subscribers", "export-person", BOB).output)
    assert person["seats"][0]["owner"] == ANN
    assert "has no seat any more" in team(room, "remove", ANN, BOB).output
    assert "had no seat" in team(room, "remove", ANN, BOB).output
    assert json.loads(team(room, "list", ANN, "--json").output) == []


def confirmed(room: Room) -> JoinRequest:
    """Press the button of the one invitation."""
    with room.open() as newsroom:
        reader = newsroom.store.subscribers.by_email(BOB)
        assert reader is not None
        (wish,) = newsroom.store.joining.wishes(reader.id)
        done = newsroom.store.joining.confirm(
            reader.id, wish.mail_id, now=newsroom.clock(), since=wish.asked
        )
        assert done is not None
        return done


def test_a_team_that_is_full_or_none_is_an_error_with_advice(with_team: Room) -> None:
    room = with_team
    for number in range(2):
        assert team(room, "add", ANN, f"seat{number}@mail.example").exception is None
    full = team(room, "add", ANN, BOB).exception
    assert isinstance(full, UseError)
    assert "team_seats" in full.hint
    room.run("subscribers", "tier", ANN, "free")
    assert isinstance(team(room, "add", ANN, BOB).exception, UseError)
    assert isinstance(team(room, "list", "stranger@mail.example").exception, UseError)


def test_each_refusal_has_its_words() -> None:
    assert set(REFUSED) == {outcome.value for outcome in Invited if outcome is not Invited.SENT}
