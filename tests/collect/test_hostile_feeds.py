"""Feeds that broke collecting: each is read, or is the failure of its own source, in bounded
memory."""

from __future__ import annotations

import errno
import resource
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.collect import HarvestOutcome, harvest
from digest.collect.feed import parse_feed
from digest.config import CollectSettings
from digest.models import Source
from digest.protocols import Fetched

NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)

GOOD = (
    b"<rss version='2.0'><channel><item><title>Port reopens</title>"
    b"<link>https://good.example/port-reopens-after-repairs</link></item></channel></rss>"
)

HOSTILE = {
    "half a player": b"<rss><channel><item></media:player></item></channel></rss>",
    "half a chapter": b"<rss><channel><item><psc:chapter /></psc:chapters></item></channel></rss>",
    "half a player alone": b"</media:player>",
    "half a text input": b"<rss></textinput></rss>",
    "half a category": b"<rss><channel><category/></itunes:keywords><item></category></channel></rss>",  # noqa: E501
    "a box without numbers": b"<georss:box></georss:box>",
    "a point of words": b"<rss><channel><item><georss:point>here</georss:point></item></channel>",
    "a colon too many": b"<a:b:c:d xmlns:a:b='x'><e:f:g/></a:b:c:d>",
    "a surrogate": b"<rss><channel><item><title>\xed\xa0\x80</title></item></channel></rss>",
    "a numbered surrogate": b"<rss><channel><item><title>&#xD800;</title></item></channel></rss>",
    "a surrogate in JSON": b'{"version":"1","items":[{"title":"\\ud800 a","url":"https://a.example/1"}]}',
    "a NUL in JSON": b'{"version":"1","items":[{"title":"a\\u0000b","content_text":"\\u0000"}]}',
    "a deep list": b'{"items":' + b"[" * 100_000,
    "bytes called hex": b"<?xml version='1.0' encoding='hex'?><rss>\xe9</rss>",
    "bytes called zip": b"<?xml version='1.0' encoding='zip'?><rss>\xe9</rss>",
    "bytes called rot13": b"<?xml version='1.0' encoding='rot13'?><rss>\xe9</rss>",
    "bytes called idna": b"<?xml version='1.0' encoding='idna'?><rss>\xe9</rss>",
    "an endless date": b"<rss><channel><item><pubDate>" + b"1" * 5_000 + b"</pubDate></item>",
    "an impossible size": b"<rss><channel><item><media:content width='9e99' url='/a.jpg'/></item>",
}


class Shelf:
    """Answers each address with the bytes that lie under it."""

    def __init__(self, bodies: dict[str, bytes], content_type: str = "application/xml") -> None:
        self.bodies = bodies
        self.content_type = content_type

    def get(self, url: str, **_: object) -> Fetched:
        headers = {"content-type": self.content_type, "etag": '"a\x00b"'}
        return Fetched(url=url, status=200, headers=headers, body=self.bodies[url])


def gather(bodies: dict[str, bytes], **options: str):
    sources = [Source(id=name, name=name, url=f"https://{name}.example/") for name in bodies]
    shelf = Shelf({f"https://{name}.example/": body for name, body in bodies.items()}, **options)
    manners = CollectSettings(host_gap_s=0)
    results = harvest(sources, {}, fetcher=shelf, settings=manners, now=NOW)  # type: ignore[arg-type]
    return {result.source.id: result for result in results}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_feed_never_raises(name: str) -> None:
    feed = parse_feed(HOSTILE[name], now=NOW, url="https://a.example/feed")
    for entry in feed.entries:
        for text in (entry.title, entry.lead, entry.body, entry.url, entry.guid):
            assert "\x00" not in text
            text.encode("utf-8")


@pytest.mark.parametrize(
    "content_type", ["text/xml", "text/xml; charset=hex", "text/xml; charset=zip"]
)
def test_a_round_of_hostile_sources_still_collects_the_good_one(content_type: str) -> None:
    bodies = {f"bad{number}": body for number, body in enumerate(HOSTILE.values())}
    results = gather({"good": GOOD, **bodies}, content_type=content_type)
    assert len(results) == len(bodies) + 1
    assert [article.title for article in results["good"].articles] == ["Port reopens"]
    for result in results.values():
        assert result.outcome in (HarvestOutcome.FRESH, HarvestOutcome.FAILED)
        if result.outcome is HarvestOutcome.FAILED:
            assert result.error
            assert result.state.retry_at is not None
        assert "\x00" not in result.state.etag + result.state.last_error


def test_half_written_extensions_do_not_cost_the_entries_beside_them() -> None:
    body = GOOD.replace(b"</item>", b"</media:player></item>")
    assert [entry.title for entry in parse_feed(body, now=NOW).entries] == ["Port reopens"]


@settings(max_examples=150, deadline=None)
@given(
    at=st.integers(0, len(GOOD)),
    piece=st.sampled_from(
        [b"</media:player>", b"</psc:chapters>", b"<georss:box>", b"&#0;", b"\xff\xfe", b"<a:b:c>",
         b"</textinput>", b"<itunes:keywords/>", b"]]>", b"<![CDATA[", b"<?xml", b"<!DOCTYPE a ["]
    ),
)  # fmt: skip
def test_a_piece_of_another_feed_anywhere_never_raises(at: int, piece: bytes) -> None:
    parse_feed(GOOD[:at] + piece + GOOD[at:], now=NOW, url="https://a.example/")


@pytest.mark.skipif(sys.platform == "win32", reason="the peak is told in another way there")
@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (b"<rss><channel><item ", b"a='b' "),
        (b"<rss><channel><item>", b"<a:b c='d'>x & y"),
        (b"<rss><channel><item><description>", b"x & y < z "),
    ],
)
def test_six_megabytes_of_a_malformed_feed_take_less_than_200_mb(
    start: bytes, piece: bytes
) -> None:
    body = start + piece * (6_000_000 // len(piece))
    before_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    parse_feed(body, now=NOW)
    grown_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_kb
    assert grown_kb < 200_000


def test_a_process_without_descriptors_does_not_blame_the_feed() -> None:
    """The reader of feeds is imported when the first one comes, and needs a descriptor for it."""
    program = (
        "import resource, sys\n"
        "from datetime import UTC, datetime\n"
        "from digest.collect import parse_feed\n"
        "feed = b'<rss><channel><item><title>Port opens</title></item></channel></rss>'\n"
        "now, url = datetime(2026, 11, 27, tzinfo=UTC), 'https://a.example/'\n"
        "parse_feed(b'{}', url=url, content_type='', now=now)\n"
        "least = resource.getrlimit(resource.RLIMIT_NOFILE)\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (3, least[1]))\n"
        "try:\n"
        "    print(parse_feed(feed, url=url, content_type='', now=now).problem)\n"
        "except OSError as error:\n"
        "    print(error.errno)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.stdout.strip(), done.stderr) == (str(errno.EMFILE), "")
