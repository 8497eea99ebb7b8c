"""A ledger in memory, with the rules of protocols.Ledger, for tests of the sender alone."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from digest.models import Audit, Delivery, DeliveryState, Outcome

S = DeliveryState


class MemoryLedger:
    def __init__(self, issue_id: str, readers: dict[str, str]) -> None:
        self.rows_by_id = {
            reader: Delivery(
                issue_id=issue_id,
                subscriber_id=reader,
                state=S.QUEUED,
                domain=email.rpartition("@")[2],
            )
            for reader, email in readers.items()
        }
        self.history: dict[str, list[DeliveryState]] = {reader: [] for reader in readers}
        self.lock = threading.Lock()

    def _set(self, row: Delivery) -> None:
        self.rows_by_id[row.subscriber_id] = row
        self.history[row.subscriber_id].append(row.state)

    def claim(
        self,
        issue_id: str,
        *,
        worker: str,
        limit: int,
        now: datetime,
        lease_s: float,
        domains: Sequence[str] = (),
    ) -> tuple[Delivery, ...]:
        with self.lock:
            due = [
                row
                for row in self.rows_by_id.values()
                if (
                    row.state is S.QUEUED
                    or (row.state is S.DEFERRED and row.retry_at and row.retry_at <= now)
                )
                and (not domains or row.domain in domains)
            ][:limit]
            leased = [
                replace(
                    row,
                    state=S.LEASED,
                    leased_by=worker,
                    leased_until=now + timedelta(seconds=lease_s),
                )
                for row in due
            ]
            for row in leased:
                self._set(row)
            return tuple(leased)

    def mark_handing(
        self,
        issue_id: str,
        subscriber_ids: Sequence[str],
        *,
        worker: str,
        now: datetime,
        lease_s: float | None = None,
        known: Sequence[Outcome] = (),
    ) -> frozenset[str]:
        self.record(known, now=now)
        with self.lock:
            rows = [self.rows_by_id[one] for one in subscriber_ids]
            ours = [row for row in rows if row.state is S.LEASED and row.leased_by == worker]
            for row in ours:
                self._set(replace(row, state=S.HANDING, attempts=row.attempts + 1))
            held = [
                row
                for row in self.rows_by_id.values()
                if row.state is S.HANDING and row.leased_by == worker
            ]
            return frozenset(row.subscriber_id for row in held).intersection(subscriber_ids)

    def record(self, outcomes: Sequence[Outcome], *, now: datetime) -> None:
        with self.lock:
            for outcome in outcomes:
                row = self.rows_by_id[outcome.subscriber_id]
                put_off = outcome.state is S.DEFERRED and row.state is S.LEASED
                self._set(
                    replace(
                        row,
                        state=outcome.state,
                        attempts=row.attempts + put_off,
                        reply=outcome.reply,
                        relay=outcome.relay,
                        retry_at=outcome.retry_at,
                        leased_by="",
                        leased_until=None,
                    )
                )

    def release(self, issue_id: str, subscriber_ids: Sequence[str], *, worker: str) -> None:
        with self.lock:
            for one in subscriber_ids:
                row = self.rows_by_id[one]
                if row.state is S.LEASED and row.leased_by == worker:
                    self._set(replace(row, state=S.QUEUED, leased_by=""))

    def sweep(self, issue_id: str | None = None, *, now: datetime) -> tuple[int, int]:
        with self.lock:
            late = [
                row
                for row in self.rows_by_id.values()
                if row.leased_until and row.leased_until < now
            ]
            for row in late:
                self._set(
                    replace(
                        row,
                        state=S.QUEUED if row.state is S.LEASED else S.UNCERTAIN,
                        leased_until=None,
                    )
                )
            return sum(row.state is S.LEASED for row in late), sum(
                row.state is S.HANDING for row in late
            )

    def retry(self, issue_id: str, states: Sequence[DeliveryState], *, now: datetime) -> int:
        with self.lock:
            again = [
                row
                for row in self.rows_by_id.values()
                if row.state in states and row.state is not S.ACCEPTED
            ]
            for row in again:
                self._set(replace(row, state=S.QUEUED))
            return len(again)

    def audit(self, issue_id: str) -> Audit:
        with self.lock:
            counts = Counter(row.state for row in self.rows_by_id.values())
        return Audit(issue_id=issue_id, selected=len(self.rows_by_id), by_state=counts)

    def rows(self, issue_id: str, *, states: Sequence[DeliveryState] = ()) -> Iterator[Delivery]:
        with self.lock:
            rows = list(self.rows_by_id.values())
        return iter([row for row in rows if not states or row.state in states])

    def next_due(self, issue_id: str) -> datetime | None:
        return min(
            (row.retry_at for row in self.rows("", states=(S.DEFERRED,)) if row.retry_at),
            default=None,
        )
