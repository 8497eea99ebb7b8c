"""A date of words and numbers, such as `Mon, 19 Oct 2026 10:00 EST` → an aware time.

A date is read as a whole or not at all: a word or number that has no place in the date makes the
text no date. Two unknown words are forgiven, because they can be the names of a weekday and a zone.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import MINYEAR, date, datetime, timedelta, timezone

from digest.collect.date_words import AFTERNOON, FILLERS, MORNING, ORDINALS
from digest.collect.month_names import (
    english_name,
    possible_months,
    weekday_of,
    with_one_word_months,
)
from digest.collect.persian_calendar import YEARS as PERSIAN_YEARS
from digest.collect.persian_calendar import gregorian_day, persian_month
from digest.collect.zone_names import zone_offset_min

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

# From this year on a year is of the Buddhist era, so many years before ours.
_BUDDHIST_ERA = (2500, 543)

# A weekday and a zone of unknown names.
_MAX_UNKNOWN_WORDS = 2

_TOKEN = re.compile(
    r"(?P<time>\d{1,2}[:.h]\d{2}(?:[:.]\d{1,2}(?:[.,]\d{1,9})?)?(?![\d.:/-]))"
    r"|(?P<hour>\d{1,2})(?= ?(?:[ap]\.?m\b|uhr\b|h\b|hrs?\b))"
    r"|(?P<date>\d{1,4}(?P<dash>[-/.])\d{1,2}(?P=dash)\d{1,4}(?![\d/]))"
    r"|(?P<named>\d{1,2}-[^\W\d_]{3,12}-\d{2,4}(?![\d-]))"
    r"|(?P<offset>(?:GMT|UTC|UT|Z)? ?[+\-\u2212]\d{1,2}(?::?\d{2})?(?::\d{2})?(?![\d:/-]))"
    r"|(?P<number>\d{1,4})(?P<ending>st|nd|rd|th|er|\u00ba|\u00aa|\.)?(?![\d\w])"
    # letters, the marks on Arabic and Indian letters, and the dots of an abbreviation
    r"|(?P<word>[^\W\d_](?:[^\W\d_'\u2019.]|[\u0300-\u036f\u064b-\u0652\u0900-\u0eff])*"
    r"\.?(?:[^\W\d_]\.?)?)"
    r"|(?P<mark>[,;:|\u060c\u00b7\u2022@/]|[-\u2013\u2014]+(?= |$)|T(?=\d))",
    re.IGNORECASE,
)
_T_BETWEEN = re.compile(r"(?<=\d)[Tt](?=\d)")

# Forms without marks between their parts, and what they become.
_UNMARKED_FORMS = (
    # 20261127100000
    (re.compile(r"\A(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?=\D|\Z)"), r"\1-\2-\3 \4:\5:\6"),
    # 202611271000
    (re.compile(r"\A(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(?=\D|\Z)"), r"\1-\2-\3 \4:\5"),
    # 20261127 10:00
    (re.compile(r"\A(\d{4})(\d\d)(\d\d)(?=\Z|[ T])"), r"\1-\2-\3"),
    # 27NOV2026
    (re.compile(r"\A(\d{1,2})([A-Za-z]{3,9})(\d{4})\b"), r"\1 \2 \3"),
    # Nov-27-2026
    (re.compile(r"\A([A-Za-z]{3,9})-(\d{1,2})-(\d{4})\b"), r"\1 \2 \3"),
    # 2026-Nov-27
    (re.compile(r"\A(\d{4})-([A-Za-z]{3,9})-(\d{1,2})\b"), r"\3 \2 \1"),
    # 27. 11. 2026
    (re.compile(r"\b(\d{1,4}) ?([./-]) ?(\d{1,2}) ?\2 (\d{1,4})\b\.?"), r"\1\2\3\2\4"),
    # 27.11.26, which would be a time elsewhere
    (
        re.compile(r"\A((?:[^\W\d_]{2,12}\.?,? )?)(\d{1,2})\.(0?[1-9]|1[0-2])\.(\d\d)(?=\Z|[ ,])"),
        r"\1\2-\3-\4",
    ),
    # T6, 27 Nov 2026: Vietnamese numbers its weekdays
    (re.compile(r"\A(?:T[2-7]|CN|Thứ [^\W\d_]{2,5}),? (?=\d)"), ""),
    # 27ی تشرینی, 27ê Mijdarê 2026an: Kurdish binds a number to the next word
    (re.compile(r"(?<=\d)(?:ê|['’]?an|[يیى])(?= |\Z)"), ""),
    # 17-06-1448هـ 27-11-2026م: the lunar day goes, and the letter behind our year
    (re.compile(r"(?:\d{1,2}[-/.]\d{1,2}[-/.])1[34]\d\d ?هـ?(?=[ ,/-]|\Z)"), " "),
    (re.compile(r"(?<=\b\d{4}) ?[مء]\.?(?=[ ,،]|\Z)"), ""),
    # sexta-feira
    (re.compile(r"\b([^\W\d_]{5,8})-feira\b", re.IGNORECASE), r"\1"),
    # 2026-yil
    (re.compile(r"(?<=\d{4})-yil\b"), ""),
    # 9 h 30
    (re.compile(r"(?<=\d) h (?=\d\d\b)"), "h"),
    # 27 Nov 2026 1000 GMT
    (re.compile(r"(?<=\d{4}),? (\d\d)(\d\d) ?(?=(?:GMT|UTC|Z)\b)"), r" \1:\2 "),
)


@dataclass(slots=True, kw_only=True)
class _DateParts:
    """The parts of a date as its words are read; None is a part that did not come yet."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    time: tuple[int, int, int] | None = None
    afternoon: bool | None = None
    offset_min: int | None = None
    numbers: tuple[int, ...] = ()
    month_first: bool | None = None
    """The order of a date in numbers; None where no context tells."""
    order_unknown: bool = False
    unknown_words: tuple[str, ...] = ()
    other_months: tuple[int, ...] = ()
    """Further months that the name of the month can mean."""


