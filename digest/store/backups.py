"""Backups: the whole database as one SQLite file, and a database made from such a file.

The file has the same tables whether it was written from SQLite or from PostgreSQL, so it also moves
a newsroom from one to the other.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    LargeBinary,
    MetaData,
    Table,
    Text,
    delete,
    func,
    select,
    update,
)

from digest.errors import StoreError
from digest.models import IssueState, MailKind
from digest.store.column_types import Member, Noun, PackedNoun
from digest.store.database import Database
from digest.store.engines import OWNER_ONLY, sqlite
from digest.store.migrate import migrate
from digest.store.schema import issues, metadata

ROWS_AT_ONCE = 2_000
"""So many rows are copied at once; an issue's row may have a hundred kilobytes."""

OF_THIS_PROCESS = frozenset({"processes"})
"""Tables about running processes: another machine has others."""

MADE_AT_START = frozenset({"secrets", *OF_THIS_PROCESS})
"""Tables that a new database fills by itself: rows there are nothing to lose."""

MAGIC = b"SQLite format 3\x00"

OnTable = Callable[[str, int], None]
"""Told the name of each table that was copied, and its number of rows."""


@dataclass(frozen=True, slots=True)
class SqlBackups:
    """Backups of one database. Each method is documented in `protocols.Backups`."""

    database: Database

    def write(self, file: Path, *, on_table: OnTable) -> None:
        """Write everything into a new file, as it stood at one moment."""
        if file.exists():
            hint = "name another file, or delete this one"
            raise StoreError("a file is there already", subject=str(file), hint=hint)
        # beside its final place: a half-written file never has the final name
        part = file.with_name(f"{file.name}.part")
        try:
            part.unlink(missing_ok=True)
            # private from the first byte: it holds addresses and keys
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY))
            if self.database.is_sqlite:
                self._write_from_sqlite(part)
            else:
                self._write_from_postgresql(part)
            for name, rows in _counted(part).items():
                on_table(name, rows)
            os.replace(part, file)
        except OSError as error:
            raise StoreError(
                f"the backup cannot be written: {error.strerror}", subject=str(file)
            ) from error
        finally:
            for leftover in (
                part,
                Path(f"{part}-wal"),
                Path(f"{part}-shm"),
                Path(f"{part}-journal"),
            ):
                with suppress(OSError):
                    leftover.unlink(missing_ok=True)

    def holds(self) -> Mapping[str, int]:
        """Count the rows of each table that a restore would overwrite."""
        counts = {}
        with self.database.read() as connection:
            for table in metadata.sorted_tables:
                # rows that every new database has are no content
                if table.name in MADE_AT_START:
                    continue
                count = connection.execute(select(func.count()).select_from(table)).scalar_one()
                if count:
                    counts[table.name] = count
        return counts

    def read(self, file: Path, *, on_table: OnTable) -> tuple[str, ...]:
        """Replace everything by the content of a backup, in one transaction."""
        with _opened(file) as source, self.database.write() as target, source.read() as given:
            # children first, because rows may not outlive the rows that they name
            for table in reversed(metadata.sorted_tables):
                target.execute(delete(table))
            for table in _plain_tables():
                if table.name not in OF_THIS_PROCESS:
                    on_table(table.name, _copy(table, given, target))
            return _pause_sends(target)

    def _write_from_sqlite(self, part: Path) -> None:
        """Copy the pages by SQLite's online backup: others read and write meanwhile."""
        with self.database.single() as connection:
            source = connection.connection.driver_connection
            if source is None:
                raise StoreError("the database is closed", subject=str(part))
            target = sqlite.connect(part)
            try:
                source.backup(target)
                # one file without a log beside it, whatever journal the source has
                target.execute("PRAGMA journal_mode=DELETE")
            except sqlite.Error as error:
                words = f"the backup cannot be written: {error}"
                raise StoreError(words, subject=str(part)) from error
            finally:
                target.close()

    def _write_from_postgresql(self, part: Path) -> None:
        """Copy the rows of one snapshot into a new SQLite file."""
        copy = Database(f"sqlite:///{part}")
        try:
            migrate(copy)
            # one snapshot for all tables: rows of two moments would not fit together
            snapshot = self.database.engine.execution_options(isolation_level="REPEATABLE READ")
            with copy.write() as target, self.database.plain_errors(), snapshot.begin() as given:
                for table in _plain_tables():
                    _copy(table, given, target)
        finally:
            copy.close()
        _leave_log(part)


