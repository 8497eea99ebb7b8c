"""Cron schedules: the five fields of crontab(5), with weekdays by name, as dates and times.

Beyond crontab(5), a range of weekdays may wrap (`sun-thu`), and a weekday may be counted in its
month (`1st mon`, `last fri`, `1st,3rd mon`). Where the day of the month and the weekday are both
restricted, a date that meets either field counts. A field that begins with `*` restricts no date by
itself, so a date must meet both (`*/2` with `fri`: each Friday of an odd date).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time

from digest.models.calendar_names import (
    MONTHS_IN_LOWER_CASE,
    SHORT_WEEKDAY_NAMES,
    WEEKDAYS_IN_LOWER_CASE,
)

WEEKDAYS = tuple(map(str.lower, SHORT_WEEKDAY_NAMES))
LONGEST_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""The days of each month, in a leap year."""
ORDINALS = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "last": -1} | {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5,
}  # fmt: skip
SHORTEST_NAME = 3
"""Months and weekdays may be cut to so many letters."""

MACROS = {
    "@daily": "0 6 * * *",
    "@midnight": "0 0 * * *",
    "@weekly": "0 6 * * mon",
    "@monthly": "0 6 1 * *",
    "@hourly": "0 * * * *",
    "@yearly": "0 6 1 1 *",
    "@annually": "0 6 1 1 *",
}
"""Short words of cron programs, and a schedule to write in their place: the hour is a choice."""
LAST_DAY_WORDS = ("last", "l")
FIELD_COUNT = 5
EXAMPLE = 'write it like "30 6 * * mon-fri"'
NAMED_WEEKDAYS = "0 is Sunday to some and Monday to others: write names, like mon-fri or sat,sun"

_PART = re.compile(r"(\*|[a-z0-9]+)(?:-([a-z0-9]+))?(?:/([0-9]+))?")
# fri#2 and friL, as Quartz writes the second and the last Friday
_NUMBERED_WEEKDAY = re.compile(r"([a-z]{3,9}|[0-7])#([0-9]+)|([a-z]{3,9}?)l")
MOST_OF_A_WEEKDAY = 5
"""No month has a weekday more often."""

_NEAREST_WEEKDAY = re.compile(r"(?:l|\d{1,2})w")


class CronError(ValueError):
    """The text is no schedule; `advice` says what to write."""

    def __init__(self, what: str, advice: str = EXAMPLE) -> None:
        super().__init__(what)
        self.what = what
        self.advice = advice


@dataclass(frozen=True, slots=True, kw_only=True)
class CronTimes:
    """The dates and the times of day of a schedule. None: every day, month or weekday.

    Weekdays count from Monday, 0. `counted_weekdays` are pairs of an ordinal (-1 is the last) and a
    weekday. `last_day` adds the last day of each month. `meets_both`: a date must meet the day and
    the weekday, and not either.
    """

    times: tuple[time, ...]
    days: frozenset[int] | None = None
    months: frozenset[int] | None = None
    weekdays: frozenset[int] | None = None
    counted_weekdays: tuple[tuple[int, int], ...] = ()
    last_day: bool = False
    meets_both: bool = False

    def is_due_on(self, day: date) -> bool:
        """Say whether the schedule has a time on this date.

        >>> read_cron("0 8 13 * fri").is_due_on(date(2026, 11, 20))
        True
        """
        if self.months is not None and day.month not in self.months:
            return False
        by_day = self.days is not None or self.last_day
        by_weekday = self.weekdays is not None or bool(self.counted_weekdays)
        if not by_day and not by_weekday:
            return True
        if self.meets_both:
            return self._fits_day(day) and self._fits_weekday(day)
        # crontab(5): two restricted fields widen each other
        return (by_day and self._fits_day(day)) or (by_weekday and self._fits_weekday(day))

    def times_on(self, day: date) -> tuple[time, ...]:
        """Return the times of this date, earliest first."""
        if not self.is_due_on(day):
            return ()
        return self.times

    def _fits_day(self, day: date) -> bool:
        if self.last_day and day.day == calendar.monthrange(day.year, day.month)[1]:
            return True
        return self.days is not None and day.day in self.days

    def _fits_weekday(self, day: date) -> bool:
        if self.weekdays is not None and day.weekday() in self.weekdays:
            return True
        return any(_is_counted(day, *counted) for counted in self.counted_weekdays)


