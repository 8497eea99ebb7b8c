"""The days and the hour of a newsletter in the words of a reader."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from digest.models import Newsletter, Schedule
from digest.render import wording
from digest.web.rhythm import rhythm

MONDAY = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def said(schedule: Schedule, *, zone: str = "UTC", language: str = "en") -> str:
    newsletter = Newsletter(
        id="gulf", name="Gulf", tagline="", topics=(), schedule=schedule, timezone=zone
    )
    return rhythm(newsletter, wording(language, "America/New_York"), now=MONDAY)


@pytest.mark.parametrize(
    ("cron", "words"),
    [
        ("30 6 * * *", "Every day, 06:30 UTC"),
        ("30 6 * * mon-fri", "Monday – Friday, 06:30 UTC"),
        ("30 6 * * mon-wed", "Monday – Wednesday, 06:30 UTC"),
        ("30 6 * * mon,tue", "Monday and Tuesday, 06:30 UTC"),
        ("30 6 * * mon,wed,fri", "Monday, Wednesday, and Friday, 06:30 UTC"),
        ("0 18 * * sun", "Sunday, 18:00 UTC"),
    ],
)
def test_weekdays_in_a_row_are_named_by_the_first_and_the_last(cron: str, words: str) -> None:
    assert said(Schedule(cron=cron)) == words


def test_a_newsletter_without_a_schedule_or_with_a_far_slot_says_no_rhythm() -> None:
    assert said(Schedule()) == ""
    # the next 20 December is four weeks away
    assert said(Schedule(cron="0 8 20 12 *")) == ""


def test_the_hour_is_told_in_the_zone_of_the_newsletter() -> None:
    schedule = Schedule(days=("mon", "fri"), at=time(16, 0))
    assert said(schedule, zone="Asia/Beirut") == "Monday and Friday, 16:00 Beirut time"


def test_the_words_are_those_of_the_readers_language() -> None:
    french = said(Schedule(cron="0 8 * * mon,fri"), language="fr")
    assert "lundi et vendredi" in french.lower()
    arabic = said(Schedule(cron="0 8 * * mon-fri"), language="ar")
    assert " – " in arabic
    assert "٠٨:٠٠" in arabic
