"""Cron schedules compared with the calendar itself, day by day."""

from __future__ import annotations

import calendar
import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.kernel.cron import (
    WEEKDAYS,
    CronError,
    dates_from,
    read_cron,
    read_weekdays,
    weekday_number,
)

DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))


@given(st.sets(st.integers(1, 28), min_size=1), st.sets(st.integers(1, 12), min_size=1), DAYS)
def test_days_and_months_are_both_met(days: set[int], months: set[int], day: date) -> None:
    text = f"0 8 {','.join(map(str, sorted(days)))} {','.join(map(str, sorted(months)))} *"
    assert read_cron(text).is_due_on(day) is (day.day in days and day.month in months)


@given(st.sets(st.integers(1, 28), min_size=1), st.sampled_from(WEEKDAYS), DAYS)
def test_of_a_day_and_a_weekday_either_is_met(days: set[int], weekday: str, day: date) -> None:
    cron = read_cron(f"0 8 {','.join(map(str, sorted(days)))} * {weekday}")
    assert cron.is_due_on(day) is (day.day in days or WEEKDAYS[day.weekday()] == weekday)


@given(st.integers(1, 5), st.sampled_from(WEEKDAYS), DAYS)
def test_the_counted_weekday_of_a_month_is_that_of_the_calendar(count, weekday, day) -> None:
    ordinal = ("1st", "2nd", "3rd", "4th", "5th")[count - 1]
    cron = read_cron(f"0 8 * * {ordinal} {weekday}")
    number = WEEKDAYS.index(weekday)
    of_month = [week[number] for week in calendar.monthcalendar(day.year, day.month)]
    days = [one for one in of_month if one]
    assert cron.is_due_on(day) is (len(days) >= count and day.day == days[count - 1])


@given(st.sampled_from(WEEKDAYS), DAYS)
def test_the_last_weekday_of_a_month_has_none_behind_it(weekday: str, day: date) -> None:
    due = read_cron(f"0 8 * * last {weekday}").is_due_on(day)
    is_weekday = WEEKDAYS[day.weekday()] == weekday
    assert due is (is_weekday and (day + timedelta(days=7)).month != day.month)


@given(DAYS)
def test_the_last_day_of_a_month_is_followed_by_the_first(day: date) -> None:
    for word in ("last", "l", "L"):
        assert read_cron(f"0 8 {word} * *").is_due_on(day) is ((day + timedelta(days=1)).day == 1)


@given(st.sampled_from(WEEKDAYS), st.sampled_from(WEEKDAYS))
def test_a_range_of_weekdays_runs_on_from_its_first_to_its_last(first: str, last: str) -> None:
    names = read_weekdays(f"{first}-{last}")
    assert (names[0], names[-1]) == (first, last)
    assert len(names) == len(set(names))
    for left, right in itertools.pairwise(names):
        assert (WEEKDAYS.index(left) + 1) % 7 == WEEKDAYS.index(right)


@given(st.integers(0, 59), st.integers(1, 59))
def test_minutes_with_a_step_stay_within_the_hour(start: int, step: int) -> None:
    times = read_cron(f"{start}/{step} 8 * * *").times
    minutes = [one.minute for one in times]
    wanted = list(range(start, 60, step)) if step > 1 else [start]
    assert minutes == wanted


def test_a_step_over_all_values_restricts_a_date() -> None:
    cron = read_cron("0 8 */2 * *")
    assert cron.is_due_on(date(2026, 3, 3))
    assert not cron.is_due_on(date(2026, 3, 4))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("0 8 31 4 *", "never comes: no such month has that day"),
        ("0 8 30 2 *", "never comes: no such month has that day"),
        ("0 8 32 * *", "has no day 32"),
        ("0 8 0 * *", "has no day 0"),
        ("60 8 * * *", "has no minute 60"),
        ("0 24 * * *", "has no hour 24"),
        ("0 8 * 13 *", "has no month 13"),
        ("0 8 * 0 *", "has no month 0"),
        ("0 8 5-3 * *", "runs backwards: day 5-3"),
        ("*/60 8 * * *", "has a step of 60, longer than the minutes"),
        ("*/0 8 * * *", "has a step of 0 at its minute"),
        ("*-5 8 * * *", 'cannot be read at its minute: "*-5"'),
        ("0 8 * * */2", "steps through weekdays without a first day"),
        ("0 8 * * mon/2", "steps through weekdays without a last day"),
        ("0 8 * * 1", "counts its weekdays"),
        ("0 8 * * moon", 'has no weekday "moon"'),
        ("0 8 * * 6th mon", "has 6 parts, not 5"),
    ],
)
def test_a_schedule_that_cannot_be_right_says_why(text: str, what: str) -> None:
    with pytest.raises(CronError) as caught:
        read_cron(text)
    assert caught.value.what == what
    assert caught.value.advice


@pytest.mark.parametrize("text", ["0 8 29 2 *", "0 8 31 1,4 *", "0 8 31 4 fri", "0 8 31 * *"])
def test_a_day_that_comes_in_some_month_is_right(text: str) -> None:
    assert read_cron(text).times


@given(st.text("0123456789*/-, lastmonfri", max_size=25))
def test_any_text_is_a_schedule_or_a_mistake_in_words(text: str) -> None:
    try:
        cron = read_cron(text)
    except CronError:
        return
    assert list(cron.times) == sorted(set(cron.times))


def test_dates_run_from_a_day_on() -> None:
    assert list(dates_from(date(2026, 2, 27), 3)) == [
        date(2026, 2, 27),
        date(2026, 2, 28),
        date(2026, 3, 1),
    ]
    assert list(dates_from(date(2026, 2, 27), 0)) == []
    assert list(dates_from(date.max, 5)) == [date.max]


@pytest.mark.parametrize(("name", "number"), [("mon", 0), ("sunday", 6), ("wed", 2)])
def test_a_weekday_counts_from_monday(name: str, number: int) -> None:
    assert weekday_number(name) == number
