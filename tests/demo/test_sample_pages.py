"""The sample outlets publish feeds that our own reader reads, and pages with the usual clutter."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from digest.collect import parse_feed
from digest.collect.feed_entries import FeedEntry
from digest.demo.pages import article_page, feed_of
from digest.demo.sample import SampleArticle, SampleOutlet, SamplePicture

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)
BASE = "http://127.0.0.1:8000"
ARTICLE = SampleArticle(
    outlet="quay",
    slug="port-opens",
    published=datetime(2026, 11, 23, 4, 30, tzinfo=UTC),
    title="Port <opens> & closes",
    lead="The port opened.",
    paragraphs=("The port opened.", "It closed again."),
    author="Ada Example",
)


def outlet(feed_format: str, **values: str) -> SampleOutlet:
    """Return an outlet with a feed of that format."""
    return SampleOutlet(id="quay", name="Quay Post", format=feed_format, **values)


@pytest.mark.parametrize(
    ("feed_format", "content_type"),
    [
        ("rss", "application/rss+xml"),
        ("atom", "application/atom+xml"),
        ("rdf", "application/rdf+xml"),
        ("json", "application/feed+json"),
    ],
)
def test_each_format_is_read_back_by_the_collector(feed_format, content_type):
    article = replace(ARTICLE, title="Port opens & closes")
    sent_type, text = feed_of(outlet(feed_format), [article], BASE)
    assert sent_type == content_type
    feed = parse_feed(text.encode(), now=NOW, url=f"{BASE}/quay/feed", content_type=sent_type)
    (entry,) = feed.entries
    assert entry.title == "Port opens & closes"
    # the outlets put a tracker behind their links, as outlets do
    assert entry.url.partition("?")[0] == f"{BASE}/quay/port-opens"
    assert entry.published == ARTICLE.published


def test_a_json_feed_leaves_out_an_author_that_is_not_known():
    _, named = feed_of(outlet("json"), [ARTICLE], BASE)
    _, unnamed = feed_of(outlet("json"), [replace(ARTICLE, author="")], BASE)
    assert json.loads(named)["items"][0]["authors"] == [{"name": "Ada Example"}]
    assert "authors" not in json.loads(unnamed)["items"][0]


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("he", "rtl")])
def test_a_page_runs_in_the_direction_of_its_language(language, direction):
    page = article_page(outlet("rss", language=language), ARTICLE, BASE)
    assert f'dir="{direction}"' in page


def test_the_words_of_an_article_are_escaped_on_its_page():
    page = article_page(outlet("rss"), ARTICLE, BASE)
    assert "Port &lt;opens&gt; &amp; closes" in page
    assert "<opens>" not in page


# ---- the parts of each format --------------------------------------------------------------------

FORMATS = ("rss", "atom", "rdf", "json")
PICTURE = SamplePicture(name="port", alt="Cranes", caption="The port", credit="Quay Post (demo)")


def read_back(feed_format: str, article: SampleArticle, **values: str) -> FeedEntry:
    """Return the entry that our collector reads from the feed of one article."""
    content_type, text = feed_of(outlet(feed_format, **values), [article], BASE)
    url = f"{BASE}/quay/feed"
    (entry,) = parse_feed(text.encode(), now=NOW, url=url, content_type=content_type).entries
    return entry


@pytest.mark.parametrize("feed_format", ["rss", "atom", "rdf"])
def test_an_undated_article_has_no_date_in_its_feed(feed_format):
    dated = read_back(feed_format, ARTICLE)
    undated = read_back(feed_format, replace(ARTICLE, dated=False))
    # the moment of the reading stands in for a date
    assert (dated.published, undated.published) == (ARTICLE.published, NOW)


@pytest.mark.parametrize("feed_format", FORMATS)
def test_a_moment_of_another_zone_is_the_same_moment_in_each_format(feed_format):
    tehran = timezone(timedelta(hours=3, minutes=30))
    moved = replace(ARTICLE, published=ARTICLE.published.astimezone(tehran))
    assert read_back(feed_format, moved).published == ARTICLE.published


@pytest.mark.parametrize("feed_format", ["rss", "atom", "json"])
def test_an_author_is_read_back(feed_format):
    assert read_back(feed_format, ARTICLE).authors == ("Ada Example",)
    assert read_back(feed_format, replace(ARTICLE, author="")).authors == ()


@pytest.mark.parametrize("feed_format", FORMATS)
def test_the_lead_of_an_article_is_read_back(feed_format):
    assert read_back(feed_format, ARTICLE).lead == "The port opened."


def test_a_picture_stands_in_an_rss_feed_with_its_words():
    picture = read_back("rss", replace(ARTICLE, picture=PICTURE)).picture
    assert picture is not None
    assert picture.url == f"{BASE}/pictures/port.jpg"
    assert (picture.caption, picture.credit) == ("The port", "Quay Post (demo)")
    assert read_back("rss", ARTICLE).picture is None


def test_an_outlet_without_pages_of_text_writes_the_text_into_its_atom_feed():
    _, without = feed_of(outlet("atom"), [ARTICLE], BASE)
    _, within = feed_of(
        SampleOutlet(id="quay", name="Quay Post", format="atom", full_text=False), [ARTICLE], BASE
    )
    assert "It closed again." not in without
    assert "&lt;p&gt;The port opened.&lt;/p&gt;&lt;p&gt;It closed again.&lt;/p&gt;" in within


def test_an_atom_feed_is_as_new_as_its_first_article_and_has_no_date_without_one():
    older = replace(ARTICLE, slug="older", published=datetime(2026, 11, 22, tzinfo=UTC))
    _, text = feed_of(outlet("atom"), [ARTICLE, older], BASE)
    head = text[: text.index("<entry>")]
    assert "<updated>2026-11-23T04:30:00Z</updated>" in head
    _, empty = feed_of(outlet("atom"), [], BASE)
    assert "<updated>" not in empty


@pytest.mark.parametrize("feed_format", FORMATS)
def test_a_feed_names_the_language_of_its_outlet(feed_format):
    _, text = feed_of(outlet(feed_format, language="ar"), [], BASE)
    places = {"rss": "<language>ar<", "atom": 'lang="ar"', "rdf": "<dc:language>ar<"}
    assert places.get(feed_format, '"language": "ar"') in text


def test_a_page_shows_author_picture_and_date_where_the_article_has_them():
    full = article_page(outlet("rss"), replace(ARTICLE, picture=PICTURE), BASE)
    assert '<meta property="article:published_time" content="2026-11-23T04:30:00Z">' in full
    assert "By Ada Example" in full
    assert 'alt="Cranes"' in full
    bare = article_page(outlet("rss"), replace(ARTICLE, author="", dated=False), BASE)
    for part in ("published_time", "byline", "<figure>", "og:image"):
        assert part in full
        assert part not in bare


@pytest.mark.parametrize(("paragraphs", "is_there"), [(2, False), (3, True)])
def test_a_call_to_subscribe_stands_behind_the_third_paragraph(paragraphs, is_there):
    texts = tuple(f"Paragraph {number}." for number in range(paragraphs))
    page = article_page(outlet("rss"), replace(ARTICLE, paragraphs=texts), BASE)
    assert ("Sign up for the sample newsletter" in page) is is_there
