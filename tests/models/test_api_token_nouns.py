"""Tokens of the API: required fields, defaults, and the scopes that stored tokens name."""

from __future__ import annotations

from enum import Enum
from typing import Any

import pytest
from noun_parts import noun_tests, nouns_of, states_of

from digest.models import api_tokens
from digest.models.api_tokens import ApiScope, ApiToken

REQUIRED: dict[type, str] = {ApiToken: "id name secret_hash scopes created"}

DEFAULTS: dict[type, dict[str, Any]] = {ApiToken: {"revoked": None}}

STATES: dict[type[Enum], dict[str, str]] = {
    ApiScope: {
        "READ": "read",
        "MEMBERS": "members",
        "READERS": "readers",
        "EVENTS": "events",
    },
}


def test_each_noun_of_the_module_is_in_the_tables() -> None:
    assert nouns_of(api_tokens) == set(REQUIRED) == set(DEFAULTS)


TestNoun = noun_tests(REQUIRED, DEFAULTS)


def test_each_set_of_words_is_in_the_table() -> None:
    assert states_of(api_tokens) == set(STATES)


@pytest.mark.parametrize("states", STATES, ids=lambda states: states.__name__)
def test_words_that_databases_hold_stay(states: type[Enum]) -> None:
    assert {state.name: state.value for state in states} == STATES[states]


def test_a_token_holds_no_secret() -> None:
    names = set(ApiToken.__dataclass_fields__)
    assert "secret" not in names
    assert "secret_hash" in names
