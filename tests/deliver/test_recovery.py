"""Recovery: the rows of dead senders are settled, and those of living ones are left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from ledger_double import MemoryLedger

from digest.deliver.recovery import queue_uncertain_again, settle_crashes, worker_name
from digest.models import DeliveryState
from digest.process_names import has_ended, this_process

S = DeliveryState
ISSUE = "i@2026-11-23"
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def dead_worker() -> str:
    """Return the name of a process of this machine that cannot run: its start time is wrong."""
    machine, number, _, token = this_process().split("/")
    return "/".join((machine, number, "1", token))


def ledger_with(**holders: str) -> MemoryLedger:
    """Return a ledger in which each reader's row is leased by that worker."""
    ledger = MemoryLedger(ISSUE, {reader: f"{reader}@x.example" for reader in holders})
    for reader, holder in holders.items():
        row = ledger.rows_by_id[reader]
        ledger.rows_by_id[reader] = replace(
            row,
            state=S.LEASED,
            leased_by=holder,
            leased_until=NOW + timedelta(seconds=60),
        )
    return ledger


def test_the_rows_that_a_dead_sender_leased_are_free_at_once() -> None:
    ledger = ledger_with(a=dead_worker(), b=worker_name(), c="another machine/1/2/x")
    assert settle_crashes(ledger, ISSUE, resend=False, now=NOW) == ((1, 0), ())
    states = {reader: row.state for reader, row in ledger.rows_by_id.items()}
    assert states == {"a": S.QUEUED, "b": S.LEASED, "c": S.LEASED}


def test_a_row_that_a_dead_sender_was_handing_over_is_uncertain() -> None:
    ledger = ledger_with(a=dead_worker())
    ledger.rows_by_id["a"] = replace(ledger.rows_by_id["a"], state=S.HANDING, relay="main")
    assert settle_crashes(ledger, ISSUE, resend=False, now=NOW) == ((0, 1), ())
    row = ledger.rows_by_id["a"]
    assert (row.state, row.relay) == (S.UNCERTAIN, "main")
    assert row.reply is not None
    assert row.reply.code == 0


def test_under_resend_the_uncertain_row_of_a_dead_sender_is_queued_again() -> None:
    ledger = ledger_with(a=dead_worker())
    ledger.rows_by_id["a"] = replace(ledger.rows_by_id["a"], state=S.HANDING)
    assert settle_crashes(ledger, ISSUE, resend=True, now=NOW) == ((0, 1), ("a",))
    assert ledger.rows_by_id["a"].state is S.QUEUED


def test_a_lease_that_ran_out_is_settled_whoever_held_it() -> None:
    ledger = ledger_with(a="another machine/1/2/x")
    later = NOW + timedelta(seconds=61)
    assert settle_crashes(ledger, ISSUE, resend=False, now=later) == ((1, 0), ())


def test_without_uncertain_rows_the_ledger_is_not_asked_to_queue_any() -> None:
    class NoRetry(MemoryLedger):
        def retry(self, *words: object, **options: object) -> int:
            raise AssertionError("no row is uncertain")

    ledger = NoRetry(ISSUE, {"a": "a@x.example"})
    assert queue_uncertain_again(ledger, ISSUE, now=NOW) == ()


def test_two_senders_of_one_process_have_two_names_and_both_live() -> None:
    first, second = worker_name(), worker_name()
    assert first != second
    assert not has_ended(first)
    assert not has_ended(f"{second}/17")
