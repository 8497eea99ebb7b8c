"""Results of check-ups: required fields, defaults, and the words that are stored."""

from __future__ import annotations

from typing import Any

from noun_parts import noun_tests, nouns_of

from digest.models import check_results
from digest.models.check_results import CheckResult

REQUIRED: dict[type, str] = {
    CheckResult: "subject ok finding",
}

DEFAULTS: dict[type, dict[str, Any]] = {
    CheckResult: {"advice": ""},
}


def test_each_noun_of_the_module_is_in_the_tables() -> None:
    assert nouns_of(check_results) == set(REQUIRED) == set(DEFAULTS)


TestNoun = noun_tests(REQUIRED, DEFAULTS)
