"""Times in the YAML files: zones, times of day, weekdays and cron schedules."""

from __future__ import annotations

import re
from datetime import date, time
from functools import cache
from typing import Annotated, Any
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, ValidationInfo, WithJsonSchema

from digest.config.suggestions import did_you_mean
from digest.config.value_types import mistake, shown, text_value
from digest.kernel.cron import WEEKDAYS, CronError, read_cron, read_weekdays

LAST_HOUR, LAST_MINUTE = 23, 59


@cache
def zone_names() -> frozenset[str]:
    """Return the name of every time zone that this machine knows."""
    # `localtime` is the clock of one machine: another machine would send at another hour
    return frozenset(available_timezones() - {"localtime"})


def _read_zone(text: str) -> str:
    from digest.config.zone_advice import ABBREVIATIONS

    if text in zone_names():
        # `EST` is a zone without summer time, which few mean who write it
        if text.lower() not in ABBREVIATIONS:
            return text
        raise mistake(f"{shown(text)} is no place", _zone_advice(text))
    raise mistake(f"there is no time zone {shown(text)}", _zone_advice(text))


def _zone_advice(text: str) -> str:
    """Suggest the zone of a place or of an offset, else the nearest name."""
    from digest.config.zone_advice import zone_of_offset, zone_of_place

    advice = zone_of_offset(text) or zone_of_place(text)
    if advice:
        return advice
    city = text.lower().replace(" ", "_")
    lowered = {}
    for name in sorted(zone_names()):
        # operators write the city; the database has it behind its continent
        if name.rsplit("/", 1)[-1].lower() == city:
            return f'did you mean "{name}"?'
        lowered[name.lower()] = name
    near = re.search(r'"(.+)"', did_you_mean(text, lowered))
    if near:
        return f'did you mean "{lowered[near[1]]}"?'
    return "use an IANA name like Asia/Beirut or UTC"


def _read_clock(text: str) -> time:
    parts = re.fullmatch(r"(\d{1,2}):(\d{2})", text)
    # 24:00 is refused: it would be the first minute of another day than the schedule's
    if not parts or int(parts[1]) > LAST_HOUR or int(parts[2]) > LAST_MINUTE:
        raise mistake(f"{shown(text)} is not a time of day", "write it like 06:30 or 18:00")
    return time(int(parts[1]), int(parts[2]))


def _list_weekdays(value: object, info: ValidationInfo) -> object:
    """Let one weekday, or one range like sun-thu, stand without brackets."""
    if info.context is not None and isinstance(value, str):
        return [value]
    # in code an empty tuple means every day; in a file it reads like no day at all
    if info.context is not None and value == []:
        raise mistake("this list names no weekday", "name one, or delete the key for every day")
    return value


def _weekdays_of(text: str) -> tuple[str, ...]:
    try:
        return read_weekdays(text)
    except CronError:
        advice = did_you_mean(text.lower(), WEEKDAYS)
        raise mistake(f"{shown(text)} is not a weekday", advice) from None


def _expand_weekday(value: object, info: ValidationInfo) -> object:
    """Read one entry of a list, which may be a range."""
    if info.context is None:
        return (value,)
    if not isinstance(value, str) or not value.strip():
        advice = "write mon, tue, wed, thu, fri, sat or sun"
        raise mistake(f"{shown(value)} is not a weekday", advice)
    return _weekdays_of(value)


def _joined(groups: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """Return each weekday of some groups once, in their order."""
    # "mon, sun-thu" names Monday twice; a slot is due once
    return tuple(dict.fromkeys(day for group in groups for day in group))


def _read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise mistake(f"{shown(text)} is not a date", "write it like 2026-11-26") from None


def _read_cron(text: str) -> str:
    try:
        read_cron(text)
    except CronError as error:
        raise mistake(f"cron {shown(text)} {error.what}", error.advice) from None
    return text


ZoneName = Annotated[
    str,
    *text_value(
        _read_zone,
        wants="a time zone",
        advice="write an IANA name like Asia/Beirut",
        example="Asia/Beirut",
    ),
]
ClockTime = Annotated[
    time,
    *text_value(
        _read_clock,
        wants="a time of day",
        advice="write it like 06:30 or 18:00",
        pattern="^[0-9]{1,2}:[0-9]{2}$",
    ),
]
Day = Annotated[
    date,
    *text_value(
        _read_day,
        wants="a date",
        advice="write it like 2026-11-26",
        pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    ),
]
Weekdays = Annotated[
    tuple[Annotated[Any, BeforeValidator(_expand_weekday)], ...],
    BeforeValidator(_list_weekdays),
    AfterValidator(_joined),
    WithJsonSchema(
        {
            "type": ["array", "string"],
            "items": {"type": "string"},
            "examples": [["mon", "wed"], "sun-thu"],
        }
    ),
]
"""Short names of weekdays, each once; files may write ranges."""

Cron = Annotated[
    str,
    *text_value(
        _read_cron,
        wants="a cron schedule",
        advice='write it like "30 6 * * mon-fri"',
        example="30 6 * * mon-fri",
    ),
]
