"""Collecting: each source is stored by itself, and its failures are its own."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from digest.config import Config, Settings
from digest.errors import FetchError, Interrupted, StoreError
from digest.models import Article, Publication, Source
from digest.protocols import Fetched
from digest.store import open_store
from digest.usecases import Newsroom, collect_news, forget_old

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
NAMES = ("alpha", "bravo", "charlie")


class ScriptedFetcher:
    """Gives each source a feed of two entries, or an error."""

    def __init__(self, down: Iterable[str] = ()) -> None:
        self.down = set(down)

    def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        max_bytes: int | None = None,
        gap_s: float = 0.0,
    ) -> Fetched:
        name = url.split("/")[2].split(".")[0]
        if name in self.down:
            raise FetchError("timed out after 20 s", subject=url)
        entries = "".join(
            f"<item><title>Talks {name} {number}</title>"
            f"<link>https://{name}.example/{number}</link>"
            "<pubDate>Mon, 23 Nov 2026 05:00:00 GMT</pubDate></item>"
            for number in (1, 2)
        )
        feed = f"<rss version='2.0'><channel><title>P</title>{entries}</channel></rss>"
        return Fetched(
            url=url,
            status=200,
            headers={"content-type": "application/rss+xml", "etag": '"1"'},
            body=feed.encode(),
        )


class RefusingArticles:
    """The real articles, but some cannot be stored."""

    def __init__(self, articles: Any, refused: set[str]) -> None:
        self.articles = articles
        self.refused = refused

    def __getattr__(self, name: str) -> Any:
        return getattr(self.articles, name)

    def save(self, articles: Iterable[Article]) -> tuple[int, int]:
        batch = list(articles)
        for article in batch:
            if article.url in self.refused:
                raise ValueError("a character that no text may hold")
        saved: tuple[int, int] = self.articles.save(batch)
        return saved


class RefusingStore:
    """The real store, with articles that refuse, and perhaps a database that is away."""

    def __init__(self, store: Any, refused: set[str], *, away: bool = False) -> None:
        self.store = store
        self.away = away
        self.articles = RefusingArticles(store.articles, refused)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)

    def ping(self) -> None:
        if self.away:
            raise StoreError("the database went away")


@pytest.fixture
def newsroom(tmp_path: Path, sqlite_url: str) -> Iterator[Newsroom]:
    publication = Publication(
        name="Desk", public_url="https://desk.example", from_address="desk@desk.example"
    )
    sources = tuple(
        Source(id=name, name=name.title(), url=f"https://{name}.example/feed", publisher=name)
        for name in NAMES
    )
    config = Config(folder=tmp_path, settings=Settings(publication=publication), sources=sources)
    store = open_store(sqlite_url)
    yield Newsroom(config=config, store=store, clock=lambda: NOW)
    store.close()


def refusing(newsroom: Newsroom, *urls: str, away: bool = False) -> Newsroom:
    store = RefusingStore(newsroom.store, set(urls), away=away)
    return replace(newsroom, store=store)  # type: ignore[arg-type]


def stored(newsroom: Newsroom) -> set[str]:
    return {article.url for article in newsroom.store.articles.since(NOW - timedelta(days=2))}


def test_a_round_counts_answers_failures_and_articles(newsroom: Newsroom) -> None:
    report = collect_news(newsroom, fetcher=ScriptedFetcher(down=["bravo"]))
    assert (report.sources, report.answered, report.not_due) == (3, 2, 0)
    assert (report.new, report.changed) == (4, 0)
    assert report.failed == (("Bravo", "timed out after 20 s"),)


def test_a_second_round_asks_no_source_before_its_interval(newsroom: Newsroom) -> None:
    collect_news(newsroom, fetcher=ScriptedFetcher())
    again = collect_news(newsroom, fetcher=ScriptedFetcher())
    assert (again.answered, again.not_due, again.new) == (0, 3, 0)


def test_only_the_named_sources_are_asked_and_none_that_is_switched_off(
    newsroom: Newsroom,
) -> None:
    off = tuple(
        replace(source, enabled=source.id != "charlie") for source in newsroom.config.sources
    )
    newsroom = replace(newsroom, config=replace(newsroom.config, sources=off))
    report = collect_news(newsroom, source_ids=["alpha", "charlie"], fetcher=ScriptedFetcher())
    assert (report.sources, report.new) == (1, 2)


def test_an_article_that_cannot_be_stored_costs_no_other_article(newsroom: Newsroom) -> None:
    broken = refusing(newsroom, "https://bravo.example/1")
    report = collect_news(broken, fetcher=ScriptedFetcher())
    assert report.failed == ()
    assert report.new == 5
    assert "https://bravo.example/2" in stored(newsroom)
    assert newsroom.store.articles.states()["bravo"].failures == 0


def test_a_source_whose_articles_cannot_be_stored_fails_alone_and_backs_off(
    newsroom: Newsroom,
) -> None:
    broken = refusing(newsroom, "https://bravo.example/1", "https://bravo.example/2")
    seen = []
    report = collect_news(
        broken,
        fetcher=ScriptedFetcher(),
        on_done=lambda result: seen.append((result.source.id, result.outcome.value)),
    )
    assert report.failed == (("Bravo", "its articles cannot be stored"),)
    assert report.answered == 2
    assert len(stored(newsroom)) == 4
    assert sorted(seen) == [("alpha", "fresh"), ("bravo", "failed"), ("charlie", "fresh")]
    state = newsroom.store.articles.states()["bravo"]
    assert (state.failures, state.etag, state.last_error) == (
        1,
        "",
        "its articles cannot be stored",
    )
    assert state.retry_at is not None
    assert state.retry_at > NOW


def test_a_database_that_is_away_is_no_fault_of_a_source(newsroom: Newsroom) -> None:
    broken = refusing(newsroom, "https://bravo.example/1", away=True)
    with pytest.raises(StoreError, match="went away"):
        collect_news(broken, fetcher=ScriptedFetcher())
    assert all(state.failures == 0 for state in newsroom.store.articles.states().values())


def test_a_stop_ends_the_round_after_the_next_answer_and_keeps_it(newsroom: Newsroom) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(Interrupted):
        collect_news(newsroom, fetcher=ScriptedFetcher(), stop=stop)
    assert len(newsroom.store.articles.states()) == 1


def test_articles_are_kept_as_long_as_the_operator_says(newsroom: Newsroom) -> None:
    collect_news(newsroom, fetcher=ScriptedFetcher())
    keep = timedelta(days=newsroom.config.settings.keep_articles_days)
    # the entries were published an hour before NOW
    just_before = replace(newsroom, clock=lambda: NOW + keep - timedelta(hours=1, minutes=1))
    assert forget_old(just_before) == 0
    later = replace(newsroom, clock=lambda: NOW + keep + timedelta(minutes=1))
    assert forget_old(later) == 6
