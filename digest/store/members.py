"""Members in a query: readers of that tier, and readers with a seat in a member's team."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from digest.models import SubscriberState, Tier
from digest.store.schema import subscribers, team_seats

owner = subscribers.alias("team_owners")

# an owner who left, or whose mail came back, keeps no seat open; one who pauses does
COUNTS = and_(
    owner.c.id == team_seats.c.owner_id,
    owner.c.tier == Tier.MEMBER,
    owner.c.state == SubscriberState.ACTIVE,
    team_seats.c.confirmed.is_not(None),
    team_seats.c.reader_id.is_not(None),
)
"""A seat makes its reader a member: it is confirmed, and its owner is an active member."""


def is_member() -> ColumnElement[bool]:
    """Tell in a query of subscribers whether a reader is a member. For lists of many readers."""
    # no reference to the query around: the seats are read once, not once for each reader
    seated = select(team_seats.c.reader_id).join(owner, COUNTS)
    return or_(subscribers.c.tier == Tier.MEMBER, subscribers.c.id.in_(seated))


def has_seat() -> ColumnElement[bool]:
    """Tell in a query of subscribers whether a reader has a seat. For a few readers."""
    # a scalar subquery, which both databases answer by the index of seats for each reader
    own: Any = (
        select(team_seats.c.reader_id)
        .join(owner, COUNTS)
        .where(team_seats.c.reader_id == subscribers.c.id)
        .limit(1)
    )
    seated: ColumnElement[bool] = own.scalar_subquery().is_not(None)
    return seated
