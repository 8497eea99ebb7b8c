"""The archive tells one story through its issues: threads, stories since a day, and topics."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from store_nouns import HOUR, NOW, a_briefing, a_reader, a_story, an_issue, outcome

from digest.models import DeliveryState, IssueState, Match, Selection, Story
from digest.protocols import Store


def sent(store: Store, issue_id: str, *numbers: int, hours: int = 0, headline: str = "") -> None:
    """Store an issue that went out with these stories, so many hours after the first."""
    stories = tuple(a_story(number) for number in numbers)
    briefing = a_briefing(issue_id, stories)
    if headline:
        items = [
            replace(item, headline=replace(item.headline, text=headline)) for item in briefing.items
        ]
        briefing = replace(briefing, items=tuple(items))
    store.issues.save_draft(briefing, Selection(stories=stories), an_issue(issue_id))
    store.issues.approve(issue_id, subscriber_ids=[], now=NOW + hours * HOUR)


def cancelled(store: Store, issue_id: str) -> None:
    assert store.issues.set_state(issue_id, IssueState.CANCELLED, expect=(IssueState.APPROVED,))


@pytest.fixture
def week(store: Store) -> Store:
    """A store with three issues of one story, and one of each of two others."""
    sent(store, "daily@2026-11-20", 1, 2, hours=0)
    sent(store, "daily@2026-11-21", 1, hours=24, headline="The quay is cleared")
    sent(store, "daily@2026-11-22", 1, 3, hours=48, headline="The port opens")
    sent(store, "gulf@2026-11-22", 1, hours=49)
    return store


class TestToldThreads:
    def test_a_story_of_several_issues_has_the_name_that_it_had_last(self, week: Store) -> None:
        (thread,) = week.issues.threads("daily", limit=9)
        assert (thread.id, thread.headline, thread.issues) == ("t1", "The port opens", 3)
        assert (thread.first, thread.last) == (NOW, NOW + 48 * HOUR)

    def test_an_issue_of_another_newsletter_makes_no_thread(self, week: Store) -> None:
        assert week.issues.threads("gulf", limit=9) == ()
        assert week.issues.threads("other", limit=9) == ()

    def test_threads_run_by_their_last_issue_and_come_in_pages(self, week: Store) -> None:
        sent(week, "daily@2026-11-23", 3, hours=72)
        threads = week.issues.threads
        assert [thread.id for thread in threads("daily", limit=9)] == ["t3", "t1"]
        assert [thread.id for thread in threads("daily", limit=1)] == ["t3"]
        assert [thread.id for thread in threads("daily", limit=1, skip=1)] == ["t1"]
        assert threads("daily", limit=1, skip=2) == ()

    def test_two_threads_of_one_moment_stand_by_their_ids(self, week: Store) -> None:
        sent(week, "daily@2026-11-23", 3, 2, 1, hours=72)
        ids = [thread.id for thread in week.issues.threads("daily", limit=9)]
        assert ids == ["t1", "t2", "t3"]

    def test_a_cancelled_issue_tells_no_story(self, week: Store) -> None:
        cancelled(week, "daily@2026-11-21")
        (thread,) = week.issues.threads("daily", limit=9)
        assert thread.issues == 2
        cancelled(week, "daily@2026-11-20")
        assert week.issues.threads("daily", limit=9) == ()

    def test_a_cancelled_issue_that_a_reader_may_have_stays_in_the_archive(
        self, store: Store
    ) -> None:
        store.subscribers.add([a_reader(1)])
        issue_id = "daily@2026-11-23"
        stories = (a_story(1),)
        store.issues.save_draft(
            a_briefing(issue_id, stories), Selection(stories=stories), an_issue(issue_id)
        )
        store.issues.approve(issue_id, subscriber_ids=["r000001"], now=NOW)
        store.ledger.claim(issue_id, worker="w", limit=1, now=NOW, lease_s=60)
        store.ledger.mark_handing(issue_id, ["r000001"], worker="w", now=NOW)
        store.ledger.record([outcome("r000001", DeliveryState.UNCERTAIN)], now=NOW)
        cancelled(store, issue_id)
        assert [past.id for past in store.issues.archive("daily")] == [issue_id]
        assert len(store.issues.told_since("daily", date(2026, 11, 23))) == 1

    def test_the_stories_of_an_issue_lead_to_their_threads(self, week: Store) -> None:
        assert week.issues.threads_of("daily@2026-11-20") == {"s1": "t1", "s2": "t2"}
        assert week.issues.threads_of("daily@2026-11-19") == {}


class TestOneThread:
    def test_a_thread_runs_from_the_newest_issue_and_is_cut(self, week: Store) -> None:
        days = [past.issue_id[-2:] for past in week.issues.thread("daily", "t1")]
        assert days == ["22", "21", "20"]
        (newest,) = week.issues.thread("daily", "t1", limit=1)
        assert newest.headline == "The port opens"

    def test_of_two_editions_of_a_day_the_later_approval_comes_first(self, store: Store) -> None:
        sent(store, "daily@2026-11-23-b", 1, hours=1)
        sent(store, "daily@2026-11-23-a", 1, hours=2)
        told = [past.issue_id for past in store.issues.thread("daily", "t1")]
        assert told == ["daily@2026-11-23-a", "daily@2026-11-23-b"]
        assert [past.id for past in store.issues.archive("daily")] == told


class TestSinceADay:
    def test_the_day_itself_is_told_and_the_newest_comes_first(self, week: Store) -> None:
        told = week.issues.told_since("daily", date(2026, 11, 21))
        assert [(past.issue_id[-2:], past.story_id) for past in told] == [
            ("22", "s1"),
            ("22", "s3"),
            ("21", "s1"),
        ]

    def test_the_list_is_cut_and_holds_one_newsletter(self, week: Store) -> None:
        assert len(week.issues.told_since("daily", date(2026, 11, 1), limit=2)) == 2
        told = week.issues.told_since("gulf", date(2026, 11, 1))
        assert [past.issue_id for past in told] == ["gulf@2026-11-22"]
        assert week.issues.told_since("daily", date(2026, 11, 23)) == ()


class TestTopics:
    @staticmethod
    def of_topic(number: int, *topics: str) -> Story:
        matches = tuple(
            Match(article_id=f"a{number}", topic_id=topic, score=1.0, hits=()) for topic in topics
        )
        return replace(a_story(number), matches=matches)

    def publish(self, store: Store, issue_id: str, *stories: Story, hours: int = 0) -> None:
        store.issues.save_draft(
            a_briefing(issue_id, stories), Selection(stories=stories), an_issue(issue_id)
        )
        store.issues.approve(issue_id, subscriber_ids=[], now=NOW + hours * HOUR)

    def test_stories_of_a_topic_come_from_the_named_newsletters_alone(self, store: Store) -> None:
        self.publish(store, "daily@2026-11-20", self.of_topic(1, "ports"), self.of_topic(2, "oil"))
        self.publish(store, "gulf@2026-11-22", self.of_topic(3, "ports", "oil"), hours=1)
        topic = store.issues.topic
        assert [past.story_id for past in topic("ports", ["daily", "gulf"])] == ["s3", "s1"]
        assert [past.story_id for past in topic("ports", ["daily"])] == ["s1"]
        assert [past.story_id for past in topic("oil", ["daily", "gulf"], limit=1)] == ["s3"]
        assert topic("ports", []) == ()

    def test_an_issue_names_its_topics_once_in_order(self, store: Store) -> None:
        self.publish(
            store,
            "daily@2026-11-20",
            self.of_topic(1, "ports", "oil"),
            self.of_topic(2, "oil"),
        )
        assert store.issues.topics_of("daily@2026-11-20") == ("oil", "ports")
        assert store.issues.topics_of("daily@2026-11-21") == ()
