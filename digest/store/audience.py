"""The audience in a query: who reads a newsletter, who pauses, and who gets an issue now."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_

from digest.models import Segment, SubscriberState
from digest.store.schema import subscribers, subscriptions
from digest.store.segments import in_segment
from digest.store.suppression import closing_of


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


def may_be_mailed(now: datetime, *, segment: Segment | None = None) -> ColumnElement[bool]:
    """Tell in a query whether an issue for a segment may go to a reader now."""
    closed = closing_of(subscribers.c.address_hash).exists()
    allowed = and_(subscribers.c.state == SubscriberState.ACTIVE, ~closed, ~pauses(now))
    if segment is not None:
        return and_(allowed, in_segment(segment))
    return allowed
