"""A round over many sources: each bounded by itself, nothing doubled, states that recover by
themselves."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler

from loopback_site import Site, reply

from digest.collect import (
    Harvest,
    HarvestOutcome,
    HealthStatus,
    HttpFetcher,
    harvest,
    health,
    parse_feed,
)
from digest.config import CollectSettings
from digest.models import FetchState, Source
from digest.protocols import Fetched

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def feed(
    *entries: tuple[str, str], guid: str = "", link: str = "https://paper.example/{n}"
) -> bytes:
    items = "".join(
        f"<item><title>{title}</title><link>{link.format(n=name)}</link>"
        f"{f'<guid>{guid}{name}</guid>' if guid else ''}<pubDate>Sun, 01 Mar 2026 0{n}:00:00 "
        f"GMT</pubDate></item>"
        for n, (name, title) in enumerate(entries)
    )
    return f"<rss version='2.0'><channel><title>P</title><language>en</language>{items}</channel></rss>".encode()  # noqa: E501


def source(site: Site, name: str, **fields: object) -> Source:
    return replace(
        Source(id=name, name=name.title(), url=f"{site.url}/{name}", publisher="Paper"), **fields
    )  # type: ignore[arg-type]


def gather(
    sources: Iterable[Source],
    manners: CollectSettings,
    states: dict[str, FetchState],
    now: datetime = NOW,
) -> dict[str, Harvest]:
    with HttpFetcher(manners) as fetcher:
        results = list(harvest(sources, states, fetcher=fetcher, settings=manners, now=now))
    states.update({result.source.id: result.state for result in results})
    return {result.source.id: result for result in results}


# ---- conditional requests ---------------------------------------------------


def test_validators_are_sent_back_and_304_is_unchanged(
    site: Site, manners: CollectSettings
) -> None:
    def conditional(handler: BaseHTTPRequestHandler) -> None:
        if handler.headers.get("If-None-Match") == '"v1"':
            reply(handler, 304)
        else:
            reply(
                handler,
                200,
                feed(("a", "A")),
                ETag='"v1"',
                Last_Modified="Sun, 01 Mar 2026 10:00:00 GMT",
            )

    site.routes["/one"] = conditional
    states: dict[str, FetchState] = {}
    first = gather([source(site, "one")], manners, states)["one"]
    second = gather([source(site, "one")], manners, states, NOW + timedelta(hours=1))["one"]
    assert (first.outcome, len(first.articles)) == (HarvestOutcome.FRESH, 1)
    assert (second.outcome, second.articles) == (HarvestOutcome.UNCHANGED, ())
    assert site.seen[1][1]["if-modified-since"] == "Sun, 01 Mar 2026 10:00:00 GMT"


def test_the_same_bytes_without_validators_are_unchanged(
    site: Site, manners: CollectSettings
) -> None:
    site.routes["/one"] = lambda h: reply(h, 200, feed(("a", "A")))
    states: dict[str, FetchState] = {}
    gather([source(site, "one")], manners, states)
    assert (
        gather([source(site, "one")], manners, states, NOW + timedelta(hours=1))["one"].outcome
        == "unchanged"
    )


def test_a_source_is_not_asked_before_its_interval(site: Site, manners: CollectSettings) -> None:
    site.routes["/one"] = lambda h: reply(h, 200, feed(("a", "A")))
    states: dict[str, FetchState] = {}
    gather([source(site, "one")], manners, states)
    assert (
        gather([source(site, "one")], manners, states, NOW + timedelta(minutes=5))["one"].outcome
        == "not_due"
    )
    assert len(site.seen) == 1


def test_a_replayed_past_is_asked_again(site: Site, manners: CollectSettings) -> None:
    site.routes["/one"] = lambda h: reply(h, 200, feed(("a", "A")))
    states = {
        "one": FetchState(
            source_id="one", last_attempt=NOW, failures=3, retry_at=NOW + timedelta(hours=5)
        )
    }
    assert (
        gather([source(site, "one")], manners, states, NOW - timedelta(days=30))["one"].outcome
        == "fresh"
    )


# ---- failures ---------------------------------------------------------------


def test_one_dead_feed_does_not_stop_the_others(site: Site, manners: CollectSettings) -> None:
    site.routes["/good"] = lambda h: reply(h, 200, feed(("a", "A")))
    site.routes["/page"] = lambda h: reply(h, 200, b"<html><title>Sorry</title>")
    site.routes["/none"] = lambda h: reply(h, 403)
    sources = [source(site, name) for name in ("none", "page", "good")]
    sources.append(Source(id="inside", name="Inside", url="http://10.0.0.1/feed"))
    results = gather(sources, manners, {})
    assert results["good"].outcome == "fresh"
    assert "refuses automated readers" in results["none"].error
    assert 'web page titled "Sorry"' in results["page"].error
    assert "private address" in results["inside"].error


def test_hanging_servers_cost_one_time_out_together(site: Site, manners: CollectSettings) -> None:
    for n in range(8):
        site.routes[f"/hang{n}"] = lambda _h: site.ended.wait(10)
    site.routes["/good"] = lambda h: reply(h, 200, feed(("a", "A")))
    names = [*(f"hang{n}" for n in range(8)), "good"]
    # the first feed of a process loads the parser, which may take longer than the time-out here
    parse_feed(feed(("a", "A")), now=NOW)
    started = time.monotonic()
    with HttpFetcher(replace(manners, per_host=16)) as fetcher:
        results = list(
            harvest(
                [source(site, name) for name in names],
                {},
                fetcher=fetcher,
                settings=replace(manners, per_host=16),
                now=NOW,
            )
        )
    assert time.monotonic() - started < 30.0
    assert results[0].source.id == "good"
    assert sum(result.outcome is HarvestOutcome.FAILED for result in results) == 8


def test_a_busy_host_does_not_hold_up_other_hosts(site: Site, manners: CollectSettings) -> None:
    other = Site()
    try:
        for n in range(6):
            site.routes[f"/slow{n}"] = lambda _h: site.ended.wait(0.4)
        other.routes["/good"] = lambda h: reply(h, 200, feed(("a", "A")))
        settings = replace(manners, workers=2, per_host=1)
        sources = [*(source(site, f"slow{n}") for n in range(6)), source(other, "good")]
        with HttpFetcher(settings) as fetcher:
            first = next(harvest(sources, {}, fetcher=fetcher, settings=settings, now=NOW))
        assert first.source.id == "good"
    finally:
        other.close()


def test_waiting_grows_is_jittered_and_ends_by_itself(site: Site, manners: CollectSettings) -> None:
    states: dict[str, FetchState] = {}
    waits, now = [], NOW
    for _ in range(9):
        state = gather([source(site, "gone")], manners, states, now)["gone"].state
        assert state.retry_at is not None
        waits.append((state.retry_at - now).total_seconds())
        now = state.retry_at
    assert 240 <= waits[0] <= 360
    assert waits[3] > 2 * waits[1]
    assert max(waits) <= 6 * 3600 * 1.2
    site.routes["/gone"] = lambda h: reply(h, 200, feed(("a", "A")))
    recovered = gather([source(site, "gone")], manners, states, now)["gone"]
    assert (recovered.outcome, recovered.state.failures, recovered.state.last_error) == (
        "fresh",
        0,
        "",
    )


def test_the_wait_of_retry_after_is_the_least(site: Site, manners: CollectSettings) -> None:
    site.routes["/one"] = lambda h: reply(h, 429, Retry_After="7200")
    states: dict[str, FetchState] = {}
    gather([source(site, "one")], manners, states)
    assert states["one"].retry_at == NOW + timedelta(hours=2)
    assert (
        gather([source(site, "one")], manners, states, NOW + timedelta(hours=1))["one"].outcome
        == "waiting"
    )
    assert len(site.seen) == 1


def test_a_moved_feed_is_followed_and_remembered(site: Site, manners: CollectSettings) -> None:
    site.routes["/old"] = lambda h: reply(h, 301, Location="/new")
    site.routes["/new"] = lambda h: reply(h, 200, feed(("a", "A")))
    assert gather([source(site, "old")], manners, {})["old"].state.moved_to == f"{site.url}/new"


def test_an_exception_of_our_own_is_the_failure_of_its_source_alone(
    manners: CollectSettings,
) -> None:
    class BreaksOnce:
        def get(self, url: str, **_: object) -> Fetched:
            if "broken" in url:
                raise ZeroDivisionError("a\x00b")
            return Fetched(url=url, status=200, headers={}, body=feed(("a", "Port reopens")))

    sources = [
        Source(id="broken", name="B", url="https://broken.example/"),
        Source(id="good", name="G", url="https://good.example/"),
    ]
    fetcher = BreaksOnce()
    results = harvest(sources, {}, fetcher=fetcher, settings=manners, now=NOW)  # type: ignore[arg-type]
    by_id = {result.source.id: result for result in results}
    assert by_id["good"].outcome is HarvestOutcome.FRESH
    failed = by_id["broken"]
    assert failed.outcome is HarvestOutcome.FAILED
    assert "ZeroDivisionError: ab" in failed.error
    assert failed.state.failures == 1
    assert failed.state.retry_at is not None


def test_stopping_early_does_not_wait_for_slow_servers(
    site: Site, manners: CollectSettings
) -> None:
    site.routes["/slow"] = lambda _h: site.ended.wait(10)
    site.routes["/good"] = lambda h: reply(h, 200, feed(("a", "A")))
    settings = replace(manners, timeout_s=30.0)
    started = time.monotonic()
    with HttpFetcher(settings) as fetcher:
        round_ = harvest(
            [source(site, "slow"), source(site, "good")],
            {},
            fetcher=fetcher,
            settings=settings,
            now=NOW,
        )
        assert next(round_).source.id == "good"
        round_.close()  # type: ignore[attr-defined]
    assert time.monotonic() - started < 2.0


# ---- articles ---------------------------------------------------------------


def test_an_edit_under_one_address_or_one_guid_is_the_same_article(
    site: Site, manners: CollectSettings
) -> None:
    states: dict[str, FetchState] = {}
    versions = [
        feed(("a", "Talks open"), guid="https://paper.example/a#0"),
        feed(("a", "Talks open, then stall"), guid="https://paper.example/a#1"),
        feed(
            ("a", "Talks stall"),
            guid="https://paper.example/a#1",
            link="https://paper.example/moved-{n}",
        ),
    ]
    articles = []
    for hour, body in enumerate(versions):
        site.routes["/one"] = lambda h, body=body: reply(h, 200, body)  # type: ignore[misc]
        articles += gather([source(site, "one")], manners, states, NOW + timedelta(hours=hour))[
            "one"
        ].articles
    first, edited, moved = articles
    assert first.id == edited.id
    assert first.content_hash != edited.content_hash
    assert edited.guid == moved.guid


def test_an_entry_that_cannot_be_cited_is_no_article(site: Site, manners: CollectSettings) -> None:
    body = feed(("a", "Talks open"), ("b", "")).replace(
        b"</channel>", b"<item><title>No page</title></item></channel>"
    )
    site.routes["/one"] = lambda h: reply(h, 200, body)
    done = gather([source(site, "one")], manners, {})["one"]
    assert [article.title for article in done.articles] == ["Talks open"]
    assert done.state.last_entries == 1


def test_an_address_that_cannot_be_taken_apart_ends_no_round(
    site: Site, manners: CollectSettings
) -> None:
    body = feed(("a", "Talks open")).replace(
        b"</channel>", b"<item><title>Talks close</title><link>http://[x/1</link></item></channel>"
    )
    site.routes["/one"] = site.routes["/two"] = lambda h: reply(h, 200, body)
    with HttpFetcher(manners) as fetcher:
        wanted = [source(site, "one", full_text=True), source(site, "two", full_text=True)]
        done = list(
            harvest(
                wanted,
                {},
                fetcher=fetcher,
                settings=manners,
                now=NOW,
                known_pages=lambda _: frozenset(),
            )
        )
    assert [[article.title for article in one.articles] for one in done] == [
        ["Talks open"],
        ["Talks open"],
    ]


def test_pages_add_full_text_where_source_and_robots_agree(
    site: Site, manners: CollectSettings
) -> None:
    text = "".join(
        f"<p>{sentence}</p>"
        for sentence in ["The ministers met in the old harbour town on Sunday. " * 4] * 4
    )
    page = (
        f"<html lang='en'><head><meta property='og:image' "
        f"content='/p.jpg'></head><body><article><h1>A</h1>{text}"
        "</article></body></html>"
    ).encode()
    body = feed(("open", "A"), ("closed", "B"), ("known", "C"), link=site.url + "/story/{n}")
    site.routes["/one"] = lambda h: reply(h, 200, body)
    site.routes["/robots.txt"] = lambda h: reply(
        h, 200, b"User-agent: *\nDisallow: /story/closed\n"
    )
    for name in ("open", "closed", "known"):
        site.routes[f"/story/{name}"] = lambda h: reply(h, 200, page, Content_Type="text/html")
    asked: list[str] = []

    def known(urls: Iterable[str]) -> frozenset[str]:
        asked.extend(urls)
        return frozenset(url for url in asked if url.endswith("known"))

    with HttpFetcher(manners) as fetcher:
        (result,) = harvest(
            [source(site, "one", full_text=True, pictures=True)],
            {},
            fetcher=fetcher,
            settings=manners,
            now=NOW,
            known_pages=known,
        )
    bodies = {article.url.rpartition("/")[2]: article for article in result.articles}
    assert bodies["open"].body.startswith("The ministers met")
    assert bodies["open"].picture is not None
    assert bodies["open"].picture.url == f"{site.url}/p.jpg"
    assert (bodies["closed"].body, bodies["known"].body) == ("", "")
    assert site.paths().count("/robots.txt") == 1
    assert "/story/closed" not in site.paths()


def test_without_leave_no_page_and_no_picture_is_taken(
    site: Site, manners: CollectSettings
) -> None:
    site.routes["/one"] = lambda h: reply(h, 200, feed(("a", "A"), link=site.url + "/story/{n}"))
    gather([source(site, "one")], manners, {})
    assert site.paths() == ["/one"]


# ---- health -----------------------------------------------------------------


def test_health_is_judged_by_the_sources_own_rhythm(site: Site) -> None:
    paper = source(site, "one")
    hourly = FetchState(
        source_id="one",
        last_attempt=NOW,
        last_success=NOW,
        last_entries=30,
        rhythm_s=3600.0,
        last_new_entry=NOW - timedelta(hours=3),
    )
    assert health(paper, None, now=NOW).status is HealthStatus.NEVER
    assert health(paper, hourly, now=NOW).status is HealthStatus.OK
    silent = replace(hourly, last_new_entry=NOW - timedelta(days=2))
    assert health(paper, silent, now=NOW).status is HealthStatus.QUIET
    assert (
        "nothing new for 2 days; usually every 60 minutes"
        in health(paper, silent, now=NOW).sentence
    )
    weekly = replace(silent, rhythm_s=7 * 86_400.0)
    assert health(paper, weekly, now=NOW).status is HealthStatus.OK
    assert "empty" in health(paper, replace(hourly, last_entries=0), now=NOW).sentence
    failing = health(
        paper, replace(hourly, failures=3, last_error="answered 403 Forbidden"), now=NOW
    )
    assert (failing.status, failing.sentence) == (
        HealthStatus.FAILING,
        "answered 403 Forbidden, 3 times in a row",
    )