def read_cron(text: str) -> CronTimes:
    """Read five fields: minute, hour, day, month and weekday. Raise CronError.

    >>> read_cron("30 6,18 * * sun-thu").times
    (datetime.time(6, 30), datetime.time(18, 30))
    """
    parts = text.lower().translate(_DASHES).split()
    if len(parts) == 1 and parts[0] in MACROS:
        raise CronError("is a short word of cron", f'write the five fields: "{MACROS[parts[0]]}"')
    # "last fri" and "1st mon, 3rd mon" are several words of one field
    if len(parts) > FIELD_COUNT and _has_ordinal(parts[4:]):
        parts = [*parts[:4], " ".join(parts[4:])]
    if len(parts) != FIELD_COUNT:
        raise CronError(
            f"has {len(parts)} parts, not {FIELD_COUNT}",
            'write minute hour day month weekday: "30 6 * * mon-fri"',
        )
    minutes = _read_numbers(parts[0], "minute", 0, 59)
    hours = _read_numbers(parts[1], "hour", 0, 23)
    if _NEAREST_WEEKDAY.fullmatch(parts[2]):
        raise CronError("asks for the weekday nearest to a day", "write the day, or last fri")
    # Quartz writes ? for a field that the other one settles
    for field in (2, 4):
        parts[field] = parts[field].replace("?", "*")
    last_day = parts[2] in LAST_DAY_WORDS
    days = None
    if not last_day:
        days = _unless_all(parts[2], _read_numbers(parts[2], "day", 1, 31))
    months = _unless_all(
        parts[3], _read_numbers(parts[3], "month", 1, 12, names=MONTHS_IN_LOWER_CASE)
    )
    weekdays, counted = _read_weekday_field(parts[4])
    _check_dates(days, months, by_weekday=bool(weekdays or counted))
    return CronTimes(
        times=tuple(time(hour, minute) for hour in sorted(hours) for minute in sorted(minutes)),
        days=days,
        months=months,
        weekdays=weekdays,
        counted_weekdays=counted,
        last_day=last_day,
        meets_both=days is not None and parts[2].startswith("*") and parts[4] != "*",
    )


_DASHES = str.maketrans("–—‑−", "----")
"""Dashes that text editors put for a hyphen."""


def read_weekdays(text: str) -> tuple[str, ...]:
    """Read a weekday, a range or a list of both; return short names. Raise CronError.

    >>> read_weekdays("sun-tue"), read_weekdays("Friday")
    (('sun', 'mon', 'tue'), ('fri',))
    """
    names: list[str] = []
    for part in text.lower().replace(" ", "").split(","):
        for number in _weekday_range(part):
            if WEEKDAYS[number] not in names:
                names.append(WEEKDAYS[number])
    return tuple(names)


def weekday_number(name: str) -> int:
    """Return the number of a weekday, 0 for Monday. Raise CronError for another word."""
    if name in WEEKDAYS:
        return WEEKDAYS.index(name)
    # `tues` and `thurs` are cut longer than the short names
    for number, long_name in enumerate(WEEKDAYS_IN_LOWER_CASE):
        if len(name) >= SHORTEST_NAME and long_name.startswith(name):
            return number
    if name.isdigit():
        raise CronError("counts its weekdays", NAMED_WEEKDAYS)
    raise CronError(f'has no weekday "{name}"', f"use {', '.join(WEEKDAYS)}")


# ---- fields ----------------------------------------------------------------------------------


def _unless_all(field: str, numbers: frozenset[int]) -> frozenset[int] | None:
    """Return None for the field `*`, which restricts no date; `*/2` does."""
    if field == "*":
        return None
    return numbers


def _read_numbers(
    field: str, noun: str, low: int, high: int, *, names: Sequence[str] = ()
) -> frozenset[int]:
    numbers: set[int] = set()
    for part in field.split(","):
        numbers.update(_number_range(part, noun, low, high, names))
    return frozenset(numbers)


def _number_range(part: str, noun: str, low: int, high: int, names: Sequence[str]) -> range:
    first_text, last_text, step = _split_part(part, noun)
    if first_text == "*":
        first, last = low, high
    else:
        first = last = _number(first_text, noun, low, high, names)
        if last_text:
            last = _number(last_text, noun, low, high, names)
        elif step > 1:
            # "5/10" counts on from 5, as most cron programs have it
            last = high
    if first > last:
        advice = f"write {first}-{high},{low}-{last} where it runs over the end"
        raise CronError(f"runs backwards: {noun} {part}", advice)
    if step > high - low:
        raise CronError(f"has a step of {step}, longer than the {noun}s", "write a smaller step")
    return range(first, last + 1, step)


def _number(text: str, noun: str, low: int, high: int, names: Sequence[str]) -> int:
    # names come first: "mon" is no digit, and is never out of range
    for position, name in enumerate(names):
        if len(text) >= SHORTEST_NAME and name.startswith(text):
            return low + position
    if not text.isdigit():
        raise CronError(f'has no {noun} "{text}"')
    number = int(text)
    if not low <= number <= high:
        raise CronError(f"has no {noun} {number}", f"{_a(noun)} is {low} to {high}")
    return number


