"""Articles are stored once, changed by edits alone, and forgotten when no issue cites them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from small_issue import NOW
from store_nouns import HOUR, a_story, an_article, draft

from digest.models import (
    Article,
    FetchState,
    Picture,
)
from digest.protocols import Store


class TestArticles:
    def test_an_article_comes_back_as_it_was(self, store: Store) -> None:
        assert store.articles.save([an_article()]) == (1, 0)
        assert store.articles.by_ids(["a1"]) == {"a1": an_article()}
        assert store.articles.by_ids([]) == {}

    def test_titles_come_by_language_the_newest_first_from_before_a_moment(
        self, store: Store
    ) -> None:
        dates = {1: NOW - 3 * HOUR, 2: NOW - 2 * HOUR, 3: NOW - HOUR, 4: NOW - 4 * HOUR}
        for number, published in dates.items():
            language = "fr" if number == 4 else "en"
            store.articles.save([an_article(number, published=published, language=language)])
        titles = store.articles.titles("en", before=NOW - HOUR, most=9)
        assert list(titles.items()) == [
            ("a2", "Harbour reopens, part 2"),
            ("a1", "Harbour reopens, part 1"),
        ]
        assert list(store.articles.titles("en", before=NOW, most=1)) == ["a3"]
        assert list(store.articles.titles("fr", before=NOW, most=9)) == ["a4"]

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
