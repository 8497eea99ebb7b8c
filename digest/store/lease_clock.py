"""LeaseClock: the database's clock, by which all senders measure their leases.

The clocks of two hosts may differ by minutes. A lease that one host wrote by its own clock would
then run out early for another host, which would take the rows and send them a second time.
"""

from __future__ import annotations

import threading
import time
from datetime import datetime, timedelta

from sqlalchemy import func, select

from digest.store.column_types import UtcTime
from digest.store.database import Database

MEASURED_EVERY_S = 600.0
"""The difference between the clocks is measured anew after so long: a clock may be set."""


class LeaseClock:
    """Turns the times of one process into times of the database.

    Under SQLite all processes run on one machine and have one clock.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._ahead = timedelta(0)
        self._measured_s: float | None = None

    def of(self, at: datetime, *, now: datetime) -> datetime:
        """Return a time of this process by the clock of the database; `now` is the present one."""
        if self._database.is_sqlite:
            return at
        # several senders of one process share the measure
        with self._lock:
            if self._is_due():
                self._ahead = self._database_now() - now
                self._measured_s = time.monotonic()
            return at + self._ahead

    def _is_due(self) -> bool:
        if self._measured_s is None:
            return True
        # the monotonic clock: a clock that is set must not delay the measure
        return time.monotonic() - self._measured_s >= MEASURED_EVERY_S

    def _database_now(self) -> datetime:
        # now() would be the beginning of the transaction
        query = select(func.clock_timestamp(type_=UtcTime))
        with self._database.single() as connection:
            moment: datetime = connection.execute(query).scalar_one()
        return moment
