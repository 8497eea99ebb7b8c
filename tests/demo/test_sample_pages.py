"""The sample outlets publish feeds that our own reader reads, and pages with the usual clutter."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from digest.collect import parse_feed
from digest.demo.pages import article_page, feed_of
from digest.demo.sample import SampleArticle, SampleOutlet

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
