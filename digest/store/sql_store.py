"""open_store: one newsroom's database, migrated and ready, with its five books."""

from __future__ import annotations

import secrets as randomness
from contextlib import AbstractContextManager
from datetime import UTC, datetime

from sqlalchemy import select

from digest.protocols import Clock, Store
from digest.store.articles import SqlArticles
from digest.store.database import Database
from digest.store.issues import SqlIssues
from digest.store.leader import lead
from digest.store.ledger import SqlLedger
from digest.store.migrate import migrate
from digest.store.returns import SqlReturns
from digest.store.schema import secrets
from digest.store.subscribers import SqlSubscribers


def open_store(url: str, *, clock: Clock | None = None) -> Store:
    """Open (and where needed create and migrate) the database at that address: `sqlite:///file` or `postgresql://…`.

    `clock` is asked only where a method takes no `now`. Raises StoreError in plain words.
    """
    database = Database(url)
    try:
        migrate(database)
        return SqlStore(database, clock or _utc_now)
    except BaseException:
        database.close()
        raise


class SqlStore:
    """The five books of one database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.database = database
        self.clock = clock
        self.articles = SqlArticles(database)
        self.issues = SqlIssues(database)
        self.ledger = SqlLedger(database)
        self.returns = SqlReturns(database)
        self.subscribers = SqlSubscribers(
            database, address_key=self.secret("suppression").encode(), clock=clock
        )

    def leader(self, name: str) -> AbstractContextManager[bool]:
        return lead(self.database, name)

    def secret(self, name: str) -> str:
        query = select(secrets.c.secret).where(secrets.c.name == name)
        with self.database.read() as connection:
            known = connection.execute(query).scalar()
        if known is not None:
            return str(known)
        made = {"name": name, "secret": randomness.token_urlsafe(32), "created": self.clock()}
        with self.database.write() as connection:
            connection.execute(self.database.insert(secrets).values(made).on_conflict_do_nothing())
            return str(connection.execute(query).scalar_one())

    def close(self) -> None:
        self.database.close()


def _utc_now() -> datetime:
    return datetime.now(UTC)
