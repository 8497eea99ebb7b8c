"""Webhooks: post facts to other programs, signed as the Standard Webhooks say, until taken.

The store writes each message in the transaction of its fact; here it is posted, at least once: a
program that took a message twice knows it by its `webhook-id`.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import httpx2

from digest.collect import Deadline, guarded_transport, parse_networks
from digest.config import Webhook, secret_bytes
from digest.errors import BlockedAddress
from digest.kernel.backoff import backoff_s
from digest.logs import get_logger
from digest.models import Fact, FactKind, WebhookMessage
from digest.usecases.newsroom import Newsroom

MESSAGES_A_ROUND = 100
"""Messages that one webhook gets in a round: the others wait for it."""

TIMEOUT_S = 10.0
"""Seconds for one post, from the look-up of the name to the answer."""

LEASE_S = 300.0
"""A process that ended in mid-round keeps its messages from the others for five minutes."""

FIRST_RETRY_S = 15.0
LONGEST_RETRY_S = 3 * 3600.0
JITTER = 0.1

KEEP_DEAD = timedelta(days=30)
"""A message that was given up can be revived for a month, then it is deleted."""

log = get_logger("webhooks")


class NotTakenError(Exception):
    """A post that the other program did not take, in words without an address."""


@dataclass(slots=True)
class PostReport:
    """The messages of one round."""

    told: int = 0
    failed: int = 0
    given_up: int = 0


def register_webhooks(newsroom: Newsroom) -> None:
    """Tell the store which webhooks want which facts: from now on it writes their messages."""
    wanted: dict[str, Sequence[FactKind]] = {}
    for webhook in newsroom.config.settings.webhooks:
        wanted[webhook.name] = webhook.events
    newsroom.store.outbox.register(wanted)


def post_webhooks(newsroom: Newsroom, *, stop: threading.Event | None = None) -> PostReport:
    """Post the messages that are due; one that is not taken goes again later, or is given up."""
    report = PostReport()
    for webhook in newsroom.config.settings.webhooks:
        _post_to(newsroom, webhook, report, stop or threading.Event())
    newsroom.store.outbox.forget_dead(before=newsroom.clock() - KEEP_DEAD)
    return report


def _post_to(
    newsroom: Newsroom, webhook: Webhook, report: PostReport, stop: threading.Event
) -> None:
    outbox = newsroom.store.outbox
    waiting = list(
        outbox.claim(webhook.name, now=newsroom.clock(), lease_s=LEASE_S, limit=MESSAGES_A_ROUND)
    )
    if not waiting:
        return
    # one connection for all messages of the round
    post = Post(webhook=webhook)
    try:
        while waiting and not stop.is_set():
            message = waiting.pop(0)
            try:
                post.send(message, body_of(newsroom, webhook, message.fact), newsroom.clock())
            except NotTakenError as error:
                _try_later(newsroom, webhook, message, str(error), report)
                # a program that is down is asked once a round, not once a message
                break
            outbox.told(message.id)
            report.told += 1
    finally:
        post.close()
        # those that were not tried lose nothing: the next round takes them
        outbox.release([message.id for message in waiting])


def _try_later(
    newsroom: Newsroom, webhook: Webhook, message: WebhookMessage, error: str, report: PostReport
) -> None:
    now = newsroom.clock()
    wait_s = backoff_s(
        message.attempts + 1,
        first_s=FIRST_RETRY_S,
        longest_s=LONGEST_RETRY_S,
        jitter=JITTER,
        seed=message.id,
    )
    due = now + timedelta(seconds=wait_s)
    # the name of the webhook, never its address, which may hold a secret
    told = {"webhook": webhook.name, "message": message.id, "fact": message.fact.kind.value}
    if due - message.fact.at <= timedelta(seconds=webhook.give_up_after_s):
        newsroom.store.outbox.failed(message.id, error=error, due=due)
        report.failed += 1
        log.warning("webhook_failed", **told, error=error)
        return
    newsroom.store.outbox.failed(message.id, error=error, due=None)
    report.given_up += 1
    hint = f"digest webhooks retry {webhook.name}"
    log.error("webhook_given_up", **told, error=error, hint=hint)


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
    base = newsroom.config.settings.publication.public_url.rstrip("/")
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
    content = f"{message_id}.{timestamp}.".encode() + body
    signatures = []
    for secret in webhook.secrets.split():
        key = secret_bytes(secret) or b""
        digest = hmac.new(key, content, hashlib.sha256).digest()
        signatures.append(f"v1,{base64.b64encode(digest).decode()}")
    return {
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(signatures),
    }


@dataclass(slots=True)
class Post:
    """Posts to one webhook. Private addresses are refused, and no redirect is followed."""

    webhook: Webhook
    _deadline: Deadline = field(default_factory=Deadline)
    _client: httpx2.Client | None = None

    def send(self, message: WebhookMessage, body: bytes, now: datetime) -> None:
        """Post one message. Raises NotTakenError for every answer but a 2xx."""
        # signed at each attempt: receivers refuse a time that is minutes old
        headers = {
            "content-type": "application/json",
            "user-agent": "digest-webhooks",
            **signed_headers(self.webhook, message.id, body, now),
        }
        try:
            # the answer's body is left unread: its status says all
            with (
                self._deadline.within(TIMEOUT_S),
                self._open().stream(
                    "POST", self.webhook.url, content=body, headers=headers
                ) as answer,
            ):
                status = answer.status_code
        except BlockedAddress as error:
            raise NotTakenError("the address leads into a private network") from error
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            # the error's own words may hold the address, which may hold a secret
            raise NotTakenError(f"no answer ({type(error).__name__})") from error
        if not httpx2.codes.is_success(status):
            raise NotTakenError(f"answered with {status}")

    def close(self) -> None:
        """Close the connection."""
        if self._client is not None:
            self._client.close()

    def _open(self) -> httpx2.Client:
        if self._client is None:
            transport = guarded_transport(
                parse_networks(self.webhook.allow_networks),
                self._deadline,
                connections=2,
                http2=False,
            )
            self._client = httpx2.Client(
                transport=transport, timeout=TIMEOUT_S, trust_env=False, follow_redirects=False
            )
        return self._client
