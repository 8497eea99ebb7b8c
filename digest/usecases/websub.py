"""WebSub: tell a hub that the feeds of a newsletter and its topics have news, for their readers."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from contextlib import closing
from urllib.parse import urlencode

from digest.config import HUB_NAME
from digest.models import FactKind, Newsletter, Tier, WebhookMessage
from digest.usecases.newsroom import Newsroom
from digest.usecases.outbox_round import GuardedPost, PostReport, post_waiting

FEED_FILES = ("feed.xml", "feed.json")
"""The feeds of a newsletter, below its archive, and of a topic, below its page."""


def wanted_by_hub(newsroom: Newsroom) -> Mapping[str, Sequence[FactKind]]:
    """Name the facts that the hub wants, as the store knows receivers."""
    if not newsroom.config.settings.websub.hub:
        return {}
    return {HUB_NAME: (FactKind.ISSUE_SENT,)}


def ping_hub(newsroom: Newsroom, *, report: PostReport, stop: threading.Event) -> None:
    """Ping the hub for each issue that was sent; a hub that is away is asked again later."""
    settings = newsroom.config.settings.websub
    if not settings.hub:
        return
    post = GuardedPost(url=settings.hub, allow_networks=settings.allow_networks)

    def send(message: WebhookMessage) -> None:
        for newsletter in newsroom.config.newsletters:
            if newsletter.id == message.fact.newsletter_id:
                _ping(newsroom, newsletter, message.fact.issue_id, post)

    with closing(post):
        post_waiting(
            newsroom,
            HUB_NAME,
            send,
            give_up_after_s=settings.give_up_after_s,
            report=report,
            stop=stop,
        )


def _ping(newsroom: Newsroom, newsletter: Newsletter, issue_id: str, post: GuardedPost) -> None:
    # issues for members stand in no feed
    if newsletter.tier is Tier.MEMBER:
        return
    base = newsroom.config.settings.publication.base_url
    pages = [f"{base}/archive/{newsletter.id}"]
    for topic_id in _topics_told(newsroom, issue_id):
        pages.append(f"{base}/topics/{topic_id}")
    fields = [("hub.mode", "publish")]
    for page in pages:
        for file in FEED_FILES:
            # hubs read one name or the other: the specification leaves the ping to them
            address = f"{page}/{file}"
            fields += [("hub.topic", address), ("hub.url", address)]
    headers = {
        "content-type": "application/x-www-form-urlencoded",
        "user-agent": "digest-websub",
    }
    post.send(urlencode(fields).encode(), headers)


def _topics_told(newsroom: Newsroom, issue_id: str) -> Sequence[str]:
    """Return the topics whose feeds a free issue changed, by id."""
    # a topic has feeds when a free newsletter follows it, be it another than that of the issue
    with_feeds: set[str] = set()
    for newsletter in newsroom.config.newsletters:
        if newsletter.tier is not Tier.MEMBER:
            with_feeds.update(weight.topic_id for weight in newsletter.topics)
    return sorted(with_feeds.intersection(newsroom.store.issues.topics_of(issue_id)))
