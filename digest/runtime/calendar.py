"""Calendar: the slots of all newsletters from yesterday on, what went out, and what is to come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from digest.kernel.wall_clock import existing_minute
from digest.models import DeliveryState, IssueState, Newsletter
from digest.runtime.slots import Due, coming_slots, missed_slots
from digest.usecases.editions import issue_id_at
from digest.usecases.newsroom import Newsroom
from digest.usecases.wave_balances import reader_clocks, waves_of_slot

DAYS_BEFORE = 1
"""Yesterday is shown as well: what went out last is what an operator asks for first."""

DAYS_AHEAD = 14
"""Two weeks with today: each weekday twice, also of a newsletter of every other week."""

MOST_SLOTS = 120
"""Slots of one newsletter that are shown: more than six a day would hide the others."""

_ONE_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarWave:
    """A moment at which readers get an issue, in the newsletter's zone.

    `accepted` counts the readers who have the issue; None before the issue is approved.
    """

    at: datetime
    readers: int
    accepted: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarSlot:
    """One slot of a newsletter with its issue, as far as there is one."""

    newsletter: Newsletter
    due: Due
    issue_id: str
    state: IssueState | None
    waves: tuple[CalendarWave, ...]
    # the clocks of the newsletter's zone were set since the slot before
    clocks_changed: bool = False
    # the slot passed, and catching up may still begin it
    may_begin: bool = False

    @property
    def readers(self) -> int:
        """The readers of all waves."""
        return sum(wave.readers for wave in self.waves)

    @property
    def accepted(self) -> int:
        """The readers who have the issue."""
        return sum(wave.accepted or 0 for wave in self.waves)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """The slots of one day, the earliest first."""

    day: date
    slots: tuple[CalendarSlot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The days of a calendar in the newsroom's own zone; a day without a slot is left out."""

    now: datetime
    timezone: str
    days: tuple[CalendarDay, ...]
    # newsletters that are only run by hand
    without_slots: tuple[Newsletter, ...]


def calendar_of(newsroom: Newsroom) -> Calendar:
    """Read yesterday, today and the coming two weeks, from the schedules and the store.

    The slots are those of `digest next`. Cost: a short read for each slot, and one count of the
    readers of each newsletter.
    """
    zone = ZoneInfo(newsroom.config.settings.timezone)
    now = newsroom.clock().astimezone(zone)
    by_day: dict[date, list[CalendarSlot]] = {}
    idle = []
    for newsletter in newsroom.config.newsletters:
        slots = list(_slots(newsroom, newsletter, now))
        if not slots:
            idle.append(newsletter)
        for slot in slots:
            by_day.setdefault(slot.due.local.astimezone(zone).date(), []).append(slot)
    days = []
    for day, on_day in sorted(by_day.items()):
        # two slots of one moment stand in the order of their newsletters' ids
        in_order = sorted(on_day, key=lambda slot: (slot.due.utc, slot.newsletter.id))
        days.append(CalendarDay(day=day, slots=tuple(in_order)))
    return Calendar(now=now, timezone=zone.key, days=tuple(days), without_slots=tuple(idle))


def _slots(newsroom: Newsroom, newsletter: Newsletter, now: datetime) -> Iterator[CalendarSlot]:
    zone = ZoneInfo(newsroom.config.settings.timezone)
    start, end = _edge(now, -DAYS_BEFORE, zone), _edge(now, DAYS_AHEAD, zone)
    clocks = reader_clocks(newsroom, newsletter)
    missed = {due.key for due in missed_slots(newsletter, now=now)}
    # the slot before the first tells if the clocks changed
    offset = start.astimezone(ZoneInfo(newsletter.timezone)).utcoffset()
    for due in coming_slots(newsletter, after=start - _ONE_MOMENT, count=MOST_SLOTS):
        if due.utc >= end:
            return
        issue_id = issue_id_at(newsletter, due.utc)
        state = newsroom.store.issues.state(issue_id)
        waves = _sent_waves(newsroom, issue_id, due)
        if not waves:
            coming = waves_of_slot(newsletter, clocks, due.utc)
            waves = tuple(_planned(moment, readers, due) for moment, readers in coming)
        yield CalendarSlot(
            newsletter=newsletter,
            due=due,
            issue_id=issue_id,
            state=state,
            waves=waves,
            clocks_changed=due.local.utcoffset() != offset,
            may_begin=state is None and due.key in missed,
        )
        offset = due.local.utcoffset()


def _sent_waves(newsroom: Newsroom, issue_id: str, due: Due) -> tuple[CalendarWave, ...]:
    """Return the waves of an approved issue: its readers were frozen then."""
    waves = []
    for balance in newsroom.store.waves.balances(issue_id):
        waves.append(
            CalendarWave(
                at=balance.at.astimezone(due.local.tzinfo),
                readers=balance.readers,
                accepted=balance.by_state.get(DeliveryState.ACCEPTED, 0),
            )
        )
    if waves:
        return tuple(waves)
    audit = newsroom.store.ledger.audit(issue_id)
    if not audit.selected:
        return ()
    accepted = audit.by_state.get(DeliveryState.ACCEPTED, 0)
    return (CalendarWave(at=due.local, readers=audit.selected, accepted=accepted),)


def _planned(moment: datetime, readers: int, due: Due) -> CalendarWave:
    return CalendarWave(at=moment.astimezone(due.local.tzinfo), readers=readers)


def _edge(now: datetime, days: int, zone: ZoneInfo) -> datetime:
    """Return the midnight that begins a day, so many days from today."""
    day = now.date() + timedelta(days=days)
    # midnight may be skipped by daylight saving, as in Beirut
    return existing_minute(datetime.combine(day, time()), zone)
