"""The dates that feeds and pages write → aware UTC times. No clock: `now` is an argument.

A date is read as a whole or not at all: a word or number that has no place in the date makes the
text no date. One unknown word is forgiven, because it can only be the name of a weekday or a zone.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from digest.collect.month_names import month_number, with_one_word_months
from digest.collect.zone_names import zone_offset_min

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""No feed is older: an earlier date is a zero of a clock or another calendar."""

AHEAD = timedelta(days=1)
"""A date this far ahead of `now` comes from a wrong time zone and counts as `now`."""

MAX_DATE_CHARS = 120
"""The longest form, with weekday and zone in words, has about 80 characters."""

MONTH_FIRST_COUNTRIES = frozenset({"US", "PH", "PW", "FM", "MH"})
"""Countries that write 11/7 for the seventh of November."""

# RFC 5322 section 4.3, moved to the first year of Unix: 70–99 are of the 20th century.
_FIRST_TWO_DIGIT_YEAR = 70

_YEAR_DIGITS, _DAY_DIGITS = 4, 2
_MONTHS, _MAX_DAYS = 12, 31
_HALF_DAY_H, _DAY_H = 12, 24
_MAX_MINUTE, _LEAP_SECOND = 59, 60

# Kiribati is the furthest east.
_MAX_OFFSET_H = 14

# A weekday and a zone of unknown names.
_MAX_UNKNOWN_WORDS = 2


def entry_date(
    raw: str, *, now: datetime, country: str = "", language: str = ""
) -> datetime | None:
    """Return the moment that a date field of an entry means; a date just ahead of `now` is `now`.

    None when the text is no date, or a date before 1990 or more than a day ahead of `now`.

    >>> entry_date("Fri, 27 Nov 2026 10:00:00 EET", now=datetime(2026, 11, 28, tzinfo=UTC))
    datetime.datetime(2026, 11, 27, 8, 0, tzinfo=datetime.timezone.utc)
    """
    moment = read_date(raw, country=country, language=language)
    if moment is None or moment < EARLIEST or moment > now + AHEAD:
        return None
    return min(moment, now)


@lru_cache(maxsize=1024)
def read_date(raw: str, *, country: str = "", language: str = "") -> datetime | None:
    """Return the UTC time of a date in any form that feeds use, or None. No zone means UTC.

    `country` (ISO 3166) settles the zone names and the order of day and month that countries use
    differently; `language` settles the names of months that languages use differently.

    >>> read_date("2026/11/7 10:00").isoformat()
    '2026-11-07T10:00:00+00:00'
    >>> read_date("27 November") is None
    True
    """
    text = _tidied(raw)
    if not text:
        return None
    try:
        # first, because other parsers take the digits for a year
        epoch_s = _epoch_s(text)
        if epoch_s is not None:
            return datetime.fromtimestamp(epoch_s, UTC)
        text, zone = _place_behind(text)
        moment = _iso_date(text)
        if moment is None:
            moment = _written_date(text, country.upper(), language)
        if moment is None:
            return None
        # an offset says more than the name of a place
        if zone is not None and not _OFFSET.search(text):
            moment = moment.replace(tzinfo=zone)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None


_PLACE = re.compile(r" ?\[?([A-Z][A-Za-z_]{1,20}(?:/[A-Z][A-Za-z_-]{1,20}){1,2})\]?\Z")
_OFFSET = re.compile(r"(?:\dZ|[+-]\d{2}:?\d{2}|(?:GMT|UTC)(?:[+-]\d{1,2})?)\Z")


def _place_behind(text: str) -> tuple[str, ZoneInfo | None]:
    """Cut the name of a zone by its place from the end, as in "10:00 Europe/Paris"."""
    place = _PLACE.search(text)
    if place is None:
        return text, None
    try:
        return text[: place.start()], ZoneInfo(place[1])
    except (ZoneInfoNotFoundError, ValueError):
        return text, None


_COMMENT = re.compile(r"\([^()]{0,60}\)")
_CALENDAR_WORDS = str.maketrans({"年": "-", "月": "-", "日": " ", "년": "-", "월": "-", "일": " "})
_AROUND_DASH = re.compile(r" ?- ?(?=\d)")


def _tidied(raw: str) -> str:
    """Return the text in ASCII digits and single spaces, without what stands in parentheses."""
    if len(raw) > MAX_DATE_CHARS:
        return ""
    text = raw.strip()
    if not text.isascii():
        text = "".join(_ascii_digit(character) for character in text)
        # dates of East Asia stand in the order of ISO 8601, with words for its dashes
        if re.search("[年년]", text):
            text = _AROUND_DASH.sub("-", " ".join(text.translate(_CALENDAR_WORDS).split()))
    return " ".join(_COMMENT.sub(" ", text).split())


def _ascii_digit(character: str) -> str:
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if unicodedata.category(character) in ("Cf", "Cc"):
        return " "
    return character


