"""The number of an issue: one more than the approved issues of its newsletter before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sample_morning import NOW, Desk

from digest.kernel.issue_ids import Edition
from digest.models import Briefing, Issue, IssueState, Selection
from digest.render import render_issue
from digest.render.specimen import PUBLICATION, specimen
from digest.usecases import draft_issue
from digest.usecases.issue_number import issue_number

TODAY = NOW.date()


def kept(desk: Desk, edition: Edition, state: IssueState = IssueState.APPROVED) -> None:
    """Store a sample issue of an edition in a state."""
    briefing: Briefing = replace(
        specimen(),
        issue_id=edition.issue_id,
        newsletter_id=edition.newsletter_id,
        slot=edition.day,
    )
    issue: Issue = render_issue(briefing, publication=PUBLICATION, created=NOW)
    desk.store.issues.save_draft(briefing, Selection(stories=()), issue)
    if state is IssueState.DRAFT:
        return
    desk.store.issues.set_state(edition.issue_id, state, expect=(IssueState.DRAFT,))


def edition(
    days_ago: int = 0, *, newsletter: str = "security-briefing", at: time | None = None
) -> Edition:
    day: date = TODAY - timedelta(days=days_ago)
    return Edition(newsletter_id=newsletter, day=day, at=at)


def test_the_first_issue_of_a_newsletter_is_number_one(desk: Desk) -> None:
    assert issue_number(desk.newsroom, edition()) == 1


@pytest.mark.parametrize(
    ("state", "counts"),
    [
        (IssueState.APPROVED, True),
        (IssueState.SENDING, True),
        (IssueState.SENT, True),
        (IssueState.ENDED, True),
        (IssueState.DRAFT, False),
        (IssueState.CANCELLED, False),
    ],
)
def test_issues_that_readers_have_are_counted(desk: Desk, state: IssueState, counts: bool) -> None:
    kept(desk, edition(1), state)
    assert issue_number(desk.newsroom, edition()) == 1 + counts


def test_other_newsletters_later_issues_and_the_issue_itself_do_not_count(desk: Desk) -> None:
    for other in (edition(1, newsletter="gulf-briefing"), edition(0), edition(-1)):
        kept(desk, other)
    assert issue_number(desk.newsroom, edition()) == 1
    evening = edition(at=time(18, 0))
    kept(desk, edition(at=time(6, 0)))
    assert issue_number(desk.newsroom, evening) == 3


def test_a_draft_carries_its_number(desk: Desk) -> None:
    kept(desk, edition(3))
    assert draft_issue(desk.newsroom, "security-briefing").briefing.number == 2
