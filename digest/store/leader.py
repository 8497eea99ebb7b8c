"""One leader at a time: an advisory lock in PostgreSQL, a locked file beside SQLite.

The end of a process, however it ends, frees both.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from digest.errors import StoreError
from digest.store.database import Database


@contextmanager
def lead(database: Database, name: str) -> Iterator[bool]:
    """Yield True while this caller alone holds the name, False when another process does."""
    lock = _locked_file if database.is_sqlite else _advisory_lock
    with lock(database, name) as leading:
        yield leading


@contextmanager
def _locked_file(database: Database, name: str) -> Iterator[bool]:
    path = Path(f"{database.url.database}.{name}.lock")
    try:
        file = path.open("a+b")
    except OSError as error:
        message = f"cannot make the lock file: {error.strerror}"
        raise StoreError(message, subject=str(path)) from error
    with file:
        yield _lock(file)  # closing the file unlocks it


def _lock(file: IO[bytes]) -> bool:
    """Lock the file for this open handle; False when another handle holds the lock."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextmanager
def _advisory_lock(database: Database, name: str) -> Iterator[bool]:
    """Hold a session lock on a connection of its own: the lock ends with that connection."""
    key = func.hashtextextended(f"leader:{name}", 0)
    with database.plain_errors():
        connection = database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    try:
        with database.plain_errors():
            leading = bool(connection.execute(select(func.pg_try_advisory_lock(key))).scalar())
        yield leading
    finally:
        # a leader that steps down unlocks first: the server notices a closed connection only some
        # milliseconds later. A connection that is gone holds no lock
        with suppress(SQLAlchemyError):
            connection.execute(select(func.pg_advisory_unlock_all()))
        connection.invalidate()  # the pool must not keep a connection that may hold the lock
        connection.close()
