"""Bounces end to end: an issue is sent, a notice comes back, and the reader is left out."""

from __future__ import annotations

import mailbox
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from mailbox_server import Mail, Mailbox, mail_server
from small_issue import NOW as START
from small_issue import a_briefing, an_issue
from waiting import eventually

from digest.config import BounceSettings, Config, DeliverSettings, Relay, Settings, Tls
from digest.errors import DeliverError
from digest.models import (
    Enrolment,
    IssueState,
    Newsletter,
    Publication,
    Reply,
    Return,
    ReturnKind,
    Selection,
    Slot,
    SubscriberState,
)
from digest.runtime.schedule import run_schedule
from digest.store import open_store
from digest.usecases import audience
from digest.usecases.editions import issue_id_at
from digest.usecases.newsroom import Newsroom
from digest.usecases.send import SendSummary, send_approved
from digest.usecases.take_in_bounces import (
    BounceSummary,
    count_refusals,
    read_mailbox,
    soft_score,
)

DAY = timedelta(days=1)
ANN, BEN = "ann@mail.example", "ben@mail.example"


@dataclass(slots=True, kw_only=True)
class Mailing:
    """A newsroom that sends to a real mail server and reads a real Maildir."""

    newsroom: Newsroom
    server: Mailbox
    returned: Path
    summary: SendSummary | None = None

    def send(self, day: int = 0) -> dict[str, Mail]:
        """Send that day's issue; the mails by recipient."""
        now = START + day * DAY
        newsroom = replace(self.newsroom, clock=lambda: now)
        issue_id = issue_id_at(newsroom.newsletter("daily"), now)
        html, text = (
            f'<p>News</p><a href="{Slot.UNSUBSCRIBE}">Leave</a>',
            f"News\n{Slot.UNSUBSCRIBE}\n",
        )
        issue = an_issue(issue_id, created=now, html=html, text=text)
        newsroom.store.issues.save_draft(a_briefing(issue_id, at=now), Selection(stories=()), issue)
        readers = newsroom.store.subscribers.audience("daily")
        newsroom.store.issues.approve(issue_id, subscriber_ids=readers, now=now)
        # as in a run that goes on: preflight, which this bare sample fails, comes before the first
        newsroom.store.issues.set_state(issue_id, IssueState.SENDING, expect=(IssueState.APPROVED,))
        self.server.mails.clear()
        self.summary = send_approved(newsroom, issue_id)
        assert self.summary.audit.balances
        return {mail.recipient: mail for mail in self.server.mails}

    def sent(self, day: int = 0) -> SendSummary:
        """Send that day's issue, and return the summary of the run."""
        self.send(day)
        assert self.summary is not None
        return self.summary

    def comes(self, raw: str) -> None:
        mailbox.Maildir(self.returned).add(raw.encode())

    def read(self, day: int = 0) -> BounceSummary:
        newsroom = replace(self.newsroom, clock=lambda: START + day * DAY + timedelta(minutes=30))
        return read_mailbox(newsroom)

    def state(self, email: str) -> SubscriberState:
        return audience.reader_of(self.newsroom, email).state


@pytest.fixture
def desk(tmp_path: Path, sqlite_url: str) -> Iterator[Mailing]:
    returned = tmp_path / "returned"
    mailbox.Maildir(returned)
    store = open_store(sqlite_url, clock=lambda: START)
    with mail_server() as server:
        relay = Relay(name="loopback", host="127.0.0.1", port=server.port, tls=Tls.NONE)
        bounces = BounceSettings(mailbox=f"maildir:{returned}", soft_limit=2.5)
        publication = Publication(
            name="Desk", public_url="https://news.example.org", from_address="d@news.example.org"
        )
        settings = Settings(
            publication=publication, deliver=DeliverSettings(relays=(relay,), bounces=bounces)
        )
        newsletters = tuple(
            Newsletter(id=id_, name=id_, tagline="", topics=()) for id_ in ("daily", "weekly")
        )
        config = Config(folder=tmp_path, settings=settings, newsletters=newsletters)
        newsroom = Newsroom(config=config, store=store, clock=lambda: START)
        for email in (ANN, BEN):
            audience.add_reader(newsroom, email, newsletters=["daily", "weekly"])
        yield Mailing(newsroom=newsroom, server=server, returned=returned)
    store.close()


