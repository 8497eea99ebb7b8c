"""Balances: how many ledger rows of each state an issue has, and had before they were pruned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, func, select

from digest.models import DeliveryState
from digest.store.database import Database
from digest.store.schema import deliveries, ledger_balances


def counts_by_state(
    database: Database, connection: Connection, issue_ids: Sequence[str]
) -> Mapping[str, Mapping[DeliveryState, int]]:
    """Count the ledger rows of some issues by state."""
    row = deliveries.c
    query = (
        select(row.issue_id, row.state, func.count())
        .where(database.one_of(row.issue_id, issue_ids))
        .group_by(row.issue_id, row.state)
    )
    # one query for all issues of a page, not one for each
    by_issue: dict[str, dict[DeliveryState, int]] = {}
    for issue_id, state, count in connection.execute(query):
        by_issue.setdefault(issue_id, {})[state] = count
    for issue_id, pruned in pruned_balances(database, connection, issue_ids).items():
        for state, count in pruned.items():
            counts = by_issue.setdefault(issue_id, {})
            counts[state] = counts.get(state, 0) + count
    return by_issue


def pruned_balances(
    database: Database, connection: Connection, issue_ids: Sequence[str]
) -> Mapping[str, Mapping[DeliveryState, int]]:
    """Read the pruned rows of some issues by state; an issue that keeps its rows is left out."""
    query = select(ledger_balances).where(database.one_of(ledger_balances.c.issue_id, issue_ids))
    balances: dict[str, dict[DeliveryState, int]] = {}
    for row in connection.execute(query):
        balances.setdefault(row.issue_id, {})[row.state] = row.readers
    return balances
