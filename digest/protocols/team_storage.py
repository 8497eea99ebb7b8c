"""The seam of teams: the seats that members give to other addresses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from digest.models import Seat


class Teams(Protocol):
    """Seats by their owners. `Joining.confirm` confirms one, with the wish that names the team."""

    # counted and written at once, so that two forms of one moment keep the limit
    def invite(self, owner_id: str, email: str, *, most: int, now: datetime) -> bool:
        """Keep a seat for an address; False where the team has `most` seats already.

        A seat that stands, or waits, stays as it is.
        """
        ...

    def seats(self, owner_id: str) -> tuple[Seat, ...]:
        """List the seats of a team in the order of their addresses, also those that wait."""
        ...

    def seats_of(self, reader_id: str) -> tuple[Seat, ...]:
        """List the confirmed seats of a reader, also where an owner is no member any more."""
        ...

    def remove(self, owner_id: str, email: str) -> bool:
        """Take a seat away; tell whether there was one."""
        ...

    def forget_invitations(self, *, before: datetime) -> int:
        """Delete the seats that were not confirmed in time."""
        ...

    # for an export: one query for some hundred readers
    def owners(self, reader_ids: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """Return by reader the addresses of the owners of confirmed seats."""
        ...

    # for an import of what an export wrote
    def take(self, seats: Mapping[str, Sequence[str]], *, now: datetime) -> int:
        """Confirm seats of known readers, given the owners' addresses by the reader's address.

        Return how many are new. An owner or a reader who is not known is left out.
        """
        ...
