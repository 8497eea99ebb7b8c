"""Draft, collect and look on a store of two years, beside a store of ten weeks, in small.

python bench/old_store.py [--days 730] [--readers 100] [--postgresql URL]

Both stores hold the same news of today. The claim is the ratio: age may cost at most a quarter.
On SQLite it is the ratio of the steps of its machine, which no other process of this computer
changes; on PostgreSQL that of the processor's time. After that the old store is pruned, and
measured once more.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.pool import Pool

from digest.config import Config, load_config, shipped_config
from digest.models import (
    Article,
    Citation,
    DeliveryState,
    Direction,
    Issue,
    IssueState,
    Outcome,
    Selection,
    Story,
    Subscriber,
)
from digest.models.briefings import AlsoItem, Briefing, Passage
from digest.models.topics import Field
from digest.protocols import Store
from digest.store import open_store
from digest.usecases import Newsroom, draft_issue
from digest.usecases.prune import prune_store

NOW = datetime(2026, 11, 27, 6, 0, tzinfo=UTC)
NEWSLETTERS = ("security-briefing", "gulf-briefing", "iraq-briefing")
ARTICLES_A_DAY = 300
CITED_AN_ISSUE = 10
HTML_CHARS = 60_000
KEPT_DAYS = 90
FRESH_DAYS = 70
"""A draft looks back a month, and the history of a reader 200 issues: a store must hold as much
before the two can be compared."""

MOST_RATIO = 1.25
REPEATS = 5
STEPS_A_TICK = 10
"""SQLite reports each time when its machine has taken so many steps."""
PLACES = ("Hodeidah", "Beirut", "Basra", "Gaza", "Aleppo", "Doha", "Aden", "Mosul", "Homs")
THINGS = ("strike", "depot", "navy", "tanker", "army", "drone", "truce", "missile", "border")
DEEDS = ("court", "oil", "port", "strait", "minister", "aid", "convoy", "fire", "ship", "river")
WORDS = (*THINGS, *DEEDS)


def article(number: int, published: datetime, luck: random.Random) -> Article:
    """Make one article of that day; every tenth is about Yemen."""
    place = "Hodeidah in Yemen" if number % 10 == 0 else luck.choice(PLACES)
    words = [luck.choice(WORDS) for _ in range(60)]
    sentences = []
    for one, other in pairwise(words):
        sentences.append(f"The {one} near {place} met the {other} on day {number}.")
    key = f"{published:%Y%m%d}-{number}"
    url = f"https://paper{number % 40}.example/{key}"
    return Article(
        id=f"a{key}",
        url=url,
        canonical_url=url,
        title=f"{words[0].title()} and {words[1]} hit {words[2]} {number} in {place}",
        lead=sentences[0],
        body="\n\n".join(sentences[:30]),
        published=published,
        collected=published,
        language="en",
        publisher=f"Paper {number % 40}",
        source_id=f"s{number % 40}",
    )


def articles_of(day: datetime, count: int, luck: random.Random) -> Iterator[Article]:
    """Make the articles of the 24 hours before a moment."""
    for number in range(count):
        yield article(number, day - timedelta(minutes=4 * number + 30), luck)


def fill(store: Store, days: int, readers: int) -> None:
    """Fill a store with issues of so many days, their readers, and articles as they are kept."""
    luck = random.Random(7)  # noqa: S311 - news of a sample, not a secret
    page = "".join(luck.choice("abcdefgh <>=\n") for _ in range(HTML_CHARS))
    people = [f"r{number}" for number in range(readers)]
    store.subscribers.add(
        Subscriber(id=name, email=f"{name}@mail.example", newsletters=NEWSLETTERS, created=NOW)
        for name in people
    )
    for age in range(days, -1, -1):
        day = NOW - timedelta(days=age)
        count = ARTICLES_A_DAY if age < KEPT_DAYS else CITED_AN_ISSUE
        today = list(articles_of(day, count, luck))
        store.articles.save(today)
        if age == 0:
            continue
        for newsletter in NEWSLETTERS:
            send(store, newsletter, day, today[:CITED_AN_ISSUE], page, people)


def send(
    store: Store,
    newsletter: str,
    day: datetime,
    cited: list[Article],
    page: str,
    people: list[str],
) -> None:
    """Store one issue that all readers have."""
    issue_id = f"{newsletter}@{day.date()}"
    stories = tuple(Story(id=one.id, articles=(one,), terms={"hodeidah": 1.0}) for one in cited)
    also = []
    citations = []
    for one in cited:
        passage = Passage(text=one.title, article_id=one.id, field=Field.TITLE, end=len(one.title))
        also.append(AlsoItem(story_id=one.id, passage=passage))
        citations.append(
            Citation(
                article_id=one.id,
                url=one.url,
                title=one.title,
                outlet=one.publisher,
                published=one.published,
            )
        )
    briefing = Briefing(
        issue_id=issue_id,
        newsletter_id=newsletter,
        newsletter_name=newsletter,
        tagline="",
        slot=day.date(),
        at=day,
        timezone="UTC",
        language="en",
        direction=Direction.LTR,
        subject=f"The news of {day.date()}",
        preheader="",
        items=(),
        also=tuple(also),
        citations=tuple(citations),
    )
    issue = Issue(
        id=issue_id,
        newsletter_id=newsletter,
        newsletter_name=newsletter,
        slot=day.date(),
        subject=briefing.subject,
        preheader="",
        html=page,
        text=page[: HTML_CHARS // 4],
        content_hash=issue_id,
        language="en",
        direction=Direction.LTR,
        created=day,
    )
    store.issues.save_draft(briefing, Selection(stories=stories), issue)
    store.issues.approve(issue_id, subscriber_ids=people, now=day)
    outcomes = [
        Outcome(issue_id=issue_id, subscriber_id=name, state=DeliveryState.ACCEPTED)
        for name in people
    ]
    store.ledger.record(outcomes, now=day)
    store.issues.set_state(issue_id, IssueState.SENT, expect=[IssueState.APPROVED])


def steps(newsroom: Newsroom) -> dict[str, Callable[[], object]]:
    """Name what is measured."""
    store = newsroom.store
    luck = random.Random(9)  # noqa: S311 - news of a sample, not a secret
    fresh = [replace(one, id=f"n{one.id}") for one in articles_of(NOW, ARTICLES_A_DAY, luck)]
    yesterday = f"{NEWSLETTERS[0]}@{(NOW - timedelta(days=1)).date()}"
    return {
        "draft": lambda: draft_issue(newsroom, NEWSLETTERS[0], replace_edits=True),
        "collect (save 300 articles)": lambda: store.articles.save(fresh),
        "studio: list of issues": lambda: store.issues.list(limit=50),
        "issues list with counts": lambda: store.issues.list(limit=20, counts=True),
        "archive page": lambda: store.issues.archive(NEWSLETTERS[0], limit=31),
        "audit": lambda: store.ledger.audit(yesterday),
        "history of a reader": lambda: store.subscribers.history("r1@mail.example"),
        "issues for the source watch": lambda: store.source_watch.issues_out(
            NOW - timedelta(days=3)
        ),
    }


class SqliteSteps:
    """Count the steps of SQLite's machine, on each connection that is opened from now on."""

    def __init__(self) -> None:
        self.ticks = 0
        event.listen(Pool, "connect", self._watch)

    def _watch(self, connection: Any, _record: object) -> None:
        if hasattr(connection, "set_progress_handler"):
            connection.set_progress_handler(self._tick, STEPS_A_TICK)

    def _tick(self) -> int:
        self.ticks += 1
        # anything else would end the statement
        return 0

    def of(self, step: Callable[[], object]) -> int:
        """Return the steps that the statements of a call take; 0 on PostgreSQL."""
        before = self.ticks
        step()
        return STEPS_A_TICK * (self.ticks - before)


