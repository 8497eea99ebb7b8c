"""Results of check-ups and findings: required fields, defaults and stored words."""

from __future__ import annotations

from enum import Enum
from typing import Any

import pytest
from noun_parts import noun_tests, nouns_of, states_of

from digest.models import check_results
from digest.models.check_results import CheckResult, Finding, Severity

REQUIRED: dict[type, str] = {
    Finding: "rule_id severity message",
    CheckResult: "subject ok finding",
}

DEFAULTS: dict[type, dict[str, Any]] = {
    Finding: {"where": "", "source": ""},
    CheckResult: {"advice": ""},
}

STATES: dict[type[Enum], dict[str, str]] = {
    Severity: {
        "ERROR": "error",
        "WARNING": "warning",
        "NOTE": "note",
    },
}


def test_each_noun_of_the_module_is_in_the_tables() -> None:
    assert nouns_of(check_results) == set(REQUIRED) == set(DEFAULTS)


TestNoun = noun_tests(REQUIRED, DEFAULTS)


def test_each_set_of_words_is_in_the_table() -> None:
    assert states_of(check_results) == set(STATES)


@pytest.mark.parametrize("states", STATES, ids=lambda states: states.__name__)
def test_words_that_files_and_databases_hold_stay(states: type[Enum]) -> None:
    assert {state.name: state.value for state in states} == STATES[states]
