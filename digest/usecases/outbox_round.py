"""Outbox round: post the waiting messages of one receiver over guarded connections, or later."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import httpx2

from digest.collect import Deadline, guarded_transport, parse_networks
from digest.errors import BlockedAddress
from digest.kernel.backoff import backoff_s
from digest.logs import get_logger
from digest.models import WebhookMessage
from digest.usecases.newsroom import Newsroom

MESSAGES_A_ROUND = 100
"""Messages that one webhook gets in a round: the others wait for it."""

TIMEOUT_S = 10.0
"""Seconds for one post, from the look-up of the name to the answer."""

LEASE_S = 300.0
"""A process that ended in mid-round keeps its messages from the others for five minutes."""

ROUND = timedelta(seconds=60)
"""After a minute of posts a slow program waits for the next round, and the others have a turn."""

FIRST_RETRY_S = 15.0
LONGEST_RETRY_S = 3 * 3600.0
JITTER = 0.1

log = get_logger("webhooks")


class NotTakenError(Exception):
    """A post that the other program did not take, in words without an address."""


@dataclass(slots=True)
class PostReport:
    """The messages of one round."""

    told: int = 0
    failed: int = 0
    given_up: int = 0


def post_waiting(
    newsroom: Newsroom,
    receiver: str,
    send: Callable[[WebhookMessage], None],
    *,
    give_up_after_s: float,
    report: PostReport,
    stop: threading.Event,
) -> None:
    """Send the messages of a receiver that are due; `send` raises NotTakenError for a refusal."""
    outbox = newsroom.store.outbox
    waiting = list(
        outbox.claim(receiver, now=newsroom.clock(), lease_s=LEASE_S, limit=MESSAGES_A_ROUND)
    )
    until = newsroom.clock() + ROUND
    try:
        while waiting and not stop.is_set() and newsroom.clock() < until:
            message = waiting.pop(0)
            try:
                send(message)
            except NotTakenError as error:
                _try_later(newsroom, receiver, message, str(error), give_up_after_s, report)
                # a program that is down is asked once a round, not once a message
                break
            outbox.told(message.id)
            report.told += 1
    finally:
        # those that were not tried lose nothing: the next round takes them
        outbox.release([message.id for message in waiting])


def _try_later(
    newsroom: Newsroom,
    receiver: str,
    message: WebhookMessage,
    error: str,
    give_up_after_s: float,
    report: PostReport,
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
    # the name of the receiver, never its address, which may hold a secret
    keys = {"webhook": receiver, "message": message.id, "fact": message.fact.kind.value}
    if due - message.fact.at <= timedelta(seconds=give_up_after_s):
        newsroom.store.outbox.failed(message.id, error=error, due=due)
        report.failed += 1
        log.warning("webhook_failed", **keys, error=error)
        return
    newsroom.store.outbox.failed(message.id, error=error, due=None)
    report.given_up += 1
    hint = f"digest webhooks retry {receiver}"
    log.error("webhook_given_up", **keys, error=error, hint=hint)


@dataclass(slots=True, kw_only=True)
class GuardedPost:
    """Posts to one address. Private addresses are refused, and no redirect is followed."""

    url: str = field(repr=False)
    allow_networks: Sequence[str] = ()
    _deadline: Deadline = field(default_factory=Deadline)
    _client: httpx2.Client | None = None

    def send(self, body: bytes, headers: Mapping[str, str]) -> None:
        """Post one body. Raises NotTakenError for every answer but a 2xx."""
        try:
            # the answer's body is left unread: its status says all
            with (
                self._deadline.within(TIMEOUT_S),
                self._open().stream("POST", self.url, content=body, headers=headers) as answer,
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
            # one connection for all messages of a round
            transport = guarded_transport(
                parse_networks(self.allow_networks), self._deadline, connections=2, http2=False
            )
            self._client = httpx2.Client(
                transport=transport, timeout=TIMEOUT_S, trust_env=False, follow_redirects=False
            )
        return self._client
