"""The sample newsroom answers as real outlets do, and says that it is a sample."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO

import feedparser
import httpx2
import pytest
from PIL import Image

from digest.demo.newsroom import SampleNewsroom, sample_newsroom

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def newsroom() -> Iterator[SampleNewsroom]:
    with sample_newsroom(NOW) as newsroom:
        yield newsroom


@pytest.fixture(scope="module")
def client() -> Iterator[httpx2.Client]:
    with httpx2.Client(trust_env=False) as client:
        yield client


def test_every_xml_feed_is_well_formed_and_holds_its_outlets_articles(
    newsroom: SampleNewsroom, client: httpx2.Client
) -> None:
    for outlet in newsroom.outlets.values():
        if outlet.format == "json" or outlet.manner == "broken":
            continue
        feed = feedparser.parse(client.get(newsroom.feed_url(outlet)).content)
        assert not feed.bozo, outlet.id
        assert [entry.title for entry in feed.entries] == [
            a.title for a in newsroom.published(outlet)
        ]


def test_the_json_feed_carries_the_text(newsroom: SampleNewsroom, client: httpx2.Client) -> None:
    feed = client.get(newsroom.feed_url(newsroom.outlets["wire"])).json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert any("Paper Boat" in item["content_text"] for item in feed["items"])


def test_a_client_that_has_a_version_already_gets_304(
    newsroom: SampleNewsroom, client: httpx2.Client
) -> None:
    url = newsroom.feed_url(newsroom.outlets["gazette"])
    first = client.get(url)
    assert first.headers["last-modified"].endswith("GMT")
    again = client.get(url, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_one_outlet_is_broken(newsroom: SampleNewsroom, client: httpx2.Client) -> None:
    assert client.get(newsroom.feed_url(newsroom.outlets["broken"])).status_code == 500


def test_every_page_says_that_no_news_there_happened(
    newsroom: SampleNewsroom, client: httpx2.Client
) -> None:
    for article in newsroom.articles:
        page = client.get(f"{newsroom.base_url}/{article.outlet}/{article.slug}")
        assert page.status_code == 200
        assert "None of its news happened" in page.text


def test_pictures_are_drawn_at_the_size_the_feed_says(
    newsroom: SampleNewsroom, client: httpx2.Client
) -> None:
    names = {article.picture.name for article in newsroom.articles if article.picture}
    assert len(names) >= 4
    for name in names:
        content = client.get(f"{newsroom.base_url}/pictures/{name}.jpg").content
        assert Image.open(BytesIO(content)).size == (1200, 800)
        assert len(content) < 60_000


def test_yesterday_shows_only_what_was_out_by_then() -> None:
    with sample_newsroom(NOW) as newsroom:
        everything = sum(len(newsroom.published(outlet)) for outlet in newsroom.outlets.values())
        newsroom.shown_until = NOW - timedelta(days=1)
        yesterday = sum(len(newsroom.published(outlet)) for outlet in newsroom.outlets.values())
    assert 8 <= yesterday < everything == len(newsroom.articles)


def test_robots_are_told_what_they_may_read(
    newsroom: SampleNewsroom, client: httpx2.Client
) -> None:
    assert "Disallow: /private/" in client.get(f"{newsroom.base_url}/robots.txt").text


def test_an_unknown_page_is_not_found(newsroom: SampleNewsroom, client: httpx2.Client) -> None:
    assert client.get(f"{newsroom.base_url}/gazette/no-such-page").status_code == 404


def test_an_announcement_has_a_weekday_to_come(
    newsroom: SampleNewsroom, client: httpx2.Client
) -> None:
    texts = [client.get(newsroom.feed_url(outlet)).text for outlet in newsroom.outlets.values()]
    assert not [text for text in texts if "{in" in text]
    # the sample newsroom's today is a Monday
    assert any("will vote on Wednesday on convoys" in text for text in texts)
