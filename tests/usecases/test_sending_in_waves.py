"""Sending in waves: each reader once, at the own hour, by a loopback relay and two zones."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sample_morning import ISSUE, NOW, Desk

from digest.config import FirstMail
from digest.config.segment_settings import SegmentKeys
from digest.models import (
    Consent,
    DeliveryState,
    IssueState,
    LateJoiners,
    ReaderClock,
    Schedule,
    Subscriber,
    Waves,
    WavesBy,
)
from digest.runtime.alarms import trouble_of
from digest.runtime.schedule import LocalRunner
from digest.usecases import (
    approve_issue,
    draft_issue,
    resume_sending,
    send_approved,
    special_edition,
)
from digest.usecases.late_joiners import queue_late_joiners
from digest.usecases.reader_letters import queue_first_mail
from digest.usecases.wave_balances import readers_by_wave

NEWSLETTER = "security-briefing"
HOUR = timedelta(hours=1)
NEW_YORK = ReaderClock(hour=7, timezone="America/New_York")
"""11:00 UTC in summer, five hours behind the slot."""
BEIRUT = ReaderClock(hour=18)
"""15:00 UTC in summer, nine hours behind the slot."""


def in_waves(desk: Desk, late: LateJoiners = LateJoiners.NEXT_ISSUE) -> Desk:
    """Return the desk with a slot at 09:00 in Beirut, which is NOW, and waves by reader."""
    (newsletter,) = desk.newsroom.config.newsletters
    changed = replace(
        newsletter,
        timezone="Asia/Beirut",
        schedule=Schedule(at=time(9)),
        waves=Waves(by=WavesBy.READER, late_joiners=late),
    )
    config = replace(desk.newsroom.config, newsletters=(changed,))
    return replace(desk, newsroom=replace(desk.newsroom, config=config))


@pytest.fixture
def waves(desk: Desk) -> Desk:
    """The desk in waves: reader 0 at the slot, reader 1 in New York, reader 2 in the evening."""
    desk.store.choices.set_clock("reader-1", NEW_YORK)
    desk.store.choices.set_clock("reader-2", BEIRUT)
    return in_waves(desk)


def approved(desk: Desk) -> None:
    draft_issue(desk.newsroom, NEWSLETTER)
    approve_issue(desk.newsroom, ISSUE)


def resumed(desk: Desk, now: datetime) -> list[str]:
    """Go on at a moment; return who got the mail then."""
    before = len(desk.mailbox.mails)
    resume_sending(desk.at(now))
    return _recipients(desk)[before:]


def _recipients(desk: Desk) -> list[str]:
    return [mail.recipient for mail in desk.mailbox.mails]


def joins(desk: Desk, number: int, at: datetime, clock: ReaderClock) -> None:
    reader = Subscriber(
        id=f"reader-{number}",
        email=f"reader{number}@example.org",
        newsletters=(NEWSLETTER,),
        consent=Consent(at=at, source="test"),
        created=at,
        clock=clock,
    )
    desk.store.subscribers.add([reader])


def test_each_reader_gets_the_issue_once_at_the_own_hour(waves: Desk) -> None:
    approved(waves)
    summary = send_approved(waves.newsroom, ISSUE)
    assert _recipients(waves) == ["reader0@example.org"]
    assert (summary.finished, summary.later) == (True, 2)
    assert summary.next_wave == datetime(2026, 8, 13, 11, 0, tzinfo=UTC)
    assert waves.store.issues.state(ISSUE) is IssueState.SENDING
    # between the waves there is no work
    assert resumed(waves, NOW + 4 * HOUR) == []
    assert resumed(waves, NOW + 5 * HOUR) == ["reader1@example.org"]
    assert resumed(waves, NOW + 6 * HOUR) == []
    assert resumed(waves, NOW + 9 * HOUR) == ["reader2@example.org"]
    assert waves.store.issues.state(ISSUE) is IssueState.SENT
    assert resumed(waves, NOW + 30 * HOUR) == []
    assert waves.store.ledger.audit(ISSUE).by_state == {DeliveryState.ACCEPTED: 3}


def test_all_waves_hand_over_the_same_frozen_issue(waves: Desk) -> None:
    approved(waves)
    for hours in (0, 5, 9):
        resumed(waves, NOW + hours * HOUR)
    subjects = {mail.message["Subject"] for mail in waves.mailbox.mails}
    days = {mail.message["List-Id"] for mail in waves.mailbox.mails}
    assert len(waves.mailbox.mails) == 3
    assert len(subjects) == len(days) == 1


def test_a_reader_who_leaves_between_two_waves_gets_none(waves: Desk) -> None:
    approved(waves)
    send_approved(waves.newsroom, ISSUE)
    waves.store.subscribers.leave("reader-1", newsletter_id=None, now=NOW, how="page")
    assert resumed(waves, NOW + 5 * HOUR) == []
    assert resumed(waves, NOW + 9 * HOUR) == ["reader2@example.org"]
    audit = waves.store.ledger.audit(ISSUE)
    assert audit.by_state == {DeliveryState.ACCEPTED: 2, DeliveryState.SUPPRESSED: 1}
    assert audit.balances


@pytest.mark.parametrize("hour", [9, 11, 20])
def test_a_reader_who_changes_the_hour_between_waves_gets_it_once(waves: Desk, hour: int) -> None:
    approved(waves)
    send_approved(waves.newsroom, ISSUE)
    waves.store.choices.set_clock("reader-2", ReaderClock(hour=hour))
    waves.store.choices.set_clock("reader-0", ReaderClock(hour=hour))
    got = []
    for hours in range(1, 30):
        got += resumed(waves, NOW + hours * HOUR)
    assert sorted(got) == ["reader1@example.org", "reader2@example.org"]


def test_a_sender_that_dies_in_a_wave_loses_and_doubles_no_mail(waves: Desk) -> None:
    approved(waves)
    send_approved(waves.newsroom, ISSUE)
    now = NOW + 5 * HOUR
    (row,) = waves.store.ledger.claim(ISSUE, worker="dead", limit=9, now=now, lease_s=60)
    assert row.subscriber_id == "reader-1"
    # while the lease runs no other sender takes the row
    assert resumed(waves, now) == []
    assert resumed(waves, now + HOUR) == ["reader1@example.org"]
    assert resumed(waves, NOW + 9 * HOUR) == ["reader2@example.org"]


def test_a_message_that_was_being_handed_over_at_the_crash_is_uncertain(waves: Desk) -> None:
    approved(waves)
    send_approved(waves.newsroom, ISSUE)
    now, ledger = NOW + 5 * HOUR, waves.store.ledger
    ledger.claim(ISSUE, worker="dead", limit=9, now=now, lease_s=60)
    ledger.mark_handing(ISSUE, ["reader-1"], worker="dead", now=now, lease_s=60)
    assert resumed(waves, now + HOUR) == []
    assert resumed(waves, NOW + 9 * HOUR) == ["reader2@example.org"]
    assert ledger.audit(ISSUE).by_state == {
        DeliveryState.ACCEPTED: 2,
        DeliveryState.UNCERTAIN: 1,
    }


def test_an_issue_that_is_approved_late_goes_at_once_where_the_hour_has_passed(waves: Desk) -> None:
    draft_issue(waves.newsroom, NEWSLETTER)
    later = waves.at(NOW + 6 * HOUR)
    approve_issue(later, ISSUE)
    send_approved(later, ISSUE)
    assert sorted(_recipients(waves)) == ["reader0@example.org", "reader1@example.org"]
    assert resumed(waves, NOW + 9 * HOUR) == ["reader2@example.org"]


@pytest.mark.parametrize(
    ("policy", "got"),
    [
        (LateJoiners.NEXT_ISSUE, []),
        (LateJoiners.OWN_HOUR, ["reader8@example.org"]),
        (LateJoiners.AT_ONCE, ["reader7@example.org", "reader8@example.org"]),
    ],
)
def test_late_joiners_get_it_as_the_policy_says(
    waves: Desk, policy: LateJoiners, got: Sequence[str]
) -> None:
    late = in_waves(waves, policy)
    approved(late)
    send_approved(late.newsroom, ISSUE)
    # the first one's hour has passed today, the second one's is ahead
    joins(late, 7, NOW + HOUR, ReaderClock(hour=9))
    joins(late, 8, NOW + HOUR, BEIRUT)
    received = []
    for hours in (1, 2, 5, 9):
        queue_late_joiners(late.at(NOW + hours * HOUR))
        received += resumed(late, NOW + hours * HOUR)
    regular = ["reader1@example.org", "reader2@example.org"]
    assert sorted(received) == [*regular, *got]
    audit = late.store.ledger.audit(ISSUE)
    assert audit.balances
    assert audit.by_state == {DeliveryState.ACCEPTED: 3 + len(got)}


def test_the_first_mail_brings_no_second_copy_of_an_issue_on_its_way(waves: Desk) -> None:
    late = in_waves(waves, LateJoiners.AT_ONCE)
    approved(late)
    send_approved(late.newsroom, ISSUE)
    joins(late, 7, NOW + HOUR, ReaderClock())
    settings = late.newsroom.config.settings
    readers = replace(settings.readers, first_mail=FirstMail.LATEST)
    config = replace(late.newsroom.config, settings=replace(settings, readers=readers))
    newsroom = replace(late.at(NOW + HOUR), config=config)
    assert queue_first_mail(newsroom, "reader-7", newsroom.config.newsletters, language="en")
    queue_late_joiners(newsroom)
    resume_sending(newsroom)
    resume_sending(newsroom)
    assert _recipients(late).count("reader7@example.org") == 1


def test_the_runner_of_the_schedule_takes_late_joiners(waves: Desk) -> None:
    late = in_waves(waves, LateJoiners.AT_ONCE)
    approved(late)
    send_approved(late.newsroom, ISSUE)
    joins(late, 7, NOW + HOUR, ReaderClock())
    LocalRunner(newsroom=late.at(NOW + HOUR), stop=threading.Event()).resume()
    assert "reader7@example.org" in _recipients(late)


def test_a_wave_that_is_to_come_raises_no_alarm_and_a_late_one_does(waves: Desk) -> None:
    approved(waves)
    send_approved(waves.newsroom, ISSUE)
    newsletter = waves.newsroom.newsletter(NEWSLETTER)
    deadline = timedelta(minutes=newsletter.schedule.deadline_min)
    assert trouble_of(waves.at(NOW + deadline), newsletter, NOW) is None
    late = trouble_of(waves.at(NOW + 5 * HOUR + deadline), newsletter, NOW)
    assert late
    assert (late.cause, late.accepted) == ("undelivered", 1)


def test_the_alarm_names_the_wave_that_is_late_and_each_further_one_has_its_own(
    waves: Desk,
) -> None:
    approved(waves)
    send_approved(waves.newsroom, ISSUE)
    newsletter = waves.newsroom.newsletter(NEWSLETTER)
    deadline = timedelta(minutes=newsletter.schedule.deadline_min)
    late = trouble_of(waves.at(NOW + 5 * HOUR + deadline), newsletter, NOW)
    assert late
    # the first wave went out in time, so it is not named
    assert [(wave.at, wave.accepted, wave.readers) for wave in late.late_waves] == [
        (NOW + 5 * HOUR, 0, 1)
    ]
    local = (NOW + 5 * HOUR).astimezone(ZoneInfo(newsletter.timezone))
    assert f"the wave of {local:%a %H:%M} {newsletter.timezone} has 0 of 1" in late.sentence
    later = trouble_of(waves.at(NOW + 9 * HOUR + deadline), newsletter, NOW)
    assert later
    assert len(later.late_waves) == 2
    assert later.alarm != late.alarm


def test_an_extra_edition_goes_to_all_readers_at_once(waves: Desk) -> None:
    edition = special_edition(waves.newsroom.newsletter(NEWSLETTER), NOW, "election")
    draft_issue(waves.newsroom, NEWSLETTER, edition=edition)
    approve_issue(waves.newsroom, edition.issue_id)
    assert send_approved(waves.newsroom, edition.issue_id).later == 0
    assert len(waves.mailbox.mails) == 3


def test_the_readers_of_each_coming_wave_are_counted(waves: Desk) -> None:
    newsletter = waves.newsroom.newsletter(NEWSLETTER)
    assert readers_by_wave(waves.newsroom, newsletter, NOW) == (
        (NOW, 1),
        (NOW + 5 * HOUR, 1),
        (NOW + 9 * HOUR, 1),
    )
    at_once = replace(newsletter, waves=Waves())
    assert readers_by_wave(waves.newsroom, at_once, NOW) == ((NOW, 3),)


def test_a_late_reader_outside_of_the_segment_gets_no_issue(desk: Desk) -> None:
    waves = in_waves(desk, LateJoiners.AT_ONCE)
    approved(waves)
    arabic = replace(
        waves.newsroom.config.settings.readers,
        segments=(SegmentKeys(id="arabic", languages=("ar",)),),
    )
    settings = replace(waves.newsroom.config.settings, readers=arabic)
    (newsletter,) = waves.newsroom.config.newsletters
    newsletters = (replace(newsletter, segment="arabic"),)
    config = replace(waves.newsroom.config, settings=settings, newsletters=newsletters)
    later = replace(waves.at(NOW + HOUR), config=config)
    joins(waves, 7, NOW + HOUR, ReaderClock())
    assert queue_late_joiners(later) == 0
    waves.store.choices.set_look("reader-7", language="ar", text_only=False)
    assert queue_late_joiners(later) == 1


def test_no_reader_joins_late_from_the_moment_of_the_last_wave_on(desk: Desk) -> None:
    desk.store.choices.set_clock("reader-1", BEIRUT)
    late = in_waves(desk, LateJoiners.AT_ONCE)
    (newsletter,) = late.newsroom.config.newsletters
    ends = replace(newsletter, waves=replace(newsletter.waves, until_h=6))
    config = replace(late.newsroom.config, newsletters=(ends,))
    newsroom = replace(late.newsroom, config=config)
    late = replace(late, newsroom=newsroom)
    approved(late)
    send_approved(late.newsroom, ISSUE)
    joins(late, 7, NOW + HOUR, ReaderClock())
    last = NOW + 6 * HOUR
    assert queue_late_joiners(late.at(last)) == 0
    assert queue_late_joiners(late.at(last - timedelta(seconds=1))) == 1
