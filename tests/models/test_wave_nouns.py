"""Waves: required fields, defaults, and the words that files hold."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import Enum
from typing import Any

import pytest
from noun_parts import noun_tests, nouns_of, states_of

from digest.models import DeliveryState, waves
from digest.models.waves import LateJoiners, Wave, WaveBalance, Waves, WavesBy

REQUIRED: dict[type, str] = {
    Waves: "",
    Wave: "clock at",
    WaveBalance: "at by_state",
}

DEFAULTS: dict[type, dict[str, Any]] = {
    Waves: {"by": WavesBy.NEWSLETTER, "until_h": None, "late_joiners": LateJoiners.NEXT_ISSUE},
    Wave: {},
    WaveBalance: {},
}

STATES: dict[type[Enum], dict[str, str]] = {
    WavesBy: {"NEWSLETTER": "newsletter", "READER": "reader"},
    LateJoiners: {"NEXT_ISSUE": "next_issue", "OWN_HOUR": "own_hour", "AT_ONCE": "at_once"},
}


def test_each_noun_of_the_module_is_in_the_tables() -> None:
    assert nouns_of(waves) == set(REQUIRED) == set(DEFAULTS)
    assert states_of(waves) == set(STATES)


TestNoun = noun_tests(REQUIRED, DEFAULTS)


@pytest.mark.parametrize("states", STATES, ids=lambda states: states.__name__)
def test_words_that_files_hold_stay(states: type[Enum]) -> None:
    assert {state.name: state.value for state in states} == STATES[states]


def test_a_wave_counts_its_readers_in_every_state() -> None:
    at = datetime(2026, 11, 23, 6, tzinfo=UTC)
    by_state = {DeliveryState.QUEUED: 2, DeliveryState.ACCEPTED: 3}
    assert WaveBalance(at=at, by_state=by_state).readers == 5
