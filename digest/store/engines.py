"""Open SQLite or PostgreSQL with settings that lose no commit and wait for other processes."""

from __future__ import annotations

import contextlib
import math
import os
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.util import LRUCache

from digest.errors import StoreError

try:  # a current SQLite where a wheel brings one; the system's own is years old on many machines
    from pysqlite3 import dbapi2 as sqlite
except ModuleNotFoundError:
    import sqlite3 as sqlite

__all__ = ["checked_url", "choose_journal", "postgresql_engine", "sqlite", "sqlite_engine"]

BUSY_TIMEOUT_S = 30.0
"""SQLite waits this long for the transaction of another process; then the database is busy."""

LONGEST_TIMEOUT_S = 86_400.0
"""A longer wait than a day is a slip of the pen."""

OLDEST_SQLITE = (3, 35, 0)
"""The first version with RETURNING, which the claims of the ledger need."""

SAFE_WAL = (3, 51, 3)
"""Before this version two connections that write and checkpoint at once may damage the log."""

IDLE_S = 1.0
"""A connection to PostgreSQL that rested longer is tested before it is used again."""

CONNECT_TIMEOUT_S = 10
"""PostgreSQL must answer a new connection within this time."""

POOL_CONNECTIONS = 8
"""So many connections stay open between uses."""

EXTRA_CONNECTIONS = 56
"""So many more may be open at once: with the pool 64, as many as the senders of one process."""

CACHE_KIB = 8192
"""Memory of each SQLite connection. Each thread has one, and more memory made no step faster."""

JOURNAL_LIMIT_BYTES = 64 << 20
"""A log or journal that one large transaction made longer is cut back to this size."""

JOURNAL_RETRY_S = 0.02
"""Pause between two tries to choose the journal while another process changes it."""

OWNER_ONLY = 0o600
"""Mode of a new database file: it holds addresses and keys, so only its owner may read it."""

COUNT_ROWS = {"preserve_rowcount": True}
"""Conditional statements report their effect by a number of rows, also after an INSERT."""

STATEMENTS_KEPT = 2000
"""Compiled statements that a process keeps: more than all that the store has."""


class SharedSqlite(SQLiteDialect_pysqlite):
    """SQLite as SQLAlchemy speaks to it; a statement that one engine compiled serves the next.

    SQLAlchemy keeps a compiled statement under its dialect, and each engine makes a dialect of its
    own. One process speaks to one version of SQLite, so all of these are equal. Compiling takes
    longer than running a short statement.
    """

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(type(self))


registry.register("sqlite.shared", __name__, SharedSqlite.__name__)

_COMPILED: LRUCache[object, object] = LRUCache(STATEMENTS_KEPT)


def checked_url(address: str) -> URL:
    """Read the address of a database; raise StoreError where no newsroom can be kept there.

    >>> checked_url("postgresql://db.example/news").drivername
    'postgresql+psycopg'
    """
    try:
        url = make_url(address)
    except ArgumentError as error:
        hint = "sqlite:///var/digest.db or postgresql://host/name"
        raise StoreError("not a database address", subject=address, hint=hint) from error
    backend = url.get_backend_name()
    # one driver, whichever an operator names
    if backend in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise StoreError("not a database we know", subject=backend, hint="sqlite or postgresql")
    if not url.database or url.database == ":memory:":
        hint = "e.g. sqlite:///var/digest.db"
        raise StoreError("a newsroom needs a database file", subject=address, hint=hint)
    _busy_timeout_s(url)
    # RETURNING came with 3.35, and the ledger claims rows with it
    if sqlite.sqlite_version_info < OLDEST_SQLITE:
        hint = "3.35 or later is needed"
        raise StoreError("SQLite is too old", subject=sqlite.sqlite_version, hint=hint)
    return url


