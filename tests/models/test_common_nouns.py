"""Nouns that others share: required fields, defaults, and the words that are stored."""

from __future__ import annotations

import dataclasses
from enum import Enum
from typing import Any

import pytest
from noun_parts import defaults, filled, nouns_of, required, states_of

from digest.models import common
from digest.models.common import Direction, Reason

REQUIRED: dict[type, str] = {
    Reason: "code detail",
}

DEFAULTS: dict[type, dict[str, Any]] = {
    Reason: {"value": None},
}

STATES: dict[type[Enum], dict[str, str]] = {
    Direction: {
        "LTR": "ltr",
        "RTL": "rtl",
    },
}


def test_each_noun_of_the_module_is_in_the_tables() -> None:
    assert nouns_of(common) == set(REQUIRED) == set(DEFAULTS)


@pytest.mark.parametrize("noun", REQUIRED, ids=lambda noun: noun.__name__)
class TestNoun:
    def test_it_asks_for_these_fields(self, noun: type) -> None:
        assert required(noun) == REQUIRED[noun]

    def test_it_fills_the_other_fields(self, noun: type) -> None:
        assert defaults(noun) == DEFAULTS[noun]

    def test_it_takes_keywords_alone(self, noun: type) -> None:
        with pytest.raises(TypeError):
            noun(*dataclasses.fields(noun))

    def test_it_never_changes(self, noun: type) -> None:
        instance = filled(noun)
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(instance, dataclasses.fields(noun)[0].name, "another")

    def test_equal_fields_make_equal_nouns(self, noun: type) -> None:
        assert filled(noun) == filled(noun)


def test_each_set_of_words_is_in_the_table() -> None:
    assert states_of(common) == set(STATES)


@pytest.mark.parametrize("states", STATES, ids=lambda states: states.__name__)
def test_words_that_files_and_databases_hold_stay(states: type[Enum]) -> None:
    assert {state.name: state.value for state in states} == STATES[states]
