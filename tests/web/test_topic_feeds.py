"""Feeds by topic over free newsletters, on both databases; members' stories stand in none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from joining_room import KEY, Room
from lxml import etree
from small_issue import NOW, a_briefing, an_issue
from starlette.testclient import TestClient

from digest.config import WebSubSettings
from digest.models import (
    Article,
    Item,
    Match,
    Passage,
    Rule,
    Selection,
    Story,
    Topic,
    TopicWeight,
)
from digest.protocols import Store
from digest.web import public_app

ATOM = "{http://www.w3.org/2005/Atom}"
NAMES = {"ports": "Ports <& sea>", "oil": "Oil", "none": "Followed by none"}
TOPICS = tuple(Topic(id=id_, name=name, rule=Rule()) for id_, name in NAMES.items())


def publish(store: Store, issue_id: str, story_id: str, headline: str, *topics: str) -> None:
    article = Article(
        id=story_id, url=f"https://paper.example/{story_id}", title=headline, published=NOW
    )
    matches = []
    for topic_id in topics:
        matches.append(Match(article_id=story_id, topic_id=topic_id, score=1.0, hits=()))
    story = Story(id=story_id, articles=(article,), matches=(*matches, *matches[:1]))
    taken_out = replace(story, id=f"{story_id}-taken-out", articles=(replace(article, id="x"),))
    item = Item(story_id=story_id, headline=Passage(text=headline, article_id=story_id))
    store.issues.save_draft(
        a_briefing(issue_id, items=(item,)),
        Selection(stories=(story, taken_out)),
        an_issue(issue_id),
    )
    store.issues.approve(issue_id, subscriber_ids=[], now=NOW)


@pytest.fixture
def client(store: Store) -> TestClient:
    publish(store, "daily@2026-11-19", "s1", "Harbour <shut>", "ports", "oil")
    publish(store, "daily@2026-11-20", "s2", "Oil falls", "oil")
    publish(store, "oil@2026-11-20", "s3", "Members' oil", "oil")
    room = Room(store=store)
    config = room.newsroom.config
    followed = (TopicWeight(topic_id="ports"), TopicWeight(topic_id="oil"))
    daily = replace(config.newsletters[0], topics=followed)
    newsletters = (daily, *config.newsletters[1:])
    config = replace(config, topics=TOPICS, newsletters=newsletters)
    return TestClient(public_app(store, config, key=KEY, clock=room.clock))


def test_the_page_of_a_topic_lists_its_stories_once(client: TestClient) -> None:
    page = client.get("/topics/oil").text
    assert page.count("Oil falls") == 1
    assert "Harbour &lt;shut&gt;" in page
    assert "Members" not in page
    assert "https://news.example.org/topics/oil/feed.xml" in page
    assert "Oil falls" not in client.get("/topics/ports").text
    assert 'href="/topics/ports"' in client.get("/archive").text
    assert "Followed by none" not in client.get("/archive").text
    sitemap = client.get("/sitemap.xml").text
    assert "https://news.example.org/topics/oil<" in sitemap
    assert "/topics/none" not in sitemap


def test_both_feeds_hold_the_stories_with_ids_of_their_own(client: TestClient) -> None:
    root = etree.fromstring(client.get("/topics/ports/feed.xml").content)
    assert root.findtext(f"{ATOM}title") == "Ports <& sea>"
    (entry,) = root.iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Harbour <shut>"
    assert entry.findtext(f"{ATOM}id") == "https://news.example.org/i/daily@2026-11-19#s1"
    answer = client.get("/topics/oil/feed.json")
    assert answer.headers["content-type"] == "application/feed+json"
    titles = {item["title"] for item in answer.json()["items"]}
    assert titles == {"Oil falls", "Harbour <shut>"}


@pytest.mark.parametrize("path", ["/topics/none", "/topics/x", "/topics/none/feed.xml"])
def test_a_topic_that_no_free_newsletter_follows_is_not_found(
    client: TestClient, path: str
) -> None:
    assert client.get(path).status_code == 404


def test_an_approval_that_is_taken_back_takes_its_stories_out_of_the_feed(
    client: TestClient, store: Store
) -> None:
    assert store.issues.take_back_approval("daily@2026-11-20")
    assert "Oil falls" not in client.get("/topics/oil").text
    store.issues.approve("daily@2026-11-20", subscriber_ids=[], now=NOW)
    assert "Oil falls" in client.get("/topics/oil").text


def test_topic_feeds_name_their_hub(store: Store) -> None:
    publish(store, "daily@2026-11-19", "s1", "Harbour shut", "ports")
    config = Room(store=store).newsroom.config
    daily = replace(config.newsletters[0], topics=(TopicWeight(topic_id="ports"),))
    settings = replace(config.settings, websub=WebSubSettings(hub="https://hub.example/"))
    config = replace(config, settings=settings, topics=TOPICS, newsletters=(daily,))
    client = TestClient(public_app(store, config, key=KEY, clock=lambda: NOW))
    own = "https://news.example.org/topics/ports/feed"
    atom, feed = (client.get(f"/topics/ports/feed.{kind}") for kind in ("xml", "json"))
    assert atom.headers["link"] == f'<https://hub.example/>; rel="hub", <{own}.xml>; rel="self"'
    assert '<link rel="hub" href="https://hub.example/"/>' in atom.text
    assert feed.headers["content-type"] == "application/feed+json"
    assert feed.json()["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]


@pytest.mark.parametrize("noise", ["\x0b", "\x1b", "\x01", "\ufffe", "\u202e"])
def test_a_headline_with_characters_that_xml_refuses_leaves_the_feed_readable(
    store: Store, noise: str
) -> None:
    publish(store, "daily@2026-11-19", "s1", f"Harbour{noise} shut", "ports")
    room = Room(store=store)
    config = room.newsroom.config
    daily = replace(config.newsletters[0], topics=(TopicWeight(topic_id="ports"),))
    config = replace(config, topics=TOPICS, newsletters=(daily,))
    client = TestClient(public_app(store, config, key=KEY, clock=room.clock))
    root = etree.fromstring(client.get("/topics/ports/feed.xml").content)
    (entry,) = root.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Harbour shut"
    items = client.get("/topics/ports/feed.json").json()["items"]
    assert [item["title"] for item in items] == ["Harbour shut"]
