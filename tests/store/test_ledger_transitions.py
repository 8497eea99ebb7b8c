"""Whatever is done to the ledger, in whatever order: each step moves only the rows that it may."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from small_issue import NOW
from store_nouns import draft

from digest.models import Delivery, DeliveryState, Outcome, Reply
from digest.protocols import Store
from digest.store import open_store

READERS = ("r0", "r1", "r2")
WORKERS = ("one", "two")
LEASE_S = 60.0
SETTLED = (
    DeliveryState.ACCEPTED,
    DeliveryState.REFUSED,
    DeliveryState.SUPPRESSED,
)
RETRYABLE = {
    DeliveryState.DEFERRED,
    DeliveryState.REFUSED,
    DeliveryState.SUPPRESSED,
    DeliveryState.UNCERTAIN,
}
"""The states out of which an operator's word queues a row again."""

RESULTS = (*SETTLED, DeliveryState.DEFERRED, DeliveryState.UNCERTAIN)

_numbers = itertools.count(1)

some_readers = st.lists(st.sampled_from(READERS), min_size=1, max_size=3, unique=True)
workers = st.sampled_from(WORKERS)
steps = st.one_of(
    st.tuples(st.just("claim"), workers, st.integers(1, 4)),
    st.tuples(st.just("hand over"), workers, some_readers),
    st.tuples(st.just("record"), some_readers, st.sampled_from(RESULTS)),
    st.tuples(st.just("release"), workers, some_readers),
    st.tuples(st.just("retry"), st.lists(st.sampled_from(list(DeliveryState)), max_size=3)),
    st.tuples(st.just("wait"), st.sampled_from([1.0, LEASE_S, 3600.0])),
    st.tuples(st.just("sweep")),
)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Iterator[Store]:
    """One database for all examples: each has an issue of its own."""
    path = shutil.copy(migrated_file, tmp_path_factory.mktemp("ledger") / "news.db")
    store = open_store(f"sqlite:///{path}")
    yield store
    store.close()


Rows = Mapping[str, Delivery]


