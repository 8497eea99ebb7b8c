"""An entry becomes an article: its id, its hash, its date at the first visit, and its page."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.articles import (
    article_id,
    as_article,
    content_hash,
    is_undated,
    with_page,
)
from digest.collect.feed_entries import FeedEntry
from digest.collect.page import ArticlePage
from digest.models import Article, Picture, Source

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
SOURCE = Source(id="cedar", name="Cedar Daily", url="https://cedar.example/feed", pictures=True)
SMALL = Picture(url="https://cedar.example/s.jpg", alt="feed alt", caption="feed words", width=599)
LARGE = replace(SMALL, width=600)
SHARED = Picture(url="https://cedar.example/l.jpg", caption="page words", credit="page credit")


def entry(**more: object) -> FeedEntry:
    values: dict[str, object] = {
        "url": "https://cedar.example/port?utm_source=rss",
        "title": "Port reopens",
        "published": NOW - timedelta(hours=2),
        "canonical_url": "cedar.example/port",
        "stable_guid": "7",
        "lead": "The port of Avel reopened on Tuesday after two years of repairs.",
    }
    return FeedEntry(**(values | more))  # type: ignore[arg-type]


def article(source: Source = SOURCE, *, first_visit: bool = False, **more: object) -> Article:
    return as_article(entry(**more), source, now=NOW, first_visit=first_visit)


# ---- ids -------------------------------------------------------------------------------------


def test_one_page_in_two_feeds_is_one_article():
    other = replace(SOURCE, id="other")
    assert article_id(entry(), SOURCE) == article_id(entry(stable_guid="8", title="X"), other)


def test_without_a_page_source_and_guid_tell_an_article():
    one = entry(canonical_url="")
    other_source = replace(SOURCE, id="other")
    assert article_id(one, SOURCE) == article_id(replace(one, title="Edited"), SOURCE)
    assert article_id(one, SOURCE) != article_id(one, other_source)
    assert article_id(one, SOURCE) != article_id(replace(one, stable_guid="8"), SOURCE)


def test_without_page_and_guid_source_and_title_tell_an_article():
    one = entry(canonical_url="", stable_guid="")
    assert article_id(one, SOURCE) != article_id(replace(one, title="X"), SOURCE)
    assert article_id(one, SOURCE) == article_id(replace(one, lead="X"), SOURCE)


def test_an_id_is_twenty_digits_and_a_hash_thirty_two():
    made = article()
    assert len(made.id) == 20
    assert int(made.id, 16) >= 0
    assert len(made.content_hash) == 32


TEXTS = st.text("ab\0", max_size=4)


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_a_text_that_moves_to_another_field_is_an_edit(title, lead, body, more):
    if more and "\0" not in title + lead + more:
        assert content_hash(title + more, lead, body) != content_hash(title, more + lead, body)
    assert content_hash(title, lead, body) == content_hash(title, lead, body)


# ---- values of the source --------------------------------------------------------------------


def test_an_article_is_of_its_source():
    source = replace(
        SOURCE,
        publisher="Cedar",
        family="Cedar Group",
        country="LB",
        section="world",
        state_run=True,
        weight=2.0,
    )
    made = article(source)
    assert (made.publisher, made.family, made.country, made.section) == (
        "Cedar",
        "Cedar Group",
        "LB",
        "world",
    )
    assert (made.state_run, made.weight, made.source_id) == (True, 2.0, "cedar")
    assert article().publisher == "Cedar Daily"


def test_the_address_is_kept_without_what_follows_the_reader():
    assert article().url == "https://cedar.example/port"


def test_a_picture_is_kept_where_pictures_may_be_shown():
    assert article(picture=SMALL).picture == SMALL
    assert article(replace(SOURCE, pictures=False), picture=SMALL).picture is None


def test_the_feeds_language_goes_before_the_text_and_the_text_before_the_usual_one():
    usual = replace(SOURCE, language="tr")
    assert article(usual, language="fr").language == "fr"
    assert article(usual).language == "en"
    assert article(usual, title="Port", lead="Avel").language == "tr"


# ---- dates -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dated", "first_visit", "published"),
    [
        (True, False, NOW - timedelta(hours=2)),
        (True, True, NOW - timedelta(hours=2)),
        (False, False, NOW),
        (False, True, NOW - timedelta(days=30)),
    ],
)
def test_an_undated_entry_of_the_first_visit_is_no_news_of_today(dated, first_visit, published):
    when = NOW - timedelta(hours=2) if dated else NOW
    made = article(dated=dated, published=when, first_visit=first_visit)
    assert made.published == published
    assert is_undated(made) is not dated


def test_an_article_that_was_never_collected_has_the_date_that_it_has():
    assert not is_undated(replace(article(), collected=None))


# ---- pages -----------------------------------------------------------------------------------


def paged(made: Article, source: Source = SOURCE, **more: object) -> Article:
    return with_page(made, ArticlePage(**more), source)  # type: ignore[arg-type]


def test_the_longer_text_is_kept():
    made = article(body="x" * 50)
    assert paged(made, body="y" * 51).body == "y" * 51
    assert paged(made, body="y" * 50).body == "x" * 50
    assert paged(made).body == "x" * 50


def test_a_missing_lead_is_the_first_paragraph_of_the_page():
    made = article(lead="")
    assert paged(made, body="First.\n\nSecond.").lead == "First."
    assert paged(article(), body="First.\n\nSecond.").lead == article().lead


def test_a_new_text_has_a_new_hash():
    made = article()
    assert paged(made).content_hash == made.content_hash
    assert paged(made, body="y" * 99).content_hash != made.content_hash


def test_people_of_the_feed_go_before_those_of_the_page():
    made = article(authors=("Ada",))
    assert paged(made, authors=("Bo",)).authors == ("Ada",)
    assert paged(article(), authors=("Bo",)).authors == ("Bo",)


@pytest.mark.parametrize(
    ("on_page", "is_taken"),
    [
        (NOW - timedelta(seconds=1), True),
        (NOW, False),
        (NOW + timedelta(hours=1), False),
        (datetime(1900, 1, 1, tzinfo=UTC), False),
        (None, False),
    ],
)
def test_the_pages_time_dates_an_undated_article_where_it_can(on_page, is_taken: bool):
    made = article(dated=False, published=NOW)
    assert (paged(made, published=on_page).published != NOW) is is_taken


def test_the_feeds_time_is_never_replaced():
    made = article()
    assert paged(made, published=NOW - timedelta(days=3)).published == made.published


@pytest.mark.parametrize(
    ("from_feed", "from_page", "url"),
    [
        (None, None, None),
        (SMALL, None, SMALL.url),
        (None, SHARED, SHARED.url),
        (SMALL, SHARED, SHARED.url),
        (LARGE, SHARED, LARGE.url),
        (replace(SMALL, width=None), SHARED, SHARED.url),
    ],
)
def test_the_pages_picture_is_taken_unless_the_feeds_fills_a_column(from_feed, from_page, url):
    picture = paged(article(picture=from_feed), picture=from_page).picture
    assert (picture.url if picture else None) == url


def test_the_words_of_the_other_picture_fill_what_one_lacks():
    taken = paged(article(picture=SMALL), picture=SHARED).picture
    assert taken == replace(SHARED, alt="feed alt")
    bare = replace(LARGE, alt="", caption="")
    kept = paged(article(picture=bare), picture=replace(SHARED, alt="page alt")).picture
    assert kept == replace(bare, alt="page alt", caption="page words")


def test_without_leave_no_picture_of_the_page_is_taken():
    silent = replace(SOURCE, pictures=False)
    assert paged(article(picture=SMALL), silent, picture=SHARED).picture is None
