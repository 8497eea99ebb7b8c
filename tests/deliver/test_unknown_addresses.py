"""Our own address that a server calls unknown is told from a reader's, in notices and replies."""

from __future__ import annotations

import pytest

from digest.deliver import blames_reader
from digest.deliver.bounces import read_bounces
from digest.deliver.replies import parse_reply
from digest.deliver.unknown_addresses import calls_one_unknown, from_addresses
from digest.models import ReturnKind

DESK = "desk@news.example"
READER = "reader@mail.example"
COPY = (
    f"--- Below this line is a copy of the message.\n\nFrom: Desk <{DESK}>\nTo: {READER}\n\nHello"
)


@pytest.mark.parametrize(
    ("text", "is_ours"),
    [
        (f"<{DESK}>: user unknown", True),
        (f"<{DESK.upper()}>: user unknown", True),
        (f"550 5.1.1 no such user ({DESK})", True),
        (f"  {DESK}\n    unknown user", True),
        (f"  {DESK}\n\n    550-5.1.1\n    unknown user", True),
        (f"Delivery to {READER} failed: the address {DESK} does not exist.", True),
        (f"<{READER}>:\nRemote host said: 550 5.1.1 <{DESK}>: user unknown", True),
        (f"{DESK}: Benutzer unbekannt", True),
        # the reader is unknown, and we are named as the sender
        (f"<{READER}>: user unknown", False),
        (f"<{READER}>: user unknown (message from {DESK})", False),
        (f"Your message from {DESK} to {READER}: user unknown", False),
        (f"From: {DESK}\nTo: {READER}\n\nuser unknown", False),
        (f"{READER}\n  user unknown\n\n> From: Desk <{DESK}> user unknown", False),
        # both are: the reader's counts
        (f"<{DESK}>: user unknown\n<{READER}>: user unknown", False),
        # an address that only sounds so
        ("unknown.user@news.example was not reached", False),
        ("", False),
    ],
)
def test_the_address_that_is_called_unknown_is_the_nearest_one(text: str, is_ours: bool) -> None:
    assert calls_one_unknown(text, [DESK, "unknown.user@news.example", ""]) is is_ours


def test_the_addresses_of_a_quoted_message_are_those_of_its_from_fields() -> None:
    assert from_addresses(COPY) == (DESK,)
    assert from_addresses(f"> From: {DESK}\nReply-To: b@c.example") == (DESK,)
    assert from_addresses("Mail from desk@news.example came back") == ()


def notice(text: str, *, subject: str = "Undelivered Mail Returned to Sender") -> bytes:
    head = "From: MAILER-DAEMON@mx.example\nTo: bounce+r7.dbe3uoo6gcxua@news.example\n"
    return f"{head}Subject: {subject}\n\n{text}".encode()


@pytest.mark.parametrize(
    "text",
    [
        f"Your message could not be delivered.\n\n<{DESK}>: unknown user\n\n{COPY}",
        f"This address had permanent errors:\n\n550 5.1.1 <{DESK}>: User unknown\n\n{COPY}",
        f"Delivery to {READER} failed: the address {DESK} does not exist.\n\n{COPY}",
        "Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver "
        "your message to the following addresses.\n\n"
        f"<{READER}>:\n192.0.2.1 does not like recipient.\n"
        f"Remote host said: 550 5.1.1 <{DESK}>: user unknown\nGiving up on 192.0.2.1.\n\n{COPY}",
    ],
)
def test_a_notice_that_calls_our_from_address_unknown_counts_against_no_reader(text: str) -> None:
    (bounce,) = read_bounces(notice(text))
    assert (bounce.kind, bounce.recorded_kind) == (ReturnKind.SOFT, ReturnKind.POLICY)
    assert bounce.recipient != DESK
    (bounce,) = read_bounces(notice(text.replace(COPY, "")), own_addresses=[DESK])
    assert bounce.recorded_kind is ReturnKind.POLICY


def test_a_notice_about_the_reader_counts_as_before() -> None:
    (bounce,) = read_bounces(notice(f"<{READER}>: unknown user\n\n{COPY}"), own_addresses=[DESK])
    assert (bounce.kind, bounce.recipient) == (ReturnKind.HARD, READER)


def test_a_letter_of_a_person_about_our_address_is_no_bounce() -> None:
    letter = f"From: Lina Sample <{READER}>\nSubject: Hello\n\nI wrote to {DESK}: user unknown?"
    (bounce,) = read_bounces(letter.encode(), own_addresses=[DESK])
    assert bounce.kind is ReturnKind.UNKNOWN


def test_a_reply_that_calls_our_address_unknown_blames_no_reader() -> None:
    reply = parse_reply(f"550 5.1.1 <{DESK}>: user unknown")
    assert blames_reader(reply)
    assert not blames_reader(reply, own_addresses=[DESK])
    assert blames_reader(parse_reply(f"550 5.1.1 <{READER}>: user unknown"), own_addresses=[DESK])
