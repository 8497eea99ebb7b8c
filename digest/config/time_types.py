"""Times in the YAML files: zones, times of day, weekdays and cron schedules."""

from __future__ import annotations

import re
from datetime import time
from functools import cache
from typing import Annotated
from zoneinfo import available_timezones

from digest.config.suggestions import did_you_mean
from digest.config.value_types import mistake, shown, text_value

WEEKDAYS = {
    "mon": "monday",
    "tue": "tuesday",
    "wed": "wednesday",
    "thu": "thursday",
    "fri": "friday",
    "sat": "saturday",
    "sun": "sunday",
}
CRON_FIELDS = 5
LAST_HOUR, LAST_MINUTE = 23, 59


@cache
def zone_names() -> frozenset[str]:
    """Return the name of every time zone that this machine knows."""
    return frozenset(available_timezones())


def _read_zone(text: str) -> str:
    if text in zone_names():
        return text
    raise mistake(f"there is no time zone {shown(text)}", _zone_advice(text))


def _zone_advice(text: str) -> str:
    """Suggest the zone of a city, else the nearest name, else the form of a name."""
    city = text.lower().replace(" ", "_")
    lowered = {}
    for name in sorted(zone_names()):
        if name.rsplit("/", 1)[-1].lower() == city:
            return f'did you mean "{name}"?'
        lowered[name.lower()] = name
    near = re.search(r'"(.+)"', did_you_mean(text, lowered))
    if near:
        return f'did you mean "{lowered[near[1]]}"?'
    return "use an IANA name like Asia/Beirut or UTC"


def _read_clock(text: str) -> time:
    parts = re.fullmatch(r"(\d{1,2}):(\d{2})", text)
    if not parts or int(parts[1]) > LAST_HOUR or int(parts[2]) > LAST_MINUTE:
        raise mistake(f"{shown(text)} is not a time of day", "write it like 06:30 or 18:00")
    return time(int(parts[1]), int(parts[2]))


def _read_weekday(text: str) -> str:
    lowered = text.lower()
    for short, long in WEEKDAYS.items():
        if lowered in (short, long):
            return short
    raise mistake(f"{shown(text)} is not a weekday", did_you_mean(lowered, WEEKDAYS))


def _read_cron(text: str) -> str:
    parts = text.split()
    if len(parts) != CRON_FIELDS:
        raise mistake(
            f"cron {shown(text)} has {len(parts)} parts, not {CRON_FIELDS}",
            'write minute hour day month weekday: "30 6 * * mon-fri"',
        )
    without_step = re.sub(r"/\d+", "", parts[4])
    if re.search(r"\d", re.sub(r"(1st|2nd|3rd|[45]th)", "", without_step)):
        raise mistake(
            f"cron {shown(text)} counts its weekdays",
            "0 is Sunday to some and Monday to others: write names, like mon-fri or sat,sun",
        )
    from apscheduler.triggers.cron import CronTrigger  # only newsletters with a cron need it

    try:
        CronTrigger.from_crontab(text, timezone="UTC")
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        why = str(error).rpartition(": ")[2]
        raise mistake(
            f"cron {shown(text)} cannot be read: {why}", 'write it like "30 6 * * mon-fri"'
        ) from None
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
Weekday = Annotated[
    str,
    *text_value(
        _read_weekday,
        wants="a weekday",
        advice="write mon, tue, wed, thu, fri, sat or sun",
        example="mon",
    ),
]
Cron = Annotated[
    str,
    *text_value(
        _read_cron,
        wants="a cron schedule",
        advice='write it like "30 6 * * mon-fri"',
        example="30 6 * * mon-fri",
    ),
]
