"""Nouns that others share: required fields, defaults, and the words that are stored."""

from __future__ import annotations

from enum import Enum
from typing import Any

import pytest
from noun_parts import noun_tests, nouns_of, states_of

from digest.models import common
from digest.models.common import Direction, ReaderClock, Reason, Tier

REQUIRED: dict[type, str] = {
    Reason: "code detail",
    ReaderClock: "",
}

DEFAULTS: dict[type, dict[str, Any]] = {
    Reason: {"value": None},
    ReaderClock: {"hour": None, "timezone": ""},
}

STATES: dict[type[Enum], dict[str, str]] = {
    Direction: {
        "LTR": "ltr",
        "RTL": "rtl",
    },
    Tier: {
        "FREE": "free",
        "MEMBER": "member",
    },
}


def test_each_noun_of_the_module_is_in_the_tables() -> None:
    assert nouns_of(common) == set(REQUIRED) == set(DEFAULTS)


TestNoun = noun_tests(REQUIRED, DEFAULTS)


def test_each_set_of_words_is_in_the_table() -> None:
    assert states_of(common) == set(STATES)


@pytest.mark.parametrize("states", STATES, ids=lambda states: states.__name__)
def test_words_that_files_and_databases_hold_stay(states: type[Enum]) -> None:
    assert {state.name: state.value for state in states} == STATES[states]
