"""Collect: ask every due source for news and store what is new."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import timedelta

from digest.collect import Harvest, HarvestOutcome, harvest
from digest.collect.metrics import count_articles
from digest.errors import Interrupted
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
        for result in harvest(
            sources,
            articles.states(),
            fetcher=open_fetcher,
            settings=newsroom.config.settings.collect,
            now=newsroom.clock(),
            known_pages=articles.known_pages,
        ):
            _store(newsroom, result, counts)
            if on_done:
                on_done(result)
            raise_if_stopped(stop)
    return counts.report(sources=len(sources))


def raise_if_stopped(stop: threading.Event | None) -> None:
    """Raise Interrupted once `stop` is set."""
    if stop is not None and stop.is_set():
        raise Interrupted("this process was told to stop")


def forget_old(newsroom: Newsroom) -> int:
    """Delete articles past the operator's `keep_articles`, except cited ones. Return how many."""
    keep = timedelta(days=newsroom.config.settings.keep_articles_days)
    return newsroom.store.articles.forget(newsroom.clock() - keep)


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


def _store(newsroom: Newsroom, result: Harvest, counts: _RoundCounts) -> None:
    articles = newsroom.store.articles
    new, changed = articles.save(result.articles)
    # the state comes second: a crash in between asks the source again, which doubles no article
    articles.save_states([result.state])
    count_articles(new=new, changed=changed)
    counts.add(result, new=new, changed=changed)
    if result.outcome is HarvestOutcome.FAILED:
        log.info("source_failed", source=result.source.id, error=result.error)
