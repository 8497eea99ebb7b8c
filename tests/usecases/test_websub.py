"""A hub on loopback is told of each issue that was sent: once, again after a failure, in time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from pytest_httpserver import HTTPServer
from small_issue import NOW, a_briefing, an_issue
from werkzeug import Request, Response

from digest.config import HUB_NAME, Config, Settings, WebSubSettings
from digest.models import (
    Article,
    IssueState,
    Item,
    Match,
    Newsletter,
    Passage,
    Publication,
    Selection,
    Story,
    Tier,
    TopicWeight,
)
from digest.store import open_store
from digest.usecases.newsroom import Newsroom
from digest.usecases.outbox_round import LONGEST_RETRY_S
from digest.usecases.webhooks import post_webhooks, register_webhooks

SECURITY, TRADE = TopicWeight(topic_id="security"), TopicWeight(topic_id="trade")
DAILY = Newsletter(id="daily", name="Daily", tagline="", topics=(SECURITY,))
OIL = replace(DAILY, id="oil", tier=Tier.MEMBER, topics=(TRADE,))
PUBLICATION = Publication(
    name="Desk", public_url="https://news.example", from_address="desk@news.example"
)


@dataclass(slots=True)
class Hub:
    """A hub, with the newsroom whose feeds it serves."""

    newsroom: Newsroom
    now: datetime = NOW
    statuses: list[int] = field(default_factory=list)
    pings: list[dict[str, list[str]]] = field(default_factory=list)

    def answer(self, request: Request) -> Response:
        status = self.statuses.pop(0) if self.statuses else 202
        self.pings.append(parse_qs(request.get_data(as_text=True)))
        return Response(status=status)

    def send_issue(self, issue_id: str, *topic_ids: str) -> None:
        """Send an issue with one story, which met those topics."""
        issues = self.newsroom.store.issues
        item = Item(story_id="s1", headline=Passage(text="Ships wait", article_id="a1"))
        article = Article(id="a1", url="https://paper.example/1", title="Ships wait", published=NOW)
        matches = tuple(
            Match(article_id="a1", topic_id=one, score=1.0, hits=()) for one in topic_ids
        )
        story = Story(id="s1", articles=(article,), thread_id="t1", matches=matches)
        briefing = a_briefing(issue_id, items=(item,))
        issues.save_draft(briefing, Selection(stories=(story,)), an_issue(issue_id))
        issues.approve(issue_id, subscriber_ids=[], now=self.now)
        issues.set_state(issue_id, IssueState.SENT, expect=(IssueState.APPROVED,))


@pytest.fixture
def hub(tmp_path: Path, sqlite_url: str, httpserver: HTTPServer) -> Iterator[Hub]:
    address = httpserver.url_for("/hub").replace("localhost", "127.0.0.1")
    websub = WebSubSettings(hub=address, allow_networks=("127.0.0.1",))
    config = Config(
        folder=tmp_path,
        settings=Settings(publication=PUBLICATION, websub=websub),
        newsletters=(DAILY, OIL),
    )
    store = open_store(sqlite_url, clock=lambda: hub.now)
    hub = Hub(newsroom=Newsroom(config=config, store=store, clock=lambda: hub.now))
    httpserver.expect_request("/hub", method="POST").respond_with_handler(hub.answer)
    register_webhooks(hub.newsroom)
    yield hub
    store.close()


def test_the_hub_is_told_once_which_feeds_have_news(hub: Hub) -> None:
    hub.send_issue("daily@2026-11-23")
    assert post_webhooks(hub.newsroom).told == 1
    assert post_webhooks(hub.newsroom).told == 0
    feeds = [f"https://news.example/archive/daily/feed.{kind}" for kind in ("xml", "json")]
    assert hub.pings == [{"hub.mode": ["publish"], "hub.topic": feeds, "hub.url": feeds}]


def test_the_hub_is_told_which_feeds_of_topics_have_news(hub: Hub) -> None:
    # no free newsletter follows the trade, so that topic has no feed
    hub.send_issue("daily@2026-11-23", "security", "trade")
    post_webhooks(hub.newsroom)
    feeds = []
    for page in ("archive/daily", "topics/security"):
        feeds += [f"https://news.example/{page}/feed.{kind}" for kind in ("xml", "json")]
    assert hub.pings[0]["hub.topic"] == feeds
    assert hub.pings[0]["hub.url"] == feeds


def test_issues_for_members_are_told_to_no_hub(hub: Hub) -> None:
    hub.send_issue("oil@2026-11-23")
    assert post_webhooks(hub.newsroom).told == 1
    assert hub.pings == []


def test_a_hub_that_fails_is_asked_again_later_and_given_up_after_a_day(hub: Hub) -> None:
    hub.statuses = [503] * 100
    hub.send_issue("daily@2026-11-23")
    assert post_webhooks(hub.newsroom).failed == 1
    # not before its time
    assert post_webhooks(hub.newsroom).failed == 0
    given_up = 0
    for _ in range(20):
        hub.now += timedelta(seconds=2 * LONGEST_RETRY_S)
        given_up += post_webhooks(hub.newsroom).given_up
    assert given_up == 1
    (backlog,) = hub.newsroom.store.outbox.backlog()
    assert (backlog.webhook, backlog.dead) == (HUB_NAME, 1)
    assert 2 <= len(hub.pings) <= 10
    # a person may have it tried again
    hub.statuses = []
    hub.newsroom.store.outbox.revive(HUB_NAME, now=hub.now)
    assert post_webhooks(hub.newsroom).told == 1


def test_without_a_hub_no_ping_is_kept(hub: Hub) -> None:
    settings = replace(hub.newsroom.config.settings, websub=WebSubSettings())
    newsroom = replace(hub.newsroom, config=replace(hub.newsroom.config, settings=settings))
    register_webhooks(newsroom)
    hub.send_issue("daily@2026-11-23")
    assert post_webhooks(newsroom).told == 0
    assert newsroom.store.outbox.backlog() == ()


def test_a_hub_in_a_private_network_is_refused_unless_its_network_is_named(hub: Hub) -> None:
    websub = replace(hub.newsroom.config.settings.websub, allow_networks=())
    settings = replace(hub.newsroom.config.settings, websub=websub)
    newsroom = replace(hub.newsroom, config=replace(hub.newsroom.config, settings=settings))
    hub.send_issue("daily@2026-11-23")
    assert post_webhooks(newsroom).failed == 1
    assert hub.pings == []
    (backlog,) = newsroom.store.outbox.backlog()
    assert backlog.last_error == "the address leads into a private network"
