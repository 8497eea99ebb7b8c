"""Rhythm: the days and the hour at which a newsletter comes, in the words of a reader."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import get_day_names
from babel.lists import format_list

from digest.models import Newsletter
from digest.render import Wording
from digest.runtime.slots import coming_slots

LOOK_AHEAD = timedelta(days=14)
"""Two weeks show every weekday of a weekly schedule twice."""

MOST_SLOTS = 48
"""More than any newsletter has in two weeks that a reader would still call daily."""

DAYS_A_WEEK = 7
LEAST_ROW = 3
"""Two days are named both."""


def rhythm(newsletter: Newsletter, words: Wording, *, now: datetime) -> str:
    """Return `Monday and Friday, 16:00 Beirut time`; "" for a newsletter without a schedule.

    A schedule that comes less than every second week names its next day alone.
    """
    slots = [
        slot
        for slot in coming_slots(newsletter, after=now, count=MOST_SLOTS)
        if slot.utc < now + LOOK_AHEAD
    ]
    if not slots:
        return ""
    days = {slot.local.weekday() for slot in slots}
    zone = ZoneInfo(newsletter.timezone)
    local = words.in_zone(zone)
    hour = f"{local.clock(slots[0].utc)} {local.zone_name}"
    if len(days) == DAYS_A_WEEK:
        named = words.say("every_day")
    else:
        named = _named(sorted(days), words)
    return f"{named}{words.say('comma')} {hour}"


def _named(days: Sequence[int], words: Wording) -> str:
    """Name weekdays: those in a row by the first and the last, others one by one."""
    names = get_day_names("wide", locale=words.locale)
    is_row = days[-1] - days[0] == len(days) - 1
    if is_row and len(days) >= LEAST_ROW:
        # a dash reads the same in all languages, and from both sides
        return f"{names[days[0]]} – {names[days[-1]]}"
    return format_list([names[day] for day in days], locale=words.locale)