# ---- numbers alone ----------------------------------------------------------

_EPOCH = re.compile(r"(\d{9,10}|\d{12,13})(?:\.\d{1,9})?")
# More digits count milliseconds.
_EPOCH_DIGITS = 10


def _epoch_s(text: str) -> float | None:
    """Return seconds since 1970 when the text is such a number, in seconds or milliseconds."""
    epoch = _EPOCH.fullmatch(text)
    if epoch is None:
        return None
    number = int(epoch[1])
    # a longer number counts milliseconds
    if len(epoch[1]) > _EPOCH_DIGITS:
        return number / 1000
    return float(number)


def _iso_date(text: str) -> datetime | None:
    """Read ISO 8601 in its extended and basic forms, with week and day numbers."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


# ---- words and numbers ------------------------------------------------------

_TOKEN = re.compile(
    r"(?P<time>\d{1,2}[:.h]\d{2}(?:[:.]\d{1,2}(?:[.,]\d{1,9})?)?(?![\d.:/-]))"
    r"|(?P<date>\d{1,4}([-/.])\d{1,2}\3\d{1,4}(?![\d/]))"
    r"|(?P<named>\d{1,2}-[^\W\d_]{3,12}-\d{2,4}(?![\d-]))"
    r"|(?P<offset>(?:GMT|UTC|UT|Z)? ?[+\-\u2212]\d{1,2}(?::?\d{2})?(?::\d{2})?(?![\d:/-]))"
    r"|(?P<number>\d{1,4})(?P<ending>st|nd|rd|th|er|\u00ba|\u00aa|\.)?(?![\d\w])"
    r"|(?P<word>[^\W\d_][^\W\d_'\u2019.]*\.?(?:[^\W\d_]\.)?)"
    r"|(?P<mark>[,;|\u060c\u00b7\u2022@/]|[-\u2013\u2014]+(?= |$)|T(?=\d))",
    re.IGNORECASE,
)
_T_BETWEEN = re.compile(r"(?<=\d)[Tt](?=\d)")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?=$|[ T])")


@dataclass(slots=True)
class _DateParts:
    """The parts of a date as its words are read; None is a part that did not come yet."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    time: tuple[int, int, int] | None = None
    afternoon: bool | None = None
    offset_min: int | None = None
    numbers: tuple[int, ...] = ()
    order_unknown: bool = False
    unknown_words: int = 0


def _written_date(text: str, country: str, language: str) -> datetime | None:
    """Read a date of words and numbers, such as `Mon, 19 Oct 2026 10:00 EST` or `Oct 4, 2026`."""
    # `20261127 10:00` and a `T` between date and time become the written form
    text = _COMPACT.sub(r"\1-\2-\3", with_one_word_months(_T_BETWEEN.sub(" ", text)))
    parts = _DateParts()
    at = 0
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        token = _TOKEN.match(text, at)
        if token is None or not _take(parts, token, country, language):
            return None
        at = token.end()
    return _moment(parts)


def _take(parts: _DateParts, token: re.Match[str], country: str, language: str) -> bool:
    """Put one token into its part. False when the date has no place for this token."""
    kind = token.lastgroup
    # first of all: a number has an ending in a group of its own
    if token["number"]:
        parts.numbers += (int(token["number"]),)
        return len(token["number"]) <= _DAY_DIGITS or len(token["number"]) == _YEAR_DIGITS
    if kind == "time":
        return _take_time(parts, token["time"])
    if kind == "offset":
        return _take_offset(parts, token["offset"])
    if token["date"]:
        return _take_numeric_date(parts, token["date"], country)
    if kind == "named":
        day, month, year = token["named"].split("-")
        parts.numbers += (int(day), int(year))
        return _take_word(parts, month, country, language)
    if kind == "word":
        return _take_word(parts, token["word"], country, language)
    return kind == "mark"


def _take_time(parts: _DateParts, text: str) -> bool:
    # two times are no date
    if parts.time is not None:
        return False
    numbers = [int(number) for number in re.split(r"[:.,h]", text.lower())[:3]]
    hour, minute, second = [*numbers, 0][:3]
    parts.time = (hour, minute, min(second, _MAX_MINUTE))
    return hour <= _DAY_H and minute <= _MAX_MINUTE and second <= _LEAP_SECOND


def _take_offset(parts: _DateParts, text: str) -> bool:
    """Read `+03`, `+0300`, `+03:00`, `+300`, `GMT +0300`."""
    # typography also writes a minus sign (U+2212)
    sign = -1 if "-" in text or "\u2212" in text else 1
    digits = re.sub(r"\D", "", text)[:4]
    if len(digits) <= _DAY_DIGITS:
        hours, minutes = int(digits), 0
    else:
        hours, minutes = int(digits[:-2]), int(digits[-2:])
    # `GMT+3` may follow the name of the same zone, and a plain `GMT` may stand before an offset
    if parts.offset_min not in (None, 0) or hours > _MAX_OFFSET_H or minutes > _MAX_MINUTE:
        return False
    parts.offset_min = sign * (60 * hours + minutes)
    return True