@contextmanager
def _opened(file: Path) -> Iterator[Database]:
    """Open a copy of a backup, brought to the newest schema; the file itself stays as it is."""
    try:
        with file.open("rb") as opened:
            is_database = opened.read(len(MAGIC)) == MAGIC
    except OSError as error:
        raise StoreError(
            f"the backup cannot be read: {error.strerror}", subject=str(file)
        ) from error
    if not is_database:
        raise StoreError("this file is no backup", subject=str(file), hint="digest backup FILE")
    with tempfile.TemporaryDirectory(prefix="digest-restore-") as folder:
        copied = Path(folder) / "backup.db"
        shutil.copyfile(file, copied)
        copied.chmod(OWNER_ONLY)
        _check_whole(copied, file)
        source = Database(f"sqlite:///{copied}")
        try:
            # an older backup gets the tables of today; one of a newer program is refused
            migrate(source)
            yield source
        finally:
            source.close()


def _check_whole(copied: Path, file: Path) -> None:
    """Raise StoreError when the file is damaged, or holds another program's tables."""
    connection = sqlite.connect(copied)
    try:
        answer = connection.execute("PRAGMA quick_check").fetchone()
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    except sqlite.Error as error:
        raise StoreError(f"this backup is damaged: {error}", subject=str(file)) from error
    finally:
        connection.close()
    if answer != ("ok",):
        raise StoreError(f"this backup is damaged: {answer[0]}", subject=str(file))
    if not {"alembic_version", "issues", "subscribers"} <= names:
        raise StoreError("this database is no newsroom's", subject=str(file))


def _plain_tables() -> Iterable[Table]:
    """Give every table with plain column types, the parents first: nouns stay the text they are."""
    plain = MetaData()
    tables = []
    for table in metadata.sorted_tables:
        columns: list[Column[Any]] = []
        for column in table.columns:
            kind = column.type
            # as text: a backup is copied cell by cell, and no noun is read
            if isinstance(kind, (Noun, Member)):
                kind = Text()
            elif isinstance(kind, PackedNoun):
                kind = LargeBinary()
            columns.append(Column(column.name, kind))
        tables.append(Table(table.name, plain, *columns))
    return tables


def _copy(table: Table, given: Connection, target: Connection) -> int:
    """Copy all rows of a table; return how many."""
    count = 0
    # streamed: a ledger of millions of rows is never in memory
    result = given.execution_options(yield_per=ROWS_AT_ONCE).execute(select(table))
    for chunk in result.mappings().partitions(ROWS_AT_ONCE):
        rows = [dict(row) for row in chunk]
        for row in rows:
            for name, value in row.items():
                if isinstance(value, memoryview):
                    row[name] = bytes(value)
        target.execute(table.insert(), rows)
        count += len(rows)
    return count


def _pause_sends(connection: Connection) -> tuple[str, ...]:
    """Pause issues that were being sent when the backup was made; return their ids.

    Readers may have got them since then, of which the backup knows nothing.
    """
    being_sent = (
        issues.c.kind == MailKind.ISSUE,
        issues.c.state.in_([IssueState.APPROVED, IssueState.SENDING]),
    )
    query = select(issues.c.id).where(*being_sent).order_by(issues.c.id)
    # read before they are changed, because the operator is told their names
    ids = tuple(connection.execute(query).scalars())
    connection.execute(update(issues).where(*being_sent).values(state=IssueState.PAUSED))
    return ids


def _counted(part: Path) -> Mapping[str, int]:
    connection = sqlite.connect(part)
    try:
        counts = {}
        for table in metadata.sorted_tables:
            # the names are those of our own schema
            query = f'SELECT count(*) FROM "{table.name}"'  # noqa: S608
            counts[table.name] = int(connection.execute(query).fetchone()[0])
        return counts
    finally:
        connection.close()


def _leave_log(part: Path) -> None:
    """Write the log of a new file into the file itself."""
    connection = sqlite.connect(part)
    try:
        connection.execute("PRAGMA journal_mode=DELETE")
    finally:
        connection.close()
