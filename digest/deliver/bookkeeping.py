"""Bookkeeping: many connections, one writer. What several threads have to store at one moment is one transaction."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from digest.errors import StoreError
from digest.logs import get_logger
from digest.models import Delivery, DeliveryState, Outcome
from digest.protocols import Clock, Ledger

log = get_logger("deliver")

STORE_PATIENCE_S = 60.0
"""How long a reply that came is kept and stored again while the database is away."""


@dataclass(slots=True)
class _Entry:
    """What one thread wants stored, and what became of that."""

    handing: tuple[str, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    stored: bool = False
    ours: bool = True
    error: StoreError | None = None


@dataclass(slots=True, kw_only=True)
class Bookkeeper:
    """Writes the ledger for all connections of one sender. Each call returns when its rows are on disk.

    Whoever comes while another writes is written together with all others who wait: a group commit.
    """

    ledger: Ledger
    issue_id: str
    worker: str
    clock: Clock
    lease_s: float
    on_stored: Callable[[Sequence[Outcome]], None]
    store_patience_s: float = STORE_PATIENCE_S
    _waiting: list[_Entry] = field(default_factory=list)
    _queue: threading.Lock = field(default_factory=threading.Lock)
    _writing: threading.Lock = field(default_factory=threading.Lock)

    def claim(self, limit: int, domains: Sequence[str] = ()) -> tuple[Delivery, ...]:
        with self._writing:
            return self.ledger.claim(
                self.issue_id, worker=self.worker, limit=limit, now=self.clock(), lease_s=self.lease_s, domains=domains
            )

    def store(self, outcomes: Sequence[Outcome], handing: Sequence[str]) -> bool:
        """Store what came back and that these are about to be offered, as one write; False when one of these is no
        longer ours, or cannot be stored now: none of them may be offered then."""
        entry = self._store(_Entry(handing=tuple(handing), outcomes=tuple(outcomes)))
        if entry.error is not None:
            log.warning("ledger_not_stored", issue=self.issue_id, error=str(entry.error))
            self.record(outcomes)
            return False
        self.on_stored(outcomes)
        return entry.ours

    def record(self, outcomes: Sequence[Outcome]) -> None:
        """Store what came back, trying for a minute when the database is away: the reply exists nowhere else."""
        if not outcomes:
            return
        pause = threading.Event()
        patience = iter(_delays(self.store_patience_s))
        while (error := self._store(_Entry(outcomes=tuple(outcomes))).error) is not None:
            delay_s = next(patience, None)
            if delay_s is None:
                raise error
            log.warning("ledger_not_stored", issue=self.issue_id, error=str(error), again_in_s=delay_s)
            pause.wait(delay_s)
        self.on_stored(outcomes)

    def release(self, subscriber_ids: Sequence[str]) -> None:
        if subscriber_ids:
            with self._writing:
                self.ledger.release(self.issue_id, list(subscriber_ids), worker=self.worker)

    def _store(self, entry: _Entry) -> _Entry:
        with self._queue:
            self._waiting.append(entry)
        with self._writing:
            if not entry.stored:
                with self._queue:
                    batch, self._waiting = self._waiting, []
                self._write(batch)
        return entry

    def _write(self, batch: Sequence[_Entry]) -> None:
        now = self.clock()
        try:
            outcomes = [outcome for entry in batch for outcome in entry.outcomes]
            if outcomes:
                self.ledger.record(outcomes, now=now)
        except StoreError as error:
            for entry in batch:
                entry.error, entry.stored = error, True
            return
        try:
            self._write_handing([entry for entry in batch if entry.handing], now)
        except StoreError as error:
            for entry in batch:
                entry.error = error if entry.handing else entry.error
        for entry in batch:
            entry.stored = True

    def _write_handing(self, entries: Sequence[_Entry], now: datetime) -> None:
        ids = [subscriber_id for entry in entries for subscriber_id in entry.handing]
        if not ids:
            return
        stored = self.ledger.mark_handing(self.issue_id, ids, worker=self.worker, now=now, lease_s=self.lease_s)
        if stored == len(ids):
            return
        # a lease ran out, or the issue was paused: see whose rows are still ours
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
