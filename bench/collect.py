"""Measure a round of collecting: 200 feeds of 50 entries from a loopback server in a process of
its own.

Promises: CPU of the first round at most .6 of feedparser's default parse of the same bytes, .03
when all answer 304;
peak memory below 300 MB; ten servers that hang cost one time-out together. Exits 1 when one is
broken.
"""

from __future__ import annotations

import argparse
import io
import json
import multiprocessing
import random
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection

import feedparser

from digest.collect import HarvestOutcome, HttpFetcher, harvest
from digest.config import CollectSettings
from digest.models import FetchState, Source

FEEDS, ENTRIES, HANGING, TIMEOUT_S = 200, 50, 10, 3.0
NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
WORDS = (
    "ministers",
    "harbour",
    "talks",
    "council",
    "border",
    "river",
    "village",
    "election",
    "court",
    "budget",
    "storm",
)
PROMISES = {
    "first_round_ratio": 0.6,
    "unchanged_ratio": 0.03,
    "peak_mb": 300.0,
    "hanging_wall_s": 2 * TIMEOUT_S,
}


def synthetic_feed(number: int) -> bytes:
    """A feed as papers write them: namespaces, HTML in CDATA and escaped, pictures, categories,
    tracked links."""
    dice = random.Random(number)  # noqa: S311 - a repeatable sample
    items = "".join(_item(number, n, dice) for n in range(ENTRIES))
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
        'xmlns:media="http://search.yahoo.com/mrss/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>Paper {number}</title><link>https://paper{number}.example/</link>"
        f"<language>en</language>{items}</channel></rss>"
    ).encode()


