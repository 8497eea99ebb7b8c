"""The section `deliver`: the least and the most of every key, relays, headers and mailboxes."""

from __future__ import annotations

import pytest
from one_value import problems_in, section_of
from pydantic import ValidationError

from digest.config.delivery_settings import (
    SMTP_KEYS,
    BounceSettings,
    DeliverSettings,
    EventSource,
    HeaderKeys,
    ProviderLimit,
    Relay,
)
from digest.config.kinds import Kinds

RELAY = "name: a\nhost: smtp.example.org\n"


def relays(*keys: str) -> str:
    entries = ", ".join(f"{{name: r{number}, {one}}}" for number, one in enumerate(keys))
    return f"relays: [{entries}]\n"


@pytest.mark.parametrize(
    ("key", "least", "most", "below", "above"),
    [
        ("port", "1", "65535", "0", "65536"),
        ("connections", "1", "1000", "0", "1001"),
        ("messages_per_connection", "1", "1000000", "0", "1000001"),
        ("weight", "0", "1000", "-1", "1001"),
        ("timeout", "1ms", "1h", "0.5ms", "61m"),
    ],
)
def test_a_key_of_a_relay_has_a_least_and_a_most(key, least, most, below, above):
    assert problems_in(Relay, f"{RELAY}{key}: {least}\n") == []
    assert problems_in(Relay, f"{RELAY}{key}: {most}\n") == []
    (said,) = problems_in(Relay, f"{RELAY}{key}: {below}\n")
    assert f"{key} must be {least} or more, not " in said
    (said,) = problems_in(Relay, f"{RELAY}{key}: {above}\n")
    assert f"{key} must be " in said
    assert " or less, not " in said


@pytest.mark.parametrize(
    ("key", "least", "most", "below", "above"),
    [
        ("max_attempts", "1", "100", "0", "101"),
        ("first_retry", "1s", "1d", "0.9s", "25h"),
        ("give_up_after", "1m", "7d", "59s", "8d"),
        ("lease", "5s", "1h", "4s", "61m"),
        ("batch", "1", "10000", "0", "10001"),
    ],
)
def test_a_key_of_delivery_has_a_least_and_a_most(key, least, most, below, above):
    for text in (least, most):
        assert problems_in(DeliverSettings, f"{key}: {text}\n") == []
    for text in (below, above):
        (said,) = problems_in(DeliverSettings, f"{key}: {text}\n")
        assert f"{key} must be " in said


@pytest.mark.parametrize(
    ("key", "right", "wrong"),
    [
        ("every", ["10s", "1d"], ["9s", "25h"]),
        ("soft_limit", ["0.1", "1000"], ["0", "1001"]),
        ("soft_half_life", ["1h", "366d"], ["59m", "367d"]),
    ],
)
def test_a_key_of_returned_mail_has_a_least_and_a_most(key, right, wrong):
    for text in right:
        assert problems_in(BounceSettings, f"{key}: {text}\n") == []
    for text in wrong:
        assert len(problems_in(BounceSettings, f"{key}: {text}\n")) == 1


@pytest.mark.parametrize("section", [Relay, ProviderLimit])
def test_a_rate_is_more_than_nothing(section):
    head = RELAY if section is Relay else ""
    assert problems_in(section, f"{head}per_minute: 0.5\n") == []
    (said,) = problems_in(section, f"{head}per_minute: 0\n")
    assert said.endswith("per_minute must be more than 0, not 0")


def test_keys_of_smtp_are_unknown_to_a_relay_of_another_kind():
    kinds = Kinds(relays={"smtp": None, "folder": None})
    text = "name: a\nkind: folder\n"
    for key in SMTP_KEYS:
        (said,) = problems_in(Relay, f"{text}{key}: 1\n", kinds)
        assert "3:1: " in said
        assert key in said
    assert problems_in(Relay, f"{text}weight: 2\n", kinds) == []


