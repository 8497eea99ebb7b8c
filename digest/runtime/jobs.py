"""The queue of jobs for many machines: how work is cut into jobs, and how they are put there.

The queue is procrastinate's, in the newsroom's own PostgreSQL database, so that a job exists
exactly when the transaction that asked for it was committed. `worker.py` does the jobs.
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
from digest.models import MailKind, Source
from digest.protocols import AtApproval
from digest.runtime.slots import Due, slot_lease_s
from digest.usecases.late_joiners import queue_late_joiners
from digest.usecases.newsroom import Newsroom
from digest.usecases.send import LETTERS, unfinished_issues

if TYPE_CHECKING:
    from procrastinate import App
    from psycopg import Connection

COLLECT, DRAFT, SEND, UPKEEP = QUEUES = ("collect", "draft", "send", "upkeep")
"""One queue for each kind of work, so that a machine may be given some kinds only."""

SOURCES_A_JOB = 25
"""Sources that one job asks: about a minute of work, so that a lost worker loses no more."""

READERS_A_LANE = 1000
"""Readers for which an issue gets one more job, up to the connections that the limits allow."""

CONNECT_TIMEOUT_S = 10
"""Seconds to wait for the queue's database at the start of a command."""

log = get_logger("jobs")


@dataclass(frozen=True, slots=True)
class JobQueue:
    """Puts jobs into the queue. The leader of a cluster does that instead of the work itself.

    A job's name is also its lock: it waits at most once in the queue, and runs on one machine at a
    time.
    """

    newsroom: Newsroom
    app: App
    readers_a_lane: int = READERS_A_LANE

    def run_slot(self, due: Due) -> None:
        """Put the run of a newsletter into the queue, unless its slot was claimed already."""
        issues, name = self.newsroom.store.issues, f"slot:{due.newsletter_id}:{due.key}"
        lease_s = slot_lease_s(self.newsroom.newsletter(due.newsletter_id))
        # the claim outlives this process: a new leader puts no second job for the slot
        if issues.claim_slot(
            due.newsletter_id, due.key, owner="queue", now=self.newsroom.clock(), lease_s=lease_s
        ):
            self._put(DRAFT, "run_slot", name, newsletter_id=due.newsletter_id, slot_key=due.key)

    def collect(self) -> None:
        """Put one job for each chunk of the enabled sources into the queue."""
        sources = [source for source in self.newsroom.config.sources if source.enabled]
        for number, chunk in enumerate(source_chunks(sources)):
            ids = [source.id for source in chunk]
            self._put(COLLECT, "collect", f"collect:{number}", source_ids=ids)

    def resume(self) -> None:
        """Settle leases that expired, and give every issue with rows that may go its jobs."""
        ledger = self.newsroom.store.ledger
        # leases first: a row whose lease ran out is work again
        ledger.sweep(now=self.newsroom.clock())
        queue_late_joiners(self.newsroom)
        self._send_unfinished(tuple(MailKind))

    def letters(self) -> None:
        """Give every mail beside the issues that has rows to hand over its job."""
        self._send_unfinished(LETTERS)

    def tidy(self) -> None:
        """Put the deletion of old articles into the queue."""
        self._put(UPKEEP, "tidy", "tidy")

    def _send_unfinished(self, kinds: Sequence[MailKind]) -> None:
        ledger = self.newsroom.store.ledger
        for issue in unfinished_issues(self.newsroom, kinds=kinds):
            self.send(issue.id, readers=ledger.audit(issue.id).selected)

    def send(self, issue_id: str, *, readers: int) -> None:
        """Put the jobs that send an issue into the queue."""
        self._put_lanes(None, issue_id, readers)

    def send_with(self, connection: Any, issue_id: str, readers: int) -> None:
        """Do the same in the transaction that approves the issue (`AtApproval`)."""
        self._put_lanes(connection, issue_id, readers)

    def _put_lanes(self, connection: Any, issue_id: str, readers: int) -> None:
        settings = self.newsroom.config.settings.deliver
        lanes = send_lanes(readers, settings, readers_a_lane=self.readers_a_lane)
        for lane in range(lanes):
            name = f"send:{issue_id}:{lane}"
            # left by an approval that was taken back; a refusal would break the transaction
            if connection is not None and _waits(connection, name):
                continue
            self._put(SEND, "send", name, connection=connection, issue_id=issue_id, lanes=lanes)

    def _put(
        self, queue: str, task: str, name: str, *, connection: Any = None, **arguments: Any
    ) -> None:
        # imported late: the library is an extra, and other commands do without it
        from procrastinate.exceptions import AlreadyEnqueued, ConnectorException

        job = self.app.configure_task(
            # `lock` keeps two from running at once, `queueing_lock` two from waiting
            task,
            queue=queue,
            lock=name,
            queueing_lock=name,
            connection=connection,
        )
        try:
            job.defer(**arguments)
        except AlreadyEnqueued as error:
            # a job that waits already is as good as a new one, except in the caller's transaction,
            # which the refusal has broken
            if connection is not None:
                raise StoreError("a job of that name waits already", subject=name) from error
        except ConnectorException as error:
            raise StoreError(
                "the job queue cannot be reached", subject=name, hint=str(error.__cause__)
            ) from error
        else:
            log.info("job_queued", job=name, queue=queue)