def written_dates(
    text: str, country: str, language: str, month_first: bool | None = None
) -> tuple[datetime, ...]:
    """Read a date of words and numbers, such as `Mon, 19 Oct 2026 10:00 EST` or `Oct 4, 2026`.

    Several moments are returned where languages use the name of the month differently.
    `month_first` is the order of dates in numbers, where the feed tells one.
    """
    if month_first is None and country:
        month_first = country in MONTH_FIRST_COUNTRIES
    text = with_one_word_months(_T_BETWEEN.sub(" ", text))
    for form, written in _UNMARKED_FORMS:
        text = form.sub(written, text)
    text = _ORDINAL.sub(lambda word: str(ORDINALS[word[0].lower().replace(" ", "-")]), text)
    text = _NUMBERED_MONTH.sub(_with_a_name, text)
    parts = _DateParts(month_first=month_first)
    at = 0
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        token = _TOKEN.match(text, at)
        if token is None or not _take(parts, token, country, language):
            return ()
        at = token.end()
    return _moments(parts)


_ORDINAL = re.compile(
    r"\b(?:" + "|".join(sorted(ORDINALS, key=len, reverse=True)).replace("-", "[ -]") + r")\b",
    re.IGNORECASE,
)

# Vietnamese, Chinese, Japanese, Korean and Mongolian number their months.
_NUMBERED_MONTH = re.compile(
    r"\b(?:tháng|thg\.?|th\.?) ?(?P<behind>\d{1,2})\b|\b(?P<before>\d{1,2}) ?(?:月|월|-р сар)",
    re.IGNORECASE,
)


def _with_a_name(month: re.Match[str]) -> str:
    name = english_name(int(month["behind"] or month["before"]))
    # `th 27` of another language is left as it stands
    return f" {name} " if name else month[0]


