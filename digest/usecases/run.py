"""Run: one whole morning of a newsletter, from collecting the news to sending the issue."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

from digest.collect import Harvest
from digest.kernel.issue_ids import Edition
from digest.models import Approval, Newsletter
from digest.protocols import AtApproval
from digest.usecases.approve import approve_checked
from digest.usecases.check import CheckedIssue, check_draft, check_issue
from digest.usecases.collect import CollectReport, collect_news, raise_if_stopped
from digest.usecases.draft import (
    OPEN_STATES,
    DraftResult,
    draft_issue,
    is_edited,
)
from digest.usecases.editions import edition_at
from digest.usecases.late_sources import collect_with_patience
from digest.usecases.newsroom import Newsroom
from digest.usecases.send import SendSummary, send_approved


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """One run of a newsletter.

    `waiting` says in a sentence why the issue was not sent, and is empty when it was.
    `checked` is the issue that this run approved.
    """

    issue_id: str
    collected: CollectReport | None = None
    draft: DraftResult | None = None
    checked: CheckedIssue | None = None
    waiting: str = ""
    sent: SendSummary | None = None


def run_newsletter(
    newsroom: Newsroom,
    newsletter_id: str,
    *,
    edition: Edition | None = None,
    stop: threading.Event | None = None,
    on_done: Callable[[Harvest], None] | None = None,
    patient: bool = False,
) -> RunReport:
    """Collect, draft, approve by the newsletter's policy and send an issue.

    It is the edition that is due now unless another one is given.
    Every step may be repeated, so a crashed run is simply run again. A draft that a person edited
    is taken as it is; an approved issue goes straight to sending. Raises Interrupted when `stop`
    is set before the draft is begun. With `patient` it waits for sources that are late, as long as
    the newsletter's schedule says.
    """
    report = prepare_newsletter(
        newsroom, newsletter_id, edition=edition, stop=stop, on_done=on_done, patient=patient
    )
    if report.waiting:
        return report
    sent = send_approved(newsroom, report.issue_id, checked=report.checked, stop=stop)
    return replace(report, sent=sent)


def prepare_newsletter(
    newsroom: Newsroom,
    newsletter_id: str,
    *,
    edition: Edition | None = None,
    also: AtApproval | None = None,
    stop: threading.Event | None = None,
    on_done: Callable[[Harvest], None] | None = None,
    patient: bool = False,
) -> RunReport:
    """Do every step of a run but the sending.

    The issue is approved unless the report says why it waits. Raises Interrupted when `stop` is
    set before the draft is begun.
    """
    newsletter = newsroom.newsletter(newsletter_id)
    # fixed at the start: collecting may take longer than the way to the next slot
    edition = edition or edition_at(newsletter, newsroom.clock())
    issue_id = edition.issue_id
    report = RunReport(issue_id=issue_id)
    # approved already, by a person or by a run that crashed: sending goes on
    if newsroom.store.issues.state(issue_id) not in OPEN_STATES:
        return report
    # a person's words are never drafted over
    if not is_edited(newsroom, issue_id):
        if patient:
            collected = collect_with_patience(
                newsroom, newsletter, stop=stop or threading.Event(), on_done=on_done
            )
        else:
            collected = collect_news(newsroom, stop=stop, on_done=on_done)
        # the last moment to stop: from here on the run is short
        raise_if_stopped(stop)
        draft = draft_issue(newsroom, newsletter_id, edition=edition)
        report = replace(report, collected=collected, draft=draft)
    waiting = _reason_to_wait(newsroom, newsletter, report)
    if waiting:
        return replace(report, waiting=waiting)
    # an issue that this process drafted just now need not be read and checked again
    if report.draft is not None and report.draft.issue is not None:
        checked = check_draft(newsroom, report.draft, report.draft.issue)
    else:
        checked = check_issue(newsroom, issue_id)
    approve_checked(newsroom, checked, also=also)
    return replace(report, checked=checked)


def _reason_to_wait(newsroom: Newsroom, newsletter: Newsletter, report: RunReport) -> str:
    # held goes first: an operator cannot approve what has no stories
    if report.draft is not None and report.draft.issue is None:
        return f"held: {report.draft.selection.held}"
    if not _has_readers(newsroom, newsletter.id):
        return f"{newsletter.id} has no readers: {report.issue_id} stays a draft"
    if newsletter.approval is Approval.MANUAL:
        return f"waiting for approval: digest issues approve {report.issue_id}"
    return ""


def _has_readers(newsroom: Newsroom, newsletter_id: str) -> bool:
    # the first id is enough: a list of a million readers is not read to its end
    for _ in newsroom.audience(newsletter_id):
        return True
    return False
