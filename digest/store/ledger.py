"""The ledger: one row per (issue, subscriber), leased, handed over and settled in short transactions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Text,
    Update,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    tuple_,
    update,
)

from digest.models import Audit, Delivery, DeliveryState, IssueState, Outcome, Reply
from digest.store.database import Database, Texts
from digest.store.schema import IS_HELD, deliveries, issues

PAGE = 2000

REPLY_CHARACTERS = 500

HALTED = (IssueState.PAUSED, IssueState.CANCELLED)
"""Nothing of such an issue may be claimed or handed over."""

RETRYABLE = (
    DeliveryState.DEFERRED,
    DeliveryState.REFUSED,
    DeliveryState.SUPPRESSED,
    DeliveryState.UNCERTAIN,
)

SETTLED = (DeliveryState.ACCEPTED, DeliveryState.REFUSED, DeliveryState.SUPPRESSED)
"""No outcome changes these; only an operator's retry does, and never an accepted one."""

row = deliveries.c

_HELD = (DeliveryState.LEASED, DeliveryState.HANDING)

_FREE: dict[str, Any] = {"state": DeliveryState.QUEUED, "leased_by": "", "leased_until": None}

_AFTER_CRASH = case(
    (row.state == DeliveryState.LEASED, DeliveryState.QUEUED), else_=DeliveryState.UNCERTAIN
)

_TOLD = tuple(
    row[name]
    for name in (
        "subscriber_id", "state", "due", "relay", "reply_code", "reply_enhanced", "reply_text", "queue_id"
    )
)  # fmt: skip


_UNLIKE_LEASE = tuple(
    column
    for column in row
    if column.name not in ("issue_id", "state", "leased_by", "leased_until", "updated")
)
"""What a lease leaves as it was."""

_by_due = attrgetter("due", "subscriber_id")


