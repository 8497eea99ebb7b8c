"""Editions: the issue that a moment, a slot of the schedule or a name stands for."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from digest.errors import UseError
from digest.kernel.cron import CronTimes, read_cron, weekday_number
from digest.kernel.issue_ids import LONGEST_NAME, Edition, is_edition_name
from digest.kernel.wall_clock import existing_minute
from digest.models import Newsletter, Schedule

DAYS_LOOKED_BACK = 367
"""A yearly issue has its last slot within these days."""


def edition_at(newsletter: Newsletter, moment: datetime) -> Edition:
    """Return the edition that is due at a moment: that of the slot which came last on its day.

    Before the first slot of a day it is the first. A newsletter with at most one slot a day has one
    edition a day.

    >>> from datetime import UTC
    >>> tokyo = Newsletter(id="gulf", name="", tagline="", topics=(), timezone="Asia/Tokyo")
    >>> edition_at(tokyo, datetime(2026, 11, 23, 20, tzinfo=UTC)).issue_id
    'gulf@2026-11-24'
    """
    local = moment.astimezone(ZoneInfo(newsletter.timezone))
    times = times_on(newsletter, local.date())
    if not times:
        return Edition(newsletter_id=newsletter.id, day=local.date())
    due = times[0]
    for at in times:
        # the wall clock decides: on both passes of an hour that daylight saving repeats
        if at <= local.time():
            due = at
    return Edition(newsletter_id=newsletter.id, day=local.date(), at=due)


def edition_of_slot(newsletter: Newsletter, moment: datetime, clock: time) -> Edition:
    """Return the edition of one slot of the moment's day. Raises UseError for another time."""
    day = moment.astimezone(ZoneInfo(newsletter.timezone)).date()
    times = times_on(newsletter, day)
    if clock in times:
        return Edition(newsletter_id=newsletter.id, day=day, at=clock)
    if times:
        named = ", ".join(f"{at:%H:%M}" for at in times)
        hint = f"the slots of {day} are: {named}"
    else:
        hint = f"{newsletter.id} has at most one slot on {day}: leave --slot away"
    raise UseError("no such slot", subject=f"{clock:%H:%M}", hint=hint)


def special_edition(newsletter: Newsletter, moment: datetime, name: str) -> Edition:
    """Return an extra edition of the moment's day. Raises UseError for a name that is none."""
    if not is_edition_name(name):
        raise UseError(
            "not a name of an edition",
            subject=name,
            hint="write words of small letters and digits with hyphens between them, like "
            f"election-night, and at most {LONGEST_NAME} characters",
        )
    day = moment.astimezone(ZoneInfo(newsletter.timezone)).date()
    return Edition(newsletter_id=newsletter.id, day=day, name=name)


def slot_before_last(newsletter: Newsletter, moment: datetime) -> datetime | None:
    """Return the slot before the latest one; None when there is none within a year.

    >>> daily = Newsletter(
    ...     id="gulf", name="", tagline="", topics=(), schedule=Schedule(cron="0 6 * * mon-fri"))
    >>> from datetime import UTC
    >>> slot_before_last(daily, datetime(2026, 11, 23, 6, 5, tzinfo=UTC)).isoformat()
    '2026-11-20T06:00:00+00:00'
    """
    times, zone = schedule_times(newsletter.schedule), ZoneInfo(newsletter.timezone)
    if times is None:
        return None
    passed: list[datetime] = []
    today = moment.astimezone(zone).date()
    for number in range(DAYS_LOOKED_BACK):
        day = today - timedelta(days=number)
        for at in reversed(times.times_on(day)):
            slot = existing_minute(datetime.combine(day, at), zone).astimezone(UTC)
            if slot <= moment:
                passed.append(slot)
        # the first is the slot that came last
        if len(passed) > 1:
            return passed[1]
    return None


def issue_id_at(newsletter: Newsletter, moment: datetime) -> str:
    """Return the id of the issue that is due at a moment."""
    return edition_at(newsletter, moment).issue_id


def times_on(newsletter: Newsletter, day: date) -> tuple[time, ...]:
    """Return the slots of a day that has several; none for any other day.

    >>> twice = Newsletter(
    ...     id="gulf", name="", tagline="", topics=(), schedule=Schedule(cron="30 6,18 * * *"))
    >>> times_on(twice, date(2026, 11, 23))
    (datetime.time(6, 30), datetime.time(18, 30))
    """
    times = schedule_times(newsletter.schedule)
    if times is None:
        return ()
    slots = times.times_on(day)
    # one slot a day needs no time in its id, which then survives a change of the hour
    if len(slots) < 2:
        return ()
    return slots


def schedule_times(schedule: Schedule) -> CronTimes | None:
    """Return the dates and times of a schedule; None when it has none.

    >>> schedule_times(Schedule(at=time(6, 30))).times
    (datetime.time(6, 30),)
    """
    if schedule.cron:
        return read_cron(schedule.cron)
    if schedule.at is None:
        return None
    # no days named: every day
    if not schedule.days:
        return CronTimes(times=(schedule.at,))
    weekdays = frozenset(weekday_number(day) for day in schedule.days)
    return CronTimes(times=(schedule.at,), weekdays=weekdays)
