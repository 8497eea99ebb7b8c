"""Change the state of an approved issue: pause, resume, end, cancel; take an approval back."""

from __future__ import annotations

from collections.abc import Sequence

from digest.errors import UseError
from digest.models import DeliveryState, IssueState
from digest.usecases.newsroom import Newsroom, issue_of

SENDABLE = (IssueState.APPROVED, IssueState.SENDING)
"""The states in which messages of an issue may be handed over."""


OVER = (IssueState.ENDED, IssueState.CANCELLED)
"""The states in which an issue never goes on."""


def pause_issue(newsroom: Newsroom, issue_id: str) -> None:
    """Stop handing over. The ledger rows keep their state."""
    # a running sender looks at the state by itself, and stops within a moment
    _change_state(newsroom, issue_id, "paused", IssueState.PAUSED, SENDABLE)


def resume_issue(newsroom: Newsroom, issue_id: str) -> None:
    """Let a paused issue go on with the next send."""
    _change_state(newsroom, issue_id, "resumed", IssueState.SENDING, (IssueState.PAUSED,))


def end_issue(newsroom: Newsroom, issue_id: str) -> None:
    """Hand no more messages over. The issue stays in the archive: some readers have it."""
    expected = (*SENDABLE, IssueState.PAUSED)
    _change_state(newsroom, issue_id, "ended", IssueState.ENDED, expected)


def take_back_approval(newsroom: Newsroom, issue_id: str) -> None:
    """Make an approved issue a draft again. Raises UseError after the first hand-over."""
    issue = issue_of(newsroom, issue_id)
    if issue.approved is None:
        raise UseError("this issue is not approved", subject=issue_id, hint="it is a draft still")
    # the database decides: a sender may begin at this very moment
    if not newsroom.store.issues.take_back_approval(issue_id):
        hint = f"digest issues correct {issue_id} puts a mistake right"
        if issue.state in SENDABLE:
            stop = f"digest issues pause {issue_id} stops it, digest issues end {issue_id} for good"
            hint = f"{stop}; {hint}"
        raise UseError(
            "readers may have this issue, so its approval stands", subject=issue_id, hint=hint
        )


def cancel_issue(newsroom: Newsroom, issue_id: str) -> None:
    """Give the issue up, so that it appears nowhere. Raises UseError once a reader may have it."""
    expected = (*SENDABLE, IssueState.PAUSED)
    known = newsroom.store.issues.may_be_known(issue_id)
    # the state is judged first: a sent issue can be neither cancelled nor ended
    if known and issue_of(newsroom, issue_id).state in expected:
        raise UseError(
            "readers may have this issue, so it cannot be cancelled",
            subject=issue_id,
            hint=f"digest issues end {issue_id} stops it for good and keeps it in the archive",
        )
    _change_state(newsroom, issue_id, "cancelled", IssueState.CANCELLED, expected)


def retry_rows(newsroom: Newsroom, issue_id: str, states: Sequence[DeliveryState]) -> int:
    """Queue the rows of those states again, by an operator's word. Return how many.

    Raises UseError for an ended or cancelled issue and for accepted rows.
    """
    issue = issue_of(newsroom, issue_id)
    if issue.state in OVER:
        raise UseError(
            f"this issue is {issue.state}", subject=issue_id, hint="it was given up for good"
        )
    # the promise of the ledger: no reader gets one issue twice
    if DeliveryState.ACCEPTED in states:
        raise UseError(
            "a message that was accepted is never sent again",
            subject=issue_id,
            hint="refused, uncertain, deferred and suppressed ones may be tried again",
        )
    count = newsroom.store.ledger.retry(issue_id, states, now=newsroom.clock())
    # rows first: after a crash in between the same command sets the state
    newsroom.store.issues.set_state(issue_id, IssueState.SENDING, expect=(IssueState.SENT,))
    return count


def _change_state(
    newsroom: Newsroom,
    issue_id: str,
    participle: str,
    state: IssueState,
    expected: Sequence[IssueState],
) -> None:
    issue = issue_of(newsroom, issue_id)
    # compare and set in one statement: two operators may click at one time
    if newsroom.store.issues.set_state(issue_id, state, expect=expected):
        return
    raise UseError(
        f"this issue is {issue.state} and cannot be {participle}",
        subject=issue_id,
        hint=f"an issue must be {' or '.join(expected)} for that",
    )