class SqlLedger:
    def __init__(self, database: Database) -> None:
        self.database = database
        # built once, since each message needs them and building costs more than running
        self._written = _writing(database)

    def claim(
        self,
        issue_id: str,
        *,
        worker: str,
        limit: int,
        now: datetime,
        lease_s: float,
        domains: Sequence[str] = (),
    ) -> tuple[Delivery, ...]:
        lease = {
            "state": DeliveryState.LEASED,
            "leased_by": worker,
            "leased_until": now + timedelta(seconds=lease_s),
            "updated": now,
        }
        claimed: list[Row[Any]] = []
        with self.database.write() as connection:
            if self._halted(connection, issue_id):
                return ()
            for waiting in self._waiting(issue_id, now, domains):
                first = waiting.limit(limit - len(claimed))
                statement = _update_those(issue_id, first).values(lease).returning(*_UNLIKE_LEASE)
                # UPDATE returns rows in the order in which it came upon them
                claimed += sorted(connection.execute(statement).all(), key=_by_due)
                if len(claimed) >= limit:
                    break
        return tuple(_leased(one, issue_id, lease) for one in claimed)

    def mark_handing(
        self,
        issue_id: str,
        subscriber_ids: Sequence[str],
        *,
        worker: str,
        now: datetime,
        lease_s: float | None = None,
        known: Sequence[Outcome] = (),
    ) -> frozenset[str]:
        if not (subscriber_ids or known):
            return frozenset()
        until = None if lease_s is None else now + timedelta(seconds=lease_s)
        lines = [
            *map(_told, known),
            *((subscriber_id, DeliveryState.HANDING) for subscriber_id in subscriber_ids),
        ]
        with self.database.single(writes=True) as connection:
            if self._write(connection, issue_id, lines, now=now, worker=worker, until=until) == len(
                lines
            ):
                return frozenset(subscriber_ids)
            ours = and_(row.state == DeliveryState.HANDING, row.leased_by == worker)
            query = select(row.subscriber_id).where(self._rows_of(issue_id, subscriber_ids), ours)
            return frozenset(connection.execute(query).scalars())

    def record(self, outcomes: Sequence[Outcome], *, now: datetime) -> None:
        if not outcomes:
            return
        with self.database.write() as connection:
            for issue_id in {outcome.issue_id for outcome in outcomes}:
                lines = [_told(outcome) for outcome in outcomes if outcome.issue_id == issue_id]
                self._write(connection, issue_id, lines, now=now)

    def _write(
        self,
        connection: Connection,
        issue_id: str,
        lines: Sequence[Sequence[object]],
        *,
        now: datetime,
        worker: str = "",
        until: datetime | None = None,
    ) -> int:
        """Write lines of `_TOLD` into their rows; return how many were."""
        told = {"told": self.database.as_json(lines), "readers": [line[0] for line in lines]}
        asked = {"issue": issue_id, "worker": worker, "now": now, "until": until}
        return connection.execute(self._written, {**asked, **told}).rowcount

    def release(self, issue_id: str, subscriber_ids: Sequence[str], *, worker: str) -> None:
        ours = and_(
            self._rows_of(issue_id, subscriber_ids),
            row.state == DeliveryState.LEASED,
            row.leased_by == worker,
        )
        with self.database.write() as connection:
            connection.execute(update(deliveries).where(ours).values(_FREE))

    def sweep(self, issue_id: str | None = None, *, now: datetime) -> tuple[int, int]:
        expired = and_(IS_HELD, row.leased_until <= now)
        if issue_id is not None:
            expired = and_(expired, row.issue_id == issue_id)
        freed = {**_FREE, "state": _AFTER_CRASH, "updated": now}
        statement = update(deliveries).where(expired).values(freed).returning(row.state)
        with self.database.write() as connection:
            states = list(connection.execute(statement).scalars())
        requeued = states.count(DeliveryState.QUEUED)
        return requeued, len(states) - requeued

    def retry(self, issue_id: str, states: Sequence[DeliveryState], *, now: datetime) -> int:
        wanted = [state for state in states if state in RETRYABLE]
        chosen = and_(row.issue_id == issue_id, row.state.in_(wanted))
        again = update(deliveries).where(chosen).values(**_FREE, due=now, updated=now)
        with self.database.write() as connection:
            return connection.execute(again).rowcount

    def audit(self, issue_id: str) -> Audit:
        counts = select(row.state, func.count()).where(row.issue_id == issue_id).group_by(row.state)
        with self.database.read() as connection:
            selected = connection.execute(
                select(issues.c.selected).where(issues.c.id == issue_id)
            ).scalar()
            by_state = {DeliveryState(state): count for state, count in connection.execute(counts)}
        return Audit(issue_id=issue_id, selected=selected or 0, by_state=by_state)

    def rows(self, issue_id: str, *, states: Sequence[DeliveryState] = ()) -> Iterator[Delivery]:
        """Page after page, each its own short transaction: a reader of millions of rows holds up no writer."""
        if not states:
            yield from self._pages(row.issue_id == issue_id, (row.subscriber_id,))
        for state in dict.fromkeys(states):
            yield from self._pages(
                and_(row.issue_id == issue_id, row.state == state), (row.due, row.subscriber_id)
            )

    def next_due(self, issue_id: str) -> datetime | None:
        waiting = and_(row.issue_id == issue_id, row.state == DeliveryState.DEFERRED)
        with self.database.read() as connection:
            due: datetime | None = connection.execute(
                select(func.min(row.due)).where(waiting)
            ).scalar()
        return due

    def _pages(
        self, wanted: ColumnElement[bool], order: tuple[ColumnElement[Any], ...]
    ) -> Iterator[Delivery]:
        query: Select[Any] = select(deliveries).where(wanted).order_by(*order).limit(PAGE)
        page = query
        while True:
            with self.database.read() as connection:
                found = connection.execute(page).all()
            yield from map(_delivery, found)
            if len(found) < PAGE:
                return
            last = [literal(found[-1]._mapping[column.name], column.type) for column in order]
            page = query.where(tuple_(*order) > tuple_(*last))

    def _waiting(
        self, issue_id: str, now: datetime, domains: Sequence[str]
    ) -> Iterator[Select[Any]]:
        """What may be claimed, in the order of claiming; each query is one range of an index."""
        ready = select(row.subscriber_id).where(row.issue_id == issue_id, row.due <= now)
        if domains:
            ready = ready.where(self.database.one_of(row.domain, domains))
        for state in (DeliveryState.QUEUED, DeliveryState.DEFERRED):
            yield (
                ready.where(row.state == state).order_by(row.due).with_for_update(skip_locked=True)
            )

    def _rows_of(self, issue_id: str, subscriber_ids: Iterable[str]) -> ColumnElement[bool]:
        return and_(
            row.issue_id == issue_id, self.database.one_of(row.subscriber_id, subscriber_ids)
        )

    def _halted(self, connection: Connection, issue_id: str) -> bool:
        return (
            connection.execute(select(issues.c.state).where(issues.c.id == issue_id)).scalar()
            in HALTED
        )


