"""Processes: each running one gives signs of life, so that the others know which one died."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, func, literal_column, select

from digest.errors import StoreError
from digest.process_names import has_ended, this_process
from digest.store.column_types import UtcTime
from digest.store.database import Database
from digest.store.schema import processes

BEAT_EVERY_S = 20.0
"""Pause between two signs of life."""

DEAD_AFTER_S = 120
"""A process without a sign of life for so long is dead: six signs were missed."""

FORGOTTEN_AFTER_S = 7 * 86_400
"""The row of a dead process is deleted after this time."""


@dataclass(frozen=True, slots=True)
class SqlProcesses:
    """The running processes of one newsroom, by the clock of the database."""

    database: Database

    @property
    def name(self) -> str:
        """The name of this process, which no other process has."""
        return this_process()

    def running(self) -> tuple[str, ...]:
        """Name the processes that give signs of life."""
        with self.database.read() as connection:
            names = list(connection.execute(select(processes.c.name)).scalars())
            return tuple(sorted(name for name in names if not self.died(connection, name)))

    @contextmanager
    def beating(self, *, every_s: float = BEAT_EVERY_S) -> Iterator[None]:
        """Give signs of life from a thread, until the block ends."""
        stop = threading.Event()
        # at once: the first claim may come before the first pause ends
        self.beat()
        thread = threading.Thread(
            target=self._beat_until, args=(stop, every_s), name="heartbeat", daemon=True
        )
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()
            with suppress(StoreError):  # the database is away: the row grows old instead
                self._delete_own_row()

    def beat(self) -> None:
        """Give one sign of life."""
        now = self._moment()
        statement = self.database.insert(processes).values(name=self.name, seen=now)
        renewed = statement.on_conflict_do_update(index_elements=["name"], set_={"seen": now})
        # old rows go with each sign of life, so that no job is needed for them
        forgotten = processes.c.seen < self._moment(ago_s=FORGOTTEN_AFTER_S)
        with self.database.write() as connection:
            connection.execute(renewed)
            connection.execute(delete(processes).where(forgotten))

    def is_dead(self, name: str) -> bool:
        """Tell whether the named process died.

        On the same machine that is known at once, elsewhere two minutes after its last sign of
        life. A process that never gave one is not called dead.
        """
        with self.database.read() as connection:
            return self.died(connection, name)

    def died(self, connection: Connection, name: str) -> bool:
        """Tell the same inside an open transaction."""
        # no question to the database: the system itself knows its processes
        if has_ended(name):
            return True
        silent = processes.c.seen < self._moment(ago_s=DEAD_AFTER_S)
        query = select(processes.c.name).where(processes.c.name == name, silent)
        return connection.execute(query).first() is not None

    def _beat_until(self, stop: threading.Event, every_s: float) -> None:
        # an event and no sleep, so that the end is not held up
        while not stop.wait(every_s):
            with suppress(StoreError):  # the database is away; the next sign may reach it
                self.beat()

    def _delete_own_row(self) -> None:
        with self.database.write() as connection:
            connection.execute(delete(processes).where(processes.c.name == self.name))

    def _moment(self, *, ago_s: int = 0) -> ColumnElement[datetime]:
        """The time by the database's clock, `ago_s` seconds before now."""
        if self.database.is_sqlite:
            # written as SQLAlchemy writes a time: words that sort as times do
            return func.strftime("%Y-%m-%d %H:%M:%f000", "now", f"-{ago_s} seconds", type_=UtcTime)
        return func.clock_timestamp(type_=UtcTime) - literal_column(f"interval '{ago_s} seconds'")
