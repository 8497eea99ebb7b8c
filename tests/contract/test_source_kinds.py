"""Every source kind turns bytes into entries in the same way, and keeps the same promises."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from line_list_kind import LINE_LIST
from line_list_kind import SAMPLE as LINES

from digest.collect import HarvestOutcome, HttpFetcher, harvest
from digest.collect.source_kinds import SOURCE_KINDS, ReadEntries, SourceBody, read_body
from digest.config import CollectSettings
from digest.errors import UseError
from digest.kernel.registry import Registry
from digest.models import Source

NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
URL = "https://paper.example/news"
TITLES = ("Port reopens after repairs", "Ferry sails again at dawn")
ADDRESSES = ("https://paper.example/port-1000001", "https://paper.example/ferry-1000002")
TIMES = (datetime(2026, 11, 27, 10, 0, tzinfo=UTC), datetime(2026, 11, 27, 8, 0, tzinfo=UTC))


def rows() -> list[tuple[str, str, str]]:
    return [
        (title, address, time.strftime("%Y-%m-%dT%H:%M:%SZ"))
        for title, address, time in zip(TITLES, ADDRESSES, TIMES, strict=True)
    ]


def rss() -> bytes:
    items = [
        f"<item><title>{title}</title><link>{address}</link><pubDate>{time}</pubDate></item>"
        for title, address, time in rows()
    ]
    return f"<rss version='2.0'><channel>{''.join(items)}</channel></rss>".encode()


def json_feed() -> bytes:
    items = [
        {"id": address, "url": address, "title": title, "date_published": time}
        for title, address, time in rows()
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()


def sitemap() -> bytes:
    pages = [
        f"<url><loc>{address}</loc><news:news><news:publication_date>{time}</news:publication_date>"
        f"<news:title>{title}</news:title></news:news></url>"
        for title, address, time in rows()
    ]
    return f"<?xml version='1.0'?><urlset>{''.join(pages)}</urlset>".encode()


def page_list() -> bytes:
    stories = [
        f"<li><a href='{address}'>{title}</a> <time datetime='{time}'>Friday</time></li>"
        for title, address, time in rows()
    ]
    return f"<html lang='en'><body><a href='/'>Home</a><ul>{''.join(stories)}</ul></body>".encode()


SAMPLES = {
    "feed": rss(),
    "json": json_feed(),
    "sitemap": sitemap(),
    "page_list": page_list(),
    "line_list": LINES,
}
KINDS: Registry[ReadEntries] = Registry("source", [*SOURCE_KINDS, LINE_LIST])

each_kind = pytest.mark.parametrize("kind", KINDS.names)


def read(kind: str, content: bytes, *, max_entries: int = 50):
    source = Source(id="paper", name="Paper", url=URL, kind=kind)
    body = SourceBody(content=content, url=URL)
    return read_body(body, source, now=NOW, max_entries=max_entries, kinds=KINDS)


def test_every_registered_kind_has_a_sample_here() -> None:
    assert set(SOURCE_KINDS.names) <= set(SAMPLES)


@each_kind
def test_a_sample_becomes_dated_entries_with_title_and_address(kind: str) -> None:
    feed = read(kind, SAMPLES[kind])
    assert feed.problem == ""
    assert tuple(entry.title for entry in feed.entries) == TITLES
    assert tuple(entry.url for entry in feed.entries) == ADDRESSES
    assert tuple(entry.published for entry in feed.entries) == TIMES
    assert all(entry.dated and entry.citable and entry.canonical_url for entry in feed.entries)


@each_kind
def test_reading_the_same_bytes_again_gives_the_same_entries(kind: str) -> None:
    assert read(kind, SAMPLES[kind]) == read(kind, SAMPLES[kind])


@each_kind
def test_no_more_entries_come_than_were_asked_for(kind: str) -> None:
    assert [entry.title for entry in read(kind, SAMPLES[kind], max_entries=1).entries] == [
        TITLES[0]
    ]


@each_kind
@pytest.mark.parametrize("content", [b"", b"   ", b"\x00\x00", b"plain words without any news"])
def test_bytes_without_news_are_a_problem_in_words(kind: str, content: bytes) -> None:
    feed = read(kind, content)
    assert feed.entries == ()
    assert feed.problem.startswith("sent ")


@each_kind
def test_an_entry_that_comes_twice_is_one_entry(kind: str) -> None:
    sample = SAMPLES[kind].decode()
    doubled = sample.replace(ADDRESSES[1], ADDRESSES[0]).replace(TITLES[1], TITLES[0])
    assert len(read(kind, doubled.encode()).entries) == 1


@each_kind
def test_a_date_ahead_of_now_is_never_kept(kind: str) -> None:
    ahead = SAMPLES[kind].replace(b"2026-11-27", b"2026-11-29").replace(b"T10:00", b"T11:00")
    for entry in read(kind, ahead).entries:
        assert entry.published <= NOW


@each_kind
@pytest.mark.parametrize("junk", ["\\u0000", "\x00", "\u200b", "\u202e", "&#0;", "\\ud800"])
def test_characters_that_no_database_takes_are_refused_at_the_door(kind: str, junk: str) -> None:
    content = SAMPLES[kind].decode().replace("Port", f"Po{junk}rt").encode("utf-8", "surrogatepass")
    for entry in read(kind, content).entries:
        for text in (entry.title, entry.url, entry.guid, entry.lead, entry.body):
            assert "\x00" not in text
            text.encode("utf-8")


@each_kind
@settings(max_examples=60, deadline=None)
@given(
    at=st.integers(0, 400),
    cut=st.integers(0, 40),
    noise=st.binary(max_size=12),
    end=st.integers(0, 600),
)
def test_broken_bytes_never_raise(kind: str, at: int, cut: int, noise: bytes, end: int) -> None:
    sample = SAMPLES[kind]
    broken = sample[:at] + noise + sample[at + cut : max(at + cut, end)]
    feed = read(kind, broken)
    assert feed.entries or feed.problem or len(broken) > 0


@pytest.mark.parametrize("kind", KINDS.names)
@pytest.mark.parametrize("other", sorted(SAMPLES))
def test_a_body_of_another_kind_never_raises(kind: str, other: str) -> None:
    feed = read(kind, SAMPLES[other])
    assert feed.entries or feed.problem


def test_an_unknown_kind_names_the_kinds_that_exist() -> None:
    source = Source(id="a", name="A", url=URL, kind="sitemop")
    with pytest.raises(UseError) as caught:
        read_body(SourceBody(content=b""), source, now=NOW, max_entries=1)
    assert "sitemap" in caught.value.hint


def test_a_source_of_another_kind_is_collected_end_to_end() -> None:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = SAMPLES["sitemap"]
            self.send_response(200)
            self.send_header("Content-Type", "application/xml")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            return

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_address[1]}/news-sitemap.xml"
        source = Source(id="paper", name="Paper", url=url, kind="sitemap", language="en")
        manners = CollectSettings(allow_networks=("127.0.0.0/8",), host_gap_s=0)
        with HttpFetcher(manners, http2=False) as fetcher:
            (result,) = harvest([source], {}, fetcher=fetcher, settings=manners, now=NOW)
        server.shutdown()
    assert result.outcome is HarvestOutcome.FRESH
    assert tuple(article.title for article in result.articles) == TITLES
