"""Calendar page: the slots of two weeks in the studio, with what went out and what is to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jinja2 import Environment

from digest.models import CatchUp, IssueState, Newsletter
from digest.runtime.calendar import Calendar, CalendarSlot, CalendarWave

MISSED = {
    CatchUp.SKIP: "if missed, left out",
    CatchUp.LATE: "if missed, made up until the deadline",
    CatchUp.MERGE: "if missed, its news is in the next issue",
}
"""The rule of catching up, in words."""

DONE = (IssueState.SENT, IssueState.ENDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarView:
    """The calendar as it is shown; `trouble` says why the operator's files cannot be read."""

    calendar: Calendar
    trouble: str = ""


def calendar_html(templates: Environment, view: CalendarView) -> str:
    """Render the page of the calendar."""
    return templates.get_template("calendar.html.j2").render(
        view=view,
        calendar=view.calendar,
        told=told,
        look=look_of,
        rule=rule_of,
        wave_words=wave_words,
        time_words=time_words,
    )


def told(slot: CalendarSlot, now: datetime) -> str:
    """Say in a few words how a slot stands."""
    # without a draft there is no issue whose readers could be counted
    if slot.state is None:
        return _without_issue(slot, now)
    counted = f"{slot.accepted:,} of {slot.readers:,} readers have it"
    return {
        IssueState.DRAFT: "drafted, waits for approval",
        IssueState.HELD: "held: too little news",
        IssueState.APPROVED: "approved, not on its way yet",
        IssueState.SENDING: f"on its way: {counted}",
        IssueState.PAUSED: f"paused: {counted}",
        IssueState.SENT: f"sent: {counted}",
        IssueState.ENDED: f"ended by hand: {counted}",
        IssueState.CANCELLED: "cancelled",
    }[slot.state]


def look_of(slot: CalendarSlot, now: datetime) -> str:
    """Return the class of a slot: done, open, late or planned; its words say the same."""
    if slot.state in DONE:
        return "done-slot"
    # a draft that waits, or a slot that is due: a person may act now
    if slot.state is not None or slot.may_begin:
        return "open-slot"
    if slot.due.utc <= now:
        return "late-slot"
    return "planned-slot"


def rule_of(newsletter: Newsletter) -> str:
    """Say what becomes of a missed slot, and when an alarm calls."""
    schedule = newsletter.schedule
    return f"{MISSED[schedule.catch_up]} · alarm after {schedule.deadline_min} minutes"


def wave_words(wave: CalendarWave, slot: CalendarSlot) -> str:
    """Name a wave by its hour, with its day where that is another than the slot's."""
    hour = f"{wave.at:%H:%M}"
    # a zone far away may read on the next day
    if wave.at.date() != slot.due.local.date():
        hour = f"{wave.at:%a %H:%M}"
    if wave.accepted is None:
        return f"{hour}, {wave.readers:,} readers"
    return f"{hour}, {wave.accepted:,} of {wave.readers:,}"


def time_words(slot: CalendarSlot, timezone: str) -> str:
    """Name a slot's time of day, with its zone where that is another than the newsroom's."""
    local = slot.due.local
    # the zone of the house is not repeated at every slot
    if slot.newsletter.timezone == timezone:
        return f"{local:%H:%M}"
    return f"{local:%H:%M} {slot.newsletter.timezone}"


def _without_issue(slot: CalendarSlot, now: datetime) -> str:
    if slot.due.utc > now:
        return "planned"
    if slot.may_begin:
        return "due, not drafted yet"
    return "passed without an issue"
