"""The calendar: slots of two weeks by day, with their issues, waves and changes of clocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from small_issue import a_briefing, an_issue

from digest.config import Config, Settings
from digest.models import (
    Consent,
    IssueState,
    Newsletter,
    Publication,
    ReaderClock,
    Schedule,
    Selection,
    Subscriber,
    Waves,
    WavesBy,
)
from digest.runtime.calendar import Calendar, CalendarSlot, calendar_of
from digest.store import open_store
from digest.usecases.newsroom import Newsroom

# a Monday; the clocks of Nicosia are set back on Sunday, 25 October
NOW = datetime(2026, 10, 19, 9, 0, tzinfo=UTC)
PUBLICATION = Publication(
    name="Desk", public_url="https://news.example", from_address="desk@news.example"
)
DAILY = Newsletter(
    id="daily",
    name="Daily",
    tagline="",
    topics=(),
    schedule=Schedule(cron="0 9 * * mon-fri", deadline_min=60),
    timezone="Asia/Nicosia",
)


@pytest.fixture
def newsroom(tmp_path: Path, sqlite_url: str) -> Iterator[Newsroom]:
    settings = Settings(publication=PUBLICATION, timezone="Asia/Nicosia")
    config = Config(folder=tmp_path, settings=settings, newsletters=(DAILY,))
    store = open_store(sqlite_url, clock=lambda: NOW)
    yield Newsroom(config=config, store=store, clock=lambda: NOW)
    store.close()


def with_newsletters(newsroom: Newsroom, *newsletters: Newsletter) -> Newsroom:
    return replace(newsroom, config=replace(newsroom.config, newsletters=newsletters))


def slots_of(calendar: Calendar) -> list[CalendarSlot]:
    return [slot for day in calendar.days for slot in day.slots]


def slot_on(calendar: Calendar, day: date) -> CalendarSlot:
    (found,) = (one for one in calendar.days if one.day == day)
    return found.slots[0]


def read_by(newsroom: Newsroom, number: int, clock: ReaderClock | None = None) -> str:
    reader = Subscriber(
        id=f"reader-{number}",
        email=f"reader{number}@example.org",
        newsletters=("daily",),
        consent=Consent(at=NOW, source="test"),
        created=NOW,
    )
    newsroom.store.subscribers.add([reader])
    newsroom.store.choices.set_clock(reader.id, clock or ReaderClock())
    return reader.id


def approved(newsroom: Newsroom, issue_id: str, *readers: str) -> None:
    issues = newsroom.store.issues
    issues.save_draft(a_briefing(issue_id), Selection(stories=()), an_issue(issue_id))
    issues.approve(issue_id, subscriber_ids=list(readers), now=NOW)


def test_two_weeks_and_yesterday_are_shown_day_by_day(newsroom: Newsroom) -> None:
    calendar = calendar_of(newsroom)
    days = [one.day for one in calendar.days]
    # yesterday was a Sunday: a day without a slot is left out
    assert (days[0], days[-1], len(days)) == (date(2026, 10, 19), date(2026, 10, 30), 10)
    assert calendar.timezone == "Asia/Nicosia"


def test_a_slot_keeps_its_local_hour_when_the_clocks_change(newsroom: Newsroom) -> None:
    slots = slots_of(calendar_of(newsroom))
    assert {slot.due.local.hour for slot in slots} == {9}
    changed = [slot for slot in slots if slot.clocks_changed]
    assert [(slot.due.local.day, slot.due.utc.hour) for slot in changed] == [(26, 7)]


def test_slots_of_several_zones_stand_in_the_order_of_their_moments(newsroom: Newsroom) -> None:
    gulf = replace(DAILY, id="gulf", timezone="Asia/Dubai")
    calendar = calendar_of(with_newsletters(newsroom, DAILY, gulf))
    assert [slot.newsletter.id for slot in calendar.days[0].slots] == ["gulf", "daily"]


def test_a_slot_belongs_to_the_day_of_the_newsroom(newsroom: Newsroom) -> None:
    late = replace(
        DAILY, id="late", timezone="America/New_York", schedule=Schedule(cron="0 20 * * mon")
    )
    calendar = calendar_of(with_newsletters(newsroom, late))
    # Monday evening in New York is Tuesday morning in Nicosia
    assert [one.day for one in calendar.days] == [date(2026, 10, 20), date(2026, 10, 27)]


def test_an_issue_that_went_out_is_told_with_its_readers(newsroom: Newsroom) -> None:
    reader = read_by(newsroom, 1)
    approved(newsroom, "daily@2026-10-19", reader)
    slot = slot_on(calendar_of(newsroom), date(2026, 10, 19))
    assert (slot.state, slot.readers, slot.accepted) == (IssueState.APPROVED, 1, 0)
    assert slot.issue_id == "daily@2026-10-19"


def test_a_missed_slot_may_begin_until_its_deadline(newsroom: Newsroom) -> None:
    # 09:00 in Nicosia was at 06:00 UTC, three hours ago
    assert not slot_on(calendar_of(newsroom), date(2026, 10, 19)).may_begin
    patient = replace(DAILY, schedule=replace(DAILY.schedule, deadline_min=240))
    calendar = calendar_of(with_newsletters(newsroom, patient))
    assert slot_on(calendar, date(2026, 10, 19)).may_begin
    assert not slot_on(calendar, date(2026, 10, 20)).may_begin


def test_waves_are_counted_by_the_clocks_of_readers(newsroom: Newsroom) -> None:
    read_by(newsroom, 1)
    read_by(newsroom, 2, ReaderClock(hour=18))
    waving = replace(DAILY, waves=Waves(by=WavesBy.READER))
    calendar = calendar_of(with_newsletters(newsroom, waving))
    slot = slot_on(calendar, date(2026, 10, 20))
    assert [(wave.at.hour, wave.readers) for wave in slot.waves] == [(9, 1), (18, 1)]
    assert slot.readers == 2


def test_a_newsletter_that_is_run_by_hand_is_named(newsroom: Newsroom) -> None:
    by_hand = replace(DAILY, id="extra", schedule=Schedule())
    calendar = calendar_of(with_newsletters(newsroom, by_hand))
    assert calendar.days == ()
    assert [one.id for one in calendar.without_slots] == ["extra"]
