"""An issue moves from state to state only as an operator may move it, and rows go again by word."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from own_newsroom import own_newsroom
from small_issue import NOW, a_briefing, an_issue

from digest.errors import UseError
from digest.models import DeliveryState, IssueState, Outcome, Selection
from digest.store import open_store
from digest.usecases.change_issue import (
    SENDABLE,
    cancel_issue,
    pause_issue,
    resume_issue,
    retry_rows,
)
from digest.usecases.newsroom import Newsroom

ISSUE = "security-briefing@2026-11-23"
Change = Callable[[Newsroom, str], None]

MAY: list[tuple[Change, str, tuple[IssueState, ...], IssueState]] = [
    (pause_issue, "paused", (IssueState.APPROVED, IssueState.SENDING), IssueState.PAUSED),
    (resume_issue, "resumed", (IssueState.PAUSED,), IssueState.SENDING),
    (
        cancel_issue,
        "cancelled",
        (IssueState.APPROVED, IssueState.SENDING, IssueState.PAUSED),
        IssueState.CANCELLED,
    ),
]
"""Each change, its participle, the states from which it may come, and the state it leads to."""

LATER = (
    IssueState.APPROVED,
    IssueState.SENDING,
    IssueState.PAUSED,
    IssueState.SENT,
    IssueState.CANCELLED,
)


@pytest.fixture
def newsroom(store_url: str) -> Iterator[Newsroom]:
    store = open_store(store_url)
    store.issues.save_draft(a_briefing(ISSUE), Selection(stories=()), an_issue(ISSUE))
    yield Newsroom(config=own_newsroom(), store=store, clock=lambda: NOW)
    store.close()


def in_state(newsroom: Newsroom, state: IssueState, *readers: str) -> None:
    newsroom.store.issues.approve(ISSUE, subscriber_ids=readers, now=NOW)
    if state is not IssueState.APPROVED:
        newsroom.store.issues.set_state(ISSUE, state, expect=(IssueState.APPROVED,))


def cases() -> Iterator[tuple[Change, str, IssueState, IssueState | None]]:
    for change, participle, may_come_from, leads_to in MAY:
        for state in LATER:
            yield change, participle, state, leads_to if state in may_come_from else None


@pytest.mark.parametrize(("change", "participle", "state", "leads_to"), list(cases()))
def test_each_change_is_made_from_its_own_states_alone(
    newsroom: Newsroom,
    change: Change,
    participle: str,
    state: IssueState,
    leads_to: IssueState | None,
) -> None:
    in_state(newsroom, state)
    if leads_to is None:
        with pytest.raises(UseError) as refused:
            change(newsroom, ISSUE)
        assert str(refused.value) == f"this issue is {state} and cannot be {participle}: {ISSUE}"
        assert refused.value.hint.startswith("an issue must be ")
        leads_to = state
    else:
        change(newsroom, ISSUE)
    assert newsroom.store.issues.state(ISSUE) is leads_to


def test_the_hint_names_each_state_from_which_it_would_go(newsroom: Newsroom) -> None:
    in_state(newsroom, IssueState.SENT)
    with pytest.raises(UseError) as refused:
        cancel_issue(newsroom, ISSUE)
    assert refused.value.hint == "an issue must be approved or sending or paused for that"


@pytest.mark.parametrize("change", [pause_issue, resume_issue, cancel_issue])
def test_a_draft_and_an_unknown_issue_are_refused(newsroom: Newsroom, change: Change) -> None:
    with pytest.raises(UseError, match="this issue is draft"):
        change(newsroom, ISSUE)
    with pytest.raises(UseError, match="no such issue"):
        change(newsroom, "security-briefing@2026-01-01")


def test_messages_are_handed_over_in_two_states() -> None:
    assert set(SENDABLE) == {IssueState.APPROVED, IssueState.SENDING}


# ---- rows that are queued again ---------------------------------------------


def settle(newsroom: Newsroom, **states: DeliveryState) -> None:
    ledger = newsroom.store.ledger
    ledger.claim(ISSUE, worker="w", limit=len(states), now=NOW, lease_s=60)
    ledger.mark_handing(ISSUE, list(states), worker="w", now=NOW)
    outcomes = []
    for reader, state in states.items():
        outcomes.append(Outcome(issue_id=ISSUE, subscriber_id=reader, state=state))
    ledger.record(outcomes, now=NOW)


def states(newsroom: Newsroom) -> dict[str, DeliveryState]:
    return {row.subscriber_id: row.state for row in newsroom.store.ledger.rows(ISSUE)}


def test_rows_of_the_named_states_go_again_and_others_stay(newsroom: Newsroom) -> None:
    in_state(newsroom, IssueState.SENDING, "a", "b", "c")
    settle(
        newsroom,
        a=DeliveryState.REFUSED,
        b=DeliveryState.UNCERTAIN,
        c=DeliveryState.ACCEPTED,
    )
    assert retry_rows(newsroom, ISSUE, [DeliveryState.REFUSED]) == 1
    assert states(newsroom) == {
        "a": DeliveryState.QUEUED,
        "b": DeliveryState.UNCERTAIN,
        "c": DeliveryState.ACCEPTED,
    }


def test_a_sent_issue_is_sending_again_when_rows_go_again(newsroom: Newsroom) -> None:
    in_state(newsroom, IssueState.SENDING, "a")
    settle(newsroom, a=DeliveryState.REFUSED)
    newsroom.store.issues.set_state(ISSUE, IssueState.SENT, expect=(IssueState.SENDING,))
    assert retry_rows(newsroom, ISSUE, [DeliveryState.REFUSED]) == 1
    assert newsroom.store.issues.state(ISSUE) is IssueState.SENDING


def test_a_paused_issue_stays_paused_when_rows_go_again(newsroom: Newsroom) -> None:
    in_state(newsroom, IssueState.SENDING, "a")
    settle(newsroom, a=DeliveryState.REFUSED)
    pause_issue(newsroom, ISSUE)
    assert retry_rows(newsroom, ISSUE, [DeliveryState.REFUSED]) == 1
    assert newsroom.store.issues.state(ISSUE) is IssueState.PAUSED


def test_an_accepted_message_never_goes_again_and_neither_do_those_beside_it(
    newsroom: Newsroom,
) -> None:
    in_state(newsroom, IssueState.SENDING, "a", "b")
    settle(newsroom, a=DeliveryState.REFUSED, b=DeliveryState.ACCEPTED)
    with pytest.raises(UseError, match="a message that was accepted is never sent again"):
        retry_rows(newsroom, ISSUE, [DeliveryState.REFUSED, DeliveryState.ACCEPTED])
    # the whole request is refused: the operator asked for something else than was meant
    assert states(newsroom)["a"] is DeliveryState.REFUSED


def test_rows_of_a_cancelled_issue_never_go_again(newsroom: Newsroom) -> None:
    in_state(newsroom, IssueState.SENDING, "a")
    settle(newsroom, a=DeliveryState.REFUSED)
    cancel_issue(newsroom, ISSUE)
    with pytest.raises(UseError) as refused:
        retry_rows(newsroom, ISSUE, [DeliveryState.REFUSED])
    assert str(refused.value) == f"this issue is cancelled: {ISSUE}"
    assert refused.value.hint == "it was given up for good"


def test_no_state_means_no_row(newsroom: Newsroom) -> None:
    in_state(newsroom, IssueState.SENDING, "a")
    settle(newsroom, a=DeliveryState.REFUSED)
    assert retry_rows(newsroom, ISSUE, []) == 0


def test_a_row_at_work_is_not_taken_from_its_worker(newsroom: Newsroom) -> None:
    in_state(newsroom, IssueState.SENDING, "a")
    newsroom.store.ledger.claim(ISSUE, worker="w", limit=1, now=NOW, lease_s=60)
    assert retry_rows(newsroom, ISSUE, [DeliveryState.LEASED]) == 0
    assert states(newsroom) == {"a": DeliveryState.LEASED}