def _a(noun: str) -> str:
    return f"an {noun}" if noun == "hour" else f"a {noun}"


def _split_part(part: str, noun: str) -> tuple[str, str, int]:
    """Return the start, the end ("" for one value) and the step of one part of a field."""
    pieces = _PART.fullmatch(part)
    if pieces is None or (pieces[1] == "*" and pieces[2]):
        raise CronError(f'cannot be read at its {noun}: "{part}"')
    step = int(pieces[3] or 1)
    if step == 0:
        raise CronError(f"has a step of 0 at its {noun}", "write a step of 1 or more")
    return pieces[1], pieces[2] or "", step


def _has_ordinal(last_parts: Sequence[str]) -> bool:
    words = ",".join(last_parts).split(",")
    return any(word in ORDINALS for word in words)


def _read_weekday_field(
    field: str,
) -> tuple[frozenset[int] | None, tuple[tuple[int, int], ...]]:
    """Return the weekdays and the counted weekdays of the last field."""
    if field == "*":
        return None, ()
    weekdays: list[int] = []
    counted: list[tuple[int, int]] = []
    # the ordinals of "1st,3rd mon" wait for their weekday
    waiting: list[str] = []
    for part in field.split(","):
        words = part.split() or [""]
        while words and words[0] in ORDINALS:
            waiting.append(words.pop(0))
        name = " ".join(words)
        numbered = _NUMBERED_WEEKDAY.fullmatch(name)
        if waiting and name:
            counted += [(ORDINALS[word], weekday_number(name)) for word in waiting]
            waiting = []
        elif numbered:
            counted.append(_read_numbered_weekday(numbered))
        elif name or not waiting:
            weekdays += _weekday_range(name)
    if waiting:
        what = f"has no weekday behind {', '.join(waiting)}"
        raise CronError(what, f"write the weekday, like {waiting[-1]} mon")
    if not weekdays:
        return None, tuple(counted)
    return frozenset(weekdays), tuple(counted)


def _read_numbered_weekday(numbered: re.Match[str]) -> tuple[int, int]:
    """Return the ordinal and the weekday of fri#2 or friL."""
    if numbered[3]:
        return -1, weekday_number(numbered[3])
    weekday, ordinal = weekday_number(numbered[1]), int(numbered[2])
    if not 1 <= ordinal <= MOST_OF_A_WEEKDAY:
        name = WEEKDAYS[weekday]
        advice = f"write {name}#1 to {name}#{MOST_OF_A_WEEKDAY}, or {name}L for the last"
        raise CronError(f"counts weekdays to {ordinal}", advice)
    return ordinal, weekday


def _weekday_range(part: str) -> list[int]:
    """Return the weekdays of one part in their order; a range may wrap at the end of the week."""
    first_name, last_name, step = _split_part(part, "weekday")
    if first_name == "*":
        raise CronError("steps through weekdays without a first day", NAMED_WEEKDAYS)
    first = weekday_number(first_name)
    if not last_name:
        if step > 1:
            raise CronError("steps through weekdays without a last day", NAMED_WEEKDAYS)
        return [first]
    # sun-thu begins in one week and ends in the next
    length = (weekday_number(last_name) - first) % len(WEEKDAYS) + 1
    return [(first + offset) % len(WEEKDAYS) for offset in range(0, length, step)]


# ---- dates -----------------------------------------------------------------------------------


def _check_dates(
    days: Collection[int] | None, months: Collection[int] | None, *, by_weekday: bool
) -> None:
    """Refuse a schedule whose dates never come, like 30 February."""
    if days is None or by_weekday:
        return
    for month in months or range(1, 13):
        if min(days) <= LONGEST_MONTH[month - 1]:
            return
    raise CronError("never comes: no such month has that day", "change the day or the month")


def _is_counted(day: date, ordinal: int, weekday: int) -> bool:
    """Say whether a date is, for example, the second Friday of its month."""
    if day.weekday() != weekday:
        return False
    if ordinal > 0:
        return (day.day - 1) // len(WEEKDAYS) + 1 == ordinal
    days_left = calendar.monthrange(day.year, day.month)[1] - day.day
    return days_left < len(WEEKDAYS)


def dates_from(day: date, count: int) -> Iterator[date]:
    """Yield a date and the dates behind it, `count` altogether."""
    first = day.toordinal()
    for number in range(first, min(first + count, date.max.toordinal() + 1)):
        yield date.fromordinal(number)
