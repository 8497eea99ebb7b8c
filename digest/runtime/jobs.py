"""The queue of work for many machines: what goes into it, how it is cut into jobs, and in whose transaction.

The queue is procrastinate's, in the newsroom's own PostgreSQL database, so that a job exists exactly when the
transaction that asked for it was committed. `worker.py` does the jobs.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.util import find_spec
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from digest.config import DeliverSettings
from digest.errors import StoreError, UseError
from digest.logs import get_logger
from digest.models import Source
from digest.protocols import AtApproval
from digest.runtime.schedule import Due
from digest.usecases.newsroom import Newsroom
from digest.usecases.send import unfinished_issues

if TYPE_CHECKING:
    from procrastinate import App
    from psycopg import Connection

COLLECT, DRAFT, SEND, UPKEEP = QUEUES = ("collect", "draft", "send", "upkeep")
"""One queue for each kind of work, so that a machine may be given some kinds only."""

SOURCES_A_JOB = 25
READERS_A_LANE = 1000

log = get_logger("jobs")


@dataclass(frozen=True, slots=True)
class JobQueue:
    """Puts jobs into the queue; what the leader of a cluster does instead of the work itself (`schedule.Work`).

    A job's name is also its lock: it waits at most once in the queue, and runs on one machine at a time.
    """

    newsroom: Newsroom
    app: App

    def run_slot(self, due: Due) -> None:
        issues, name = self.newsroom.store.issues, f"slot:{due.newsletter_id}:{due.key}"
        if issues.claim_slot(due.newsletter_id, due.key, owner="queue", now=self.newsroom.clock()):
            self._put(DRAFT, "run_slot", name, newsletter_id=due.newsletter_id, slot_key=due.key)

    def collect(self) -> None:
        sources = [source for source in self.newsroom.config.sources if source.enabled]
        for number, chunk in enumerate(source_chunks(sources)):
            self._put(
                COLLECT, "collect", f"collect:{number}", source_ids=[source.id for source in chunk]
            )

    def resume(self) -> None:
        """Settle leases that expired, and see that every issue with rows that may go has its jobs."""
        self.newsroom.store.ledger.sweep(now=self.newsroom.clock())
        for issue in unfinished_issues(self.newsroom):
            self.send(issue.id, readers=self.newsroom.store.ledger.audit(issue.id).selected)

    def tidy(self) -> None:
        self._put(UPKEEP, "tidy", "tidy")

    def send(self, issue_id: str, *, readers: int) -> None:
        self._put_lanes(None, issue_id, readers)

    def send_with(self, connection: Any, issue_id: str, readers: int) -> None:
        """Put the jobs that send an issue into the queue by the transaction that approves it (`AtApproval`)."""
        self._put_lanes(connection, issue_id, readers)

    def _put_lanes(self, connection: Any, issue_id: str, readers: int) -> None:
        lanes = send_lanes(readers, self.newsroom.config.settings.deliver)
        for lane in range(lanes):
            name = f"send:{issue_id}:{lane}"
            self._put(SEND, "send", name, connection=connection, issue_id=issue_id, lanes=lanes)

    def _put(
        self, queue: str, task: str, name: str, *, connection: Any = None, **arguments: Any
    ) -> None:
        from procrastinate.exceptions import AlreadyEnqueued, ConnectorException

        job = self.app.configure_task(
            task, queue=queue, lock=name, queueing_lock=name, connection=connection
        )
        try:
            job.defer(**arguments)
        except AlreadyEnqueued as error:
            if connection is not None:  # the caller's transaction is broken by it
                raise StoreError("a job of that name waits already", subject=name) from error
        except ConnectorException as error:
            raise StoreError(
                "the job queue cannot be reached", subject=name, hint=str(error.__cause__)
            ) from error
        else:
            log.info("job_queued", job=name, queue=queue)


@contextmanager
def open_queue(newsroom: Newsroom) -> Iterator[JobQueue]:
    """The newsroom's queue, its tables made where they are missing. UseError on SQLite or without the extra."""
    address = queue_address(newsroom.config.settings.storage_url)
    from procrastinate import App, SyncPsycopgConnector

    _make_tables(address)
    connector = SyncPsycopgConnector(conninfo=address, min_size=1, max_size=4)
    with App(connector=connector).open() as app:
        yield JobQueue(newsroom, app)


