"""Bookkeeping: what threads store at one moment is one write, and a reply outlives a database that is away."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from ledger_double import MemoryLedger

from digest.deliver.bookkeeping import Bookkeeper
from digest.errors import StoreError
from digest.models import DeliveryState, Outcome, Reply

ISSUE = "i@2026-11-23"
NOW = datetime(2026, 11, 23, tzinfo=UTC)


class AwayLedger(MemoryLedger):
    """Fails the next writes, as a database does that is restarted."""

    failures = 0
    writes = 0

    def record(self, outcomes: Sequence[Outcome], *, now: datetime) -> None:
        self.writes += 1
        if self.failures > 0:
            self.failures -= 1
            raise StoreError("the database is away")
        super().record(outcomes, now=now)


def books_over(ledger: MemoryLedger, **options: object) -> tuple[Bookkeeper, list[Outcome]]:
    stored: list[Outcome] = []
    books = Bookkeeper(
        ledger=ledger,
        issue_id=ISSUE,
        worker="w",
        clock=lambda: NOW,
        lease_s=60,
        on_stored=stored.extend,
        **options,
    )
    return books, stored


def accepted(reader: str) -> Outcome:
    reply = Reply(code=250, enhanced="2.0.0")
    return Outcome(issue_id=ISSUE, subscriber_id=reader, state=DeliveryState.ACCEPTED, reply=reply)


def test_a_reply_is_kept_until_the_database_is_back() -> None:
    ledger = AwayLedger(ISSUE, {"a": "a@x.example"})
    books, stored = books_over(ledger)
    books.claim(10)
    assert books.stored(books.post([], ["a"]))
    ledger.failures = 3
    books.record([accepted("a")])
    assert ledger.rows_by_id["a"].state is DeliveryState.ACCEPTED
    assert stored == [accepted("a")]


def test_nothing_more_is_offered_while_the_database_is_away() -> None:
    ledger = AwayLedger(ISSUE, {"a": "a@x.example", "b": "b@x.example"})
    books, _ = books_over(ledger)
    books.claim(10)
    books.stored(books.post([], ["a"]))
    ledger.failures = 1
    assert not books.stored(books.post([accepted("a")], ["b"]))
    assert ledger.rows_by_id["a"].state is DeliveryState.ACCEPTED
    assert ledger.rows_by_id["b"].state is DeliveryState.LEASED


def test_a_database_that_stays_away_is_an_error_in_the_end() -> None:
    ledger = AwayLedger(ISSUE, {"a": "a@x.example"})
    books, _ = books_over(ledger, store_patience_s=0.2)
    ledger.failures = 1000
    with pytest.raises(StoreError):
        books.record([accepted("a")])


def test_a_row_that_is_no_longer_ours_may_not_be_offered() -> None:
    ledger = MemoryLedger(ISSUE, {"a": "a@x.example", "b": "b@x.example"})
    books, _ = books_over(ledger)
    books.claim(1)
    assert not books.stored(books.post([], ["b"]))


def test_threads_that_wait_are_written_together() -> None:
    readers = {f"r{n}": f"r{n}@x.example" for n in range(30)}
    gate = threading.Event()

    class SlowLedger(AwayLedger):
        def record(self, outcomes: Sequence[Outcome], *, now: datetime) -> None:
            gate.wait(5)
            super().record(outcomes, now=now)

    ledger = SlowLedger(ISSUE, readers)
    books, stored = books_over(ledger)
    threads = [threading.Thread(target=books.record, args=([accepted(reader)],)) for reader in readers]
    for thread in threads:
        thread.start()
    gate.set()
    for thread in threads:
        thread.join(5)
    assert len(stored) == 30
    assert ledger.writes < 30
