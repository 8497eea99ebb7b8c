"""Drafts, approval, the archive, threads and slots."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from small_issue import NOW
from store_nouns import (
    HOUR,
    ISSUE,
    a_briefing,
    a_reader,
    a_story,
    an_issue,
    approved,
    claim,
    draft,
    outcome,
)

from digest.errors import UseError
from digest.models import (
    Audit,
    DeliveryState,
    HostedPicture,
    IssueState,
    Selection,
)
from digest.protocols import Store


class TestIssues:
    def test_a_draft_comes_back_as_it_was(self, store: Store) -> None:
        story = a_story()
        draft(store, stories=(story,))
        assert store.issues.briefing(ISSUE) == a_briefing(stories=(story,))
        assert store.issues.selection(ISSUE) == Selection(stories=(story,))
        assert store.issues.issue(ISSUE) == an_issue()
        assert store.issues.issue("other@2026-11-23") is None
        assert store.issues.briefing("other@2026-11-23") is None

    def test_a_draft_is_replaced_by_the_next_one(self, store: Store) -> None:
        draft(store, stories=(a_story(1), a_story(2)))
        draft(store, stories=(a_story(2),))
        assert store.issues.selection(ISSUE) == Selection(stories=(a_story(2),))

    def test_a_held_draft_is_an_issue_without_content_that_cannot_be_approved(
        self, store: Store
    ) -> None:
        held = Selection(stories=(), held="one story, min_stories is 2")
        store.issues.save_draft(a_briefing(), held, None)
        issue = store.issues.issue(ISSUE)
        assert issue is not None
        assert (issue.state, issue.html) == (IssueState.HELD, "")
        with pytest.raises(UseError, match="held"):
            store.issues.approve(ISSUE, subscriber_ids=[], now=NOW)
        draft(store)
        assert store.issues.issue(ISSUE) == an_issue()

    def test_an_approved_issue_is_frozen(self, store: Store) -> None:
        approved(store, 3)
        with pytest.raises(UseError, match="frozen"):
            draft(store)
        issue = store.issues.issue(ISSUE)
        assert issue == an_issue(state=IssueState.APPROVED, approved=NOW)

    def test_approving_again_changes_nothing_and_does_not_ask_for_the_audience(
        self, store: Store
    ) -> None:
        approved(store, 3)
        store.subscribers.add([a_reader(9)])

        def never() -> Iterable[str]:
            raise AssertionError("the audience is frozen")
            yield ""

        assert store.issues.approve(ISSUE, subscriber_ids=never(), now=NOW + HOUR) == 3
        assert store.ledger.audit(ISSUE).selected == 3

    def test_an_issue_that_is_not_there_cannot_be_approved(self, store: Store) -> None:
        with pytest.raises(UseError, match="no such issue"):
            store.issues.approve("none@2026-01-01", subscriber_ids=[], now=NOW)

    def test_two_approvals_at_once_freeze_one_audience(self, store: Store) -> None:
        store.subscribers.add(a_reader(number) for number in range(50))
        draft(store)

        def approve(_: int) -> int:
            return store.issues.approve(
                ISSUE, subscriber_ids=store.subscribers.audience("daily"), now=NOW
            )

        with ThreadPoolExecutor(4) as pool:
            assert set(pool.map(approve, range(4))) == {50}
        assert store.ledger.audit(ISSUE) == Audit(
            issue_id=ISSUE, selected=50, by_state={DeliveryState.QUEUED: 50}
        )

    def test_a_reader_named_twice_is_one_row_and_counted_once(self, store: Store) -> None:
        draft(store)
        assert store.issues.approve(ISSUE, subscriber_ids=["x", "y", "x"], now=NOW) == 2

    def test_issues_are_listed_newest_first(self, store: Store) -> None:
        for day in ("2026-11-21", "2026-11-23", "2026-11-22"):
            draft(store, f"daily@{day}")
        draft(store, "gulf@2026-11-24")
        assert [issue.id[-2:] for issue in store.issues.list(newsletter_id="daily")] == [
            "23",
            "22",
            "21",
        ]
        assert [issue.id for issue in store.issues.list(limit=1)] == ["gulf@2026-11-24"]

    def test_the_archive_holds_what_was_approved_and_not_cancelled(self, store: Store) -> None:
        for day in ("2026-11-19", "2026-11-21", "2026-11-22", "2026-11-20"):
            approved(store, 1, f"daily@{day}")
        draft(store, "daily@2026-11-23")
        approved(store, 0, "gulf@2026-11-22")
        store.issues.set_state(
            "daily@2026-11-21", IssueState.CANCELLED, expect=(IssueState.APPROVED,)
        )
        assert [issue.slot.day for issue in store.issues.archive("daily")] == [22, 20, 19]
        assert [issue.slot.day for issue in store.issues.archive("daily", limit=1, skip=1)] == [20]
        assert store.issues.archive("other") == ()
        newest = store.issues.archive("daily")[0]
        assert (newest.id, newest.subject, newest.preheader) == (
            "daily@2026-11-22",
            an_issue().subject,
            an_issue().preheader,
        )

    def test_hosted_pictures_come_and_go_with_the_draft_that_shows_them(self, store: Store) -> None:
        one, two = (
            HostedPicture(name=f"{name}.jpg", content_type="image/jpeg", content=name.encode())
            for name in "ab"
        )

        def keep(issue_id: str, *pictures: HostedPicture) -> None:
            store.issues.save_draft(
                a_briefing(issue_id), Selection(stories=()), an_issue(issue_id), hosted=pictures
            )

        keep(ISSUE, one, one)
        keep("gulf@2026-11-23", one, two)
        assert store.issues.picture("a.jpg") == one
        keep("gulf@2026-11-23", two)
        assert store.issues.picture("a.jpg") == one
        keep(ISSUE)
        assert store.issues.picture("a.jpg") is None
        assert store.issues.picture("b.jpg") == two

    def test_a_state_is_set_only_from_where_it_is_expected(self, store: Store) -> None:
        approved(store, 1)
        assert store.issues.set_state(ISSUE, IssueState.SENDING, expect=(IssueState.APPROVED,))
        assert not store.issues.set_state(ISSUE, IssueState.SENDING, expect=(IssueState.APPROVED,))
        assert not store.issues.set_state("none", IssueState.SENDING, expect=tuple(IssueState))

    def test_a_state_is_told_without_the_rest(self, store: Store) -> None:
        draft(store)
        assert store.issues.state(ISSUE) is IssueState.DRAFT
        store.issues.approve(ISSUE, subscriber_ids=(), now=NOW)
        assert store.issues.state(ISSUE) is IssueState.APPROVED
        assert store.issues.state("none") is None


class TestThreads:
    def test_a_story_that_issues_told_again_is_followed_through_the_archive(
        self, store: Store
    ) -> None:
        for day, numbers in (
            ("2026-11-20", (1, 2)),
            ("2026-11-21", (1,)),
            ("2026-11-22", (1, 3)),
            ("2026-11-23", (3,)),
        ):
            draft(store, f"daily@{day}", stories=tuple(a_story(number) for number in numbers))
            store.issues.approve(f"daily@{day}", subscriber_ids=[], now=NOW)
        draft(store, "gulf@2026-11-22", stories=(a_story(1),))
        store.issues.approve("gulf@2026-11-22", subscriber_ids=[], now=NOW)
        for day in ("21", "23"):
            assert store.issues.set_state(
                f"daily@2026-11-{day}", IssueState.CANCELLED, expect=(IssueState.APPROVED,)
            )
        assert [past.issue_id[-2:] for past in store.issues.thread("daily", "t1")] == ["22", "20"]
        assert store.issues.thread("daily", "none") == ()
        told = {issue.slot.day: issue.threads for issue in store.issues.archive("daily")}
        assert told == {22: (("t1", "Headline of s1"),), 20: (("t1", "Headline of s1"),)}
        assert store.issues.archive("gulf")[0].threads == ()

    def test_past_stories_are_those_the_approved_issues_really_carried(self, store: Store) -> None:
        kept, dropped = a_story(1), a_story(2)
        store.issues.save_draft(
            a_briefing(stories=(kept,)), Selection(stories=(kept, dropped)), an_issue()
        )
        assert store.issues.past_stories("daily", since=NOW - HOUR, before="") == ()
        store.issues.approve(ISSUE, subscriber_ids=[], now=NOW)
        (past,) = store.issues.past_stories("daily", since=NOW - HOUR, before="daily@2026-11-24")
        assert (past.story_id, past.thread_id, past.headline) == ("s1", "t1", "Headline of s1")
        assert (past.issue_id, past.published, past.url) == (ISSUE, NOW, "")
        assert past.article_ids == ("a1", "copy-1")
        assert past.article_urls == ("https://paper.example/1",)
        assert (past.facts, dict(past.terms)) == (("toll:dead:3",), {"harbour": 0.8, "ships": 0.6})

    def test_past_stories_leave_out_the_issue_itself_others_newsletters_and_what_is_too_old(
        self, store: Store
    ) -> None:
        for number, issue_id in enumerate(
            ("daily@2026-11-21", "daily@2026-11-22", ISSUE, "gulf@2026-11-22")
        ):
            draft(store, issue_id, (a_story(number),))
            store.issues.approve(issue_id, subscriber_ids=[], now=NOW + number * HOUR)
        past = store.issues.past_stories("daily", since=NOW, before=ISSUE)
        assert [story.story_id for story in past] == ["s1", "s0"]
        assert store.issues.past_stories("daily", since=NOW + HOUR / 2, before=ISSUE) == past[:1]

    def test_a_cancelled_issue_that_reached_no_reader_was_never_told(self, store: Store) -> None:
        draft(store, stories=(a_story(),))
        store.issues.approve(ISSUE, subscriber_ids=["r1"], now=NOW)
        store.issues.set_state(ISSUE, IssueState.CANCELLED, expect=(IssueState.APPROVED,))
        assert store.issues.past_stories("daily", since=NOW, before="") == ()
        store.ledger.record([outcome("r1", DeliveryState.ACCEPTED)], now=NOW)
        assert len(store.issues.past_stories("daily", since=NOW, before="")) == 1


class TestSlots:
    def test_a_slot_is_claimed_by_one_of_many(self, store: Store) -> None:
        def claim_it(number: int) -> bool:
            return store.issues.claim_slot("daily", "2026-11-23T06:00", owner=f"o{number}", now=NOW)

        with ThreadPoolExecutor(8) as pool:
            assert sum(pool.map(claim_it, range(8))) == 1

    def test_a_claim_that_was_never_finished_may_be_taken_over_after_its_lease(
        self, store: Store
    ) -> None:
        def claim_at(seconds: int) -> bool:
            moment = NOW + timedelta(seconds=seconds)
            return store.issues.claim_slot("daily", "slot", owner="o", now=moment, lease_s=60)

        assert claim_at(0)
        assert not claim_at(59)
        assert claim_at(60)
        assert not claim_at(61)

    def test_a_finished_slot_is_never_claimed_again(self, store: Store) -> None:
        store.issues.claim_slot("daily", "slot", owner="o", now=NOW)
        store.issues.finish_slot("daily", "slot", now=NOW)
        assert not store.issues.claim_slot("daily", "slot", owner="o", now=NOW + 99 * HOUR)

    def test_a_slot_given_back_is_free_at_once(self, store: Store) -> None:
        store.issues.claim_slot("daily", "slot", owner="o", now=NOW)
        store.issues.release_slot("daily", "slot", owner="o")
        assert store.issues.claim_slot("daily", "slot", owner="other", now=NOW)

    def test_a_slot_that_another_has_or_that_is_finished_is_not_given_back(
        self, store: Store
    ) -> None:
        store.issues.claim_slot("daily", "slot", owner="o", now=NOW)
        store.issues.release_slot("daily", "slot", owner="other")
        assert not store.issues.claim_slot("daily", "slot", owner="other", now=NOW)
        store.issues.finish_slot("daily", "slot", now=NOW)
        store.issues.release_slot("daily", "slot", owner="o")
        assert not store.issues.claim_slot("daily", "slot", owner="o", now=NOW + 99 * HOUR)


class TestApprovalTakenBack:
    def test_an_approved_issue_is_a_draft_again_without_rows_and_threads(
        self, store: Store
    ) -> None:
        draft(store, stories=(a_story(),))
        store.issues.approve(ISSUE, subscriber_ids=["x", "y"], now=NOW)
        assert store.issues.take_back_approval(ISSUE)
        assert store.issues.issue(ISSUE) == an_issue()
        assert list(store.ledger.rows(ISSUE)) == []
        assert store.issues.past_stories("daily", since=NOW - HOUR, before="") == ()
        # and it may be approved anew, with other readers
        assert store.issues.approve(ISSUE, subscriber_ids=["z"], now=NOW) == 1
        assert store.ledger.audit(ISSUE).balances

    def test_an_issue_without_readers_that_counts_as_sent_is_taken_back_too(
        self, store: Store
    ) -> None:
        draft(store)
        store.issues.approve(ISSUE, subscriber_ids=[], now=NOW)
        store.issues.set_state(ISSUE, IssueState.SENT, expect=(IssueState.APPROVED,))
        assert store.issues.take_back_approval(ISSUE)
        assert store.issues.state(ISSUE) is IssueState.DRAFT

    @pytest.mark.parametrize("handed", [False, True])
    def test_a_row_that_a_sender_holds_or_settled_keeps_the_approval(
        self, store: Store, handed: bool
    ) -> None:
        approved(store, 3)
        assert len(claim(store, limit=1)) == 1
        if handed:
            (row,) = store.ledger.rows(ISSUE, states=(DeliveryState.LEASED,))
            done = outcome(row.subscriber_id, DeliveryState.ACCEPTED)
            store.ledger.record([done], now=NOW)
        assert not store.issues.take_back_approval(ISSUE)
        assert store.issues.state(ISSUE) is IssueState.APPROVED
        # the rows that waited are there as before
        assert len(list(store.ledger.rows(ISSUE))) == 3

    def test_a_draft_and_an_unknown_issue_have_no_approval(self, store: Store) -> None:
        draft(store)
        assert not store.issues.take_back_approval(ISSUE)
        assert not store.issues.take_back_approval("other@2026-11-23")


class TestKnownToReaders:
    def test_an_issue_is_known_from_its_first_accepted_message_on(self, store: Store) -> None:
        approved(store, 2)
        assert not store.issues.may_be_known(ISSUE)
        (reader,) = claim(store, limit=1)
        store.ledger.record([outcome(reader, DeliveryState.ACCEPTED)], now=NOW)
        assert store.issues.may_be_known(ISSUE)

    def test_an_issue_that_arrived_stays_in_the_archive_however_it_stopped(
        self, store: Store
    ) -> None:
        approved(store, 2)
        (reader,) = claim(store, limit=1)
        store.ledger.record([outcome(reader, DeliveryState.ACCEPTED)], now=NOW)
        for state in (IssueState.ENDED, IssueState.CANCELLED):
            store.issues.set_state(ISSUE, state, expect=tuple(IssueState))
            assert [past.id for past in store.issues.archive("daily")] == [ISSUE]

    def test_of_two_editions_of_a_day_the_archive_has_the_later_one_first(
        self, store: Store
    ) -> None:
        for hour, issue_id in ((6, f"{ISSUE}T0600"), (9, f"{ISSUE}-extra"), (18, f"{ISSUE}T1800")):
            draft(store, issue_id)
            store.issues.approve(issue_id, subscriber_ids=[], now=NOW + hour * HOUR)
        listed = [past.id.removeprefix(ISSUE) for past in store.issues.archive("daily")]
        assert listed == ["T1800", "-extra", "T0600"]
