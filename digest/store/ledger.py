"""The ledger: one row per issue and subscriber, leased, handed over and settled.

Each method is one short transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Update,
    and_,
    func,
    literal,
    select,
    tuple_,
    update,
)

from digest.models import Audit, Delivery, DeliveryState, Outcome
from digest.store.balances import pruned_balances
from digest.store.database import Database
from digest.store.lease_clock import LeaseClock
from digest.store.ledger_statements import (
    AFTER_CRASH,
    FREE,
    HALTED,
    UNLIKE_LEASE,
    leased_delivery,
    outcome_line,
    row,
    stored_delivery,
    update_chosen,
    write_lines,
)
from digest.store.schema import IS_HELD, deliveries, issues
from digest.store.transient import again_when_transient

PAGE = 2000
"""So many rows are read at once."""

WAITING = (DeliveryState.QUEUED, DeliveryState.DEFERRED)
"""Rows in these states may be claimed from their `due` on."""

RETRYABLE = (
    DeliveryState.DEFERRED,
    DeliveryState.REFUSED,
    DeliveryState.SUPPRESSED,
    DeliveryState.UNCERTAIN,
)
"""An operator may queue rows in these states again."""

_by_due = attrgetter("due", "subscriber_id")


class SqlLedger:
    """The ledger of one database. Each method is documented in `protocols.Ledger`."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._clock = LeaseClock(database)

    @cached_property
    def _write_lines(self) -> Update:
        # built once: each message needs the statement, and building costs more than running. Built
        # late: most commands send no message
        return write_lines(self.database)

    @again_when_transient
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
        """Lease up to `limit` rows that may go now."""
        until = now + timedelta(seconds=lease_s)
        lease = {
            "state": DeliveryState.LEASED,
            "leased_by": worker,
            "leased_until": self._clock.of(until, now=now),
            "updated": now,
        }
        claimed: list[Row[Any]] = []
        # one statement chooses and leases a row, so two senders never share it
        with self.database.write() as connection:
            # inside the transaction: a pause takes effect with the next claim
            if self._is_halted(connection, issue_id):
                return ()
            for waiting in self._waiting(issue_id, now, domains):
                first = waiting.limit(limit - len(claimed))
                statement = update_chosen(issue_id, first).values(lease).returning(*UNLIKE_LEASE)
                # UPDATE returns rows in the order in which it met them
                claimed += sorted(connection.execute(statement).all(), key=_by_due)
                if len(claimed) >= limit:
                    break
        shown = {**lease, "leased_until": until}
        return tuple([leased_delivery(stored, issue_id, shown) for stored in claimed])

    @again_when_transient
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
        """Store that messages are about to be offered; return the readers to offer them to."""
        lines = [outcome_line(outcome) for outcome in known]
        for subscriber_id in subscriber_ids:
            lines.append((subscriber_id, DeliveryState.HANDING))
        if not lines:
            return frozenset()
        until = None
        if lease_s is not None:
            until = self._clock.of(now + timedelta(seconds=lease_s), now=now)
        with self.database.single(writes=True) as connection:
            written = self._write(connection, issue_id, lines, now=now, worker=worker, until=until)
            # the usual case needs no second question
            if written == len(lines):
                return frozenset(subscriber_ids)
            own = and_(row.state == DeliveryState.HANDING, row.leased_by == worker)
            query = select(row.subscriber_id).where(self._rows_of(issue_id, subscriber_ids), own)
            return frozenset(connection.execute(query).scalars())

    @again_when_transient
    def record(self, outcomes: Sequence[Outcome], *, now: datetime) -> None:
        """Store what became of messages."""
        by_issue: dict[str, list[Sequence[object]]] = {}
        for outcome in outcomes:
            by_issue.setdefault(outcome.issue_id, []).append(outcome_line(outcome))
        if not by_issue:
            return
        # one transaction for all issues: a crash in between would split a batch
        with self.database.write() as connection:
            for issue_id, lines in by_issue.items():
                self._write(connection, issue_id, lines, now=now)

    @again_when_transient
    def release(self, issue_id: str, subscriber_ids: Sequence[str], *, worker: str) -> None:
        """Free rows that were leased and not offered."""
        own = and_(
            self._rows_of(issue_id, subscriber_ids),
            row.state == DeliveryState.LEASED,
            # a lease that ran out may be another sender's by now
            row.leased_by == worker,
        )
        with self.database.write() as connection:
            connection.execute(update(deliveries).where(own).values(FREE))

    @again_when_transient
    def sweep(self, issue_id: str | None = None, *, now: datetime) -> tuple[int, int]:
        """Settle leases that ran out; return (queued again, uncertain)."""
        expired = and_(IS_HELD, row.leased_until <= self._clock.of(now, now=now))
        if issue_id is not None:
            expired = and_(expired, row.issue_id == issue_id)
        # rows that were being handed over become uncertain, and the others wait again
        freed = {**FREE, "state": AFTER_CRASH, "updated": now}
        statement = update(deliveries).where(expired).values(freed).returning(row.state)
        with self.database.write() as connection:
            states = list(connection.execute(statement).scalars())
        queued = states.count(DeliveryState.QUEUED)
        return queued, len(states) - queued

    @again_when_transient
    def retry(self, issue_id: str, states: Sequence[DeliveryState], *, now: datetime) -> int:
        """Queue rows again by an operator's word; return how many."""
        wanted = [state for state in states if state in RETRYABLE]
        chosen = and_(row.issue_id == issue_id, row.state.in_(wanted))
        again = update(deliveries).where(chosen).values(**FREE, due=now, updated=now)
        with self.database.write() as connection:
            return connection.execute(again).rowcount

    def counts_by_domain(self, issue_id: str) -> Mapping[str, int]:
        """Count the rows of an issue by domain."""
        query = select(row.domain, func.count()).where(row.issue_id == issue_id)
        with self.database.read() as connection:
            counts: dict[str, int] = dict(
                iter(connection.execute(query.group_by(row.domain)).all())
            )
        return counts

    def audit(self, issue_id: str) -> Audit:
        """Count the rows of an issue by state, beside the number of readers at approval."""
        counts = select(row.state, func.count()).where(row.issue_id == issue_id).group_by(row.state)
        frozen = select(issues.c.selected).where(issues.c.id == issue_id)
        with self.database.read() as connection:
            selected = connection.execute(frozen).scalar() or 0
            rows = connection.execute(counts).all()
            pruned = pruned_balances(self.database, connection, [issue_id]).get(issue_id, {})
        by_state: dict[DeliveryState, int] = dict(iter(rows))
        # an old issue keeps its balance when its rows are deleted
        for state, count in pruned.items():
            by_state[state] = by_state.get(state, 0) + count
        return Audit(issue_id=issue_id, selected=selected, by_state=by_state)

    def rows(self, issue_id: str, *, states: Sequence[DeliveryState] = ()) -> Iterator[Delivery]:
        """List the rows of an issue.

        Each page is a transaction of its own, so a reader of a million rows holds up no writer.
        """
        if not states:
            yield from self._pages(row.issue_id == issue_id, (row.subscriber_id,))
        # state by state, because the index begins with it
        for state in dict.fromkeys(states):
            wanted = and_(row.issue_id == issue_id, row.state == state)
            yield from self._pages(wanted, (row.due, row.subscriber_id))

    def next_due(self, issue_id: str) -> datetime | None:
        """Find when the earliest waiting row may be handed over."""
        earliest: list[datetime] = []
        with self.database.read() as connection:
            # a query for each state: each is the first entry of one range of an index
            for state in WAITING:
                waiting = and_(row.issue_id == issue_id, row.state == state)
                due = connection.execute(select(func.min(row.due)).where(waiting)).scalar()
                if due is not None:
                    earliest.append(due)
        return min(earliest, default=None)

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
        """Write lines into their rows; return how many rows changed."""
        parameters = {
            "issue": issue_id,
            "lines": self.database.as_json(lines),
            "readers": [line[0] for line in lines],
            "worker": worker,
            "now": now,
            "until": until,
        }
        return connection.execute(self._write_lines, parameters).rowcount

    def _pages(
        self, wanted: ColumnElement[bool], order: tuple[ColumnElement[Any], ...]
    ) -> Iterator[Delivery]:
        query: Select[Any] = select(deliveries).where(wanted).order_by(*order).limit(PAGE)
        page = query
        while True:
            with self.database.read() as connection:
                stored = connection.execute(page).all()
            yield from map(stored_delivery, stored)
            if len(stored) < PAGE:
                return
            last = stored[-1]._mapping
            place = [literal(last[column.name], column.type) for column in order]
            # keyset paging: an OFFSET would read all earlier rows again
            page = query.where(tuple_(*order) > tuple_(*place))

    def _waiting(
        self, issue_id: str, now: datetime, domains: Sequence[str]
    ) -> Iterator[Select[Any]]:
        """Select the rows that may be claimed; each query is one range of an index."""
        ready = select(row.subscriber_id).where(row.issue_id == issue_id, row.due <= now)
        if domains:
            ready = ready.where(self.database.one_of(row.domain, domains))
        # a new reader waits for nothing yet, so queued rows go before deferred ones
        for state in WAITING:
            in_state = ready.where(row.state == state)
            yield in_state.order_by(row.due).with_for_update(skip_locked=True)

    def _rows_of(self, issue_id: str, subscriber_ids: Iterable[str]) -> ColumnElement[bool]:
        these = self.database.one_of(row.subscriber_id, subscriber_ids)
        return and_(row.issue_id == issue_id, these)

    def _is_halted(self, connection: Connection, issue_id: str) -> bool:
        query = select(issues.c.state).where(issues.c.id == issue_id)
        return connection.execute(query).scalar() in HALTED
