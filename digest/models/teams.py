"""Seat: the place of one address in the team of a member."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One address in the team of a member, the owner. It counts once it is confirmed there.

    `reader_id` is the reader who confirmed it; "" while the invitation waits.
    """

    owner_id: str
    email: str
    invited: datetime
    reader_id: str = ""
    confirmed: datetime | None = None
