"""Retention: delete what is old, in small transactions, and keep what an audit needs.

A waiting row of the ledger is never deleted, nor a row of a recent issue. When the rows of an old
issue go, their number by state stays as its balance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    delete,
    exists,
    func,
    literal,
    or_,
    select,
    text,
    update,
)

from digest.models import DeliveryState, IssueState, PruneKind, Selection
from digest.store.articles import forgettable
from digest.store.database import Database
from digest.store.ledger_statements import SETTLED
from digest.store.schema import (
    alarms,
    articles,
    deliveries,
    hosted_pictures,
    issue_images,
    issues,
    ledger_balances,
    returns,
    slots,
    story_threads,
)

WAITS_FOR_NOTHING = (*SETTLED, DeliveryState.UNCERTAIN)
"""A row in one of these states is tried no more by itself: an uncertain one waits for a person."""

OVER = (IssueState.SENT, IssueState.ENDED, IssueState.CANCELLED)
"""An issue in one of these states hands over no row, whatever the row's own state is."""

_EMPTY = Selection(stories=())


@dataclass(frozen=True, slots=True)
class SqlRetention:
    """The retention of one database. Each method is documented in `protocols.Retention`."""

    database: Database

    def count(self, kind: PruneKind, *, before: datetime) -> int:
        """Count what `prune` would delete."""
        total = 0
        with self.database.read() as connection:
            for table, condition in self._old(kind, before):
                # counted under the condition by which `prune` deletes: a dry run must not say less
                query = select(func.count()).select_from(table).where(condition)
                total += connection.execute(query).scalar_one()
        return total

    def prune(self, kind: PruneKind, *, before: datetime, limit: int) -> int:
        """Delete up to `limit` old rows of a kind in one transaction; return how many."""
        steps: Mapping[PruneKind, Callable[[Connection, datetime, int], int]] = {
            PruneKind.REASONS: self._empty_reasons,
            PruneKind.DELIVERIES: self._prune_deliveries,
        }
        with self.database.write() as connection:
            step = steps.get(kind)
            if step:
                return step(connection, before, limit)
            # one table a call: short transactions let the sender in between
            for table, condition in self._old(kind, before):
                done = self._delete_some(connection, table, condition, limit)
                if done:
                    return done
        return 0

    def compact(self) -> bool:
        """Give free space back to the disk; False where the database does that by itself."""
        if not self.database.is_sqlite:
            return False
        with self.database.single(writes=True) as connection:
            connection.execute(text("VACUUM"))
        return True

    def _old(
        self, kind: PruneKind, before: datetime
    ) -> tuple[tuple[Table, ColumnElement[bool]], ...]:
        """Return the tables of a kind, and the rows of each that are old."""
        day = before.date()
        old_issues = select(issues.c.id).where(issues.c.slot < day)
        match kind:
            case PruneKind.ARTICLES:
                return ((articles, forgettable(before)),)
            case PruneKind.DRAFTS:
                return ((issues, and_(issues.c.approved.is_(None), issues.c.slot < day)),)
            case PruneKind.REASONS:
                return ((issues, self._has_old_reasons(before)),)
            case PruneKind.DELIVERIES:
                return ((deliveries, self._is_old_delivery(before)),)
            case PruneKind.RETURNS:
                return ((returns, returns.c.at < before),)
            case PruneKind.PICTURES:
                return (
                    (issue_images, issue_images.c.issue_id.in_(old_issues)),
                    (hosted_pictures, hosted_pictures.c.issue_id.in_(old_issues)),
                )
            case PruneKind.TRACES:
                return ((slots, slots.c.claimed < before), (alarms, alarms.c.claimed < before))

    def _delete_some(
        self, connection: Connection, table: Table, condition: ColumnElement[bool], limit: int
    ) -> int:
        keys = list(table.primary_key.columns)
        chosen: Select[Any] = select(*keys).where(condition).limit(limit)
        rows = connection.execute(chosen).all()
        for row in rows:
            this = and_(*(key == row._mapping[key.name] for key in keys))
            connection.execute(delete(table).where(this))
        return len(rows)

    def _has_old_reasons(self, before: datetime) -> ColumnElement[bool]:
        # compressed alike, so equal bytes are equal nouns
        empty = literal(_EMPTY, issues.c.selection.type)
        return and_(issues.c.slot < before.date(), issues.c.selection != empty)

    def _empty_reasons(self, connection: Connection, before: datetime, limit: int) -> int:
        chosen = select(issues.c.id).where(self._has_old_reasons(before)).limit(limit)
        ids = list(connection.execute(chosen).scalars())
        these = self.database.one_of(issues.c.id, ids)
        connection.execute(update(issues).where(these).values(selection=_EMPTY))
        # terms compare a story with the news of the next weeks alone
        threads = self.database.one_of(story_threads.c.issue_id, ids)
        connection.execute(update(story_threads).where(threads).values(terms={}))
        return len(ids)

    def _is_old_delivery(self, before: datetime) -> ColumnElement[bool]:
        over = exists().where(issues.c.id == deliveries.c.issue_id, issues.c.state.in_(OVER))
        of_old_issue = exists().where(
            issues.c.id == deliveries.c.issue_id, self._is_old_issue(before)
        )
        # all three: a late bounce needs the row of a recent issue, however the row ended
        waits_for_nothing = or_(deliveries.c.state.in_(WAITS_FOR_NOTHING), over)
        return and_(deliveries.c.updated < before, waits_for_nothing, of_old_issue)

    def _is_old_issue(self, before: datetime) -> ColumnElement[bool]:
        # the slot as well, because an index holds it
        return and_(issues.c.slot <= before.date(), issues.c.approved < before)

    def _prune_deliveries(self, connection: Connection, before: datetime, limit: int) -> int:
        """Delete old rows of one issue, and add their number to its balance."""
        old = self._is_old_delivery(before)
        # the oldest issue that still has such rows; one issue a step keeps the step short
        has_rows = exists().where(deliveries.c.issue_id == issues.c.id, old)
        oldest = (
            select(issues.c.id)
            .where(self._is_old_issue(before), has_rows)
            .order_by(issues.c.slot, issues.c.id)
            .limit(1)
        )
        issue_id = connection.execute(oldest).scalar()
        if issue_id is None:
            return 0
        mine = and_(deliveries.c.issue_id == issue_id, old)
        chosen = (
            select(deliveries.c.subscriber_id, deliveries.c.state)
            .where(mine)
            .order_by(deliveries.c.subscriber_id)
            .limit(limit)
        )
        rows = connection.execute(chosen).all()
        # by the last reader, not by a list of all: one parameter whatever the limit is
        last = rows[-1].subscriber_id
        connection.execute(delete(deliveries).where(mine, deliveries.c.subscriber_id <= last))
        self._add_balance(connection, issue_id, Counter(row.state for row in rows))
        return len(rows)

    def _add_balance(
        self, connection: Connection, issue_id: str, counts: Mapping[DeliveryState, int]
    ) -> None:
        statement = self.database.insert(ledger_balances)
        total = ledger_balances.c.readers + statement.excluded.readers
        upsert = statement.on_conflict_do_update(
            index_elements=["issue_id", "state"], set_={"readers": total}
        )
        for state, count in counts.items():
            row = {"issue_id": issue_id, "state": state, "readers": count}
            connection.execute(upsert, row)
