"""Approve: freeze an issue and its readers, once preflight finds no error."""

from __future__ import annotations

from digest.errors import UseError
from digest.models import Issue
from digest.protocols import AtApproval
from digest.usecases.check import CheckedIssue, check_issue, must_pass
from digest.usecases.late_joiners import waves_at_approval
from digest.usecases.newsroom import Newsroom
from digest.usecases.stored_rendering import current_issue


def approve_issue(
    newsroom: Newsroom,
    issue_id: str,
    *,
    without_readers: bool = False,
    also: AtApproval | None = None,
) -> int:
    """Freeze the issue and its readers. Return the number of readers.

    Raises PreflightError when preflight finds an error, and UseError when the newsletter has no
    reader and `without_readers` is not set. Approving an approved issue changes
    nothing. `also` runs in the same transaction, with its connection: it is undone when the
    approval fails.
    """
    current = current_issue(newsroom, issue_id)
    # an approved issue cannot change, so checking it again could only confuse
    if current.issue.approved is None:
        must_pass(check_issue(newsroom, issue_id, current=current))
        if not without_readers:
            must_have_readers(newsroom, current.issue)
    return _freeze(newsroom, current.issue, also)


def approve_checked(
    newsroom: Newsroom, checked: CheckedIssue, *, also: AtApproval | None = None
) -> int:
    """Freeze an issue that was checked just now, as `approve_issue` does."""
    must_pass(checked)
    must_have_readers(newsroom, checked.issue)
    return _freeze(newsroom, checked.issue, also)


def must_have_readers(newsroom: Newsroom, issue: Issue) -> None:
    """Raise UseError when the newsletter has no reader: the issue would count as sent at once."""
    # one reader is enough, and the audience may be a million
    for _ in newsroom.audience(issue.newsletter_id):
        return
    raise UseError(
        f"{issue.newsletter_id} has no readers, so there is no mail to send",
        subject=issue.id,
        hint="digest subscribers add or import brings readers; "
        f"for the archive alone: digest issues approve {issue.id} --without-readers",
    )


def _freeze(newsroom: Newsroom, issue: Issue, also: AtApproval | None) -> int:
    # a stream of ids: a million readers never stand in memory at once
    audience = newsroom.audience(issue.newsletter_id)
    newsletter = newsroom.newsletter(issue.newsletter_id)
    return newsroom.store.issues.approve(
        issue.id,
        subscriber_ids=audience,
        now=newsroom.clock(),
        also=also,
        waves=waves_at_approval(newsroom, newsletter, issue.id),
    )
