"""A worker: takes jobs from the queue and does them until it is told to stop.

Any number of workers, on any number of machines, may share one queue.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digest.deliver import SharedLimits
from digest.errors import DeliverError, Interrupted, StoreError, UseError
from digest.kernel.issue_ids import Edition
from digest.logs import get_logger
from digest.runtime.alarms import has_arrived, heartbeat
from digest.runtime.jobs import (
    COLLECT,
    DRAFT,
    QUEUES,
    SEND,
    UPKEEP,
    JobQueue,
    open_queue,
    queue_address,
    share_of,
)
from digest.usecases.collect import collect_news
from digest.usecases.editions import edition_at
from digest.usecases.joining import forget_late_wishes
from digest.usecases.newsroom import Newsroom
from digest.usecases.prune import prune_store
from digest.usecases.run import prepare_newsletter
from digest.usecases.send import send_approved

if TYPE_CHECKING:
    from procrastinate import App
    from procrastinate.jobs import Job

HEARTBEAT_S = 5.0
"""Seconds between two signs of life of a worker."""

STALLED_AFTER_S = 20.0
"""A worker that was silent for 20 seconds is taken for dead; its jobs are given to others."""

SWEEP = "* * * * * */30"
"""Cron with seconds at its end: every half minute, by one of the workers."""

KEEP_JOBS_H = 7 * 24
"""A job that failed for good stays in the queue's table for a week, to be looked at."""

DRAIN_S = 15.0
"""Seconds that a stopping worker gives the jobs in flight."""

AGAIN_AFTER_S = 5.0
"""Seconds until a lost database is asked again."""

RETRIES = 6
BACK_OFF = 4
"""A job is tried again after 4, 16, 64, 256 and 1024 seconds."""

SPARE_THREADS = 2
"""Threads beside those of the jobs: for the sweep and for tidying."""

SPARE_CONNECTIONS = 4
"""Connections beside those of the jobs: heartbeat, notifications, sweep and tidying."""

log = get_logger("worker")


def run_worker(
    newsroom: Newsroom,
    stop: threading.Event,
    *,
    concurrency: int = 4,
    queues: Collection[str] = QUEUES,
) -> None:
    """Do jobs of those queues, `concurrency` at a time, until `stop` is set.

    The jobs in flight are finished then. A database that goes away is waited for. Raises UseError
    for an unknown queue, and where there can be no queue.
    """
    # a misspelled queue would wait for ever without a word
    unknown = sorted(set(queues) - set(QUEUES))
    if unknown:
        raise UseError(
            "no such queue", subject=", ".join(unknown), hint=f"there are: {', '.join(QUEUES)}"
        )
    _listen_to_library()
    with open_queue(newsroom) as queue:
        handlers = _JobHandlers(newsroom=newsroom, queue=queue, stop=stop)
        # every worker takes upkeep: otherwise jobs of dead workers might be freed by no process
        asyncio.run(_until_stopped(handlers, concurrency, sorted({*queues, UPKEEP})))


async def _until_stopped(handlers: _JobHandlers, concurrency: int, queues: Sequence[str]) -> None:
    from procrastinate import App, PsycopgConnector
    from procrastinate.exceptions import ConnectorException

    address = queue_address(handlers.newsroom.config.settings.storage_url)
    loop = asyncio.get_running_loop()
    # jobs are plain functions, which procrastinate runs in the loop's own threads
    loop.set_default_executor(ThreadPoolExecutor(concurrency + SPARE_THREADS))
    stopped = _stopped_in_loop(handlers.stop, loop)
    while not stopped.is_set():
        connector = PsycopgConnector(
            conninfo=address, min_size=1, max_size=concurrency + SPARE_CONNECTIONS
        )
        # a new app for each try: a connector that lost its database opens no second time
        app = App(connector=connector)
        _register_tasks(app, handlers)
        try:
            async with app.open_async():
                await _take_jobs(app, stopped, concurrency, queues)
        except ConnectorException as error:
            log.error("queue_lost", error=repr(error.__cause__ or error))
        with suppress(TimeoutError):
            await asyncio.wait_for(stopped.wait(), AGAIN_AFTER_S)


def _stopped_in_loop(stop: threading.Event, loop: asyncio.AbstractEventLoop) -> asyncio.Event:
    """Return an event of the loop that is set when `stop` is, without asking again and again."""
    stopped = asyncio.Event()

    def wait() -> None:
        stop.wait()
        with suppress(RuntimeError):  # the loop ended by itself
            loop.call_soon_threadsafe(stopped.set)

    # a daemon: a loop that ends with an error waits for no thread
    threading.Thread(target=wait, name="worker-stop", daemon=True).start()
    return stopped


async def _take_jobs(
    app: App, stopped: asyncio.Event, concurrency: int, queues: Sequence[str]
) -> None:
    """Run procrastinate's worker. It ends by itself only when the database went away."""
    # no signal handlers: the process that calls us has its own
    running = asyncio.create_task(
        app.run_worker_async(
            queues=queues,
            concurrency=concurrency,
            delete_jobs="successful",
            install_signal_handlers=False,
            shutdown_graceful_timeout=DRAIN_S,
            update_heartbeat_interval=HEARTBEAT_S,
            stalled_worker_timeout=STALLED_AFTER_S,
        )
    )
    waiting = asyncio.create_task(stopped.wait())
    await asyncio.wait({running, waiting}, return_when=asyncio.FIRST_COMPLETED)
    # a task that is left behind would be reported when the loop closes
    waiting.cancel()
    if not running.done():
        # it takes no more jobs, and waits for those in flight
        running.cancel()
    with suppress(asyncio.CancelledError):
        await running