def _item(feed: int, n: int, dice: random.Random) -> str:
    def sentence(words: int) -> str:
        return " ".join(dice.choices(WORDS, k=words)).capitalize() + "."

    link = (
        f"https://www.paper{feed}.example/news/2026/03/01/{'-'.join(dice.choices(WORDS, k=6))}-{n}"
    )
    paragraphs = "".join(
        f'<p class="text"><strong>{sentence(2)}</strong> {sentence(35)} <a href="{link}" '
        f'rel="noopener" '
        f'target="_blank">{sentence(3)}</a> &amp; <em>more</em>.</p>'
        for _ in range(4)
    )
    figure = (
        f'<figure class="wp-block-image"><img src="https://paper{feed}.example/p/{n}.jpg" '
        f'alt="{sentence(5)}" '
        f'width="1200" height="800" /><figcaption>{sentence(9)}</figcaption></figure>'
    )
    date = (NOW - timedelta(minutes=17 * n)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    return (
        f"<item><title>{sentence(8)} AT&amp;T "
        f"&#8217;s</title><link>{link}?utm_source=rss&amp;utm_medium=feed</link>"
        f"<guid isPermaLink='false'>paper{feed}:{n}</guid><pubDate>{date}</pubDate><dc:creator>Ada Example</dc:creator>"  # noqa: E501
        f"<category>World</category><category>Politics</category>"
        f"<description>&lt;p&gt;{sentence(30)}&lt;/p&gt;</description>"
        f"<content:encoded><![CDATA[{figure}{paragraphs}]]></content:encoded>"
        f"<media:content medium='image' url='https://paper{feed}.example/p/{n}.jpg' "
        f"width='1200' height='800'/></item>"
    )


def serve(pipe: Connection) -> None:
    """Serve the feeds with ETags, and /hang which never answers, until the process is ended."""
    bodies = {f"/feed/{n}": synthetic_feed(n) for n in range(FEEDS)}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 65_536

        def do_GET(self) -> None:
            if self.path.startswith("/hang"):
                time.sleep(10 * TIMEOUT_S)
                return
            body, etag = bodies[self.path], f'"{self.path}"'
            fresh = self.headers.get("If-None-Match") != etag
            self.send_response(200 if fresh else 304)
            self.send_header("ETag", etag)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(body)) if fresh else "0")
            self.end_headers()
            if fresh:
                self.wfile.write(body)
            self.wfile.flush()

        def log_message(self, *_words: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    pipe.send(server.server_port)
    server.serve_forever()


@contextmanager
def serving() -> Iterator[str]:
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(
        target=serve, args=(theirs,), daemon=True
    )
    process.start()
    try:
        yield f"http://127.0.0.1:{ours.recv()}"
    finally:
        process.terminate()
        process.join()


def collect_round(
    sources: list[Source],
    states: dict[str, FetchState],
    settings: CollectSettings,
    *,
    now: datetime,
) -> tuple[float, float, dict[HarvestOutcome, int], int]:
    """One round; return its CPU seconds, wall seconds, outcomes and articles."""
    cpu, wall, articles = time.process_time(), time.monotonic(), 0
    outcomes: dict[HarvestOutcome, int] = {}
    with HttpFetcher(settings) as fetcher:
        for result in harvest(sources, states, fetcher=fetcher, settings=settings, now=now):
            outcomes[result.outcome] = outcomes.get(result.outcome, 0) + 1
            articles += len(result.articles)
            states[result.source.id] = result.state
    return time.process_time() - cpu, time.monotonic() - wall, outcomes, articles


def measure() -> dict[str, float]:
    settings = CollectSettings(
        timeout_s=TIMEOUT_S,
        host_gap_s=0.0,
        per_host=16,
        workers=16,
        allow_networks=("127.0.0.1/32",),
    )
    before = reference_cpu_s()
    with serving() as address:
        sources = [
            Source(id=f"paper{n}", name=f"Paper {n}", url=f"{address}/feed/{n}", pictures=True)
            for n in range(FEEDS)
        ]
        states: dict[str, FetchState] = {}
        first_cpu, first_wall, outcomes, articles = collect_round(
            sources, states, settings, now=NOW
        )
        assert outcomes == {HarvestOutcome.FRESH: FEEDS}, outcomes
        assert articles == FEEDS * ENTRIES, articles
        peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        later = NOW + timedelta(hours=1)
        again_cpu, again_wall, outcomes, _ = collect_round(sources, states, settings, now=later)
        assert outcomes == {HarvestOutcome.UNCHANGED: FEEDS}, outcomes
        hanging = [
            replace(sources[0], id=f"hang{n}", url=f"{address}/hang/{n}") for n in range(HANGING)
        ]
        _, hanging_wall, outcomes, _ = collect_round(
            hanging + sources, states, settings, now=later + timedelta(hours=1)
        )
        assert outcomes == {HarvestOutcome.UNCHANGED: FEEDS, HarvestOutcome.FAILED: HANGING}, (
            outcomes
        )
    reference = (
        before + reference_cpu_s()
    ) / 2  # on both sides of the round: a shared machine's speed drifts
    return {
        "reference_cpu_s": reference,
        "first_round_cpu_s": first_cpu,
        "first_round_ratio": first_cpu / reference,
        "first_round_wall_s": first_wall,
        "unchanged_cpu_s": again_cpu,
        "unchanged_ratio": again_cpu / reference,
        "unchanged_wall_s": again_wall,
        "hanging_wall_s": hanging_wall,
        "peak_mb": peak_mb,
    }


def reference_cpu_s() -> float:
    """feedparser's own default parse of the same bytes."""
    bodies = [synthetic_feed(n) for n in range(FEEDS)]
    started = time.process_time()
    for body in bodies:
        assert len(feedparser.parse(io.BytesIO(body)).entries) == ENTRIES
    return time.process_time() - started


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    wants_json = parser.parse_args().json
    figures = measure()
    broken = {name: limit for name, limit in PROMISES.items() if figures[name] > limit}
    if wants_json:
        print(json.dumps(figures | {"promises": PROMISES, "broken": sorted(broken)}))
    else:
        print(f"{FEEDS} feeds of {ENTRIES} entries")
        for name, value in figures.items():
            limit = f"   at most {PROMISES[name]:g}" if name in PROMISES else ""
            print(f"{name:22}{value:10.3f}{limit}{'   BROKEN' if name in broken else ''}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
