"""Catch-up: the next issue after a missed slot holds its news, or leaves it out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from sample_morning import NOW, Desk, sample_articles

from digest.models import CatchUp, Newsletter, Schedule
from digest.usecases import approve_issue, draft_issue
from digest.usecases.editions import slot_before_last

TITLE = "security-briefing"
DAY = timedelta(days=1)


def drafted_titles(desk: Desk, catch_up: CatchUp) -> set[str]:
    """Approve an issue two days ago, miss the slot of yesterday, and draft that of today."""
    (newsletter,) = desk.newsroom.config.newsletters
    schedule = Schedule(at=time(6), catch_up=catch_up)
    changed = replace(
        newsletter, schedule=schedule, timezone="UTC", look_back_h=24.0, min_stories=1
    )
    config = replace(desk.newsroom.config, newsletters=(changed,))
    newsroom = replace(desk.newsroom, config=config)
    draft_issue(replace(newsroom, clock=lambda: NOW), TITLE)
    approve_issue(replace(newsroom, clock=lambda: NOW), f"{TITLE}@{NOW.date()}")
    # the news of the day whose slot was missed, and of the day of the next slot
    old, new, _ = sample_articles()
    for article, hours in ((old, 12), (new, 36)):
        seen = NOW + timedelta(hours=hours)
        renamed = f"{article.title} again, with {hours} dead"
        moved = replace(
            article,
            id=f"late-{hours}",
            url=f"{article.url}-{hours}",
            canonical_url=f"{article.url}-{hours}",
            title=renamed,
            published=seen,
            collected=seen,
        )
        desk.store.articles.save([moved])
    draft = draft_issue(replace(newsroom, clock=lambda: NOW + 2 * DAY), TITLE)
    shown = set()
    for story in (*draft.selection.stories, *draft.selection.missed):
        shown |= {article.id for article in story.articles}
    return {name for name in ("late-12", "late-36") if name in shown}


@pytest.mark.parametrize(
    ("catch_up", "shown"),
    [
        (CatchUp.LATE, {"late-12", "late-36"}),
        (CatchUp.MERGE, {"late-12", "late-36"}),
        (CatchUp.SKIP, {"late-36"}),
    ],
)
def test_the_news_of_a_missed_slot(desk: Desk, catch_up: CatchUp, shown: set[str]) -> None:
    assert drafted_titles(desk, catch_up) == shown


def titled(schedule: Schedule) -> Newsletter:
    return Newsletter(id="gulf", name="Gulf", tagline="", topics=(), schedule=schedule)


def test_a_weekend_is_no_missed_slot() -> None:
    workdays = titled(Schedule(cron="0 6 * * mon-fri"))
    monday = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
    assert slot_before_last(workdays, monday) == datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
    # a minute before its slot, Friday's is the last and Thursday's the one before
    before = slot_before_last(workdays, monday - timedelta(minutes=1))
    assert before == datetime(2026, 11, 19, 6, 0, tzinfo=UTC)


def test_several_slots_of_one_day_are_told_apart() -> None:
    twice = titled(Schedule(cron="0 6,18 * * *"))
    evening = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
    assert slot_before_last(twice, evening) == datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize("schedule", [Schedule(), Schedule(cron="0 6 29 feb *")])
def test_without_an_earlier_slot_there_is_none(schedule: Schedule) -> None:
    assert slot_before_last(titled(schedule), NOW) is None
