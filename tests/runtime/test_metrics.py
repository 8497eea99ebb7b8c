"""Figures for Prometheus: counters, gauges from the store, and loopback alone."""

from __future__ import annotations

import socket
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry, generate_latest
from small_issue import NOW, a_briefing, an_issue

from digest.collect.metrics import count_articles
from digest.config import Config, Settings
from digest.errors import StoreError
from digest.models import (
    FetchState,
    IssueState,
    Newsletter,
    Publication,
    Selection,
    Source,
    Subscriber,
)
from digest.runtime.metrics import NewsroomGauges, metrics_on
from digest.store import open_store
from digest.usecases.newsroom import Newsroom

ISSUE = "daily@2026-11-23"


@pytest.fixture
def newsroom(tmp_path: Path, sqlite_url: str) -> Iterator[Newsroom]:
    publication = Publication(
        name="Desk", public_url="https://news.example", from_address="desk@news.example"
    )
    sources = tuple(
        Source(id=f"s{n}", name=f"S{n}", url=f"https://s{n}.example/rss", publisher="P")
        for n in range(3)
    )
    daily = Newsletter(id="daily", name="Daily", tagline="", topics=())
    settings = Settings(publication=publication)
    config = Config(folder=tmp_path, settings=settings, newsletters=(daily,), sources=sources)
    store = open_store(sqlite_url)
    yield Newsroom(config=config, store=store, clock=lambda: NOW)
    store.close()


def figures(newsroom: Newsroom) -> list[str]:
    registry = CollectorRegistry()
    registry.register(NewsroomGauges(newsroom))
    return generate_latest(registry).decode().splitlines()


def send(newsroom: Newsroom) -> None:
    issues, readers = (
        newsroom.store.issues,
        [Subscriber(id=f"r{n}", email=f"r{n}@mail.example") for n in range(3)],
    )
    newsroom.store.subscribers.add(readers)
    issues.save_draft(a_briefing(ISSUE), Selection(stories=()), an_issue(ISSUE))
    issues.approve(ISSUE, subscriber_ids=[reader.id for reader in readers], now=NOW)
    issues.set_state(ISSUE, IssueState.SENT, expect=(IssueState.APPROVED,))


def test_sources_issues_and_readers_are_counted_by_state(newsroom: Newsroom) -> None:
    newsroom.store.articles.save_states(
        [FetchState(source_id="s0"), FetchState(source_id="s1", last_error="timed out after 20 s")]
    )
    send(newsroom)
    lines = figures(newsroom)
    assert 'digest_sources{state="answering"} 1.0' in lines
    assert 'digest_sources{state="failing"} 1.0' in lines
    assert 'digest_sources{state="not_asked_yet"} 1.0' in lines
    assert 'digest_recent_issues{newsletter="daily",state="sent"} 1.0' in lines
    assert 'digest_newest_issue_readers{newsletter="daily",state="queued"} 3.0' in lines
    (sent,) = [line for line in lines if line.startswith("digest_last_sent_timestamp_seconds{")]
    assert float(sent.split()[-1]) == NOW.timestamp()
    assert "digest_database_up 1.0" in lines


class GoneStore:
    """A store whose database went away."""

    def __getattr__(self, name: str) -> object:
        raise StoreError("the database went away")


def test_a_database_that_does_not_answer_is_said_and_breaks_nothing(newsroom: Newsroom) -> None:
    away = replace(newsroom, store=GoneStore())  # type: ignore[arg-type]
    assert [line for line in figures(away) if not line.startswith("#")] == [
        "digest_database_up 0.0"
    ]


def test_they_are_answered_on_loopback_only_while_asked_for(newsroom: Newsroom) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    count_articles(new=2, changed=1)
    with (
        metrics_on(newsroom, port),
        urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer,
    ):
        lines = answer.read().decode()
    assert 'digest_articles_total{outcome="new"}' in lines
    assert "digest_database_up 1.0" in lines
    with metrics_on(newsroom, 0), pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5)