def notice(mail: Mail, diagnostic: str, *, status: str, to: str = "") -> str:
    """A delivery status notification as mail servers send it to the envelope sender."""
    return f"""\
Return-Path: <>
From: MAILER-DAEMON@mx.mail.example
To: {to or mail.sender}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Your message could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.mail.example

Final-Recipient: rfc822; {mail.recipient}
Action: failed
Status: {status}
Diagnostic-Code: smtp; {diagnostic}

--b
Content-Type: text/rfc822-headers

Message-ID: {mail.message["Message-ID"]}
Subject: {mail.message["Subject"]}

--b--
"""


def complaint(mail: Mail) -> str:
    return f"""\
From: feedback@mail.example
To: complaints@news.example.org
Subject: abuse report
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain

This is a report.

--b
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Loop/1
Version: 1

--b
Content-Type: message/rfc822

From: d@news.example.org
Message-ID: {mail.message["Message-ID"]}
Subject: {mail.message["Subject"]}

text
--b--
"""


GONE = "550 5.1.1 No such user here"
FULL = "452 4.2.2 Mailbox is full"


def test_a_hard_bounce_closes_the_address_and_the_next_issue_skips_it(desk: Mailing) -> None:
    desk.comes(notice(desk.send()[ANN], GONE, status="5.1.1"))
    taken = desk.read()
    assert (taken.mails, taken.counts, taken.suppressed, taken.kept) == (
        1,
        {ReturnKind.HARD: 1},
        1,
        0,
    )
    assert desk.state(ANN) is SubscriberState.SUPPRESSED
    assert list(desk.send(1)) == [BEN]
    assert audience.add_reader(desk.newsroom, ANN, newsletters=["daily"]) is Enrolment.SUPPRESSED
    assert desk.read().mails == 0


def test_why_shows_the_reply_the_date_and_the_issue(desk: Mailing) -> None:
    desk.comes(notice(desk.send()[ANN], GONE, status="5.1.1"))
    desk.read()
    came_back, suppressed = audience.why(desk.newsroom, ANN)[-2:]
    assert came_back.at == START + timedelta(minutes=30)
    assert (came_back.what, came_back.evidence) == ("daily@2026-11-23 came back: hard", GONE)
    assert (suppressed.what, suppressed.evidence) == (
        "suppressed",
        "hard bounce 5.1.1 to daily@2026-11-23",
    )


def test_a_complaint_is_found_by_its_message_and_closes_the_address(desk: Mailing) -> None:
    desk.comes(complaint(desk.send()[ANN]))
    taken = desk.read()
    assert (taken.counts, taken.suppressed) == ({ReturnKind.COMPLAINT: 1}, 1)
    assert desk.state(ANN) is SubscriberState.SUPPRESSED
    assert desk.state(BEN) is SubscriberState.ACTIVE


def test_soft_bounces_close_the_address_when_they_are_enough(desk: Mailing) -> None:
    for day in range(3):
        desk.comes(notice(desk.send(day)[ANN], FULL, status="4.2.2"))
        assert desk.read(day).suppressed == (day == 2)
    assert desk.state(ANN) is SubscriberState.SUPPRESSED
    assert (
        audience.why(desk.newsroom, ANN)[-1].evidence
        == "3 soft bounces, the last to daily@2026-11-25"
    )


def test_a_message_that_arrived_in_between_resets_soft_bounces(desk: Mailing) -> None:
    for day in range(12):
        mail = desk.send(day)[ANN]
        if day in (0, 1, 10, 11):
            desk.comes(notice(mail, FULL, status="4.2.2"))
            assert desk.read(day).suppressed == 0
    assert desk.state(ANN) is SubscriberState.ACTIVE


@pytest.mark.parametrize(("days", "is_closed"), [(2, True), (4, True), (6, False)])
def test_a_message_has_arrived_only_when_it_did_not_come_back_for_five_days(
    desk: Mailing, days: int, is_closed: bool
) -> None:
    """Mail servers try for five days: until then an accepted message may still bounce."""
    for day in (0, 1):
        desk.comes(notice(desk.send(day)[ANN], FULL, status="4.2.2"))
        desk.read(day)
    desk.send(2)  # accepted, and no bounce comes for it
    desk.comes(notice(desk.send(2 + days)[ANN], FULL, status="4.2.2"))
    desk.read(2 + days)
    assert (desk.state(ANN) is SubscriberState.SUPPRESSED) == is_closed


