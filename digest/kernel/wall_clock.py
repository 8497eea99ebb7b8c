"""Wall clocks: the moment at which a local time comes, also where daylight saving moves it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, tzinfo

LONGEST_GAP_MIN = 24 * 60 + 1
"""A zone that moved across the date line skipped a whole day."""

DAYS_SEARCHED = 4
"""The day before the start, its own day, the next, and one that a zone may have skipped."""

_ONE_DAY = timedelta(days=1)


def existing_minute(wall: datetime, zone: tzinfo) -> datetime:
    """Return a wall-clock time in its zone, or the first minute after the hour that skips it.

    A time that comes twice, when clocks are set back, is that of the first pass.
    """
    for minutes in range(LONGEST_GAP_MIN):
        # `fold` stays 0: of two passes the first is meant
        local = (wall + timedelta(minutes=minutes)).replace(tzinfo=zone)
        if _is_kept(local, zone):
            return local
    # no zone skips longer than a day: this line is for the type checker
    return wall.replace(tzinfo=zone)


def next_time(clock: time, zone: tzinfo, *, since: datetime) -> datetime:
    """Return the first moment, from `since` on, at which clocks of a zone show a time of day.

    >>> next_time(time(7), UTC, since=datetime(2026, 11, 23, 8, tzinfo=UTC)).day
    24
    """
    # a skipped hour may move a time to the next date, so the search begins a day early
    day = since.astimezone(zone).date() - _ONE_DAY
    for number in range(DAYS_SEARCHED):
        moment = existing_minute(datetime.combine(day + number * _ONE_DAY, clock), zone)
        # two times of one zone compare by the wall clock, which an hour repeats
        if moment.astimezone(UTC) >= since.astimezone(UTC):
            return moment
    # each of these days has the time: this line is for the type checker
    return since


def _is_kept(local: datetime, zone: tzinfo) -> bool:
    """Say whether a wall-clock time survives the way to UTC and back: a skipped time does not."""
    back = local.astimezone(UTC).astimezone(zone)
    return back.replace(tzinfo=None) == local.replace(tzinfo=None)
