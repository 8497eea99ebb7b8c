"""The calendar in the studio: each state in words, and a page that no name breaks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx2
import pytest
from studio_server import served

from digest.models import CatchUp, IssueState, Newsletter, Schedule
from digest.runtime.calendar import Calendar, CalendarDay, CalendarSlot, CalendarWave
from digest.runtime.slots import Due
from digest.web.calendar_page import CalendarView, look_of, rule_of, time_words, told, wave_words

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DAILY = Newsletter(
    id="daily",
    name="The <Daily>",
    tagline="",
    topics=(),
    schedule=Schedule(cron="0 8 * * *", deadline_min=90, catch_up=CatchUp.MERGE),
)


def slot(hours: float = -1, state: IssueState | None = None, **changes: object) -> CalendarSlot:
    local = NOW + timedelta(hours=hours)
    made = CalendarSlot(
        newsletter=DAILY,
        due=Due(newsletter_id="daily", local=local),
        issue_id="daily@2026-11-23",
        state=state,
        waves=(CalendarWave(at=local, readers=1200, accepted=None if state is None else 1190),),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def calendar(*slots: CalendarSlot) -> Calendar:
    day = CalendarDay(day=NOW.date(), slots=slots)
    return Calendar(now=NOW, timezone="UTC", days=(day,) if slots else (), without_slots=(DAILY,))


@pytest.mark.parametrize(
    ("shown", "words", "look"),
    [
        (slot(hours=1), "planned", "planned-slot"),
        (slot(may_begin=True), "due, not drafted yet", "open-slot"),
        (slot(), "passed without an issue", "late-slot"),
        (slot(state=IssueState.DRAFT), "drafted, waits for approval", "open-slot"),
        (slot(state=IssueState.SENT), "sent: 1,190 of 1,200 readers have it", "done-slot"),
        (slot(state=IssueState.HELD), "held: too little news", "open-slot"),
    ],
)
def test_each_slot_says_how_it_stands(shown: CalendarSlot, words: str, look: str) -> None:
    assert (told(shown, NOW), look_of(shown, NOW)) == (words, look)


@pytest.mark.parametrize("state", list(IssueState))
def test_every_state_has_words(state: IssueState) -> None:
    assert told(slot(state=state), NOW)


def test_the_rule_of_catching_up_is_told_in_words() -> None:
    assert rule_of(DAILY) == ("if missed, its news is in the next issue · alarm after 90 minutes")


def test_a_wave_of_the_next_day_names_its_day() -> None:
    wave = CalendarWave(at=NOW + timedelta(hours=20), readers=12)
    assert wave_words(wave, slot()) == "Tue 05:00, 12 readers"
    assert wave_words(replace(wave, at=NOW, accepted=3), slot()) == "09:00, 3 of 12"


def test_a_zone_is_named_where_it_is_not_that_of_the_newsroom() -> None:
    assert time_words(slot(), "UTC") == "08:00"
    assert time_words(slot(), "Asia/Beirut") == "08:00 UTC"


def test_the_page_shows_days_slots_waves_and_links() -> None:
    wave = CalendarWave(at=NOW + timedelta(hours=5), readers=5)
    with_waves = slot(hours=2, waves=(CalendarWave(at=NOW, readers=7), wave), clocks_changed=True)
    view = CalendarView(calendar=calendar(slot(state=IssueState.SENT), with_waves))
    with served(calendar=lambda: view) as address:
        front = httpx2.get(address).text
        answer = httpx2.get(f"{address}/calendar")
    assert '<a href="/calendar">' in front
    assert answer.status_code == 200
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    page = answer.text
    assert "The &lt;Daily&gt;" in page
    assert "Monday, 23 November" in page
    assert "Today" in page
    assert 'href="/?issue=daily%402026-11-23"' in page
    assert "2 waves, 12 readers" in page
    assert "14:00, 5 readers" in page
    assert "Clocks change" in page


def test_files_that_cannot_be_read_are_named_above_the_last_schedules() -> None:
    view = CalendarView(calendar=calendar(slot(hours=1)), trouble="digest.yaml:3: <unknown> key")
    with served(calendar=lambda: view) as address:
        page = httpx2.get(f"{address}/calendar").text
    assert "digest.yaml:3: &lt;unknown&gt; key" in page
    assert "planned" in page


def test_a_calendar_without_slots_says_what_sets_one() -> None:
    with served(calendar=lambda: CalendarView(calendar=calendar())) as address:
        assert "<code>schedule:</code>" in httpx2.get(f"{address}/calendar").text


def test_a_studio_without_a_calendar_has_no_page_and_no_link() -> None:
    with served() as address:
        assert httpx2.get(f"{address}/calendar").status_code == 404
        assert "/calendar" not in httpx2.get(address).text
