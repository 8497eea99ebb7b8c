"""The clockwork: which local slots come next, and the loop that runs each of them once, on one leader."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Protocol
from zoneinfo import ZoneInfo

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from digest.errors import DigestError, Interrupted
from digest.logs import get_logger
from digest.models import Newsletter
from digest.runtime.alarms import has_arrived, heartbeat, is_awaited, watch_issue
from digest.usecases.collect import collect_news, forget_old
from digest.usecases.newsroom import Newsroom
from digest.usecases.run import run_newsletter
from digest.usecases.send import resume_sending
from digest.usecases.take_in_bounces import read_mailbox

MISFIRE_GRACE_S = 3600
"""A job that the machine was too busy to start on the second still runs within the hour."""

COLLECT_EVERY_S = 300
RESUME_EVERY_S = 30
CATCH_UP_EVERY_S = 60
"""How often a slot that was missed, or that a crashed run left unfinished, is looked for."""

TIDY_EVERY_S = 6 * 3600
ALARM_WITHIN_S = 6 * 3600
"""How long after its deadline a late issue is still called out; who starts a day later knows."""

STAND_BY_S = 10.0
"""How often a process that is not the leader asks again."""

log = get_logger("schedule")


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One coming (or missed) run of a newsletter. `local` is in the newsletter's zone."""

    newsletter_id: str
    local: datetime

    @property
    def utc(self) -> datetime:
        return self.local.astimezone(UTC)

    @property
    def key(self) -> str:
        """The local wall-clock slot: the same on both passes of a repeated hour, so that hour runs once."""
        return self.local.strftime("%Y-%m-%dT%H:%M")


def coming_slots(newsletter: Newsletter, *, after: datetime, count: int) -> tuple[Due, ...]:
    """The next `count` slots after that moment; an hour repeated or skipped by daylight saving gives one slot."""
    trigger, slots, previous = _trigger(newsletter), list[Due](), after
    while trigger and len(slots) < count:
        fire = trigger.get_next_fire_time(previous, previous)
        if fire is None:
            break
        if fire <= previous:  # the trigger answers the moment itself when it is a slot
            previous += timedelta(seconds=1)
            continue
        due = Due(newsletter_id=newsletter.id, local=fire)
        if not slots or slots[-1].key != due.key:
            slots.append(due)
        previous = fire
    return tuple(slots)


def missed_slots(newsletter: Newsletter, *, now: datetime) -> tuple[Due, ...]:
    """The latest slot that came due while nothing ran, if its deadline has not passed."""
    start = now - timedelta(minutes=newsletter.schedule.deadline_min)
    passed = [due for due in coming_slots(newsletter, after=start, count=24) if due.utc <= now]
    return tuple(passed[-1:])


def overdue_slots(newsletter: Newsletter, *, now: datetime) -> tuple[Due, ...]:
    """The slots whose deadline passed within the last hours: their issues must have arrived."""
    end = now - timedelta(minutes=newsletter.schedule.deadline_min)
    start = end - timedelta(seconds=ALARM_WITHIN_S)
    return tuple(due for due in coming_slots(newsletter, after=start, count=24) if due.utc <= end)


class Work(Protocol):
    """Who does what the leader finds due: `OwnHands`, or a queue for workers on many machines."""

    def run_slot(self, due: Due) -> None: ...
    def collect(self) -> None: ...
    def resume(self) -> None: ...
    def tidy(self) -> None: ...


def run_schedule(
    newsroom: Newsroom,
    stop: threading.Event,
    *,
    work: Work | None = None,
    on_event: Callable[[str], None] = lambda _: None,
) -> None:
    """Run every newsletter's schedule until `stop` is set; of several processes one leads, the others stand by."""
    work = work or OwnHands(newsroom=newsroom, stop=stop)
    while not stop.is_set():
        with newsroom.store.leader("schedule") as leading:
            if leading:
                on_event("leading the schedule")
                log.info("schedule_led")
                _lead(newsroom, work, stop)
        stop.wait(STAND_BY_S)


