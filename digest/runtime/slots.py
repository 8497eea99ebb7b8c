"""Slots: the local times at which a newsletter is due, missed and overdue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

from digest.models import Newsletter

ALARM_WITHIN_S = 6 * 3600
"""A late issue is called out until six hours after its deadline. Later a person knows."""

SLOTS_LOOKED_AT = 24
"""Slots that are read from the start of a window: more than any newsletter has in one."""

LONGEST_LEASE_S = 900.0
"""A slot whose owner is silent, but not known to be dead, is taken over after 15 minutes."""

LEASE_SHARE = 0.5
"""A lease is at most this share of the deadline, so that the issue can still be in time."""

_ONE_SECOND = timedelta(seconds=1)
"""APScheduler works in whole seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One coming or missed run of a newsletter. `local` is in the newsletter's time zone."""

    newsletter_id: str
    local: datetime

    @property
    def utc(self) -> datetime:
        """The moment in UTC."""
        return self.local.astimezone(UTC)

    @property
    def key(self) -> str:
        """The local wall-clock time of the slot, to the minute.

        It is the same on both passes of an hour that daylight saving repeats, so that the hour
        runs once.
        """
        return self.local.strftime("%Y-%m-%dT%H:%M")


def coming_slots(newsletter: Newsletter, *, after: datetime, count: int) -> tuple[Due, ...]:
    """Return the next `count` slots after a moment, or fewer when the schedule ends.

    An hour that daylight saving repeats or skips gives one slot.

    >>> from digest.models import Schedule
    >>> daily = Newsletter(
    ...     id="gulf", name="", tagline="", topics=(), schedule=Schedule(cron="0 6 * * *"))
    >>> coming_slots(daily, after=datetime(2026, 11, 23, 6, tzinfo=UTC), count=1)[0].key
    '2026-11-24T06:00'
    """
    trigger = slot_trigger(newsletter)
    slots: list[Due] = []
    previous = after
    while trigger and len(slots) < count:
        fire = trigger.get_next_fire_time(previous, previous)
        if fire is None:
            break
        if fire <= previous:
            # the trigger answers the moment itself when that moment is a slot
            previous += _ONE_SECOND
            continue
        due = Due(newsletter_id=newsletter.id, local=fire)
        if not slots or slots[-1].key != due.key:
            slots.append(due)
        previous = fire
    return tuple(slots)


def missed_slots(newsletter: Newsletter, *, now: datetime) -> tuple[Due, ...]:
    """Return the latest slot that is due and within its deadline: one slot, or an empty tuple.

    After an outage one issue is made up, the latest: an older one would hold the same news.
    """
    start = now - timedelta(minutes=newsletter.schedule.deadline_min)
    passed = _slots_between(newsletter, start, now)
    return tuple(passed[-1:])


def overdue_slots(newsletter: Newsletter, *, now: datetime) -> tuple[Due, ...]:
    """Return the slots whose deadline passed within the last six hours, oldest first."""
    end = now - timedelta(minutes=newsletter.schedule.deadline_min)
    start = end - timedelta(seconds=ALARM_WITHIN_S)
    return tuple(_slots_between(newsletter, start, end))


def slot_lease_s(newsletter: Newsletter) -> float:
    """Return the seconds after which the slot of a silent owner may be taken over.

    >>> from digest.models import Schedule
    >>> ten_minutes = Schedule(deadline_min=10)
    >>> slot_lease_s(Newsletter(id="n", name="", tagline="", topics=(), schedule=ten_minutes))
    300.0
    """
    deadline_s = newsletter.schedule.deadline_min * 60
    return min(LONGEST_LEASE_S, LEASE_SHARE * deadline_s)


def slot_trigger(newsletter: Newsletter) -> CronTrigger | None:
    """Return APScheduler's trigger of a newsletter; None for one that is only run by hand."""
    zone, schedule = ZoneInfo(newsletter.timezone), newsletter.schedule
    if schedule.cron:
        return CronTrigger.from_crontab(schedule.cron, timezone=zone)
    if schedule.at is None:
        return None
    days = ",".join(schedule.days) or "*"
    return CronTrigger(
        day_of_week=days, hour=schedule.at.hour, minute=schedule.at.minute, timezone=zone
    )


def _slots_between(newsletter: Newsletter, start: datetime, end: datetime) -> list[Due]:
    """Return the slots after `start` up to and including `end`, oldest first."""
    coming = coming_slots(newsletter, after=start, count=SLOTS_LOOKED_AT)
    return [due for due in coming if due.utc <= end]
