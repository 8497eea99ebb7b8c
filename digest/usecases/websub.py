"""WebSub: tell a hub that the feeds of a newsletter have news; the hub tells their readers."""

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
"""The feeds of a newsletter, below its archive."""


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
                _ping(newsroom, newsletter, post)

    with closing(post):
        post_waiting(
            newsroom,
            HUB_NAME,
            send,
            give_up_after_s=settings.give_up_after_s,
            report=report,
            stop=stop,
        )


def _ping(newsroom: Newsroom, newsletter: Newsletter, post: GuardedPost) -> None:
    # issues for members stand in no feed
    if newsletter.tier is Tier.MEMBER:
        return
    base = newsroom.config.settings.publication.public_url.rstrip("/")
    fields = [("hub.mode", "publish")]
    for file in FEED_FILES:
        # hubs read one name or the other: the specification leaves the ping to them
        address = f"{base}/archive/{newsletter.id}/{file}"
        fields += [("hub.topic", address), ("hub.url", address)]
    headers = {
        "content-type": "application/x-www-form-urlencoded",
        "user-agent": "digest-websub",
    }
    post.send(urlencode(fields).encode(), headers)