def test_soft_bounces_fade(desk: Mailing) -> None:
    soft = [
        Return(issue_id=f"i{n}", subscriber_id="r", kind=kind, at=START - n * DAY)
        for n, kind in (
            (0, ReturnKind.SOFT),
            (30, ReturnKind.SOFT),
            (60, ReturnKind.SOFT),
            (0, ReturnKind.POLICY),
        )
    ]
    assert soft_score(soft, half_life_s=30 * 86400.0, now=START) == 1.75


def test_a_reply_that_accuses_the_sender_never_counts_against_the_reader(desk: Mailing) -> None:
    for day in range(4):
        desk.comes(
            notice(desk.send(day)[ANN], "550 5.7.26 Unauthenticated mail refused", status="5.7.26")
        )
        assert desk.read(day).counts == {ReturnKind.POLICY: 1}
    assert desk.state(ANN) is SubscriberState.ACTIVE


def test_mail_to_the_unsubscribe_address_takes_the_reader_off_that_newsletter(
    desk: Mailing,
) -> None:
    mail = desk.send()[ANN]
    address = mail.message["List-Unsubscribe"].partition("mailto:")[2].partition("?")[0]
    desk.comes(f"From: {ANN}\nTo: {address}\nSubject: unsubscribe\n\n")
    assert desk.read().counts == {ReturnKind.LEAVE: 1}
    assert audience.reader_of(desk.newsroom, ANN).newsletters == ("weekly",)
    assert list(desk.send(1)) == [BEN]


def test_automatic_answers_change_nothing(desk: Mailing) -> None:
    mail = desk.send()[ANN]
    desk.comes(
        f"From: {ANN}\nTo: {mail.sender}\nSubject: Out of office\n"
        "Auto-Submitted: auto-replied\n\nI am away.\n"
    )
    taken = desk.read()
    assert (taken.counts, taken.kept) == ({ReturnKind.AUTO_REPLY: 1}, 0)
    assert desk.state(ANN) is SubscriberState.ACTIVE


def test_a_forged_token_closes_nothing_and_the_mail_is_kept_for_a_person(desk: Mailing) -> None:
    mail = desk.send()[ANN]
    word = mail.sender.partition("+")[2].partition("@")[0]
    forged = f"{word[:-1]}{'a' if word[-1] != 'a' else 'b'}"
    raw = notice(mail, GONE, status="5.1.1").replace(word, forged)
    desk.comes(raw)
    taken = desk.read()
    assert (taken.counts, taken.kept, taken.suppressed) == ({ReturnKind.UNMATCHED: 1}, 1, 0)
    assert desk.state(ANN) is SubscriberState.ACTIVE
    (kept,) = mailbox.Maildir(desk.returned)
    assert "F" in kept.get_flags()
    assert desk.read().mails == 0


def test_a_notice_for_a_reader_who_was_erased_is_understood_and_stores_nothing(
    desk: Mailing,
) -> None:
    mail = desk.send()[ANN]
    audience.remove_reader(desk.newsroom, ANN)
    desk.comes(notice(mail, GONE, status="5.1.1"))
    taken = desk.read()
    assert (taken.counts, taken.suppressed, taken.kept) == ({ReturnKind.HARD: 1}, 0, 0)


def test_an_address_refused_at_the_hand_over_is_closed_like_a_hard_bounce(desk: Mailing) -> None:
    desk.server.refuse = {ANN: GONE, BEN: "554 5.7.1 Refused by policy"}
    desk.send()
    assert desk.state(ANN) is SubscriberState.SUPPRESSED
    assert desk.state(BEN) is SubscriberState.ACTIVE
    what = [(line.what, line.evidence) for line in audience.why(desk.newsroom, ANN)]
    assert ("daily@2026-11-23 came back: hard", "550 5.1.1 No such user here") in what
    desk.server.refuse = {}
    assert list(desk.send(1)) == [BEN]


