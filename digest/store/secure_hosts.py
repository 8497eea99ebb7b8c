"""Secure hosts: which hosts answer over https, each with the time at which it was asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from digest.store.database import Database
from digest.store.schema import secure_hosts


@dataclass(frozen=True, slots=True)
class SqlSecureHosts:
    """The hosts of one newsroom; no data of readers."""

    database: Database

    def known(self, hosts: Iterable[str], *, since: datetime) -> Mapping[str, bool]:
        """Return what hosts answered, of those that were asked since a moment."""
        query = select(secure_hosts.c.host, secure_hosts.c.answers).where(
            secure_hosts.c.host.in_(sorted(hosts)), secure_hosts.c.asked >= since
        )
        with self.database.read() as connection:
            return {row.host: row.answers for row in connection.execute(query)}

    def keep(self, host: str, *, answers: bool, now: datetime) -> None:
        """Keep an answer in place of the host's former one."""
        row = {"host": host, "answers": answers, "asked": now}
        with self.database.write() as connection:
            # another process may have asked meanwhile, and either answer is as good
            written = self.database.insert(secure_hosts).values(row)
            changed = {"answers": answers, "asked": now}
            connection.execute(written.on_conflict_do_update(index_elements=["host"], set_=changed))

    def forget(self, before: datetime) -> int:
        """Delete the answers that are older; return how many."""
        with self.database.write() as connection:
            gone = delete(secure_hosts).where(secure_hosts.c.asked < before)
            return connection.execute(gone).rowcount
