"""Sending: who gets a message, which issues are gone on with, and what a summary says."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sample_morning import ISSUE, NOW, Desk

from digest.errors import UseError
from digest.models import DeliveryState, IssueState, Subscriber, SubscriberState, Tier
from digest.usecases import (
    approve_issue,
    briefing_of,
    cancel_issue,
    draft_issue,
    end_issue,
    issue_of,
    pause_issue,
    redraft,
    resume_issue,
    resume_sending,
    retry_rows,
    run_newsletter,
    send_approved,
    take_back_approval,
    unfinished_issues,
)
from digest.usecases.messages_for_rows import change_since_approval

READER = Subscriber(id="r", email="r@mail.example", newsletters=("security-briefing",))


class TestWhoGetsAMessage:
    @pytest.mark.parametrize(
        ("reader", "reason"),
        [
            (READER, ""),
            (None, "erased since approval"),
            (replace(READER, state=SubscriberState.SUPPRESSED), "suppressed since approval"),
            (replace(READER, state=SubscriberState.LEFT), "left since approval"),
            (replace(READER, state=SubscriberState.PENDING), "left since approval"),
            (replace(READER, newsletters=("another",)), "left since approval"),
            (replace(READER, newsletters=()), "left since approval"),
            (replace(READER, newsletters=("another", "security-briefing")), ""),
        ],
    )
    def test_by_the_state_at_the_moment_of_sending(
        self, desk: Desk, reader: Subscriber | None, reason: str
    ) -> None:
        newsletter = desk.newsroom.newsletter("security-briefing")
        assert change_since_approval(newsletter, reader) == reason

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({"paused_until": NOW}, "paused since approval"),
            ({"tier": Tier.FREE}, "no member since approval"),
            ({"tier": Tier.MEMBER}, ""),
        ],
    )
    def test_a_newsletter_for_members_goes_to_members_who_take_no_pause(
        self, desk: Desk, changes: dict[str, Any], reason: str
    ) -> None:
        newsletter = replace(desk.newsroom.newsletter("security-briefing"), tier=Tier.MEMBER)
        assert change_since_approval(newsletter, replace(READER, **changes)) == reason

    def test_a_reader_who_left_since_approval_gets_none_and_stands_in_the_audit(
        self, desk: Desk
    ) -> None:
        desk.approved()
        desk.store.subscribers.leave("reader-1", newsletter_id=None, now=NOW, how="page")
        summary = send_approved(desk.newsroom, ISSUE)
        assert sorted(mail.recipient for mail in desk.mailbox.mails) == [
            "reader0@example.org",
            "reader2@example.org",
        ]
        assert summary.audit.by_state == {DeliveryState.ACCEPTED: 2, DeliveryState.SUPPRESSED: 1}
        assert summary.audit.balances

    def test_an_erased_reader_gets_none(self, desk: Desk) -> None:
        desk.approved()
        desk.store.subscribers.remove("reader-0")
        summary = send_approved(desk.newsroom, ISSUE)
        assert summary.audit.by_state[DeliveryState.SUPPRESSED] == 1
        assert len(desk.mailbox.mails) == 2


class TestUnfinished:
    def test_an_approved_issue_is_unfinished_until_it_is_sent(self, desk: Desk) -> None:
        assert list(unfinished_issues(desk.newsroom)) == []
        desk.approved()
        assert [issue.id for issue in unfinished_issues(desk.newsroom)] == [ISSUE]
        send_approved(desk.newsroom, ISSUE)
        assert list(unfinished_issues(desk.newsroom)) == []

    def test_a_paused_or_cancelled_issue_is_left_alone(self, desk: Desk) -> None:
        desk.approved()
        pause_issue(desk.newsroom, ISSUE)
        assert list(unfinished_issues(desk.newsroom)) == []
        resume_issue(desk.newsroom, ISSUE)
        assert [issue.id for issue in unfinished_issues(desk.newsroom)] == [ISSUE]
        cancel_issue(desk.newsroom, ISSUE)
        assert list(unfinished_issues(desk.newsroom)) == []

    def test_a_deferred_row_is_work_from_its_hour_on(self, desk: Desk) -> None:
        desk.mailbox.refuse = {"reader1@example.org": "450 4.2.0 Try again later"}
        desk.approved()
        summary = send_approved(desk.newsroom, ISSUE)
        assert not summary.finished
        assert list(unfinished_issues(desk.newsroom)) == []
        later = desk.at(NOW + timedelta(minutes=5))
        assert [issue.id for issue in unfinished_issues(later)] == [ISSUE]
        desk.mailbox.refuse = {}
        (resumed,) = resume_sending(later)
        assert resumed.finished
        assert len(desk.mailbox.mails) == 3

    def test_an_issue_that_cannot_go_on_stops_no_other_and_says_why(self, desk: Desk) -> None:
        desk.approved()
        settings = desk.newsroom.config.settings
        relayless = replace(settings, deliver=replace(settings.deliver, relays=()))
        config = replace(desk.newsroom.config, settings=relayless)
        (summary,) = resume_sending(replace(desk.newsroom, config=config))
        assert not summary.finished
        assert "relay" in summary.alarms[0]


class TestStates:
    def test_a_second_send_sends_no_message_twice(self, desk: Desk) -> None:
        desk.approved()
        first = send_approved(desk.newsroom, ISSUE)
        second = send_approved(desk.newsroom, ISSUE)
        assert (first.audit, second.finished) == (second.audit, True)
        assert len(desk.mailbox.mails) == 3

    @pytest.mark.parametrize(
        ("stop", "words"),
        [(pause_issue, "resume"), (end_issue, "given up"), (cancel_issue, "given up")],
    )
    def test_a_stopped_issue_is_not_sent_and_the_error_says_what_to_do(
        self, desk: Desk, stop: object, words: str
    ) -> None:
        desk.approved()
        stop(desk.newsroom, ISSUE)  # type: ignore[operator]
        with pytest.raises(UseError) as caught:
            send_approved(desk.newsroom, ISSUE)
        assert words in caught.value.hint
        assert desk.mailbox.mails == []

    def test_a_sent_issue_can_be_neither_paused_nor_cancelled(self, desk: Desk) -> None:
        desk.approved()
        send_approved(desk.newsroom, ISSUE)
        for step in (pause_issue, end_issue, cancel_issue, resume_issue):
            with pytest.raises(UseError, match="cannot be"):
                step(desk.newsroom, ISSUE)
        assert issue_of(desk.newsroom, ISSUE).state is IssueState.SENT

    def test_a_stop_that_is_set_before_leaves_every_row_queued(self, desk: Desk) -> None:
        desk.approved()
        stop = threading.Event()
        stop.set()
        summary = send_approved(desk.newsroom, ISSUE, stop=stop)
        assert not summary.finished
        assert summary.audit.by_state == {DeliveryState.QUEUED: 3}
        assert desk.mailbox.mails == []

    def test_progress_counts_each_settled_message(self, desk: Desk) -> None:
        desk.approved()
        counted: list[int] = []
        send_approved(desk.newsroom, ISSUE, on_progress=counted.append)
        assert sum(counted) == 3


class TestRetry:
    def test_refused_rows_are_queued_again_by_an_operators_word(self, desk: Desk) -> None:
        desk.mailbox.refuse = {"reader1@example.org": "550 5.1.1 No such user here"}
        desk.approved()
        assert send_approved(desk.newsroom, ISSUE).finished
        assert retry_rows(desk.newsroom, ISSUE, [DeliveryState.UNCERTAIN]) == 0
        assert retry_rows(desk.newsroom, ISSUE, [DeliveryState.REFUSED]) == 1
        assert issue_of(desk.newsroom, ISSUE).state is IssueState.SENDING
        # the hard refusal closed the address, and a closed address gets no mail
        summary = send_approved(desk.newsroom, ISSUE)
        assert summary.audit.by_state[DeliveryState.SUPPRESSED] == 1
        assert len(desk.mailbox.mails) == 2

    def test_accepted_rows_never_go_again(self, desk: Desk) -> None:
        desk.approved()
        send_approved(desk.newsroom, ISSUE)
        with pytest.raises(UseError, match="never sent again"):
            retry_rows(desk.newsroom, ISSUE, [DeliveryState.ACCEPTED])

    def test_a_cancelled_issue_stays_cancelled(self, desk: Desk) -> None:
        desk.approved()
        cancel_issue(desk.newsroom, ISSUE)
        with pytest.raises(UseError, match="cancelled"):
            retry_rows(desk.newsroom, ISSUE, [DeliveryState.QUEUED])


class TestStopped:
    def with_one_copy_out(self, desk: Desk) -> None:
        """Send to one of three readers, and stop there."""
        desk.mailbox.refuse = {
            "reader1@example.org": "450 4.2.0 Try again later",
            "reader2@example.org": "450 4.2.0 Try again later",
        }
        desk.approved()
        assert not send_approved(desk.newsroom, ISSUE).finished

    def test_an_issue_that_readers_have_is_ended_and_stays_in_archive_and_ledger(
        self, desk: Desk
    ) -> None:
        self.with_one_copy_out(desk)
        pause_issue(desk.newsroom, ISSUE)
        with pytest.raises(UseError, match="cannot be cancelled") as caught:
            cancel_issue(desk.newsroom, ISSUE)
        assert f"digest issues end {ISSUE}" in caught.value.hint
        end_issue(desk.newsroom, ISSUE)
        assert issue_of(desk.newsroom, ISSUE).state is IssueState.ENDED
        assert [past.id for past in desk.store.issues.archive("security-briefing")] == [ISSUE]
        assert desk.store.ledger.audit(ISSUE).by_state[DeliveryState.ACCEPTED] == 1
        assert list(unfinished_issues(desk.newsroom)) == []
        with pytest.raises(UseError, match="ended"):
            send_approved(desk.newsroom, ISSUE)
        with pytest.raises(UseError, match="ended"):
            retry_rows(desk.newsroom, ISSUE, [DeliveryState.DEFERRED])
        assert len(desk.mailbox.mails) == 1

    def test_an_approval_is_taken_back_before_the_first_hand_over_alone(self, desk: Desk) -> None:
        desk.approved()
        take_back_approval(desk.newsroom, ISSUE)
        assert issue_of(desk.newsroom, ISSUE).state is IssueState.DRAFT
        with pytest.raises(UseError, match="not approved"):
            send_approved(desk.newsroom, ISSUE)
        with pytest.raises(UseError, match="not approved"):
            take_back_approval(desk.newsroom, ISSUE)
        # the text may change again, and the issue goes out once
        redraft(desk.newsroom, replace(briefing_of(desk.newsroom, ISSUE), subject="New words"))
        approve_issue(desk.newsroom, ISSUE)
        assert send_approved(desk.newsroom, ISSUE).finished
        assert len(desk.mailbox.mails) == 3
        with pytest.raises(UseError, match="its approval stands") as caught:
            take_back_approval(desk.newsroom, ISSUE)
        assert caught.value.hint == f"digest issues correct {ISSUE} puts a mistake right"


class TestWithoutReaders:
    def test_an_issue_without_readers_is_a_question(self, desk: Desk) -> None:
        for number in range(3):
            desk.store.subscribers.remove(f"reader-{number}")
        draft_issue(desk.newsroom, "security-briefing")
        with pytest.raises(UseError, match="no readers") as caught:
            approve_issue(desk.newsroom, ISSUE)
        assert "--without-readers" in caught.value.hint
        assert issue_of(desk.newsroom, ISSUE).state is IssueState.DRAFT
        report = run_newsletter(desk.newsroom, "security-briefing")
        assert "has no readers" in report.waiting
        assert approve_issue(desk.newsroom, ISSUE, without_readers=True) == 0
        assert send_approved(desk.newsroom, ISSUE).finished
        # the first reader comes: the issue may still be taken back and sent
        desk.store.subscribers.add([READER])
        take_back_approval(desk.newsroom, ISSUE)
        assert approve_issue(desk.newsroom, ISSUE) == 1
