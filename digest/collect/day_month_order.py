"""The order of day and month in dates such as `05/06/2026`, settled for all dates of a feed.

A day above twelve tells the order of all dates of its feed. Where no date does, the country tells,
then the region or the language of the feed, then the calendar: no entry is of a day to come, and
the newest entry of a feed in use is of these days.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from digest.collect.feed_dates import DateContext
from digest.collect.language_tags import language_tag
from digest.collect.written_dates import MONTH_FIRST_COUNTRIES

MOST_DATES = 500
"""Dates of a feed that are looked at."""

TO_COME = timedelta(days=1)
"""A date further ahead is none: clocks and zones differ by less."""

OF_THESE_DAYS = timedelta(days=3)
STALE = timedelta(days=14)
"""The newest date of a feed in use is of these days; read in the wrong order it is seldom so."""

_MONTHS = 12
_CENTURY, _TWO_DIGITS = 2000, 100

# dots are written by countries that write the day first, and AM and PM by software that writes the
# month first: neither is doubtful
_DATE = re.compile(r"(?<![\d/-])(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d\d)(?![\d/-])")
_HALF_DAY = re.compile(r"\d ?[ap]\.?m\b", re.IGNORECASE)
_REGION = re.compile(r"[a-z]{2,3}[-_]([a-z]{2})\b", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?=[-_\s]|\Z)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayMonthOrder:
    """The order of the dates of one feed: None where no context tells, as of a `doubtful` date."""

    month_first: bool | None = None
    doubtful: str = ""


def order_of_dates(
    texts: Iterable[str], *, now: datetime, country: str = "", tag: str = ""
) -> DayMonthOrder:
    """Tell the order of day and month in the dates of a feed. `tag` is its language tag.

    >>> order_of_dates(["05/06/2026", "05/28/2026"], now=datetime(2026, 6, 10, tzinfo=UTC))
    DayMonthOrder(month_first=True, doubtful='')
    """
    dates = _numeric_dates(texts)
    # most feeds write the names of months, or the year first
    if not dates:
        return DayMonthOrder()
    verdict = _by_a_day_above_twelve(dates)
    if verdict is None:
        verdict = _by_place(country, tag)
    if verdict is None:
        verdict = _by_calendar(dates, now)
    if verdict is not None:
        return DayMonthOrder(month_first=verdict)
    for text, first, second, _ in dates:
        if first != second:
            return DayMonthOrder(doubtful=text)
    return DayMonthOrder()


def date_context(
    texts: Iterable[str], *, now: datetime, country: str, language: str, own_tag: str
) -> DateContext:
    """Return the facts by which the dates of a feed are read; `texts` are all of these dates.

    `country` and `language` are those of the source, `own_tag` is the language that the feed gives.
    """
    order = order_of_dates(texts, now=now, country=country, tag=own_tag or language)
    return DateContext(
        now=now,
        country=country,
        language=language or language_tag(own_tag),
        month_first=order.month_first,
        doubtful=order.doubtful,
    )


_NumericDate = tuple[str, int, int, int]
"""The text of a date, its two numbers before the year, and the year."""


def _numeric_dates(texts: Iterable[str]) -> list[_NumericDate]:
    dates = []
    for text in texts:
        date = _DATE.search(text)
        if date is None or _HALF_DAY.search(text):
            continue
        year = int(date[4])
        dates.append((date[0], int(date[1]), int(date[3]), year + _CENTURY * (year < _TWO_DIGITS)))
        if len(dates) == MOST_DATES:
            break
    return dates


def _by_a_day_above_twelve(dates: list[_NumericDate]) -> bool | None:
    day_first = any(first > _MONTHS for _, first, _, _ in dates)
    month_first = any(second > _MONTHS for _, _, second, _ in dates)
    # a feed that mixes both orders tells none
    if day_first == month_first:
        return None
    return month_first


def _by_place(country: str, tag: str) -> bool | None:
    if country:
        return country.upper() in MONTH_FIRST_COUNTRIES
    region = _REGION.match(tag.strip())
    if region:
        return region[1].upper() in MONTH_FIRST_COUNTRIES
    language = _LANGUAGE.match(tag.strip())
    # English alone is written in both orders
    if language and language[0].lower() != "en":
        return False
    return None


def _by_calendar(dates: list[_NumericDate], now: datetime) -> bool | None:
    """Refuse the order in which a date is still to come, or in which no date is of these days."""
    newest_by_day = newest_by_month = datetime.min.replace(tzinfo=UTC)
    for _, first, second, year in dates:
        newest_by_day = max(newest_by_day, _moment(year, second, first))
        newest_by_month = max(newest_by_month, _moment(year, first, second))
    is_day_possible = newest_by_day <= now + TO_COME
    is_month_possible = newest_by_month <= now + TO_COME
    if is_day_possible != is_month_possible:
        return is_month_possible
    age_by_day, age_by_month = now - newest_by_day, now - newest_by_month
    if age_by_day <= OF_THESE_DAYS and age_by_month >= STALE:
        return False
    if age_by_month <= OF_THESE_DAYS and age_by_day >= STALE:
        return True
    return None


def _moment(year: int, month: int, day: int) -> datetime:
    """Return a day; the earliest moment where there is none, which settles nothing."""
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
