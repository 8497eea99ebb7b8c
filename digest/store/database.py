"""The connection to SQLite or PostgreSQL: opened with safe settings, migrated, one short transaction at a time."""

from __future__ import annotations

import json
import math
import re
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    BindParameter,
    Column,
    ColumnElement,
    Connection,
    Dialect,
    Engine,
    Select,
    any_,
    cast,
    create_engine,
    event,
    func,
    literal,
    make_url,
    select,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, InvalidatePoolError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import Text, TypeDecorator, TypeEngine

from digest.errors import StoreError

try:  # a current SQLite, where it can be had; Python brings the one of its system, years old on many
    from pysqlite3 import dbapi2 as sqlite
except ModuleNotFoundError:
    import sqlite3 as sqlite

BUSY_TIMEOUT_S = 30.0
"""How long SQLite waits for another process's transaction before the database is called busy."""

OLDEST_SQLITE = (3, 35, 0)
"""The first with RETURNING, which claims need."""

IDLE_S = 1.0
"""A connection to PostgreSQL that was not used for so long is tried out before it is used again."""

SAFE_WAL = (3, 51, 3)
"""Before this version two connections that write and checkpoint at once may corrupt a write-ahead log."""

_AUTOCOMMIT = {"isolation_level": "AUTOCOMMIT"}

COUNT_ROWS = {"preserve_rowcount": True}
"""Conditional statements tell by the number of rows whether they took effect, inserts included."""


