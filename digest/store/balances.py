"""Balances: how many ledger rows of each state were pruned of an issue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select

from digest.models import DeliveryState
from digest.store.database import Database
from digest.store.schema import ledger_balances


def pruned_balances(
    database: Database, connection: Connection, issue_ids: Sequence[str]
) -> Mapping[str, Mapping[DeliveryState, int]]:
    """Read the pruned rows of some issues by state; an issue that keeps its rows is left out."""
    query = select(ledger_balances).where(database.one_of(ledger_balances.c.issue_id, issue_ids))
    balances: dict[str, dict[DeliveryState, int]] = {}
    for row in connection.execute(query):
        balances.setdefault(row.issue_id, {})[row.state] = row.readers
    return balances
