"""What every store promises, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from small_issue import NOW
from small_issue import a_briefing as small_briefing
from small_issue import an_issue as small_issue

from digest.errors import StoreError, UseError
from digest.models import (
    Article,
    Audit,
    Briefing,
    Citation,
    Consent,
    Copy,
    CopyKind,
    DeliveryState,
    Enrolment,
    FetchState,
    HostedPicture,
    InlineImage,
    Issue,
    IssueState,
    Item,
    Outcome,
    Passage,
    Picture,
    Reason,
    Reply,
    Selection,
    Story,
    Subscriber,
    SubscriberState,
)
from digest.protocols import Store
from digest.store import open_store

HOUR = timedelta(hours=1)
ISSUE = "daily@2026-11-23"


def an_article(number: int = 1, **changes: object) -> Article:
    article = Article(
        id=f"a{number}",
        url=f"https://paper.example/{number}?utm_source=rss",
        canonical_url=f"https://paper.example/{number}",
        guid=f"guid-{number}",
        title=f"Harbour reopens, part {number}",
        lead="The harbour opened at dawn.",
        body="The harbour opened at dawn.\n\nShips waited.",
        authors=("R. Writer",),
        categories=("ports",),
        source_id="paper",
        picture=Picture(url="https://paper.example/p.jpg", alt="A crane", width=1200, height=800),
        published=NOW - HOUR,
        collected=NOW,
        content_hash=f"hash-{number}",
    )
    return replace(article, **changes)  # type: ignore[arg-type]


def a_story(number: int = 1, **changes: object) -> Story:
    story = Story(
        id=f"s{number}",
        articles=(an_article(number),),
        copies=(Copy(kept=f"a{number}", folded=f"copy-{number}", kind=CopyKind.WIRE),),
        reasons=(Reason(code="rank", detail="two publishers", value=1.5),),
        thread_id=f"t{number}",
        facts=("toll:dead:3",),
        terms={"harbour": 0.8, "ships": 0.6},
    )
    return replace(story, **changes)  # type: ignore[arg-type]


def a_briefing(issue_id: str = ISSUE, stories: Iterable[Story] = ()) -> Briefing:
    items = tuple(
        Item(
            story_id=story.id,
            headline=Passage(text=f"Headline of {story.id}", article_id=story.lead.id),
            article_ids=tuple(article.id for article in story.articles),
        )
        for story in stories
    )
    citations = (
        Citation(article_id="cited", url="https://x.example", title="t", outlet="X", published=NOW),
    )
    return small_briefing(issue_id, tagline="News of the day", items=items, citations=citations)


def an_issue(issue_id: str = ISSUE, **changes: object) -> Issue:
    images = (InlineImage(cid="lead", content_type="image/jpeg", content=bytes(range(256))),)
    return small_issue(
        issue_id, subject="Harbour reopens — 5 dead", html="<p>مرفأ</p>", images=images, **changes
    )


def a_reader(number: int = 1, **changes: object) -> Subscriber:
    reader = Subscriber(
        id=f"r{number:06}",
        email=f"reader{number}@mail{number % 3}.example.org",
        name=f"Reader {number}",
        newsletters=("daily",),
        consent=Consent(at=NOW - HOUR, source="form", wording="Yes, send it."),
        created=NOW - HOUR,
        language="en",
    )
    return replace(reader, **changes)  # type: ignore[arg-type]


def draft(store: Store, issue_id: str = ISSUE, stories: tuple[Story, ...] = ()) -> None:
    store.issues.save_draft(
        a_briefing(issue_id, stories), Selection(stories=stories), an_issue(issue_id)
    )


def approved(store: Store, readers: int, issue_id: str = ISSUE) -> None:
    store.subscribers.add(a_reader(number) for number in range(readers))
    draft(store, issue_id)
    audience = store.subscribers.audience(issue_id.partition("@")[0])
    assert store.issues.approve(issue_id, subscriber_ids=audience, now=NOW) == readers


def claim(
    store: Store, worker: str = "w", limit: int = 100, now: datetime = NOW, **more: object
) -> list[str]:
    rows = store.ledger.claim(ISSUE, worker=worker, limit=limit, now=now, lease_s=60, **more)  # type: ignore[arg-type]
    return [row.subscriber_id for row in rows]


def outcome(subscriber_id: str, state: DeliveryState, **more: object) -> Outcome:
    return Outcome(issue_id=ISSUE, subscriber_id=subscriber_id, state=state, **more)  # type: ignore[arg-type]


def is_closed(store: Store, address: str) -> bool:
    """True when the address is on the suppression list, known or not."""
    return any(line.what == "suppressed" for line in store.subscribers.history(address))


def states(store: Store) -> dict[str, DeliveryState]:
    return {row.subscriber_id: row.state for row in store.ledger.rows(ISSUE)}


class TestArticles:
    def test_an_article_comes_back_as_it_was(self, store: Store) -> None:
        assert store.articles.save([an_article()]) == (1, 0)
        assert store.articles.by_ids(["a1"]) == {"a1": an_article()}
        assert store.articles.by_ids([]) == {}

    def test_the_same_article_again_is_neither_new_nor_changed(self, store: Store) -> None:
        store.articles.save([an_article()])
        assert store.articles.save([an_article(), an_article(collected=NOW + HOUR)]) == (0, 0)

    @pytest.mark.parametrize(
        "again",
        [
            an_article(title="New title", content_hash="h2"),
            an_article(id="other", guid="other", title="New title", content_hash="h2"),
            an_article(
                id="other",
                canonical_url="https://paper.example/moved",
                title="New title",
                content_hash="h2",
            ),
        ],
        ids=["same id", "same canonical address", "same guid of the source"],
    )
    def test_an_edited_article_is_updated_and_never_doubled(
        self, store: Store, again: Article
    ) -> None:
        store.articles.save([an_article()])
        assert store.articles.save([again]) == (0, 1)
        (kept,) = store.articles.since(NOW - 9 * HOUR)
        assert (kept.id, kept.title) == ("a1", "New title")

    def test_twins_within_one_batch_become_one(self, store: Store) -> None:
        assert store.articles.save([an_article(), an_article(id="twin", guid="")]) == (1, 0)

    def test_one_guid_in_two_sources_is_two_articles(self, store: Store) -> None:
        other = an_article(2, guid="guid-1", source_id="gazette")
        assert store.articles.save([an_article(), other]) == (2, 0)

    def test_the_first_time_of_collecting_stays_and_a_bumped_date_does_not_renew_an_article(
        self, store: Store
    ) -> None:
        store.articles.save([an_article()])
        edit = an_article(
            title="Edited", content_hash="h2", published=NOW + HOUR, collected=NOW + HOUR
        )
        store.articles.save([replace(edit, collected=NOW + 2 * HOUR)])
        kept = store.articles.by_ids(["a1"])["a1"]
        assert (kept.collected, kept.published) == (NOW, NOW - HOUR)

    def test_a_date_that_the_feed_lacked_at_first_is_taken_when_it_comes(
        self, store: Store
    ) -> None:
        store.articles.save([an_article(published=NOW, collected=NOW)])
        dated = an_article(
            title="Edited", content_hash="h2", published=NOW + HOUR / 2, collected=NOW + HOUR
        )
        store.articles.save([dated])
        assert store.articles.by_ids(["a1"])["a1"].published == NOW + HOUR / 2

    def test_the_feeds_summary_does_not_replace_the_full_text_of_the_page(
        self, store: Store
    ) -> None:
        store.articles.save([an_article(body="word " * 500)])
        assert store.articles.save([an_article(body="A summary.", content_hash="h2")]) == (0, 0)
        assert store.articles.save([an_article(body="", content_hash="h3")]) == (0, 0)
        assert store.articles.by_ids(["a1"])["a1"].body == "word " * 500

    def test_a_new_title_in_the_feed_keeps_the_pages_text_and_picture(self, store: Store) -> None:
        cover = Picture(
            url="https://paper.example/cover.jpg",
            caption="Ships at the quay.",
            width=1600,
            height=900,
        )
        store.articles.save([an_article(body="word " * 500, picture=cover)])
        assert store.articles.save(
            [an_article(title="Edited", body="A summary.", content_hash="h2")]
        ) == (0, 1)
        kept = store.articles.by_ids(["a1"])["a1"]
        assert (kept.title, kept.body, kept.picture) == ("Edited", "word " * 500, cover)

    def test_another_feed_with_the_same_page_lends_only_a_missing_body(self, store: Store) -> None:
        store.articles.save([an_article(body="")])
        other = an_article(
            source_id="gazette", title="Their title", body="Body.", content_hash="h2"
        )
        assert store.articles.save([other]) == (0, 1)
        assert store.articles.save([replace(other, body="Another.", content_hash="h3")]) == (0, 0)
        kept = store.articles.by_ids(["a1"])["a1"]
        assert (kept.source_id, kept.title, kept.body) == (
            "paper",
            "Harbour reopens, part 1",
            "Body.",
        )

    def test_since_is_ordered_and_a_date_in_the_future_counts_from_its_collecting(
        self, store: Store
    ) -> None:
        future = an_article(3, published=NOW + 48 * HOUR)
        store.articles.save(
            [
                future,
                an_article(2, published=NOW),
                an_article(1),
                an_article(4, published=NOW - 50 * HOUR),
            ]
        )
        found = store.articles.since(NOW - 24 * HOUR, until=NOW)
        assert [article.id for article in found] == ["a1", "a2", "a3"]
        assert [article.id for article in store.articles.since(NOW)] == ["a2", "a3"]

    def test_an_article_is_found_by_id_and_by_any_address_of_its_page(self, store: Store) -> None:
        store.articles.save([an_article(canonical_url="https://paper.example/1")])
        for name in (
            "a1",
            "https://paper.example/1?utm_source=rss",
            "https://www.paper.example/1/?utm_medium=x",
        ):
            found = store.articles.find(name)
            assert found is not None
            assert found.id == "a1"
        assert store.articles.find("nothing") is None

    def test_pages_with_their_text_are_known(self, store: Store) -> None:
        store.articles.save([an_article(1), an_article(2, body="")])
        asked = [f"https://paper.example/{number}" for number in (1, 2, 3)]
        assert store.articles.known_pages(asked) == {"https://paper.example/1"}

    def test_fetch_states_are_kept_and_replaced(self, store: Store) -> None:
        first = FetchState(
            source_id="paper", etag='"x"', last_attempt=NOW, failures=2, rhythm_s=1800.5
        )
        store.articles.save_states([first, FetchState(source_id="gazette")])
        later = replace(
            first, failures=0, last_success=NOW, retry_at=NOW + HOUR, pages_left="no time for all"
        )
        store.articles.save_states([later])
        assert store.articles.states() == {
            "paper": later,
            "gazette": FetchState(source_id="gazette"),
        }

    def test_old_articles_are_forgotten_unless_an_issue_cites_them(self, store: Store) -> None:
        old = {"published": NOW - 99 * HOUR, "collected": NOW - 98 * HOUR}
        store.articles.save([an_article(1, **old), an_article(2, **old), an_article(3)])
        draft(store, stories=(a_story(1),))
        assert store.articles.forget(NOW - 90 * HOUR) == 1
        assert set(store.articles.by_ids(["a1", "a2", "a3"])) == {"a1", "a3"}

    def test_two_collectors_at_once_never_double_an_article(self, store: Store) -> None:
        batch = [an_article(number) for number in range(200)]
        with ThreadPoolExecutor(4) as pool:
            results = list(pool.map(store.articles.save, [batch] * 4))
        assert sum(new for new, _ in results) == 200


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

    def test_what_is_not_there_cannot_be_approved(self, store: Store) -> None:
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

    def test_a_cancelled_issue_that_reached_nobody_was_never_told(self, store: Store) -> None:
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


class TestSubscribers:
    def test_a_reader_comes_back_as_added(self, store: Store) -> None:
        assert store.subscribers.add([a_reader()]) == 1
        assert store.subscribers.get("r000001") == a_reader()
        assert store.subscribers.by_email("READER1@Mail1.Example.ORG ") == a_reader()
        assert store.subscribers.by_ids(["r000001", "none"]) == {"r000001": a_reader()}
        assert store.subscribers.get("none") is None

    def test_one_address_in_several_spellings_is_one_reader(self, store: Store) -> None:
        spellings = ["Zoë@bücher.example", "Zoë@xn--bcher-kva.EXAMPLE", "zoë@BÜCHER.example"]
        outcomes = store.subscribers.enrol(
            a_reader(n, email=email) for n, email in enumerate(spellings)
        )
        assert outcomes == (Enrolment.NEW, Enrolment.ALREADY, Enrolment.ALREADY)
        (reader,) = store.subscribers.list()
        assert reader.email == "Zoë@xn--bcher-kva.example"

    def test_a_known_reader_joins_another_newsletter(self, store: Store) -> None:
        store.subscribers.add([a_reader()])
        assert store.subscribers.enrol([a_reader(newsletters=("daily", "gulf"))]) == (
            Enrolment.JOINED,
        )
        reader = store.subscribers.get("r000001")
        assert reader is not None
        assert reader.newsletters == ("daily", "gulf")

    def test_what_is_no_address_is_refused_and_nothing_of_its_batch_is_kept(
        self, store: Store
    ) -> None:
        with pytest.raises(UseError, match="not a mail address"):
            store.subscribers.add([a_reader(1), a_reader(2, email="nobody")])
        assert list(store.subscribers.list()) == []

    def test_the_audience_is_active_unsuppressed_readers_in_a_stable_order(
        self, store: Store
    ) -> None:
        store.subscribers.add(
            [
                a_reader(3),
                a_reader(1),
                a_reader(2, newsletters=("gulf",)),
                a_reader(4, state=SubscriberState.PENDING),
                a_reader(5),
                a_reader(6),
            ]
        )
        store.subscribers.suppress("reader5@mail2.example.org", reason="complaint", now=NOW)
        store.subscribers.leave("r000006", newsletter_id="daily", now=NOW, how="page")
        assert list(store.subscribers.audience("daily")) == ["r000001", "r000003"]
        assert [reader.id for reader in store.subscribers.list(newsletter_id="gulf")] == ["r000002"]

    def test_leaving_is_done_once_and_may_be_repeated(self, store: Store) -> None:
        store.subscribers.add([a_reader(newsletters=("daily", "gulf"))])
        assert store.subscribers.leave("r000001", newsletter_id="daily", now=NOW, how="one-click")
        assert not store.subscribers.leave(
            "r000001", newsletter_id="daily", now=NOW, how="one-click"
        )
        reader = store.subscribers.get("r000001")
        assert reader is not None
        assert (reader.newsletters, reader.state) == (("gulf",), SubscriberState.ACTIVE)
        assert store.subscribers.leave("r000001", newsletter_id=None, now=NOW, how="page")
        reader = store.subscribers.get("r000001")
        assert reader is not None
        assert (reader.newsletters, reader.state) == ((), SubscriberState.LEFT)
        assert not store.subscribers.leave("nobody", newsletter_id=None, now=NOW, how="page")

    def test_an_import_brings_back_nobody_who_left(self, store: Store) -> None:
        store.subscribers.add([a_reader(1, newsletters=("daily", "gulf")), a_reader(2)])
        store.subscribers.leave("r000001", newsletter_id="daily", now=NOW, how="page")
        store.subscribers.leave("r000002", newsletter_id=None, now=NOW, how="page")
        again = [a_reader(1), a_reader(2, newsletters=("daily", "gulf"))]
        assert store.subscribers.enrol(again) == (Enrolment.LEFT_BEFORE, Enrolment.LEFT_BEFORE)
        assert list(store.subscribers.audience("daily")) == []
        assert list(store.subscribers.audience("gulf")) == ["r000001"]

    def test_an_import_lifts_no_suppression_of_known_or_unknown_addresses(
        self, store: Store
    ) -> None:
        store.subscribers.add([a_reader(1)])
        for number in (1, 2):
            store.subscribers.suppress(
                f"READER{number}@mail{number}.example.org", reason="bounce", now=NOW
            )
        assert store.subscribers.enrol([a_reader(1), a_reader(2)]) == (Enrolment.SUPPRESSED,) * 2
        assert list(store.subscribers.audience("daily")) == []
        known = (
            "reader1@mail1.example.org",
            "reader2@mail2.example.org",
            "reader3@mail0.example.org",
        )
        assert [is_closed(store, address) for address in known] == [True, True, False]

    def test_before_a_hand_over_it_is_seen_who_left_and_whose_address_is_closed(
        self, store: Store
    ) -> None:
        people = [replace(a_reader(number), newsletters=("daily", "gulf")) for number in range(5)]
        store.subscribers.add(people)
        store.subscribers.leave(people[1].id, newsletter_id="daily", now=NOW, how="link")
        store.subscribers.leave(people[2].id, newsletter_id=None, now=NOW, how="link")
        store.subscribers.suppress(people[3].email.upper(), reason="bounce", now=NOW)
        store.subscribers.remove(people[4].id)
        seen = store.subscribers.for_hand_over(
            (person.id for person in people), newsletter_id="daily"
        )
        known = {person.id: (person.email, person.name) for person in people[:4]}
        assert {reader.id: (reader.email, reader.name) for reader in seen.values()} == known
        assert [seen[person.id].state for person in people[:4]] == [
            SubscriberState.ACTIVE,
            SubscriberState.ACTIVE,
            SubscriberState.LEFT,
            SubscriberState.SUPPRESSED,
        ]
        assert [seen[person.id].newsletters for person in people[:2]] == [("daily",), ()]
        assert store.subscribers.for_hand_over([], newsletter_id="daily") == {}

    def test_an_erased_person_leaves_no_address_and_is_not_imported_again(
        self, store: Store
    ) -> None:
        approved(store, 2)
        said = Reply(code=550, text="<reader1@mail1.example.org> unknown")
        store.ledger.record([outcome("r000001", DeliveryState.REFUSED, reply=said)], now=NOW)
        assert store.subscribers.remove("r000001")
        assert not store.subscribers.remove("r000001")
        assert store.subscribers.by_email("reader1@mail1.example.org") is None
        assert store.subscribers.enrol([a_reader(1)]) == (Enrolment.SUPPRESSED,)
        row = next(row for row in store.ledger.rows(ISSUE) if row.subscriber_id == "r000001")
        assert (row.state, row.reply) == (DeliveryState.REFUSED, Reply(code=550))

    def test_the_history_of_an_address_says_why_with_evidence(self, store: Store) -> None:
        approved(store, 2)
        said = Reply(code=550, text="no such user")
        store.ledger.record([outcome("r000001", DeliveryState.REFUSED, reply=said)], now=NOW + HOUR)
        store.subscribers.leave(
            "r000001", newsletter_id="daily", now=NOW + 2 * HOUR, how="one-click"
        )
        store.subscribers.suppress(
            "reader1@mail1.example.org", reason="complaint", now=NOW + 3 * HOUR
        )
        lines = [
            (line.what, line.evidence)
            for line in store.subscribers.history("READER1@mail1.example.org")
        ]
        assert lines[-3:] == [
            (f"{ISSUE} is refused", "550 no such user"),
            ("left daily", "by one-click"),
            ("suppressed", "complaint"),
        ]
        assert ("agreed", "form: “Yes, send it.”") in lines
        store.subscribers.remove("r000001")
        assert [line.what for line in store.subscribers.history("reader1@mail1.example.org")] == [
            "suppressed"
        ]
        assert store.subscribers.history("nobody@mail.example") == ()

    def test_who_asks_anew_comes_back(self, store: Store) -> None:
        store.subscribers.add([a_reader(1)])
        store.subscribers.suppress("reader1@mail1.example.org", reason="bounce", now=NOW)
        consent = Consent(at=NOW, source="letter", wording="Please.")
        assert store.subscribers.enrol([a_reader(1, consent=consent)], again=True) == (
            Enrolment.ALREADY,
        )
        assert list(store.subscribers.audience("daily")) == ["r000001"]
        store.subscribers.leave("r000001", newsletter_id=None, now=NOW, how="page")
        assert store.subscribers.enrol([a_reader(1)], again=True) == (Enrolment.JOINED,)
        assert list(store.subscribers.audience("daily")) == ["r000001"]

    def test_a_dry_run_says_the_same_and_changes_nothing(self, store: Store) -> None:
        store.subscribers.add([a_reader(1)])
        assert store.subscribers.enrol([a_reader(1), a_reader(2)], dry_run=True) == (
            Enrolment.ALREADY,
            Enrolment.NEW,
        )
        assert len(list(store.subscribers.list())) == 1


class TestLedger:
    def test_rows_are_leased_to_one_worker_each(self, store: Store) -> None:
        approved(store, 300)

        def take_all(number: int) -> list[str]:
            taken: list[str] = []
            while got := claim(store, worker=f"w{number}", limit=17):
                taken += got
            return taken

        with ThreadPoolExecutor(6) as pool:
            taken = list(pool.map(take_all, range(6)))
        assert sorted(id_ for one in taken for id_ in one) == [
            f"r{number:06}" for number in range(300)
        ]

    def test_a_claimed_row_says_who_holds_it_and_where_it_goes(self, store: Store) -> None:
        approved(store, 1)
        (row,) = store.ledger.claim(ISSUE, worker="w", limit=5, now=NOW, lease_s=60)
        assert (row.state, row.leased_by, row.leased_until) == (
            DeliveryState.LEASED,
            "w",
            NOW + timedelta(seconds=60),
        )
        assert (row.domain, row.attempts, row.retry_at) == ("mail0.example.org", 0, None)

    def test_a_claim_may_be_limited_to_domains(self, store: Store) -> None:
        approved(store, 9)
        assert claim(store, domains=["mail1.example.org"]) == ["r000001", "r000004", "r000007"]
        assert claim(store, domains=["elsewhere.example"]) == []

    def test_handing_is_marked_once_and_only_for_the_lease_holder(self, store: Store) -> None:
        approved(store, 3)
        ids = claim(store)
        assert store.ledger.mark_handing(ISSUE, ids, worker="other", now=NOW) == frozenset()
        assert store.ledger.mark_handing(ISSUE, ids, worker="w", now=NOW) == frozenset(ids)
        assert store.ledger.mark_handing(ISSUE, ids, worker="other", now=NOW) == frozenset()
        # asked again, as after a write of which nobody heard that it was done: still in hand, and one attempt
        assert store.ledger.mark_handing(ISSUE, ids, worker="w", now=NOW) == frozenset(ids)
        assert {row.attempts for row in store.ledger.rows(ISSUE)} == {1}

    def test_of_rows_to_hand_over_those_are_told_that_are_still_ours(self, store: Store) -> None:
        approved(store, 3)
        ours, lost = claim(store, limit=1), claim(store, worker="late", limit=1)
        store.ledger.record([outcome(lost[0], DeliveryState.REFUSED)], now=NOW)
        others = claim(store, worker="other", limit=1)
        assert store.ledger.mark_handing(
            ISSUE, [*ours, *lost, *others], worker="w", now=NOW
        ) == frozenset(ours)
        assert states(store) == {
            ours[0]: DeliveryState.HANDING,
            lost[0]: DeliveryState.REFUSED,
            others[0]: DeliveryState.LEASED,
        }

    def test_what_came_back_is_recorded_in_the_transaction_that_marks_what_goes_next(
        self, store: Store
    ) -> None:
        approved(store, 2)
        first, second = claim(store)
        store.ledger.mark_handing(ISSUE, [first], worker="w", now=NOW)
        known = [outcome(first, DeliveryState.ACCEPTED)]
        assert store.ledger.mark_handing(ISSUE, [second], worker="w", now=NOW, known=known) == {
            second
        }
        assert states(store) == {first: DeliveryState.ACCEPTED, second: DeliveryState.HANDING}

    def test_what_came_back_is_recorded_although_nothing_more_may_go(self, store: Store) -> None:
        approved(store, 2)
        first, second = claim(store)
        store.ledger.mark_handing(ISSUE, [first], worker="w", now=NOW)
        store.issues.set_state(ISSUE, IssueState.PAUSED, expect=(IssueState.APPROVED,))
        known = [outcome(first, DeliveryState.ACCEPTED)]
        assert (
            store.ledger.mark_handing(ISSUE, [second], worker="w", now=NOW, known=known)
            == frozenset()
        )
        assert states(store) == {first: DeliveryState.ACCEPTED, second: DeliveryState.LEASED}

    def test_a_paused_issue_is_neither_claimed_nor_handed_over(self, store: Store) -> None:
        approved(store, 3)
        ids = claim(store, limit=1)
        store.issues.set_state(ISSUE, IssueState.PAUSED, expect=(IssueState.APPROVED,))
        assert claim(store) == []
        assert store.ledger.mark_handing(ISSUE, ids, worker="w", now=NOW) == frozenset()
        store.issues.set_state(ISSUE, IssueState.SENDING, expect=(IssueState.PAUSED,))
        assert len(claim(store)) == 2

    def test_outcomes_are_recorded_with_the_reply(self, store: Store) -> None:
        approved(store, 4)
        ids = claim(store)
        store.ledger.mark_handing(ISSUE, ids, worker="w", now=NOW)
        ok = Reply(code=250, enhanced="2.0.0", text="queued as 4Xy", queue_id="4Xy")
        later = Reply(code=451, text="try\0later")
        store.ledger.record(
            [
                outcome(ids[0], DeliveryState.ACCEPTED, reply=ok, relay="main"),
                outcome(ids[1], DeliveryState.DEFERRED, reply=later, retry_at=NOW + HOUR),
                outcome(ids[2], DeliveryState.QUEUED),
                outcome(
                    ids[3],
                    DeliveryState.SUPPRESSED,
                    reply=Reply(code=0, text="left since approval"),
                ),
            ],
            now=NOW,
        )
        rows = {row.subscriber_id: row for row in store.ledger.rows(ISSUE)}
        assert (rows[ids[0]].reply, rows[ids[0]].relay, rows[ids[0]].leased_by) == (ok, "main", "")
        assert (rows[ids[1]].retry_at, rows[ids[1]].reply) == (
            NOW + HOUR,
            Reply(code=451, text="trylater"),
        )
        assert rows[ids[2]].state is DeliveryState.QUEUED
        audit = store.ledger.audit(ISSUE)
        assert audit.balances
        assert audit.by_state == {
            DeliveryState.ACCEPTED: 1,
            DeliveryState.DEFERRED: 1,
            DeliveryState.QUEUED: 1,
            DeliveryState.SUPPRESSED: 1,
        }

    def test_a_deferred_row_is_claimed_when_it_is_due(self, store: Store) -> None:
        approved(store, 1)
        (reader,) = claim(store)
        store.ledger.record([outcome(reader, DeliveryState.DEFERRED, retry_at=NOW + HOUR)], now=NOW)
        assert store.ledger.next_due(ISSUE) == NOW + HOUR
        assert claim(store, now=NOW + HOUR / 2) == []
        assert claim(store, now=NOW + HOUR) == [reader]
        assert store.ledger.next_due(ISSUE) is None

    def test_what_is_accepted_never_changes(self, store: Store) -> None:
        approved(store, 1)
        (reader,) = claim(store)
        store.ledger.record([outcome(reader, DeliveryState.ACCEPTED)], now=NOW)
        for state in DeliveryState:
            store.ledger.record([outcome(reader, state)], now=NOW)
        assert store.ledger.retry(ISSUE, tuple(DeliveryState), now=NOW) == 0
        assert store.ledger.sweep(now=NOW + 99 * HOUR) == (0, 0)
        assert states(store) == {reader: DeliveryState.ACCEPTED}

    def test_recording_twice_is_recording_once(self, store: Store) -> None:
        approved(store, 1)
        (reader,) = claim(store)
        deferred = outcome(reader, DeliveryState.DEFERRED, retry_at=NOW + HOUR)
        for _ in range(2):
            store.ledger.record([deferred], now=NOW)
        assert states(store) == {reader: DeliveryState.DEFERRED}

    def test_released_rows_go_back_to_the_queue(self, store: Store) -> None:
        approved(store, 3)
        ids = claim(store)
        store.ledger.mark_handing(ISSUE, ids[:1], worker="w", now=NOW)
        store.ledger.release(ISSUE, ids, worker="other")
        store.ledger.release(ISSUE, ids, worker="w")
        assert list(states(store).values()).count(DeliveryState.QUEUED) == 2
        assert states(store)[ids[0]] is DeliveryState.HANDING

    def test_a_sweep_requeues_what_was_leased_and_names_uncertain_what_was_handed(
        self, store: Store
    ) -> None:
        approved(store, 5)
        ids = claim(store, limit=3)
        store.ledger.mark_handing(ISSUE, ids[:1], worker="w", now=NOW)
        assert store.ledger.sweep(ISSUE, now=NOW + timedelta(seconds=59)) == (0, 0)
        assert store.ledger.sweep("other@2026-11-23", now=NOW + HOUR) == (0, 0)
        assert store.ledger.sweep(now=NOW + HOUR) == (2, 1)
        assert states(store)[ids[0]] is DeliveryState.UNCERTAIN
        assert len(claim(store)) == 4

    def test_a_lease_can_be_begun_anew_when_handing_starts(self, store: Store) -> None:
        approved(store, 1)
        ids = claim(store)
        later = NOW + timedelta(seconds=50)
        store.ledger.mark_handing(ISSUE, ids, worker="w", now=later, lease_s=60)
        assert store.ledger.sweep(now=NOW + timedelta(seconds=100)) == (0, 0)
        assert store.ledger.sweep(now=NOW + timedelta(seconds=110)) == (0, 1)

    def test_a_late_reply_settles_what_a_sweep_called_uncertain(self, store: Store) -> None:
        approved(store, 1)
        (reader,) = claim(store)
        store.ledger.mark_handing(ISSUE, [reader], worker="w", now=NOW)
        store.ledger.sweep(now=NOW + HOUR)
        store.ledger.record(
            [outcome(reader, DeliveryState.ACCEPTED, reply=Reply(code=250))], now=NOW + HOUR
        )
        assert states(store) == {reader: DeliveryState.ACCEPTED}

    def test_a_crash_report_comes_too_late_when_the_row_has_moved_on(self, store: Store) -> None:
        approved(store, 1)
        (reader,) = claim(store)
        store.ledger.record([outcome(reader, DeliveryState.DEFERRED, retry_at=NOW + HOUR)], now=NOW)
        store.ledger.record([outcome(reader, DeliveryState.UNCERTAIN)], now=NOW)
        assert states(store) == {reader: DeliveryState.DEFERRED}

    def test_an_operator_may_retry_what_was_refused_or_is_uncertain(self, store: Store) -> None:
        approved(store, 4)
        ids = claim(store)
        store.ledger.mark_handing(ISSUE, ids, worker="w", now=NOW)
        for reader, state in zip(
            ids, ("accepted", "refused", "uncertain", "suppressed"), strict=True
        ):
            store.ledger.record([outcome(reader, DeliveryState(state))], now=NOW)
        wanted = (DeliveryState.ACCEPTED, DeliveryState.REFUSED, DeliveryState.UNCERTAIN)
        assert store.ledger.retry(ISSUE, wanted, now=NOW) == 2
        assert sorted(claim(store)) == sorted(ids[1:3])

    def test_rows_are_listed_by_state_over_many_pages(self, store: Store) -> None:
        approved(store, 4500)
        taken = set(claim(store, limit=2300))
        assert {
            row.subscriber_id for row in store.ledger.rows(ISSUE, states=(DeliveryState.LEASED,))
        } == taken
        assert [row.subscriber_id for row in store.ledger.rows(ISSUE)] == [
            f"r{number:06}" for number in range(4500)
        ]

    def test_nothing_to_do_is_done_quietly(self, store: Store) -> None:
        store.ledger.record([], now=NOW)
        store.ledger.release(ISSUE, [], worker="w")
        assert store.ledger.mark_handing(ISSUE, [], worker="w", now=NOW) == frozenset()
        assert store.ledger.audit("none@2026-11-23") == Audit(
            issue_id="none@2026-11-23", selected=0, by_state={}
        )


class TestStore:
    def test_a_secret_is_made_once_and_kept(self, store: Store, store_url: str) -> None:
        with ThreadPoolExecutor(4) as pool:
            made = set(pool.map(store.secret, ["token"] * 4))
        assert len(made) == 1
        assert store.secret("other") not in made
        second = open_store(store_url)
        assert second.secret("token") in made
        second.close()

    def test_one_leads_at_a_time(self, store: Store, store_url: str) -> None:
        second = open_store(store_url)
        with store.leader("schedule") as first_leads, second.leader("schedule") as second_leads:
            assert (bool(first_leads), bool(second_leads)) == (True, False)
            assert (first_leads.is_held(), second_leads.is_held()) == (True, False)
            with second.leader("other") as other_leads:
                assert other_leads
        with second.leader("schedule") as leads:
            assert leads
        second.close()

    def test_several_may_open_a_new_database_at_once(self, empty_url: str) -> None:
        gate, opened, lock = threading.Barrier(4), list[Store](), threading.Lock()

        def open_one() -> None:
            gate.wait()
            store = open_store(empty_url)
            with lock:
                opened.append(store)

        threads = [threading.Thread(target=open_one) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(opened) == 4
        for store in opened:
            store.close()

    def test_times_come_back_aware_whatever_zone_they_came_in(self, store: Store) -> None:
        tehran = datetime.fromisoformat("2026-11-23T08:30:00.123456+03:30")
        store.articles.save([an_article(published=tehran, collected=tehran)])
        kept = store.articles.by_ids(["a1"])["a1"]
        assert kept.published == tehran
        assert kept.published.tzinfo is UTC

    def test_a_time_without_a_zone_is_refused(self, store: Store) -> None:
        naive = datetime(2026, 11, 23)  # noqa: DTZ001 - that is the point
        with pytest.raises((StoreError, TypeError)):
            store.articles.save([an_article(published=naive, collected=naive)])
