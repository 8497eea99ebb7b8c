"""Correct an issue: a correction stands on its page, and at the foot of the next issue."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace

from digest.errors import DigestError, UseError
from digest.logs import get_logger
from digest.models import (
    Briefing,
    ChangeKind,
    Correction,
    Issue,
    IssueCorrection,
    IssueState,
    NoticeState,
    Selection,
    SourceNotice,
)
from digest.render import wording
from digest.usecases.newsroom import Newsroom, issue_of
from digest.usecases.stored_rendering import current_issue

RECENT_ISSUES = 10
"""Issues among which the open draft of a newsletter is looked for."""

ID_BYTES = 5
"""Random bytes in the id of a correction."""

MAX_TEXT_CHARS = 2_000
"""Characters of a correction: two paragraphs, which is more than a foot of a mail should hold."""

_LABELS = {
    ChangeKind.REWORDED: "source_reworded",
    ChangeKind.GONE: "source_gone",
    ChangeKind.CORRECTED: "source_corrected",
    ChangeKind.WITHDRAWN: "source_withdrawn",
}

log = get_logger("correct")


def correct_issue(newsroom: Newsroom, issue_id: str, text: str) -> IssueCorrection:
    """Correct an issue that readers have, in a person's own words.

    Raises UseError for a draft, for a cancelled issue and for an empty text.
    """
    return _keep(newsroom, _issue_out(newsroom, issue_id), text, notice_id="")


def correct_notice(newsroom: Newsroom, notice_id: str, text: str = "") -> IssueCorrection:
    """Turn a notice into the correction of its issue; without `text`, in words of the newsroom.

    Raises UseError when there is no such notice, or when it is not open.
    """
    notice = notice_of(newsroom, notice_id)
    issue = _issue_out(newsroom, notice.issue_id)
    # a person's words win: the newsroom's own are an offer
    words = text.strip() or correction_text(newsroom, notice)
    return _keep(newsroom, issue, words, notice_id=notice.id)


def correction_text(newsroom: Newsroom, notice: SourceNotice) -> str:
    """Return the correction that a notice asks for, in the language of its issue."""
    issue = newsroom.store.issues.briefing(notice.issue_id)
    language = issue.language if issue else newsroom.config.settings.language
    label = _LABELS[notice.kind]
    # a correction without new words leaves readers without the sentence: it is withdrawn
    if notice.kind is ChangeKind.CORRECTED and not notice.now:
        label = "source_withdrawn"
    own = newsroom.config.settings.publication.labels
    return wording(language, "UTC", own=own).say(
        label,
        outlet=notice.outlet or notice.url,
        title=_one_line(notice.title),
        cited=_one_line(notice.cited),
        now=_one_line(notice.now),
    )


def dismiss_notice(newsroom: Newsroom, notice_id: str, reason: str) -> SourceNotice:
    """Settle a notice without a correction, for a reason that is kept.

    Raises UseError without a reason, and when the notice is not open.
    """
    notice = notice_of(newsroom, notice_id)
    words = " ".join(reason.split())[:MAX_TEXT_CHARS]
    if not words:
        raise UseError(
            "a dismissal needs a reason",
            subject=notice_id,
            hint='say why the issue may stand: --reason "only the tense changed"',
        )
    now = newsroom.clock()
    watch = newsroom.store.source_watch
    # another person may have settled it meanwhile
    if not watch.settle(notice_id, NoticeState.DISMISSED, reason=words, now=now):
        raise _not_open(notice)
    log.info("notice_dismissed", notice=notice_id)
    return replace(notice, state=NoticeState.DISMISSED, reason=words, settled=now)


def take_back_correction(newsroom: Newsroom, correction_id: str) -> IssueCorrection:
    """Delete a correction that no issue has carried to readers; its notice is open again.

    Raises UseError when there is no such correction, or when readers have it.
    """
    taken = newsroom.store.source_watch.take_back(correction_id)
    if taken is None:
        raise UseError(
            "no such correction waits for the next issue",
            subject=correction_id,
            hint="one that readers have can only be followed by another",
        )
    _change_open_draft(
        newsroom, taken.newsletter_id, lambda briefing: _without(briefing, correction_id)
    )
    log.info("correction_taken_back", correction=correction_id, issue=taken.issue_id)
    return taken


def with_waiting_corrections(newsroom: Newsroom, briefing: Briefing) -> Briefing:
    """Return a briefing with those corrections at its foot that readers do not have yet."""
    for correction in newsroom.store.source_watch.waiting_corrections(briefing.newsletter_id):
        # an issue does not correct itself: its draft is edited
        if correction.issue_id != briefing.issue_id:
            briefing = _with(newsroom, briefing, correction)
    return briefing


def notice_of(newsroom: Newsroom, notice_id: str) -> SourceNotice:
    """Return a notice, or raise UseError that says where notices are listed."""
    notice = newsroom.store.source_watch.notice(notice_id)
    if notice is None:
        raise UseError(
            "no such notice", subject=notice_id, hint="digest issues watch --all lists them"
        )
    return notice


def _issue_out(newsroom: Newsroom, issue_id: str) -> Issue:
    issue = issue_of(newsroom, issue_id)
    # a draft is asked first: a cancelled draft had no readers and needs no correction
    if issue.approved is None:
        hint = f"digest issues edit {issue_id}"
        raise UseError("this issue is a draft: edit it", subject=issue_id, hint=hint)
    if issue.state is IssueState.CANCELLED:
        raise UseError("this issue is cancelled, so its page is gone", subject=issue_id)
    return issue


def _keep(newsroom: Newsroom, issue: Issue, text: str, *, notice_id: str) -> IssueCorrection:
    words = _one_line(text)
    if not words:
        raise UseError(
            "a correction needs its text",
            subject=issue.id,
            hint='--text "Friday\'s issue gave the length in kilometres; it is 42 miles."',
        )
    if len(words) > MAX_TEXT_CHARS:
        raise UseError(
            f"a correction has at most {MAX_TEXT_CHARS:,} characters, this one {len(words):,}",
            subject=issue.id,
        )
    correction = IssueCorrection(
        id=f"c-{secrets.token_hex(ID_BYTES)}",
        issue_id=issue.id,
        newsletter_id=issue.newsletter_id,
        text=words,
        made=newsroom.clock(),
        notice_id=notice_id,
    )
    # stored before the draft is changed: a failure there must not lose the person's words
    newsroom.store.source_watch.correct(correction)
    log.info("issue_corrected", issue=issue.id, correction=correction.id, notice=notice_id)
    _change_open_draft(
        newsroom,
        issue.newsletter_id,
        lambda briefing: _with(newsroom, briefing, correction),
    )
    return correction


def _change_open_draft(
    newsroom: Newsroom, newsletter_id: str, change: Callable[[Briefing], Briefing]
) -> None:
    """Change the foot of the draft that is open now. A later draft reads the store by itself."""
    issues = newsroom.store.issues
    for summary in issues.list(newsletter_id=newsletter_id, limit=RECENT_ISSUES):
        if summary.state not in (IssueState.DRAFT, IssueState.HELD):
            continue
        briefing = issues.briefing(summary.id)
        if briefing is None or change(briefing) == briefing:
            continue
        changed = change(briefing)
        selection = issues.selection(summary.id) or Selection(stories=())
        is_draft = summary.state is IssueState.DRAFT
        rendered = issues.issue(summary.id) if is_draft else None
        try:
            issues.save_draft(changed, selection, rendered)
            if is_draft:
                # rendered now, so that what is shown next is the whole draft
                current_issue(newsroom, summary.id)
        except DigestError as error:
            # the correction itself is stored: the draft is rendered when it is shown or approved
            newsroom.tell(f"{summary.id} is not rendered yet with the change: {error}")


def _with(newsroom: Newsroom, briefing: Briefing, correction: IssueCorrection) -> Briefing:
    if any(printed.id == correction.id for printed in briefing.corrections):
        return briefing
    base = newsroom.config.settings.publication.base_url
    added = Correction(
        text=correction.text,
        issue_id=correction.issue_id,
        url=f"{base}/i/{correction.issue_id}",
        id=correction.id,
    )
    return replace(briefing, corrections=(*briefing.corrections, added))


def _without(briefing: Briefing, correction_id: str) -> Briefing:
    kept = tuple(printed for printed in briefing.corrections if printed.id != correction_id)
    return replace(briefing, corrections=kept)


def _not_open(notice: SourceNotice) -> UseError:
    return UseError(
        f"this notice is {notice.state}, so there is nothing to settle", subject=notice.id
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
