"""Bookkeeping: many connections, one writer. What several threads have to store at one moment is one transaction."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from digest.errors import StoreError
from digest.logs import get_logger
from digest.models import Delivery, DeliveryState, Outcome
from digest.protocols import Clock, Ledger

log = get_logger("deliver")

STORE_PATIENCE_S = 60.0
"""How long a database that is away is asked again, and a reply that came is kept meanwhile."""

_NEVER = threading.Event()

T = TypeVar("T")


@dataclass(slots=True, kw_only=True)
class Entry:
    """What one connection wants stored as one write, and what became of that."""

    handing: tuple[str, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    written: bool = False
    ours: bool = True
    error: StoreError | None = None


@dataclass(slots=True, kw_only=True)
class Bookkeeper:
    """Writes the ledger for all connections of one sender.

    A connection posts what it wants stored, goes on, and waits for it before its next step may be seen. Whoever waits
    first writes for all who have posted: a group commit.
    """

    ledger: Ledger
    issue_id: str
    worker: str
    clock: Clock
    lease_s: float
    on_stored: Callable[[Sequence[Outcome]], None]
    stop: threading.Event = field(default_factory=threading.Event)
    store_patience_s: float = STORE_PATIENCE_S
    _posted: list[Entry] = field(default_factory=list)
    _writing: bool = False
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def claim(self, limit: int, domains: Sequence[str] = ()) -> tuple[Delivery, ...]:
        return self.patiently(
            lambda: self.ledger.claim(
                self.issue_id, worker=self.worker, limit=limit, now=self.clock(), lease_s=self.lease_s, domains=domains
            )
        )

    def release(self, subscriber_ids: Sequence[str]) -> None:
        if subscriber_ids:
            self.patiently(lambda: self.ledger.release(self.issue_id, subscriber_ids, worker=self.worker))

    def post(self, outcomes: Sequence[Outcome], handing: Sequence[str] = ()) -> Entry:
        """Ask for one write: what came back, and that these are about to be offered. `stored` waits for it."""
        entry = Entry(handing=tuple(handing), outcomes=tuple(outcomes), written=not (outcomes or handing))
        if not entry.written:
            with self._changed:
                self._posted.append(entry)
        return entry

    def stored(self, entry: Entry) -> bool:
        """Wait until it is on disk. False when one of `handing` is no longer ours, or cannot be stored now: none of
        them may be offered then."""
        self._finish(entry)
        if entry.error is not None:
            log.warning("ledger_not_stored", issue=self.issue_id, error=str(entry.error))
            self.record(entry.outcomes)
            return False
        self.on_stored(entry.outcomes)
        return entry.ours

    def record(self, outcomes: Sequence[Outcome]) -> None:
        """Store what came back, trying for a minute when the database is away: the reply exists nowhere else."""

        def written() -> None:
            if (error := self._finish(self.post(outcomes)).error) is not None:
                raise error

        self.patiently(written, heed_stop=False)
        self.on_stored(outcomes)

    def patiently(self, ask: Callable[[], T], *, heed_stop: bool = True) -> T:
        """Ask the database again and again for a minute while it is away, or until a stop; then raise what it said."""
        patience = iter(_delays(self.store_patience_s))
        while True:
            try:
                return ask()
            except StoreError as error:
                delay_s = next(patience, None)
                if delay_s is None or (heed_stop and self.stop.is_set()):
                    raise
                log.warning("database_away", issue=self.issue_id, error=str(error), again_in_s=delay_s)
                (self.stop if heed_stop else _NEVER).wait(delay_s)

    def _finish(self, entry: Entry) -> Entry:
        with self._changed:
            while not entry.written and self._writing:
                self._changed.wait()
            if entry.written:
                return entry
            self._writing = True
            batch, self._posted = self._posted, []
        try:
            self._write(batch)
        finally:
            with self._changed:
                self._writing = False
                self._changed.notify_all()
        return entry

    def _write(self, batch: Sequence[Entry]) -> None:
        """All entries in one transaction: stored together, or none of them."""
        outcomes = [outcome for entry in batch for outcome in entry.outcomes]
        ids = [subscriber_id for entry in batch for subscriber_id in entry.handing]
        try:
            if not ids:
                self.ledger.record(outcomes, now=self.clock())
            elif self._mark(ids, outcomes) != len(ids):
                self._find_ours([entry for entry in batch if entry.handing])
        except StoreError as error:
            for entry in batch:
                entry.error = error
        for entry in batch:
            entry.written = True

    def _mark(self, ids: Sequence[str], outcomes: Sequence[Outcome]) -> int:
        return self.ledger.mark_handing(
            self.issue_id, ids, worker=self.worker, now=self.clock(), lease_s=self.lease_s, known=outcomes
        )

    def _find_ours(self, entries: Sequence[Entry]) -> None:
        """A lease ran out, or the issue was paused: see whose rows are still ours."""
        held = self.ledger.rows(self.issue_id, states=(DeliveryState.HANDING,))
        ours = {row.subscriber_id for row in held if row.leased_by == self.worker}
        for entry in entries:
            entry.ours = ours.issuperset(entry.handing)


def _delays(total_s: float) -> list[float]:
    delays: list[float] = []
    delay_s = 0.1
    while sum(delays) < total_s:
        delays.append(delay_s)
        delay_s = min(delay_s * 2, 5.0)
    return delays
