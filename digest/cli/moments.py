"""Moments and spans of time as they are typed on the command line."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from digest.errors import UseError

if TYPE_CHECKING:
    from digest.cli.state import State
    from digest.protocols import Clock

FIRST_YEAR = 1970
LAST_YEAR = 2999
"""No feed carries news of other years; they overflow sums of time."""

HOURS_OF_UNIT = {"h": 1, "d": 24, "w": 168}

# four digits: more would overflow the sums of time
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
_SPAN = re.compile(r"(\d{1,4})([hdw])")

At = Annotated[
    str,
    typer.Option(
        "--at",
        metavar="ISO",
        help="Work as if it were this moment, e.g. 2026-08-13T06:00Z: it replays a past morning.",
    ),
]


def fixed_clock(state: State, at: str) -> Clock:
    """Make the clock of `--at`; without one return the state's own. No zone means UTC."""
    if not at:
        return state.clock
    moment = read_moment(at)
    return lambda: moment


def read_moment(text: str) -> datetime:
    """Read an ISO time.

    >>> read_moment("2026-08-13T06:00Z")
    datetime.datetime(2026, 8, 13, 6, 0, tzinfo=datetime.timezone.utc)
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        hint = "write it like 2026-08-13T06:00Z"
        raise UseError("not an ISO time", subject=text, hint=hint) from None
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        hint = f"name a year from {FIRST_YEAR} to {LAST_YEAR}"
        raise UseError("no news is of that time", subject=text, hint=hint)
    # a time without a zone is UTC, as in every table that we print
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC)


def read_clock(text: str) -> time:
    """Read a time of day.

    >>> read_clock("18:30")
    datetime.time(18, 30)
    """
    match = _CLOCK.fullmatch(text.strip())
    try:
        if match:
            return time(int(match[1]), int(match[2]))
    except ValueError:
        pass  # 25:00 has the form of a time
    raise UseError("not a time of day", subject=text, hint="write it like 18:30") from None


def read_span(text: str) -> timedelta:
    """Read a span of time.

    >>> read_span("2w")
    datetime.timedelta(days=14)
    """
    match = _SPAN.fullmatch(text.strip())
    if match is None:
        raise UseError("not a span of time", subject=text, hint="write it like 12h, 7d or 2w")
    return timedelta(hours=int(match[1]) * HOURS_OF_UNIT[match[2]])
