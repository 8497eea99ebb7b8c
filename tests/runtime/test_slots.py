"""The clockwork: local slots, daylight saving, missed slots, one leader, once per slot."""

from __future__ import annotations

from datetime import UTC, datetime, time

from digest.models import Newsletter, Schedule
from digest.runtime.slots import coming_slots, missed_slots


def newsletter(
    *, cron: str = "", days: tuple[str, ...] = (), at: time | None = None, zone: str = "UTC"
) -> Newsletter:
    schedule = Schedule(cron=cron, days=days, at=at)
    return Newsletter(id="n", name="N", tagline="", topics=(), schedule=schedule, timezone=zone)


def test_days_and_time_give_the_local_morning_in_its_zone() -> None:
    slots = coming_slots(
        newsletter(days=("mon", "wed"), at=time(6, 30), zone="Asia/Jerusalem"),
        after=datetime(2026, 11, 23, 5, 0, tzinfo=UTC),
        count=2,
    )
    assert [due.key for due in slots] == ["2026-11-25T06:30", "2026-11-30T06:30"]
    assert slots[0].utc == datetime(2026, 11, 25, 4, 30, tzinfo=UTC)


def test_an_hour_repeated_in_autumn_runs_once() -> None:
    slots = coming_slots(
        newsletter(cron="30 1 * * *", zone="America/New_York"),
        after=datetime(2026, 10, 31, 12, tzinfo=UTC),
        count=3,
    )
    assert [due.key for due in slots] == [
        "2026-11-01T01:30",
        "2026-11-02T01:30",
        "2026-11-03T01:30",
    ]


def test_an_hour_skipped_in_spring_runs_at_the_hour_that_takes_its_place() -> None:
    slots = coming_slots(
        newsletter(cron="30 2 * * *", zone="America/New_York"),
        after=datetime(2026, 3, 7, 12, tzinfo=UTC),
        count=2,
    )
    assert [due.utc for due in slots] == [
        datetime(2026, 3, 8, 7, 30, tzinfo=UTC),
        datetime(2026, 3, 9, 6, 30, tzinfo=UTC),
    ]


def test_a_slot_is_not_its_own_successor() -> None:
    at = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
    (due,) = coming_slots(newsletter(cron="0 6 * * *"), after=at, count=1)
    assert due.utc == datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


def test_a_slot_missed_within_its_deadline_is_found_and_an_older_one_is_not() -> None:
    title = newsletter(cron="0 6 * * *")
    assert [d.key for d in missed_slots(title, now=datetime(2026, 11, 23, 7, 30, tzinfo=UTC))] == [
        "2026-11-23T06:00"
    ]
    assert missed_slots(title, now=datetime(2026, 11, 23, 9, 0, tzinfo=UTC)) == ()
