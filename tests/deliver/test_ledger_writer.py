"""The ledger writer: writes of one moment are one, and a reply outlives a database that is away."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

import pytest
from ledger_double import MemoryLedger

from digest.deliver.ledger_writer import GATHER_S, LedgerWriter, _delays_s
from digest.errors import StoreError
from digest.models import DeliveryState, Outcome, Reply

ISSUE = "i@2026-11-23"
NOW = datetime(2026, 11, 23, tzinfo=UTC)

T = TypeVar("T")


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


def with_writer(
    ledger: MemoryLedger, do: Callable[[LedgerWriter], Awaitable[T]], **options: object
) -> list[Outcome]:
    """Do something with a ledger writer over that ledger; what was stored meanwhile."""
    stored: list[Outcome] = []

    async def run() -> None:
        writer = LedgerWriter(
            ledger=ledger,
            issue_id=ISSUE,
            worker="w",
            clock=lambda: NOW,
            lease_s=60,
            on_stored=stored.extend,
            **options,
        )
        try:
            await do(writer)
        finally:
            writer.close()

    asyncio.run(run())
    return stored


def accepted(reader: str) -> Outcome:
    reply = Reply(code=250, enhanced="2.0.0")
    return Outcome(issue_id=ISSUE, subscriber_id=reader, state=DeliveryState.ACCEPTED, reply=reply)


def test_a_reply_is_kept_until_the_database_is_back() -> None:
    ledger = AwayLedger(ISSUE, {"a": "a@x.example"})

    async def do(writer: LedgerWriter) -> None:
        rows = await writer.claim(10)
        assert await writer.stored(writer.post([], rows))
        ledger.failures = 3
        await writer.record([accepted("a")])

    assert with_writer(ledger, do) == [accepted("a")]
    assert ledger.rows_by_id["a"].state is DeliveryState.ACCEPTED


def test_no_more_messages_are_offered_while_the_database_is_away() -> None:
    ledger = AwayLedger(ISSUE, {"a": "a@x.example", "b": "b@x.example"})

    async def do(writer: LedgerWriter) -> None:
        first, second = await writer.claim(10)
        await writer.stored(writer.post([], [first]))
        ledger.failures = 1
        assert not await writer.stored(writer.post([accepted("a")], [second]))

    with_writer(ledger, do)
    assert ledger.rows_by_id["a"].state is DeliveryState.ACCEPTED
    assert ledger.rows_by_id["b"].state is DeliveryState.LEASED


def test_a_database_that_stays_away_is_an_error_in_the_end() -> None:
    ledger = AwayLedger(ISSUE, {"a": "a@x.example"})
    ledger.failures = 1000
    with pytest.raises(StoreError):
        with_writer(ledger, lambda writer: writer.record([accepted("a")]), store_patience_s=0.2)


def test_a_row_that_is_no_longer_ours_may_not_be_offered() -> None:
    ledger = MemoryLedger(ISSUE, {"a": "a@x.example", "b": "b@x.example"})

    async def do(writer: LedgerWriter) -> None:
        await writer.claim(1)
        foreign = replace(ledger.rows_by_id["b"], leased_by="another sender")
        assert not await writer.stored(writer.post([], [foreign]))

    with_writer(ledger, do)


def test_connections_that_wait_are_written_together() -> None:
    readers = {f"r{n}": f"r{n}@x.example" for n in range(30)}
    ledger = AwayLedger(ISSUE, readers)

    async def do(writer: LedgerWriter) -> None:
        await asyncio.gather(*(writer.record([accepted(reader)]) for reader in readers))

    assert len(with_writer(ledger, do)) == 30
    assert ledger.writes == 1


def posted_one_after_the_other(
    readers: str, *, busy_connections: int, gather_s: float = GATHER_S
) -> int:
    """Count the writes, while so many connections are at work."""
    ledger = AwayLedger(ISSUE, {reader: f"{reader}@x.example" for reader in readers})

    async def later(writer: LedgerWriter, turns: int, reader: str) -> None:
        for _ in range(turns):
            await asyncio.sleep(0)
        await writer.record([accepted(reader)])

    async def do(writer: LedgerWriter) -> None:
        writer.busy_connections = busy_connections
        writer.gather_s = gather_s
        await asyncio.gather(
            *(later(writer, 3 * turn, reader) for turn, reader in enumerate(readers))
        )

    assert len(with_writer(ledger, do)) == len(readers)
    return ledger.writes


def test_a_write_waits_for_half_of_the_busy_connections_and_no_longer_than_a_moment() -> None:
    assert posted_one_after_the_other("ab", busy_connections=4) == 1
    assert posted_one_after_the_other("a", busy_connections=4) == 1


def test_a_lone_connection_waits_for_no_other() -> None:
    assert posted_one_after_the_other("a", busy_connections=1, gather_s=60.0) == 1
    assert posted_one_after_the_other("ab", busy_connections=4, gather_s=60.0) == 1


def test_a_bug_in_the_ledger_reaches_who_asked() -> None:
    class BrokenLedger(AwayLedger):
        def record(self, outcomes: Sequence[Outcome], *, now: datetime) -> None:
            raise KeyError("bug")

    with pytest.raises(KeyError):
        with_writer(
            BrokenLedger(ISSUE, {"a": "a@x.example"}), lambda writer: writer.record([accepted("a")])
        )


def test_a_row_that_this_process_claimed_again_belongs_to_the_later_claim_alone() -> None:
    ledger = MemoryLedger(ISSUE, {"a": "a@x.example"})

    async def do(writer: LedgerWriter) -> None:
        (early,) = await writer.claim(1)
        # the lease ran out, and another sender's sweep queued the row again
        ledger.rows_by_id["a"] = replace(early, state=DeliveryState.QUEUED, leased_by="")
        (late,) = await writer.claim(1)
        assert early.leased_by != late.leased_by
        assert await writer.stored(writer.post([], [late]))
        assert not await writer.stored(writer.post([], [early]))

    with_writer(ledger, do)
    assert ledger.rows_by_id["a"].attempts == 1


def test_rows_of_two_claims_are_marked_in_one_write_and_each_under_its_own_name() -> None:
    ledger = MemoryLedger(ISSUE, {"a": "a@x.example", "b": "b@x.example"})

    async def do(writer: LedgerWriter) -> None:
        (first,) = await writer.claim(1)
        (second,) = await writer.claim(1)
        assert await writer.stored(writer.post([], [first, second]))

    with_writer(ledger, do)
    assert {row.state for row in ledger.rows_by_id.values()} == {DeliveryState.HANDING}


def test_rows_of_two_claims_are_released_each_under_its_own_name() -> None:
    ledger = MemoryLedger(ISSUE, {"a": "a@x.example", "b": "b@x.example"})

    async def do(writer: LedgerWriter) -> None:
        rows = [*await writer.claim(1), *await writer.claim(1)]
        await writer.release(rows)

    with_writer(ledger, do)
    assert {row.state for row in ledger.rows_by_id.values()} == {DeliveryState.QUEUED}


def test_a_reader_who_left_meanwhile_is_recorded_and_the_others_go() -> None:
    ledger = MemoryLedger(ISSUE, {"a": "a@x.example", "left": "left@x.example"})
    left = Outcome(issue_id=ISSUE, subscriber_id="left", state=DeliveryState.SUPPRESSED)
    asked: list[str] = []

    def recheck(subscriber_ids: Sequence[str]) -> list[Outcome]:
        asked.extend(subscriber_ids)
        return [left] if "left" in subscriber_ids else []

    async def do(writer: LedgerWriter) -> None:
        rows = {row.subscriber_id: row for row in await writer.claim(2)}
        with_left = writer.post([], [rows["left"]])
        other = writer.post([], [rows["a"]])
        assert await writer.stored(other)
        assert not await writer.stored(with_left)

    (stored,) = with_writer(ledger, do, recheck=recheck)
    assert replace(stored, claim="") == left
    assert sorted(asked) == ["a", "left"]
    assert ledger.rows_by_id["left"].state is DeliveryState.SUPPRESSED
    assert ledger.rows_by_id["a"].state is DeliveryState.HANDING


def test_the_delays_between_tries_grow_to_five_seconds_and_last_a_minute() -> None:
    delays = list(_delays_s(60.0))
    assert delays[:3] == [0.1, 0.2, 0.4]
    assert max(delays) == 5.0
    assert 60.0 <= sum(delays) < 65.0
    assert list(_delays_s(0.0)) == []
