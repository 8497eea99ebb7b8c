"""Claims: of many processes one may do a piece of work, and another takes it up after a crash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Row, Table, and_, delete, select, update

from digest.store.database import Database
from digest.store.processes import SqlProcesses


@dataclass(frozen=True, slots=True)
class SqlClaims:
    """Claims of one table, whose first two columns name a piece of work."""

    database: Database
    table: Table

    def claim(self, name: str, key: str, *, owner: str, now: datetime, lease_s: float) -> bool:
        """Tell whether `owner` may do this work now.

        It may when the work was never claimed, or when the claim was not finished and is older than
        `lease_s` or belongs to a process that died.
        """
        with self.database.write() as connection:
            # PostgreSQL lets two transactions both find no row; SQLite has one writer
            self.database.take_turns(connection, f"{self.table.name}:{name}:{key}")
            claim = connection.execute(select(self.table).where(self._work(name, key))).first()
            if claim is not None and not self._is_free(connection, claim, now, lease_s):
                return False
            # deleted and written anew: the row then names one owner and one time
            if claim is not None:
                connection.execute(delete(self.table).where(self._work(name, key)))
            first, second = self._names()
            row = {first: name, second: key, "owner": owner, "claimed": now}
            connection.execute(self.table.insert().values(row))
        return True

    def finish(self, name: str, key: str, *, now: datetime) -> None:
        """Record that this work is done. It can never be claimed again."""
        done = update(self.table).where(self._work(name, key)).values(finished=now)
        with self.database.write() as connection:
            connection.execute(done)

    def finished_at(self, name: str, key: str) -> datetime | None:
        """Tell when a piece of work was done; None while it was not."""
        query = select(self.table.c.finished).where(self._work(name, key))
        with self.database.read() as connection:
            finished: datetime | None = connection.execute(query).scalar()
        return finished

    def release(self, name: str, key: str, *, owner: str) -> None:
        """Give back a claim of one's own that was not finished."""
        own = and_(self.table.c.owner == owner, self.table.c.finished.is_(None))
        with self.database.write() as connection:
            connection.execute(delete(self.table).where(self._work(name, key), own))

    def _is_free(
        self, connection: Connection, claim: Row[tuple[object, ...]], now: datetime, lease_s: float
    ) -> bool:
        if claim.finished is not None:
            return False
        # the lease counts even for a process that gives signs of life: it may hang
        if claim.claimed <= now - timedelta(seconds=lease_s):
            return True
        return SqlProcesses(self.database).died(connection, claim.owner)

    def _names(self) -> tuple[str, str]:
        first, second = self.table.primary_key.columns.keys()
        return first, second

    def _work(self, name: str, key: str) -> ColumnElement[bool]:
        first, second = self._names()
        return and_(self.table.c[first] == name, self.table.c[second] == key)
