"""Looking, rendering, approving and filling in: one drafted issue as each use case sees it."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from email.message import EmailMessage

import pytest
from sample_morning import ISSUE, NOW, Desk

from digest.errors import PreflightError, UseError
from digest.models import (
    IssueState,
    Message,
    Selection,
    Severity,
    Slot,
    Subscriber,
)
from digest.usecases import approve_issue, briefing_of, draft_issue, issue_of, pause_issue
from digest.usecases.approve import approve_checked
from digest.usecases.check import check_issue
from digest.usecases.look import look_at
from digest.usecases.message_for_reader import (
    SAMPLE_READER,
    compiled_message,
    filler,
    message_to,
)
from digest.usecases.newsroom import Newsroom
from digest.usecases.render_draft import render_draft

ANN = Subscriber(id="ann", email="ann@mail.example", name="Ann Lee")
BOB = Subscriber(id="bob", email="bob@mail.example")


def parsed(message: Message) -> EmailMessage:
    return email.message_from_bytes(message.content, policy=email.policy.default)  # type: ignore[return-value]


def without_address(newsroom: Newsroom) -> Newsroom:
    """The newsroom without the postal address, without which nothing may be sent."""
    publication = replace(newsroom.config.settings.publication, postal_address="")
    settings = replace(newsroom.config.settings, publication=publication)
    return replace(newsroom, config=replace(newsroom.config, settings=settings))


# ---- look -------------------------------------------------------------------


def test_an_issue_that_is_not_there_is_shown_as_none(desk: Desk) -> None:
    shown = look_at(desk.newsroom, ISSUE)
    assert (shown.issue, shown.briefing, shown.findings) == (None, None, ())


def test_a_held_issue_is_shown_without_a_mail(desk: Desk) -> None:
    (title,) = desk.newsroom.config.newsletters
    strict = replace(desk.newsroom.config, newsletters=(replace(title, min_stories=99),))
    draft_issue(replace(desk.newsroom, config=strict), title.id)
    assert desk.store.issues.state(ISSUE) is IssueState.HELD
    assert look_at(desk.newsroom, ISSUE).issue is None


def test_the_shown_issue_is_the_one_that_would_be_approved(desk: Desk) -> None:
    draft_issue(desk.newsroom, "security-briefing")
    shown = look_at(desk.newsroom, ISSUE)
    assert shown.issue == issue_of(desk.newsroom, ISSUE)
    assert shown.briefing == briefing_of(desk.newsroom, ISSUE)
    assert shown.findings == check_issue(desk.newsroom, ISSUE).findings


def test_an_issue_that_may_not_go_out_is_shown_with_its_errors(desk: Desk) -> None:
    draft_issue(desk.newsroom, "security-briefing")
    shown = look_at(without_address(desk.newsroom), ISSUE)
    assert shown.issue
    assert Severity.ERROR in {finding.severity for finding in shown.findings}


# ---- approve ----------------------------------------------------------------


def test_an_approval_freezes_the_readers_who_get_the_newsletter(desk: Desk) -> None:
    draft_issue(desk.newsroom, "security-briefing")
    desk.store.subscribers.add([replace(ANN, newsletters=("another",))])
    assert approve_issue(desk.newsroom, ISSUE) == 3
    readers = [row.subscriber_id for row in desk.store.ledger.rows(ISSUE)]
    assert readers == ["reader-0", "reader-1", "reader-2"]
    assert issue_of(desk.newsroom, ISSUE).approved == NOW


def test_an_issue_with_an_error_is_refused_with_all_its_errors(desk: Desk) -> None:
    draft_issue(desk.newsroom, "security-briefing")
    with pytest.raises(PreflightError, match="this issue must not go out") as refused:
        approve_issue(without_address(desk.newsroom), ISSUE)
    assert refused.value.subject == ISSUE
    assert {finding.severity for finding in refused.value.findings} == {Severity.ERROR}
    assert desk.store.issues.state(ISSUE) is IssueState.DRAFT


def test_an_approved_issue_is_not_checked_again(desk: Desk) -> None:
    desk.approved()
    # its bytes cannot change, so an error could only confuse
    assert approve_issue(without_address(desk.newsroom), ISSUE) == 3


def test_an_issue_that_was_checked_elsewhere_must_have_passed(desk: Desk) -> None:
    draft_issue(desk.newsroom, "security-briefing")
    failed = check_issue(without_address(desk.newsroom), ISSUE)
    with pytest.raises(PreflightError):
        approve_checked(desk.newsroom, failed)
    passed = check_issue(desk.newsroom, ISSUE)
    assert approve_checked(desk.newsroom, passed) == 3


def test_a_newsletter_without_readers_is_not_approved_unasked(desk: Desk) -> None:
    draft_issue(desk.newsroom, "security-briefing")
    for number in range(3):
        desk.store.subscribers.remove(f"reader-{number}")
    with pytest.raises(UseError, match="security-briefing has no readers") as refused:
        approve_issue(desk.newsroom, ISSUE)
    assert "--without-readers" in refused.value.hint
    assert desk.store.issues.state(ISSUE) is IssueState.DRAFT
    assert approve_issue(desk.newsroom, ISSUE, without_readers=True) == 0
    assert desk.store.issues.state(ISSUE) is IssueState.APPROVED


def test_a_step_that_runs_with_an_approval_runs_once(desk: Desk) -> None:
    draft_issue(desk.newsroom, "security-briefing")
    calls: list[int] = []

    def also(_connection: object, _issue_id: str, readers: int) -> None:
        calls.append(readers)

    approve_issue(desk.newsroom, ISSUE, also=also)
    approve_issue(desk.newsroom, ISSUE, also=also)
    assert calls == [3]


def test_a_paused_issue_stays_paused_when_it_is_approved_again(desk: Desk) -> None:
    desk.approved()
    pause_issue(desk.newsroom, ISSUE)
    assert approve_issue(desk.newsroom, ISSUE) == 3
    assert desk.store.issues.state(ISSUE) is IssueState.PAUSED


# ---- render -----------------------------------------------------------------


def test_a_rendering_bears_the_fingerprints_of_all_that_it_was_made_from(desk: Desk) -> None:
    draft_issue(desk.newsroom, "security-briefing")
    briefing = briefing_of(desk.newsroom, ISSUE)
    rendered = render_draft(desk.newsroom, briefing, created=NOW)
    issue, hosted = rendered.issue, rendered.hosted
    stored = issue_of(desk.newsroom, ISSUE)
    assert issue.made_from == stored.made_from
    assert issue.content_hash == stored.content_hash
    assert (issue.created, hosted) == (NOW, ())


def test_another_subject_is_another_issue(desk: Desk) -> None:
    draft_issue(desk.newsroom, "security-briefing")
    briefing = briefing_of(desk.newsroom, ISSUE)
    first = render_draft(desk.newsroom, briefing, created=NOW).issue
    other = render_draft(desk.newsroom, replace(briefing, subject="Other"), created=NOW).issue
    assert other.subject == "Other"
    assert other.content_hash != first.content_hash
    assert other.made_from != first.made_from


def test_a_briefing_of_an_unknown_newsletter_is_not_rendered(desk: Desk) -> None:
    draft_issue(desk.newsroom, "security-briefing")
    briefing = replace(briefing_of(desk.newsroom, ISSUE), newsletter_id="ended")
    with pytest.raises(UseError, match="no such newsletter: ended"):
        render_draft(desk.newsroom, briefing, created=NOW)


# ---- one reader's message ---------------------------------------------------


def test_a_message_bears_the_readers_address_and_links_and_no_slot(desk: Desk) -> None:
    issue = desk.approved()
    message = message_to(desk.newsroom, issue, ANN)
    mail = parsed(message)
    assert mail["To"] == "Ann Lee <ann@mail.example>"
    assert (message.recipient, message.subscriber_id) == ("ann@mail.example", "ann")
    body = mail.get_body(("html",))
    assert body
    assert b"slot.invalid" not in message.content
    assert "slot.invalid" not in body.get_content()
    public_url = desk.newsroom.config.settings.publication.public_url
    assert f"<{public_url}/" in mail["List-Unsubscribe"].replace("\r\n", "")


@pytest.mark.parametrize("part", ["html", "plain"])
def test_a_question_in_one_part_alone_has_the_readers_own_link(desk: Desk, part: str) -> None:
    approved = desk.approved()
    question = f"{Slot.OPINION}/s1"
    html, text = approved.html, approved.text
    if part == "html":
        html = html.replace("</body>", f'<p><a href="{question}">More</a></p></body>')
    else:
        text = f"{text}\nMore: {question}\n"
    assert (Slot.OPINION in html) is not (Slot.OPINION in text)
    mail = parsed(message_to(desk.newsroom, replace(approved, html=html, text=text), ANN))
    body = mail.get_body((part,))
    assert body
    public_url = desk.newsroom.config.settings.publication.public_url
    assert re.search(rf"{re.escape(public_url)}/o/[^/\s]+/s1", body.get_content())


def test_each_reader_has_links_and_a_message_id_of_their_own(desk: Desk) -> None:
    fill = filler(desk.newsroom, desk.approved())
    ann, bob = fill(ANN), fill(BOB)
    assert ann.message_id != bob.message_id
    assert ann.envelope_from != bob.envelope_from
    assert parsed(ann)["List-Unsubscribe"] != parsed(bob)["List-Unsubscribe"]


def test_a_message_that_is_made_again_is_the_same_at_any_hour(desk: Desk) -> None:
    issue = desk.approved()
    later = desk.at(NOW.replace(hour=23))
    assert message_to(desk.newsroom, issue, ANN) == message_to(later, issue, ANN)


def test_a_draft_is_dated_by_the_present_moment(desk: Desk) -> None:
    draft_issue(desk.newsroom, "security-briefing")
    issue = issue_of(desk.newsroom, ISSUE)
    later = desk.at(NOW.replace(hour=23))
    date = parsed(message_to(later, issue, SAMPLE_READER))["Date"].datetime
    assert date == NOW.replace(hour=23)


def test_a_message_compiled_once_is_taken_as_it_is(desk: Desk) -> None:
    issue = desk.approved()
    compiled = compiled_message(desk.newsroom, issue)
    assert filler(desk.newsroom, issue, compiled)(ANN) == message_to(desk.newsroom, issue, ANN)
    assert compiled.message_id("ann") == message_to(desk.newsroom, issue, ANN).message_id


def test_an_issue_of_a_newsletter_that_ended_has_no_message(desk: Desk) -> None:
    issue = replace(desk.approved(), newsletter_id="ended")
    with pytest.raises(UseError, match="no such newsletter: ended"):
        message_to(desk.newsroom, issue, ANN)


def test_a_selection_is_not_needed_for_a_message(desk: Desk) -> None:
    draft_issue(desk.newsroom, "security-briefing")
    issue, briefing = issue_of(desk.newsroom, ISSUE), briefing_of(desk.newsroom, ISSUE)
    desk.store.issues.save_draft(briefing, Selection(stories=()), issue)
    assert message_to(desk.newsroom, issue, ANN).recipient == "ann@mail.example"
