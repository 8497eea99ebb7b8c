"""Bounces, complaints and automatic answers: what each means, and whose it is."""

from __future__ import annotations

import mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.deliver import BounceKind, find_tickets, read_bounces, ticket
from digest.deliver.bounce_words import Blame, blame_of
from digest.deliver.mailboxes import open_inbox
from digest.errors import DeliverError

TICKET = ticket("gulf-briefing@2026-11-23", "r7f3a", key=b"k")


def status_report(status: str, diagnostic: str, *, action: str = "failed", notice: str = "It failed.") -> bytes:
    return f"""\
From: MAILER-DAEMON@mx.mail.example (Mail Delivery System)
To: bounce+{TICKET}@news.example.org
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

{notice}

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.mail.example

Final-Recipient: rfc822; reader@mail.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {diagnostic}

--b
Content-Type: message/rfc822

Message-ID: <{TICKET}@news.example.org>
Subject: Gulf Briefing

hello
--b--
""".replace("\n", "\r\n").encode()


def plain(subject: str, body: str, **headers: str) -> bytes:
    mail = EmailMessage()
    mail["From"] = headers.pop("sender", "reader@mail.example")
    mail["To"] = headers.pop("to", "desk@news.example.org")
    mail["Subject"] = subject
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(body)
    return mail.as_bytes()


@pytest.mark.parametrize(
    ("status", "diagnostic", "kind"),
    [
        ("5.1.1", "550 5.1.1 no such user", BounceKind.HARD),
        ("5.1.10", "550 5.1.10 recipient not found", BounceKind.HARD),
        ("5.2.1", "550 5.2.1 the mailbox was closed", BounceKind.HARD),
        ("5.1.2", "host unknown", BounceKind.HARD),
        ("5.2.2", "552 5.2.2 mailbox full", BounceKind.SOFT),
        ("5.0.0", "550 the account is over quota", BounceKind.SOFT),
        ("5.7.26", "550 5.7.26 unauthenticated mail is refused", BounceKind.SOFT),
        ("5.7.1", "554 5.7.1 blocked using a list", BounceKind.SOFT),
        ("4.4.7", "message expired", BounceKind.SOFT),
    ],
)
def test_delivery_reports_say_what_kind_it_is_and_whose(status: str, diagnostic: str, kind: BounceKind) -> None:
    (bounce,) = read_bounces(status_report(status, diagnostic))
    assert (bounce.kind, bounce.recipient) == (kind, "reader@mail.example")
    assert bounce.tickets == find_tickets(TICKET)
    assert bounce.message_id == f"<{TICKET}@news.example.org>"


def test_a_delay_is_soft_and_a_success_is_no_bounce() -> None:
    (delay,) = read_bounces(status_report("4.4.1", "timed out", action="delayed"))
    assert delay.kind is BounceKind.SOFT
    (success,) = read_bounces(status_report("2.0.0", "250 delivered", action="delivered"))
    assert success.kind is BounceKind.UNKNOWN


def test_an_unknown_user_after_data_is_not_held_against_the_address() -> None:
    notice = ">>> DATA\n<<< 550 user unknown"
    (bounce,) = read_bounces(status_report("5.0.0", "550 user unknown", notice=notice))
    assert bounce.kind is BounceKind.SOFT


def test_the_envelope_names_the_reader_where_the_report_does_not() -> None:
    raw = plain(
        "failure notice",
        "Sorry, this did not work. Permanent error: no such user here.",
        sender="MAILER-DAEMON@mx.mail.example",
    )
    (bounce,) = read_bounces(raw, envelope_to=f"bounce+{TICKET}@news.example.org")
    assert bounce.kind is BounceKind.HARD
    assert bounce.tickets[0].subscriber_id == "r7f3a"


@pytest.mark.parametrize(
    "raw",
    [
        plain("Re: Gulf Briefing", "I am away.", Auto_Submitted="auto-replied"),
        plain("Re: Gulf Briefing", "I am away.", X_Autoreply="yes"),
        plain("Out of office until Monday", "I am away."),
        plain("Automatic reply: Gulf Briefing", "I am away."),
    ],
)
def test_automatic_answers_are_not_bounces(raw: bytes) -> None:
    assert [bounce.kind for bounce in read_bounces(raw)] == [BounceKind.AUTO_REPLY]


def test_a_persons_letter_is_left_for_a_person() -> None:
    assert read_bounces(plain("A correction", "The user of the port is unknown."))[0].kind is BounceKind.UNKNOWN


def test_mail_to_the_unsubscribe_address_asks_to_leave() -> None:
    (bounce,) = read_bounces(plain("unsubscribe", "", to=f"unsubscribe+{TICKET}@news.example.org"))
    assert bounce.kind is BounceKind.LEAVE
    assert bounce.tickets[0].subscriber_id == "r7f3a"


@pytest.mark.parametrize(("feedback", "kind"), [("abuse", BounceKind.COMPLAINT), ("auth-failure", BounceKind.UNKNOWN)])
def test_feedback_reports(feedback: str, kind: BounceKind) -> None:
    raw = f"""\
From: feedback@mail.example
To: fbl@news.example.org
Subject: abuse report
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain

This is a report.
--b
Content-Type: message/feedback-report

Feedback-Type: {feedback}
User-Agent: x/1
Version: 1
Original-Rcpt-To: reader@mail.example

--b
Content-Type: message/rfc822

Message-ID: <{TICKET}@news.example.org>

hello
--b--
""".encode()
    (bounce,) = read_bounces(raw)
    assert (bounce.kind, bounce.recipient) == (kind, "reader@mail.example")
    assert bounce.tickets[0].subscriber_id == "r7f3a"


@settings(deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes_are_read_without_failing(raw: bytes) -> None:
    assert read_bounces(raw)


@given(st.text(max_size=300))
def test_any_words_are_weighed(text: str) -> None:
    assert blame_of(text) in Blame


@pytest.mark.parametrize("kind", ["maildir", "mbox"])
def test_mail_is_read_once_and_what_was_not_understood_is_kept_and_flagged(tmp_path: Path, kind: str) -> None:
    path = tmp_path / kind
    folder = mailbox.Maildir(path) if kind == "maildir" else mailbox.mbox(path)
    for raw in (status_report("5.1.1", "550 5.1.1 no such user"), plain("A letter", "hello")):
        folder.add(raw)
    folder.flush()
    folder.close()
    with open_inbox(f"{kind}:{path}") as inbox:
        for mail in inbox.unread():
            inbox.settle(mail, understood=read_bounces(mail.raw)[0].kind is BounceKind.HARD)
    with open_inbox(f"{kind}:{path}") as inbox:
        assert list(inbox.unread()) == []
    folder = mailbox.Maildir(path) if kind == "maildir" else mailbox.mbox(path)
    assert sorted("F" in message.get_flags() for message in folder) == [False, True]
    folder.close()


def test_a_mailbox_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DeliverError, match="no such mailbox"), open_inbox(f"maildir:{tmp_path}/none"):
        pass
    with pytest.raises(DeliverError, match="no such kind"), open_inbox("pop3://x"):
        pass
