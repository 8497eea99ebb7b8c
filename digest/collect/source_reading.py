"""The work of one worker: read one source, then the article pages that it asks for."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from digest.collect.article_language import without_false_tags
from digest.collect.articles import as_article, is_undated, with_page
from digest.collect.feed_entries import ParsedFeed
from digest.collect.harvests import Harvest, HarvestOutcome
from digest.collect.http_answers import hash_of_body
from digest.collect.page import read_page
from digest.collect.page_budget import PageBudget
from digest.collect.plaintext import strip_controls
from digest.collect.robots import Robots
from digest.collect.source_health import (
    after_failure,
    after_pages,
    after_success,
    after_unchanged,
)
from digest.collect.source_kinds import SourceBody, read_body
from digest.config.settings import CollectSettings
from digest.errors import FetchError
from digest.logs import get_logger
from digest.models import Article, FetchState, Source
from digest.protocols import Fetched, Fetcher

FULL_TEXT_CHARS = 1_500
"""A body this long in the feed is the whole text: its page is not asked for."""

PAGE_AGE = timedelta(days=3)
"""Pages of older articles are not asked for."""

SEEN_AGAIN = timedelta(hours=12)
"""Outlets date articles before they show them: a page so much older than the last visit is new."""

REFUSED_STATUSES = frozenset({401, 402, 403, 429, 451, 503})
"""A server that answers so to one page wants no more requests in this round."""

MAX_PAGE_FAILURES = 2
"""Pages of a source that may fail one after the other before its other pages are left alone."""

ENTRY_GROWTH = 4
LEAST_ENTRY_CAP = 100
"""A known feed has no reason to grow fourfold between two rounds: the rest is not read."""

MISREAD_CONDITIONS = frozenset({400, 406, 409, 412, 416, 500, 501})
"""Answers of servers that stumble over a conditional request; the request is repeated plainly."""

NOT_MODIFIED = 304

MAX_ERROR_CHARS = 200

log = get_logger("collect")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadStep:
    """A harvest, and those of its articles whose pages may be asked for next."""

    harvest: Harvest
    wants_pages: tuple[Article, ...] = ()


class SourceReading:
    """Reads sources and pages with one fetcher; every failure becomes a harvest."""

    def __init__(self, *, fetcher: Fetcher, settings: CollectSettings, now: datetime) -> None:
        self.settings = settings
        self._fetcher = fetcher
        self._now = now
        self._robots = Robots(fetcher, user_agent=settings.user_agent)
        self._slow_since: dict[str, float] = {}
        # parsing is pure Python: one at a time is as fast, and takes a sixteenth of the memory
        self._parsing = threading.Lock()

    def read_source(self, source: Source, state: FetchState) -> ReadStep:
        """Fetch and read one source. Any exception is the failure of this source, with back-off."""
        started = time.monotonic()
        try:
            step = self._read_source(source, state)
        # an expected failure, in words that the fetcher chose
        except FetchError as error:
            step = self._failed(source, state, error)
        except Exception as error:
            # our own fault or a library's: the log keeps the trace, the source backs off
            log.warning("source_not_readable", source=source.id, exc_info=True)
            step = self._failed(source, state, _as_fetch_error(source, error))
        took_s = time.monotonic() - started
        return replace(step, harvest=replace(step.harvest, took_s=took_s))

    def _failed(self, source: Source, state: FetchState, error: FetchError) -> ReadStep:
        failed = after_failure(source, state, error, now=self._now)
        harvest = Harvest(
            source=source, state=failed, outcome=HarvestOutcome.FAILED, error=failed.last_error
        )
        return ReadStep(harvest=harvest)

    def _read_source(self, source: Source, state: FetchState) -> ReadStep:
        fetched = self._fetch(source, state)
        body_hash = hash_of_body(fetched.body)
        # many servers ignore conditions and send the same bytes again
        same_body = bool(fetched.body) and body_hash == state.body_hash
        if fetched.status == NOT_MODIFIED or same_body:
            unchanged = after_unchanged(state, fetched, now=self._now)
            return ReadStep(
                harvest=Harvest(source=source, state=unchanged, outcome=HarvestOutcome.UNCHANGED)
            )
        with self._parsing:
            feed = self._parse(source, state, fetched)
            entries = without_false_tags([entry for entry in feed.entries if entry.citable])
            # known before the entries are dated: see `as_article`
            first_visit = state.last_success is None
            articles = tuple(
                as_article(entry, source, now=self._now, first_visit=first_visit)
                for entry in entries
            )
        # outside of the lock, since nothing is parsed here
        _refuse_unusable(feed, fetched, source, entries_count=len(entries))
        if feed.doubtful_date:
            log.warning(
                "order_of_dates_unknown",
                source=source.id,
                date=feed.doubtful_date,
                hint=f"its dates are read day first: add country: to {source.id} in sources.yaml",
            )
        fresh = after_success(state, fetched, entries, body_hash=body_hash, now=self._now)
        done = Harvest(source=source, state=fresh, outcome=HarvestOutcome.FRESH, articles=articles)
        return ReadStep(harvest=done, wants_pages=self._wanted_pages(source, state, articles))

    def _fetch(self, source: Source, state: FetchState) -> Fetched:
        """Ask for the source, on condition that it changed; plainly where the server stumbles."""
        conditions = conditional_headers(state)
        max_bytes = self.settings.max_feed_bytes
        try:
            fetched = self._fetcher.get(source.url, headers=conditions, max_bytes=max_bytes)
        except FetchError as error:
            if not conditions or error.status not in MISREAD_CONDITIONS:
                raise
            return self._fetcher.get(source.url, headers={}, max_bytes=max_bytes)
        # some caches answer 304 to all; taken for a success it would hide an empty source
        if fetched.status == NOT_MODIFIED and not conditions:
            raise FetchError(
                "says that its feed did not change, though it was asked without a condition",
                subject=source.url,
                status=fetched.status,
                hint="tell the publisher: such a server gives new readers an empty feed",
            )
        return fetched

    def _parse(self, source: Source, state: FetchState, fetched: Fetched) -> ParsedFeed:
        body = SourceBody(
            content=fetched.body,
            url=fetched.url,
            content_type=fetched.headers.get("content-type", ""),
        )
        return read_body(body, source, now=self._now, max_entries=self._entry_cap(state))

    def _entry_cap(self, state: FetchState) -> int:
        """Return how many entries of a source are read."""
        if not state.last_entries:
            return self.settings.max_entries
        usual = max(LEAST_ENTRY_CAP, ENTRY_GROWTH * state.last_entries)
        return min(self.settings.max_entries, usual)

    def _wanted_pages(
        self, source: Source, state: FetchState, articles: Sequence[Article]
    ) -> tuple[Article, ...]:
        """Return the recent articles without text. Those of an earlier visit had their chance."""
        if not source.full_text:
            return ()
        # two bounds: the age of news, and the last visit, whichever is later
        since = self._now - PAGE_AGE
        if state.last_success and state.last_success <= self._now:
            since = max(since, state.last_success - SEEN_AGAIN)
        wanted = []
        for article in articles:
            is_recent = article.published >= since or is_undated(article)
            if article.canonical_url and is_recent and len(article.body) < FULL_TEXT_CHARS:
                wanted.append(article)
        return tuple(wanted)

    # ---- article pages ------------------------------------------------------------------------

    def read_pages(self, done: Harvest, wanted: Sequence[Article]) -> ReadStep:
        """Add full text to the wanted articles until time is over or the server has had enough."""
        started = time.monotonic()
        budget = PageBudget(self.settings, self._slow_since)
        with_text: dict[str, Article] = {}
        failures = 0
        for article in wanted:
            # checked before each page: a slow page may have used up the time
            if failures >= MAX_PAGE_FAILURES or budget.is_over():
                break
            rules = self._robots.rules(article.url)
            if not rules.allows(article.url) or budget.leaves(rules):
                continue
            try:
                full = self._read_page(article, done.source, gap_s=rules.delay_s)
            except FetchError as error:
                failures += _failure_weight(error)
            except Exception:
                log.warning("page_not_readable", source=done.source.id, exc_info=True)
            else:
                # a page that is read shows that the server is well
                failures = 0
                with_text[article.id] = full
        # the order of the feed is kept, with or without text
        articles = tuple(with_text.get(article.id, article) for article in done.articles)
        state = after_pages(done.state, left=budget.left, next_round=budget.next_round)
        took_s = done.took_s + time.monotonic() - started
        return ReadStep(harvest=replace(done, articles=articles, state=state, took_s=took_s))

    def _read_page(self, article: Article, source: Source, *, gap_s: float) -> Article:
        max_bytes = self.settings.max_page_bytes
        fetched = self._fetcher.get(article.url, max_bytes=max_bytes, gap_s=gap_s)
        content_type = fetched.headers.get("content-type", "")
        page = read_page(
            fetched.body, url=fetched.url, content_type=content_type, lead=article.lead
        )
        return with_page(article, page, source)


def conditional_headers(state: FetchState) -> Mapping[str, str]:
    """Return the headers that ask for a body only when it changed.

    A validator that cannot be sent (beyond ASCII, or with a control character) is left out.
    """
    conditions = {}
    if can_be_sent(state.etag):
        conditions["if-none-match"] = state.etag
    if can_be_sent(state.last_modified):
        conditions["if-modified-since"] = state.last_modified
    return conditions


def can_be_sent(validator: str) -> bool:
    """Tell whether a validator may stand in a header of a request."""
    return bool(validator) and validator.isascii() and validator.isprintable()


def _failure_weight(error: FetchError) -> int:
    """Return how much a page's failure counts; a page that is merely missing counts nothing."""
    if error.status in REFUSED_STATUSES:
        return MAX_PAGE_FAILURES
    if error.status is None:
        return 1
    return 0


def _refuse_unusable(
    feed: ParsedFeed, fetched: Fetched, source: Source, *, entries_count: int
) -> None:
    """Raise FetchError for a body that is no feed, or that broke off before its first entry."""
    problem = feed.problem
    if fetched.cut and not problem and not entries_count:
        problem = "broke the connection before the first entry of its feed"
    if problem:
        raise FetchError(problem, subject=source.url, status=fetched.status)


def _as_fetch_error(source: Source, error: Exception) -> FetchError:
    """Name an exception that a body caused in our own code or in a library."""
    words = strip_controls(str(error))[:MAX_ERROR_CHARS]
    return FetchError(
        f"sent something that cannot be read ({type(error).__name__}: {words})",
        subject=source.url,
        hint="the log holds the details; this is a fault of this program, please report it",
    )
