"""Each row of the ledger is leased, handed over and settled once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from small_issue import NOW
from store_nouns import HOUR, ISSUE, approved, claim, outcome, states

from digest.models import (
    Audit,
    DeliveryState,
    IssueState,
    Reply,
)
from digest.protocols import Store


class TestLedger:
    def test_rows_are_leased_to_one_worker_each(self, store: Store) -> None:
        approved(store, 300)

        def take_all(number: int) -> list[str]:
            taken: list[str] = []
            while got := claim(store, worker=f"w{number}", limit=17):
                taken += got
            return taken

        with ThreadPoolExecutor(6) as pool:
            taken = list(pool.map(take_all, range(6)))
        assert sorted(id_ for one in taken for id_ in one) == [
            f"r{number:06}" for number in range(300)
        ]

    def test_a_claimed_row_says_who_holds_it_and_where_it_goes(self, store: Store) -> None:
        approved(store, 1)
        (row,) = store.ledger.claim(ISSUE, worker="w", limit=5, now=NOW, lease_s=60)
        assert (row.state, row.leased_by, row.leased_until) == (
            DeliveryState.LEASED,
            "w",
            NOW + timedelta(seconds=60),
        )
        assert (row.domain, row.attempts, row.retry_at) == ("mail0.example.org", 0, None)

    def test_a_claim_may_be_limited_to_domains(self, store: Store) -> None:
        approved(store, 9)
        assert claim(store, domains=["mail1.example.org"]) == ["r000001", "r000004", "r000007"]
        assert claim(store, domains=["elsewhere.example"]) == []

    def test_handing_is_marked_once_and_only_for_the_lease_holder(self, store: Store) -> None:
        approved(store, 3)
        ids = claim(store)
        assert store.ledger.mark_handing(ISSUE, ids, worker="other", now=NOW) == frozenset()
        assert store.ledger.mark_handing(ISSUE, ids, worker="w", now=NOW) == frozenset(ids)
        assert store.ledger.mark_handing(ISSUE, ids, worker="other", now=NOW) == frozenset()
        # asked again, as after an answer that was lost: still in hand, and one attempt
        assert store.ledger.mark_handing(ISSUE, ids, worker="w", now=NOW) == frozenset(ids)
        assert {row.attempts for row in store.ledger.rows(ISSUE)} == {1}

    def test_a_row_that_is_put_off_before_it_is_offered_has_had_an_attempt(
        self, store: Store
    ) -> None:
        """Else a message that its relay can never take would be tried for ever."""
        approved(store, 2)
        unoffered, offered = claim(store)
        store.ledger.mark_handing(ISSUE, [offered], worker="w", now=NOW)
        put_off = [outcome(reader, DeliveryState.DEFERRED) for reader in (unoffered, offered)]
        store.ledger.record(put_off, now=NOW)
        # the same outcomes again, as after an answer of the database that was lost
        store.ledger.record(put_off, now=NOW)
        attempts = {row.subscriber_id: row.attempts for row in store.ledger.rows(ISSUE)}
        assert attempts == {unoffered: 1, offered: 1}

    def test_of_rows_to_hand_over_those_are_told_that_are_still_ours(self, store: Store) -> None:
        approved(store, 3)
        ours, lost = claim(store, limit=1), claim(store, worker="late", limit=1)
        store.ledger.record([outcome(lost[0], DeliveryState.REFUSED)], now=NOW)
        others = claim(store, worker="other", limit=1)
        assert store.ledger.mark_handing(
            ISSUE, [*ours, *lost, *others], worker="w", now=NOW
        ) == frozenset(ours)
        assert states(store) == {
            ours[0]: DeliveryState.HANDING,
            lost[0]: DeliveryState.REFUSED,
            others[0]: DeliveryState.LEASED,
        }

    def test_replies_are_recorded_in_the_transaction_that_marks_the_next_messages(
        self, store: Store
    ) -> None:
        approved(store, 2)
        first, second = claim(store)
        store.ledger.mark_handing(ISSUE, [first], worker="w", now=NOW)
        known = [outcome(first, DeliveryState.ACCEPTED)]
        assert store.ledger.mark_handing(ISSUE, [second], worker="w", now=NOW, known=known) == {
            second
        }
        assert states(store) == {first: DeliveryState.ACCEPTED, second: DeliveryState.HANDING}

    def test_replies_are_recorded_although_no_more_messages_may_go(self, store: Store) -> None:
        approved(store, 2)
        first, second = claim(store)
        store.ledger.mark_handing(ISSUE, [first], worker="w", now=NOW)
        store.issues.set_state(ISSUE, IssueState.PAUSED, expect=(IssueState.APPROVED,))
        known = [outcome(first, DeliveryState.ACCEPTED)]
        assert (
            store.ledger.mark_handing(ISSUE, [second], worker="w", now=NOW, known=known)
            == frozenset()
        )
        assert states(store) == {first: DeliveryState.ACCEPTED, second: DeliveryState.LEASED}

    def test_a_paused_issue_is_neither_claimed_nor_handed_over(self, store: Store) -> None:
        approved(store, 3)
        ids = claim(store, limit=1)
        store.issues.set_state(ISSUE, IssueState.PAUSED, expect=(IssueState.APPROVED,))
        assert claim(store) == []
        assert store.ledger.mark_handing(ISSUE, ids, worker="w", now=NOW) == frozenset()
        store.issues.set_state(ISSUE, IssueState.SENDING, expect=(IssueState.PAUSED,))
        assert len(claim(store)) == 2

    def test_outcomes_are_recorded_with_the_reply(self, store: Store) -> None:
        approved(store, 4)
        ids = claim(store)
        store.ledger.mark_handing(ISSUE, ids, worker="w", now=NOW)
        ok = Reply(code=250, enhanced="2.0.0", text="queued as 4Xy", queue_id="4Xy")
        later = Reply(code=451, text="try\0later")
        store.ledger.record(
            [
                outcome(ids[0], DeliveryState.ACCEPTED, reply=ok, relay="main"),
                outcome(ids[1], DeliveryState.DEFERRED, reply=later, retry_at=NOW + HOUR),
                outcome(ids[2], DeliveryState.QUEUED),
                outcome(
                    ids[3],
                    DeliveryState.SUPPRESSED,
                    reply=Reply(code=0, text="left since approval"),
                ),
            ],
            now=NOW,
        )
        rows = {row.subscriber_id: row for row in store.ledger.rows(ISSUE)}
        assert (rows[ids[0]].reply, rows[ids[0]].relay, rows[ids[0]].leased_by) == (ok, "main", "")
        assert (rows[ids[1]].retry_at, rows[ids[1]].reply) == (
            NOW + HOUR,
            Reply(code=451, text="trylater"),
        )
        assert rows[ids[2]].state is DeliveryState.QUEUED
        audit = store.ledger.audit(ISSUE)
        assert audit.balances
        assert audit.by_state == {
            DeliveryState.ACCEPTED: 1,
            DeliveryState.DEFERRED: 1,
            DeliveryState.QUEUED: 1,
            DeliveryState.SUPPRESSED: 1,
        }

    def test_a_deferred_row_is_claimed_when_it_is_due(self, store: Store) -> None:
        approved(store, 1)
        (reader,) = claim(store)
        store.ledger.record([outcome(reader, DeliveryState.DEFERRED, retry_at=NOW + HOUR)], now=NOW)
        assert store.ledger.next_due(ISSUE) == NOW + HOUR
        assert claim(store, now=NOW + HOUR / 2) == []
        assert claim(store, now=NOW + HOUR) == [reader]
        assert store.ledger.next_due(ISSUE) is None

    def test_an_accepted_row_never_changes(self, store: Store) -> None:
        approved(store, 1)
        (reader,) = claim(store)
        store.ledger.record([outcome(reader, DeliveryState.ACCEPTED)], now=NOW)
        for state in DeliveryState:
            store.ledger.record([outcome(reader, state)], now=NOW)
        assert store.ledger.retry(ISSUE, tuple(DeliveryState), now=NOW) == 0
        assert store.ledger.sweep(now=NOW + 99 * HOUR) == (0, 0)
        assert states(store) == {reader: DeliveryState.ACCEPTED}

    def test_recording_twice_is_recording_once(self, store: Store) -> None:
        approved(store, 1)
        (reader,) = claim(store)
        deferred = outcome(reader, DeliveryState.DEFERRED, retry_at=NOW + HOUR)
        for _ in range(2):
            store.ledger.record([deferred], now=NOW)
        assert states(store) == {reader: DeliveryState.DEFERRED}

    def test_released_rows_go_back_to_the_queue(self, store: Store) -> None:
        approved(store, 3)
        ids = claim(store)
        store.ledger.mark_handing(ISSUE, ids[:1], worker="w", now=NOW)
        store.ledger.release(ISSUE, ids, worker="other")
        store.ledger.release(ISSUE, ids, worker="w")
        assert list(states(store).values()).count(DeliveryState.QUEUED) == 2
        assert states(store)[ids[0]] is DeliveryState.HANDING

    def test_a_sweep_requeues_what_was_leased_and_names_uncertain_what_was_handed(
        self, store: Store
    ) -> None:
        approved(store, 5)
        ids = claim(store, limit=3)
        store.ledger.mark_handing(ISSUE, ids[:1], worker="w", now=NOW)
        assert store.ledger.sweep(ISSUE, now=NOW + timedelta(seconds=59)) == (0, 0)
        assert store.ledger.sweep("other@2026-11-23", now=NOW + HOUR) == (0, 0)
        assert store.ledger.sweep(now=NOW + HOUR) == (2, 1)
        assert states(store)[ids[0]] is DeliveryState.UNCERTAIN
        assert len(claim(store)) == 4

    def test_a_lease_can_be_begun_anew_when_handing_starts(self, store: Store) -> None:
        approved(store, 1)
        ids = claim(store)
        later = NOW + timedelta(seconds=50)
        store.ledger.mark_handing(ISSUE, ids, worker="w", now=later, lease_s=60)
        assert store.ledger.sweep(now=NOW + timedelta(seconds=100)) == (0, 0)
        assert store.ledger.sweep(now=NOW + timedelta(seconds=110)) == (0, 1)

    def test_a_late_reply_settles_what_a_sweep_called_uncertain(self, store: Store) -> None:
        approved(store, 1)
        (reader,) = claim(store)
        store.ledger.mark_handing(ISSUE, [reader], worker="w", now=NOW)
        store.ledger.sweep(now=NOW + HOUR)
        store.ledger.record(
            [outcome(reader, DeliveryState.ACCEPTED, reply=Reply(code=250))], now=NOW + HOUR
        )
        assert states(store) == {reader: DeliveryState.ACCEPTED}

    def test_a_crash_report_comes_too_late_when_the_row_has_moved_on(self, store: Store) -> None:
        approved(store, 1)
        (reader,) = claim(store)
        store.ledger.record([outcome(reader, DeliveryState.DEFERRED, retry_at=NOW + HOUR)], now=NOW)
        store.ledger.record([outcome(reader, DeliveryState.UNCERTAIN)], now=NOW)
        assert states(store) == {reader: DeliveryState.DEFERRED}

    @pytest.mark.parametrize(
        "late", [DeliveryState.QUEUED, DeliveryState.DEFERRED, DeliveryState.REFUSED]
    )
    def test_a_late_not_taken_frees_no_row_that_another_claim_holds(
        self, store: Store, late: DeliveryState
    ) -> None:
        approved(store, 1)
        (reader,) = claim(store, worker="slow/1")
        store.ledger.mark_handing(ISSUE, [reader], worker="slow/1", now=NOW)
        # its lease ran out, and an operator or the policy queued the uncertain row again
        store.ledger.sweep(now=NOW + HOUR)
        store.ledger.retry(ISSUE, [DeliveryState.UNCERTAIN], now=NOW + HOUR)
        (reader,) = claim(store, worker="quick/1", now=NOW + HOUR)
        store.ledger.mark_handing(ISSUE, [reader], worker="quick/1", now=NOW + HOUR)
        store.ledger.record([outcome(reader, late, claim="slow/1")], now=NOW + HOUR)
        (row,) = store.ledger.rows(ISSUE)
        assert (row.state, row.leased_by) == (DeliveryState.HANDING, "quick/1")
        # that a copy was accepted is true whoever says it
        accepted = outcome(reader, DeliveryState.ACCEPTED, claim="slow/1")
        store.ledger.record([accepted], now=NOW + HOUR)
        assert states(store) == {reader: DeliveryState.ACCEPTED}

    def test_a_late_not_taken_settles_a_row_that_no_claim_holds(self, store: Store) -> None:
        approved(store, 1)
        (reader,) = claim(store, worker="slow/1")
        store.ledger.mark_handing(ISSUE, [reader], worker="slow/1", now=NOW)
        store.ledger.sweep(now=NOW + HOUR)
        late = outcome(reader, DeliveryState.QUEUED, claim="slow/1")
        store.ledger.record([late], now=NOW + HOUR)
        assert states(store) == {reader: DeliveryState.QUEUED}

    def test_an_operator_may_retry_what_was_refused_or_is_uncertain(self, store: Store) -> None:
        approved(store, 4)
        ids = claim(store)
        store.ledger.mark_handing(ISSUE, ids, worker="w", now=NOW)
        for reader, state in zip(
            ids, ("accepted", "refused", "uncertain", "suppressed"), strict=True
        ):
            store.ledger.record([outcome(reader, DeliveryState(state))], now=NOW)
        wanted = (DeliveryState.ACCEPTED, DeliveryState.REFUSED, DeliveryState.UNCERTAIN)
        assert store.ledger.retry(ISSUE, wanted, now=NOW) == 2
        assert sorted(claim(store)) == sorted(ids[1:3])

    def test_rows_are_listed_by_state_over_many_pages(self, store: Store) -> None:
        approved(store, 4500)
        taken = set(claim(store, limit=2300))
        assert {
            row.subscriber_id for row in store.ledger.rows(ISSUE, states=(DeliveryState.LEASED,))
        } == taken
        assert [row.subscriber_id for row in store.ledger.rows(ISSUE)] == [
            f"r{number:06}" for number in range(4500)
        ]

    def test_a_call_without_rows_changes_no_row(self, store: Store) -> None:
        store.ledger.record([], now=NOW)
        store.ledger.release(ISSUE, [], worker="w")
        assert store.ledger.mark_handing(ISSUE, [], worker="w", now=NOW) == frozenset()
        assert store.ledger.audit("none@2026-11-23") == Audit(
            issue_id="none@2026-11-23", selected=0, by_state={}
        )


class TestRetry:
    @pytest.mark.parametrize("state", [DeliveryState.REFUSED, DeliveryState.SUPPRESSED])
    def test_a_settled_row_that_was_not_accepted_is_queued_again_by_an_operator(
        self, store: Store, state: DeliveryState
    ) -> None:
        approved(store, 1)
        store.ledger.record([outcome("r000000", state, reply=Reply(code=550))], now=NOW)
        assert store.ledger.retry(ISSUE, [state], now=NOW + HOUR) == 1
        (row,) = store.ledger.rows(ISSUE)
        assert (row.state, row.leased_by) == (DeliveryState.QUEUED, "")

    @pytest.mark.parametrize("state", [DeliveryState.DEFERRED, DeliveryState.UNCERTAIN])
    def test_a_row_that_waits_or_is_uncertain_is_queued_again(
        self, store: Store, state: DeliveryState
    ) -> None:
        approved(store, 1)
        claim(store)
        store.ledger.mark_handing(ISSUE, ["r000000"], worker="w", now=NOW)
        store.ledger.record([outcome("r000000", state, retry_at=NOW + 9 * HOUR)], now=NOW)
        assert store.ledger.retry(ISSUE, [state], now=NOW) == 1
        assert claim(store) == ["r000000"]

    @pytest.mark.parametrize(
        "state", [DeliveryState.QUEUED, DeliveryState.LEASED, DeliveryState.ACCEPTED]
    )
    def test_no_other_row_is_touched(self, store: Store, state: DeliveryState) -> None:
        approved(store, 1)
        if state is DeliveryState.LEASED:
            claim(store)
        if state is DeliveryState.ACCEPTED:
            store.ledger.record([outcome("r000000", state)], now=NOW)
        assert store.ledger.retry(ISSUE, [state], now=NOW) == 0
        assert states(store) == {"r000000": state}
