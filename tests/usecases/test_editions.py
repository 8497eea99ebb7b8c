"""Editions: one id for each slot, extra editions, and no draft that takes the place of another."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from sample_morning import NOW, Desk

from digest.errors import UseError
from digest.models import Approval, Article, IssueState, Newsletter, Schedule
from digest.runtime.schedule import LocalRunner
from digest.runtime.slots import coming_slots
from digest.usecases import approve_issue, draft_issue, redraft, run_newsletter, send_approved
from digest.usecases.editions import edition_at, edition_of_slot, special_edition, times_on
from digest.usecases.newsroom import briefing_of

NEWSLETTER = "security-briefing"
TWICE = Schedule(cron="0 6,18 * * *")
MORNING = f"{NEWSLETTER}@2026-08-13T0600"
EVENING = f"{NEWSLETTER}@2026-08-13T1800"


def titled(schedule: Schedule, zone: str = "UTC") -> Newsletter:
    return Newsletter(
        id="gulf", name="Gulf", tagline="", topics=(), timezone=zone, schedule=schedule
    )


def twice_a_day(desk: Desk) -> Desk:
    """Return the desk with two slots a day, both approved by the schedule itself."""
    (newsletter,) = desk.newsroom.config.newsletters
    changed = replace(
        newsletter, timezone="UTC", schedule=TWICE, approval=Approval.AUTO, min_stories=1
    )
    config = replace(desk.newsroom.config, newsletters=(changed,))
    return replace(desk, newsroom=replace(desk.newsroom, config=config))


def late_article(now: datetime) -> Article:
    """Return news that no earlier issue told."""
    return Article(
        id="late",
        url="https://sample.example/late",
        canonical_url="https://sample.example/late",
        title="Navy seizes an arms ship off the coast of Yemen",
        lead="The navy seized a ship with arms off the coast of Yemen on Thursday afternoon.",
        published=now - timedelta(hours=1),
        collected=now - timedelta(minutes=5),
        language="en",
        publisher="Sample Paper",
    )


@pytest.mark.parametrize(
    ("clock", "issue_id"),
    [
        ("00:00", "gulf@2026-11-23T0600"),
        ("06:00", "gulf@2026-11-23T0600"),
        ("17:59", "gulf@2026-11-23T0600"),
        ("18:00", "gulf@2026-11-23T1800"),
        ("23:59", "gulf@2026-11-23T1800"),
    ],
)
def test_the_slot_that_came_last_names_the_issue(clock: str, issue_id: str) -> None:
    moment = datetime.fromisoformat(f"2026-11-23T{clock}+00:00")
    assert edition_at(titled(TWICE), moment).issue_id == issue_id


def test_a_day_with_one_slot_needs_no_time_in_its_id() -> None:
    schedule = Schedule(cron="0 6 * * *")
    moment = datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert edition_at(titled(schedule), moment).issue_id == "gulf@2026-11-23"
    assert edition_at(titled(Schedule(at=time(6))), moment).issue_id == "gulf@2026-11-23"
    assert edition_at(titled(Schedule()), moment).issue_id == "gulf@2026-11-23"
    assert times_on(titled(schedule), moment.date()) == ()


def test_the_day_and_the_slot_are_those_of_the_newsletters_zone() -> None:
    beirut = titled(TWICE, "Asia/Beirut")
    moment = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)
    assert edition_at(beirut, moment).issue_id == "gulf@2026-11-24T0600"


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Beirut", "Europe/Berlin"])
def test_each_slot_of_a_day_has_its_own_id_where_the_clock_is_changed(zone: str) -> None:
    often = titled(Schedule(cron="*/30 * * * *"), zone)
    for year_day in (datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 10, 31, tzinfo=UTC)):
        ids = []
        for due in coming_slots(often, after=year_day, count=120):
            ids.append(edition_at(often, due.utc).issue_id)
        assert len(ids) == len(set(ids))


def test_a_slot_is_named_by_its_time() -> None:
    moment = datetime(2026, 11, 23, 9, tzinfo=UTC)
    edition = edition_of_slot(titled(TWICE), moment, time(18))
    assert edition.issue_id == "gulf@2026-11-23T1800"
    with pytest.raises(UseError) as caught:
        edition_of_slot(titled(TWICE), moment, time(12))
    assert "06:00, 18:00" in caught.value.hint
    with pytest.raises(UseError) as caught:
        edition_of_slot(titled(Schedule(at=time(6))), moment, time(6))
    assert "leave --slot away" in caught.value.hint


def test_an_extra_edition_has_a_plain_name() -> None:
    moment = datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert special_edition(titled(TWICE), moment, "election").issue_id == "gulf@2026-11-23-election"
    with pytest.raises(UseError, match="not a name"):
        special_edition(titled(TWICE), moment, "Election night")


def test_both_slots_of_a_day_send_an_issue_of_their_own(desk: Desk) -> None:
    desk = twice_a_day(desk)
    (newsletter,) = desk.newsroom.config.newsletters
    for due in coming_slots(newsletter, after=NOW - timedelta(minutes=1), count=2):
        if due.local.hour != NOW.hour:
            desk.store.articles.save([late_article(due.utc)])
        LocalRunner(newsroom=desk.at(due.utc), stop=threading.Event()).run_slot(due)
    assert desk.store.issues.state(MORNING) is IssueState.SENT
    assert desk.store.issues.state(EVENING) is IssueState.SENT
    # three readers, two issues
    assert len(desk.mailbox.mails) == 6
    assert [past.id for past in desk.store.issues.archive(NEWSLETTER)] == [EVENING, MORNING]


def test_an_extra_edition_leaves_the_draft_of_the_day_alone(desk: Desk) -> None:
    (newsletter,) = desk.newsroom.config.newsletters
    usual = draft_issue(desk.newsroom, NEWSLETTER)
    extra = special_edition(newsletter, NOW, "election")
    special = draft_issue(desk.newsroom, NEWSLETTER, edition=extra)
    assert special.briefing.issue_id == f"{usual.briefing.issue_id}-election"
    assert special.replaced is None
    assert briefing_of(desk.newsroom, usual.briefing.issue_id) == usual.briefing
    approve_issue(desk.newsroom, special.briefing.issue_id)
    send_approved(desk.newsroom, special.briefing.issue_id)
    assert len(desk.mailbox.mails) == 3
    audit = desk.store.ledger.audit(special.briefing.issue_id)
    assert audit.balances
    # the usual issue of the day knows what the extra edition told
    again = draft_issue(desk.at(NOW + timedelta(minutes=5)), NEWSLETTER)
    assert again.briefing.items == ()


def test_a_draft_that_takes_the_place_of_another_says_so(desk: Desk) -> None:
    first = draft_issue(desk.newsroom, NEWSLETTER)
    assert first.replaced is None
    second = draft_issue(desk.at(NOW + timedelta(minutes=5)), NEWSLETTER)
    assert second.replaced == NOW
    redraft(desk.newsroom, second.briefing)
    with pytest.raises(UseError, match="edited"):
        draft_issue(desk.newsroom, NEWSLETTER)


def test_a_frozen_issue_names_the_next_slot_and_the_extra_edition(desk: Desk) -> None:
    desk = twice_a_day(desk)
    assert run_newsletter(desk.newsroom, NEWSLETTER).issue_id == MORNING
    with pytest.raises(UseError, match="frozen") as caught:
        draft_issue(desk.newsroom, NEWSLETTER)
    assert "--slot 18:00" in caught.value.hint
    assert "--special NAME" in caught.value.hint


def test_a_slot_that_fell_due_while_the_news_was_collected_takes_no_draft_over(desk: Desk) -> None:
    desk = twice_a_day(desk)
    times = iter([NOW, NOW + timedelta(hours=13)])

    def clock() -> datetime:
        return next(times, NOW + timedelta(hours=13))

    report = run_newsletter(replace(desk.newsroom, clock=clock), NEWSLETTER)
    assert report.issue_id == MORNING
    assert report.draft is not None
    assert report.draft.briefing.issue_id == MORNING