def _take(parts: _DateParts, token: re.Match[str], country: str, language: str) -> bool:
    """Put one token into its part. False when the date has no place for this token."""
    kind = token.lastgroup
    # first of all: a number has an ending in a group of its own
    if token["number"]:
        number = token["number"]
        parts.numbers += (int(number),)
        # `0001` is the empty date of some software, and no short form of a year
        return len(number) <= _DAY_DIGITS or (len(number) == _YEAR_DIGITS and number[0] != "0")
    if kind == "time":
        return _take_time(parts, token["time"])
    if kind == "hour":
        return _take_time(parts, token["hour"] + ":00")
    if kind == "offset":
        return _take_offset(parts, token["offset"])
    if token["date"]:
        return _take_numeric_date(parts, token["date"])
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
    offset_min = sign * (60 * hours + minutes)
    # `GMT+3` may follow the name of the same zone, and a plain `GMT` may stand before an offset
    if parts.offset_min not in (None, 0, offset_min):
        return False
    parts.offset_min = offset_min
    return hours <= _MAX_OFFSET_H and minutes <= _MAX_MINUTE


def _take_numeric_date(parts: _DateParts, text: str) -> bool:
    """Read year first, or day and month by the known order where both orders are possible."""
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
    month_first = bool(parts.month_first)
    # dots are written by countries that write the day first
    is_open = parts.month_first is None and "." not in text
    parts.order_unknown = is_open and max(first, second) <= _MONTHS
    if first > _MONTHS:
        month_first = False
    elif second > _MONTHS:
        month_first = True
    parts.day, parts.month = first, second
    if month_first:
        parts.day, parts.month = second, first
    parts.year = _full_year(third, len(texts[2]))
    return True


def _take_word(parts: _DateParts, word: str, country: str, language: str) -> bool:
    name = word.casefold()
    # `am` is "in the morning" behind a time and "on the" in German before a date
    if name in MORNING | AFTERNOON and (parts.time is not None or not name.isascii()):
        parts.afternoon = name in AFTERNOON
        return True
    # behind a time a zone comes first: letters of UZT and AWST are those of a month cut short
    offset_min = zone_offset_min(name.rstrip("."), country)
    if offset_min is not None and parts.time is not None:
        if parts.offset_min is None:
            parts.offset_min = offset_min
        return True
    is_behind = parts.time is not None and parts.month is not None
    if is_behind and word.isascii() and word.isupper():
        return _take_unknown(parts, name)
    # `mar` and `mai` are no zones, and `est` is no month
    months = possible_months(name.rstrip("."), language, country)
    if len(months) == 1 or (months and parts.month is None):
        # `mar, 24 mar 2026`: the first is a Tuesday in Italian and Spanish
        parts.month, *others = months
        parts.other_months = tuple(others)
        return True
    # after the names of our calendar, which Persian feeds use, too
    month = persian_month(name)
    if month is not None:
        parts.month, parts.other_months = month, ()
        return True
    if name.rstrip(".") in FILLERS:
        return True
    return _take_unknown(parts, name)


def _take_unknown(parts: _DateParts, name: str) -> bool:
    parts.unknown_words += (name.rstrip("."),)
    return len(parts.unknown_words) <= _MAX_UNKNOWN_WORDS


def _full_year(year: int, digits: int) -> int:
    if digits > _DAY_DIGITS:
        return year
    if year >= _FIRST_TWO_DIGIT_YEAR:
        return 1900 + year
    return 2000 + year


def _moments(parts: _DateParts) -> tuple[datetime, ...]:
    """Return a moment for each month that the date can mean; the weekday beside it settles one."""
    if not parts.other_months:
        moment = _moment(parts)
        return () if moment is None else (moment,)
    weekdays = {weekday_of(word) for word in parts.unknown_words} - {None}
    moments = []
    for month in (parts.month, *parts.other_months):
        moment = _moment(replace(parts, month=month))
        if moment is None or (weekdays and moment.weekday() not in weekdays):
            continue
        moments.append(moment)
    return tuple(moments)


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
    day = _our_day(parts.year, parts.month, parts.day)
    if day is None:
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
    moment = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone)
    if midnight_after:
        return moment + timedelta(days=1)
    return moment


def _our_day(year: int, month: int, day: int) -> date | None:
    """Return the day in our calendar, also of a Persian or a Buddhist date; None for no day."""
    # a year of the Buddhist era, which Thai feeds count
    if year >= _BUDDHIST_ERA[0]:
        year -= _BUDDHIST_ERA[1]
    if year in PERSIAN_YEARS:
        return gregorian_day(year, month, day)
    # software without a date writes the year 0000
    if year < MINYEAR or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


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
