"""The audience in a query: who reads a newsletter, who pauses, and who gets an issue now."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists

from digest.models import SubscriberState, Tier
from digest.store.schema import subscribers, subscriptions, suppressions


def reads(newsletter_id: str) -> ColumnElement[bool]:
    """Tell in a query whether a reader chose a newsletter and did not leave it."""
    return and_(
        subscriptions.c.subscriber_id == subscribers.c.id,
        subscriptions.c.newsletter_id == newsletter_id,
        subscriptions.c.left_at.is_(None),
    )


def pauses(now: Any) -> ColumnElement[bool]:
    """Tell in a query whether a reader pauses at a moment."""
    until = subscribers.c.paused_until
    return and_(until.is_not(None), until > now)


def may_be_mailed(now: datetime, *, members_only: bool = False) -> ColumnElement[bool]:
    """Tell in a query whether an issue may go to a reader now."""
    closed = exists().where(suppressions.c.address_hash == subscribers.c.address_hash)
    allowed = and_(subscribers.c.state == SubscriberState.ACTIVE, ~closed, ~pauses(now))
    if members_only:
        return and_(allowed, subscribers.c.tier == Tier.MEMBER)
    return allowed
