"""Variants: required fields, defaults, and the words that files hold."""

from __future__ import annotations

from enum import Enum
from typing import Any

import pytest
from noun_parts import noun_tests, nouns_of, states_of

from digest.models import variants
from digest.models.variants import IssueVariant, Variant, WhenEmpty

REQUIRED: dict[type, str] = {Variant: "id name", IssueVariant: "variant_id name"}

DEFAULTS: dict[type, dict[str, Any]] = {
    Variant: {"sections": (), "topics": (), "leave_out": (), "when_empty": WhenEmpty.WHOLE},
    IssueVariant: {
        "subject": "",
        "preheader": "",
        "html": "",
        "text": "",
        "content_hash": "",
        "skips": False,
    },
}

STATES: dict[type[Enum], dict[str, str]] = {
    WhenEmpty: {"WHOLE": "whole", "NOTHING": "nothing"},
}


def test_each_noun_of_the_module_is_in_the_tables() -> None:
    assert nouns_of(variants) == set(REQUIRED) == set(DEFAULTS)
    assert states_of(variants) == set(STATES)


TestNoun = noun_tests(REQUIRED, DEFAULTS)


@pytest.mark.parametrize("states", STATES, ids=lambda states: states.__name__)
def test_words_that_files_hold_stay(states: type[Enum]) -> None:
    assert {state.name: state.value for state in states} == STATES[states]