@contextmanager
def open_queue(newsroom: Newsroom) -> Iterator[JobQueue]:
    """Open the newsroom's queue, and make its tables where they are missing.

    Raises UseError on SQLite, and when the extra `cluster` is not installed.
    """
    address = queue_address(newsroom.config.settings.storage_url)
    from procrastinate import App, SyncPsycopgConnector

    _make_tables(address)
    # a leader puts few jobs: four connections spare the database
    connector = SyncPsycopgConnector(conninfo=address, min_size=1, max_size=4)
    with App(connector=connector).open() as app:
        yield JobQueue(newsroom, app)


@contextmanager
def jobs_at_approval(newsroom: Newsroom) -> Iterator[AtApproval | None]:
    """Yield the call that puts an issue's jobs into the queue as it is approved.

    None where there is no queue.
    """
    # a single machine has no queue: its own schedule sends
    if not _has_queue(newsroom.config.settings.storage_url):
        yield None
        return
    with open_queue(newsroom) as queue:
        yield queue.send_with


def queue_address(storage_url: str) -> str:
    """Return the database's address as libpq writes it. Raises UseError without PostgreSQL.

    >>> queue_address("postgresql+psycopg://desk@db.example/digest")
    'postgresql://desk@db.example/digest'
    """
    scheme, _, rest = storage_url.partition("://")
    if not re.fullmatch(r"postgres(ql)?(\+\w+)?", scheme):
        raise UseError(
            "workers need PostgreSQL",
            subject=f"storage.url is {scheme or 'empty'}",
            hint="set storage.url to postgresql://…; "
            "with SQLite `digest serve` does all the work itself",
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
    """Cut the sources into jobs of at least 25, the last one apart.

    All sources of one host are in one job, so that one process keeps the manners towards it.
    """
    chunk: list[Source] = []
    # `groupby` joins neighbours alone, so the sources are sorted by host first
    for _, of_host in groupby(sorted(sources, key=_host_and_id), key=_host_of):
        chunk += of_host
        if len(chunk) >= SOURCES_A_JOB:
            yield tuple(chunk)
            chunk = []
    if chunk:
        yield tuple(chunk)


def send_lanes(
    readers: int, settings: DeliverSettings, *, readers_a_lane: int = READERS_A_LANE
) -> int:
    """Return how many jobs share an issue: at most the connections that every limit allows.

    >>> send_lanes(100, DeliverSettings())
    1
    """
    limits = [relay.connections for relay in settings.relays]
    limits += [limit.connections for limit in settings.providers if limit.connections]
    # at least one, also for an issue without readers: its last step is a job too
    return max(1, min([math.ceil(readers / readers_a_lane), *limits]))


def share_of(settings: DeliverSettings, lanes: int) -> DeliverSettings:
    """Divide every limit among the lanes, so that all lanes together keep it."""
    relays = []
    for relay in settings.relays:
        # rounded down: a relay that counts connections never sees more than the limit
        connections = max(1, relay.connections // lanes)
        pace = _share(relay.per_minute, lanes)
        relays.append(replace(relay, connections=connections, per_minute=pace))
    providers = []
    for limit in settings.providers:
        allowed = limit.connections
        if allowed is not None:
            allowed = max(1, allowed // lanes)
        pace = _share(limit.per_minute, lanes)
        providers.append(replace(limit, connections=allowed, per_minute=pace))
    return replace(settings, relays=tuple(relays), providers=tuple(providers))


def _share(per_minute: float | None, lanes: int) -> float | None:
    if per_minute is None:
        return None
    return per_minute / lanes


def _host_of(source: Source) -> str:
    return urlsplit(source.url).hostname or ""


def _host_and_id(source: Source) -> tuple[str, str]:
    return _host_of(source), source.id


def _has_queue(storage_url: str) -> bool:
    """Return True once a `serve --cluster` or a worker has made the tables.

    False on a host without the extra: it leaves the queue to the others.
    """
    if not storage_url.startswith("postgres") or find_spec("procrastinate") is None:
        return False
    with _connected(queue_address(storage_url)) as connection:
        return _has_tables(connection)


def _waits(connection: Connection[Any], name: str) -> bool:
    """Return True when a job of that name waits in the queue, seen from a transaction."""
    query = "SELECT 1 FROM procrastinate_jobs WHERE queueing_lock = %s AND status = 'todo'"
    return connection.execute(query, (name,)).fetchone() is not None


def _make_tables(address: str) -> None:
    """Apply procrastinate's schema once: the first of several processes does it."""
    from procrastinate.schema import SchemaManager

    with _connected(address) as connection:
        # held until the transaction ends, so the second process sees the tables of the first
        connection.execute("SELECT pg_advisory_xact_lock(hashtextextended('digest:job-queue', 0))")
        if not _has_tables(connection):
            connection.execute(SchemaManager.get_schema())


def _has_tables(connection: Connection[Any]) -> bool:
    return connection.execute("SELECT to_regclass('procrastinate_jobs')").fetchone() != (None,)


@contextmanager
def _connected(address: str) -> Iterator[Connection[Any]]:
    """Open one transaction in the queue's database. Raises StoreError when it is away."""
    import psycopg

    try:
        with psycopg.connect(address, connect_timeout=CONNECT_TIMEOUT_S) as connection:
            yield connection
    except psycopg.Error as error:
        # the driver's message repeats itself in later lines
        lines = str(error).splitlines() or [type(error).__name__]
        raise StoreError("the job queue's tables cannot be reached", subject=lines[0]) from error
