"""The server of the sample outlets: loopback alone, several at once, versions and strangers."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http import HTTPStatus

import httpx2
import pytest

from digest.demo.newsroom import LOOPBACK, SampleNewsroom, sample_newsroom

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def offline() -> SampleNewsroom:
    """The pages without a server."""
    return SampleNewsroom(NOW, "http://127.0.0.1:8000")


@pytest.fixture(scope="module")
def served() -> Iterator[SampleNewsroom]:
    with sample_newsroom(NOW) as newsroom:
        yield newsroom


@pytest.fixture(scope="module")
def client() -> Iterator[httpx2.Client]:
    with httpx2.Client(trust_env=False) as client:
        yield client


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/nowhere",
        "/nowhere/feed",
        "/gazette",
        "/gazette/",
        "/gazette/feed/more",
        "/pictures",
        "/../digest.yaml",
        "/gazette/../../etc/passwd",
    ],
)
def test_a_path_of_no_page_is_not_found(offline: SampleNewsroom, path: str) -> None:
    assert offline.answer(path) is HTTPStatus.NOT_FOUND


def test_a_page_of_later_news_is_not_there_yet(offline: SampleNewsroom) -> None:
    latest = offline.articles[-1]
    path = f"/{latest.outlet}/{latest.slug}"
    assert not isinstance(offline.answer(path), HTTPStatus)
    offline.shown_until = latest.published - timedelta(seconds=1)
    assert offline.answer(path) is HTTPStatus.NOT_FOUND


def test_an_article_stands_under_its_own_outlet_alone(offline: SampleNewsroom) -> None:
    article = offline.articles[0]
    (other, *_) = [name for name in offline.outlets if name != article.outlet]
    assert offline.answer(f"/{other}/{article.slug}") is HTTPStatus.NOT_FOUND


def test_each_outlet_lists_its_news_newest_first(offline: SampleNewsroom) -> None:
    for outlet in offline.outlets.values():
        times = [article.published for article in offline.published(outlet)]
        assert times == sorted(times, reverse=True)


def test_a_feed_without_news_is_as_new_as_the_moment(offline: SampleNewsroom) -> None:
    offline.shown_until = NOW - timedelta(days=30)
    page = offline.answer("/gazette/feed")
    assert not isinstance(page, HTTPStatus)
    assert page.modified == offline.shown_until
    assert offline.published(offline.outlets["gazette"]) == ()


def test_a_query_changes_no_page(served: SampleNewsroom, client: httpx2.Client) -> None:
    url = served.feed_url(served.outlets["gazette"])
    assert client.get(f"{url}?utm_source=test").content == client.get(url).content


def test_an_old_version_gets_the_whole_page(served: SampleNewsroom, client: httpx2.Client) -> None:
    url = served.feed_url(served.outlets["gazette"])
    answer = client.get(url, headers={"If-None-Match": '"an-old-version"'})
    assert answer.status_code == 200
    assert len(answer.content) == int(answer.headers["content-length"])


def test_the_version_of_a_feed_changes_with_its_news(client: httpx2.Client) -> None:
    with sample_newsroom(NOW) as newsroom:
        url = newsroom.feed_url(newsroom.outlets["gazette"])
        today = client.get(url).headers["etag"]
        newsroom.shown_until = NOW - timedelta(days=1)
        assert client.get(url).headers["etag"] != today


def test_the_outlets_listen_on_this_machine_alone(served: SampleNewsroom) -> None:
    assert served.base_url.startswith(f"http://{LOOPBACK}:")


def test_two_demonstrations_run_side_by_side(client: httpx2.Client) -> None:
    with sample_newsroom(NOW) as one, sample_newsroom(NOW) as two:
        assert one.base_url != two.base_url
        for newsroom in (one, two):
            assert client.get(f"{newsroom.base_url}/robots.txt").status_code == 200


def test_the_port_is_free_and_the_thread_gone_when_the_block_ends() -> None:
    before = threading.active_count()
    with sample_newsroom(NOW) as newsroom:
        port = int(newsroom.base_url.rpartition(":")[2])
    assert threading.active_count() == before
    with pytest.raises(ConnectionRefusedError), socket.create_connection((LOOPBACK, port)):
        pass


def test_a_broken_outlet_fails_its_feed_and_no_other_page(
    served: SampleNewsroom, client: httpx2.Client
) -> None:
    answer = client.get(served.feed_url(served.outlets["broken"]))
    assert (answer.status_code, answer.text) == (500, "Internal Server Error")
    assert client.get(f"{served.base_url}/robots.txt").status_code == 200


@pytest.mark.parametrize("path", ["gazette/feed", "/gazette/feed/", "//gazette/feed"])
def test_slashes_around_a_path_change_no_page(offline: SampleNewsroom, path: str) -> None:
    page = offline.answer(path)
    assert not isinstance(page, HTTPStatus)
    assert page.content_type == "application/rss+xml"


def test_an_article_of_this_very_moment_is_out(offline: SampleNewsroom) -> None:
    latest = offline.articles[-1]
    offline.shown_until = latest.published
    assert offline.published(offline.outlets[latest.outlet])[0] == latest


def test_a_feed_is_as_new_as_its_newest_article(offline: SampleNewsroom) -> None:
    page = offline.answer("/gazette/feed")
    assert not isinstance(page, HTTPStatus)
    assert page.modified == offline.published(offline.outlets["gazette"])[0].published


def test_a_picture_of_any_name_is_a_jpeg(offline: SampleNewsroom) -> None:
    for name in ("port.jpg", "port", "no-such-picture.jpg"):
        page = offline.answer(f"/pictures/{name}")
        assert not isinstance(page, HTTPStatus)
        assert (page.content_type, page.body[:3]) == ("image/jpeg", b"\xff\xd8\xff")
    assert offline.answer("/pictures/port.jpg") == offline.answer("/pictures/port")


def test_a_page_that_is_not_found_says_so_in_words(
    served: SampleNewsroom, client: httpx2.Client
) -> None:
    answer = client.get(f"{served.base_url}/nowhere")
    assert (answer.status_code, answer.text) == (404, "Not Found")
    assert answer.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "HEAD"])
def test_outlets_are_only_read(served: SampleNewsroom, client: httpx2.Client, method: str) -> None:
    assert client.request(method, f"{served.base_url}/gazette/feed").status_code == 501
