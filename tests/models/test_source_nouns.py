"""Sources and their memory: required fields, defaults, and the words that are stored."""

from __future__ import annotations

from typing import Any

from noun_parts import noun_tests, nouns_of

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


TestNoun = noun_tests(REQUIRED, DEFAULTS)
