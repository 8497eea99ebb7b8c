"""Sources → harvests: every due source asked at once, each bounded by itself; states in, articles and states out."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from hashlib import sha256
from urllib.parse import urlsplit

from digest.collect.article_language import without_false_tags
from digest.collect.articles import as_article, with_page
from digest.collect.feed import parse_feed
from digest.collect.host_pool import Crew, Job
from digest.collect.page import read_page
from digest.collect.page_budget import PageTime
from digest.collect.robots import Robots
from digest.collect.source_health import (
    after_failure,
    after_pages,
    after_success,
    after_unchanged,
    is_due,
    is_waiting,
)
from digest.config.settings import CollectSettings
from digest.errors import FetchError
from digest.models import Article, FetchState, Source
from digest.protocols import Fetcher


class HarvestOutcome(StrEnum):
    FRESH = "fresh"
    UNCHANGED = "unchanged"
    NOT_DUE = "not_due"
    WAITING = "waiting"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvest:
    """What one source gave in one round. `state` is to be stored; `error` says in plain words what went wrong."""

    source: Source
    state: FetchState
    outcome: HarvestOutcome
    articles: tuple[Article, ...] = ()
    error: str = ""
    took_s: float = 0.0


def harvest(
    sources: Iterable[Source],
    states: Mapping[str, FetchState],
    *,
    fetcher: Fetcher,
    settings: CollectSettings,
    now: datetime,
    known_pages: Callable[[Iterable[str]], frozenset[str]] = lambda _urls: frozenset(),
    on_done: Callable[[Harvest], None] | None = None,
) -> Iterator[Harvest]:
    """Yield one Harvest per source, as each is done; sources that are not due come first.

    Sources that failed before are asked last, and one host never holds more than `settings.per_host` workers, so a
    dead, slow or hostile source costs its own time-out and delays no other. `known_pages` and `on_done` are called in
    the caller's thread. Closing the iterator stops the round; what was yielded is whole.
    """
    due: list[tuple[Source, FetchState]] = []
    for source in sources:
        state = states.get(source.id) or FetchState(source_id=source.id)
        if outcome := _not_now(source, state, now):
            yield _told(
                Harvest(source=source, state=state, outcome=outcome, error=state.last_error),
                on_done,
            )
        else:
            due.append((source, state))
    for result in _ask_all(due, _Reader(fetcher=fetcher, settings=settings, now=now), known_pages):
        yield _told(result, on_done)


def _told(result: Harvest, on_done: Callable[[Harvest], None] | None) -> Harvest:
    if on_done:
        on_done(result)
    return result


def _not_now(source: Source, state: FetchState, now: datetime) -> HarvestOutcome | None:
    if is_waiting(state, now=now):
        return HarvestOutcome.WAITING
    return None if is_due(source, state, now=now) else HarvestOutcome.NOT_DUE


def _ask_all(
    due: Sequence[tuple[Source, FetchState]],
    reader: _Reader,
    known_pages: Callable[[Iterable[str]], frozenset[str]],
) -> Iterator[Harvest]:
    """Read the feeds first, healthy sources before failing ones, then the article pages they ask for."""
    settings = reader.settings
    pages_left = settings.max_pages
    share = max(10, settings.max_pages // max(1, sum(source.full_text for source, _ in due)))
    with Crew[_Step](workers=settings.workers, per_host=settings.per_host) as crew:
        for source, state in sorted(due, key=lambda pair: pair[1].failures):
            crew.add(Job(_host(source.url), partial(reader.read_feed, source, state)))
        for step in crew.results():
            wanted = _new_pages(step.wants_pages, known_pages, limit=min(share, pages_left))
            if not wanted:
                yield step.harvest
                continue
            pages_left -= len(wanted)
            crew.add(Job(_host(wanted[0].url), partial(reader.read_pages, step.harvest, wanted)))


def _new_pages(
    articles: Sequence[Article],
    known_pages: Callable[[Iterable[str]], frozenset[str]],
    *,
    limit: int,
) -> tuple[Article, ...]:
    if not articles or limit <= 0:
        return ()
    known = known_pages([article.canonical_url for article in articles])
    fresh = [article for article in articles if article.canonical_url not in known]
    return tuple(sorted(fresh, key=lambda article: article.published, reverse=True)[:limit])


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return url


# ---- the work of one worker ----------------------------------------------------------------------------------------

FULL_TEXT_CHARS = 1_500
"""A body this long in the feed is the text; its page is not asked for."""

PAGE_DAYS = 3
PAGES_REFUSED = frozenset({401, 402, 403, 429, 451, 503})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """A harvest, and those of its articles whose pages may be asked for next."""

    harvest: Harvest
    wants_pages: tuple[Article, ...] = ()


class _Reader:
    """Reads feeds and pages with one fetcher; an expected failure becomes a harvest."""

    def __init__(self, *, fetcher: Fetcher, settings: CollectSettings, now: datetime) -> None:
        self.settings = settings
        self._fetcher = fetcher
        self._now = now
        self._robots = Robots(fetcher, user_agent=settings.user_agent)
        self._slow_since: dict[str, float] = {}
        self._parsing = (
            threading.Lock()
        )  # pure Python: one at a time is as fast, and takes a sixteenth of the memory

    def read_feed(self, source: Source, state: FetchState) -> _Step:
        started = time.monotonic()
        try:
            step = self._read_feed(source, state)
        except FetchError as error:
            failed = after_failure(source, state, error, now=self._now)
            step = _Step(
                harvest=Harvest(
                    source=source, state=failed, outcome=HarvestOutcome.FAILED, error=error.message
                )
            )
        return replace(step, harvest=replace(step.harvest, took_s=time.monotonic() - started))

    def _read_feed(self, source: Source, state: FetchState) -> _Step:
        fetched = self._fetcher.get(
            source.url, headers=_conditions(state), max_bytes=self.settings.max_feed_bytes
        )
        body_hash = sha256(fetched.body).hexdigest()[:32]
        if fetched.status == 304 or (fetched.body and body_hash == state.body_hash):
            unchanged = after_unchanged(state, fetched, now=self._now)
            return _Step(
                harvest=Harvest(source=source, state=unchanged, outcome=HarvestOutcome.UNCHANGED)
            )
        with self._parsing:
            feed = parse_feed(
                fetched.body,
                url=fetched.url,
                content_type=fetched.headers.get("content-type", ""),
                now=self._now,
                max_entries=self._cap(state),
            )
            entries = without_false_tags([entry for entry in feed.entries if entry.citable])
            articles = tuple(as_article(entry, source, now=self._now) for entry in entries)
        if feed.problem:
            raise FetchError(feed.problem, subject=source.url, status=fetched.status)
        fresh = after_success(state, fetched, entries, body_hash=body_hash, now=self._now)
        done = Harvest(source=source, state=fresh, outcome=HarvestOutcome.FRESH, articles=articles)
        return _Step(harvest=done, wants_pages=self._wanting(source, state, articles))

    def _cap(self, state: FetchState) -> int:
        """How many entries to read: a known feed has no reason to grow fourfold between two rounds."""
        usual = (
            max(100, 4 * state.last_entries) if state.last_entries else self.settings.max_entries
        )
        return min(self.settings.max_entries, usual)

    def _wanting(
        self, source: Source, state: FetchState, articles: Sequence[Article]
    ) -> tuple[Article, ...]:
        """Recent articles without text. What was there long before the last visit had its chance."""
        if not source.full_text:
            return ()
        since = self._now - timedelta(days=PAGE_DAYS)
        if state.last_success and state.last_success <= self._now:
            since = max(since, state.last_success - timedelta(hours=12))
        return tuple(
            article
            for article in articles
            if article.canonical_url
            and article.published >= since
            and len(article.body) < FULL_TEXT_CHARS
        )

    def read_pages(self, done: Harvest, wanted: Sequence[Article]) -> _Step:
        """Add full text to the wanted articles until time is over or the server has had enough."""
        started, read = time.monotonic(), dict[str, Article]()
        pages = PageTime(self.settings, self._slow_since)
        failures = 0
        for article in wanted:
            if failures >= 2 or pages.is_over():
                break
            rules = self._robots.rules(article.url)
            if not rules.allows(article.url) or pages.leaves(rules):
                continue
            try:
                full = self._read_page(article, done.source, gap_s=rules.delay_s)
            except FetchError as error:
                failures += 2 if error.status in PAGES_REFUSED else error.status is None
                continue
            failures = 0
            read[article.id] = full
        articles = tuple(read.get(article.id, article) for article in done.articles)
        state = after_pages(done.state, left=pages.left, next_round=pages.next_round)
        took_s = done.took_s + time.monotonic() - started
        return _Step(harvest=replace(done, articles=articles, state=state, took_s=took_s))

    def _read_page(self, article: Article, source: Source, *, gap_s: float) -> Article:
        fetched = self._fetcher.get(
            article.url, max_bytes=self.settings.max_page_bytes, gap_s=gap_s
        )
        page = read_page(
            fetched.body, url=fetched.url, content_type=fetched.headers.get("content-type", "")
        )
        return with_page(article, page, source)


def _conditions(state: FetchState) -> dict[str, str]:
    conditions = {}
    if state.etag:
        conditions["if-none-match"] = state.etag
    if state.last_modified:
        conditions["if-modified-since"] = state.last_modified
    return conditions
