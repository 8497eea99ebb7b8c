"""Slots: local times, daylight saving, missed and overdue slots."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from digest.models import CatchUp, Newsletter, Schedule, Waves, WavesBy
from digest.runtime.slots import (
    coming_slots,
    missed_slots,
    overdue_slots,
    slot_lease_s,
    slot_trigger,
)


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


def test_a_slot_in_an_hour_skipped_in_spring_runs_at_the_first_minute_after_it() -> None:
    slots = coming_slots(
        newsletter(cron="30 2 * * *", zone="America/New_York"),
        after=datetime(2026, 3, 7, 12, tzinfo=UTC),
        count=2,
    )
    assert [(due.utc, due.key) for due in slots] == [
        (datetime(2026, 3, 8, 7, 0, tzinfo=UTC), "2026-03-08T03:00"),
        (datetime(2026, 3, 9, 6, 30, tzinfo=UTC), "2026-03-09T02:30"),
    ]


def test_slots_of_one_skipped_hour_run_once_together() -> None:
    slots = coming_slots(
        newsletter(cron="*/30 1-3 * * *", zone="America/New_York"),
        after=datetime(2026, 3, 8, 6, 30, tzinfo=UTC),
        count=2,
    )
    assert [due.key for due in slots] == ["2026-03-08T03:00", "2026-03-08T03:30"]


def test_a_midnight_slot_in_a_skipped_hour_runs_on_the_same_date() -> None:
    slots = coming_slots(
        newsletter(days=("sun",), at=time(0, 15), zone="Asia/Beirut"),
        after=datetime(2026, 3, 27, tzinfo=UTC),
        count=1,
    )
    assert [due.key for due in slots] == ["2026-03-29T01:00"]


def test_a_zone_that_skipped_a_whole_day_runs_the_slot_after_it() -> None:
    slots = coming_slots(
        newsletter(at=time(8), zone="Pacific/Apia"),
        after=datetime(2011, 12, 29, 20, tzinfo=UTC),
        count=2,
    )
    assert [due.key for due in slots] == ["2011-12-31T00:00", "2011-12-31T08:00"]


def test_half_hours_of_a_repeated_hour_run_once_each_and_none_is_left_out() -> None:
    slots = coming_slots(
        newsletter(cron="*/30 1-2 * * *", zone="America/New_York"),
        after=datetime(2026, 11, 1, 4, 40, tzinfo=UTC),
        count=5,
    )
    assert [due.key[-5:] for due in slots] == ["01:00", "01:30", "02:00", "02:30", "01:00"]


def test_in_the_second_pass_of_a_repeated_hour_its_slots_are_over() -> None:
    zone = ZoneInfo("America/New_York")
    second_pass = datetime(2026, 11, 1, 1, 10, tzinfo=zone, fold=1)
    (due,) = coming_slots(
        newsletter(cron="30 1 * * *", zone="America/New_York"), after=second_pass, count=1
    )
    assert due.key == "2026-11-02T01:30"


def test_29_february_is_found_years_ahead() -> None:
    leap = newsletter(cron="0 8 29 2 *")
    after = datetime(2096, 3, 1, tzinfo=UTC)
    assert [due.key for due in coming_slots(leap, after=after, count=1)] == ["2104-02-29T08:00"]


def test_the_trigger_fires_at_a_slot_that_is_now_and_then_at_the_next() -> None:
    trigger = slot_trigger(newsletter(cron="0 6 * * *"))
    at = datetime(2026, 11, 23, 6, tzinfo=UTC)
    assert trigger is not None
    assert trigger.get_next_fire_time(None, at) == at
    assert trigger.get_next_fire_time(at, at) == at + timedelta(days=1)
    assert slot_trigger(newsletter()) is None


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


def test_after_an_outage_the_latest_missed_slot_is_made_up() -> None:
    hourly = newsletter(cron="0 * * * *")
    hourly = replace(hourly, schedule=replace(hourly.schedule, deadline_min=300))
    missed = missed_slots(hourly, now=datetime(2026, 11, 23, 9, 30, tzinfo=UTC))
    assert [due.key for due in missed] == ["2026-11-23T09:00"]


def test_a_slot_is_missed_from_its_own_minute_until_its_deadline() -> None:
    daily = newsletter(cron="0 6 * * *")
    at = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
    assert missed_slots(daily, now=at - timedelta(seconds=1)) == ()
    assert len(missed_slots(daily, now=at)) == 1
    assert len(missed_slots(daily, now=at + timedelta(minutes=119, seconds=59))) == 1
    assert missed_slots(daily, now=at + timedelta(minutes=120)) == ()


def test_slots_are_overdue_oldest_first_and_for_six_hours() -> None:
    hourly = newsletter(cron="0 * * * *")
    now = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    keys = [due.key[-5:] for due in overdue_slots(hourly, now=now)]
    assert keys == ["05:00", "06:00", "07:00", "08:00", "09:00", "10:00"]


def test_a_newsletter_that_is_run_by_hand_has_no_slots() -> None:
    by_hand = newsletter()
    assert coming_slots(by_hand, after=datetime(2026, 11, 23, tzinfo=UTC), count=3) == ()
    assert missed_slots(by_hand, now=datetime(2026, 11, 23, tzinfo=UTC)) == ()


def test_without_days_a_newsletter_is_due_every_day() -> None:
    every_day = newsletter(at=time(6))
    slots = coming_slots(every_day, after=datetime(2026, 11, 27, 12, tzinfo=UTC), count=3)
    assert [due.key[:10] for due in slots] == ["2026-11-28", "2026-11-29", "2026-11-30"]


def test_a_lease_is_half_of_the_deadline_and_a_quarter_of_an_hour_at_most() -> None:
    daily = newsletter(cron="0 6 * * *")
    leases = []
    for deadline_min in (2, 10, 30, 120):
        schedule = replace(daily.schedule, deadline_min=deadline_min)
        leases.append(slot_lease_s(replace(daily, schedule=schedule)))
    assert leases == [60.0, 300.0, 900.0, 900.0]


@pytest.mark.parametrize(
    ("catch_up", "minutes", "count"),
    [
        (CatchUp.LATE, 119, 1),
        (CatchUp.SKIP, 29, 1),
        (CatchUp.SKIP, 31, 0),
        (CatchUp.MERGE, 29, 1),
        (CatchUp.MERGE, 31, 0),
    ],
)
def test_a_missed_slot_is_made_up_or_left_out(catch_up: CatchUp, minutes: int, count: int) -> None:
    title = newsletter(cron="0 6 * * *")
    title = replace(title, schedule=replace(title.schedule, catch_up=catch_up))
    at = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
    assert len(missed_slots(title, now=at + timedelta(minutes=minutes))) == count
    # a slot is in time at its own moment, whatever the policy
    assert len(missed_slots(title, now=at)) == 1


def test_with_waves_the_alarm_looks_as_far_back_as_the_last_wave() -> None:
    title = newsletter(cron="0 6 * * *")
    title = replace(title, waves=Waves(by=WavesBy.READER, until_h=12.0))
    slot = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
    # two hours of deadline, twelve of waves, and six in which an alarm is raised
    assert [due.utc for due in overdue_slots(title, now=slot + timedelta(hours=19))] == [slot]
    assert overdue_slots(title, now=slot + timedelta(hours=21)) == ()
