"""Look at an issue as it would go out now, for the studio."""

from __future__ import annotations

from dataclasses import dataclass

from digest.models import Briefing, Finding, Issue, IssueState
from digest.render import locate, mail_parts, render_issue
from digest.usecases.check import check_issue
from digest.usecases.looks import look_of
from digest.usecases.newsroom import Newsroom, briefing_of
from digest.usecases.stored_rendering import current_issue


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


def rendering_of(newsroom: Newsroom, issue_id: str) -> Issue | None:
    """Return the current issue without checking it; None when it is held or does not exist."""
    if newsroom.store.issues.state(issue_id) in (None, IssueState.HELD):
        return None
    return current_issue(newsroom, issue_id).issue


def warm_up(newsroom: Newsroom, issue_id: str) -> None:
    """Render an issue without its pictures and drop the result; no request leaves the machine.

    The templates are compiled then and the maps are read, which takes half a second of CPU once.
    """
    briefing = briefing_of(newsroom, issue_id)
    publication = newsroom.config.settings.publication
    render_issue(
        briefing,
        publication=publication,
        created=newsroom.clock(),
        templates_dir=newsroom.config.settings.templates_dir,
        theme=look_of(newsroom.config, briefing.newsletter_id, briefing.theme),
        parts=mail_parts(newsroom.config.folder),
        locator=locate(briefing, newsroom.config.aliases, public_url=publication.public_url),
    )
