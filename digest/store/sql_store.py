"""Open the database of a newsroom: migrated, and ready for every part of the store."""

from __future__ import annotations

import secrets as randomness
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from functools import cached_property

from sqlalchemy import select

from digest.protocols import (
    Alarms,
    ApiTokens,
    Articles,
    Backups,
    Choices,
    Clock,
    Issues,
    Joining,
    Ledger,
    Opinions,
    Outbox,
    Processes,
    Retention,
    Returns,
    SecureHosts,
    SourceWatch,
    Store,
    Subscribers,
    Teams,
    Variants,
    WaveStorage,
)
from digest.store.database import Database
from digest.store.leader import SqlLead, lead
from digest.store.migrate import migrate
from digest.store.schema import alarms, secrets

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
    """All parts of one database, each made when it is first asked for."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.database = database
        self.clock = clock
        # read at once: the key of suppression may have to be made, in a transaction of its own
        self._address_key = self.secret("suppression").encode()

    # each part is imported when it is first asked for: a list of readers needs no issues. The types
    # are those of the seam, which import no part
    @cached_property
    def articles(self) -> Articles:
        """Collected articles."""
        from digest.store.articles import SqlArticles

        return SqlArticles(self.database)

    @cached_property
    def secure_hosts(self) -> SecureHosts:
        """Hosts that answer over https."""
        from digest.store.secure_hosts import SqlSecureHosts

        return SqlSecureHosts(self.database)

    @cached_property
    def issues(self) -> Issues:
        """Issues and the mails beside them."""
        from digest.store.issues import SqlIssues

        return SqlIssues(self.database, self.clock)

    @cached_property
    def ledger(self) -> Ledger:
        """Deliveries."""
        from digest.store.ledger import SqlLedger

        return SqlLedger(self.database)

    @cached_property
    def waves(self) -> WaveStorage:
        """Waves of issues."""
        from digest.store.waves import SqlWaves

        return SqlWaves(self.database)

    @cached_property
    def returns(self) -> Returns:
        """Bounces, complaints and refusals."""
        from digest.store.returns import SqlReturns

        return SqlReturns(self.database)

    @cached_property
    def api_tokens(self) -> ApiTokens:
        """Tokens of the API."""
        from digest.store.api_tokens import SqlApiTokens

        return SqlApiTokens(self.database)

    @cached_property
    def outbox(self) -> Outbox:
        """Facts that wait to be told to other programs."""
        from digest.store.outbox import SqlOutbox

        return SqlOutbox(self.database)

    @cached_property
    def processes(self) -> Processes:
        """Running processes."""
        from digest.store.processes import SqlProcesses

        return SqlProcesses(self.database)

    @cached_property
    def alarms(self) -> Alarms:
        """Alarms about issues."""
        from digest.store.claims import SqlClaims

        return SqlClaims(self.database, alarms)

    @cached_property
    def source_watch(self) -> SourceWatch:
        """Cited pages, notices and corrections."""
        from digest.store.source_watch import SqlSourceWatch

        return SqlSourceWatch(self.database)

    @cached_property
    def retention(self) -> Retention:
        """The deletion of what is old."""
        from digest.store.retention import SqlRetention

        return SqlRetention(self.database)

    @cached_property
    def backups(self) -> Backups:
        """Copies of the whole database."""
        from digest.store.backups import SqlBackups

        return SqlBackups(self.database)

    @cached_property
    def subscribers(self) -> Subscribers:
        """Readers."""
        from digest.store.subscribers import SqlSubscribers

        return SqlSubscribers(
            database=self.database, address_key=self._address_key, clock=self.clock
        )

    @cached_property
    def choices(self) -> Choices:
        """Choices of readers."""
        from digest.store.choices import SqlChoices

        return SqlChoices(self.database, address_key=self._address_key, clock=self.clock)

    @cached_property
    def variants(self) -> Variants:
        """Readers' choices among variants."""
        from digest.store.variants import SqlVariants

        return SqlVariants(self.database, address_key=self._address_key)

    @cached_property
    def teams(self) -> Teams:
        """Seats in the teams of members."""
        from digest.store.teams import SqlTeams

        return SqlTeams(self.database, address_key=self._address_key)

    @cached_property
    def joining(self) -> Joining:
        """Wishes to join, and limits."""
        from digest.store.joining import SqlJoining

        return SqlJoining(self.database, address_key=self._address_key)

    @cached_property
    def opinions(self) -> Opinions:
        """Totals of readers' opinions."""
        from digest.store.opinions import SqlOpinions

        return SqlOpinions(self.database, key=self._address_key)

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
