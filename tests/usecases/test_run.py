"""A whole morning may be run again at any point, and stops where a person must decide."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from sample_morning import ISSUE, NOW, Desk

from digest.errors import Interrupted, PreflightError, UseError
from digest.models import Approval, IssueState
from digest.usecases import (
    Newsroom,
    approve_issue,
    briefing_of,
    draft_issue,
    prepare_newsletter,
    redraft,
    run_newsletter,
)

TITLE = "security-briefing"


def with_title(desk: Desk, **changes: object) -> Newsroom:
    (title,) = desk.newsroom.config.newsletters
    changed = replace(title, **changes)  # type: ignore[arg-type]
    return replace(desk.newsroom, config=replace(desk.newsroom.config, newsletters=(changed,)))


def test_a_whole_morning_collects_drafts_approves_and_sends(desk: Desk) -> None:
    report = run_newsletter(with_title(desk, approval=Approval.AUTO), TITLE)
    assert (report.issue_id, report.waiting) == (ISSUE, "")
    assert report.collected
    assert report.draft
    assert report.checked
    assert report.sent
    assert report.sent.finished
    assert len(desk.mailbox.mails) == 3


def test_a_second_run_neither_collects_nor_drafts_nor_sends_again(desk: Desk) -> None:
    newsroom = with_title(desk, approval=Approval.AUTO)
    run_newsletter(newsroom, TITLE)
    again = run_newsletter(newsroom, TITLE)
    assert (again.collected, again.draft, again.checked, again.waiting) == (None, None, None, "")
    assert again.sent
    assert len(desk.mailbox.mails) == 3


def test_with_approval_by_hand_it_says_how_to_approve(desk: Desk) -> None:
    report = run_newsletter(with_title(desk, approval=Approval.MANUAL), TITLE)
    assert report.waiting == f"waiting for approval: digest issues approve {ISSUE}"
    assert (report.checked, report.sent) == (None, None)
    assert desk.store.issues.state(ISSUE) is IssueState.DRAFT


def test_a_person_who_approved_lets_the_next_run_send(desk: Desk) -> None:
    newsroom = with_title(desk, approval=Approval.MANUAL)
    run_newsletter(newsroom, TITLE)
    approve_issue(newsroom, ISSUE)
    report = run_newsletter(newsroom, TITLE)
    assert report.waiting == ""
    assert len(desk.mailbox.mails) == 3


@pytest.mark.parametrize("approval", list(Approval))
def test_a_held_issue_says_why_whatever_its_approval_is(desk: Desk, approval: Approval) -> None:
    report = run_newsletter(with_title(desk, approval=approval, min_stories=99), TITLE)
    assert report.draft
    assert report.draft.issue is None
    assert report.waiting == f"held: {report.draft.selection.held}"
    assert report.draft.selection.held
    assert desk.mailbox.mails == []


def test_a_held_issue_is_drafted_again_by_the_next_run(desk: Desk) -> None:
    run_newsletter(with_title(desk, approval=Approval.AUTO, min_stories=99), TITLE)
    report = run_newsletter(with_title(desk, approval=Approval.AUTO), TITLE)
    assert report.sent
    assert len(desk.mailbox.mails) == 3


def test_the_words_of_a_person_are_sent_and_not_drafted_over(desk: Desk) -> None:
    newsroom = with_title(desk, approval=Approval.AUTO)
    draft_issue(newsroom, TITLE)
    edited = replace(briefing_of(newsroom, ISSUE), subject="By hand")
    redraft(newsroom, edited)
    report = run_newsletter(newsroom, TITLE)
    assert (report.collected, report.draft) == (None, None)
    assert report.checked
    assert report.checked.issue.subject == "By hand"
    assert {mail.message["Subject"] for mail in desk.mailbox.mails} == {"By hand"}


def test_a_machine_draft_is_made_anew_by_each_run_until_it_is_approved(desk: Desk) -> None:
    newsroom = with_title(desk, approval=Approval.MANUAL)
    first = run_newsletter(newsroom, TITLE)
    second = run_newsletter(newsroom, TITLE)
    assert first.draft
    assert second.draft
    assert second.collected


def test_an_issue_that_must_not_go_out_is_neither_approved_nor_sent(desk: Desk) -> None:
    newsroom = with_title(desk, approval=Approval.AUTO)
    publication = replace(newsroom.config.settings.publication, postal_address="")
    settings = replace(newsroom.config.settings, publication=publication)
    newsroom = replace(newsroom, config=replace(newsroom.config, settings=settings))
    with pytest.raises(PreflightError):
        run_newsletter(newsroom, TITLE)
    assert desk.store.issues.state(ISSUE) is IssueState.DRAFT
    assert desk.mailbox.mails == []


@pytest.mark.parametrize("state", [IssueState.PAUSED, IssueState.CANCELLED])
def test_an_issue_that_was_stopped_is_not_sent(desk: Desk, state: IssueState) -> None:
    newsroom = with_title(desk, approval=Approval.AUTO)
    prepare_newsletter(newsroom, TITLE)
    desk.store.issues.set_state(ISSUE, state, expect=(IssueState.APPROVED,))
    with pytest.raises(UseError, match=f"this issue is {state}"):
        run_newsletter(newsroom, TITLE)
    assert desk.mailbox.mails == []


def test_an_unknown_newsletter_collects_no_news(desk: Desk) -> None:
    with pytest.raises(UseError, match="no such newsletter: securty-briefing"):
        run_newsletter(desk.newsroom, "securty-briefing")
    assert desk.store.issues.list() == ()


def test_a_stop_before_the_draft_leaves_no_draft(desk: Desk) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(Interrupted):
        prepare_newsletter(with_title(desk, approval=Approval.AUTO), TITLE, stop=stop)
    assert desk.store.issues.state(ISSUE) is None


def test_a_step_that_runs_with_the_approval_gets_the_readers(desk: Desk) -> None:
    seen: list[tuple[str, int]] = []

    def also(_connection: object, issue_id: str, readers: int) -> None:
        seen.append((issue_id, readers))

    newsroom = with_title(desk, approval=Approval.AUTO)
    report = prepare_newsletter(newsroom, TITLE, also=also)
    assert seen == [(ISSUE, 3)]
    assert report.sent is None
    assert desk.store.issues.state(ISSUE) is IssueState.APPROVED


def test_the_issue_is_named_by_the_day_of_the_newsletters_zone(desk: Desk) -> None:
    newsroom = with_title(desk, approval=Approval.MANUAL, timezone="Pacific/Kiritimati")
    # 06:00 in Greenwich is 20:00 of the same day there; at 11:00 the next day has begun
    assert prepare_newsletter(newsroom, TITLE).issue_id == ISSUE
    later = replace(newsroom, clock=lambda: NOW.replace(hour=11))
    assert prepare_newsletter(later, TITLE).issue_id == f"{TITLE}@2026-08-14"