@contextmanager
def jobs_at_approval(newsroom: Newsroom) -> Iterator[AtApproval | None]:
    """What an approval by hand takes along, so that its jobs are in the queue with it; None where there is no queue."""
    if not _has_queue(newsroom.config.settings.storage_url):
        yield None
        return
    with open_queue(newsroom) as queue:
        yield queue.send_with


def queue_address(storage_url: str) -> str:
    """The database's address as libpq writes it; UseError where no queue can be."""
    scheme, _, rest = storage_url.partition("://")
    if not re.fullmatch(r"postgres(ql)?(\+\w+)?", scheme):
        raise UseError(
            "workers need PostgreSQL",
            subject=f"storage.url is {scheme or 'empty'}",
            hint="set storage.url to postgresql://…; with SQLite `digest serve` does all the work itself",
        )
    try:
        import procrastinate  # noqa: F401
    except ModuleNotFoundError as error:
        raise UseError(
            "workers need the extra `cluster`",
            subject=f"{error.name} is not installed",
            hint="pip install 'digest-newsroom[cluster]'",
        ) from error
    return f"postgresql://{rest}"


def source_chunks(sources: Sequence[Source]) -> Iterator[tuple[Source, ...]]:
    """Cut the sources into jobs. All sources of one host are in one job: its manners are kept by one process."""
    chunk: list[Source] = []
    for _, of_host in groupby(
        sorted(sources, key=_host_first), key=lambda source: _host_first(source)[0]
    ):
        chunk += of_host
        if len(chunk) >= SOURCES_A_JOB:
            yield tuple(chunk)
            chunk = []
    if chunk:
        yield tuple(chunk)


def send_lanes(readers: int, settings: DeliverSettings) -> int:
    """How many jobs share an issue: never more than the connections that the tightest limit allows."""
    limits = [relay.connections for relay in settings.relays]
    limits += [limit.connections for limit in settings.providers if limit.connections]
    return max(1, min([math.ceil(readers / READERS_A_LANE), *limits]))


def share_of(settings: DeliverSettings, lanes: int) -> DeliverSettings:
    """The part of every limit that one lane may use, so that all lanes together keep it."""

    def shared(per_minute: float | None) -> float | None:
        return None if per_minute is None else per_minute / lanes

    relays = tuple(
        replace(
            relay,
            connections=max(1, relay.connections // lanes),
            per_minute=shared(relay.per_minute),
        )
        for relay in settings.relays
    )
    providers = tuple(
        replace(
            limit,
            connections=None if limit.connections is None else max(1, limit.connections // lanes),
            per_minute=shared(limit.per_minute),
        )
        for limit in settings.providers
    )
    return replace(settings, relays=relays, providers=providers)


def _host_first(source: Source) -> tuple[str, str]:
    return urlsplit(source.url).hostname or "", source.id


def _has_queue(storage_url: str) -> bool:
    """True once a `serve --cluster` or a worker has made the tables; a host without the extra leaves it to them."""
    if not storage_url.startswith("postgres") or find_spec("procrastinate") is None:
        return False
    with _connected(queue_address(storage_url)) as connection:
        return _has_tables(connection)


def _make_tables(address: str) -> None:
    """Apply procrastinate's schema once, whichever process comes first."""
    from procrastinate.schema import SchemaManager

    with _connected(address) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(hashtextextended('digest:job-queue', 0))")
        if not _has_tables(connection):
            connection.execute(SchemaManager.get_schema())


def _has_tables(connection: Connection[Any]) -> bool:
    return connection.execute("SELECT to_regclass('procrastinate_jobs')").fetchone() != (None,)


@contextmanager
def _connected(address: str) -> Iterator[Connection[Any]]:
    """One transaction in the queue's database."""
    import psycopg

    try:
        with psycopg.connect(address, connect_timeout=10) as connection:
            yield connection
    except psycopg.Error as error:
        first_line = next(iter(str(error).splitlines()), type(error).__name__)
        raise StoreError("the job queue's tables cannot be reached", subject=first_line) from error