def test_refusals_told_twice_close_an_address_once(desk: Mailing) -> None:
    desk.server.refuse = {ANN: GONE}
    desk.send()
    rows = tuple(desk.newsroom.store.ledger.rows("daily@2026-11-23"))
    audience.add_reader(desk.newsroom, ANN, newsletters=["daily"], again=True)
    assert count_refusals(desk.newsroom, rows).closed == 0
    assert desk.state(ANN) is SubscriberState.ACTIVE
    policy = [
        replace(row, reply=Reply(code=550, enhanced="5.7.1", text="user unknown")) for row in rows
    ]
    assert count_refusals(desk.newsroom, policy).closed == 0


def readers_at(desk: Mailing, domain: str, count: int) -> list[str]:
    emails = [f"reader{number}@{domain}" for number in range(count)]
    for email in emails:
        audience.add_reader(desk.newsroom, email, newsletters=["daily"])
    return emails


def test_a_provider_that_refuses_all_its_readers_closes_none_and_raises_an_alarm(
    desk: Mailing,
) -> None:
    emails = readers_at(desk, "outlook.com", 12)
    mails = desk.send()
    for email in emails:
        desk.comes(notice(mails[email], GONE, status="5.1.1"))
    desk.comes(notice(mails[ANN], GONE, status="5.1.1"))
    taken = desk.read()
    assert taken.counts == {ReturnKind.POLICY: 12, ReturnKind.HARD: 1}
    assert taken.suppressed == 1
    assert taken.alarms == ("microsoft refused 12 of 12 readers of daily@2026-11-23",)
    assert {desk.state(email) for email in emails} == {SubscriberState.ACTIVE}


def test_a_provider_that_refuses_at_the_hand_over_closes_none_and_the_run_says_so(
    desk: Mailing,
) -> None:
    emails = readers_at(desk, "gmail.com", 10)
    desk.server.refuse = dict.fromkeys(emails, GONE)
    summary = desk.sent()
    assert {desk.state(email) for email in emails} == {SubscriberState.ACTIVE}
    assert "google refused 10 of 10 readers of daily@2026-11-23" in summary.alarms


@pytest.mark.parametrize(("refused", "readers"), [(9, 9), (10, 34)])
def test_few_dead_addresses_of_a_provider_are_closed(
    desk: Mailing, refused: int, readers: int
) -> None:
    emails = readers_at(desk, "gmail.com", readers)
    desk.server.refuse = dict.fromkeys(emails[:refused], GONE)
    assert desk.sent().alarms == ()
    closed = [email for email in emails if desk.state(email) is SubscriberState.SUPPRESSED]
    assert closed == emails[:refused]


def test_hard_replies_of_the_last_hour_count_together(desk: Mailing) -> None:
    emails = readers_at(desk, "gmail.com", 12)
    mails = desk.send()
    for email in emails[:6]:
        desk.comes(notice(mails[email], GONE, status="5.1.1"))
    assert desk.read().suppressed == 6
    for email in emails[6:]:
        desk.comes(notice(mails[email], GONE, status="5.1.1"))
    taken = desk.read()
    assert (taken.suppressed, len(taken.alarms)) == (0, 1)


def test_without_a_mailbox_the_error_says_what_to_set(desk: Mailing) -> None:
    settings = replace(desk.newsroom.config.settings, deliver=DeliverSettings())
    newsroom = replace(desk.newsroom, config=replace(desk.newsroom.config, settings=settings))
    with pytest.raises(DeliverError, match="no mailbox is configured"):
        read_mailbox(newsroom)
    with pytest.raises(DeliverError, match="no such mailbox"):
        read_mailbox(newsroom, f"mbox:{desk.returned}/nowhere")


def test_the_schedule_reads_the_mailbox_by_itself(desk: Mailing) -> None:
    desk.comes(notice(desk.send()[ANN], GONE, status="5.1.1"))
    stop = threading.Event()
    clock = threading.Thread(
        target=run_schedule, args=(replace(desk.newsroom, clock=lambda: datetime.now(UTC)), stop)
    )
    clock.start()
    try:
        eventually(lambda: desk.state(ANN) is SubscriberState.SUPPRESSED, "the closed address")
    finally:
        stop.set()
        clock.join()
    assert desk.state(ANN) is SubscriberState.SUPPRESSED
