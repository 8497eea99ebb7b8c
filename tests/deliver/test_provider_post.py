"""A post of a provider proves itself, and its parts become one bounce within bounds."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pytest

from digest.deliver.message_tokens import make_message_token
from digest.deliver.provider_events.post import (
    CLOCKS_APART,
    LONGEST_AGE,
    LONGEST_REPLY,
    LONGEST_SEARCH,
    EventKeys,
    Post,
    UnreadablePost,
    WrongProof,
    check_age,
    check_password,
    make_bounce,
    part,
    read_json,
    text,
)
from digest.models import ReturnKind

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
SEAL = make_message_token("daily@2026-11-23", "r1")


def a_post(authorization: str = "", body: bytes = b"{}") -> Post:
    return Post(headers={"authorization": authorization}, body=body, now=NOW)


def basic(credentials: str) -> str:
    return "Basic " + base64.b64encode(credentials.encode()).decode()


# ---- the proof ------------------------------------------------------------------


@pytest.mark.parametrize("user", ["", "digest", "any"])
def test_the_password_proves_a_post_under_any_user(user: str) -> None:
    check_password(a_post(basic(f"{user}:secret")), EventKeys(secret="secret"))


def test_a_password_may_hold_a_colon() -> None:
    check_password(a_post(basic("digest:se:cret")), EventKeys(secret="se:cret"))


@pytest.mark.parametrize(
    "authorization",
    [
        "",
        basic("digest:Secret"),
        basic("digest:secret "),
        basic("secret"),
        basic("secret:"),
        "Bearer " + base64.b64encode(b"digest:secret").decode(),
        "Basic ###",
        "Basic",
    ],
)
def test_any_other_authorization_is_no_proof(authorization: str) -> None:
    with pytest.raises(WrongProof):
        check_password(a_post(authorization), EventKeys(secret="secret"))


@pytest.mark.parametrize("authorization", ["", basic(":"), basic("digest:")])
def test_without_a_secret_no_post_is_proved(authorization: str) -> None:
    with pytest.raises(WrongProof):
        check_password(a_post(authorization), EventKeys(secret=""))


@pytest.mark.parametrize("age", [LONGEST_AGE, timedelta(), -CLOCKS_APART])
def test_a_post_of_the_last_days_is_taken_though_clocks_differ(age: timedelta) -> None:
    check_age(a_post(), NOW - age)


@pytest.mark.parametrize(
    "age", [LONGEST_AGE + timedelta(seconds=1), -CLOCKS_APART - timedelta(seconds=1)]
)
def test_a_recorded_post_and_one_of_the_future_are_refused(age: timedelta) -> None:
    with pytest.raises(WrongProof):
        check_age(a_post(), NOW - age)


# ---- reading ----------------------------------------------------------------------


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000])
def test_a_body_that_is_no_json_is_unreadable(body: bytes) -> None:
    with pytest.raises(UnreadablePost):
        read_json(a_post(body=body))


def test_inner_values_of_another_form_are_absent() -> None:
    event = {"a": {"b": 550, "c": None, "d": ["x"]}}
    assert part(event, "a", "d") == ["x"]
    assert part(event, "a", "b", "c") is None
    assert (text(event, "a", "b"), text(event, "a", "c"), text(event, "a", "d")) == ("550", "", "")


# ---- the bounce ---------------------------------------------------------------------


def test_a_token_counts_once_however_often_it_stands_there() -> None:
    bounce = make_bounce(ReturnKind.COMPLAINT, [f"<{SEAL}@news.example>", f"bounce+{SEAL}@x"])
    assert [token.subscriber_id for token in bounce.tokens] == ["r1"]
    assert bounce.reply is None


def test_one_event_names_ten_tokens_at_most() -> None:
    seals = [make_message_token("daily@2026-11-23", f"r{number}") for number in range(12)]
    bounce = make_bounce(ReturnKind.COMPLAINT, [" ".join(seals)])
    assert [token.subscriber_id for token in bounce.tokens] == [
        f"r{number}" for number in range(10)
    ]


def test_a_token_far_behind_in_a_long_text_is_not_looked_for() -> None:
    near = " " * (LONGEST_SEARCH - len(SEAL)) + SEAL
    assert make_bounce(ReturnKind.COMPLAINT, [near]).tokens
    assert not make_bounce(ReturnKind.COMPLAINT, [" " * len(SEAL) + near]).tokens


@pytest.mark.parametrize(
    ("words", "code", "enhanced"),
    [
        ("550 5.1.1 no such user", 550, "5.1.1"),
        ("smtp; 452-4.2.2 full", 452, "4.2.2"),
        ("host 192.0.2.250 said 5.7.1", 0, "5.7.1"),
        ("no code here, 250000 tries", 0, ""),
    ],
)
def test_codes_are_read_from_the_providers_words(words: str, code: int, enhanced: str) -> None:
    reply = make_bounce(ReturnKind.SOFT, [SEAL], reply_text=words).reply
    assert reply is not None
    assert (reply.code, reply.enhanced) == (code, enhanced)


def test_a_long_reply_is_cut() -> None:
    reply = make_bounce(ReturnKind.SOFT, [SEAL], reply_text="x" * 2000).reply
    assert reply is not None
    assert reply.text == "x" * LONGEST_REPLY


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("550 5.1.1 no such user here", ReturnKind.HARD),
        ("552 5.2.2 mailbox full", ReturnKind.SOFT),
        ("550 5.7.1 message rejected: SPF check failed", ReturnKind.POLICY),
        ("the provider gives no code", ReturnKind.HARD),
    ],
)
def test_a_hard_bounce_is_held_against_the_reply_of_the_readers_server(
    words: str, kind: ReturnKind
) -> None:
    assert make_bounce(ReturnKind.HARD, [SEAL], reply_text=words).kind is kind


@pytest.mark.parametrize("kind", [ReturnKind.COMPLAINT, ReturnKind.SOFT])
def test_no_other_kind_becomes_harder_by_its_reply(kind: ReturnKind) -> None:
    bounce = make_bounce(kind, [SEAL], reply_text="550 5.1.1 no such user here")
    assert bounce.kind is kind