def _take_numeric_date(parts: _DateParts, text: str, country: str) -> bool:
    """Read year first, or day and month by the country's order where both orders are possible."""
    # a second date makes the text something else
    if parts.year is not None or parts.numbers:
        return False
    texts = re.split(r"[-/.]", text)
    first, second, third = (int(number) for number in texts)
    if len(texts[0]) == _YEAR_DIGITS:
        parts.year, parts.month, parts.day = first, second, third
        return len(texts[2]) <= _DAY_DIGITS
    if len(texts[0]) > _DAY_DIGITS or len(texts[2]) not in (_DAY_DIGITS, _YEAR_DIGITS):
        return False
    month_first = country in MONTH_FIRST_COUNTRIES
    # dots are written by countries that write the day first
    parts.order_unknown = not country and "." not in text and max(first, second) <= _MONTHS
    if first > _MONTHS:
        month_first = False
    elif second > _MONTHS:
        month_first = True
    parts.day, parts.month = first, second
    if month_first:
        parts.day, parts.month = second, first
    parts.year = _full_year(third, len(texts[2]))
    return True


_FILLERS = frozenset(
    [
        "at",
        "on",
        "the",
        "of",
        "de",
        "del",
        "di",
        "du",
        "da",
        "le",
        "el",
        "la",
        "um",
        "am",
        "den",
        "der",
        "dem",
        "kl",
        "klo",
        "o",
        "om",
        "à",
        "às",
        "às",
        "a",
        "las",
        "um",
        "uhr",
        "h",
        "hs",
        "hrs",
        "hours",
        "e",
        "y",
        "et",
        "und",
        "في",
        "ב",
        "в",
        "г",
        "год",
        "року",
        "роки",
        "r",
        "ora",
        "ore",
        "saat",
        "posted",
        "published",
        "updated",
        "date",
    ]
)
_MORNING = frozenset({"am", "a.m", "a.m.", "ص"})
_AFTERNOON = frozenset({"pm", "p.m", "p.m.", "م"})


def _take_word(parts: _DateParts, word: str, country: str, language: str) -> bool:
    name = word.casefold()
    # `am` is "in the morning" behind a time and "on the" in German before a date
    if name in _MORNING | _AFTERNOON and parts.time is not None and parts.afternoon is None:
        parts.afternoon = name in _AFTERNOON
        return True
    # before zones: `mar` and `mai` are no zones, and `est` is no month
    month = month_number(name.rstrip("."), language)
    if month is not None:
        # `mar, 24 mar 2026`: the first is a Tuesday in Italian and Spanish
        parts.month = month
        return True
    offset_min = zone_offset_min(name.rstrip("."), country)
    if offset_min is not None and parts.time is not None:
        if parts.offset_min is None:
            parts.offset_min = offset_min
        return True
    if name.rstrip(".") in _FILLERS:
        return True
    parts.unknown_words += 1
    return parts.unknown_words <= _MAX_UNKNOWN_WORDS


def _full_year(year: int, digits: int) -> int:
    if digits > _DAY_DIGITS:
        return year
    if year >= _FIRST_TWO_DIGIT_YEAR:
        return 1900 + year
    return 2000 + year


def _moment(parts: _DateParts) -> datetime | None:
    """Put the parts together; None when one is missing or impossible."""
    if parts.month is None:
        return None
    # day and year stand beside the name of a month in either order
    if parts.day is None and not _settle_numbers(parts):
        return None
    if parts.order_unknown and parts.afternoon is not None:
        # software that writes AM and PM writes the month first, too
        parts.day, parts.month = parts.month, parts.day
    if parts.day is None or parts.year is None or not 1 <= parts.month <= _MONTHS:
        return None
    if not 1 <= parts.day <= monthrange(parts.year, parts.month)[1]:
        return None
    hour, minute, second = parts.time or (0, 0, 0)
    if parts.afternoon is not None and hour <= _HALF_DAY_H:
        hour %= _HALF_DAY_H
        if parts.afternoon:
            hour += _HALF_DAY_H
    midnight_after = hour == _DAY_H
    if midnight_after:
        if minute or second:
            return None
        hour = 0
    zone = timezone(timedelta(minutes=parts.offset_min or 0))
    moment = datetime(parts.year, parts.month, parts.day, hour, minute, second, tzinfo=zone)
    if midnight_after:
        return moment + timedelta(days=1)
    return moment


def _settle_numbers(parts: _DateParts) -> bool:
    """Tell day and year apart among the numbers beside a month's name."""
    if len(parts.numbers) != len(("day", "year")):
        return False
    first, second = parts.numbers
    # a number above 31 is the year, wherever it stands
    if first > _MAX_DAYS:
        first, second = second, first
    parts.day = first
    parts.year = _full_year(second, len(f"{second:02}"))
    return True