class Database:
    """One engine. `read` and `write` are one transaction each; whatever the driver throws becomes a StoreError."""

    def __init__(self, url: str) -> None:
        self.url = _checked(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(self.url) if self.is_sqlite else _postgresql_engine(self.url)
        self._immediate = self.engine.execution_options(begin="BEGIN IMMEDIATE")
        self._single = self.engine.execution_options(
            **({"begin": ""} if self.is_sqlite else _AUTOCOMMIT)
        )
        self._writing = threading.Lock()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        with self.plain_errors(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that will write. Under SQLite the threads of a process queue here, which is faster and fairer
        than polling the file's lock."""
        if not self.is_sqlite:
            with self.plain_errors(), self.engine.begin() as connection:
                yield connection
            return
        with self._writing, self.plain_errors(), self._immediate.begin() as connection:
            yield connection

    @contextmanager
    def single(self, *, writes: bool = False) -> Iterator[Connection]:
        """For statements that are each a transaction of its own: there is nothing to begin and to commit, which costs
        as much as a short statement does."""
        turn = self._writing if writes and self.is_sqlite else nullcontext()
        with turn, self.plain_errors(), self._single.connect() as connection:
            yield connection

    def take_turns(self, connection: Connection, name: str) -> None:
        """Wait until no other transaction of that name runs. SQLite's writers take turns anyway."""
        if not self.is_sqlite:
            connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))

    def one_of(
        self, column: ColumnElement[Any], values: Iterable[str] | BindParameter[Any]
    ) -> ColumnElement[bool]:
        """`column IN (values)` as one parameter: neither a limit on parameters nor the statement cache is hit.
        A statement that is built once gives a parameter of type Texts instead."""
        if self.is_sqlite:
            return column.in_(select(func.json_each(_texts(values)).table_valued("value").c.value))
        return column == any_(_texts(values))

    def listed(self, values: Iterable[str]) -> Select[Any]:
        """The values as rows of one column `value`, from one parameter."""
        if self.is_sqlite:
            return select(func.json_each(_texts(values)).table_valued("value").c.value)
        return select(func.unnest(_texts(values)).table_valued("value").render_derived().c.value)

    def table_of(self, columns: Sequence[Column[Any]], written: ColumnElement[Any]) -> Select[Any]:
        """What `as_json` wrote as a table expression of those columns."""
        if self.is_sqlite:
            each = func.json_each(written).table_valued("value").c.value
            cells: list[ColumnElement[Any]] = [
                type_coerce(func.json_extract(each, f"$[{at}]"), column.type)
                for at, column in enumerate(columns)
            ]
        else:
            each = func.jsonb_array_elements(cast(written, JSONB)).table_valued("value").c.value
            cells = [cast(each.op("->>")(at), column.type) for at, column in enumerate(columns)]
        return select(
            *(cell.label(column.name) for cell, column in zip(cells, columns, strict=True))
        )

    def as_json(self, rows: Iterable[Sequence[object]]) -> str:
        """Rows as one text, for `table_of`."""
        return json.dumps([*rows], ensure_ascii=False, default=self._plain)

    def _plain(self, value: object) -> str:
        """A time as this database writes it."""
        if not isinstance(value, datetime):
            raise TypeError(f"not a value of a row: {value!r}")
        utc = value.astimezone(UTC)
        return utc.strftime("%Y-%m-%d %H:%M:%S.%f") if self.is_sqlite else utc.isoformat()

    def gathered(self, query: Select[Any]) -> Select[Any]:
        """A query for `fetched`."""
        if not self.is_sqlite:
            return query
        return select(func.json_group_array(func.json_array(*query.subquery().c)))

    def fetched(
        self, connection: Connection, gathered: Select[Any], asked: Mapping[str, object]
    ) -> Sequence[Sequence[Any]]:
        """All rows at once, words and numbers only. SQLite lets other threads run before each row that it gives, and
        then waits for them; so it gives one."""
        answer = connection.execute(gathered, asked)
        if not self.is_sqlite:
            return answer.all()
        rows: list[list[Any]] = json.loads(answer.scalar_one())
        return rows

    def insert(self, table: Any) -> Any:
        """An INSERT that knows ON CONFLICT, in the dialect at hand."""
        return sqlite_insert(table) if self.is_sqlite else postgresql_insert(table)

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def plain_errors(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise _in_plain_words(error, self.url) from error
        except (SQLAlchemyError, sqlite.Error) as error:
            raise StoreError(
                f"the database cannot be used: {error}", subject=_shown(self.url)
            ) from error


class Texts(TypeDecorator[Sequence[str]]):
    """A list of words as one parameter: JSON under SQLite, an array under PostgreSQL."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return Text() if dialect.name == "sqlite" else dialect.type_descriptor(ARRAY(Text))

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> Any:
        values = list(value or ())
        return json.dumps(values) if dialect.name == "sqlite" else values


def _texts(values: Iterable[str] | BindParameter[Any]) -> BindParameter[Any]:
    return values if isinstance(values, BindParameter) else literal(list(values), Texts())


def _checked(address: str) -> URL:
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise StoreError(
            "not a database address",
            subject=address,
            hint="sqlite:///var/digest.db or postgresql://host/name",
        ) from error
    backend = url.get_backend_name()
    if backend in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise StoreError("not a database we know", subject=backend, hint="sqlite or postgresql")
    if not url.database or url.database == ":memory:":
        raise StoreError(
            "a newsroom needs a database file", subject=address, hint="e.g. sqlite:///var/digest.db"
        )
    if sqlite.sqlite_version_info < OLDEST_SQLITE:
        raise StoreError(
            "SQLite is too old", subject=sqlite.sqlite_version, hint="3.35 or later is needed"
        )
    return url


def _sqlite_engine(url: URL) -> Engine:
    folder = Path(url.database or "").expanduser().absolute().parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"cannot make the database's folder: {error.strerror}", subject=str(folder)
        ) from error
    engine = create_engine(
        url,
        module=sqlite,
        connect_args={"timeout": BUSY_TIMEOUT_S},
        pool_size=8,
        max_overflow=56,
        execution_options=COUNT_ROWS,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite.Connection, _: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, see below
        _choose_journal(connection)
        # 8 MB of cache: each thread has a connection, and more makes nothing faster
        # what a large transaction leaves of the log or journal is given back
        for setting in (
            "synchronous=FULL",
            "foreign_keys=ON",
            "cache_size=-8192",
            f"journal_size_limit={64 << 20}",
        ):
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # IMMEDIATE takes the write lock at once: a transaction that reads first and writes later could not wait for it
        if word := connection.get_execution_options().get("begin", "BEGIN"):
            connection.exec_driver_sql(word)

    return engine


def _choose_journal(connection: sqlite.Connection) -> None:
    """The write-ahead log, in which readers and a writer do not wait for each other and a commit costs one sync; else
    PERSIST, which writes over the old journal: no file changes its size, which makes a commit's syncs cheaper."""
    journal = "WAL" if sqlite.sqlite_version_info >= SAFE_WAL else "PERSIST"
    ends = time.monotonic() + BUSY_TIMEOUT_S
    while True:
        try:
            connection.execute(f"PRAGMA journal_mode={journal}")
        except sqlite.OperationalError as error:
            # another process changes it right now, for which SQLite itself does not wait
            if "locked" not in str(error) or time.monotonic() > ends:
                raise
            time.sleep(0.02)
        else:
            return


def _postgresql_engine(url: URL) -> Engine:
    try:
        engine = create_engine(
            url,
            pool_size=8,
            max_overflow=56,
            connect_args={"connect_timeout": 10, "options": "-c timezone=UTC"},
            execution_options=COUNT_ROWS,
        )
    except ModuleNotFoundError as error:
        raise StoreError(
            "PostgreSQL needs its driver",
            subject=str(error.name),
            hint="pip install 'digest-newsroom[postgres]'",
        ) from error

    @event.listens_for(engine, "checkin")
    def note_use(_: object, record: ConnectionPoolEntry) -> None:
        record.info["used"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def try_out(connection: DBAPIConnection, record: ConnectionPoolEntry, _: object) -> None:
        """The server may have restarted meanwhile. Asked each time, as SQLAlchemy's own way is, it costs as much as a
        short statement does."""
        if time.monotonic() - record.info.get("used", math.inf) < IDLE_S:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise InvalidatePoolError from error  # the pool then connects anew

    return engine


def _shown(url: URL) -> str:
    return url.render_as_string(hide_password=True)


def _in_plain_words(error: DBAPIError, url: URL) -> StoreError:
    said = str(error.orig).strip()
    low = said.lower()
    for sign, message, hint in _PLAIN:
        if re.search(sign, low):
            return StoreError(message, subject=_shown(url), hint=hint)
    if error.connection_invalidated:
        return StoreError(
            "the database went away",
            subject=_shown(url),
            hint="it is tried again with the next step",
        )
    first_line = said.splitlines()[0] if said else type(error.orig).__name__
    return StoreError(f"the database said: {first_line}", subject=_shown(url))


_PLAIN = (
    (
        "database is locked",
        "the database is busy",
        "another process holds it; try again, or stop that process",
    ),
    ("disk is full", "the disk is full", "free some space; nothing half-written was kept"),
    ("no space left", "the disk is full", "free some space; nothing half-written was kept"),
    (
        "disk i/o error",
        "the disk cannot be read or written",
        "look at the disk; nothing half-written was kept",
    ),
    (
        "unable to open database file",
        "the database file cannot be opened",
        "check the path and its permissions",
    ),
    (
        "readonly database",
        "the database file may not be written",
        "check the owner and permissions of file and folder",
    ),
    ("file is not a database", "this file is not a database", "point storage.url at another file"),
    (
        "database disk image is malformed",
        "the database file is damaged",
        "restore it from a backup",
    ),
    ("password authentication failed", "the database refused the password", "check storage.url"),
    (
        r"(database|role) \".*\" does not exist",
        "there is no such database or user",
        "create it, or check storage.url",
    ),
    (
        "connection refused",
        "the database cannot be reached",
        "is PostgreSQL running at that address?",
    ),
    ("could not translate host name", "the database's host is unknown", "check storage.url"),
    ("failed to resolve host", "the database's host is unknown", "check storage.url"),
    (
        "connection failed",
        "the database cannot be reached",
        "is PostgreSQL running at that address?",
    ),
    ("terminating connection", "the database went away", "it is tried again with the next step"),
    (
        "server closed the connection",
        "the database went away",
        "it is tried again with the next step",
    ),
)
