"""The readers' pages on one process, beside a bare starlette page in the same run.

Promise: mixed public pages are served at .25 of the rate of the bare page or more, and a search
over 2,000 issues takes under 50 ms of the server's processor, which other work on the machine does
not make longer. Pages are served as `digest serve` does, which keeps them
for some seconds; a row for comparison keeps none. Each server runs in a process of its own, on
loopback, and this process asks them by turns over kept connections.

    python bench/web.py [--issues 2000] [--postgresql]
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from digest.config import Config, Settings
from digest.models import Item, Newsletter, Passage, Selection
from digest.protocols import Store
from digest.render import render_issue
from digest.render.specimen import PUBLICATION, specimen
from digest.store import open_store
from digest.web import public_app
from digest.web.issue_pages import ISSUES_A_PAGE
from digest.web.server import KEEP_PAGES_S, pages_server

LEAST_SHARE = 0.25
SEARCH_LIMIT_MS = 50.0
CONNECTIONS = 8
ROUNDS, ROUND_S = 2, 8.0
NEWSLETTERS = 10
NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
STORIES, SENTENCES, WORDS = 5, 12, 18
VOCABULARY = 8_000
COMMON = ("harbour", "ships", "ministry", "ceasefire", "talks", "oil", "الميناء", "נמל")
PUBLIC_PAGES = (
    "/",
    "/archive",
    "/join",
    "/how",
    "/privacy",
    "/archive/n1",
    "/archive/n2",
    "/archive/n3/feed.xml",
    "/archive/n4/feed.json",
    "/search?q=harbour+ships",
)
SECOND_PAGE = "/archive/n2?page=2"
"""Asked for where a newsletter has more issues than one page lists."""
ASKED = 21
ISSUE_SHARE = 0.5
"""Half of the readers come by a link to an issue."""


def newsletters() -> tuple[Newsletter, ...]:
    made = []
    for number in range(NEWSLETTERS):
        made.append(Newsletter(id=f"n{number}", name=f"News {number}", tagline="All", topics=()))
    return tuple(made)


def fill(store: Store, count: int) -> None:
    """Publish issues with the layout of a sample and sentences of random words."""
    dice = random.Random(7)  # noqa: S311 (a repeatable archive, no secret)
    sample = specimen("en")
    frame = render_issue(sample, publication=PUBLICATION, created=NOW)
    for number in range(count):
        slot = NOW.date() - timedelta(days=number // NEWSLETTERS)
        newsletter_id = f"n{number % NEWSLETTERS}"
        briefing = replace(
            sample,
            issue_id=f"{newsletter_id}@{slot}",
            newsletter_id=newsletter_id,
            slot=slot,
            subject=sentence(dice),
            items=tuple(story(dice, place) for place in range(STORIES)),
        )
        issue = replace(
            frame,
            id=briefing.issue_id,
            newsletter_id=newsletter_id,
            slot=slot,
            subject=briefing.subject,
        )
        store.issues.save_draft(briefing, Selection(stories=()), issue)
        store.issues.approve(issue.id, subscriber_ids=[], now=NOW - timedelta(days=number))


def story(dice: random.Random, place: int) -> Item:
    facts = []
    for _ in range(SENTENCES):
        facts.append(Passage(text=sentence(dice), article_id="a1"))
    headline = Passage(text=sentence(dice), article_id="a1")
    return Item(story_id=f"s{place}", headline=headline, what_happened=(tuple(facts),))


def sentence(dice: random.Random) -> str:
    """Words as news has them: a few are everywhere, most are rare."""
    words = []
    for _ in range(WORDS):
        if dice.random() < 0.1:
            words.append(dice.choice(COMMON))
        else:
            words.append(rare_word(int(VOCABULARY * dice.random() ** 3)))
    return " ".join(words)


def rare_word(number: int) -> str:
    """Spell a number in syllables, so that the words begin as differently as those of news."""
    letters = ""
    for _ in range(4):
        number, syllable = divmod(number * 31 + 7, 95)
        letters += "bdfghklmnprstvwyzcj"[syllable % 19] + "aeiou"[syllable // 19]
    return letters


def serve(kind: str, url: str) -> None:
    """Serve in this process until it is stopped; the port is printed first."""
    # with the protocol named asyncio lets small answers go at once, for both servers
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    door.bind(("127.0.0.1", 0))
    door.listen()
    print(door.getsockname()[1], flush=True)
    if kind == "hello":
        app = Starlette(routes=[Route("/", lambda _: PlainTextResponse("Hello"))])
        uvicorn.Server(uvicorn.Config(app, log_level="warning")).run([door])
        return
    config = Config(
        folder=Path(), settings=Settings(publication=PUBLICATION), newsletters=newsletters()
    )
    keep_s = KEEP_PAGES_S if kind == "pages" else 0
    app = public_app(open_store(url), config, key="a key", clock=lambda: NOW, keep_pages_s=keep_s)
    pages_server(app).run([door])


@contextlib.contextmanager
def running(kind: str, url: str) -> Iterator[tuple[int, int]]:
    """Run a server; give its port and the id of its process."""
    command = [sys.executable, __file__, "--serve", kind, "--database", url]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield int(process.stdout.readline()), process.pid
    finally:
        process.terminate()
        process.wait(20)


QUESTIONS = (
    "harbour",
    "ships talks",
    '"harbour ships"',
    f"{rare_word(77)} {rare_word(200)}",
    "ceasefire oil ministry",
    "ميناء",
    "נמל",
    "s",
    "ha",
    "nowhere",
)


class UnexpectedAnswer(Exception):
    """A page that is asked for was not answered by 200."""


async def ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str) -> float:
    """Ask for one page on a kept connection; return the milliseconds to its last byte."""
    began = time.perf_counter()
    writer.write(f"GET {path} HTTP/1.1\r\nhost: bench\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    status, _, fields = head.partition(b"\r\n")
    if b" 200 " not in status:
        raise UnexpectedAnswer(f"{path}: {status.decode()}")
    length = int(fields.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
    await reader.readexactly(length)
    return (time.perf_counter() - began) * 1000


async def load(port: int, paths: list[str]) -> list[float]:
    """Ask on several connections at once for some seconds; return the times of all answers."""
    until = time.perf_counter() + ROUND_S
    times: list[float] = []

    async def visit(number: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        at = number * len(paths) // CONNECTIONS
        while time.perf_counter() < until:
            times.append(await ask(reader, writer, paths[at % len(paths)]))
            at += 1
        writer.close()

    await asyncio.gather(*(visit(number) for number in range(CONNECTIONS)))
    return times


async def search_times(port: int, process_id: int) -> dict[str, tuple[float, float]]:
    """Ask each question several times; return the CPU of the server and the median wait, in ms."""
    taken = {}
    for question in QUESTIONS:
        path = "/search?q=" + "".join(f"%{byte:02x}" for byte in question.encode())
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        await ask(reader, writer, path)
        before = cpu_ms(process_id)
        times = [await ask(reader, writer, path) for _ in range(ASKED)]
        taken[question] = ((cpu_ms(process_id) - before) / ASKED, statistics.median(times))
        writer.close()
    return taken


def cpu_ms(process_id: int) -> float:
    """Return the processor's time that a process has used so far."""
    # behind the name in parentheses, which may hold spaces
    fields = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
    ticks = int(fields[11]) + int(fields[12])
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")


