"""A worker: takes jobs from the queue and does them, on as many machines as wanted, until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest.deliver import Traffic
from digest.errors import DeliverError, Interrupted, StoreError, UseError
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
from digest.usecases.collect import collect_news, forget_old
from digest.usecases.newsroom import Newsroom
from digest.usecases.run import prepare_newsletter
from digest.usecases.send import send_approved

if TYPE_CHECKING:
    from procrastinate import App
    from procrastinate.jobs import Job

HEARTBEAT_S = 5.0
STALLED_AFTER_S = 20.0
"""A worker that was silent for so long is taken for dead, and its jobs are given to others."""

SWEEP = "* * * * * */30"
"""Cron with seconds at its end: every half minute, by one of the workers."""

KEEP_JOBS_H = 7 * 24
"""How long a job that failed for good stays in the queue's table, to be looked at."""

DRAIN_S = 15.0
AGAIN_AFTER_S = 5.0
RETRIES = 6
BACK_OFF = 4
"""Tried again after 4, 16, 64, 256 and 1024 seconds."""

log = get_logger("worker")


def run_worker(
    newsroom: Newsroom,
    stop: threading.Event,
    *,
    concurrency: int = 4,
    queues: Collection[str] = QUEUES,
) -> None:
    """Do jobs of those queues, `concurrency` at a time, until `stop` is set; then what is in flight is finished.

    A database that goes away is waited for. Raises UseError where there can be no queue.
    """
    if unknown := sorted(set(queues) - set(QUEUES)):
        raise UseError(
            "no such queue", subject=", ".join(unknown), hint=f"there are: {', '.join(QUEUES)}"
        )
    _heed_library()
    with open_queue(newsroom) as queue:
        work = _Work(newsroom=newsroom, queue=queue, stop=stop)
        asyncio.run(_until_stopped(work, concurrency, sorted({*queues, UPKEEP})))


async def _until_stopped(work: _Work, concurrency: int, queues: Sequence[str]) -> None:
    from procrastinate import App, PsycopgConnector
    from procrastinate.exceptions import ConnectorException

    address = queue_address(work.newsroom.config.settings.storage_url)
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(concurrency + 2))
    while not work.stop.is_set():
        app = App(
            connector=PsycopgConnector(conninfo=address, min_size=1, max_size=concurrency + 4)
        )
        _learn_tasks(app, work)
        try:
            async with app.open_async():
                await _take_jobs(app, work.stop, concurrency, queues)
        except ConnectorException as error:
            log.error("queue_lost", error=repr(error.__cause__ or error))
        if not work.stop.is_set():
            await asyncio.sleep(AGAIN_AFTER_S)


async def _take_jobs(
    app: App, stop: threading.Event, concurrency: int, queues: Sequence[str]
) -> None:
    """Run procrastinate's worker; it ends by itself only when the database went away."""
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
    while not stop.is_set() and not running.done():
        await asyncio.sleep(0.1)
    if not running.done():
        running.cancel()  # it takes no more jobs and waits for those in flight
    with suppress(asyncio.CancelledError):
        await running


def _learn_tasks(app: App, work: _Work) -> None:
    """Tell procrastinate what each job's name means and how it is tried again."""
    from procrastinate import RetryStrategy

    retry = RetryStrategy(
        max_attempts=RETRIES,
        exponential_wait=BACK_OFF,
        retry_exceptions=(StoreError, DeliverError, Interrupted),
    )
    app.task(name="collect", queue=COLLECT, retry=retry)(work.collect)
    app.task(name="run_slot", queue=DRAFT, retry=retry)(work.run_slot)
    app.task(name="send", queue=SEND, retry=retry)(work.send)

    async def tidy() -> None:
        await asyncio.to_thread(forget_old, work.newsroom)
        await app.job_manager.delete_old_jobs(
            KEEP_JOBS_H, include_failed=True, include_aborted=True
        )

    async def sweep(timestamp: int) -> None:  # noqa: ARG001 - periodic jobs are told their time
        """Give the jobs of dead workers to others, then see what the ledger has left."""
        for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_S):
            log.warning("job_of_dead_worker", job=job.lock, task=job.task_name)
            await pass_on(app, job)
        await asyncio.to_thread(work.queue.resume)

    app.task(name="tidy", queue=UPKEEP, retry=retry)(tidy)
    # no lock: a sweep whose worker died must not keep the next one waiting for the sweep that would free it
    app.periodic(cron=SWEEP)(app.task(name="sweep", queue=UPKEEP, queueing_lock="sweep")(sweep))


async def pass_on(app: App, job: Job) -> None:
    """Queue a dead worker's job again; where its successor waits already, end it, or its lock would hold that back."""
    from procrastinate.exceptions import UniqueViolation
    from procrastinate.jobs import Status

    try:
        await app.job_manager.retry_job(job)
    except UniqueViolation:
        await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """What the jobs do: the same use cases that one process runs by itself. Each may be repeated at any time."""

    newsroom: Newsroom
    queue: JobQueue
    stop: threading.Event

    def collect(self, source_ids: list[str]) -> None:
        collect_news(self.newsroom, source_ids=source_ids, stop=self.stop)

    def run_slot(self, newsletter_id: str, slot_key: str) -> None:
        log.info("slot_started", newsletter=newsletter_id, slot=slot_key)
        report = prepare_newsletter(
            self.newsroom, newsletter_id, also=self.queue.send_with, stop=self.stop
        )
        self.newsroom.store.issues.finish_slot(newsletter_id, slot_key, now=self.newsroom.clock())
        if report.waiting:
            heartbeat(self.newsroom)

    def send(self, issue_id: str, lanes: int) -> None:
        config = self.newsroom.config
        settings = replace(config.settings, deliver=share_of(config.settings.deliver, lanes))
        try:
            # a lane keeps its own share of each limit
            lane = replace(
                self.newsroom, config=replace(config, settings=settings), traffic=Traffic()
            )
            sent = send_approved(lane, issue_id, stop=self.stop)
        except UseError as error:  # paused, cancelled, or sent by another lane just now
            log.info("send_not_wanted", issue=issue_id, why=str(error))
            return
        if sent.finished and has_arrived(sent.audit):
            heartbeat(self.newsroom)
        if not sent.finished and self.stop.is_set():
            raise Interrupted("this worker was told to stop")


class _LibraryLines(logging.Handler):
    """Puts the library's warnings and errors among our own events."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        say = log.error if record.levelno >= logging.ERROR else log.warning
        say("queue_library", said=record.getMessage(), **({"error": repr(error)} if error else {}))


def _heed_library() -> None:
    library = logging.getLogger("procrastinate")
    library.setLevel(logging.WARNING)
    library.handlers = [_LibraryLines()]
    library.propagate = False
