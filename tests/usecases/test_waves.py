"""Waves: each clock's own moment, daylight saving, the last wave, and issues without waves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from digest.models import Newsletter, ReaderClock, Schedule, Waves, WavesBy
from digest.usecases.waves import last_wave, slot_of, wave_at, waves_of

BY_READER = Waves(by=WavesBy.READER)
GULF = Newsletter(
    id="gulf",
    name="Gulf",
    tagline="",
    topics=(),
    timezone="Asia/Beirut",
    schedule=Schedule(at=time(6, 30)),
    waves=BY_READER,
)
ISSUE = "gulf@2026-11-23"
SLOT = datetime(2026, 11, 23, 4, 30, tzinfo=UTC)
"""06:30 in Beirut."""


def at(hour: int | None = None, zone: str = "", newsletter: Newsletter = GULF) -> datetime:
    return wave_at(newsletter, ReaderClock(hour=hour, timezone=zone), slot=SLOT)


def test_the_slot_is_counted_in_the_zone_of_the_newsletter() -> None:
    assert slot_of(GULF, ISSUE) == SLOT


def test_a_reader_without_a_clock_gets_it_at_the_slot() -> None:
    assert at() == SLOT


def test_a_reader_with_an_hour_gets_it_then_in_the_zone_of_the_newsletter() -> None:
    assert at(7) == datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
    # six o'clock has passed at the slot, so it comes the next morning
    assert at(6) == datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


def test_a_reader_with_a_zone_gets_it_at_the_slots_time_there() -> None:
    assert at(None, "America/New_York") == datetime(2026, 11, 23, 11, 30, tzinfo=UTC)


def test_a_reader_with_both_gets_it_at_the_own_hour_there() -> None:
    assert at(7, "America/New_York") == datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    # in Tokyo it is 13:30 at the slot
    assert at(13, "Asia/Tokyo") == datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


def test_an_hour_that_daylight_saving_skips_is_the_first_minute_after_it() -> None:
    slot = datetime(2026, 3, 8, 5, 0, tzinfo=UTC)
    clock = ReaderClock(hour=2, timezone="America/New_York")
    assert wave_at(GULF, clock, slot=slot) == datetime(2026, 3, 8, 7, 0, tzinfo=UTC)


def test_an_hour_that_daylight_saving_repeats_comes_once() -> None:
    clock = ReaderClock(hour=1, timezone="America/New_York")
    first_pass = datetime(2026, 11, 1, 5, 0, tzinfo=UTC)
    assert wave_at(GULF, clock, slot=first_pass - timedelta(hours=1)) == first_pass
    # the next slot comes a day later, so the second pass brings no issue
    following = wave_at(GULF, clock, slot=first_pass + timedelta(hours=23))
    assert following == datetime(2026, 11, 2, 6, 0, tzinfo=UTC)


def test_a_later_hour_goes_with_the_last_wave() -> None:
    short = replace(GULF, waves=replace(BY_READER, until_h=12.0))
    assert at(18, newsletter=short) == datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
    assert at(22, newsletter=short) == SLOT + timedelta(hours=12)
    assert last_wave(short, slot=SLOT) == SLOT + timedelta(hours=12)


def test_a_zone_that_this_machine_does_not_know_is_that_of_the_newsletter() -> None:
    assert at(7, "Asia/Nowhere") == at(7)
    assert at(7, "../etc") == at(7)


def test_each_clock_has_one_wave_and_the_slot_is_the_first() -> None:
    clocks = [ReaderClock(hour=7), ReaderClock(), ReaderClock(hour=7)]
    waves = waves_of(GULF, ISSUE, clocks)
    assert [(wave.clock.hour, wave.at.hour) for wave in waves] == [(None, 4), (7, 5)]


@pytest.mark.parametrize(
    ("newsletter", "issue_id"),
    [
        (replace(GULF, waves=Waves()), ISSUE),
        (replace(GULF, schedule=Schedule()), ISSUE),
        (GULF, "gulf@2026-11-23-election"),
        (GULF, "gulf.welcome.1a2b@"),
    ],
)
def test_another_issue_has_no_waves(newsletter: Newsletter, issue_id: str) -> None:
    assert slot_of(newsletter, issue_id) is None
    assert waves_of(newsletter, issue_id, [ReaderClock(hour=7)]) == ()


def test_a_run_by_hand_on_a_day_without_a_slot_counts_from_the_usual_time() -> None:
    weekly = replace(GULF, schedule=Schedule(days=("fri",), at=time(6, 30)))
    assert slot_of(weekly, ISSUE) == SLOT
