"""Watched pages: pages that issues cited are read again, with all manners of the collector."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from urllib.parse import urlsplit

from digest.collect.host_pool import HostJob, HostPool
from digest.collect.http import host_of
from digest.collect.http_answers import hash_of_body
from digest.collect.page import read_page
from digest.collect.page_notes import page_notes
from digest.collect.plaintext import strip_controls
from digest.collect.robots import Robots
from digest.collect.source_health import MAX_ERROR_CHARS, MAX_VALIDATOR_CHARS
from digest.collect.source_reading import (
    MISREAD_CONDITIONS,
    NOT_MODIFIED,
    REFUSED_STATUSES,
    can_be_sent,
)
from digest.config.settings import CollectSettings
from digest.errors import FetchError
from digest.kernel.backoff import backoff_s
from digest.logs import get_logger
from digest.models import WatchedPage
from digest.protocols import Fetched, Fetcher

NOT_FOUND = 404
GONE = 410

ASKED_TWICE_S = 15 * 60.0
"""A page that is missing is asked once more after a quarter of an hour: servers err, too."""

MISSING_ANSWERS = 2
"""Answers "not found" in a row that make a page missing. "Gone" is believed at once."""

LONGEST_WAIT_S = 24 * 3600.0
"""A page that cannot be read, or may not be, is asked for again after a day at most."""

LONGEST_AT_A_HOST_S = 600.0
"""One round asks one host for ten minutes at most; its other pages wait for the next round."""

WORKERS = 4
"""Hosts that are asked at once: no page of a watch is urgent."""

log = get_logger("watch")


class VisitOutcome(StrEnum):
    """The result of one look at a page."""

    READ = "read"
    UNCHANGED = "unchanged"
    MISSING = "missing"
    # the rest say nothing about the article
    LEFT = "left"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageVisit:
    """One look at a page: the page with its new memory, and for READ its words."""

    page: WatchedPage
    outcome: VisitOutcome
    title: str = ""
    text: str = ""
    notes: tuple[str, ...] = ()


def visit_pages(
    pages: Sequence[WatchedPage],
    *,
    fetcher: Fetcher,
    settings: CollectSettings,
    every_s: float,
    now: datetime,
) -> Iterator[PageVisit]:
    """Yield one visit for each page, as each is done. No page stops another.

    Each host is asked by one worker at a time, within robots.txt, its crawl delay and the gap of
    the collector; a host that refuses is left alone for the round.
    """
    visits = _Visits(fetcher=fetcher, settings=settings, every_s=every_s, now=now)
    with HostPool[PageVisit](workers=min(WORKERS, settings.workers), per_host=1) as pool:
        for page in pages:
            pool.add(HostJob(host_of(page.url), partial(visits.visit, page)))
        yield from pool.results()


class _Visits:
    """One round: it holds the robots rules of each host, and the hosts that refused."""

    def __init__(
        self,
        *,
        fetcher: Fetcher,
        settings: CollectSettings,
        every_s: float,
        now: datetime,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fetcher = fetcher
        self._settings = settings
        self._every_s = every_s
        self._now = now
        self._clock = clock
        self._robots = Robots(fetcher, user_agent=settings.user_agent)
        # one worker at a time is at a host, so each entry has one writer
        self._refused: dict[str, datetime] = {}
        self._since: dict[str, float] = {}

    def visit(self, page: WatchedPage) -> PageVisit:
        """Look at a page. Any exception is the failure of this page, with back-off."""
        try:
            return self._visit(page)
        except FetchError as error:
            return self._failed(page, error)
        except Exception as error:
            log.warning("cited_page_not_readable", url=page.url, exc_info=True)
            words = f"sent something that cannot be read ({type(error).__name__})"
            return self._failed(page, FetchError(words, subject=page.url))

    def _visit(self, page: WatchedPage) -> PageVisit:
        host = host_of(page.url)
        if host in self._refused:
            return self._left(page, "its host wants no more requests now", self._refused[host])
        since = self._since.setdefault(host, self._clock())
        if self._clock() - since > LONGEST_AT_A_HOST_S:
            return self._left(page, "its host was asked for long enough", self._now)
        rules = self._robots.rules(page.url)
        tomorrow = self._now + timedelta(seconds=LONGEST_WAIT_S)
        # a host that is away shows no rules, and an operator must not look for them there
        if not rules.are_known:
            return self._left(page, "its robots.txt could not be read", tomorrow)
        if not rules.allows(page.url):
            return self._left(page, "robots.txt does not allow it", tomorrow)
        # a host's wish is kept whole or the page is left: a shorter delay would break it
        if rules.delay_s > self._settings.max_crawl_delay_s:
            return self._left(page, "robots.txt asks for a longer delay than is kept", tomorrow)
        fetched = self._fetch(page, rules.delay_s)
        return self._read(page, fetched)

    def _fetch(self, page: WatchedPage, gap_s: float) -> Fetched:
        """Ask for the page, on condition that it changed; plainly where the server stumbles."""
        conditions = {}
        if can_be_sent(page.etag):
            conditions["if-none-match"] = page.etag
        if can_be_sent(page.last_modified):
            conditions["if-modified-since"] = page.last_modified
        get = partial(
            self._fetcher.get, page.url, max_bytes=self._settings.max_page_bytes, gap_s=gap_s
        )
        try:
            return get(headers=conditions)
        except FetchError as error:
            if not conditions or error.status not in MISREAD_CONDITIONS:
                raise
            return get(headers={})

    def _read(self, page: WatchedPage, fetched: Fetched) -> PageVisit:
        body_hash = hash_of_body(fetched.body)
        # two empty bodies are alike and tell of no article
        is_same = bool(fetched.body) and body_hash == page.body_hash
        answered = self._asked_again(page, self._every_s, failures=0, trouble="")
        if fetched.status == NOT_MODIFIED or is_same:
            unchanged = replace(answered, missing=0)
            return PageVisit(page=unchanged, outcome=VisitOutcome.UNCHANGED)
        if _leads_home(page.url, fetched.url):
            # outlets send the readers of a deleted article to their front page
            return self._missing(page, is_sure=False)
        content_type = fetched.headers.get("content-type", "")
        article = read_page(fetched.body, url=fetched.url, content_type=content_type)
        notes = page_notes(fetched.body, content_type=content_type, has_article=bool(article.body))
        kept = replace(
            answered,
            missing=0,
            # a body that broke off must be asked for again
            etag="" if fetched.cut else _header(fetched, "etag"),
            last_modified="" if fetched.cut else _header(fetched, "last-modified"),
            body_hash="" if fetched.cut else body_hash,
            longest_chars=max(page.longest_chars, len(article.body)),
        )
        return PageVisit(
            page=kept,
            outcome=VisitOutcome.READ,
            title=article.title,
            text=article.body,
            notes=notes,
        )

    def _failed(self, page: WatchedPage, error: FetchError) -> PageVisit:
        if error.status in (NOT_FOUND, GONE):
            return self._missing(page, is_sure=error.status == GONE)
        failures = page.failures + 1
        wait_s = backoff_s(
            failures, first_s=self._every_s, longest_s=max(LONGEST_WAIT_S, self._every_s)
        )
        # the server's own wish comes last, so that our longest wait cannot shorten it
        wait_s = max(wait_s, error.retry_after_s or 0.0)
        words = strip_controls(error.message[:MAX_ERROR_CHARS])
        failed = self._asked_again(page, wait_s, failures=failures, trouble=words)
        if error.status in REFUSED_STATUSES:
            self._refused[host_of(page.url)] = failed.next_read
        return PageVisit(page=failed, outcome=VisitOutcome.FAILED)

    def _missing(self, page: WatchedPage, *, is_sure: bool) -> PageVisit:
        missing = page.missing + 1
        is_believed = is_sure or missing >= MISSING_ANSWERS
        wait_s = self._every_s if is_believed else min(ASKED_TWICE_S, self._every_s)
        asked = self._asked_again(page, wait_s, failures=0, trouble="the page is missing")
        # the validators belong to a text that is no longer there
        asked = replace(asked, missing=missing, etag="", last_modified="", body_hash="")
        outcome = VisitOutcome.MISSING if is_believed else VisitOutcome.LEFT
        return PageVisit(page=asked, outcome=outcome)

    def _left(self, page: WatchedPage, reason: str, next_read: datetime) -> PageVisit:
        left = replace(page, trouble=reason, next_read=next_read)
        return PageVisit(page=left, outcome=VisitOutcome.LEFT)

    def _asked_again(
        self, page: WatchedPage, wait_s: float, *, failures: int, trouble: str
    ) -> WatchedPage:
        next_read = self._now + timedelta(seconds=wait_s)
        return replace(
            page, last_read=self._now, next_read=next_read, failures=failures, trouble=trouble
        )


def _leads_home(asked: str, answered: str) -> bool:
    """Tell whether an article's address was answered by a front page."""
    return urlsplit(asked).path.strip("/") != "" and urlsplit(answered).path.strip("/") == ""


def _header(fetched: Fetched, name: str) -> str:
    return strip_controls(fetched.headers.get(name, "")[:MAX_VALIDATOR_CHARS])
