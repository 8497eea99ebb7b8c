"""One leader at a time: an advisory lock in PostgreSQL, a locked file beside SQLite. A crash frees both."""

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
    """Yield True while this caller alone holds the name, False when somebody else does."""
    with (
        _locked_file(database, name)
        if database.is_sqlite
        else _advisory_lock(database, name) as leading
    ):
        yield leading


@contextmanager
def _locked_file(database: Database, name: str) -> Iterator[bool]:
    path = Path(f"{database.url.database}.{name}.lock")
    try:
        file = path.open("a+b")
    except OSError as error:
        raise StoreError(
            f"cannot make the lock file: {error.strerror}", subject=str(path)
        ) from error
    with file:
        yield _lock(file)  # closing the file, or dying, unlocks it


def _lock(file: IO[bytes]) -> bool:
    """Lock the file for this open handle; False when another one has it."""
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
    """Hold a session lock on a connection of its own: it ends with that connection, whatever ends it.

    A leader that steps down says so first: the server notices a closed connection only some milliseconds later.
    """
    key = func.hashtextextended(f"leader:{name}", 0)
    with database.plain_errors():
        connection = database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    try:
        with database.plain_errors():
            leading = bool(connection.execute(select(func.pg_try_advisory_lock(key))).scalar())
        yield leading
    finally:
        with suppress(SQLAlchemyError):  # a connection that is gone holds no lock
            connection.execute(select(func.pg_advisory_unlock_all()))
        connection.invalidate()  # closing it for good unlocks in every other case
        connection.close()
