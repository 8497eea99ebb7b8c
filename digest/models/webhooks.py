"""Facts that other programs are told by webhooks, and the messages that tell them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class FactKind(StrEnum):
    """The kinds of facts that a webhook may tell."""

    ISSUE_SENT = "issue.sent"
    READER_JOINED = "reader.joined"
    READER_LEFT = "reader.left"
    READER_BOUNCED = "reader.bounced"
    READER_COMPLAINED = "reader.complained"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that happened. `how` says by which way a reader left, or why an address closed."""

    kind: FactKind
    at: datetime
    issue_id: str = ""
    subscriber_id: str = ""
    newsletter_id: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookMessage:
    """One fact on its way to one webhook, after so many failed attempts."""

    id: str
    webhook: str
    fact: Fact
    attempts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookBacklog:
    """The messages that a webhook did not take yet, and those that were given up."""

    webhook: str
    waiting: int = 0
    oldest: datetime | None = None
    """When the oldest waiting fact happened."""
    dead: int = 0
    last_error: str = ""
