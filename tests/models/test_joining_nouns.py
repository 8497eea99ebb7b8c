"""Wishes to join and limits: required fields, defaults, and the words that are stored."""

from __future__ import annotations

from typing import Any

from noun_parts import noun_tests, nouns_of

from digest.models import joining
from digest.models.joining import JoinRequest, RateLimit

REQUIRED: dict[type, str] = {
    JoinRequest: "mail_id newsletters asked wording wording_version page language",
    RateLimit: "key most window_s",
}

DEFAULTS: dict[type, dict[str, Any]] = {
    JoinRequest: {"moves": "", "team": "", "confirmed": None},
    RateLimit: {},
}


def test_each_noun_of_the_module_is_in_the_tables() -> None:
    assert nouns_of(joining) == set(REQUIRED) == set(DEFAULTS)


TestNoun = noun_tests(REQUIRED, DEFAULTS)
