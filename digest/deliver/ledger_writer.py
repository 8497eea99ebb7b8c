"""LedgerWriter: the one writer of many connections.

The writes that several connections want at one moment go into one transaction.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from digest.deliver.blocking_calls import DaemonThreads
from digest.errors import StoreError
from digest.kernel.backoff import backoff_s
from digest.logs import get_logger
from digest.models import Delivery, Outcome
from digest.protocols import Clock, Ledger

log = get_logger("deliver")

STORE_PATIENCE_S = 60.0
"""A database that is away is asked again for so long; a reply that came is kept meanwhile."""

GATHER_S = 0.002
"""A write waits at most so long for half of the connections at work to join it."""

FIRST_DELAY_S = 0.1
LONGEST_DELAY_S = 5.0
"""Delays between the tries while the database is away: doubled from the first to the longest."""

STOP_CHECK_S = 0.1
"""While it waits for the database, a sender looks for a stop so often."""

Recheck = Callable[[Sequence[str]], Sequence[Outcome]]
"""Asked about subscribers right before their messages go; returns the Outcome of each who left."""

T = TypeVar("T")


@dataclass(slots=True, kw_only=True)
class PendingWrite:
    """One write that a connection asked for, and its result.

    `handing` maps the subscribers whose messages are about to go to their lease holders. `ours` is
    False when one of these rows is leased under another name by now. `waiting` maps those whose
    messages were stored as going before and may still be taken back; `left` are those among them
    who left since.
    """

    handing: Mapping[str, str] = field(default_factory=dict)
    waiting: Mapping[str, str] = field(default_factory=dict)
    outcomes: tuple[Outcome, ...] = ()
    written: asyncio.Future[None]
    ours: bool = True
    left: frozenset[str] = frozenset()
    error: StoreError | None = None


@dataclass(slots=True, kw_only=True)
class LedgerWriter:
    """Reads and writes the ledger for all connections of one sender: a thread for each of the two.

    A connection posts a write, goes on, and waits for that write before its next step may be seen
    by a relay. All writes posted while another one ran go into the next one: a group commit.
    """

    ledger: Ledger
    issue_id: str
    worker: str
    clock: Clock
    lease_s: float
    on_stored: Callable[[Sequence[Outcome]], None]
    recheck: Recheck | None = None
    stop: threading.Event = field(default_factory=threading.Event)
    store_patience_s: float = STORE_PATIENCE_S
    gather_s: float = GATHER_S
    busy_connections: int = 0
    """Connections that will have something to store sooner or later."""
    _writer: DaemonThreads = field(default_factory=lambda: DaemonThreads(name="ledger-writer"))
    _reader: DaemonThreads = field(default_factory=lambda: DaemonThreads(name="ledger-reader"))
    _enough: asyncio.Event = field(default_factory=asyncio.Event)
    _posted: list[PendingWrite] = field(default_factory=list)
    _claims: int = 0
    _writing: asyncio.Task[None] | None = None

    async def claim(self, limit: int, domains: Sequence[str] = ()) -> tuple[Delivery, ...]:
        """Lease up to `limit` rows that may go now, of these domains if any are given.

        Each claim leases under a name of its own. So a row whose lease ran out, and which this
        process claimed again, belongs to the later claim alone.
        """
        self._claims += 1
        # each claim has a token of its own: rows of an older claim are no longer ours
        holder = f"{self.worker}/{self._claims}"
        return await self.retried(
            lambda: self.ledger.claim(
                self.issue_id,
                worker=holder,
                limit=limit,
                now=self.clock(),
                lease_s=self.lease_s,
                domains=domains,
            )
        )

    async def release(self, rows: Iterable[Delivery]) -> None:
        """Give leased rows back that were not offered."""
        for holder, subscriber_ids in _by_holder(rows).items():
            await self.retried(partial(self._release, subscriber_ids, holder))

    def _release(self, subscriber_ids: Sequence[str], holder: str) -> None:
        self.ledger.release(self.issue_id, subscriber_ids, worker=holder)

    def post(
        self,
        outcomes: Sequence[Outcome],
        handing: Iterable[Delivery] = (),
        waiting: Iterable[Delivery] = (),
    ) -> PendingWrite:
        """Ask for one write of outcomes, and of rows whose messages are about to go.

        The readers of `waiting` rows, which were stored as going before, are looked up again.
        `stored` waits for the write.
        """
        write = PendingWrite(
            handing={row.subscriber_id: row.leased_by for row in handing},
            waiting={row.subscriber_id: row.leased_by for row in waiting},
            outcomes=tuple(outcomes),
            written=asyncio.get_running_loop().create_future(),
        )
        if not (write.outcomes or write.handing or write.waiting):
            write.written.set_result(None)
            return write
        # a write in progress takes this one along in its next round
        self._posted.append(write)
        if self._has_gathered():
            self._enough.set()
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_posted())
        return write

    async def stored(self, write: PendingWrite) -> bool:
        """Wait until a write is on disk.

        Return False when its messages must not be offered: one is no longer ours, or the database
        is away.
        """
        await write.written
        if write.error is not None:
            # the replies are kept and stored as soon as the database is back
            log.warning("ledger_write_failed", issue=self.issue_id, error=str(write.error))
            await self.record(write.outcomes)
            return False
        return write.ours

    async def record(self, outcomes: Sequence[Outcome]) -> None:
        """Store outcomes, for a minute again and again while the database is away.

        A stop does not end the tries: the reply stands in no other place.
        """
        delays_s = _delays_s(self.store_patience_s)
        while True:
            write = self.post(outcomes)
            await write.written
            if write.error is None:
                return
            # a stop is not heeded here: a reply that came must be stored
            await self._wait_or_raise(write.error, delays_s, heed_stop=False)

    async def retried(self, ask: Callable[[], T]) -> T:
        """Ask the database, again and again while it is away, for a minute or until a stop."""
        delays_s = _delays_s(self.store_patience_s)
        while True:
            try:
                return await self._reader.run(ask)
            except StoreError as error:
                await self._wait_or_raise(error, delays_s, heed_stop=True)

    def close(self) -> None:
        """Let both threads end."""
        self._writer.end()
        self._reader.end()

    async def _wait_or_raise(
        self, error: StoreError, delays_s: Iterator[float], *, heed_stop: bool
    ) -> None:
        delay_s = next(delays_s, None)
        if delay_s is None or (heed_stop and self.stop.is_set()):
            raise error
        log.warning(
            "database_unreachable", issue=self.issue_id, error=str(error), again_in_s=delay_s
        )
        # slept in short pieces, so that a stop does not wait for the whole delay
        ends_s = time.monotonic() + delay_s
        while time.monotonic() < ends_s:
            if heed_stop and self.stop.is_set():
                return
            await asyncio.sleep(min(delay_s, STOP_CHECK_S))

    def _has_gathered(self) -> bool:
        return len(self._posted) * 2 >= self.busy_connections

    async def _write_posted(self) -> None:
        while self._posted:
            await self._gather()
            # writes posted from here on go into the next transaction
            batch, self._posted = self._posted, []
            error = await self._write_batch(batch)
            for write in batch:
                if write.written.done():  # the coroutine that posted it was cancelled
                    continue
                if error is None:
                    write.written.set_result(None)
                else:
                    write.written.set_exception(error)

    async def _gather(self) -> None:
        """Wait a moment until half of the busy connections have posted.

        While their write runs, the other half talks to the relays.
        """
        self._enough.clear()
        if not self._has_gathered():
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self.gather_s):
                    await self._enough.wait()

    async def _write_batch(self, batch: Sequence[PendingWrite]) -> Exception | None:
        """Write a batch and report its outcomes. A bug in there concerns all that posted."""
        try:
            stored = await self._writer.run(partial(self._store, batch))
            if stored:
                self.on_stored(stored)
        # returned and raised where the batch is awaited: this thread serves all connections
        except Exception as error:
            return error
        return None

    def _store(self, batch: Sequence[PendingWrite]) -> Sequence[Outcome]:
        """Store a batch, in one transaction while all its rows come from one claim.

        Return the stored outcomes. Storing an outcome again after an error changes no row.
        """
        outcomes: list[Outcome] = []
        holders: dict[str, str] = {}
        waiting: dict[str, str] = {}
        for write in batch:
            outcomes += write.outcomes
            holders |= write.handing
            waiting |= write.waiting
        left: set[str] = set()
        try:
            for outcome in self._left_meanwhile([*holders, *waiting]):
                # the reader who left is settled in the same transaction, and is not offered
                subscriber_id = outcome.subscriber_id
                claim = holders.pop(subscriber_id, None) or waiting[subscriber_id]
                outcomes.append(replace(outcome, claim=claim))
                left.add(subscriber_id)
            ours = self._mark(holders, outcomes)
        except StoreError as error:
            for write in batch:
                write.error = error
            return ()
        for write in batch:
            write.ours = ours.issuperset(write.handing)
            write.left = frozenset(left.intersection(write.waiting))
        return outcomes

    def _left_meanwhile(self, subscriber_ids: Sequence[str]) -> Sequence[Outcome]:
        """Return the outcomes of those who left since their messages were made."""
        if self.recheck is None or not subscriber_ids:
            return ()
        return self.recheck(subscriber_ids)

    def _mark(self, holders: Mapping[str, str], outcomes: Sequence[Outcome]) -> set[str]:
        """Record outcomes, and mark rows as handing. Return the subscribers that are ours."""
        if not holders:
            self.ledger.record(outcomes, now=self.clock())
            return set()
        ours: set[str] = set()
        known = outcomes
        for holder in dict.fromkeys(holders.values()):
            subscriber_ids: list[str] = []
            for subscriber_id, its_holder in holders.items():
                if its_holder == holder:
                    subscriber_ids.append(subscriber_id)
            ours |= self.ledger.mark_handing(
                self.issue_id,
                subscriber_ids,
                worker=holder,
                now=self.clock(),
                lease_s=self.lease_s,
                known=known,
            )
            # outcomes are stored with the first statement alone
            known = ()
        return ours


def _by_holder(rows: Iterable[Delivery]) -> dict[str, list[str]]:
    subscribers: dict[str, list[str]] = {}
    for row in rows:
        subscribers.setdefault(row.leased_by, []).append(row.subscriber_id)
    return subscribers


def _delays_s(total_s: float) -> Iterator[float]:
    """Yield growing delays until their sum reaches `total_s`."""
    sum_s, failures = 0.0, 1
    while sum_s < total_s:
        delay_s = backoff_s(failures, first_s=FIRST_DELAY_S, longest_s=LONGEST_DELAY_S)
        yield delay_s
        sum_s += delay_s
        failures += 1
