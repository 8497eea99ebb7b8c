"""The checks run once in a morning, and an error in them stops approval and sending."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from sample_morning import ISSUE, Desk

from digest.errors import PreflightError, UseError
from digest.models import Approval, Finding, Severity
from digest.usecases import (
    approve_issue,
    briefing_of,
    check_issue,
    draft_issue,
    issue_of,
    preflight_issue,
    redraft,
    run_newsletter,
    send_approved,
)
from digest.usecases.check import check_draft, must_pass

NEWSLETTER = "security-briefing"


@dataclass(slots=True)
class CountedIssues:
    """The real issues, with a count of the reads of whole issues and briefings."""

    issues: Any
    reads: list[str] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        if name in ("issue", "briefing"):
            self.reads.append(name)
        return getattr(self.issues, name)


@dataclass(slots=True)
class CountedStore:
    store: Any
    issues: CountedIssues

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)


def automatic(desk: Desk) -> Desk:
    newsletters = tuple(
        replace(one, approval=Approval.AUTO) for one in desk.newsroom.config.newsletters
    )
    config = replace(desk.newsroom.config, newsletters=newsletters)
    return replace(desk, newsroom=replace(desk.newsroom, config=config))


def with_invented_number(desk: Desk) -> None:
    briefing = briefing_of(desk.newsroom, ISSUE)
    first, *others = briefing.items
    text = f"{first.headline.text}, killing 9,731"
    headline = replace(first.headline, text=text)
    redraft(desk.newsroom, replace(briefing, items=(replace(first, headline=headline), *others)))


def test_a_morning_reads_the_whole_issue_once(desk: Desk) -> None:
    desk = automatic(desk)
    issues = CountedIssues(desk.store.issues)
    counted = replace(desk.newsroom, store=CountedStore(desk.store, issues))  # type: ignore[arg-type]
    report = run_newsletter(counted, NEWSLETTER)
    assert report.sent
    assert report.sent.finished
    assert len(desk.mailbox.mails) == 3
    assert issues.reads.count("issue") == 1
    # one briefing is read to learn whether a person edited it
    assert issues.reads.count("briefing") <= 2


def test_the_findings_of_a_draft_are_those_of_its_check(desk: Desk) -> None:
    draft = draft_issue(desk.newsroom, NEWSLETTER)
    assert draft.issue
    checked = check_draft(desk.newsroom, draft, draft.issue)
    assert checked.findings == check_issue(desk.newsroom, ISSUE).findings
    assert checked.findings == preflight_issue(desk.newsroom, ISSUE)


def test_an_invented_number_stops_approval(desk: Desk) -> None:
    draft_issue(desk.newsroom, NEWSLETTER)
    with_invented_number(desk)
    with pytest.raises(PreflightError, match="must not go out") as caught:
        approve_issue(desk.newsroom, ISSUE)
    assert any("9,731" in finding.message for finding in caught.value.findings)
    assert issue_of(desk.newsroom, ISSUE).approved is None


def test_warnings_stop_no_issue_and_errors_do(desk: Desk) -> None:
    draft_issue(desk.newsroom, NEWSLETTER)
    checked = check_issue(desk.newsroom, ISSUE)
    warning = Finding(rule_id="x", severity=Severity.WARNING, message="small")
    note = Finding(rule_id="y", severity=Severity.NOTE, message="smaller")
    must_pass(replace(checked, findings=(warning, note)))
    error = Finding(rule_id="z", severity=Severity.ERROR, message="large")
    with pytest.raises(PreflightError) as caught:
        must_pass(replace(checked, findings=(warning, error)))
    assert caught.value.findings == (error,)


def test_a_send_by_another_process_checks_again_before_the_first_hand_over(desk: Desk) -> None:
    desk.approved()
    settings = desk.newsroom.config.settings
    nameless = replace(settings.publication, postal_address="")
    config = replace(desk.newsroom.config, settings=replace(settings, publication=nameless))
    with pytest.raises(PreflightError):
        send_approved(replace(desk.newsroom, config=config), ISSUE)
    assert desk.mailbox.mails == []


def test_a_checked_issue_of_other_content_is_not_trusted(desk: Desk) -> None:
    desk.approved()
    checked = check_issue(desk.newsroom, ISSUE)
    stranger = replace(checked, issue=replace(checked.issue, content_hash="other"))
    summary = send_approved(desk.newsroom, ISSUE, checked=stranger)
    assert summary.finished
    assert len(desk.mailbox.mails) == 3


def test_a_draft_is_not_sent(desk: Desk) -> None:
    draft_issue(desk.newsroom, NEWSLETTER)
    with pytest.raises(UseError, match="not approved"):
        send_approved(desk.newsroom, ISSUE)
    assert desk.mailbox.mails == []
