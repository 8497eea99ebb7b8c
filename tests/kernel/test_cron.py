"""Cron schedules: fields, names, ranges that wrap, counted weekdays, and dates that never come."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from digest.kernel.cron import (
    MACROS,
    CronError,
    CronTimes,
    dates_from,
    read_cron,
    read_weekdays,
)

MONDAY = date(2026, 11, 2)


def due_days(cron: str, *, start: date = date(2026, 11, 1), count: int = 30) -> list[int]:
    """The days of November 2026, which begins on a Sunday, on which a schedule is due."""
    times = read_cron(cron)
    return [day.day for day in dates_from(start, count) if times.is_due_on(day)]


def week_of(cron: str) -> str:
    times = read_cron(cron)
    days = [MONDAY + timedelta(days=number) for number in range(7)]
    return " ".join(f"{day:%a}".lower() for day in days if times.is_due_on(day))


@pytest.mark.parametrize(
    ("field", "week"),
    [
        ("*", "mon tue wed thu fri sat sun"),
        ("mon-fri", "mon tue wed thu fri"),
        ("sun-thu", "mon tue wed thu sun"),
        ("fri-mon", "mon fri sat sun"),
        ("mon-fri/2", "mon wed fri"),
        ("sun-sat/3", "wed sat sun"),
        ("sat,sun", "sat sun"),
        ("Saturday,SUN", "sat sun"),
        ("mon,wed-thu", "mon wed thu"),
        ("sun-sun", "sun"),
    ],
)
def test_weekdays_are_lists_ranges_and_steps_of_names(field: str, week: str):
    assert week_of(f"0 8 * * {field}") == week


@pytest.mark.parametrize(
    ("cron", "days"),
    [
        ("0 8 13 * *", [13]),
        ("0 8 1-7/3 * *", [1, 4, 7]),
        ("0 8 25/2 * *", [25, 27, 29]),
        ("0 8 */10 * *", [1, 11, 21]),
        ("0 8 last * *", [30]),
        ("0 8 L * *", [30]),
        ("0 8 * * last fri", [27]),
        ("0 8 * * 1st sun", [1]),
        ("0 8 * * 2nd fri", [13]),
        ("0 8 * * 4th mon", [23]),
        ("0 8 * * 5th sun", [29]),
        ("0 8 * * 5th fri", []),
        ("0 8 * dec *", []),
        ("0 8 10 oct-dec *", [10]),
        ("0 8 10 11 *", [10]),
        ("0 8 10 november *", [10]),
        ("0 8 10 sept,nove *", [10]),
        ("0 8 ? * fri", [6, 13, 20, 27]),
        ("0 8 13 * ?", [13]),
        ("0 8 * * fri#2", [13]),
        ("0 8 * * friL", [27]),
        ("0 8 * * third tuesday", [17]),
        ("0 8 * * mon#1,mon#3", [2, 16]),
        ("0 8 * * tue#2,friL", [10, 27]),
        ("0 8 * * sun#1,wed", [1, 4, 11, 18, 25]),
        ("0 8 * * 1st,3rd mon", [2, 16]),
        ("0 8 * * 1st mon, last thu", [2, 26]),
        ("0 8 * * sat,2nd sun", [7, 8, 14, 21, 28]),
        ("0 8 * * thurs", [5, 12, 19, 26]),
        ("0 8 * * tue–thu/2", [3, 5, 10, 12, 17, 19, 24, 26]),
    ],
)
def test_days_and_months_are_numbers_ranges_steps_and_counted_weekdays(cron: str, days: list[int]):
    assert due_days(cron) == days


def test_a_date_meets_the_day_of_the_month_or_the_weekday():
    assert due_days("0 8 12 * fri") == [6, 12, 13, 20, 27]
    assert due_days("0 8 12 * 1st mon") == [2, 12]
    assert due_days("0 8 last * sun") == [1, 8, 15, 22, 29, 30]


def test_a_field_that_begins_with_a_star_restricts_no_date_by_itself():
    """As crontab(5) has it: each Friday of an odd date, and not each odd date and each Friday."""
    assert due_days("0 8 */2 * fri") == [13, 27]
    assert due_days("0 8 1-31/2 * fri") == sorted([*range(1, 31, 2), 6, 20])


def test_a_day_that_some_months_lack_comes_in_the_others():
    assert due_days("0 8 31 oct,nov *", start=date(2026, 10, 1), count=61) == [31]
    leap = read_cron("0 8 29 2 *")
    assert leap.is_due_on(date(2028, 2, 29))
    assert not leap.is_due_on(date(2027, 2, 28))


@pytest.mark.parametrize(
    ("cron", "times"),
    [
        ("30 6 * * *", [time(6, 30)]),
        ("30 6,18 * * *", [time(6, 30), time(18, 30)]),
        ("*/30 1-2 * * *", [time(1), time(1, 30), time(2), time(2, 30)]),
        ("0 22/1 * * *", [time(22)]),
        ("0 20/2 * * *", [time(20), time(22)]),
        ("59 23 * * *", [time(23, 59)]),
        ("0 18,6 * * *", [time(6), time(18)]),
    ],
)
def test_times_of_a_day_come_in_their_order(cron: str, times: list[time]):
    assert list(read_cron(cron).times_on(MONDAY)) == times


def test_a_day_that_is_not_due_has_no_times():
    assert read_cron("0 8 * * tue").times_on(MONDAY) == ()
    assert CronTimes(times=(time(6),)).times_on(MONDAY) == (time(6),)


@pytest.mark.parametrize(
    ("cron", "what"),
    [
        ("30 6 *", "has 3 parts, not 5"),
        ("30 6 * * mon fri", "has 6 parts, not 5"),
        ("60 6 * * *", "has no minute 60"),
        ("0 24 * * *", "has no hour 24"),
        ("0 8 0 * *", "has no day 0"),
        ("0 8 32 * *", "has no day 32"),
        ("0 8 * 13 *", "has no month 13"),
        ("0 8 * smarch *", 'has no month "smarch"'),
        ("0 8 * * 1-5", "counts its weekdays"),
        ("0 8 * * 0", "counts its weekdays"),
        ("0 8 * * funday", 'has no weekday "funday"'),
        ("0 8 * * mon#6", "counts weekdays to 6"),
        ("0 8 * * mon#1,tue#0", "counts weekdays to 0"),
        ("0 8 * * 1#2", "counts its weekdays"),
        ("0 8 * * mon-fri#2", 'cannot be read at its weekday: "mon-fri#2"'),
        ("0 8 * * 1st,3rd", "has no weekday behind 1st, 3rd"),
        ("0 8 * * mon,last", "has no weekday behind last"),
        ("0 8 * * */2", "steps through weekdays without a first day"),
        ("0 8 * * mon/2", "steps through weekdays without a last day"),
        ("0 18-6 * * *", "runs backwards: hour 18-6"),
        ("0 8 15W * *", "asks for the weekday nearest to a day"),
        ("@daily", "is a short word of cron"),
        ("0 8 * * 5L", 'has no weekday "5l"'),
        ("*/0 6 * * *", "has a step of 0 at its minute"),
        ("*/60 6 * * *", "has a step of 60, longer than the minutes"),
        ("0 8 30 2 *", "never comes: no such month has that day"),
        ("0 8 31 apr,jun *", "never comes: no such month has that day"),
        ("a 6 * * *", 'has no minute "a"'),
        ("0 *-5 * * *", 'cannot be read at its hour: "*-5"'),
        ("0 -5 * * *", 'cannot be read at its hour: "-5"'),
        (", 6 * * *", 'cannot be read at its minute: ""'),
    ],
)
def test_a_schedule_that_cannot_be_right_is_refused_in_words(cron: str, what: str):
    with pytest.raises(CronError) as caught:
        read_cron(cron)
    assert caught.value.what == what
    assert caught.value.advice


def test_an_impossible_day_beside_a_weekday_is_no_mistake():
    assert read_cron("0 8 30 2 fri").is_due_on(date(2026, 2, 6))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mon", ("mon",)),
        ("Monday", ("mon",)),
        ("mon - fri", ("mon", "tue", "wed", "thu", "fri")),
        ("sat-mon", ("sat", "sun", "mon")),
        ("mon,mon-tue", ("mon", "tue")),
    ],
)
def test_weekdays_are_read_from_names_and_ranges(text: str, days: tuple[str, ...]):
    assert read_weekdays(text) == days


def test_dates_end_with_the_calendar():
    assert list(dates_from(date.max, 3)) == [date.max]
    assert list(dates_from(MONDAY, 0)) == []


@pytest.mark.parametrize(
    ("cron", "advice"),
    [
        ("0 8 * nov-feb *", "write 11-12,1-2"),
        ("0 22-2 * * *", "write 22-23,0-2"),
        ("@weekly", 'write the five fields: "0 6 * * mon"'),
        ("0 24 * * *", "an hour is 0 to 23"),
        ("0 8 * * mon#6", "mon#1 to mon#5, or monL for the last"),
        ("0 8 * * 2nd", "write the weekday, like 2nd mon"),
    ],
)
def test_the_advice_says_what_to_write(cron: str, advice: str) -> None:
    with pytest.raises(CronError) as caught:
        read_cron(cron)
    assert advice in caught.value.advice


def test_each_schedule_that_is_advised_can_be_read() -> None:
    for written in MACROS.values():
        assert read_cron(written).times


# ---- names and months in full --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "day"),
    [
        (("1st", "first"), 1),
        (("2nd", "second"), 8),
        (("3rd", "third"), 15),
        (("4th", "fourth"), 22),
        (("5th", "fifth", "last"), 29),
    ],
)
def test_each_ordinal_counts_the_sundays_of_a_month(words: tuple[str, ...], day: int) -> None:
    for word in words:
        assert due_days(f"0 8 * * {word} sun") == [day]
    number = words[0][0]
    assert due_days(f"0 8 * * sun#{number}") == [day]


@pytest.mark.parametrize("month", range(1, 13))
def test_the_longest_day_of_each_month_comes_and_the_next_never_does(month: int) -> None:
    leap_year = date(2028, month, 1)
    (*_, last) = [day for day in dates_from(leap_year, 31) if day.month == month]
    assert read_cron(f"0 8 {last.day} {month} *").is_due_on(last)
    if last.day < 31:
        with pytest.raises(CronError, match="never comes"):
            read_cron(f"0 8 {last.day + 1} {month} *")


def test_one_month_that_has_the_day_is_enough() -> None:
    assert read_cron("0 8 30 1,2 *").times
    assert read_cron("0 8 31,29 2 *").times


@pytest.mark.parametrize(
    ("word", "due"),
    [
        ("@daily", time(6)),
        ("@weekly", time(6)),
        ("@monthly", time(6)),
        ("@yearly", time(6)),
        ("@midnight", time(0)),
    ],
)
def test_the_schedule_that_stands_for_a_short_word_has_its_hour(word: str, due: time) -> None:
    with pytest.raises(CronError) as caught:
        read_cron(word.upper())
    advised = caught.value.advice.partition('"')[2].rstrip('"')
    assert read_cron(advised).times == (due,)


@pytest.mark.parametrize(
    ("name", "is_known"), [("ja", False), ("jan", True), ("januar", True), ("januaryx", False)]
)
def test_a_month_may_be_cut_to_three_letters(name: str, is_known: bool) -> None:
    if is_known:
        assert read_cron(f"0 8 1 {name} *").is_due_on(date(2026, 1, 1))
        return
    with pytest.raises(CronError, match=f'has no month "{name}"'):
        read_cron(f"0 8 1 {name} *")


@pytest.mark.parametrize("dash", "–—‑−")
def test_each_dash_of_a_text_editor_is_a_hyphen(dash: str) -> None:
    assert week_of(f"0 8 * * mon{dash}wed") == "mon tue wed"


@pytest.mark.parametrize(
    ("field", "is_refused"), [("*/58", False), ("*/59", False), ("*/60", True)]
)
def test_a_step_is_at_most_as_long_as_the_minutes(field: str, is_refused: bool) -> None:
    if is_refused:
        with pytest.raises(CronError, match="longer than the minutes"):
            read_cron(f"{field} 8 * * *")
        return
    assert read_cron(f"{field} 8 * * *").times[0] == time(8)
