"""Sources → harvests: all due sources are asked at once, and no source stops another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from urllib.parse import urlsplit

from digest.collect.harvests import Harvest, HarvestOutcome
from digest.collect.host_pool import HostJob, HostPool
from digest.collect.source_health import is_due, is_waiting
from digest.collect.source_reading import ReadStep, SourceReading
from digest.config.settings import CollectSettings
from digest.models import Article, FetchState, Source
from digest.protocols import Fetcher

LEAST_PAGES = 10
"""The article pages that each source may ask for, however many sources share `max_pages`."""

KnownPages = Callable[[Iterable[str]], frozenset[str]]
"""Says which of these canonical addresses are stored with their full text."""


def _no_known_pages(_addresses: Iterable[str]) -> frozenset[str]:
    return frozenset()


def harvest(
    sources: Iterable[Source],
    states: Mapping[str, FetchState],
    *,
    fetcher: Fetcher,
    settings: CollectSettings,
    now: datetime,
    known_pages: KnownPages = _no_known_pages,
    on_done: Callable[[Harvest], None] | None = None,
) -> Iterator[Harvest]:
    """Yield one Harvest for each source, as each is done. Sources that are not due come first.

    Sources that failed before are asked last. One host never holds more than `settings.per_host`
    workers, so a dead, slow or hostile source costs its own time-out and delays no other source.
    Any exception while a source is read is the failure of that source alone. `known_pages` and
    `on_done` are called in the caller's thread. Closing the iterator stops the round; the harvests
    that were yielded are whole.
    """
    due: list[tuple[Source, FetchState]] = []
    for source in sources:
        state = states.get(source.id) or FetchState(source_id=source.id)
        # a source that was never asked has an empty memory
        outcome = _why_not_now(source, state, now)
        if outcome is None:
            due.append((source, state))
            continue
        # the caller shows these sources at once, before the first answer comes
        skipped = Harvest(source=source, state=state, outcome=outcome, error=state.last_error)
        if on_done:
            on_done(skipped)
        yield skipped
    # one reading for the round: it holds the rules of each host's robots.txt
    reading = SourceReading(fetcher=fetcher, settings=settings, now=now)
    for result in _ask_all(due, reading, known_pages):
        if on_done:
            on_done(result)
        yield result


def _why_not_now(source: Source, state: FetchState, now: datetime) -> HarvestOutcome | None:
    """Return why a source is not asked in this round, or None when it is due."""
    if is_waiting(state, now=now):
        return HarvestOutcome.WAITING
    if is_due(source, state, now=now):
        return None
    return HarvestOutcome.NOT_DUE


def _ask_all(
    due: Sequence[tuple[Source, FetchState]], reading: SourceReading, known_pages: KnownPages
) -> Iterator[Harvest]:
    """Read the feeds, healthy sources before failing ones, then the article pages they ask for."""
    settings = reading.settings
    pages_left = settings.max_pages
    # no source may use up the pages of all others
    sources_with_pages = sum(source.full_text for source, _ in due)
    share = max(LEAST_PAGES, settings.max_pages // max(1, sources_with_pages))
    with HostPool[ReadStep](workers=settings.workers, per_host=settings.per_host) as pool:
        # a source that failed before may hang again, so it must not hold a worker first
        for source, state in sorted(due, key=_failures):
            pool.add(HostJob(_host(source.url), partial(reading.read_source, source, state)))
        # pages are asked for as feeds come in, not when all feeds are there
        for step in pool.results():
            # asked in this thread, because the store belongs to it
            wanted = _unknown_pages(step.wants_pages, known_pages, limit=min(share, pages_left))
            if not wanted:
                yield step.harvest
                continue
            pages_left -= len(wanted)
            read_pages = partial(reading.read_pages, step.harvest, wanted)
            pool.add(HostJob(_host(wanted[0].url), read_pages))


def _failures(due: tuple[Source, FetchState]) -> int:
    return due[1].failures


def _unknown_pages(
    articles: Sequence[Article], known_pages: KnownPages, *, limit: int
) -> tuple[Article, ...]:
    """Return the newest articles whose pages are not stored yet, `limit` at most."""
    if not articles or limit <= 0:
        return ()
    known = known_pages([article.canonical_url for article in articles])
    unknown = [article for article in articles if article.canonical_url not in known]
    # when not all pages may be read, the newest news comes first
    unknown.sort(key=_published, reverse=True)
    return tuple(unknown[:limit])


def _published(article: Article) -> datetime:
    return article.published


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return url
