"""Bookkeeping: many connections, one writer. What several of them have to store at one moment is one transaction."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from digest.deliver.blocking_calls import Threads
from digest.errors import StoreError
from digest.kernel.backoff import backoff_s
from digest.logs import get_logger
from digest.models import Delivery, Outcome
from digest.protocols import Clock, Ledger

log = get_logger("deliver")

STORE_PATIENCE_S = 60.0
"""How long a database that is away is asked again, and a reply that came is kept meanwhile."""

GATHER_S = 0.002
"""A write waits at most so long for half of the connections at work to join it."""

T = TypeVar("T")


@dataclass(slots=True, kw_only=True)
class Entry:
    """What one connection wants stored as one write, and what became of that."""

    handing: tuple[str, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    written: asyncio.Future[None]
    ours: bool = True
    error: StoreError | None = None


@dataclass(slots=True, kw_only=True)
class Bookkeeper:
    """Keeps the ledger for all connections of one sender: one thread writes, another asks.

    A connection posts what it wants stored, goes on, and waits for it before its next step may be seen. All that was
    posted while a write ran goes into the next one: a group commit.
    """

    ledger: Ledger
    issue_id: str
    worker: str
    clock: Clock
    lease_s: float
    on_stored: Callable[[Sequence[Outcome]], None]
    stop: threading.Event = field(default_factory=threading.Event)
    store_patience_s: float = STORE_PATIENCE_S
    at_work: int = 0
    """Connections that have something to store sooner or later."""
    _writer: Threads = field(default_factory=lambda: Threads(name="ledger"))
    _asker: Threads = field(default_factory=lambda: Threads(name="asking"))
    _enough: asyncio.Event = field(default_factory=asyncio.Event)
    _posted: list[Entry] = field(default_factory=list)
    _writing: asyncio.Task[None] | None = None

    async def claim(self, limit: int, domains: Sequence[str] = ()) -> tuple[Delivery, ...]:
        return await self.patiently(
            lambda: self.ledger.claim(
                self.issue_id,
                worker=self.worker,
                limit=limit,
                now=self.clock(),
                lease_s=self.lease_s,
                domains=domains,
            )
        )

    async def release(self, subscriber_ids: Sequence[str]) -> None:
        if subscriber_ids:
            await self.patiently(
                lambda: self.ledger.release(self.issue_id, subscriber_ids, worker=self.worker)
            )

    def post(self, outcomes: Sequence[Outcome], handing: Sequence[str] = ()) -> Entry:
        """Ask for one write: what came back, and that these are about to be offered. `stored` waits for it."""
        written = asyncio.get_running_loop().create_future()
        entry = Entry(handing=tuple(handing), outcomes=tuple(outcomes), written=written)
        if not (outcomes or handing):
            written.set_result(None)
            return entry
        self._posted.append(entry)
        if len(self._posted) * 2 >= self.at_work:
            self._enough.set()
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_posted())
        return entry

    async def stored(self, entry: Entry) -> bool:
        """Wait until it is on disk. False when one of `handing` is no longer ours, or cannot be stored now: none of
        them may be offered then."""
        await entry.written
        if entry.error is not None:
            log.warning("ledger_not_stored", issue=self.issue_id, error=str(entry.error))
            await self.record(entry.outcomes)
            return False
        return entry.ours

    async def record(self, outcomes: Sequence[Outcome]) -> None:
        """Store what came back, trying for a minute when the database is away: the reply exists nowhere else."""
        patience = iter(_delays(self.store_patience_s))
        while True:
            entry = self.post(outcomes)
            await entry.written
            if entry.error is None:
                return
            await self._wait_or_raise(entry.error, patience, heed_stop=False)

    async def patiently(self, ask: Callable[[], T]) -> T:
        """Ask the database again and again for a minute while it is away, or until a stop; then raise what it said."""
        patience = iter(_delays(self.store_patience_s))
        while True:
            try:
                return await self._asker.run(ask)
            except StoreError as error:
                await self._wait_or_raise(error, patience, heed_stop=True)

    def close(self) -> None:
        self._writer.end()
        self._asker.end()

    async def _wait_or_raise(
        self, error: StoreError, patience: Iterator[float], *, heed_stop: bool
    ) -> None:
        delay_s = next(patience, None)
        if delay_s is None or (heed_stop and self.stop.is_set()):
            raise error
        log.warning("database_away", issue=self.issue_id, error=str(error), again_in_s=delay_s)
        ends = time.monotonic() + delay_s
        while (left_s := ends - time.monotonic()) > 0 and not (heed_stop and self.stop.is_set()):
            await asyncio.sleep(min(left_s, 0.1))

    async def _write_posted(self) -> None:
        while self._posted:
            await self._gather()
            batch, self._posted = self._posted, []
            error = await self._written(batch)
            for entry in batch:
                if entry.written.done():  # who posted it may have been cancelled
                    continue
                if error is None:
                    entry.written.set_result(None)
                else:
                    entry.written.set_exception(error)

    async def _gather(self) -> None:
        """Wait a moment until half of the connections at work have posted: while their write runs, the other half
        talks to the relays."""
        self._enough.clear()
        if len(self._posted) * 2 < self.at_work:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(GATHER_S):
                    await self._enough.wait()

    async def _written(self, batch: Sequence[Entry]) -> Exception | None:
        """Write them and tell what was stored. A bug met there concerns all who posted."""
        try:
            if stored := await self._writer.run(partial(self._write, batch)):
                self.on_stored(stored)
        except Exception as error:
            return error
        return None

    def _write(self, batch: Sequence[Entry]) -> Sequence[Outcome]:
        """All entries in one transaction: their outcomes are stored together, or none of them."""
        outcomes = [outcome for entry in batch for outcome in entry.outcomes]
        ids = [subscriber_id for entry in batch for subscriber_id in entry.handing]
        try:
            if not ids:
                self.ledger.record(outcomes, now=self.clock())
                return outcomes
            ours = self._mark(ids, outcomes)
        except StoreError as error:
            for entry in batch:
                entry.error = error
            return ()
        for entry in batch:
            entry.ours = ours.issuperset(entry.handing)
        return outcomes

    def _mark(self, ids: Sequence[str], outcomes: Sequence[Outcome]) -> frozenset[str]:
        return self.ledger.mark_handing(
            self.issue_id,
            ids,
            worker=self.worker,
            now=self.clock(),
            lease_s=self.lease_s,
            known=outcomes,
        )


def _delays(total_s: float) -> list[float]:
    delays: list[float] = []
    while sum(delays) < total_s:
        delays.append(backoff_s(len(delays) + 1, first_s=0.1, longest_s=5.0))
    return delays
