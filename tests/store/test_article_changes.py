"""An article is new, known, or changed; an edit keeps its first date and its full text."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from store_nouns import HOUR, NOW, an_article

from digest.models import Article, Picture
from digest.store.article_changes import ArticleChanges, merged_article

LONG = "word " * 100
"""500 characters: eight tenths of it are 400."""


def known(**changes: object) -> Article:
    return an_article(1, body=LONG, content_hash="old", **changes)


def new(**changes: object) -> Article:
    return an_article(1, **{"body": LONG, "content_hash": "new", "title": "Edited", **changes})


def merged(stored: Article, incoming: Article) -> Article:
    result = merged_article(stored, incoming)
    assert result is not None
    return result


def test_the_earlier_date_stands_whichever_side_has_it() -> None:
    earlier, later = NOW - 3 * HOUR, NOW - HOUR
    assert merged(known(published=earlier), new(published=later)).published == earlier
    assert merged(known(published=later), new(published=earlier)).published == earlier


def test_a_real_date_beats_the_time_of_collecting() -> None:
    stored = known(published=NOW, collected=NOW)
    real = NOW + HOUR
    assert merged(stored, new(published=real, collected=NOW + 2 * HOUR)).published == real
    again = new(published=NOW + HOUR, collected=NOW + HOUR)
    assert merged(stored, again).published == NOW


@pytest.mark.parametrize(("characters", "is_kept"), [(399, True), (400, False), (401, False)])
def test_a_body_below_eight_tenths_is_the_feeds_summary(characters: int, is_kept: bool) -> None:
    incoming = new(body=LONG[:characters])
    assert (merged(known(), incoming).body == LONG) is is_kept


def test_a_summary_keeps_the_pages_picture_and_an_edit_brings_its_own() -> None:
    page, feed = Picture(url="https://p.example/page.jpg"), Picture(url="https://p.example/f.jpg")
    assert merged(known(picture=page), new(body="short", picture=feed)).picture == page
    assert merged(known(picture=page), new(picture=feed)).picture == feed
    assert merged(known(picture=None), new(body="short", picture=feed)).picture == feed
    assert merged(known(picture=page), new(picture=None)).picture == page


def test_the_same_content_changes_no_article() -> None:
    assert merged_article(known(), replace(new(), content_hash="old")) is None
    same_words = new(title=known().title, lead=known().lead)
    assert merged_article(known(), same_words) is None


@pytest.mark.parametrize("field", ["title", "lead", "body"])
def test_a_change_of_title_lead_or_body_is_an_edit(field: str) -> None:
    incoming = new(**{"title": known().title, field: LONG + "more"})
    assert getattr(merged(known(), incoming), field) == LONG + "more"


def test_an_edit_that_lacks_a_field_keeps_the_known_one() -> None:
    result = merged(
        known(authors=("R. Writer",), guid="g", collected=NOW),
        new(authors=(), guid="", canonical_url="", lead="", collected=NOW + HOUR),
    )
    assert (result.authors, result.guid, result.collected) == (("R. Writer",), "g", NOW)
    assert result.canonical_url == known().canonical_url
    assert result.lead == known().lead


def test_another_feed_lends_a_missing_body_and_changes_no_other_word() -> None:
    other = new(source_id="other", body="Its whole text.")
    assert merged_article(known(), other) is None
    lent = merged(known(source_id="paper") and replace(known(), body=""), other)
    assert (lent.body, lent.title, lent.source_id) == ("Its whole text.", known().title, "paper")
    assert merged_article(replace(known(), body=""), replace(other, body="")) is None


def test_twins_of_one_batch_are_one_article() -> None:
    changes = ArticleChanges([])
    changes.add(an_article(1))
    changes.add(an_article(1, id="twin", content_hash="x", title="Edited"))
    assert [(article.id, article.title) for article in changes.added.values()] == [("a1", "Edited")]
    assert changes.changed == {}


def test_an_article_is_known_by_id_before_address_before_guid() -> None:
    by_id = an_article(1, canonical_url="", guid="")
    by_url = an_article(2, id="b", guid="")
    changes = ArticleChanges([by_id, by_url])
    incoming = an_article(1, canonical_url=by_url.canonical_url, title="New", content_hash="n")
    changes.add(incoming)
    assert list(changes.changed) == ["a1"]


def test_one_guid_of_two_sources_is_two_articles() -> None:
    changes = ArticleChanges([an_article(1, canonical_url="")])
    changes.add(an_article(2, guid="guid-1", source_id="other", canonical_url=""))
    assert list(changes.added) == ["a2"]
    same_source = an_article(3, guid="guid-1", canonical_url="", content_hash="c", title="T")
    changes.add(same_source)
    assert list(changes.changed) == ["a1"]


def test_a_known_article_that_was_changed_in_the_batch_is_the_one_compared_next() -> None:
    changes = ArticleChanges([an_article(1)])
    edited = an_article(1, title="Edited", content_hash="e")
    changes.add(edited)
    changes.add(replace(edited, published=NOW + timedelta(days=1)))
    assert changes.changed["a1"].published == an_article(1).published


def test_the_time_of_an_edit_is_the_publishers_or_the_time_at_which_it_was_seen() -> None:
    seen = NOW + 5 * HOUR
    stated = NOW + 4 * HOUR
    assert merged(known(), new(collected=seen, updated=stated)).updated == stated
    assert merged(known(), new(collected=seen)).updated == seen
    # A publisher's time that stood before the edit says nothing of it.
    assert merged(known(updated=NOW), new(collected=seen, updated=NOW)).updated == seen


def test_a_page_that_was_a_headline_so_far_is_no_edit() -> None:
    headline = an_article(1, body="", content_hash="old")
    page = replace(headline, body=LONG, content_hash="new", collected=NOW + HOUR)
    assert merged(headline, page).updated == headline.updated


def test_an_older_version_that_comes_later_lends_its_date_and_no_words() -> None:
    late = NOW - HOUR
    stored = known(published=late, collected=NOW, title="Eleven dead")
    older = new(published=NOW - 3 * HOUR, collected=NOW + HOUR, title="Nine dead")
    kept = merged(stored, older)
    assert (kept.title, kept.published, kept.updated) == ("Eleven dead", NOW - 3 * HOUR, late)
    # a cache that gives it again finds nothing to change
    assert merged_article(kept, older) is None


def test_an_older_version_is_known_by_the_dates_of_edits_too() -> None:
    stored = known(published=NOW - 4 * HOUR, updated=NOW - HOUR, collected=NOW)
    older = new(published=NOW - 4 * HOUR, updated=NOW - 2 * HOUR, collected=NOW + HOUR)
    assert merged_article(stored, older) is None
    newer = new(published=NOW - 4 * HOUR, updated=NOW, collected=NOW + HOUR)
    assert merged(stored, newer).title == "Edited"


def test_an_edit_without_a_date_follows_another_that_we_saw() -> None:
    stored = known(published=NOW - 4 * HOUR, updated=NOW + HOUR, collected=NOW)
    assert merged(stored, new(published=NOW - 4 * HOUR, collected=NOW + 2 * HOUR)).title == "Edited"


def test_an_undated_version_is_never_older() -> None:
    stored = known(published=NOW, collected=NOW)
    assert merged(stored, new(published=NOW - HOUR, collected=NOW + HOUR)).title == "Edited"


def test_another_feed_lends_a_picture_with_the_body_where_there_is_none() -> None:
    page, feed = Picture(url="https://p.example/page.jpg"), Picture(url="https://p.example/f.jpg")
    other = new(source_id="other", body="Its whole text.", picture=feed)
    assert merged(replace(known(picture=None), body=""), other).picture == feed
    assert merged(replace(known(picture=page), body=""), other).picture == page


def test_an_undated_edit_of_the_body_alone_bears_the_time_at_which_it_was_seen() -> None:
    seen = NOW + 5 * HOUR
    stored = known()
    edited = new(title=stored.title, lead=stored.lead, body=LONG + "more", collected=seen)
    assert merged(stored, edited).updated == seen


def test_an_edit_that_its_publisher_dates_at_our_visit_is_newer_than_an_earlier_version() -> None:
    stored = known(published=NOW - 4 * HOUR, updated=NOW, collected=NOW)
    assert merged_article(stored, new(published=NOW - 2 * HOUR, collected=NOW + HOUR)) is None
    assert merged(stored, new(published=NOW + HOUR, collected=NOW + 2 * HOUR)).title == "Edited"
