"""Opinions: required fields, defaults, and the words that links and the database hold."""

from __future__ import annotations

from enum import Enum
from typing import Any

import pytest
from noun_parts import noun_tests, nouns_of, states_of

from digest.models import opinions
from digest.models.opinions import LESS, MORE, Opinion, OpinionKind, OpinionTotal, Poll

REQUIRED: dict[type, str] = {
    Poll: "question answers",
    Opinion: "issue_id story_id kind answer",
    OpinionTotal: "story_id kind answer readers",
}

DEFAULTS: dict[type, dict[str, Any]] = {
    Poll: {"story": 1},
    Opinion: {},
    OpinionTotal: {},
}

STATES: dict[type[Enum], dict[str, str]] = {
    OpinionKind: {"MORE_OR_LESS": "story", "POLL": "poll"},
}


def test_each_noun_of_the_module_is_in_the_tables() -> None:
    assert nouns_of(opinions) == set(REQUIRED) == set(DEFAULTS)
    assert states_of(opinions) == set(STATES)


TestNoun = noun_tests(REQUIRED, DEFAULTS)


@pytest.mark.parametrize("states", STATES, ids=lambda states: states.__name__)
def test_words_that_files_hold_stay(states: type[Enum]) -> None:
    assert {state.name: state.value for state in states} == STATES[states]


def test_the_two_answers_to_more_or_less_stay() -> None:
    assert (MORE, LESS) == ("more", "less")
