"""The seams of the database as a whole: its parts, its processes and its alarms."""

from __future__ import annotations

from collections.abc import (
    Callable,
    Mapping,
)
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from digest.protocols.api_storage import ApiTokens
from digest.protocols.issue_storage import Articles, Issues, SecureHosts
from digest.protocols.opinion_storage import Opinions
from digest.protocols.reader_storage import Choices, Joining, Ledger, Returns, Subscribers
from digest.protocols.source_watch_storage import SourceWatch
from digest.protocols.team_storage import Teams
from digest.protocols.variant_storage import Variants
from digest.protocols.wave_storage import WaveStorage
from digest.protocols.webhook_storage import Outbox

if TYPE_CHECKING:
    from digest.models import (
        PruneKind,
    )


class Alarms(Protocol):
    """Alarms about issues: each is raised once, whichever process sees the trouble."""

    # the claim ends by itself: a process may die between a claim and its call
    def claim(self, name: str, key: str, *, owner: str, now: datetime, lease_s: float) -> bool:
        """Tell whether `owner` may raise the alarm `name` about the issue `key` now."""
        ...

    def finish(self, name: str, key: str, *, now: datetime) -> None:
        """Record that the alarm was raised; it is never raised again."""
        ...

    def finished_at(self, name: str, key: str) -> datetime | None:
        """Tell when the alarm was raised; None while it was not."""
        ...

    def release(self, name: str, key: str, *, owner: str) -> None:
        """Give back a claim of one's own: the alarm may be raised at once."""
        ...


class Retention(Protocol):
    """The deletion of what is old, in small transactions."""

    def count(self, kind: PruneKind, *, before: datetime) -> int:
        """Count what `prune` would delete."""
        ...

    # in small steps: a delete of millions of rows would hold the sender
    def prune(self, kind: PruneKind, *, before: datetime, limit: int) -> int:
        """Delete up to `limit` old rows of a kind in one transaction; return how many.

        The number of deleted ledger rows stays as the balance of their issue.
        """
        ...

    def compact(self) -> bool:
        """Give free space back to the disk; False where the database does that by itself."""
        ...


class Backups(Protocol):
    """Copies of the whole database as one file, which any newsroom's database can be made from."""

    # one moment for all tables, so that the copy balances
    def write(self, file: Path, *, on_table: Callable[[str, int], None]) -> None:
        """Write everything into a new file, as it stood at one moment, while others go on.

        Raises StoreError when the file exists or cannot be written.
        """
        ...

    def holds(self) -> Mapping[str, int]:
        """Count the rows of each table that a restore would overwrite, but for empty tables."""
        ...

    # paused: an issue that the copy calls unsent may have gone out since
    def read(self, file: Path, *, on_table: Callable[[str, int], None]) -> tuple[str, ...]:
        """Replace everything by the content of a backup, in one transaction.

        Issues that were being sent are paused; their ids are returned. Raises StoreError for a file
        that is no backup, and leaves the database as it was.
        """
        ...


class Processes(Protocol):
    """The running processes of one newsroom."""

    @property
    def name(self) -> str:
        """The name of this process, which no other process has."""
        ...

    # from a thread: long work must not look like death
    def beating(self, *, every_s: float = 20.0) -> AbstractContextManager[None]:
        """Give signs of life from a thread, until the block ends."""
        ...

    def running(self) -> tuple[str, ...]:
        """Name the processes that give signs of life."""
        ...

    def is_dead(self, name: str) -> bool:
        """Tell whether a named process died: at once on this machine, elsewhere by its silence."""
        ...


class Lead(Protocol):
    """The answer to a bid for the lead among all processes. It is true when the caller leads."""

    def __bool__(self) -> bool:
        """Tell whether the caller was given the lead."""
        ...

    # asked again before each deed, for a lead may end unseen
    def is_held(self) -> bool:
        """Tell whether the caller still leads: a database that restarts forgets its locks."""
        ...


class Store(Protocol):
    """The database behind one newsroom."""

    # one property for each family of tables, in the order in which news flows
    @property
    def articles(self) -> Articles:
        """Collected articles."""
        ...

    @property
    def secure_hosts(self) -> SecureHosts:
        """Hosts that answer over https."""
        ...

    @property
    def issues(self) -> Issues:
        """Issues and the mails beside them."""
        ...

    @property
    def subscribers(self) -> Subscribers:
        """Readers."""
        ...

    @property
    def joining(self) -> Joining:
        """Wishes to join, and limits."""
        ...

    @property
    def choices(self) -> Choices:
        """Choices of readers."""
        ...

    @property
    def opinions(self) -> Opinions:
        """Totals of readers' opinions."""
        ...

    @property
    def teams(self) -> Teams:
        """Seats in the teams of members."""
        ...

    @property
    def variants(self) -> Variants:
        """Readers' choices among variants."""
        ...

    @property
    def ledger(self) -> Ledger:
        """Deliveries."""
        ...

    @property
    def waves(self) -> WaveStorage:
        """Waves of issues."""
        ...

    @property
    def returns(self) -> Returns:
        """Bounces, complaints and refusals."""
        ...

    @property
    def alarms(self) -> Alarms:
        """Alarms about issues."""
        ...

    @property
    def source_watch(self) -> SourceWatch:
        """Cited pages, notices and corrections."""
        ...

    @property
    def api_tokens(self) -> ApiTokens:
        """Tokens of the API."""
        ...

    @property
    def outbox(self) -> Outbox:
        """Facts that wait to be told to other programs."""
        ...

    @property
    def retention(self) -> Retention:
        """The deletion of what is old."""
        ...

    @property
    def backups(self) -> Backups:
        """Copies of the whole database."""
        ...

    @property
    def processes(self) -> Processes:
        """Running processes."""
        ...

    def ping(self) -> None:
        """Raise StoreError when the database does not answer. It costs one short statement."""
        ...

    def leader(self, name: str) -> AbstractContextManager[Lead]:
        """Yield a true Lead to one process at a time per name, a false one to the others."""
        ...

    # kept in the database, so that all machines of a newsroom share it
    def secret(self, name: str) -> str:
        """Read a secret of this newsroom (token key, suppression key); the first call makes it."""
        ...

    def close(self) -> None:
        """Close every connection."""
        ...
