"""The own clock: the hour and the zone at which a reader wants issues that go in waves."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from digest.errors import UseError
from digest.models import ReaderClock, Subscriber, WavesBy
from digest.usecases.newsroom import Newsroom

HOURS = range(24)

PARTS_OF_THE_WORLD = (
    "Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian",
    "Pacific",
)  # fmt: skip
"""Zones are offered by the cities of these; other names are offsets, or old ones of countries."""


@cache
def zones_offered() -> tuple[str, ...]:
    """Return the zones from which a reader chooses, by name."""
    offered = ["UTC"]
    for name in sorted(available_timezones()):
        if name.partition("/")[0] in PARTS_OF_THE_WORLD and "/" in name:
            offered.append(name)
    return tuple(offered)


def read_clock(hour: str, timezone: str) -> ReaderClock:
    """Read an hour and a zone; empty words stand for those of the newsletter. Raises UseError.

    >>> read_clock("7", "Asia/Beirut")
    ReaderClock(hour=7, timezone='Asia/Beirut')
    """
    chosen = None
    if hour:
        # isdecimal alone would take digits of every script, which a file may hold
        if not (hour.isascii() and hour.isdecimal()) or int(hour) not in HOURS:
            raise UseError("no such hour", subject=hour, hint="write 0 to 23")
        chosen = int(hour)
    if timezone and timezone not in zones_offered():
        hint = "write a city, like Asia/Beirut"
        raise UseError("no such time zone", subject=timezone, hint=hint)
    return ReaderClock(hour=chosen, timezone=timezone)


def may_choose_clock(newsroom: Newsroom, reader: Subscriber) -> bool:
    """Tell whether an hour makes a difference: a newsletter of the reader goes in waves."""
    for newsletter in newsroom.config.newsletters:
        if newsletter.id in reader.newsletters and newsletter.waves.by is WavesBy.READER:
            return True
    return False
