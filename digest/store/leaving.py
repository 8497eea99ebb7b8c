"""Leaving: the one statement by which a reader leaves newsletters, whatever the way."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, and_, exists, update

from digest.models import SubscriberState
from digest.store.database import Database
from digest.store.outbox import announce_leaving
from digest.store.schema import subscribers, subscriptions

MAY_LEAVE = (SubscriberState.ACTIVE, SubscriberState.PENDING)
"""A reader in one of these states becomes `left` with the last newsletter."""


def leave_newsletters(
    database: Database,
    connection: Connection,
    subscriber_id: str,
    *,
    newsletter_id: str | None = None,
    now: datetime,
    how: str,
) -> bool:
    """Take a reader off one newsletter, or off all, and announce it; tell if something changed."""
    own = and_(subscriptions.c.subscriber_id == subscriber_id, subscriptions.c.left_at.is_(None))
    chosen = own
    if newsletter_id is not None:
        chosen = and_(own, subscriptions.c.newsletter_id == newsletter_id)
    leaving = update(subscriptions).where(chosen).values(left_at=now, left_how=how)
    returned = leaving.returning(subscriptions.c.newsletter_id)
    newsletters = sorted(connection.execute(returned).scalars())
    left = bool(newsletters)
    # the reader never had it: the state must not change either
    if not left and newsletter_id is not None:
        return False
    reads_no_more = and_(
        subscribers.c.id == subscriber_id,
        # a closed address stays closed
        subscribers.c.state.in_(MAY_LEAVE),
        ~exists().where(own),
    )
    gone = update(subscribers).where(reads_no_more).values(state=SubscriberState.LEFT)
    announce_leaving(database, connection, subscriber_id, newsletters, at=now, how=how)
    return connection.execute(gone).rowcount > 0 or left
