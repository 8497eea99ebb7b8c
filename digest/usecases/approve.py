"""The gate before any send: what speaks against an issue, on the final bytes of a sample message."""

from __future__ import annotations

from digest.errors import PreflightError
from digest.models import Briefing, Finding, Issue, Severity
from digest.protocols import Prober
from digest.render import preflight
from digest.usecases.message_for_reader import SAMPLE_READER, message_to
from digest.usecases.newsroom import Newsroom, briefing_of, cited_articles, fetching, issue_of
from digest.write import check_briefing


def must_pass(newsroom: Newsroom, issue_id: str) -> None:
    """Raise PreflightError when the gate finds an error."""
    errors = [
        finding
        for finding in preflight_issue(newsroom, issue_id)
        if finding.severity is Severity.ERROR
    ]
    if errors:
        raise PreflightError(
            "this issue must not go out",
            findings=errors,
            subject=issue_id,
            hint="digest issues edit mends it",
        )


def preflight_issue(
    newsroom: Newsroom, issue_id: str, *, online: bool = False
) -> tuple[Finding, ...]:
    """Everything the gate and the writing checks say about an issue, on the final bytes of a sample message."""
    issue, briefing = issue_of(newsroom, issue_id), briefing_of(newsroom, issue_id)
    if not online:
        return findings_against(newsroom, issue, briefing)
    with fetching(newsroom) as fetcher:
        return findings_against(newsroom, issue, briefing, online=fetcher)


def findings_against(
    newsroom: Newsroom, issue: Issue, briefing: Briefing, *, online: Prober | None = None
) -> tuple[Finding, ...]:
    """The same for an issue that need not be stored as it is."""
    return (
        *check_briefing(briefing, cited_articles(newsroom, briefing)),
        *preflight(
            message_to(newsroom, issue, SAMPLE_READER).content,
            issue=issue,
            briefing=briefing,
            publication=newsroom.config.settings.publication,
            lowered=newsroom.newsletter(issue.newsletter_id).lowered,
            online=online,
        ),
    )
