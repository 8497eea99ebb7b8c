"""Issue number: the place of an issue among all approved issues of its newsletter."""

from __future__ import annotations

from digest.kernel.issue_ids import Edition, read_issue_id
from digest.models import IssueState
from digest.usecases.newsroom import Newsroom

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
    before, ids = newsroom.store.issues.count_and_ids(
        edition.newsletter_id, day=edition.day, states=COUNTED
    )
    number = before + 1
    for issue_id in ids:
        read = read_issue_id(issue_id)
        # in a replay of a past morning, later issues are stored already
        is_later = read is None or read.is_after(edition)
        if issue_id != edition.issue_id and not is_later:
            number += 1
    return number
