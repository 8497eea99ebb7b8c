"""Wall clocks: skipped and repeated hours, and the next time that clocks show an hour."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from digest.kernel.wall_clock import existing_minute, next_time

NEW_YORK = ZoneInfo("America/New_York")
BEIRUT = ZoneInfo("Asia/Beirut")
APIA = ZoneInfo("Pacific/Apia")


def minute(text: str, zone: ZoneInfo) -> datetime:
    return existing_minute(datetime.fromisoformat(text), zone)


def test_an_ordinary_time_stays_as_it_is() -> None:
    assert minute("2026-11-23T06:30", BEIRUT).isoformat() == "2026-11-23T06:30:00+02:00"


def test_a_skipped_time_is_the_first_minute_after_the_gap() -> None:
    assert minute("2026-03-08T02:00", NEW_YORK).isoformat() == "2026-03-08T03:00:00-04:00"
    assert minute("2026-03-08T02:59", NEW_YORK).isoformat() == "2026-03-08T03:00:00-04:00"
    # here the clocks are put forward at midnight
    assert minute("2026-03-29T00:00", BEIRUT).isoformat() == "2026-03-29T01:00:00+03:00"


def test_a_repeated_time_is_that_of_the_first_pass() -> None:
    assert minute("2026-11-01T01:30", NEW_YORK).isoformat() == "2026-11-01T01:30:00-04:00"


def test_a_day_that_a_zone_skipped_leads_to_the_next() -> None:
    assert minute("2011-12-30T07:00", APIA).date() == date(2011, 12, 31)


def test_the_next_time_is_today_where_it_is_still_ahead() -> None:
    since = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
    assert next_time(time(7), BEIRUT, since=since) == datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
    assert next_time(time(5), BEIRUT, since=since) == datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def test_the_very_moment_counts_as_ahead() -> None:
    since = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
    assert next_time(time(7), BEIRUT, since=since) == since


def test_between_two_passes_of_an_hour_the_next_time_is_tomorrow() -> None:
    # 01:15 in its second pass; 01:00 was in the first
    since = datetime(2026, 11, 1, 6, 15, tzinfo=UTC)
    found = next_time(time(1), NEW_YORK, since=since)
    assert found.isoformat() == "2026-11-02T01:00:00-05:00"


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Beirut", "Australia/Lord_Howe", "UTC"])
def test_each_hour_comes_within_a_day_all_year(zone: str) -> None:
    start = datetime(2026, 1, 1, 6, 30, tzinfo=UTC)
    for number in range(366):
        since = start + timedelta(days=number)
        for hour in (0, 1, 2, 3, 12):
            found = next_time(time(hour), ZoneInfo(zone), since=since).astimezone(UTC)
            assert since <= found <= since + timedelta(hours=25)


def test_the_first_minute_of_a_skipped_day_is_a_whole_day_later() -> None:
    assert minute("2011-12-30T00:00", APIA).isoformat() == "2011-12-31T00:00:00+14:00"
    # the day before it is an ordinary one
    assert minute("2011-12-29T23:59", APIA).date() == date(2011, 12, 29)


def test_a_time_of_a_skipped_day_comes_with_the_first_minute_behind_it() -> None:
    since = datetime(2011, 12, 30, 9, 0, tzinfo=UTC)
    found = next_time(time(7), APIA, since=since)
    assert found.isoformat() == "2011-12-31T00:00:00+14:00"
