"""Rhythm: the days and the hour at which a newsletter comes, in the words of a reader."""

from __future__ import annotations

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
        names = get_day_names("wide", locale=words.locale)
        named = format_list([names[day] for day in sorted(days)], locale=words.locale)
    return f"{named}{words.say('comma')} {hour}"
