"""Dates of the Persian solar calendar (1405-09-06) → the same days of the Gregorian calendar.

The year begins at the spring equinox. Years of 366 days follow a cycle of 33 years, which is exact
for the years 1178 to 1633: A. Birashk, A Comparative Calendar of the Iranian, Muslim Lunar, and
Christian Eras, 1993.
"""

from __future__ import annotations

from datetime import date, timedelta

YEARS = range(1369, 1430)
"""The Persian years of 1990 to 2051. A lunar (Hijri) year of our time is above them."""

_MONTHS = (
    ("فروردین",),
    ("اردیبهشت",),
    ("خرداد",),
    ("تیر",),
    ("مرداد", "امرداد"),
    ("شهریور",),
    ("مهر",),
    ("آبان",),
    ("آذر",),
    ("دی",),
    ("بهمن",),
    ("اسفند",),
)
_NUMBERS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}

_CYCLE_YEARS = 33
_LEAP_PLACES = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
"""The years of a cycle that have 366 days."""

# The first six months have 31 days, the next five 30.
_LONG_MONTHS, _LONG_DAYS, _SHORT_DAYS = 6, 31, 30
_LAST_MONTH, _LAST_MONTH_DAYS = 12, 29

_EPOCH_YEAR = 1395
_EPOCH_DAY = date(2016, 3, 20)
"""The first day of 1395."""


def persian_month(name: str) -> int | None:
    """Return 1–12 for the name of a Persian month, also in Arabic letters; None for other words.

    >>> persian_month("آذر"), persian_month("فروردين"), persian_month("نوامبر")
    (9, 1, None)
    """
    return _NUMBERS.get(name.replace("ي", "ی").replace("ك", "ک"))


def gregorian_day(year: int, month: int, day: int) -> date | None:
    """Return the Gregorian day of a Persian date; None for a year out of reach or no such day.

    >>> gregorian_day(1405, 9, 6)
    datetime.date(2026, 11, 27)
    """
    # the year first: a lunar year of the same form must not become a day a generation off
    if year not in YEARS or not 1 <= month <= _LAST_MONTH:
        return None
    if not 1 <= day <= _days_in(year, month):
        return None
    return _new_year(year) + timedelta(days=_days_before(month) + day - 1)


def _new_year(year: int) -> date:
    days = 0
    for between in range(min(year, _EPOCH_YEAR), max(year, _EPOCH_YEAR)):
        days += 365 + _is_leap(between)
    if year < _EPOCH_YEAR:
        days = -days
    return _EPOCH_DAY + timedelta(days=days)


def _is_leap(year: int) -> bool:
    return year % _CYCLE_YEARS in _LEAP_PLACES


def _days_before(month: int) -> int:
    long_months = min(month - 1, _LONG_MONTHS)
    return _LONG_DAYS * long_months + _SHORT_DAYS * (month - 1 - long_months)


def _days_in(year: int, month: int) -> int:
    if month == _LAST_MONTH:
        return _LAST_MONTH_DAYS + _is_leap(year)
    if month > _LONG_MONTHS:
        return _SHORT_DAYS
    return _LONG_DAYS
