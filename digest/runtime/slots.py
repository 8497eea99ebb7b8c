"""Slots: the local times at which a newsletter is due, missed and overdue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from apscheduler.triggers.base import BaseTrigger

from digest.kernel.cron import dates_from
from digest.kernel.wall_clock import existing_minute
from digest.models import CatchUp, Newsletter, WavesBy
from digest.usecases.editions import schedule_times
from digest.usecases.newsroom import Newsroom
from digest.usecases.waves import LONGEST_H

ALARM_WITHIN_S = 6 * 3600
"""A late issue is called out until six hours after its deadline. Later a person knows."""

IN_TIME_MIN = 30.0
"""A slot that begins within half an hour is not missed: another host may have to take it over."""

SLOTS_LOOKED_AT = 24
"""Slots that are read from the start of a window: more than any newsletter has in one."""

LONGEST_LEASE_S = 900.0
"""A slot whose owner is silent, but not known to be dead, is taken over after 15 minutes."""

LEASE_SHARE = 0.5
"""A lease is at most this share of the deadline, so that the issue can still be in time."""

DAYS_LOOKED_AHEAD = 366 * 12
"""Twelve years: 29 February comes within eight, even around 2100."""

_ONE_DAY = timedelta(days=1)
_ONE_MOMENT = timedelta(microseconds=1)


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
        # without the offset, which differs between the two passes
        return self.local.strftime("%Y-%m-%dT%H:%M")


def coming_slots(newsletter: Newsletter, *, after: datetime, count: int) -> tuple[Due, ...]:
    """Return the next `count` slots after a moment, or fewer when the schedule ends.

    A slot in an hour that daylight saving repeats runs in the first pass. A slot in an hour that
    daylight saving skips runs at the first minute after it.

    >>> from digest.models import Schedule
    >>> daily = Newsletter(
    ...     id="gulf", name="", tagline="", topics=(), schedule=Schedule(cron="0 6 * * *"))
    >>> coming_slots(daily, after=datetime(2026, 11, 23, 6, tzinfo=UTC), count=1)[0].key
    '2026-11-24T06:00'
    """
    slots: list[Due] = []
    for due in _slots_from(newsletter, after):
        # before the slot is taken: a count of zero gives no slot
        if len(slots) >= count:
            break
        if slots and slots[-1].key == due.key:
            # two slots of a skipped hour run at the same minute
            continue
        slots.append(due)
    return tuple(slots)


def _slots_from(newsletter: Newsletter, after: datetime) -> Iterator[Due]:
    """Yield every slot after a moment, earliest first."""
    # read anew each time: schedules are short, and a cache would outlive a changed file
    times = schedule_times(newsletter.schedule)
    if times is None:
        return
    zone = ZoneInfo(newsletter.timezone)
    # a skipped hour may move a slot to the next date
    start = after.astimezone(zone).date() - _ONE_DAY
    for day in dates_from(start, DAYS_LOOKED_AHEAD):
        for moment in times.times_on(day):
            local = existing_minute(datetime.combine(day, moment), zone)
            # two times of one zone compare by the wall clock, which an hour repeats
            if local.astimezone(UTC) > after.astimezone(UTC):
                yield Due(newsletter_id=newsletter.id, local=local)


def missed_slots(newsletter: Newsletter, *, now: datetime) -> tuple[Due, ...]:
    """Return the latest slot that is due and may still begin: one slot, or an empty tuple.

    After an outage one issue is made up, the latest: an older one would hold the same news. Under
    `catch_up: skip` or `merge` a slot begins within half an hour, or not at all.
    """
    schedule = newsletter.schedule
    minutes = float(schedule.deadline_min)
    if schedule.catch_up is not CatchUp.LATE:
        minutes = min(minutes, IN_TIME_MIN)
    start = now - timedelta(minutes=minutes)
    passed = _slots_between(newsletter, start, now)
    # a slice, which is empty for a newsletter without a passed slot
    return tuple(passed[-1:])


def finish_missed_slots(newsroom: Newsroom) -> tuple[tuple[str, str], ...]:
    """Record each slot that is due now as done; return (newsletter, slot) of those.

    After a restore the newsroom cannot know which slots ran since the backup was made.
    """
    passed = []
    now, owner = newsroom.clock(), newsroom.store.processes.name
    for newsletter in newsroom.config.newsletters:
        for due in missed_slots(newsletter, now=now):
            issues = newsroom.store.issues
            if issues.claim_slot(newsletter.id, due.key, owner=owner, now=now):
                issues.finish_slot(newsletter.id, due.key, now=now)
                passed.append((newsletter.id, due.key))
    return tuple(passed)


def overdue_slots(newsletter: Newsletter, *, now: datetime) -> tuple[Due, ...]:
    """Return the slots whose deadline passed within the last six hours, oldest first."""
    end = now - timedelta(minutes=newsletter.schedule.deadline_min)
    start = end - timedelta(seconds=ALARM_WITHIN_S)
    if newsletter.waves.by is WavesBy.READER:
        # the last wave may be the late one
        start -= timedelta(hours=newsletter.waves.until_h or LONGEST_H)
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


class SlotTrigger(BaseTrigger):  # type: ignore[misc]
    """Fires APScheduler's job of a newsletter at each of its slots."""

    def __init__(self, newsletter: Newsletter) -> None:
        self.newsletter = newsletter

    def get_next_fire_time(
        self, previous_fire_time: datetime | None, now: datetime
    ) -> datetime | None:
        """Return the next slot: after the previous one, or from now on."""
        # a slot at this very moment still counts
        after = now - _ONE_MOMENT
        if previous_fire_time is not None:
            after = previous_fire_time
        for due in coming_slots(self.newsletter, after=after, count=1):
            # APScheduler wants a time with its zone
            return due.local
        return None


def slot_trigger(newsletter: Newsletter) -> SlotTrigger | None:
    """Return the trigger of a newsletter; None for a newsletter that is only run by hand."""
    if schedule_times(newsletter.schedule) is None:
        return None
    return SlotTrigger(newsletter)


def _slots_between(newsletter: Newsletter, start: datetime, end: datetime) -> list[Due]:
    """Return the slots after `start` up to and including `end`, oldest first."""
    # `coming_slots` leaves out its start: a slot at the edge is in one window only
    coming = coming_slots(newsletter, after=start, count=SLOTS_LOOKED_AT)
    return [due for due in coming if due.utc <= end]
