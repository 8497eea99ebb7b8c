"""Collect: ask every due source for news and store what is new."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import timedelta

from digest.collect import Harvest, HarvestOutcome, harvest
from digest.collect.metrics import count_articles
from digest.collect.secure_links import KEPT, SecureLinks
from digest.collect.source_health import after_failure
from digest.errors import FetchError, Interrupted
from digest.logs import get_logger
from digest.models import Source
from digest.protocols import Fetcher
from digest.usecases.newsroom import Newsroom, fetching

ANSWERED = (HarvestOutcome.FRESH, HarvestOutcome.UNCHANGED)
NOT_DUE = (HarvestOutcome.NOT_DUE, HarvestOutcome.WAITING)

log = get_logger("collect")


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectReport:
    """The result of one round of collecting.

    `sources`, `answered` and `not_due` count sources; `new` and `changed` count articles.
    `failed` holds pairs of a source's name and the failure in plain words.
    """

    sources: int
    answered: int
    not_due: int
    new: int
    changed: int
    failed: tuple[tuple[str, str], ...]


def collect_news(
    newsroom: Newsroom,
    *,
    source_ids: Sequence[str] = (),
    fetcher: Fetcher | None = None,
    stop: threading.Event | None = None,
    on_done: Callable[[Harvest], None] | None = None,
) -> CollectReport:
    """Ask every due source and keep what is new.

    Each source is stored as it answers, so an interrupt loses no article. Raises Interrupted at
    the first answer after `stop` is set. Cost: one HTTP request for each due source and one for
    each new page of a source with `full_text`.
    """
    sources = _sources_asked(newsroom, source_ids)
    articles = newsroom.store.articles
    counts = _RoundCounts()
    with nullcontext(fetcher) if fetcher else fetching(newsroom) as open_fetcher:
        links = _secure_links(newsroom, open_fetcher)
        # results come in the order in which sources answer, so the slowest holds up none
        for result in harvest(
            sources,
            articles.states(),
            fetcher=open_fetcher,
            settings=newsroom.config.settings.collect,
            now=newsroom.clock(),
            known_pages=articles.known_pages,
        ):
            if links:
                result = replace(result, articles=links.secured(result.articles))
            stored = _store(newsroom, result, counts)
            if on_done:
                on_done(stored)
            # asked after storing: the answer at hand is never thrown away
            raise_if_stopped(stop)
    return counts.report(sources=len(sources))


def raise_if_stopped(stop: threading.Event | None) -> None:
    """Raise Interrupted once `stop` is set."""
    if stop is not None and stop.is_set():
        raise Interrupted("this process was told to stop")


def forget_old(newsroom: Newsroom) -> int:
    """Delete articles past the operator's `keep_articles`, except cited ones. Return how many."""
    keep = timedelta(days=newsroom.config.settings.keep_articles_days)
    newsroom.store.secure_hosts.forget(newsroom.clock() - KEPT)
    return newsroom.store.articles.forget(newsroom.clock() - keep)


def _secure_links(newsroom: Newsroom, fetcher: Fetcher) -> SecureLinks | None:
    if not newsroom.config.settings.collect.secure_links:
        return None
    return SecureLinks(fetcher=fetcher, hosts=newsroom.store.secure_hosts, now=newsroom.clock())


class _RoundCounts:
    """The running totals of one round."""

    def __init__(self) -> None:
        self.answered = 0
        self.not_due = 0
        self.new = 0
        self.changed = 0
        self.failed: list[tuple[str, str]] = []

    def add(self, result: Harvest, *, new: int, changed: int) -> None:
        self.new += new
        self.changed += changed
        # a source that had nothing new answered, too
        if result.outcome in ANSWERED:
            self.answered += 1
        if result.outcome in NOT_DUE:
            self.not_due += 1
        if result.outcome is HarvestOutcome.FAILED:
            self.failed.append((result.source.name, result.error))

    def report(self, *, sources: int) -> CollectReport:
        return CollectReport(
            sources=sources,
            answered=self.answered,
            not_due=self.not_due,
            new=self.new,
            changed=self.changed,
            failed=tuple(self.failed),
        )


def _sources_asked(newsroom: Newsroom, source_ids: Sequence[str]) -> tuple[Source, ...]:
    asked = []
    for source in newsroom.config.sources:
        wanted = not source_ids or source.id in source_ids
        if source.enabled and wanted:
            asked.append(source)
    return tuple(asked)


def _store(newsroom: Newsroom, result: Harvest, counts: _RoundCounts) -> Harvest:
    """Store the articles and the state of one source.

    Return the result: a failure of the source when none of its articles can be stored. Raises
    StoreError when the database itself is in trouble, which is no fault of a source.
    """
    articles = newsroom.store.articles
    try:
        new, changed = articles.save(result.articles)
    # any error: a driver may refuse one odd character in one of many articles
    except Exception as error:
        newsroom.store.ping()
        log.warning("articles_not_stored", source=result.source.id, error=repr(error))
        new, changed, result = _store_one_by_one(newsroom, result)
    # the state comes second: a crash in between asks the source again, which doubles no article
    articles.save_states([result.state])
    count_articles(new=new, changed=changed)
    counts.add(result, new=new, changed=changed)
    if result.outcome is HarvestOutcome.FAILED:
        log.info("source_failed", source=result.source.id, error=result.error)
    return result


def _store_one_by_one(newsroom: Newsroom, result: Harvest) -> tuple[int, int, Harvest]:
    """Store the articles that can be stored. Return (new, changed) and the result of the source."""
    new = changed = refused = 0
    for article in result.articles:
        try:
            added, updated = newsroom.store.articles.save([article])
        except Exception as error:
            newsroom.store.ping()
            # one bad article must not cost the good ones of its feed
            log.warning("article_not_stored", source=result.source.id, error=repr(error))
            refused += 1
        else:
            new += added
            changed += updated
    # a source of which one article was stored has not failed
    if refused < len(result.articles):
        return new, changed, result
    return new, changed, _not_storable(newsroom, result)


def _not_storable(newsroom: Newsroom, result: Harvest) -> Harvest:
    """Turn the answer of a source into a failure, so that the source backs off."""
    error = FetchError("its articles cannot be stored", subject=result.source.id)
    state = after_failure(result.source, result.state, error, now=newsroom.clock())
    # without validators the next answer is whole again, and its articles get another chance
    state = replace(state, etag="", last_modified="", body_hash="")
    return replace(
        result, state=state, outcome=HarvestOutcome.FAILED, articles=(), error=error.message
    )
