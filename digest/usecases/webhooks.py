"""Webhooks: post facts to other programs, signed as the Standard Webhooks say, until taken.

The store writes each message in the transaction of its fact; here it is posted, at least once: a
program that took a message twice knows it by its `webhook-id`.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial

from digest.config import Webhook, secret_bytes
from digest.kernel.webhook_signatures import sign
from digest.models import Fact, FactKind, WebhookMessage
from digest.usecases.newsroom import Newsroom
from digest.usecases.outbox_round import GuardedPost, PostReport, post_waiting
from digest.usecases.websub import ping_hub, wanted_by_hub

KEEP_DEAD = timedelta(days=30)
"""A message that was given up can be revived for a month, then it is deleted."""


def register_webhooks(newsroom: Newsroom) -> None:
    """Tell the store which webhooks want which facts: from now on it writes their messages."""
    wanted: dict[str, Sequence[FactKind]] = {}
    for webhook in newsroom.config.settings.webhooks:
        wanted[webhook.name] = webhook.events
    wanted |= wanted_by_hub(newsroom)
    newsroom.store.outbox.register(wanted)


def post_webhooks(newsroom: Newsroom, *, stop: threading.Event | None = None) -> PostReport:
    """Post the messages that are due; one that is not taken goes again later, or is given up."""
    report = PostReport()
    stop = stop or threading.Event()
    for webhook in newsroom.config.settings.webhooks:
        post = GuardedPost(url=webhook.url, allow_networks=webhook.allow_networks)
        with closing(post):
            post_waiting(
                newsroom,
                webhook.name,
                partial(_post, newsroom, webhook, post),
                give_up_after_s=webhook.give_up_after_s,
                report=report,
                stop=stop,
            )
    ping_hub(newsroom, report=report, stop=stop)
    newsroom.store.outbox.forget_dead(before=newsroom.clock() - KEEP_DEAD)
    return report


def _post(newsroom: Newsroom, webhook: Webhook, post: GuardedPost, message: WebhookMessage) -> None:
    body = body_of(newsroom, webhook, message.fact)
    # signed at each attempt: receivers refuse a time that is minutes old
    headers = {
        "content-type": "application/json",
        "user-agent": "digest-webhooks",
        **signed_headers(webhook, message.id, body, newsroom.clock()),
    }
    post.send(body, headers)


def body_of(newsroom: Newsroom, webhook: Webhook, fact: Fact) -> bytes:
    """Return the body of a post: type, timestamp and data, as the Standard Webhooks ask."""
    if fact.kind is FactKind.ISSUE_SENT:
        data = _issue_data(newsroom, fact)
    else:
        data = _reader_data(newsroom, webhook, fact)
    body = {"type": fact.kind.value, "timestamp": fact.at.isoformat(), "data": data}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def _issue_data(newsroom: Newsroom, fact: Fact) -> Mapping[str, object]:
    issue = newsroom.store.issues.issue(fact.issue_id)
    # an issue that was pruned meanwhile is told by its id
    subject = "" if issue is None else issue.subject
    base = newsroom.config.settings.publication.base_url
    return {
        "issue": fact.issue_id,
        "newsletter": fact.newsletter_id,
        "subject": subject,
        "url": f"{base}/i/{fact.issue_id}",
    }


def _reader_data(newsroom: Newsroom, webhook: Webhook, fact: Fact) -> Mapping[str, object]:
    data: dict[str, object] = {"reader": fact.subscriber_id, "how": fact.how}
    if fact.newsletter_id:
        data["newsletter"] = fact.newsletter_id
    if webhook.with_address:
        # read now: the address of a reader who was erased meanwhile is told to no program
        reader = newsroom.store.subscribers.get(fact.subscriber_id)
        data["email"] = None if reader is None else reader.email
    return data


def signed_headers(
    webhook: Webhook, message_id: str, body: bytes, now: datetime
) -> Mapping[str, str]:
    """Return the three headers of the Standard Webhooks; each secret makes a signature."""
    timestamp = str(int(now.timestamp()))
    signatures = []
    for secret in webhook.secrets.split():
        signatures.append(sign(secret_bytes(secret) or b"", message_id, timestamp, body))
    return {
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(signatures),
    }
