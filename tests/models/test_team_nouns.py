"""Seats of teams: required fields and defaults."""

from __future__ import annotations

from typing import Any

from noun_parts import noun_tests, nouns_of

from digest.models import teams
from digest.models.teams import Seat

REQUIRED: dict[type, str] = {Seat: "owner_id email invited"}

DEFAULTS: dict[type, dict[str, Any]] = {Seat: {"reader_id": "", "confirmed": None}}


def test_each_noun_of_the_module_is_in_the_tables() -> None:
    assert nouns_of(teams) == set(REQUIRED) == set(DEFAULTS)


TestNoun = noun_tests(REQUIRED, DEFAULTS)
