"""What feeds write for a date → an aware UTC time, or None. No clock: `now` is given."""

from __future__ import annotations

import re
from calendar import timegm
from datetime import UTC, datetime, timedelta
from time import struct_time

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
AHEAD = timedelta(days=1)
"""A date this far in the future is taken for a wrong time zone and kept at `now`; beyond, it is a mistake."""

_EPOCH = re.compile(r"^\s*(\d{9,10}|\d{12,13})(?:\.\d+)?\s*$")


def entry_date(raw: str, parsed: struct_time | None, *, now: datetime) -> datetime | None:
    """The moment a date field means: epoch seconds or milliseconds first, which parsers take for a year.

    None when there is no date or it cannot be one of this entry: before 1990, or more than a day ahead of `now`.
    A date less than a day ahead becomes `now`.
    """
    moment = _moment(raw, parsed)
    if moment is None or moment < EARLIEST or moment > now + AHEAD:
        return None
    return min(moment, now)


def iso_date(raw: str) -> datetime | None:
    """An ISO 8601 date as JSON feeds and pages carry it; without a zone it is UTC."""
    try:
        moment = datetime.fromisoformat(raw.strip())
    except ValueError:
        return None
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError:
        return None


def _moment(raw: str, parsed: struct_time | None) -> datetime | None:
    if epoch := _EPOCH.match(raw):
        seconds = int(epoch[1]) / (1000 if len(epoch[1]) > 10 else 1)
        return datetime.fromtimestamp(seconds, UTC)
    if parsed is None:
        return iso_date(raw) if raw else None
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None
