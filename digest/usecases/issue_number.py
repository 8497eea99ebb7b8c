"""Issue number: the place of an issue among all approved issues of its newsletter."""

from __future__ import annotations

from digest.kernel.issue_ids import Edition, read_issue_id
from digest.models import IssueState
from digest.usecases.newsroom import Newsroom

MOST_ISSUES = 20_000
"""Issues that are counted: fifty years of a daily newsletter."""

COUNTED = (
    IssueState.APPROVED,
    IssueState.SENDING,
    IssueState.PAUSED,
    IssueState.SENT,
    IssueState.ENDED,
)
"""States of an issue that readers have, or will have; a cancelled one never left."""


def issue_number(newsroom: Newsroom, edition: Edition) -> int:
    """Return the number of an edition: one more than the approved issues before it."""
    approved = newsroom.store.issues.list(
        newsletter_id=edition.newsletter_id, limit=MOST_ISSUES, states=COUNTED
    )
    number = 1
    for issue in approved:
        read = read_issue_id(issue.id)
        # in a replay of a past morning, later issues are stored already
        is_later = read is None or read.is_after(edition)
        if issue.id != edition.issue_id and not is_later:
            number += 1
    return number