def _lead(newsroom: Newsroom, work: Work, stop: threading.Event) -> None:
    scheduler = BackgroundScheduler(
        timezone=UTC,
        jobstores={"default": MemoryJobStore()},
        executors={"default": ThreadPoolExecutor(8)},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": MISFIRE_GRACE_S},
    )
    jobs = _Jobs(newsroom=newsroom, work=work, since=newsroom.clock())
    for newsletter in newsroom.config.newsletters:
        if trigger := _trigger(newsletter):
            scheduler.add_job(
                jobs.run_due, trigger, args=[newsletter], id=f"newsletter:{newsletter.id}"
            )
    soon = newsroom.clock() + timedelta(seconds=1)
    scheduler.add_job(
        jobs.collect, IntervalTrigger(seconds=COLLECT_EVERY_S), id="collect", next_run_time=soon
    )
    scheduler.add_job(
        jobs.catch_up, IntervalTrigger(seconds=CATCH_UP_EVERY_S), id="catch_up", next_run_time=soon
    )
    scheduler.add_job(
        jobs.watch, IntervalTrigger(seconds=CATCH_UP_EVERY_S), id="watch", next_run_time=soon
    )
    scheduler.add_job(jobs.resume, IntervalTrigger(seconds=RESUME_EVERY_S), id="resume")
    scheduler.add_job(jobs.tidy, IntervalTrigger(seconds=TIDY_EVERY_S), id="tidy")
    if newsroom.config.settings.deliver.bounces.mailbox:
        every = IntervalTrigger(seconds=newsroom.config.settings.deliver.bounces.every_s)
        scheduler.add_job(jobs.returns, every, id="returns", next_run_time=soon)
    scheduler.start()
    try:
        stop.wait()
    finally:
        scheduler.shutdown(wait=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Jobs:
    """What the scheduler calls. An expected error is logged and the next run tries again."""

    newsroom: Newsroom
    work: Work
    since: datetime

    def run_due(self, newsletter: Newsletter) -> None:
        for due in missed_slots(newsletter, now=self.newsroom.clock()):
            self._guarded("slot", partial(self.work.run_slot, due))

    def catch_up(self) -> None:
        for newsletter in self.newsroom.config.newsletters:
            self.run_due(newsletter)

    def watch(self) -> None:
        for newsletter in self.newsroom.config.newsletters:
            for due in overdue_slots(newsletter, now=self.newsroom.clock()):
                if is_awaited(self.newsroom, newsletter, due.utc, since=self.since):
                    self._guarded("watch", partial(watch_issue, self.newsroom, newsletter, due.utc))

    def collect(self) -> None:
        self._guarded("collect", self.work.collect)

    def resume(self) -> None:
        self._guarded("resume", self.work.resume)

    def tidy(self) -> None:
        self._guarded("tidy", self.work.tidy)

    def returns(self) -> None:
        self._guarded("returns", partial(read_mailbox, self.newsroom))

    def _guarded(self, job: str, work: Callable[[], object]) -> None:
        try:
            work()
        except Interrupted:
            log.info("job_interrupted", job=job)
        except DigestError as error:
            log.error("job_failed", job=job, error=str(error), hint=error.hint)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnHands:
    """The work done here, in this process."""

    newsroom: Newsroom
    stop: threading.Event

    def run_slot(self, due: Due) -> None:
        issues, owner = self.newsroom.store.issues, f"{socket.gethostname()}:{os.getpid()}"
        if not issues.claim_slot(
            due.newsletter_id, due.key, owner=owner, now=self.newsroom.clock()
        ):
            return
        log.info("slot_started", newsletter=due.newsletter_id, slot=due.key)
        try:
            report = run_newsletter(self.newsroom, due.newsletter_id, stop=self.stop)
        except Interrupted:
            issues.release_slot(due.newsletter_id, due.key, owner=owner)
            raise
        issues.finish_slot(due.newsletter_id, due.key, now=self.newsroom.clock())
        if report.sent is None or has_arrived(report.sent.audit):
            heartbeat(self.newsroom)

    def collect(self) -> None:
        collect_news(self.newsroom, stop=self.stop)

    def resume(self) -> None:
        for sent in resume_sending(self.newsroom, stop=self.stop):
            if sent.finished and has_arrived(sent.audit):
                heartbeat(self.newsroom)

    def tidy(self) -> None:
        forget_old(self.newsroom)


def _trigger(newsletter: Newsletter) -> CronTrigger | None:
    """When APScheduler should fire; None for a newsletter that is only run by hand."""
    zone, schedule = ZoneInfo(newsletter.timezone), newsletter.schedule
    if schedule.cron:
        return CronTrigger.from_crontab(schedule.cron, timezone=zone)
    if schedule.at is None:
        return None
    days = ",".join(schedule.days) or "*"
    return CronTrigger(
        day_of_week=days, hour=schedule.at.hour, minute=schedule.at.minute, timezone=zone
    )
