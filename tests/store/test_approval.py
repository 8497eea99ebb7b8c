"""An approval freezes the issue and its readers as one, or leaves all as it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from small_issue import NOW
from store_nouns import HOUR, ISSUE, a_briefing, a_reader, a_story, an_issue, draft, states

from digest.errors import StoreError, UseError
from digest.models import DeliveryState, IssueState, Selection
from digest.protocols import Store
from digest.store.approval import READERS_A_CHUNK, _in_chunks


def approve(store: Store, *ids: str, issue_id: str = ISSUE, **more: object) -> int:
    return store.issues.approve(issue_id, subscriber_ids=ids, now=NOW, **more)  # type: ignore[arg-type]


def test_each_reader_has_a_row_that_is_due_at_once(store: Store) -> None:
    readers = [a_reader(number) for number in range(3)]
    store.subscribers.add(readers)
    draft(store)
    assert approve(store, *(reader.id for reader in readers)) == 3
    rows = list(store.ledger.rows(ISSUE))
    assert [row.subscriber_id for row in rows] == [reader.id for reader in readers]
    for row, reader in zip(rows, readers, strict=True):
        assert (row.state, row.attempts) == (DeliveryState.QUEUED, 0)
        assert row.domain == reader.email.rpartition("@")[2]
        assert (row.reply, row.relay, row.leased_by) == (None, "", "")
        assert row.updated == NOW
    claimed = store.ledger.claim(ISSUE, worker="w", limit=9, now=NOW, lease_s=60)
    assert len(claimed) == 3


def test_an_issue_without_readers_is_approved_all_the_same(store: Store) -> None:
    draft(store)
    assert approve(store) == 0
    assert store.issues.state(ISSUE) is IssueState.APPROVED
    assert store.ledger.audit(ISSUE).balances


def test_a_reader_who_was_erased_meanwhile_keeps_a_row_without_a_domain(store: Store) -> None:
    draft(store)
    assert approve(store, "erased") == 1
    (row,) = store.ledger.rows(ISSUE)
    assert (row.subscriber_id, row.domain) == ("erased", "")


def test_the_moment_and_the_number_of_readers_are_frozen(store: Store) -> None:
    draft(store)
    approve(store, "a", "b")
    issue = store.issues.issue(ISSUE)
    assert issue
    assert issue.approved == NOW
    assert store.ledger.audit(ISSUE).selected == 2


@pytest.mark.parametrize("state", [IssueState.PAUSED, IssueState.CANCELLED])
def test_an_issue_that_was_approved_stays_as_it_is_in_every_later_state(
    store: Store, state: IssueState
) -> None:
    draft(store)
    approve(store, "a")
    store.issues.set_state(ISSUE, state, expect=(IssueState.APPROVED,))
    assert approve(store, "a", "b") == 1
    assert store.issues.state(ISSUE) is state
    assert set(states(store)) == {"a"}


def test_a_held_issue_is_refused_with_the_reason(store: Store) -> None:
    store.issues.save_draft(a_briefing(), Selection(stories=(), held="too few"), None)
    with pytest.raises(UseError) as refused:
        approve(store, "a")
    assert str(refused.value) == (
        f"this issue is held; it has no rendered mail to approve: {ISSUE}"
    )
    assert states(store) == {}


def test_an_issue_that_is_not_there_is_refused_with_a_hint(store: Store) -> None:
    with pytest.raises(UseError, match="no such issue") as refused:
        approve(store, "a", issue_id="daily@2026-01-01")
    assert refused.value.hint == "digest issues list shows them"


def test_the_threads_of_the_stories_are_frozen_with_the_issue(store: Store) -> None:
    story = a_story(1)
    draft(store, stories=(story,))
    assert store.issues.past_stories("daily", since=NOW - HOUR, before="daily@2026-12-31") == ()
    approve(store, "a")
    (past,) = store.issues.past_stories("daily", since=NOW - HOUR, before="daily@2026-12-31")
    assert past.thread_id == story.thread_id


def test_a_step_that_runs_with_the_approval_sees_the_readers_and_the_issue(store: Store) -> None:
    draft(store)
    seen: list[tuple[str, int]] = []

    def also(_connection: object, issue_id: str, readers: int) -> None:
        seen.append((issue_id, readers))

    approve(store, "a", "b", also=also)
    assert seen == [(ISSUE, 2)]
    # the second approval changes no row, so it takes no work along
    approve(store, "a", "b", also=also)
    assert seen == [(ISSUE, 2)]


def test_a_step_that_fails_with_the_approval_undoes_it(store: Store) -> None:
    draft(store, stories=(a_story(1),))

    def also(*_: object) -> None:
        raise StoreError("the queue is away")

    with pytest.raises(StoreError, match="the queue is away"):
        approve(store, "a", also=also)
    assert store.issues.state(ISSUE) is IssueState.DRAFT
    assert states(store) == {}
    assert store.issues.past_stories("daily", since=NOW - HOUR, before="daily@2026-12-31") == ()
    # the next try finds all as it was
    assert approve(store, "a") == 1


def test_readers_that_cannot_be_listed_leave_the_draft_as_it_was(store: Store) -> None:
    draft(store)

    def broken() -> Iterator[str]:
        yield "a"
        raise StoreError("the list broke off")

    with pytest.raises(StoreError, match="broke off"):
        store.issues.approve(ISSUE, subscriber_ids=broken(), now=NOW)
    assert store.issues.state(ISSUE) is IssueState.DRAFT
    assert states(store) == {}


@pytest.mark.parametrize("reader", ["r'; DROP TABLE deliveries; --", "ا-ب", '"quoted"', "[1]"])
def test_an_id_of_any_letters_is_one_reader(store: Store, reader: str) -> None:
    draft(store)
    assert approve(store, reader) == 1
    assert set(states(store)) == {reader}


@pytest.mark.parametrize(
    ("count", "chunks"),
    [
        (0, []),
        (1, [1]),
        (READERS_A_CHUNK, [READERS_A_CHUNK]),
        (READERS_A_CHUNK + 1, [READERS_A_CHUNK, 1]),
    ],
)
def test_readers_are_kept_in_chunks_of_lines(count: int, chunks: list[int]) -> None:
    ids = [f"r{number}" for number in range(count)]
    lines = [chunk.split("\n") for chunk in _in_chunks(ids)]
    assert [len(chunk) for chunk in lines] == chunks
    together = [reader for chunk in lines for reader in chunk]
    assert together == ids


def test_readers_of_two_chunks_are_counted_together(store: Store) -> None:
    draft(store)
    ids = [f"r{number:06}" for number in range(READERS_A_CHUNK + 2)]
    assert approve(store, *ids) == len(ids)
    assert store.ledger.audit(ISSUE).by_state == {DeliveryState.QUEUED: len(ids)}


def test_two_issues_freeze_readers_apart(store: Store) -> None:
    draft(store)
    other = "gulf@2026-11-23"
    store.issues.save_draft(a_briefing(other), Selection(stories=()), an_issue(other))
    approve(store, "a", "b")
    approve(store, "b", issue_id=other)
    assert store.ledger.audit(ISSUE).selected == 2
    assert store.ledger.audit(other).selected == 1


def test_a_draft_may_be_replaced_until_it_is_approved(store: Store) -> None:
    draft(store)
    store.issues.save_draft(
        a_briefing(), Selection(stories=()), replace(an_issue(), subject="Second")
    )
    approve(store, "a")
    issue = store.issues.issue(ISSUE)
    assert issue
    assert issue.subject == "Second"
