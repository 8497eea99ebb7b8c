"""Look at an issue as it would go out now, for the studio."""

from __future__ import annotations

from dataclasses import dataclass

from digest.models import Briefing, Finding, Issue, IssueState
from digest.usecases.check import check_issue
from digest.usecases.newsroom import Newsroom


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownIssue:
    """An issue as it would go out now, with all findings. `issue` is None when it is held."""

    issue: Issue | None
    briefing: Briefing | None = None
    findings: tuple[Finding, ...] = ()


def look_at(newsroom: Newsroom, issue_id: str) -> ShownIssue:
    """Return the current issue: the very rendering that would be approved, tested and sent."""
    # a held issue has no rendering that could be checked
    if newsroom.store.issues.state(issue_id) in (None, IssueState.HELD):
        return ShownIssue(issue=None)
    checked = check_issue(newsroom, issue_id)
    return ShownIssue(issue=checked.issue, briefing=checked.briefing, findings=checked.findings)
