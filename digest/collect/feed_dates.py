"""The dates that feeds and pages write → aware UTC times. No clock: `now` is an argument.

Numbers and ISO 8601 are read here, dates of words and numbers in `written_dates`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from digest.collect.written_dates import written_dates
from digest.collect.zone_names import place_behind, with_short_zone_names

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""No feed is older: an earlier date is a zero of a clock or another calendar."""

AHEAD = timedelta(days=1)
"""A date this far ahead of `now` comes from a wrong time zone and counts as `now`."""

MAX_DATE_CHARS = 120
"""The longest form, with weekday and zone in words, has about 80 characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateContext:
    """The facts by which the dates of one feed are read.

    `month_first` is the order of day and month; None where no context tells it, as of the
    `doubtful` date.
    """

    now: datetime
    country: str = ""
    language: str = ""
    month_first: bool | None = None
    doubtful: str = ""

    def read(self, raw: str) -> datetime | None:
        """Return the moment that a date field means; None for no date, as `entry_date` does."""
        if not raw:
            return None
        return entry_date(
            raw,
            now=self.now,
            country=self.country,
            language=self.language,
            month_first=self.month_first,
        )


def entry_date(
    raw: str,
    *,
    now: datetime,
    country: str = "",
    language: str = "",
    month_first: bool | None = None,
) -> datetime | None:
    """Return the moment that a date field of an entry means; a date just ahead of `now` is `now`.

    `month_first` is the order that the dates of the feed have, where it is known. None when the
    text is no date, or a date before 1990 or more than a day ahead of `now`.

    >>> entry_date("Fri, 27 Nov 2026 10:00:00 EET", now=datetime(2026, 11, 28, tzinfo=UTC))
    datetime.datetime(2026, 11, 27, 8, 0, tzinfo=datetime.timezone.utc)
    """
    # a month that languages use differently is no month to come
    read = _moments(raw, country, language, month_first)
    moments = [moment for moment in read if moment <= now + AHEAD]
    if len(moments) != 1:
        return None
    return min(moments[0], now)


def read_date(raw: str, *, country: str = "", language: str = "") -> datetime | None:
    """Return the UTC time of a date in any form that feeds use, or None. No zone means UTC.

    `country` (ISO 3166) settles the zone names and the order of day and month that countries use
    differently; `language` settles the names of months that languages use differently.

    >>> read_date("2026/11/7 10:00").isoformat()
    '2026-11-07T10:00:00+00:00'
    >>> read_date("27 November") is None
    True
    """
    moments = _moments(raw, country, language, None)
    if len(moments) != 1:
        return None
    return moments[0]


@lru_cache(maxsize=1024)
def _moments(
    raw: str, country: str, language: str, month_first: bool | None
) -> tuple[datetime, ...]:
    """Return the moments that a text can mean: several where a month has several meanings."""
    text = _tidied(raw)
    if not text:
        return ()
    try:
        moments = _read_moments(text, country.upper(), language, month_first)
    except (ValueError, OverflowError, OSError):
        return ()
    # a year of another calendar is no date
    return tuple(moment for moment in moments if moment >= EARLIEST)


def _read_moments(
    text: str, country: str, language: str, month_first: bool | None
) -> tuple[datetime, ...]:
    # first, because other parsers take the digits for a year
    epoch_s = _epoch_s(text)
    if epoch_s is not None:
        return (datetime.fromtimestamp(epoch_s, UTC),)
    text, zone = place_behind(with_short_zone_names(_without_lunar_date(text)))
    moment = _iso_date(text)
    if moment is not None:
        moments: tuple[datetime, ...] = (moment,)
    else:
        moments = written_dates(text, country, language, month_first)
    # an offset says more than the name of a place
    if zone is not None and not _OFFSET.search(text):
        moments = tuple(moment.replace(tzinfo=zone) for moment in moments)
    return tuple(moment.astimezone(UTC) for moment in moments)


_OFFSET = re.compile(r"(?:\dZ|[+-]\d{2}:?\d{2}|(?:GMT|UTC)(?:[+-]\d{1,2})?)\Z")


# JSON of older Microsoft libraries
_JSON_DATE = re.compile(r"/Date\((\d{12,13})(?:[+-]\d{4})?\)/")
_LAST_COMMENT = re.compile(r"\(((?:GMT|UTC) ?[+-]\d{1,2}(?::?\d\d)?|[A-Z]{2,5})\)\Z")
_COMMENT = re.compile(r"\([^()]{0,60}\)")
_CALENDAR_WORDS = str.maketrans(
    {"年": "-", "月": "-", "日": " ", "년": "-", "월": "-", "일": " "}
    | {"时": ":", "時": ":", "点": ":", "시": ":", "分": " ", "분": " "}
)
# Go prints an offset twice, and the clock of its program.
# Java writes the name of the zone behind the offset.
_ZONE_IN_BRACKETS = re.compile(r"(?<=[\dZ])\[[A-Za-z][\w/+-]{0,40}\]\Z")
_PROGRAM_CLOCK = re.compile(r"(?<= [+-]\d{4})(?: [+-]\d\d)?(?: m=[+-][\d.]{1,24})?\Z")
_AROUND_MARK = re.compile(r" ?([-:]) ?(?=\d)")
_DOTTED_HALF_DAY = re.compile(r"\b([AaPp])\.? [Mm]\b\.?")


# Japan counts the years of its emperor, Taiwan those of the republic.
_ERAS = {"令和": 2018, "平成": 1988, "民國": 1911, "民国": 1911}
_ERA_YEAR = re.compile(rf"(?:中華)?({'|'.join(_ERAS)}) ?(\d{{1,3}}|元)年")
_HEBREW_MARK = re.compile("(?<=[\u05d0-\u05ea])['\u2019\u05f3\u05f4\"]")
_WIDE_BRACKETS = str.maketrans("（）", "()")


def _our_year(year: re.Match[str]) -> str:
    # the first year of an era has a word in place of a number
    counted = 1 if year[2] == "元" else int(year[2])
    return f"{_ERAS[year[1]] + counted}年"


def _tidied(raw: str) -> str:
    """Return the text in ASCII digits and single spaces, without what stands in parentheses."""
    if len(raw) > MAX_DATE_CHARS:
        return ""
    text = _JSON_DATE.sub(r"\1", raw.strip())
    if not text.isascii():
        text = "".join(_ascii_digit(character) for character in text)
        text = _ERA_YEAR.sub(_our_year, _HEBREW_MARK.sub("", text.translate(_WIDE_BRACKETS)))
        # dates of East Asia stand in the order of ISO 8601, with words for its dashes
        if re.search("[年년]", text):
            text = _AROUND_MARK.sub(r"\1", " ".join(text.translate(_CALENDAR_WORDS).split()))
    # a comment names the zone again where an offset stands, and alone where none does
    text = _LAST_COMMENT.sub(r"\1", text)
    text = " ".join(_COMMENT.sub(" ", text).split())
    text = _ZONE_IN_BRACKETS.sub("", _PROGRAM_CLOCK.sub("", text))
    return _DOTTED_HALF_DAY.sub(r"\1m", text)


_TWO_CALENDARS = re.compile(r" (?:[/|=\u2013-]|الموافق|الموافق لـ?|برابر با) ")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def _without_lunar_date(text: str) -> str:
    """Return the part of `17 Jumada 1448 / 27 November 2026` that stands in our calendar."""
    parts = _TWO_CALENDARS.split(text)
    own = []
    for part in parts:
        year = _YEAR.search(part)
        if year is None:
            return text
        if int(year[0]) >= EARLIEST.year:
            own.append(part)
    if len(own) == 1:
        return own[0]
    return text


# It keeps two letters of one Persian or Kurdish word apart.
_NON_JOINER = "\u200c"


def _ascii_digit(character: str) -> str:
    if character == _NON_JOINER:
        return ""
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if unicodedata.category(character) in ("Cf", "Cc"):
        return " "
    return character


# ---- numbers alone ----------------------------------------------------------

_EPOCH = re.compile(r"@?(\d{9,10}|\d{12,13})(?:\.\d{1,9})?")
# More digits count milliseconds.
_EPOCH_DIGITS = 10
# `202611271000` would be a moment of 1976 as milliseconds
_EARLIEST_MS = 1000 * EARLIEST.timestamp()


def _epoch_s(text: str) -> float | None:
    """Return seconds since 1970 when the text is such a number, in seconds or milliseconds."""
    epoch = _EPOCH.fullmatch(text)
    if epoch is None:
        return None
    number = int(epoch[1])
    # a longer number counts milliseconds
    if len(epoch[1]) > _EPOCH_DIGITS:
        if number < _EARLIEST_MS:
            return None
        return number / 1000
    return float(number)


_DAY_OF_YEAR = re.compile(r"(\d{4})-?(\d{3})(?=\Z|T)")


# A zone said twice, and a day of XML Schema with its zone.
_Z_BEHIND_OFFSET = re.compile(r"(:\d\d(?:\.\d{1,9})? ?[+-]\d\d:?\d\d)Z\Z")
_DAY_WITH_OFFSET = re.compile(r"\A(\d{4}-\d\d-\d\d) ?([+-]\d\d:?\d\d|Z)\Z")


def _iso_date(text: str) -> datetime | None:
    """Read ISO 8601 in its extended and basic forms, with week and day numbers."""
    day_of_year = _DAY_OF_YEAR.match(text)
    if day_of_year is not None:
        day = date(int(day_of_year[1]), 1, 1) + timedelta(days=int(day_of_year[2]) - 1)
        text = day.isoformat() + text[day_of_year.end() :]
    # behind a day stands an offset, no time: Python would take `-10:00` for ten o'clock
    text = _DAY_WITH_OFFSET.sub(r"\1T00:00\2", text)
    # the offset counts: Python would take `-0500Z` for five hours east
    text = _Z_BEHIND_OFFSET.sub(r"\1", text)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    # a year of the Persian calendar is read with its words
    if moment.year < EARLIEST.year:
        return None
    if moment.tzinfo:
        return moment
    return moment.replace(tzinfo=UTC)
