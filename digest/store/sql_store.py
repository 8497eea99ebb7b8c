"""Open the database of a newsroom: migrated, and ready for every part of the store."""

from __future__ import annotations

import secrets as randomness
from contextlib import AbstractContextManager
from datetime import UTC, datetime

from sqlalchemy import select

from digest.protocols import Clock, Store
from digest.store.api_tokens import SqlApiTokens
from digest.store.articles import SqlArticles
from digest.store.backups import SqlBackups
from digest.store.choices import SqlChoices
from digest.store.claims import SqlClaims
from digest.store.database import Database
from digest.store.issues import SqlIssues
from digest.store.joining import SqlJoining
from digest.store.leader import SqlLead, lead
from digest.store.ledger import SqlLedger
from digest.store.migrate import migrate
from digest.store.opinions import SqlOpinions
from digest.store.outbox import SqlOutbox
from digest.store.processes import SqlProcesses
from digest.store.retention import SqlRetention
from digest.store.returns import SqlReturns
from digest.store.schema import alarms, secrets
from digest.store.secure_hosts import SqlSecureHosts
from digest.store.source_watch import SqlSourceWatch
from digest.store.subscribers import SqlSubscribers
from digest.store.teams import SqlTeams
from digest.store.variants import SqlVariants
from digest.store.waves import SqlWaves

SECRET_BYTES = 32
"""Randomness of a secret that the newsroom makes itself."""


def open_store(url: str, *, clock: Clock | None = None) -> Store:
    """Open the database at `sqlite:///file` or `postgresql://host/name`.

    It is created and migrated where needed. `clock` serves the methods that take no `now`. Raises
    StoreError in plain words.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     store = open_store(f"sqlite:///{folder}/digest.db")
    ...     store.issues.list()
    ...     store.close()
    ()
    """
    database = Database(url)
    try:
        # before any part reads a table
        migrate(database)
        return SqlStore(database, clock or _utc_now)
    # also after Ctrl-C: an open file would lock the next start out
    except BaseException:
        database.close()
        raise


class SqlStore:
    """All parts of one database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.database = database
        self.clock = clock
        self.articles = SqlArticles(database)
        self.secure_hosts = SqlSecureHosts(database)
        self.issues = SqlIssues(database, clock)
        self.ledger = SqlLedger(database)
        self.waves = SqlWaves(database)
        self.returns = SqlReturns(database)
        self.api_tokens = SqlApiTokens(database)
        self.outbox = SqlOutbox(database)
        self.processes = SqlProcesses(database)
        self.alarms = SqlClaims(database, alarms)
        self.source_watch = SqlSourceWatch(database)
        self.retention = SqlRetention(database)
        self.backups = SqlBackups(database)
        # last, because the key of suppression is read from the database
        address_key = self.secret("suppression").encode()
        self.subscribers = SqlSubscribers(database, address_key=address_key, clock=clock)
        self.choices = SqlChoices(database, address_key=address_key, clock=clock)
        self.variants = SqlVariants(database, address_key=address_key)
        self.teams = SqlTeams(database, address_key=address_key)
        self.joining = SqlJoining(database, address_key=address_key)
        self.opinions = SqlOpinions(database, key=address_key)

    def ping(self) -> None:
        """Raise StoreError when the database does not answer."""
        self.database.ping()

    def leader(self, name: str) -> AbstractContextManager[SqlLead]:
        """Yield True to one process at a time per name, False to the others."""
        return lead(self.database, name)

    def secret(self, name: str) -> str:
        """Read a secret of this newsroom; the first call makes it."""
        query = select(secrets.c.secret).where(secrets.c.name == name)
        with self.database.read() as connection:
            # read first: writing would wait for a writer at each start
            known = connection.execute(query).scalar()
        if known is not None:
            return str(known)
        secret = randomness.token_urlsafe(SECRET_BYTES)
        row = {"name": name, "secret": secret, "created": self.clock()}
        with self.database.write() as connection:
            # another process may have made it meanwhile: then its secret is read here
            connection.execute(self.database.insert(secrets).values(row).on_conflict_do_nothing())
            return str(connection.execute(query).scalar_one())

    def close(self) -> None:
        """Close every connection."""
        self.database.close()


def _utc_now() -> datetime:
    return datetime.now(UTC)
