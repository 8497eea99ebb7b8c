"""Persian dates are the same days of our calendar, and a date that no calendar has is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.persian_calendar import YEARS, gregorian_day, persian_month

MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
    "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip

LONG_YEARS = frozenset(
    {1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412, 1416, 1420, 1424, 1428}
)
"""The years of 366 days among those that are read, by the official calendar."""


@pytest.mark.parametrize(
    ("year", "spring"),
    [
        (1369, date(1990, 3, 21)),
        (1376, date(1997, 3, 21)),
        (1379, date(2000, 3, 20)),
        (1394, date(2015, 3, 21)),
        (1395, date(2016, 3, 20)),
        (1396, date(2017, 3, 21)),
        (1400, date(2021, 3, 21)),
        (1403, date(2024, 3, 20)),
        (1404, date(2025, 3, 21)),
        (1405, date(2026, 3, 21)),
        (1408, date(2029, 3, 20)),
        (1409, date(2030, 3, 21)),
    ],
)
def test_a_year_begins_at_the_equinox(year: int, spring: date) -> None:
    assert gregorian_day(year, 1, 1) == spring


@pytest.mark.parametrize("year", YEARS)
def test_a_year_has_twelve_months_without_a_gap(year: int) -> None:
    last = None
    for month in range(1, 13):
        for day in range(1, 32):
            here = gregorian_day(year, month, day)
            if here is None:
                # a missing day is behind the last one of its month
                assert day >= 30
                continue
            assert last is None or here - last == timedelta(days=1)
            last = here
    if year + 1 in YEARS:
        following = gregorian_day(year + 1, 1, 1)
        assert last is not None
        assert following is not None
        assert following - last == timedelta(days=1)


@pytest.mark.parametrize("year", YEARS)
def test_a_year_has_a_last_day_more_where_the_calendar_says_so(year: int) -> None:
    assert (gregorian_day(year, 12, 30) is not None) is (year in LONG_YEARS)


@pytest.mark.parametrize(
    ("month", "last_day"),
    [(1, 31), (6, 31), (7, 30), (11, 30), (12, 29)],
)
def test_a_month_ends_at_its_last_day(month: int, last_day: int) -> None:
    # 1405 is a year of 365 days
    assert gregorian_day(1405, month, last_day) is not None
    assert gregorian_day(1405, month, last_day + 1) is None


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        (1405, 0, 1),
        (1405, 13, 1),
        (1405, 1, 0),
        (1405, 1, -1),
        (1368, 12, 29),
        (1430, 1, 1),
        # a lunar year of our time
        (1448, 6, 17),
        (2026, 11, 27),
        (0, 0, 0),
    ],
)
def test_a_day_that_is_out_of_reach_is_no_day(year: int, month: int, day: int) -> None:
    assert gregorian_day(year, month, day) is None


@given(
    st.integers(min_value=-3000, max_value=9999),
    st.integers(min_value=-2, max_value=15),
    st.integers(min_value=-2, max_value=40),
)
def test_any_three_numbers_are_a_day_near_their_year_or_no_day(
    year: int, month: int, day: int
) -> None:
    here = gregorian_day(year, month, day)
    if here is not None:
        assert here.year - year in (621, 622)
        # the year turns in the tenth month
        assert (here.year - year == 622) is (month > 10 or (month == 10 and here.month == 1))


@pytest.mark.parametrize(("number", "name"), list(enumerate(MONTHS, start=1)))
def test_each_month_has_its_name(number: int, name: str) -> None:
    assert persian_month(name) == number


@pytest.mark.parametrize(
    ("name", "number"),
    [
        # letters of an Arabic keyboard, and a second spelling
        ("فروردين", 1),
        ("ارديبهشت", 2),
        ("دي", 10),
        ("امرداد", 5),
        # months of our calendar, and no words at all
        ("نوامبر", None),
        ("november", None),
        ("", None),
    ],
)
def test_a_name_in_other_letters_is_read_and_another_word_is_not(
    name: str, number: int | None
) -> None:
    assert persian_month(name) == number