def measure(newsroom: Newsroom, machine: SqliteSteps) -> dict[str, tuple[float, int]]:
    """Return the least processor time of each step, and the steps of SQLite's machine."""
    times = {}
    for name, step in steps(newsroom).items():
        best = float("inf")
        for _ in range(REPEATS):
            # processor time: other processes of the machine do not count
            started = time.process_time()
            step()
            best = min(best, time.process_time() - started)
        times[name] = (best, machine.of(step))
    return times


def a_newsroom(config: Config, store: Store) -> Newsroom:
    """Open the newsroom of a store."""
    return Newsroom(config=config, store=store, clock=lambda: NOW)


def shipped_newsroom() -> Config:
    """The shipped newsroom, whose briefing goes out with one story."""
    shipped = load_config(shipped_config(), env={})
    titles = []
    for title in shipped.newsletters:
        if title.id in NEWSLETTERS:
            titles.append(replace(title, min_stories=1))
    return replace(shipped, sources=(), newsletters=tuple(titles))


def address(name: str, folder: str, server: str) -> str:
    """Return the address of a store of that name."""
    if not server:
        return f"sqlite:///{folder}/{name}.db"
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "bench_{name}"')
        connection.execute(f'CREATE DATABASE "bench_{name}"')
    base, question, rest = server.partition("?")
    return f"{base.rpartition('/')[0]}/bench_{name}{question}{rest}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--days", type=int, default=730)
    parser.add_argument("--readers", type=int, default=100)
    parser.add_argument("--postgresql", default="", help="a server, to measure there")
    options = parser.parse_args()
    config = shipped_newsroom()
    machine = SqliteSteps()
    results: dict[str, dict[str, tuple[float, int]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, days in (("fresh", FRESH_DAYS), ("old", options.days)):
            store = open_store(address(name, folder, options.postgresql))
            fill(store, days, options.readers)
            newsroom = a_newsroom(config, store)
            results[name] = measure(newsroom, machine)
            if name == "old":
                started = time.perf_counter()
                report: Any = prune_store(newsroom)
                print(f"pruned in {time.perf_counter() - started:.1f} s: {report.counts}")
                results["pruned"] = measure(newsroom, machine)
            store.close()
        for file in sorted(Path(folder).glob("*.db")):
            print(f"{file.name}: {file.stat().st_size / 1e6:.0f} MB")
    print(f"| step | fresh s | {options.days} days s | pruned s | fresh | steps | ratio | limit |")
    print("|---|---|---|---|---|---|---|---|")
    broken = 0
    for name, (fresh_s, fresh_steps) in results["fresh"].items():
        old_s, old_steps = results["old"][name]
        pruned_s, _ = results["pruned"][name]
        ratio = old_steps / fresh_steps if fresh_steps else old_s / fresh_s
        broken += ratio > MOST_RATIO
        times = f"{fresh_s:.4f} | {old_s:.4f} | {pruned_s:.4f} | {fresh_steps} | {old_steps}"
        print(f"| {name} | {times} | {ratio:.2f} | {MOST_RATIO} |")
    print(f"broken: {broken} of {len(results['fresh'])}")


if __name__ == "__main__":
    main()