def _update_those(issue_id: str, chosen: Select[Any]) -> Update:
    """An UPDATE of the chosen readers' rows. They stand in a CTE because PostgreSQL may run a plain subquery with a
    LIMIT and SKIP LOCKED more than once, and would then lease more rows than were asked for."""
    readers = chosen.cte("chosen")
    return update(deliveries).where(
        row.issue_id == issue_id, row.subscriber_id.in_(select(readers.c.subscriber_id))
    )


def _writing(database: Database) -> Update:
    """What happened to rows, one line each: an outcome of one that is not settled yet, or that it is about to be
    offered, which only who holds its lease may say, and while the issue is not halted."""
    # put into a table first: SQLite would take each line apart again for each of its values
    told = (
        database.table_of(_TOLD, bindparam("told", type_=Text()))
        .cte("told")
        .prefix_with("MATERIALIZED")
    )
    now = bindparam("now", type_=row.updated.type)
    until = bindparam("until", type_=row.leased_until.type)
    halted = exists().where(issues.c.id == bindparam("issue"), _is_one(issues.c.state, HALTED))
    offered = told.c.state == DeliveryState.HANDING
    may_be_offered = and_(
        row.state == DeliveryState.LEASED, row.leased_by == bindparam("worker"), ~halted
    )
    # a crash report of somebody else's hand-over comes too late when the row has moved on
    still_held = or_(told.c.state != DeliveryState.UNCERTAIN, _is_one(row.state, _HELD))
    statement = update(deliveries).where(
        row.issue_id == bindparam("issue"),
        # said twice: PostgreSQL cannot know how few lines are told, and would rather read the table than join by key
        database.one_of(row.subscriber_id, bindparam("readers", type_=Texts())),
        row.subscriber_id == told.c.subscriber_id,
        case((offered, may_be_offered), else_=and_(~_is_one(row.state, SETTLED), still_held)),
    )
    known_reply = told.c.reply_code.is_not(None)
    return statement.values(
        state=told.c.state,
        attempts=row.attempts + case((offered, 1), else_=0),
        due=case((offered, row.due), else_=func.coalesce(told.c.due, now)),
        relay=func.coalesce(func.nullif(told.c.relay, ""), row.relay),
        reply_code=case((known_reply, told.c.reply_code), else_=row.reply_code),
        reply_enhanced=case((known_reply, told.c.reply_enhanced), else_=row.reply_enhanced),
        reply_text=case((known_reply, told.c.reply_text), else_=row.reply_text),
        queue_id=case((known_reply, told.c.queue_id), else_=row.queue_id),
        leased_by=case((offered, row.leased_by), else_=""),
        leased_until=case((offered, func.coalesce(until, row.leased_until)), else_=None),
        updated=now,
    )


def _is_one(column: ColumnElement[Any], states: Iterable[StrEnum]) -> ColumnElement[bool]:
    """`column IN (states)` in words that need no work each time a statement runs."""
    return or_(*(column == state for state in states))


def _told(outcome: Outcome) -> tuple[object, ...]:
    """What an outcome says, in the order of `_TOLD`."""
    reply = outcome.reply
    code = None if reply is None else reply.code
    enhanced, text, queue_id = (
        (reply.enhanced, reply.text, reply.queue_id) if reply else ("", "", "")
    )
    return (
        outcome.subscriber_id,
        outcome.state,
        outcome.retry_at,
        outcome.relay,
        code,
        enhanced,
        text.replace("\0", "")[:REPLY_CHARACTERS],
        queue_id,
    )


def _reply(stored: Row[Any]) -> Reply | None:
    if stored.reply_code is None:
        return None
    return Reply(
        code=stored.reply_code,
        enhanced=stored.reply_enhanced,
        text=stored.reply_text,
        queue_id=stored.queue_id,
    )


def _leased(stored: Row[Any], issue_id: str, lease: Mapping[str, Any]) -> Delivery:
    """A row of which `_UNLIKE_LEASE` was read."""
    return Delivery(
        issue_id=issue_id,
        subscriber_id=stored.subscriber_id,
        attempts=stored.attempts,
        domain=stored.domain,
        relay=stored.relay,
        reply=_reply(stored),
        **lease,
    )


def _delivery(stored: Row[Any]) -> Delivery:
    return Delivery(
        issue_id=stored.issue_id,
        subscriber_id=stored.subscriber_id,
        state=stored.state,
        attempts=stored.attempts,
        domain=stored.domain,
        relay=stored.relay,
        reply=_reply(stored),
        retry_at=stored.due if stored.state is DeliveryState.DEFERRED else None,
        leased_by=stored.leased_by,
        leased_until=stored.leased_until,
        updated=stored.updated,
    )
