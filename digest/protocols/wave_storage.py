"""The seam of stored waves: who gets one frozen issue at which hour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from digest.models import ReaderClock, Segment, Wave, WaveBalance


class WaveStorage(Protocol):
    """The clocks of an audience, readers who join late, and the balance of each wave."""

    def clocks(
        self, newsletter_id: str, *, now: datetime, segment: Segment | None = None
    ) -> Mapping[ReaderClock, int]:
        """Count the readers who would get an issue of the newsletter now, by their clocks.

        With a segment only its readers count, here and below.
        """
        ...

    def queue_late(
        self,
        issue_id: str,
        newsletter_id: str,
        waves: Sequence[Wave],
        *,
        now: datetime,
        segment: Segment | None = None,
        only_waves: bool = False,
        reader_id: str = "",
    ) -> int:
        """Queue an issue for readers who joined since its approval; return how many.

        No reader gets a second row, and no row is added to an issue that is paused or over. A clock
        that no wave names goes with the readers without a clock, or under `only_waves` waits for
        the next issue. With `reader_id` this reader alone is looked at.
        """
        ...

    def balances(self, issue_id: str) -> tuple[WaveBalance, ...]:
        """Count the ledger rows of each wave by state, the earliest first.

        No balance for an issue that went to all readers at once.
        """
        ...
