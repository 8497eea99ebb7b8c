"""Search of subscribers: the conditions of a query, and the quick way to a newsletter's readers."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, and_, collate, exists, func, or_, select

from digest.models import SubscriberQuery
from digest.store.audience import reads
from digest.store.database import Database
from digest.store.like_words import ESCAPE, escaped
from digest.store.schema import STILL_READ, subscribers, subscriptions
from digest.store.segments import in_segment

FEW_READERS = 20_000
"""The readers of a smaller newsletter are collected before they are put into order."""


def gets_newsletter(
    connection: Connection, newsletter_id: str, few_readers: int
) -> ColumnElement[bool]:
    """Choose how a database finds the readers of a newsletter in the order of addresses.

    Few readers are collected first. Among many, each address in turn is looked up: a page is then
    full after some dozen.
    """
    current = select(subscriptions.c.subscriber_id).where(
        subscriptions.c.newsletter_id == newsletter_id, STILL_READ
    )
    first = current.limit(few_readers).subquery()
    count = connection.execute(select(func.count()).select_from(first)).scalar_one()
    if count < few_readers:
        return subscribers.c.id.in_(current)
    return exists().where(reads(newsletter_id))


def conditions(database: Database, query: SubscriberQuery) -> Iterator[ColumnElement[bool]]:
    """Yield the condition of each field of a query, but for the newsletter."""
    person = subscribers.c
    if query.state is not None:
        yield person.state == query.state
    if query.domain:
        yield person.domain == query.domain.lower()
    if query.segment is not None:
        yield in_segment(query.segment)
    if query.words:
        pattern = f"%{escaped(query.words)}%"
        in_address = _holds(database, person.email, pattern)
        # most readers give no name, and a comparison of nothing still costs time
        in_name = and_(person.name != "", _holds(database, person.name, pattern))
        yield or_(in_address, in_name)


def _holds(database: Database, column: ColumnElement[str], pattern: str) -> ColumnElement[bool]:
    """Write the condition that a column holds the words, in small letters or capitals."""
    # SQLite's LIKE takes no heed of ASCII case; a call of lower() for each row is slower
    if database.is_sqlite:
        return column.like(pattern, escape=ESCAPE)
    # by bytes, ASCII words are found twice as fast; other words need the case of their language
    if pattern.isascii():
        column = collate(column, "C")
    return column.ilike(pattern, escape=ESCAPE)