def _register_tasks(app: App, handlers: _JobHandlers) -> None:
    """Give procrastinate the function of each job's name, and say how it is tried again."""
    from procrastinate import RetryStrategy

    # expected troubles alone: a bug is not tried six times
    retry = RetryStrategy(
        max_attempts=RETRIES,
        exponential_wait=BACK_OFF,
        retry_exceptions=(StoreError, DeliverError, Interrupted),
    )
    app.task(name="collect", queue=COLLECT, retry=retry)(handlers.collect)
    app.task(name="run_slot", queue=DRAFT, retry=retry)(handlers.run_slot)
    app.task(name="send", queue=SEND, retry=retry)(handlers.send)

    async def tidy() -> None:
        await asyncio.to_thread(prune_store, handlers.newsroom, stop=handlers.stop)
        await asyncio.to_thread(forget_late_wishes, handlers.newsroom)
        await app.job_manager.delete_old_jobs(
            KEEP_JOBS_H, include_failed=True, include_aborted=True
        )

    async def sweep(timestamp: int) -> None:  # noqa: ARG001 - periodic jobs are told their time
        """Give the jobs of dead workers to others, then see what the ledger has left."""
        for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_S):
            log.warning("job_of_dead_worker", job=job.lock, task=job.task_name)
            await pass_on(app, job)
        await asyncio.to_thread(handlers.queue.resume)

    app.task(name="tidy", queue=UPKEEP, retry=retry)(tidy)
    # no lock: a sweep whose worker died would keep back the next sweep, which is to free it
    app.periodic(cron=SWEEP)(app.task(name="sweep", queue=UPKEEP, queueing_lock="sweep")(sweep))


async def pass_on(app: App, job: Job) -> None:
    """Queue a dead worker's job again.

    When a job of the same name waits already, the dead one is ended: its lock would hold the
    waiting one back.
    """
    from procrastinate.exceptions import UniqueViolation
    from procrastinate.jobs import Status

    try:
        # the lock of the dead job is freed with this
        await app.job_manager.retry_job(job)
    except UniqueViolation:
        await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _JobHandlers:
    """The function of each job. Each is a use case, and may be repeated at any time."""

    newsroom: Newsroom
    queue: JobQueue
    stop: threading.Event

    def collect(self, source_ids: list[str]) -> None:
        collect_news(self.newsroom, source_ids=source_ids, stop=self.stop)

    def run_slot(self, newsletter_id: str, slot_key: str) -> None:
        log.info("slot_started", newsletter=newsletter_id, slot=slot_key)
        # `also` puts the jobs of sending into the queue as the approval is committed
        report = prepare_newsletter(
            self.newsroom,
            newsletter_id,
            edition=self._edition(newsletter_id, slot_key),
            also=self.queue.send_with,
            stop=self.stop,
            patient=True,
        )
        self.newsroom.store.issues.finish_slot(newsletter_id, slot_key, now=self.newsroom.clock())
        # where sending follows, its last lane calls the heartbeat
        if report.waiting:
            heartbeat(self.newsroom)

    def _edition(self, newsletter_id: str, slot_key: str) -> Edition:
        """Return the edition of a slot: by its own time, however late the job begins."""
        newsletter = self.newsroom.newsletter(newsletter_id)
        local = datetime.fromisoformat(slot_key).replace(tzinfo=ZoneInfo(newsletter.timezone))
        return edition_at(newsletter, local)

    def send(self, issue_id: str, lanes: int) -> None:
        config = self.newsroom.config
        # relays count connections of all machines together
        settings = replace(config.settings, deliver=share_of(config.settings.deliver, lanes))
        try:
            # a lane keeps its own share of each limit, so it shares no traffic with other lanes
            lane = replace(
                self.newsroom,
                config=replace(config, settings=settings),
                shared_limits=SharedLimits(),
            )
            summary = send_approved(lane, issue_id, stop=self.stop)
        except UseError as error:
            # the issue was paused or cancelled, or another lane has sent it just now
            log.info("send_not_wanted", issue=issue_id, why=str(error))
            return
        if summary.finished and has_arrived(summary.audit, later=summary.later):
            heartbeat(self.newsroom)
        # raised so that the job is tried again, by a worker that goes on
        if not summary.finished and self.stop.is_set():
            raise Interrupted("this worker was told to stop")


class _LibraryLines(logging.Handler):
    """Puts the library's warnings and errors among our own events."""

    def emit(self, record: logging.LogRecord) -> None:
        fields = {"text": record.getMessage()}
        if record.exc_info:
            fields["error"] = repr(record.exc_info[1])
        if record.levelno >= logging.ERROR:
            log.error("queue_library", **fields)
        else:
            log.warning("queue_library", **fields)


def _listen_to_library() -> None:
    library = logging.getLogger("procrastinate")
    library.setLevel(logging.WARNING)
    library.handlers = [_LibraryLines()]
    # otherwise each line is written twice
    library.propagate = False
