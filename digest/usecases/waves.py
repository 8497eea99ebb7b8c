"""Waves: the moment at which each reader gets the issue of a slot."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from digest.kernel.issue_ids import read_issue_id
from digest.kernel.wall_clock import existing_minute, next_time
from digest.models import Newsletter, ReaderClock, Wave, WavesBy
from digest.usecases.editions import schedule_times

LONGEST_H = 25.0
"""The own hour comes within a day, which is 25 hours long when clocks are set back."""


def waves_of(
    newsletter: Newsletter, issue_id: str, clocks: Iterable[ReaderClock]
) -> tuple[Wave, ...]:
    """Return the wave of each clock; no wave for an issue that goes to all readers at once.

    The first is always that of readers who chose no clock: it goes at the slot.
    """
    slot = slot_of(newsletter, issue_id)
    if slot is None:
        return ()
    waves = []
    for clock in dict.fromkeys((ReaderClock(), *clocks)):
        waves.append(Wave(clock=clock, at=wave_at(newsletter, clock, slot=slot)))
    return tuple(waves)


def slot_of(newsletter: Newsletter, issue_id: str) -> datetime | None:
    """Return the moment from which the waves of an issue count; None when it has no waves.

    An extra edition has none: it goes to all readers as soon as it is approved.
    """
    edition, times = read_issue_id(issue_id), schedule_times(newsletter.schedule)
    if newsletter.waves.by is not WavesBy.READER or edition is None or times is None:
        return None
    if edition.name:
        return None
    # a run by hand on a day without a slot counts from the usual time
    clock = edition.at or times.times[0]
    wall = datetime.combine(edition.day, clock)
    return existing_minute(wall, ZoneInfo(newsletter.timezone)).astimezone(UTC)


def wave_at(newsletter: Newsletter, clock: ReaderClock, *, slot: datetime) -> datetime:
    """Return the moment at which readers of a clock get the issue of a slot.

    It is the first time, from the slot on, that their clocks show their hour. A reader with a zone
    and no hour gets it at the slot's own time of day in that zone.
    """
    if clock == ReaderClock():
        return slot
    zone = _zone(clock.timezone or newsletter.timezone, newsletter.timezone)
    # the wall clock of the slot: the newsletter's time of day
    at = slot.astimezone(ZoneInfo(newsletter.timezone)).time().replace(tzinfo=None, fold=0)
    if clock.hour is not None:
        at = time(clock.hour)
    own = next_time(at, zone, since=slot).astimezone(UTC)
    return min(own, last_wave(newsletter, slot=slot))


def last_wave(newsletter: Newsletter, *, slot: datetime) -> datetime:
    """Return the moment by which the last wave of a slot's issue has begun."""
    return slot + timedelta(hours=newsletter.waves.until_h or LONGEST_H)


def _zone(name: str, usual: str) -> ZoneInfo:
    """Return a reader's zone, or the usual one where this machine does not know it."""
    try:
        return ZoneInfo(name)
    # a newer machine may have stored a name that an older zone database lacks
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(usual)
