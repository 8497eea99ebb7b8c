"""Queued rows: each reader of an issue gets one row of the ledger, with its wave."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    Text,
    and_,
    func,
    literal,
    select,
    true,
)

from digest.models import DeliveryState, ReaderClock, Wave
from digest.store.column_types import UtcTime
from digest.store.database import Database
from digest.store.schema import deliveries, subscribers
from digest.store.variants import GETS_A_COPY, VARIANT_OF_COPY, with_variants

# Columns of a ledger row that are filled in later.
_EMPTY_WORDS = ("relay", "reply_enhanced", "reply_text", "queue_id", "leased_by")

NO_HOUR = -1
"""Stands in a query for a reader without an own hour: NULL is equal to no other value."""

_PLAN = (Column("hour", Integer), Column("zone", Text), Column("at", UtcTime))


def queue_rows(
    database: Database,
    connection: Connection,
    issue_id: str,
    readers: Select[Any],
    now: datetime,
    *,
    waves: Sequence[Wave] = (),
    only_waves: bool = False,
) -> int:
    """Add a queued row for each reader without one; return how many are new.

    `readers` selects one column `value`, their ids. Each row waits for the wave of its reader's
    clock, and without waves for no moment. A clock that no wave names goes with the wave of readers
    without a clock, or under `only_waves` gets no row. A row names the variant that its reader
    chose, or by `GETS_A_COPY` a reader has no row.
    """
    # an outer join: a reader erased since the audience was listed keeps a row
    reader = readers.subquery()
    source: FromClause = reader.outerjoin(subscribers, subscribers.c.id == reader.c.value)
    wanted: ColumnElement[bool] = true()
    at: ColumnElement[Any] = literal(None, deliveries.c.wave.type)
    if waves:
        plan = database.table_of(_PLAN, literal(_written(database, waves))).subquery("plan")
        source = source.outerjoin(plan, _same_clock(plan.c))
        at = plan.c.at
        if only_waves:
            wanted = plan.c.at.is_not(None)
        else:
            at = func.coalesce(plan.c.at, literal(_usual(waves), deliveries.c.wave.type))
    source = with_variants(source, issue_id, reader.c.value)
    wanted = and_(wanted, GETS_A_COPY)
    queued = _columns(issue_id, reader.c.value, at, now)
    # SQLite needs a WHERE between a SELECT and ON CONFLICT, else it takes ON for a join
    rows = select(*queued.values()).select_from(source).where(wanted)
    statement = database.insert(deliveries).from_select(list(queued), rows)
    # the row of a reader who has one already stays: no reader gets an issue twice
    return connection.execute(statement.on_conflict_do_nothing()).rowcount


def _columns(
    issue_id: str, reader_id: ColumnElement[Any], at: ColumnElement[Any], now: datetime
) -> dict[str, Any]:
    columns = deliveries.c
    queued = {
        "issue_id": literal(issue_id),
        "subscriber_id": reader_id,
        "state": literal(DeliveryState.QUEUED, columns.state.type),
        # a row may be claimed from `due` on: that is how a wave waits
        "due": func.coalesce(at, literal(now, columns.due.type)),
        "attempts": literal(0),
        # the database itself adds the mail domain of each reader
        "domain": func.coalesce(subscribers.c.domain, ""),
        "updated": literal(now, columns.updated.type),
        "wave": at,
        "variant": VARIANT_OF_COPY,
    }
    for name in _EMPTY_WORDS:
        queued[name] = literal("")
    return queued


def _same_clock(plan: Any) -> ColumnElement[bool]:
    hour = func.coalesce(subscribers.c.delivery_hour, NO_HOUR)
    return and_(plan.hour == hour, plan.zone == subscribers.c.timezone)


def _written(database: Database, waves: Sequence[Wave]) -> str:
    rows = []
    for wave in waves:
        hour = NO_HOUR if wave.clock.hour is None else wave.clock.hour
        rows.append((hour, wave.clock.timezone, wave.at))
    return database.as_json(rows)


def _usual(waves: Sequence[Wave]) -> datetime:
    """Return the wave of readers without a clock; else the earliest one."""
    for wave in waves:
        if wave.clock == ReaderClock():
            return wave.at
    return min(wave.at for wave in waves)
