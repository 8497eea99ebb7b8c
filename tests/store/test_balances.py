"""The balance of an issue: rows that still stand and rows that were pruned count together."""

from __future__ import annotations

from datetime import timedelta

from store_nouns import HOUR, ISSUE, NOW, approved, outcome

from digest.models import DeliveryState, IssueState, PruneKind
from digest.protocols import Store

OTHER = "gulf@2026-11-23"


def settle(store: Store, **states: DeliveryState) -> None:
    """Hand over the rows of some readers, and store how each ended."""
    readers = [name.replace("r", "r00000") for name in states]
    store.ledger.claim(ISSUE, worker="w", limit=100, now=NOW, lease_s=60)
    store.ledger.mark_handing(ISSUE, readers, worker="w", now=NOW)
    outcomes = [
        outcome(reader, state) for reader, state in zip(readers, states.values(), strict=True)
    ]
    store.ledger.record(outcomes, now=NOW)


def counts(store: Store, issue_id: str = ISSUE) -> dict[DeliveryState, int]:
    (summary,) = [one for one in store.issues.list(counts=True) if one.id == issue_id]
    return {state: count for state, count in summary.by_state.items() if count}


def sent_long_ago(store: Store) -> None:
    approved(store, 3)
    settle(store, r0=DeliveryState.ACCEPTED, r1=DeliveryState.ACCEPTED, r2=DeliveryState.REFUSED)
    store.issues.set_state(ISSUE, IssueState.SENT, expect=(IssueState.APPROVED,))


def prune(store: Store) -> None:
    before = NOW + timedelta(days=2)
    while store.retention.prune(PruneKind.DELIVERIES, before=before, limit=1):
        pass


def test_rows_are_counted_by_their_states(store: Store) -> None:
    sent_long_ago(store)
    assert counts(store) == {DeliveryState.ACCEPTED: 2, DeliveryState.REFUSED: 1}


def test_pruned_rows_stay_in_the_balance_and_in_the_list(store: Store) -> None:
    sent_long_ago(store)
    prune(store)
    assert list(store.ledger.rows(ISSUE)) == []
    audit = store.ledger.audit(ISSUE)
    assert audit.balances
    assert audit.by_state[DeliveryState.ACCEPTED] == 2
    assert counts(store) == {DeliveryState.ACCEPTED: 2, DeliveryState.REFUSED: 1}


def test_a_row_that_is_queued_again_counts_beside_the_pruned_ones(store: Store) -> None:
    sent_long_ago(store)
    store.ledger.retry(ISSUE, [DeliveryState.REFUSED], now=NOW + HOUR)
    store.issues.set_state(ISSUE, IssueState.SENDING, expect=(IssueState.SENT,))
    prune(store)
    assert counts(store) == {DeliveryState.ACCEPTED: 2, DeliveryState.QUEUED: 1}
    audit = store.ledger.audit(ISSUE)
    assert (audit.balances, audit.selected) == (True, 3)


def test_issues_of_one_list_keep_their_own_balances(store: Store) -> None:
    sent_long_ago(store)
    approved(store, 0, OTHER)
    assert counts(store, OTHER) == {}
    assert counts(store) == {DeliveryState.ACCEPTED: 2, DeliveryState.REFUSED: 1}
