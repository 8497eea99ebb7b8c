"""Tokens of the API in every store: what was added is read, and a revoked one stays known."""

from __future__ import annotations

from dataclasses import replace

import pytest
from store_nouns import HOUR, NOW

from digest.errors import StoreError
from digest.models import ApiScope, ApiToken
from digest.protocols import Store

TOKEN = ApiToken(
    id="t1", name="A reading app", secret_hash="h" * 64, scopes=tuple(ApiScope), created=NOW
)


def test_a_token_is_read_as_it_was_added(store: Store) -> None:
    store.api_tokens.add(TOKEN)
    bare = replace(TOKEN, id="t2", scopes=(), name="")
    store.api_tokens.add(bare)
    assert store.api_tokens.get("t1") == TOKEN
    assert store.api_tokens.get("t2") == bare
    assert store.api_tokens.get("t3") is None
    # the id is compared whole, and in its case
    assert store.api_tokens.get("T1") is None


def test_tokens_are_listed_by_age_and_then_by_id(store: Store) -> None:
    for token_id, created in (("b", NOW), ("c", NOW - HOUR), ("a", NOW)):
        store.api_tokens.add(replace(TOKEN, id=token_id, created=created))
    assert [token.id for token in store.api_tokens.list()] == ["c", "a", "b"]


def test_a_token_is_revoked_once_and_keeps_its_first_moment(store: Store) -> None:
    store.api_tokens.add(TOKEN)
    store.api_tokens.add(replace(TOKEN, id="t2"))
    assert store.api_tokens.revoke("t1", now=NOW + HOUR)
    assert not store.api_tokens.revoke("t1", now=NOW + 2 * HOUR)
    assert not store.api_tokens.revoke("unknown", now=NOW)
    assert [token.revoked for token in store.api_tokens.list()] == [NOW + HOUR, None]


def test_two_tokens_of_one_id_are_an_error_and_the_first_stays(store: Store) -> None:
    store.api_tokens.add(TOKEN)
    with pytest.raises(StoreError):
        store.api_tokens.add(replace(TOKEN, name="Another"))
    assert store.api_tokens.get("t1") == TOKEN