def test_the_common_helo_name_is_given_to_smtp_relays_that_have_none():
    own = "host: b.example.org, helo_name: own.example.org"
    text = relays("host: a.example.org", own, "kind: folder") + "helo_name: us.example.org\n"
    kinds = Kinds(relays={"smtp": None, "folder": None})
    read = section_of(DeliverSettings, text, kinds)
    assert [relay.helo_name for relay in read.relays] == ["us.example.org", "own.example.org", ""]
    assert [relay.name for relay in read.relays] == ["r0", "r1", "r2"]


def test_without_a_common_helo_name_relays_are_kept_as_they_are():
    read = section_of(DeliverSettings, relays("host: a.example.org"))
    assert read.relays[0].helo_name == ""


def test_an_smtp_relay_without_a_host_is_refused_in_code_as_in_a_file():
    with pytest.raises(ValidationError):
        Relay(name="a")
    assert Relay(name="a", kind="folder").host == ""
    assert problems_in(Relay, "name: a\n") == ['1:1: "host" is missing — add host: to this file']


def test_providers_keep_their_order_and_a_provider_is_no_key():
    text = "providers: {yahoo: {connections: 3}, default: {per_minute: 9}}\n"
    read = section_of(DeliverSettings, text)
    assert [(one.provider, one.connections, one.per_minute) for one in read.providers] == [
        ("yahoo", 3, None),
        ("default", None, 9.0),
    ]
    (said,) = problems_in(DeliverSettings, "providers: {yahoo: {provider: x}}\n")
    assert said.startswith('1:21: unknown key "provider"')


def test_a_wrong_provider_stands_at_its_own_place():
    (said,) = problems_in(DeliverSettings, "providers: {yahoo: {connections: 1001}}\n")
    assert said == "1:34: connections must be 1000 or less, not 1001"
    (said,) = problems_in(DeliverSettings, "providers: {yahoo: 5}\n")
    assert said.startswith("1:20: yahoo must be a mapping of keys, not 5")


@pytest.mark.parametrize(("word", "fits"), [("bulk", True), ("list", True), ("junk", False)])
def test_precedence_is_one_of_two_words(word: str, fits: bool):
    assert (problems_in(HeaderKeys, f"precedence: {word}\n") == []) is fits


def test_headers_that_are_not_named_keep_their_defaults():
    read = section_of(DeliverSettings, "headers: {list_id: false}\n")
    assert not read.headers.list_id
    assert read.headers.list_unsubscribe
    assert read.headers.precedence == ""


@pytest.mark.parametrize(
    ("mailbox", "said"),
    [
        ("maildir:/var/mail", ""),
        ("mbox:box", ""),
        ("imaps://me@host/INBOX", ""),
        ("maildir", ""),
        ("pop3:x", "no such kind of mailbox"),
        ("IMAPS://me@host/", "no such kind of mailbox"),
        ("imaps://me:hunter2@host/", "this address holds a password"),
        ("/var/mail", "no such kind of mailbox"),
    ],
)
def test_a_mailbox_has_a_known_kind_and_no_password(mailbox: str, said: str):
    found = problems_in(BounceSettings, f'mailbox: "{mailbox}"\n')
    assert len(found) == (1 if said else 0)
    assert all(said in line and "hunter2" not in line for line in found)


def test_secrets_of_relays_and_mailboxes_never_print():
    assert "hunter2" not in repr(Relay(name="a", host="h", password="hunter2"))
    assert "hunter2" not in repr(BounceSettings(password="hunter2"))


def test_a_provider_of_events_needs_the_key_that_proves_its_posts() -> None:
    for kind in ("ses", "postal", "mailgun"):
        with pytest.raises(ValidationError):
            EventSource(kind=kind)
    assert EventSource(kind="mailgun", secret="x").secret == "x"
    assert EventSource(kind="ses", topic="arn:aws:sns:eu-west-1:123456789012:returns").topic
