"""A token of the API is shown once, opens what it was made for, and shuts when it is revoked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from plain_newsroom import NOW, plain_newsroom

from digest.errors import UseError
from digest.models import ApiScope
from digest.usecases import Newsroom
from digest.usecases.api_access import (
    LONGEST_NAME,
    make_api_token,
    revoke_api_token,
    valid_api_token,
)


@pytest.fixture
def newsroom(tmp_path: Path, migrated_file: Path) -> Iterator[Newsroom]:
    with plain_newsroom(tmp_path, migrated_file) as opened:
        yield opened


def test_a_token_opens_with_the_text_that_was_shown(newsroom: Newsroom) -> None:
    token, text = make_api_token(newsroom, "crm", [ApiScope.READ])
    assert valid_api_token(newsroom, text) == token
    assert (token.name, token.scopes, token.created) == ("crm", (ApiScope.READ,), NOW)
    assert token.revoked is None


def test_the_secret_is_stored_nowhere(newsroom: Newsroom, tmp_path: Path) -> None:
    _, text = make_api_token(newsroom, "crm", [ApiScope.READ])
    secret = text.rsplit("_", 1)[1].encode()
    newsroom.store.close()
    for file in tmp_path.iterdir():
        assert secret not in file.read_bytes(), file.name


def test_a_secret_has_256_bits_and_each_token_its_own(newsroom: Newsroom) -> None:
    texts = {make_api_token(newsroom, "crm", [ApiScope.READ])[1] for _ in range(20)}
    assert len(texts) == 20
    for text in texts:
        assert re.fullmatch("digest_[0-9a-f]{12}_[0-9a-f]{64}", text)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text[:0],
        lambda text: text[:-1],
        lambda text: f"{text}0",
        lambda text: f" {text}",
        lambda text: f"{text}\n",
        lambda text: text.upper(),
        lambda text: text.replace("digest_", "digest-"),
        lambda text: text[:-1] + ("0" if text[-1] != "0" else "1"),
        lambda text: text[:20] + ("0" if text[20] != "0" else "1") + text[21:],
        lambda text: f"digest_{'0' * 12}_{text[-64:]}",
        lambda text: f"digest_{text[7:19]}_{'0' * 64}",
        lambda text: text.replace("_", "_\u0660", 1),
    ],
)
def test_any_other_text_opens_nothing(newsroom: Newsroom, change: Callable[[str], str]) -> None:
    _, text = make_api_token(newsroom, "crm", [ApiScope.READ])
    assert valid_api_token(newsroom, change(text)) is None


def test_the_hash_of_a_secret_is_no_secret(newsroom: Newsroom) -> None:
    token, _ = make_api_token(newsroom, "crm", [ApiScope.READ])
    assert valid_api_token(newsroom, f"digest_{token.id}_{token.secret_hash}") is None


def test_a_revoked_token_opens_nothing_and_is_revoked_once(newsroom: Newsroom) -> None:
    token, text = make_api_token(newsroom, "crm", [ApiScope.READ])
    other, other_text = make_api_token(newsroom, "shop", [ApiScope.READ])
    assert revoke_api_token(newsroom, token.id)
    assert not revoke_api_token(newsroom, token.id)
    assert valid_api_token(newsroom, text) is None
    assert valid_api_token(newsroom, other_text) == other


def test_a_token_that_is_not_there_cannot_be_revoked(newsroom: Newsroom) -> None:
    with pytest.raises(UseError, match="no such token: 0123") as error:
        revoke_api_token(newsroom, "0123")
    assert error.value.hint == "list them: digest tokens list"


@pytest.mark.parametrize("name", ["", "   ", "\n", "x" * (LONGEST_NAME + 1)])
def test_a_token_needs_a_name_of_so_many_characters(newsroom: Newsroom, name: str) -> None:
    with pytest.raises(UseError, match="a token needs a name"):
        make_api_token(newsroom, name, [ApiScope.READ])
    assert newsroom.store.api_tokens.list() == ()


@pytest.mark.parametrize(
    ("written", "name"), [("x" * LONGEST_NAME, "x" * LONGEST_NAME), ("  the\n crm ", "the crm")]
)
def test_a_name_is_one_line(newsroom: Newsroom, written: str, name: str) -> None:
    assert make_api_token(newsroom, written, [ApiScope.READ])[0].name == name


def test_a_token_without_a_scope_is_refused(newsroom: Newsroom) -> None:
    with pytest.raises(UseError, match="opens no door") as error:
        make_api_token(newsroom, "crm", [])
    assert error.value.hint == "give --scope: read, members, readers, events"


def test_scopes_are_kept_each_once_in_their_own_order(newsroom: Newsroom) -> None:
    asked = [ApiScope.EVENTS, ApiScope.READ, ApiScope.EVENTS]
    token, text = make_api_token(newsroom, "crm", asked)
    assert token.scopes == (ApiScope.READ, ApiScope.EVENTS)
    found = valid_api_token(newsroom, text)
    assert found is not None
    assert found.scopes == token.scopes
