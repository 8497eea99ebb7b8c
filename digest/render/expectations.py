"""Expectations: the day on which a cited sentence surely sets a coming event (English). Pure.

>>> from datetime import UTC, datetime
>>> monday = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
>>> expected_day("The council will vote on the budget on Thursday.", monday)
datetime.date(2026, 11, 26)
>>> expected_day("The council may vote on the budget on Thursday.", monday) is None
True
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

# The language whose sentences are read; in others a date of the past looks like one to come.
LANGUAGE = "en"
# A longer sentence is no line of a calendar.
MOST_WORDS = 28
# A weekday names a day of the coming week only: the same weekday as today's names two.
WEEK = timedelta(days=7)
# Hours by which an outlet's local day may differ from the day in UTC, either way.
EAST, WEST = timedelta(hours=12), timedelta(hours=8)

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = "|".join(_WEEKDAYS)
_MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"
_MONTHS = tuple(_MONTH.split("|"))
# "on" alone names the day of the event: "by", "until" and "before" name an end.
_DATED = re.compile(
    rf"\bon (?:(?P<weekday>{_WEEKDAY})(?:, )?)?"
    rf"(?:(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?!\d)|"
    rf"(?P<day_first>\d{{1,2}}) (?P<month_behind>{_MONTH}))?(?:,? (?P<year>\d{{4}}))?\b",
    re.IGNORECASE,
)
# Any word of time: a sentence with two does not say which one the event has.
_ANY_TIME = re.compile(
    rf"\b(?:{_WEEKDAY}|(?:{_MONTH}) \d|\d{{1,2}} (?:{_MONTH})|today|tonight|tomorrow|yesterday|"
    r"\d{1,2} (?:hours|days|weeks|months|years)|next|last|this) ?",
    re.IGNORECASE,
)
_COMING = re.compile(
    r"\b(?:will|(?:is|are) (?:due|scheduled|set|planned)(?: to)?|(?:is|are) to)\b", re.IGNORECASE
)
# A doubt, a condition, a denial, a plan that fell, a past plan, or another's words.
_UNSURE = re.compile(
    r"\b(?:if|unless|whether|may|might|could|would|should|not|never|no longer|expected|likely|"
    r"possibl[ey]|perhaps|hopes?|plans? to|wants?|proposed|postponed|delayed|cancell?ed|suspended|"
    r"was|were|had|until|since|every|each|annual(?:ly)?|won't|cannot)\b|n['’]t\b|[?“”\"…]",
    re.IGNORECASE,
)


def expected_day(sentence: str, published: datetime) -> date | None:
    """Return the day of the event that a sentence of an article sets; None where it is not sure.

    The sentence must say plainly that something will happen on one day. `published` is the time of
    the article: a weekday is the next one after it.
    """
    found = [match for match in _DATED.finditer(sentence) if any(match.groups())]
    if len(found) != 1 or len(sentence.split()) > MOST_WORDS or _UNSURE.search(sentence):
        return None
    coming = _COMING.search(sentence)
    # "on Thursday the council will vote" is as sure, but a date far from its verb is not
    if coming is None or _has_other_time(sentence, found[0]):
        return None
    return _day_of(found[0], published)


def _has_other_time(sentence: str, dated: re.Match[str]) -> bool:
    rest = sentence[: dated.start()] + sentence[dated.end() :]
    return _ANY_TIME.search(rest) is not None


def _day_of(dated: re.Match[str], published: datetime) -> date | None:
    weekday = (dated["weekday"] or "").lower()
    month = (dated["month"] or dated["month_behind"] or "").lower()
    if month:
        day = _named_day(int(dated["day"] or dated["day_first"]), month, dated["year"], published)
        # a weekday that does not fit its date is somebody's mistake
        if day and weekday and _WEEKDAYS[day.weekday()] != weekday:
            return None
        return day
    # "on Thursday 2026" is no date
    if not weekday or dated["year"]:
        return None
    return _next_weekday(_WEEKDAYS.index(weekday), published)


def _named_day(day: int, month: str, year: str | None, published: datetime) -> date | None:
    """Return the date nearest to the article; a year that is written must agree."""
    number = _MONTHS.index(month) + 1
    candidates = []
    for near in (published.year - 1, published.year, published.year + 1):
        try:
            candidates.append(date(near, number, day))
        except ValueError:
            # there is no 31 November, and no 29 February in most years
            continue
    if year:
        candidates = [candidate for candidate in candidates if candidate.year == int(year)]
    return min(candidates, key=lambda it: abs(it - published.date()), default=None)


def _next_weekday(weekday: int, published: datetime) -> date | None:
    # the outlet's own day may be the day before or after that of UTC
    local_days = {(published + EAST).date(), published.date(), (published - WEST).date()}
    if weekday in {day.weekday() for day in local_days}:
        return None
    latest = max(local_days)
    return latest + timedelta(days=(weekday - latest.weekday()) % WEEK.days)
