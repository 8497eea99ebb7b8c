"""Look: an issue as it would go out now, for the studio."""

from __future__ import annotations

from dataclasses import dataclass

from digest.models import Finding, Issue, IssueState
from digest.usecases.check import check_rendered
from digest.usecases.newsroom import Newsroom, briefing_of
from digest.usecases.render_draft import render_draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """An issue as it would go out now, with all findings. `issue` is None when it is held."""

    issue: Issue | None
    findings: tuple[Finding, ...] = ()


def look_at(newsroom: Newsroom, issue_id: str) -> Look:
    """Return an approved issue as it was frozen, or a draft that is rendered afresh.

    A draft is rendered with the configuration and the templates of this moment.
    """
    stored, briefing = newsroom.store.issues.issue(issue_id), briefing_of(newsroom, issue_id)
    if stored is None or stored.state is IssueState.HELD:
        return Look(issue=None)
    issue = stored
    if stored.approved is None:
        issue, _ = render_draft(newsroom, briefing, created=stored.created)
    return Look(issue=issue, findings=check_rendered(newsroom, issue, briefing).findings)
