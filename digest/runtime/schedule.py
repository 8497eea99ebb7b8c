"""The schedule: one leading process runs each newsletter's slots, once each."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Protocol

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

from digest.errors import DigestError, Interrupted, StoreError
from digest.logs import get_logger
from digest.models import MailKind, Newsletter
from digest.protocols import Lead
from digest.runtime.alarms import has_arrived, heartbeat, is_awaited, watch_issue
from digest.runtime.slots import (
    Due,
    missed_slots,
    overdue_slots,
    slot_lease_s,
    slot_trigger,
)
from digest.runtime.source_alarms import watch_and_tell
from digest.usecases.collect import collect_news
from digest.usecases.editions import edition_at
from digest.usecases.joining import forget_late_wishes
from digest.usecases.late_joiners import queue_late_joiners
from digest.usecases.newsroom import Newsroom
from digest.usecases.prune import prune_store
from digest.usecases.run import run_newsletter
from digest.usecases.send import LETTERS, resume_sending
from digest.usecases.take_in_bounces import read_mailbox
from digest.usecases.webhooks import post_webhooks, register_webhooks
from digest.usecases.weekly_report import send_weekly_report

MISFIRE_GRACE_S = 3600
"""A job that the machine was too busy to start on the second still runs within the hour."""

COLLECT_EVERY_S = 300
"""Each source has its own interval; every five minutes the due ones are asked."""

LETTERS_EVERY_S = 10
"""A reader who joins looks into the mailbox at once: the confirmation leaves within ten seconds."""

RESUME_EVERY_S = 30
"""A deferred message goes out at most half a minute after it may."""

CATCH_UP_EVERY_S = 60
"""A slot that was missed, or that a crashed run left unfinished, is looked for each minute."""

SOURCE_WATCH_EVERY_S = 300
"""Each cited page has its own time; every five minutes the due ones are read."""

WEBHOOKS_EVERY_S = 5
"""Other programs hear of a fact within seconds."""

TIDY_EVERY_S = 6 * 3600
"""Old things are deleted four times a day, so that each deletion is small."""

STAND_BY_S = 10.0
"""A process that does not lead asks again every ten seconds."""

CHECK_LEAD_S = 5.0
"""A leader makes sure every five seconds that it still leads: a database may have restarted."""

JOBS_AT_ONCE = 8
"""Threads of the scheduler: several newsletters may be due at one time."""

FIRST_RUN_S = 1
"""Seconds from taking the lead to the first round of the regular jobs."""

log = get_logger("schedule")


class JobRunner(Protocol):
    """Runs the jobs that are due: `LocalRunner` here, or `JobQueue` for workers elsewhere."""

    def run_slot(self, due: Due) -> None:
        """Make and send the issue of a slot."""
        ...

    def collect(self) -> None:
        """Ask the due sources for news."""
        ...

    def resume(self) -> None:
        """Go on with issues whose rows may be handed over now."""
        ...

    def letters(self) -> None:
        """Hand over the mails beside the issues, such as confirmations."""
        ...

    def tidy(self) -> None:
        """Delete what is kept longer than the operator wants, and late wishes to join."""
        ...


def run_schedule(
    newsroom: Newsroom,
    stop: threading.Event,
    *,
    work: JobRunner | None = None,
    on_event: Callable[[str], None] = lambda _: None,
    stand_by_s: float = STAND_BY_S,
    check_lead_s: float = CHECK_LEAD_S,
) -> None:
    """Run every newsletter's schedule until `stop` is set.

    One of several processes leads and the others stand by. A database that goes away is waited
    for, and the lead is asked for anew then. `on_event` gets a sentence for the operator. The jobs
    are done in this process unless `work` is given.
    """
    # the lead may be lost and won again, so all of this is a loop
    runner = work or LocalRunner(newsroom=newsroom, stop=stop)
    while not stop.is_set():
        try:
            with newsroom.store.leader("schedule") as lead:
                if lead:
                    on_event("leading the schedule")
                    log.info("schedule_led")
                    # returns when the lead is lost or the process is told to stop
                    _lead(newsroom, runner, stop, lead, check_lead_s)
        except StoreError as error:
            log.warning("lead_not_known", error=str(error), hint=error.hint)
        stop.wait(stand_by_s)


def _lead(
    newsroom: Newsroom, runner: JobRunner, stop: threading.Event, lead: Lead, check_lead_s: float
) -> None:
    # before any job: a fact of the first second is told, too
    register_webhooks(newsroom)
    # the jobs stand in memory: they are made from the configuration at each start
    scheduler = BackgroundScheduler(
        timezone=UTC,
        jobstores={"default": MemoryJobStore()},
        executors={"default": ThreadPoolExecutor(JOBS_AT_ONCE)},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": MISFIRE_GRACE_S},
    )
    # added before the start: no job may fire while another is still missing
    _add_jobs(scheduler, newsroom, runner, stop)
    scheduler.start()
    try:
        while not stop.wait(check_lead_s):
            if not lead.is_held():
                log.warning("lead_lost")
                break
    finally:
        # the jobs at work are finished: a slot that they claimed is theirs
        scheduler.shutdown(wait=True)


def _add_jobs(
    scheduler: BackgroundScheduler, newsroom: Newsroom, runner: JobRunner, stop: threading.Event
) -> None:
    now = newsroom.clock()
    jobs = _GuardedJobs(newsroom=newsroom, runner=runner, since=now, stop=stop)
    for newsletter in newsroom.config.newsletters:
        trigger = slot_trigger(newsletter)
        if trigger:
            job_id = f"newsletter:{newsletter.id}"
            scheduler.add_job(jobs.run_due, trigger, args=[newsletter], id=job_id)
    soon = now + timedelta(seconds=FIRST_RUN_S)

    # without `next_run_time` APScheduler waits a whole interval before the first run
    def add(job: Callable[[], None], every_s: float, **options: object) -> None:
        trigger = IntervalTrigger(seconds=every_s)
        scheduler.add_job(job, trigger, id=job.__name__, **options)

    add(jobs.collect, COLLECT_EVERY_S, next_run_time=soon)
    add(jobs.catch_up, CATCH_UP_EVERY_S, next_run_time=soon)
    add(jobs.watch, CATCH_UP_EVERY_S, next_run_time=soon)
    # a start after a crash first lets the leases of the dead process expire
    add(jobs.resume, RESUME_EVERY_S)
    # a job of its own: a large issue that is resumed keeps the other job for an hour
    add(jobs.letters, LETTERS_EVERY_S, next_run_time=soon)
    add(jobs.tidy, TIDY_EVERY_S)
    add(jobs.sources, SOURCE_WATCH_EVERY_S, next_run_time=soon)
    if newsroom.config.settings.webhooks:
        add(jobs.webhooks, WEBHOOKS_EVERY_S, next_run_time=soon)
    if newsroom.config.settings.weekly_report.to:
        add(jobs.report, CATCH_UP_EVERY_S, next_run_time=soon)
    bounces = newsroom.config.settings.deliver.bounces
    if bounces.mailbox:
        add(jobs.returns, bounces.every_s, next_run_time=soon)


@dataclass(frozen=True, slots=True, kw_only=True)
class _GuardedJobs:
    """The functions that the scheduler calls. An error is logged; the next run tries."""

    newsroom: Newsroom
    runner: JobRunner
    since: datetime
    stop: threading.Event

    def run_due(self, newsletter: Newsletter) -> None:
        # not the slot that fired: a job that started late may have passed it
        for due in missed_slots(newsletter, now=self.newsroom.clock()):
            self._guard("slot", partial(self.runner.run_slot, due))

    def catch_up(self) -> None:
        for newsletter in self.newsroom.config.newsletters:
            self.run_due(newsletter)

    def watch(self) -> None:
        # one by one: trouble with one newsletter keeps no other from being watched
        for newsletter in self.newsroom.config.newsletters:
            self._guard("watch", partial(self._watch_one, newsletter))

    def _watch_one(self, newsletter: Newsletter) -> None:
        for due in overdue_slots(newsletter, now=self.newsroom.clock()):
            if is_awaited(self.newsroom, newsletter, due.utc, since=self.since):
                watch_issue(self.newsroom, newsletter, due.utc)

    def collect(self) -> None:
        self._guard("collect", self.runner.collect)

    def resume(self) -> None:
        self._guard("resume", self.runner.resume)

    def letters(self) -> None:
        self._guard("letters", self.runner.letters)

    def tidy(self) -> None:
        self._guard("tidy", self.runner.tidy)

    def sources(self) -> None:
        # a few pages an hour: the leader reads them itself, also in a cluster
        self._guard("sources", partial(watch_and_tell, self.newsroom, stop=self.stop))

    def webhooks(self) -> None:
        self._guard("webhooks", partial(post_webhooks, self.newsroom, stop=self.stop))

    def report(self) -> None:
        self._guard("report", partial(send_weekly_report, self.newsroom))

    def returns(self) -> None:
        self._guard("returns", partial(read_mailbox, self.newsroom))

    def _guard(self, job: str, call: Callable[[], object]) -> None:
        try:
            call()
        except Interrupted:
            log.info("job_interrupted", job=job)
        except DigestError as error:
            log.error("job_failed", job=job, error=str(error), hint=error.hint)
        except Exception as error:
            # a bug that one newsletter meets must not keep the others from their slots
            log.error("job_broken", job=job, error=repr(error), exc_info=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalRunner:
    """Runs the jobs in this process."""

    newsroom: Newsroom
    stop: threading.Event
    _running: set[tuple[str, str]] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def run_slot(self, due: Due) -> None:
        """Run a newsletter, unless this process runs the slot already or another one claimed it.

        The claim is given back when the run is interrupted, and finished when the run is done.
        """
        slot = (due.newsletter_id, due.key)
        # a run may outlast its lease, and its own process must not take it over then
        # threads of one process share its name, so the claim in the database cannot tell them apart
        with self._lock:
            if slot in self._running:
                return
            self._running.add(slot)
        try:
            self._run_claimed(due)
        finally:
            self._running.discard(slot)

    def _run_claimed(self, due: Due) -> None:
        issues, owner = self.newsroom.store.issues, self.newsroom.store.processes.name
        lease_s = slot_lease_s(self.newsroom.newsletter(due.newsletter_id))
        now = self.newsroom.clock()
        if not issues.claim_slot(due.newsletter_id, due.key, owner=owner, now=now, lease_s=lease_s):
            return
        log.info("slot_started", newsletter=due.newsletter_id, slot=due.key)
        try:
            edition = edition_at(self.newsroom.newsletter(due.newsletter_id), due.utc)
            report = run_newsletter(
                self.newsroom, due.newsletter_id, edition=edition, stop=self.stop, patient=True
            )
        except Interrupted:
            issues.release_slot(due.newsletter_id, due.key, owner=owner)
            raise
        # finished also when the issue waits for a person: a second run would draft it again
        issues.finish_slot(due.newsletter_id, due.key, now=self.newsroom.clock())
        # an issue that waits for approval is a good run; one that did not arrive is not
        sent = report.sent
        if sent is None or has_arrived(sent.audit, later=sent.later):
            heartbeat(self.newsroom)

    def collect(self) -> None:
        """Ask the due sources for news."""
        collect_news(self.newsroom, stop=self.stop)

    def resume(self) -> None:
        """Go on with issues whose rows may be handed over now."""
        queue_late_joiners(self.newsroom)
        for summary in resume_sending(self.newsroom, stop=self.stop, kinds=(MailKind.ISSUE,)):
            if summary.finished and has_arrived(summary.audit, later=summary.later):
                heartbeat(self.newsroom)

    def letters(self) -> None:
        """Hand over the mails beside the issues."""
        resume_sending(self.newsroom, stop=self.stop, kinds=LETTERS)

    def tidy(self) -> None:
        """Delete what is kept longer than the operator wants, and late wishes to join."""
        prune_store(self.newsroom, stop=self.stop)
        forget_late_wishes(self.newsroom)