def sqlite_engine(url: URL) -> Engine:
    """Open an SQLite file, and make it first where it does not exist."""
    _make_private_file(Path(url.database or "").absolute())
    engine = create_engine(
        url.set(drivername="sqlite+shared"),
        module=sqlite,
        connect_args={"timeout": _busy_timeout_s(url)},
        pool_size=POOL_CONNECTIONS,
        max_overflow=EXTRA_CONNECTIONS,
        execution_options={**COUNT_ROWS, "compiled_cache": _COMPILED},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite.Connection, _: object) -> None:
        connection.isolation_level = None  # `begin` below writes BEGIN itself
        choose_journal(connection)
        for setting in (
            "synchronous=FULL",
            "foreign_keys=ON",
            f"cache_size=-{CACHE_KIB}",
            f"journal_size_limit={JOURNAL_LIMIT_BYTES}",
        ):
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # IMMEDIATE takes the write lock at once: a transaction that reads first and writes later
        # could not wait for that lock
        statement = connection.get_execution_options().get("begin", "BEGIN")
        if statement:
            connection.exec_driver_sql(statement)

    return engine


def _busy_timeout_s(url: URL) -> float:
    """Read `?timeout=` of the address; 30 seconds without it. Raises StoreError for no number."""
    given = url.query.get("timeout", str(BUSY_TIMEOUT_S))
    seconds = math.nan
    # a key that is written twice comes as a tuple
    if isinstance(given, str):
        with contextlib.suppress(ValueError):
            seconds = float(given)
    # NaN is no number to wait for, and SQLite cannot count for ever
    if not 0 <= seconds <= LONGEST_TIMEOUT_S:
        hint = "write seconds: sqlite:///var/digest.db?timeout=30"
        raise StoreError("the timeout is no number of seconds", subject=str(given), hint=hint)
    return seconds


def choose_journal(
    connection: sqlite.Connection,
    *,
    safe_wal: tuple[int, int, int] = SAFE_WAL,
    pause: Callable[[float], object] = time.sleep,
) -> None:
    """Set the write-ahead log where SQLite is safe with it, and PERSIST elsewhere.

    With the log, readers and a writer do not wait for each other and a commit costs one sync.
    PERSIST writes over the old journal: no file changes its size, so the syncs of a commit are
    cheaper than with the other rollback journals.
    """
    journal = "WAL" if sqlite.sqlite_version_info >= safe_wal else "PERSIST"
    ends = time.monotonic() + BUSY_TIMEOUT_S
    while True:
        try:
            connection.execute(f"PRAGMA journal_mode={journal}")
        except sqlite.OperationalError as error:
            # another process changes the journal right now; SQLite itself does not wait for that
            if "locked" not in str(error) or time.monotonic() > ends:
                raise
            pause(JOURNAL_RETRY_S)
        else:
            return


def postgresql_engine(url: URL) -> Engine:
    """Open a PostgreSQL database; raise StoreError where its driver is not installed."""
    try:
        engine = create_engine(
            url,
            pool_size=POOL_CONNECTIONS,
            max_overflow=EXTRA_CONNECTIONS,
            connect_args={"connect_timeout": CONNECT_TIMEOUT_S, "options": "-c timezone=UTC"},
            execution_options=COUNT_ROWS,
        )
    except ModuleNotFoundError as error:
        hint = "pip install 'digest-newsroom[postgres]'"
        raise StoreError(
            "PostgreSQL needs its driver", subject=str(error.name), hint=hint
        ) from error

    @event.listens_for(engine, "checkin")
    def note_use(_: object, record: ConnectionPoolEntry) -> None:
        record.info["used"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def ask_after_rest(connection: DBAPIConnection, record: ConnectionPoolEntry, _: object) -> None:
        # the server may have restarted meanwhile. SQLAlchemy's own test runs before each use, which
        # costs as much as a short statement
        if time.monotonic() - record.info.get("used", math.inf) < IDLE_S:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise InvalidatePoolError from error  # the pool then connects anew

    return engine


def _make_private_file(path: Path) -> None:
    """Make the folder and an empty database file that only its owner may read."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"cannot make the database's folder: {error.strerror}", subject=str(path.parent)
        ) from error
    try:
        # SQLite gives its log and journal the mode of the database file
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY))
    except OSError:
        return  # the file is there already; or SQLite itself will say why it cannot be made
