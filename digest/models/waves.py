"""Waves: one frozen issue goes to each reader at the reader's own hour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from digest.models.common import ReaderClock
from digest.models.deliveries import DeliveryState


class WavesBy(StrEnum):
    """The clock by which an issue goes out."""

    NEWSLETTER = "newsletter"
    """All readers at once: no waves."""
    READER = "reader"
    """Each reader at the own hour, in the own zone."""


class LateJoiners(StrEnum):
    """The way of an issue to a reader who joins while a wave is still to come."""

    NEXT_ISSUE = "next_issue"
    """The reader begins with the next issue."""
    OWN_HOUR = "own_hour"
    """This issue comes at the reader's own hour, where that is still ahead."""
    AT_ONCE = "at_once"
    """This issue comes as soon as the reader has joined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waves:
    """The spread of an issue over the day. The last wave goes `until_h` hours after the slot.

    With None each reader gets the issue at the own hour, which comes within a day of the slot.
    """

    by: WavesBy = WavesBy.NEWSLETTER
    until_h: float | None = None
    late_joiners: LateJoiners = LateJoiners.NEXT_ISSUE


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """The moment at which an issue goes to the readers of one clock."""

    clock: ReaderClock
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveBalance:
    """The ledger rows of one wave of an issue, by state."""

    at: datetime
    by_state: Mapping[DeliveryState, int]

    @property
    def readers(self) -> int:
        """The number of readers in the wave."""
        return sum(self.by_state.values())
