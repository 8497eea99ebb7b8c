"""`digest bounces` counts what came back, and keeps for a person what no rule explains."""

from __future__ import annotations

import mailbox
from dataclasses import replace
from pathlib import Path

import pytest
from command_room import NOW, Room
from typer.testing import CliRunner

from digest.cli import app
from digest.cli.bounces import TRY_AGAIN
from digest.config import BounceSettings
from digest.errors import DigestError
from digest.models import Consent, Subscriber, SubscriberState
from digest.usecases import approve_issue, issue_of
from digest.usecases.message_for_reader import message_to

ISSUE = "security-briefing@2026-08-13"
READER = Subscriber(
    id="r1",
    email="ann@mail.example",
    newsletters=("security-briefing",),
    consent=Consent(at=NOW, source="test"),
)
STRANGE = (
    b"From: someone@mail.example\nTo: bounce@news.example.org\n"
    b"Subject: Hello\n\nA letter to the editor.\n"
)
REPORT = """\
Return-Path: <>
From: MAILER-DAEMON@mx.example.org
To: {sender}
Subject: Undelivered Mail
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It failed.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; {recipient}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {reply}

--b--
"""


def returned(room: Room) -> mailbox.Maildir:
    return mailbox.Maildir(room.folder / "returned")


def with_mailbox(room: Room) -> Room:
    returned(room)
    deliver = replace(
        room.config.settings.deliver,
        bounces=BounceSettings(mailbox=f"maildir:{room.folder / 'returned'}"),
    )
    config = replace(room.config, settings=replace(room.config.settings, deliver=deliver))
    return replace(room, config=config)


def report_of(room: Room, *, status: str, reply: str, action: str = "failed") -> str:
    """The notice of a mail server about the message that the reader was sent."""
    with room.open() as newsroom:
        newsroom.store.subscribers.add([READER])
        approve_issue(newsroom, ISSUE)
        message = message_to(newsroom, issue_of(newsroom, ISSUE), READER)
    return REPORT.format(
        sender=message.envelope_from,
        recipient=READER.email,
        action=action,
        status=status,
        reply=reply,
    )


def state_of_reader(room: Room) -> SubscriberState:
    with room.open() as newsroom:
        reader = newsroom.store.subscribers.by_email(READER.email)
    assert reader
    return reader.state


def test_an_empty_mailbox_is_one_line_without_a_table(room: Room) -> None:
    done = with_mailbox(room).run("bounces")
    assert (done.exit_code, done.output) == (
        0,
        "mails read: 0; addresses closed: 0; waiting for a person: 0\n",
    )


def test_a_hard_bounce_closes_the_address_and_is_counted(drafted: Room) -> None:
    room = with_mailbox(drafted)
    returned(room).add(report_of(room, status="5.1.1", reply="550 5.1.1 No such user"))
    done = room.run("bounces")
    assert done.exit_code == 0, done.output
    lines = [line.split() for line in done.output.splitlines()]
    assert lines[0] == ["what", "came", "back", "count"]
    assert lines[1] == ["hard", "1"]
    assert done.output.splitlines()[-1] == (
        "mails read: 1; addresses closed: 1; waiting for a person: 0"
    )
    assert state_of_reader(room) is SubscriberState.SUPPRESSED


def test_a_soft_bounce_is_counted_and_closes_no_address(drafted: Room) -> None:
    room = with_mailbox(drafted)
    returned(room).add(report_of(room, status="4.2.2", reply="452 4.2.2 Mailbox full"))
    done = room.run("bounces")
    assert "soft" in done.output
    assert "addresses closed: 0" in done.output
    assert state_of_reader(room) is SubscriberState.ACTIVE


def test_a_mail_that_was_read_is_not_read_again(drafted: Room) -> None:
    room = with_mailbox(drafted)
    returned(room).add(report_of(room, status="5.1.1", reply="550 5.1.1 No such user"))
    room.run("bounces")
    assert room.run("bounces").output.startswith("mails read: 0;")
    # no mail is deleted: a person may look at the evidence
    assert len(returned(room)) == 1


def test_a_mail_that_no_rule_explains_waits_for_a_person(room: Room) -> None:
    room = with_mailbox(room)
    returned(room).add(STRANGE)
    done = room.run("bounces")
    assert done.exit_code == 3
    assert done.output.splitlines()[-1] == (
        "mails read: 1; addresses closed: 0; waiting for a person: 1"
    )


def test_a_mailbox_on_the_command_line_wins_over_the_files(room: Room, tmp_path: Path) -> None:
    other = mailbox.Maildir(tmp_path / "other")
    other.add(STRANGE)
    done = with_mailbox(room).run("bounces", f"maildir:{tmp_path / 'other'}")
    assert done.output.splitlines()[-1].startswith("mails read: 1;")


@pytest.mark.parametrize("place", ["maildir:/nowhere/at/all", "mbox:/nowhere", "nowhere"])
def test_a_mailbox_that_is_not_there_is_refused_with_a_hint(room: Room, place: str) -> None:
    done = room.run("bounces", place)
    assert isinstance(done.exception, DigestError)
    assert done.exception.hint
    assert done.output == ""


def test_without_a_mailbox_there_is_no_work(room: Room) -> None:
    done = room.run("bounces")
    assert isinstance(done.exception, DigestError)
    assert str(done.exception) == "no mailbox is configured"
    assert done.exception.hint


def test_a_piped_mail_is_taken_in_without_a_word(drafted: Room) -> None:
    text = report_of(drafted, status="5.1.1", reply="550 5.1.1 No such user")
    done = drafted.run("bounces", "-", stdin=text)
    assert (done.exit_code, done.output) == (0, "")
    assert state_of_reader(drafted) is SubscriberState.SUPPRESSED


def test_a_piped_mail_that_no_rule_explains_is_kept(room: Room) -> None:
    kept = room.folder / "kept"
    done = room.run("bounces", "-", "--keep", str(kept), stdin=STRANGE.decode())
    assert (done.exit_code, done.output) == (0, "")
    (mail,) = mailbox.Maildir(kept)
    assert mail["Subject"] == "Hello"


def test_the_address_of_a_piped_mail_may_come_from_the_mail_server(drafted: Room) -> None:
    text = report_of(drafted, status="5.1.1", reply="550 5.1.1 No such user")
    # many servers rewrite To, and hand the envelope's address over as an argument
    address = text.split("To: ", 1)[1].splitlines()[0]
    text = text.replace(f"To: {address}", "To: undisclosed-recipients:;")
    done = drafted.run("bounces", "-", "--to", address, stdin=text)
    assert (done.exit_code, done.output) == (0, "")
    assert state_of_reader(drafted) is SubscriberState.SUPPRESSED


def test_a_piped_mail_is_handed_back_while_the_database_is_away(room: Room) -> None:
    (room.folder / "news.db").write_bytes(b"this is no database, " * 100)
    done = room.run("bounces", "-", stdin=STRANGE.decode())
    assert done.exit_code == TRY_AGAIN == 75
    assert done.stderr.startswith("error: ")
    assert done.stdout == ""


def test_a_piped_mail_is_handed_back_while_the_files_are_wrong(tmp_path: Path) -> None:
    words = ["-c", str(tmp_path / "nowhere"), "bounces", "-"]
    done = CliRunner().invoke(app, words, input=STRANGE.decode())
    assert done.exit_code == TRY_AGAIN
    assert done.stderr.startswith("error: ")
