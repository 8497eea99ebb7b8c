"""The ledger: one row per (issue, subscriber), leased, handed over and settled in short transactions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
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

RETRYABLE = (DeliveryState.DEFERRED, DeliveryState.REFUSED, DeliveryState.SUPPRESSED, DeliveryState.UNCERTAIN)

SETTLED = (DeliveryState.ACCEPTED, DeliveryState.REFUSED, DeliveryState.SUPPRESSED)
"""No outcome changes these; only an operator's retry does, and never an accepted one."""

row = deliveries.c

_HELD = (DeliveryState.LEASED, DeliveryState.HANDING)

_FREE: dict[str, Any] = {"state": DeliveryState.QUEUED, "leased_by": "", "leased_until": None}

_AFTER_CRASH = case((row.state == DeliveryState.LEASED, DeliveryState.QUEUED), else_=DeliveryState.UNCERTAIN)

_TOLD = tuple(
    row[name]
    for name in (
        "subscriber_id", "state", "due", "relay", "reply_code", "reply_enhanced", "reply_text", "queue_id"
    )
)  # fmt: skip


class SqlLedger:
    def __init__(self, database: Database) -> None:
        self.database = database
        # built once, since each message needs them and building costs more than running
        self._mark, self._record = _marking(database), _recording(database)

    def claim(
        self, issue_id: str, *, worker: str, limit: int, now: datetime, lease_s: float, domains: Sequence[str] = ()
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
                statement = _update_those(issue_id, first).values(lease).returning(deliveries)
                # UPDATE returns rows in the order in which it came upon them
                claimed += sorted(connection.execute(statement), key=lambda one: (one.due, one.subscriber_id))
                if len(claimed) >= limit:
                    break
        return tuple(map(_delivery, claimed))

    def mark_handing(
        self,
        issue_id: str,
        subscriber_ids: Sequence[str],
        *,
        worker: str,
        now: datetime,
        lease_s: float | None = None,
        known: Sequence[Outcome] = (),
    ) -> int:
        until = None if lease_s is None else now + timedelta(seconds=lease_s)
        asked = {"issue": issue_id, "readers": subscriber_ids, "worker": worker, "now": now, "until": until}
        with self.database.write() as connection:
            self._write_down(connection, known, now)
            return connection.execute(self._mark, asked).rowcount

    def record(self, outcomes: Sequence[Outcome], *, now: datetime) -> None:
        if outcomes:
            with self.database.write() as connection:
                self._write_down(connection, outcomes, now)

    def release(self, issue_id: str, subscriber_ids: Sequence[str], *, worker: str) -> None:
        ours = and_(self._rows_of(issue_id, subscriber_ids), row.state == DeliveryState.LEASED, row.leased_by == worker)
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
            selected = connection.execute(select(issues.c.selected).where(issues.c.id == issue_id)).scalar()
            by_state = {DeliveryState(state): count for state, count in connection.execute(counts)}
        return Audit(issue_id=issue_id, selected=selected or 0, by_state=by_state)

    def rows(self, issue_id: str, *, states: Sequence[DeliveryState] = ()) -> Iterator[Delivery]:
        """Page after page, each its own short transaction: a reader of millions of rows holds up no writer."""
        if not states:
            yield from self._pages(row.issue_id == issue_id, (row.subscriber_id,))
        for state in dict.fromkeys(states):
            yield from self._pages(and_(row.issue_id == issue_id, row.state == state), (row.due, row.subscriber_id))

    def next_due(self, issue_id: str) -> datetime | None:
        waiting = and_(row.issue_id == issue_id, row.state == DeliveryState.DEFERRED)
        with self.database.read() as connection:
            due: datetime | None = connection.execute(select(func.min(row.due)).where(waiting)).scalar()
        return due

    def _pages(self, wanted: ColumnElement[bool], order: tuple[ColumnElement[Any], ...]) -> Iterator[Delivery]:
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

    def _waiting(self, issue_id: str, now: datetime, domains: Sequence[str]) -> Iterator[Select[Any]]:
        """What may be claimed, in the order of claiming; each query is one range of an index."""
        ready = select(row.subscriber_id).where(row.issue_id == issue_id, row.due <= now)
        if domains:
            ready = ready.where(self.database.one_of(row.domain, domains))
        for state in (DeliveryState.QUEUED, DeliveryState.DEFERRED):
            yield ready.where(row.state == state).order_by(row.due).with_for_update(skip_locked=True)

    def _rows_of(self, issue_id: str, subscriber_ids: Iterable[str]) -> ColumnElement[bool]:
        return and_(row.issue_id == issue_id, self.database.one_of(row.subscriber_id, subscriber_ids))

    def _write_down(self, connection: Connection, outcomes: Sequence[Outcome], now: datetime) -> None:
        for issue_id in {outcome.issue_id for outcome in outcomes}:
            ours = [outcome for outcome in outcomes if outcome.issue_id == issue_id]
            told = {"told": self.database.as_json(map(_told, ours)), "now": now}
            readers = [outcome.subscriber_id for outcome in ours]
            connection.execute(self._record, {**told, "issue": issue_id, "readers": readers})

    def _halted(self, connection: Connection, issue_id: str) -> bool:
        return connection.execute(select(issues.c.state).where(issues.c.id == issue_id)).scalar() in HALTED


def _update_those(issue_id: str, chosen: Select[Any]) -> Update:
    """An UPDATE of the chosen readers' rows. They stand in a CTE because PostgreSQL may run a plain subquery with a
    LIMIT and SKIP LOCKED more than once, and would then lease more rows than were asked for."""
    readers = chosen.cte("chosen")
    return update(deliveries).where(row.issue_id == issue_id, row.subscriber_id.in_(select(readers.c.subscriber_id)))


def _marking(database: Database) -> Update:
    """leased → handing for the readers whose lease the worker holds, unless the issue is halted."""
    halted = exists().where(issues.c.id == bindparam("issue"), issues.c.state.in_(HALTED))
    statement = update(deliveries).where(
        row.issue_id == bindparam("issue"),
        database.one_of(row.subscriber_id, bindparam("readers", type_=Texts())),
        _filter(row.state == DeliveryState.LEASED),
        row.leased_by == bindparam("worker"),
        ~halted,
    )
    return statement.values(
        state=DeliveryState.HANDING,
        attempts=row.attempts + 1,
        leased_until=func.coalesce(bindparam("until", type_=row.leased_until.type), row.leased_until),
        updated=bindparam("now", type_=row.updated.type),
    )


def _recording(database: Database) -> Update:
    """What outcomes say, written into the rows that are not settled yet."""
    told, now = database.table_of(_TOLD, bindparam("told", type_=Text())), bindparam("now", type_=row.updated.type)
    known_reply = told.c.reply_code.is_not(None)
    statement = update(deliveries).where(
        row.issue_id == bindparam("issue"),
        # said twice: PostgreSQL cannot know how few lines are told, and would rather read the table than join by key
        database.one_of(row.subscriber_id, bindparam("readers", type_=Texts())),
        row.subscriber_id == told.c.subscriber_id,
        row.state.not_in(SETTLED),
        # a crash report of somebody else's hand-over comes too late when the row has moved on
        or_(told.c.state != DeliveryState.UNCERTAIN, row.state.in_(_HELD)),
    )
    return statement.values(
        state=told.c.state,
        due=func.coalesce(told.c.due, now),
        relay=case((told.c.relay != "", told.c.relay), else_=row.relay),
        reply_code=case((known_reply, told.c.reply_code), else_=row.reply_code),
        reply_enhanced=case((known_reply, told.c.reply_enhanced), else_=row.reply_enhanced),
        reply_text=case((known_reply, told.c.reply_text), else_=row.reply_text),
        queue_id=case((known_reply, told.c.queue_id), else_=row.queue_id),
        leased_by="",
        leased_until=None,
        updated=now,
    )


def _filter(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """The condition in a form that no index serves. Statistics of a ledger are soon wrong, and PostgreSQL would take
    the index of states, and read all leased rows, for the few that it believes are there."""
    return condition.is_(True)


def _told(outcome: Outcome) -> tuple[object, ...]:
    """What an outcome says, in the order of `_TOLD`."""
    reply = outcome.reply
    code = None if reply is None else reply.code
    enhanced, text, queue_id = (reply.enhanced, reply.text, reply.queue_id) if reply else ("", "", "")
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


def _delivery(stored: Row[Any]) -> Delivery:
    reply = None
    if stored.reply_code is not None:
        reply = Reply(
            code=stored.reply_code,
            enhanced=stored.reply_enhanced,
            text=stored.reply_text,
            queue_id=stored.queue_id,
        )
    return Delivery(
        issue_id=stored.issue_id,
        subscriber_id=stored.subscriber_id,
        state=stored.state,
        attempts=stored.attempts,
        domain=stored.domain,
        relay=stored.relay,
        reply=reply,
        retry_at=stored.due if stored.state is DeliveryState.DEFERRED else None,
        leased_by=stored.leased_by,
        leased_until=stored.leased_until,
        updated=stored.updated,
    )
