"""One leader at a time: an advisory lock in PostgreSQL, a locked file beside SQLite.

The end of a process, however it ends, frees both.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import SQLAlchemyError

from digest.errors import StoreError
from digest.store.database import Database


@dataclass(frozen=True, slots=True)
class SqlLead:
    """The answer to one bid for the lead. It is true when this caller leads."""

    leading: bool
    lock_is_alive: Callable[[], bool]

    def __bool__(self) -> bool:
        return self.leading

    def is_held(self) -> bool:
        """Tell whether this caller still leads: a database that restarts forgets its locks."""
        return self.leading and self.lock_is_alive()


@contextmanager
def lead(database: Database, name: str) -> Iterator[SqlLead]:
    """Yield a true Lead while this caller alone holds the name, a false one otherwise."""
    lock = _locked_file if database.is_sqlite else _advisory_lock
    with lock(database, name) as answer:
        yield answer


@contextmanager
def _locked_file(database: Database, name: str) -> Iterator[SqlLead]:
    path = Path(f"{database.url.database}.{name}.lock")
    try:
        file = path.open("a+b")
    except OSError as error:
        message = f"cannot make the lock file: {error.strerror}"
        raise StoreError(message, subject=str(path)) from error
    with file:
        # an open file stays locked; closing it unlocks it
        yield SqlLead(_lock(file), lambda: True)


def _lock(file: IO[bytes]) -> bool:
    """Lock the file for this open handle; False when another handle holds the lock."""
    try:
        if sys.platform == "win32":
            import msvcrt

            # Windows has no flock, and locks bytes of the file instead
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextmanager
def _advisory_lock(database: Database, name: str) -> Iterator[SqlLead]:
    """Hold a session lock on a connection of its own: the lock ends with that connection."""
    key = func.hashtextextended(f"leader:{name}", 0)
    with database.plain_errors():
        connection = database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    try:
        with database.plain_errors():
            leading = bool(connection.execute(select(func.pg_try_advisory_lock(key))).scalar())
        yield SqlLead(leading, lambda: _is_alive(connection))
    finally:
        # a leader that steps down unlocks first: the server notices a closed connection only some
        # milliseconds later. A connection that is gone holds no lock
        with suppress(SQLAlchemyError):
            connection.execute(select(func.pg_advisory_unlock_all()))
        connection.invalidate()  # the pool must not keep a connection that may hold the lock
        connection.close()


def _is_alive(connection: Connection) -> bool:
    """Tell whether the session that holds the lock still exists."""
    try:
        connection.execute(select(1))
    except SQLAlchemyError:
        return False
    return True
