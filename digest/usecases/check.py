"""Check: every finding against an issue, on the final bytes of a sample message."""

from __future__ import annotations

from dataclasses import dataclass, replace

from digest.deliver import CompiledMessage, txt_records
from digest.errors import PreflightError
from digest.models import Briefing, Finding, Issue, Severity
from digest.protocols import Prober
from digest.render import preflight
from digest.usecases.draft import DraftResult
from digest.usecases.message_for_reader import SAMPLE_READER, compiled_message, filler
from digest.usecases.newsroom import Newsroom, cited_articles, fetching
from digest.usecases.own_links import links_to_this_machine
from digest.usecases.stored_rendering import CurrentIssue, current_issue
from digest.usecases.variants import briefings_of_variants, with_variant
from digest.write import check_briefing


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedIssue:
    """An issue, its compiled message and all findings: approving and sending go on with it."""

    issue: Issue
    briefing: Briefing
    compiled: CompiledMessage
    findings: tuple[Finding, ...]


def check_issue(
    newsroom: Newsroom,
    issue_id: str,
    *,
    current: CurrentIssue | None = None,
    online: Prober | None = None,
) -> CheckedIssue:
    """Check the current issue, which is looked up unless it is given.

    With `online` links, unsubscribe and DNS are tried as well.
    """
    # the lookup may render the draft again, so it comes before everything that reads it
    current = current or current_issue(newsroom, issue_id)
    checked = check_rendered(newsroom, current.issue, current.briefing, online=online)
    checked = _with_own_links(newsroom, _with_variants(newsroom, checked))
    if not current.changed:
        return checked
    return replace(checked, findings=(*checked.findings, _frozen_before(current)))


def check_draft(newsroom: Newsroom, draft: DraftResult, issue: Issue) -> CheckedIssue:
    """Check the issue of a draft that was made just now. Its writing is not checked again."""
    checked = check_rendered(newsroom, issue, draft.briefing, writing_findings=draft.findings)
    return _with_own_links(newsroom, _with_variants(newsroom, checked))


def _with_own_links(newsroom: Newsroom, checked: CheckedIssue) -> CheckedIssue:
    """Add the finding on links that lead to this machine."""
    findings = links_to_this_machine(newsroom, checked.issue.newsletter_id)
    return replace(checked, findings=(*checked.findings, *findings))


def _with_variants(newsroom: Newsroom, checked: CheckedIssue) -> CheckedIssue:
    """Add what preflight finds in the mail of each variant, and not in the whole one."""
    stored = newsroom.store.issues.variants(checked.issue.id)
    if not stored:
        return checked
    parts = briefings_of_variants(newsroom, checked.briefing)
    findings = list(checked.findings)
    known = {(finding.rule_id, finding.message) for finding in findings}
    for variant in stored:
        part = parts.get(variant.variant_id)
        # no mail without a story; and a variant that YAML no longer has was checked before
        if not variant.html or part is None:
            continue
        mail = with_variant(checked.issue, variant)
        of_variant = check_rendered(newsroom, mail, part, writing_findings=())
        for finding in of_variant.findings:
            if (finding.rule_id, finding.message) not in known:
                where = f"variant {variant.variant_id} {finding.where}".rstrip()
                findings.append(replace(finding, where=where))
    return replace(checked, findings=tuple(findings))


def check_rendered(
    newsroom: Newsroom,
    issue: Issue,
    briefing: Briefing,
    *,
    writing_findings: tuple[Finding, ...] | None = None,
    online: Prober | None = None,
) -> CheckedIssue:
    """Check an issue that need not be stored as it is."""
    if writing_findings is None:
        writing_findings = check_briefing(
            briefing, cited_articles(newsroom, briefing), aliases=newsroom.config.aliases
        )
    # rules are judged on the bytes that a relay would get, not on the template
    compiled = compiled_message(newsroom, issue)
    sample = filler(newsroom, issue, compiled)(SAMPLE_READER)
    mail_findings = preflight(
        sample.content,
        issue=issue,
        briefing=briefing,
        publication=newsroom.config.settings.publication,
        lowered=newsroom.newsletter(issue.newsletter_id).lowered,
        online=online,
        # DNS is asked on request alone: preflight must work without a network
        txt_lookup=txt_records if online else None,
        signed=newsroom.config.settings.deliver.goes_signed,
    )
    return CheckedIssue(
        issue=issue,
        briefing=briefing,
        compiled=compiled,
        findings=(*writing_findings, *mail_findings),
    )


def preflight_issue(
    newsroom: Newsroom, issue_id: str, *, online: bool = False
) -> tuple[Finding, ...]:
    """Return all findings of preflight and of the writing checks, on a sample message."""
    if not online:
        return check_issue(newsroom, issue_id).findings
    with fetching(newsroom) as fetcher:
        return check_issue(newsroom, issue_id, online=fetcher).findings


def _frozen_before(current: CurrentIssue) -> Finding:
    """Say that an approved issue is not what it would be if it were rendered now."""
    changed = ", ".join(current.changed)
    return Finding(
        rule_id="issue.frozen",
        severity=Severity.WARNING,
        message=f"it goes out as it was approved; since then this changed: {changed}",
    )


def must_pass(checked: CheckedIssue) -> None:
    """Raise PreflightError when a finding is an error."""
    # warnings and notes never stop an issue: the operator reads them
    errors: list[Finding] = []
    for finding in checked.findings:
        if finding.severity is Severity.ERROR:
            errors.append(finding)
    if errors:
        raise PreflightError(
            "this issue must not go out",
            findings=errors,
            subject=checked.issue.id,
            hint="digest issues edit mends it",
        )
