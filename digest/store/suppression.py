"""Suppression: closed addresses, known by a keyed hash that outlives the person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, select, update

from digest.models import SubscriberState
from digest.store.database import Database
from digest.store.schema import subscribers, suppressions


def close_address(
    database: Database, connection: Connection, address_hash: str, *, reason: str, now: datetime
) -> bool:
    """Suppress an address and its subscriber; tell whether it was open until now.

    The first reason stays. It outlives the person, so it must hold no address and no reply.
    """
    row = {"address_hash": address_hash, "reason": reason, "since": now}
    # on conflict the first reason stays: it tells what really happened
    statement = database.insert(suppressions).values(row).on_conflict_do_nothing()
    was_open = connection.execute(statement).rowcount == 1
    person = subscribers.c.address_hash == address_hash
    # also when the address was closed before: the two must agree
    connection.execute(update(subscribers).where(person).values(state=SubscriberState.SUPPRESSED))
    return was_open


def close_addresses(
    database: Database,
    connection: Connection,
    address_hashes: Sequence[str],
    *,
    reason: str,
    now: datetime,
) -> None:
    """Suppress some addresses and their subscribers, in a few statements however many there are."""
    if not address_hashes:
        return
    rows = [{"address_hash": each, "reason": reason, "since": now} for each in address_hashes]
    connection.execute(database.insert(suppressions).on_conflict_do_nothing(), rows)
    people = database.one_of(subscribers.c.address_hash, address_hashes)
    connection.execute(update(subscribers).where(people).values(state=SubscriberState.SUPPRESSED))


def open_addresses(
    database: Database, connection: Connection, address_hashes: Iterable[str]
) -> None:
    """Take addresses off the suppression list, because their readers asked anew."""
    these = database.one_of(suppressions.c.address_hash, address_hashes)
    connection.execute(delete(suppressions).where(these))


def closing_of(address_hash: ColumnElement[str] | str, *columns: ColumnElement[Any]) -> Select[Any]:
    """Select the record of the closing of one address; an address without a record is open.

    `address_hash` is the hash itself, or the column of the readers in a query around this one.
    """
    chosen = columns or tuple(suppressions.c)
    return select(*chosen).where(suppressions.c.address_hash == address_hash)


def closed_addresses(
    database: Database, connection: Connection, address_hashes: Iterable[str]
) -> frozenset[str]:
    """List those of the addresses that are suppressed."""
    these = database.one_of(suppressions.c.address_hash, address_hashes)
    query = select(suppressions.c.address_hash).where(these)
    return frozenset(connection.execute(query).scalars())
