"""A host whose robots.txt wants time between two requests gets it, and no round is held up by
it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler

import pytest
from loopback_site import Site, reply

from digest.collect import Harvest, HarvestOutcome, HttpFetcher, harvest, health, read_page
from digest.collect.robots import Robots
from digest.config import CollectSettings
from digest.errors import FetchError
from digest.models import FetchState, Source

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
SENTENCE = "The ministers met in the old harbour town on Sunday. "
PAGE = f"<html lang='en'><body><article><h1>A</h1>{f'<p>{SENTENCE * 4}</p>' * 4}</article></body></html>".encode()  # noqa: E501


@pytest.fixture
def other() -> Iterator[Site]:
    made = Site()
    yield made
    made.close()


def publish(site: Site, name: str, links: Iterable[str]) -> Source:
    """A feed that links to these pages, and the source that reads it with their full text."""
    items = "".join(
        f"<item><title>Report {link.rpartition('/')[2]}</title><link>{link}</link>"
        f"<pubDate>Sun, 01 Mar 2026 10:{n:02}:00 GMT</pubDate></item>"
        for n, link in enumerate(links)
    )
    body = f"<rss version='2.0'><channel><title>P</title><language>en</language>{items}</channel></rss>".encode()  # noqa: E501
    site.routes[f"/{name}"] = lambda h: reply(h, 200, body, ETag=f'"{name}"')
    return Source(
        id=name, name=name.title(), url=f"{site.url}/{name}", publisher="Paper", full_text=True
    )


def pages(site: Site, *names: str) -> list[str]:
    """Article pages of this site, and their links."""
    for name in names:
        site.routes[f"/story/{name}"] = lambda h: reply(h, 200, PAGE, Content_Type="text/html")
    return [f"{site.url}/story/{name}" for name in names]


def rules(site: Site, robots: str) -> None:
    site.routes["/robots.txt"] = lambda h: reply(h, 200, robots.encode())


def asked_pages(site: Site) -> list[str]:
    return [path for path in site.paths() if path.startswith("/story/")]


def gather(
    sources: Iterable[Source],
    settings: CollectSettings,
    states: dict[str, FetchState],
    *,
    now: datetime = NOW,
    known: frozenset[str] = frozenset(),
) -> dict[str, Harvest]:
    with HttpFetcher(settings) as fetcher:
        results = {
            result.source.id: result
            for result in harvest(
                sources,
                states,
                fetcher=fetcher,
                settings=settings,
                now=now,
                known_pages=lambda _urls: known,
            )
        }
    states.update({name: result.state for name, result in results.items()})
    return results


# ---- spacing ----------------------------------------------------------------


@pytest.mark.parametrize(
    "wish",
    [
        "Crawl-delay: 0.5",
        "Request-rate: 6/3s",
        "Crawl-delay: 0.1\nRequest-rate: 2/1\nCrawl-delay: 0.2",
    ],
)
def test_pages_keep_the_distance_that_robots_asks_of_our_agent(
    site: Site, manners: CollectSettings, wish: str
) -> None:
    read_page(
        PAGE, url="https://paper.example/"
    )  # what is loaded for the first page of all takes time of its own
    asked_at: list[float] = []

    def noted(handler: BaseHTTPRequestHandler) -> None:
        asked_at.append(time.monotonic())
        reply(handler, 200, PAGE, Content_Type="text/html")

    links = pages(site, "a", "b", "c")
    site.routes.update(dict.fromkeys(("/story/a", "/story/b", "/story/c"), noted))
    rules(site, f"User-agent: *\nCrawl-delay: 60\n\nUser-agent: digest-test\n{wish}\n")
    started = time.monotonic()
    result = gather([publish(site, "one", links)], manners, {})["one"]
    assert all(article.body.startswith(SENTENCE) for article in result.articles)
    assert result.state.pages_left == ""
    for nth, moment in enumerate(
        asked_at, start=1
    ):  # robots.txt itself was the request before the first page
        assert moment - started >= 0.5 * nth


def test_sources_on_one_host_keep_its_distance_together(
    site: Site, manners: CollectSettings
) -> None:
    asked_at: list[float] = []

    def noted(handler: BaseHTTPRequestHandler) -> None:
        asked_at.append(time.monotonic())
        reply(handler, 200, PAGE, Content_Type="text/html")

    sources = [publish(site, name, pages(site, name * 2)) for name in ("a", "b", "c", "d")]
    site.routes.update({f"/story/{name * 2}": noted for name in "abcd"})
    rules(site, "User-agent: *\nCrawl-delay: 0.4\n")
    started = time.monotonic()
    gather(sources, manners, {})
    assert len(asked_at) == 4
    assert all(
        moment - started >= 0.4 * nth for nth, moment in enumerate(sorted(asked_at), start=1)
    )


def test_a_request_that_need_not_wait_is_not_held_up_by_one_that_must(
    site: Site, manners: CollectSettings
) -> None:
    site.routes["/feed"] = lambda h: reply(h, 200, b"x")
    ended: list[str] = []

    def patient() -> None:
        with pytest.raises(FetchError, match="was stopped") as caught:
            fetcher.get(f"{site.url}/page", gap_s=60.0)
        ended.append(caught.value.message)

    with HttpFetcher(replace(manners, per_host=1)) as fetcher:
        fetcher.get(f"{site.url}/feed")
        waiting = threading.Thread(target=patient)
        waiting.start()
        time.sleep(0.1)
        assert fetcher.get(f"{site.url}/feed").status == 200
    waiting.join(10)
    assert ended
    assert site.paths() == ["/feed", "/feed"]


# ---- more patience than a round has -----------------------------------------


def test_pages_of_a_host_that_asks_for_too_much_are_left_and_health_says_so(
    site: Site, other: Site, manners: CollectSettings
) -> None:
    rules(site, "User-agent: *\nCrawl-delay: 31\n")
    paper = publish(site, "one", [*pages(site, "a", "b"), *pages(other, "c")])
    states: dict[str, FetchState] = {}
    result = gather([paper], manners, states)["one"]
    assert (asked_pages(site), asked_pages(other)) == ([], ["/story/c"])
    assert (result.outcome, len(result.articles), result.error) == (HarvestOutcome.FRESH, 3, "")
    said = (
        f"127.0.0.1:{site.port} asks for 31 s between two requests, more than "
        f"collect.max_crawl_delay"
    )
    assert said in health(paper, states["one"], now=NOW).pages_left
    assert health(replace(paper, full_text=False), states["one"], now=NOW).pages_left == ""

    site.routes["/one"] = lambda h: reply(h, 304 if h.headers["If-None-Match"] == '"one"' else 500)
    unchanged = gather([paper], manners, states, now=NOW + timedelta(hours=1))["one"]
    assert unchanged.outcome is HarvestOutcome.UNCHANGED
    assert said in health(paper, states["one"], now=NOW).pages_left


def test_the_operator_sets_the_longest_delay(site: Site, manners: CollectSettings) -> None:
    rules(site, "User-agent: *\nCrawl-delay: 0.2\n")
    paper = publish(site, "one", pages(site, "a"))
    states: dict[str, FetchState] = {}
    gather([paper], replace(manners, max_crawl_delay_s=0.1), states)
    assert asked_pages(site) == []
    assert "0.2 s" in states["one"].pages_left
    states["one"] = replace(states["one"], etag="", body_hash="")
    gather([paper], replace(manners, max_crawl_delay_s=0.3), states, now=NOW + timedelta(hours=1))
    assert asked_pages(site) == ["/story/a"]
    assert states["one"].pages_left == ""


def test_a_page_for_which_a_slow_host_has_no_time_waits_for_the_next_round(
    site: Site, manners: CollectSettings
) -> None:
    rules(site, "User-agent: *\nCrawl-delay: 0.25\n")
    sources = [
        publish(site, name, pages(site, *(f"{name}{n}" for n in range(6))))
        for name in ("one", "two")
    ]
    # all pages of a host may take three time-outs together: one second here
    patient = replace(manners, per_host=1, max_crawl_delay_s=0.25, timeout_s=1 / 3)
    states: dict[str, FetchState] = {}
    first = gather(sources, patient, states)
    read = asked_pages(site)
    assert len(read) <= 4  # both sources share the one second that the host has
    assert all(len(result.articles) == 6 for result in first.values())
    for paper in sources:
        how = health(paper, states[paper.id], now=NOW)
        assert "asks for 0.25 s between two requests" in how.pages_left
        assert "wait for the next round" in how.pages_left

    rules(site, "User-agent: *\n")
    articles = [article for result in first.values() for article in result.articles]
    known = frozenset(article.canonical_url for article in articles if article.body)
    assert len(known) == len(read)
    second = gather(
        sources, replace(patient, timeout_s=20.0), states, now=NOW + timedelta(hours=1), known=known
    )
    assert {result.outcome for result in second.values()} == {HarvestOutcome.FRESH}
    assert sorted(asked_pages(site)) == sorted(
        f"/story/{name}{n}" for name in ("one", "two") for n in range(6)
    )
    assert [state.pages_left for state in states.values()] == ["", ""]


# ---- what robots.txt may say ------------------------------------------------


@pytest.mark.parametrize(
    ("wish", "delay_s"),
    [
        ("", 0.0),
        ("Crawl-delay: 0", 0.0),
        ("Crawl-delay: 10", 10.0),
        ("Crawl-delay: 1.5", 1.5),
        ("Crawl-delay: -3", 0.0),
        ("Crawl-delay: nan", 0.0),
        ("Crawl-delay: inf", 0.0),
        ("Crawl-delay: soon", 0.0),
        ("Request-rate: 1/10m", 600.0),
        ("Request-rate: 4/10 0600-0845", 2.5),
        ("Request-rate: 0/5", 0.0),
        ("Request-rate: 100/1s\nCrawl-delay: 2", 2.0),
        (f"Request-rate: 1/{'9' * 400}", 1e9),
        (f"Request-rate: {'9' * 400}/1", 0.0),
    ],
)
def test_the_delay_is_the_slower_of_both_forms(
    site: Site, manners: CollectSettings, wish: str, delay_s: float
) -> None:
    rules(site, f"User-agent: *\nDisallow: /closed\n{wish}\n")
    with HttpFetcher(manners) as fetcher:
        found = Robots(fetcher, user_agent=manners.user_agent).rules(f"{site.url}/story/a")
    assert found.delay_s == delay_s
    assert not found.allows(f"{site.url}/closed")


def test_a_feed_is_asked_for_without_robots(site: Site, manners: CollectSettings) -> None:
    rules(site, "User-agent: *\nDisallow: /\nCrawl-delay: 60\n")
    sources = [
        replace(publish(site, name, pages(site, "a")), full_text=False) for name in ("one", "two")
    ]
    assert {result.outcome for result in gather(sources, manners, {}).values()} == {
        HarvestOutcome.FRESH
    }
    assert sorted(site.paths()) == ["/one", "/two"]
