"""Segments and attributes: required fields, defaults, and the words that files hold."""

from __future__ import annotations

from enum import Enum
from typing import Any

import pytest
from noun_parts import noun_tests, nouns_of, states_of

from digest.models import (
    AttributeKind,
    AttributeTest,
    AttributeValue,
    ReaderAttribute,
    Segment,
    segments,
)

REQUIRED: dict[type, str] = {
    ReaderAttribute: "name",
    AttributeValue: "shown folded",
    AttributeTest: "name",
    Segment: "id",
}

DEFAULTS: dict[type, dict[str, Any]] = {
    ReaderAttribute: {"kind": AttributeKind.TEXT, "values": ()},
    AttributeValue: {"number": None},
    AttributeTest: {"values": (), "least": None, "most": None},
    Segment: {
        "tier": None,
        "newsletters": (),
        "languages": (),
        "timezones": (),
        "attributes": (),
    },
}

STATES: dict[type[Enum], dict[str, str]] = {
    AttributeKind: {"TEXT": "text", "NUMBER": "number", "DAY": "day", "YES_NO": "yes_no"},
}


def test_each_noun_of_the_module_is_in_the_tables() -> None:
    assert nouns_of(segments) == set(REQUIRED) == set(DEFAULTS)
    assert states_of(segments) == set(STATES)


TestNoun = noun_tests(REQUIRED, DEFAULTS)


@pytest.mark.parametrize("states", STATES, ids=lambda states: states.__name__)
def test_words_that_files_hold_stay(states: type[Enum]) -> None:
    assert {state.name: state.value for state in states} == STATES[states]
