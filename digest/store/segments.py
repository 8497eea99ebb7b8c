"""Segments in a query, and the attributes of readers that their conditions ask about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, insert, select

from digest.models import AttributeTest, AttributeValue, AttributeValues, Segment, Tier
from digest.store.database import Database
from digest.store.mail_addresses import address_hash
from digest.store.members import is_member
from digest.store.schema import reader_attributes, subscribers, subscriptions

held = reader_attributes.c


def in_segment(segment: Segment) -> ColumnElement[bool]:
    """Tell in a query of subscribers whether a reader is in a segment."""
    return and_(True, *_conditions(segment))


def _conditions(segment: Segment) -> Iterator[ColumnElement[bool]]:
    person = subscribers.c
    if segment.tier is Tier.MEMBER:
        yield is_member()
    elif segment.tier is not None:
        yield ~is_member()
    if segment.languages:
        yield person.language.in_(segment.languages)
    if segment.timezones:
        yield person.timezone.in_(segment.timezones)
    if segment.newsletters:
        # another view of the table: the query around may join it for a newsletter of its own
        other = subscriptions.alias("other_subscriptions")
        yield exists().where(
            other.c.subscriber_id == person.id,
            other.c.newsletter_id.in_(segment.newsletters),
            other.c.left_at.is_(None),
        )
    for test in segment.attributes:
        yield exists().where(held.subscriber_id == person.id, *_held_values(test))


def _held_values(test: AttributeTest) -> Iterator[ColumnElement[bool]]:
    yield held.name == test.name
    if test.values:
        yield held.folded.in_([value.folded for value in test.values])
    # a reader without the attribute has no row, and so is in no range
    if test.least is not None:
        yield held.number >= test.least
    if test.most is not None:
        yield held.number <= test.most


def attributes_of(
    connection: Connection, subscriber_ids: Sequence[str]
) -> dict[str, dict[str, str]]:
    """Return by reader the values as shown, by the names of attributes in order."""
    query = (
        select(held.subscriber_id, held.name, held.value)
        .where(held.subscriber_id.in_(subscriber_ids))
        .order_by(held.subscriber_id, held.name)
    )
    values: dict[str, dict[str, str]] = {}
    for subscriber_id, name, value in connection.execute(query):
        values.setdefault(subscriber_id, {})[name] = value
    return values


def set_attributes(
    connection: Connection,
    subscriber_id: str,
    values: Mapping[str, AttributeValue | None],
) -> None:
    """Set some attributes of a reader; None takes one away. Other attributes stay."""
    own = and_(held.subscriber_id == subscriber_id, held.name.in_(values))
    connection.execute(delete(reader_attributes).where(own))
    given = {name: value for name, value in values.items() if value is not None}
    if given:
        connection.execute(insert(reader_attributes), _rows(subscriber_id, given))


def set_by_address(
    database: Database, by_email: Mapping[str, AttributeValues], *, address_key: bytes
) -> int:
    """Set attributes of the readers of some addresses; return how many readers there are."""
    by_hash = {address_hash(email, key=address_key): of for email, of in by_email.items()}
    hashed = subscribers.c.address_hash
    query = select(subscribers.c.id, hashed).where(database.one_of(hashed, by_hash))
    with database.write() as connection:
        readers = connection.execute(query).all()
        rows = []
        for subscriber_id, address in readers:
            rows += _rows(subscriber_id, by_hash[address])
        if rows:
            # one statement for all rows: a statement a reader takes minutes for a large import
            statement = database.insert(reader_attributes)
            new = {name: statement.excluded[name] for name in ("value", "folded", "number")}
            key = ["subscriber_id", "name"]
            upsert = statement.on_conflict_do_update(index_elements=key, set_=new)
            connection.execute(upsert, rows)
    return len(readers)


def _rows(subscriber_id: str, values: AttributeValues) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for name, value in values.items():
        row = {"name": name, "value": value.shown, "folded": value.folded, "number": value.number}
        rows.append({"subscriber_id": subscriber_id, **row})
    return rows