@dataclass
class Sending:
    """One issue under way, the present moment, and the workers that play on it."""

    store: Store
    issue_id: str
    now: datetime = NOW
    ever_accepted: set[str] = field(default_factory=set)

    def rows(self) -> Rows:
        return {row.subscriber_id: row for row in self.store.ledger.rows(self.issue_id)}

    def take(self, step: tuple[object, ...]) -> None:
        before = self.rows()
        name, *words = step
        getattr(self, str(name).replace(" ", "_"))(before, *words)
        self.check_promises()

    def claim(self, before: Rows, worker: str, limit: int) -> None:
        claimed = self.store.ledger.claim(
            self.issue_id, worker=worker, limit=limit, now=self.now, lease_s=LEASE_S
        )
        ids = [row.subscriber_id for row in claimed]
        assert len(set(ids)) == len(ids) <= limit
        free = [reader for reader, row in before.items() if self.may_go(row)]
        # as many as there are, and no other
        assert len(ids) == min(limit, len(free))
        assert set(ids) <= set(free)
        for reader, row in self.rows().items():
            if reader in ids:
                assert (row.state, row.leased_by) == (DeliveryState.LEASED, worker)
            else:
                assert row == before[reader]

    def may_go(self, row: Delivery) -> bool:
        if row.state is DeliveryState.QUEUED:
            return True
        if row.state is not DeliveryState.DEFERRED:
            return False
        return row.retry_at is None or row.retry_at <= self.now

    def hand_over(self, before: Rows, worker: str, readers: list[str]) -> None:
        may = self.store.ledger.mark_handing(
            self.issue_id, readers, worker=worker, now=self.now, lease_s=LEASE_S
        )
        for reader, row in self.rows().items():
            earlier = before[reader]
            leased = earlier.state is DeliveryState.LEASED and earlier.leased_by == worker
            if reader in readers and leased:
                assert row.state is DeliveryState.HANDING
                assert reader in may
            else:
                assert (row.state, row.leased_by) == (earlier.state, earlier.leased_by)
        # a worker offers a message only under a lease of its own
        for reader in may:
            after = self.rows()[reader]
            assert (after.state, after.leased_by) == (DeliveryState.HANDING, worker)

    def record(self, before: Rows, readers: list[str], state: DeliveryState) -> None:
        outcomes = []
        for reader in readers:
            retry_at = None
            if state is DeliveryState.DEFERRED:
                retry_at = self.now + timedelta(minutes=5)
            reply = Reply(code=250 if state is DeliveryState.ACCEPTED else 450)
            outcomes.append(
                Outcome(
                    issue_id=self.issue_id,
                    subscriber_id=reader,
                    state=state,
                    reply=reply,
                    retry_at=retry_at,
                )
            )
        self.store.ledger.record(outcomes, now=self.now)
        for reader, row in self.rows().items():
            if reader not in readers or before[reader].state is DeliveryState.ACCEPTED:
                assert row == before[reader]

    def release(self, before: Rows, worker: str, readers: list[str]) -> None:
        self.store.ledger.release(self.issue_id, readers, worker=worker)
        for reader, row in self.rows().items():
            earlier = before[reader]
            leased = earlier.state is DeliveryState.LEASED and earlier.leased_by == worker
            if reader in readers and leased:
                assert (row.state, row.leased_by) == (DeliveryState.QUEUED, "")
            else:
                assert row == earlier

    def retry(self, before: Rows, states: list[DeliveryState]) -> None:
        count = self.store.ledger.retry(self.issue_id, states, now=self.now)
        wanted = set(states) & RETRYABLE
        chosen = [reader for reader, row in before.items() if row.state in wanted]
        assert count == len(chosen)
        for reader, row in self.rows().items():
            if reader in chosen:
                assert row.state is DeliveryState.QUEUED
            else:
                assert row == before[reader]

    def wait(self, _before: Rows, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def sweep(self, before: Rows) -> None:
        queued, uncertain = self.store.ledger.sweep(self.issue_id, now=self.now)
        moved = {DeliveryState.LEASED: 0, DeliveryState.HANDING: 0}
        for reader, row in self.rows().items():
            earlier = before[reader]
            expired = earlier.leased_until is not None and earlier.leased_until <= self.now
            if earlier.state in moved and expired:
                moved[earlier.state] += 1
                after_crash = DeliveryState.QUEUED
                # a message that was announced may have been taken: no machine sends it again
                if earlier.state is DeliveryState.HANDING:
                    after_crash = DeliveryState.UNCERTAIN
                assert (row.state, row.leased_by) == (after_crash, "")
            else:
                assert row == earlier
        assert (queued, uncertain) == tuple(moved.values())

    def check_promises(self) -> None:
        """Hold what is true after every step: no row is lost, and accepted is for ever."""
        rows = self.rows()
        audit = self.store.ledger.audit(self.issue_id)
        assert audit.balances
        assert set(rows) == set(READERS)
        for reader in self.ever_accepted:
            assert rows[reader].state is DeliveryState.ACCEPTED
        for reader, row in rows.items():
            if row.state is DeliveryState.ACCEPTED:
                self.ever_accepted.add(reader)
            held = row.state in (DeliveryState.LEASED, DeliveryState.HANDING)
            assert bool(row.leased_by) is held
            assert (row.leased_until is not None) is held


FIRST: list[tuple[object, ...]] = [("claim", "one", 2), ("hand over", "one", ["r0"])]
"""Each example begins with one row in hand, one leased and one that waits."""

ALL_STATES = list(DeliveryState)


@given(st.lists(steps, min_size=2, max_size=9))
@example([("wait", LEASE_S), ("sweep",), ("claim", "two", 3)])
@example([("wait", LEASE_S - 1), ("sweep",)])
@example([("release", "one", ["r0", "r1"]), ("release", "two", ["r0"])])
@example([("retry", ALL_STATES), ("record", ["r0"], DeliveryState.ACCEPTED), ("retry", ALL_STATES)])
@example([("record", ["r0"], DeliveryState.DEFERRED), ("claim", "two", 3), ("wait", 3600.0)])
@settings(max_examples=30)
def test_each_step_moves_the_rows_that_it_may_and_no_others(
    kept: Store, taken: list[tuple[object, ...]]
) -> None:
    issue_id = f"daily{next(_numbers)}@2026-11-23"
    draft(kept, issue_id)
    kept.issues.approve(issue_id, subscriber_ids=READERS, now=NOW)
    sending = Sending(store=kept, issue_id=issue_id)
    for step in (*FIRST, *taken):
        sending.take(step)
