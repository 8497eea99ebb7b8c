"""Sources and their memory: required fields, defaults, and the words that are stored."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from noun_parts import defaults, filled, nouns_of, required

from digest.models import sources
from digest.models.sources import FetchState, Source

REQUIRED: dict[type, str] = {
    Source: "id name url",
    FetchState: "source_id",
}

DEFAULTS: dict[type, dict[str, Any]] = {
    Source: {
        "publisher": "",
        "family": "",
        "country": "",
        "language": "",
        "section": "",
        "state_run": False,
        "full_text": False,
        "pictures": False,
        "weight": 1.0,
        "interval_s": 900,
        "enabled": True,
        "kind": "feed",
        "options": None,
    },
    FetchState: {
        "etag": "",
        "last_modified": "",
        "body_hash": "",
        "last_attempt": None,
        "last_success": None,
        "last_new_entry": None,
        "last_status": None,
        "last_error": "",
        "failures": 0,
        "retry_at": None,
        "rhythm_s": None,
        "last_entries": 0,
        "moved_to": "",
        "pages_left": "",
    },
}


def test_each_noun_of_the_module_is_in_the_tables() -> None:
    assert nouns_of(sources) == set(REQUIRED) == set(DEFAULTS)


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