def paths_of(count: int) -> list[str]:
    dice = random.Random(5)  # noqa: S311 (the same visits in every run)
    pages = [*PUBLIC_PAGES]
    if count > NEWSLETTERS * ISSUES_A_PAGE:
        pages.append(SECOND_PAGE)
    paths = []
    for _ in range(400):
        if dice.random() < ISSUE_SHARE:
            # most readers open an issue of the last days
            number = int(dice.random() ** 3 * (count // NEWSLETTERS)) * NEWSLETTERS
            number = min(number + dice.randrange(NEWSLETTERS), count - 1)
            day = NOW.date() - timedelta(days=number // NEWSLETTERS)
            paths.append(f"/i/n{number % NEWSLETTERS}@{day}")
        else:
            paths.append(dice.choice(pages))
    return paths


def measure(url: str, count: int) -> bool:
    """Print the figures; tell whether the promises hold."""
    store = open_store(url)
    if not store.issues.list(limit=1):
        began = time.perf_counter()
        fill(store, count)
        print(f"{count:,} issues were published in {time.perf_counter() - began:.0f} s")
    store.close()
    paths = paths_of(count)
    bare, pages, anew = [], [], []
    with (
        running("hello", url) as (hello_port, _),
        running("pages", url) as (pages_port, _),
        running("anew", url) as (anew_port, anew_id),
    ):
        # by turns: other load on the machine meets all
        for _ in range(ROUNDS):
            bare += asyncio.run(load(hello_port, ["/"]))
            pages += asyncio.run(load(pages_port, paths))
            anew += asyncio.run(load(anew_port, paths))
        searches = asyncio.run(search_times(anew_port, anew_id))
    share = len(pages) / len(bare)
    print("| | pages a second | p50, ms | p99, ms |\n|---|---|---|---|")
    table = (("bare page", bare), ("mixed public pages", pages), ("the same, none kept", anew))
    for name, times in table:
        ranked = sorted(times)
        rate = len(times) / (ROUNDS * ROUND_S)
        middle, late = ranked[len(ranked) // 2], ranked[len(ranked) * 99 // 100]
        print(f"| {name} | {rate:,.0f} | {middle:.1f} | {late:.1f} |")
    print(f"\nShare of the bare page's rate: {share:.2f} (at least {LEAST_SHARE})\n")
    print(f"| search over {count:,} issues | CPU, ms | median wait, ms |\n|---|---|---|")
    for question, (cpu, median) in searches.items():
        print(f"| {question} | {cpu:.1f} | {median:.1f} |")
    worst = max(cpu for cpu, _ in searches.values())
    kept = share >= LEAST_SHARE and worst < SEARCH_LIMIT_MS
    if not kept:
        print(f"BROKEN: share {share:.2f}, costliest search {worst:.1f} ms", file=sys.stderr)
    return kept


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--issues", type=int, default=2_000)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--serve", choices=["hello", "pages", "anew"], help=argparse.SUPPRESS)
    parser.add_argument("--database", help="an address of a database that is kept between runs")
    options = parser.parse_args()
    if options.serve:
        serve(options.serve, options.database)
        return
    try:
        kept = measured(options)
    except UnexpectedAnswer as error:
        sys.exit(f"BROKEN: {error}")
    sys.exit(0 if kept else 1)


def measured(options: argparse.Namespace) -> bool:
    """Measure in the database that the options name; tell whether the promises hold."""
    if options.database:
        return measure(options.database, options.issues)
    if options.postgresql:
        sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
        from postgres import running_postgres

        with running_postgres(durable=True) as url:
            return measure(url, options.issues)
    with tempfile.TemporaryDirectory() as folder:
        return measure(f"sqlite:///{folder}/pages.db", options.issues)


if __name__ == "__main__":
    main()
