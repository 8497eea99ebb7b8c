"""Results of check-ups: required fields, defaults, and the words that are stored."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from noun_parts import defaults, filled, nouns_of, required

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
