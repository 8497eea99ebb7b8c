"""Expectations: the day on which a cited sentence surely sets a coming event. Pure.

>>> from datetime import UTC, datetime
>>> monday = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
>>> expected_day("The council will vote on the budget on Thursday.", monday)
datetime.date(2026, 11, 26)
>>> expected_day("The council may vote on the budget on Thursday.", monday) is None
True
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from digest.languages.coming_words import COMING_WORDS

# A longer sentence is no line of a calendar.
MOST_WORDS = 28
# A weekday names a day of the coming week only: the same weekday as today's names two.
WEEK = timedelta(days=7)
# Hours by which an outlet's local day may differ from the day in UTC, either way.
EAST, WEST = timedelta(hours=12), timedelta(hours=8)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    """The compiled words of one language."""

    weekdays: tuple[re.Pattern[str], ...]
    months: tuple[re.Pattern[str], ...]
    dated: re.Pattern[str]
    coming: re.Pattern[str]
    unsure: re.Pattern[str]
    times: re.Pattern[str]


def reads_days(language: str) -> bool:
    """Tell whether days to come are read in a language, by its code."""
    return language in COMING_WORDS


def expected_day(sentence: str, published: datetime, language: str = "en") -> date | None:
    """Return the day of the event that a sentence of an article sets; None where it is not sure.

    The sentence must say plainly that something will happen on one day. `published` is the time of
    the article: a weekday is the next one after it.
    """
    if not reads_days(language) or len(sentence.split()) > MOST_WORDS:
        return None
    patterns = _patterns(language)
    dates = [match for match in patterns.dated.finditer(sentence) if _names_day(match)]
    if len(dates) != 1 or patterns.unsure.search(sentence):
        return None
    # "on Thursday the council will vote" is as sure as the other order
    if patterns.coming.search(sentence) is None or _has_other_time(sentence, dates[0], patterns):
        return None
    return _day_of(dates[0], patterns, published)


@cache
def _patterns(language: str) -> _Patterns:
    words = COMING_WORDS[language]
    weekday, month = "|".join(words.weekdays), "|".join(words.months)

    def compiled(pattern: str) -> re.Pattern[str]:
        filled = pattern.replace("WEEKDAY", weekday).replace("MONTH", month)
        return re.compile(filled, re.IGNORECASE)

    return _Patterns(
        weekdays=tuple(compiled(rf"(?:{name})") for name in words.weekdays),
        months=tuple(compiled(rf"(?:{name})") for name in words.months),
        dated=compiled(words.dated),
        coming=compiled(words.coming),
        unsure=compiled(words.unsure),
        # any word of time: a sentence with two does not say which one the event has
        times=compiled(rf"(?<!\w)(?:WEEKDAY|{words.times})(?!\w)"),
    )


def _names_day(dated: re.Match[str]) -> bool:
    return any(dated.groups())


def _has_other_time(sentence: str, dated: re.Match[str], patterns: _Patterns) -> bool:
    rest = sentence[: dated.start()] + " " + sentence[dated.end() :]
    return patterns.times.search(rest) is not None


def _group(dated: re.Match[str], *names: str) -> str:
    """Return the first of some groups that the pattern of a language has and that matched."""
    groups = dated.groupdict()
    for name in names:
        if groups.get(name):
            return str(groups[name])
    return ""


def _day_of(dated: re.Match[str], patterns: _Patterns, published: datetime) -> date | None:
    weekday = _place(patterns.weekdays, _group(dated, "weekday", "weekday_behind"))
    month = _place(patterns.months, _group(dated, "month", "month_behind"))
    year = _group(dated, "year")
    if month is not None:
        number = int(_group(dated, "day", "day_first"))
        day = _named_day(number, month + 1, year, published)
        # a weekday that does not fit its date is somebody's mistake
        if day and weekday is not None and day.weekday() != weekday:
            return None
        return day
    # "on Thursday 2026" is no date
    if weekday is None or year:
        return None
    return _next_weekday(weekday, published)


def _place(patterns: Sequence[re.Pattern[str]], word: str) -> int | None:
    for place, pattern in enumerate(patterns):
        if word and pattern.fullmatch(word):
            return place
    return None


def _named_day(day: int, month: int, year: str, published: datetime) -> date | None:
    """Return the date nearest to the article; a year that is written must agree."""
    candidates = []
    for near in (published.year - 1, published.year, published.year + 1):
        try:
            candidates.append(date(near, month, day))
        except ValueError:
            # there is no 31 November, and no 29 February in most years
            continue
    if year:
        candidates = [candidate for candidate in candidates if candidate.year == int(year)]
    return min(candidates, key=lambda day: abs(day - published.date()), default=None)


def _next_weekday(weekday: int, published: datetime) -> date | None:
    # the outlet's own day may be the day before or after that of UTC
    local_days = {(published + EAST).date(), published.date(), (published - WEST).date()}
    if weekday in {day.weekday() for day in local_days}:
        return None
    latest = max(local_days)
    return latest + timedelta(days=(weekday - latest.weekday()) % WEEK.days)
