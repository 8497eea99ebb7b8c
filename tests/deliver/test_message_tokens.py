"""Message tokens lead back to issue and subscriber, also in lower case, and not when forged."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.deliver import find_message_tokens, make_message_token
from digest.errors import DeliverError

IDS = st.from_regex(r"[A-Za-z0-9_-]{1,36}", fullmatch=True)


@given(subscriber_id=IDS)
def test_a_token_that_comes_back_in_any_case_names_its_subscriber(subscriber_id: str) -> None:
    token = make_message_token("daily@2026-11-23", subscriber_id, key=b"k")
    for changed in (token, token.lower()):
        (found,) = find_message_tokens(f"bounce+{changed}@news.example")
        assert found.subscriber_id == subscriber_id
        assert found.issue_among(["daily@2026-11-23"], key=b"k") == "daily@2026-11-23"


@given(subscriber_id=IDS)
def test_a_token_fits_the_local_part_of_an_address(subscriber_id: str) -> None:
    token = make_message_token("daily@2026-11-23", subscriber_id, key=b"k")
    assert len(token) <= 59
    assert re.fullmatch(r"[a-z0-9_=.-]+", token)
    # own subscriber ids have 12 characters
    assert len(f"unsubscribe+{make_message_token('i', 'A' * 12)}") <= 64


def test_a_seal_has_64_bits() -> None:
    token = make_message_token("i", "r1")
    assert len(token.rpartition(".")[2]) == 13
    assert find_message_tokens(token[:-1]) == ()


@pytest.mark.parametrize(
    "changed",
    [
        lambda token: token.replace("r1", "r2"),
        lambda token: token.replace("r1", "r1=b"),
        lambda token: token[:-1] + ("a" if token[-1] != "a" else "b"),
    ],
    ids=["subscriber", "capitals", "seal"],
)
def test_a_token_that_was_changed_fits_no_issue(changed) -> None:  # type: ignore[no-untyped-def]
    token = make_message_token("i", "r1", key=b"k")
    (found,) = find_message_tokens(changed(token))
    assert found.issue_among(["i"], key=b"k") is None


def test_a_token_fits_its_own_issue_and_key_alone() -> None:
    (found,) = find_message_tokens(make_message_token("i", "r1", key=b"k"))
    assert found.issue_among(["h", "i", "j"], key=b"k") == "i"
    assert found.issue_among(["h", "j"], key=b"k") is None
    assert found.issue_among(["i"], key=b"other") is None


@pytest.mark.parametrize("subscriber_id", ["", "a b", "a@b", "x" * 37, "ü", "a.b"])
def test_an_id_that_cannot_stand_in_an_address_is_refused(subscriber_id: str) -> None:
    with pytest.raises(DeliverError, match="cannot stand in an address"):
        make_message_token("i", subscriber_id)


@pytest.mark.parametrize("capitals", ["a", "b", "7"])
def test_capitals_of_fewer_letters_than_the_id_leave_the_others_small(capitals: str) -> None:
    # a stranger may write any token: one digit tells of five letters
    seal = make_message_token("i", "r1").rpartition(".")[2]
    (found,) = find_message_tokens(f"{'x' * 36}={capitals}.{seal}")
    assert found.subscriber_id.lower() == "x" * 36
    assert found.subscriber_id[5:] == "x" * 31
    assert found.issue_among(["i"]) is None


@given(st.text("aB2=._-@ 7z", max_size=80))
def test_any_text_holds_tokens_or_none(text: str) -> None:
    for token in find_message_tokens(text):
        assert 1 <= len(token.subscriber_id) <= 36
        assert re.fullmatch(r"[a-z2-7]{13}", token.seal)
        assert token.issue_among(["i"], key=b"k") is None


@settings(max_examples=20)
@given(st.lists(IDS, max_size=3))
def test_tokens_come_in_the_order_of_the_text(ids: list[str]) -> None:
    text = " ".join(f"<{make_message_token('i', reader)}@news.example>" for reader in ids)
    assert [token.subscriber_id for token in find_message_tokens(text)] == ids
