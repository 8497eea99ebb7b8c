"""A relay as one send uses it: its failures, its rows, and the connections that are this send's."""

from __future__ import annotations

from dataclasses import dataclass, field

from digest.config import Relay
from digest.deliver.shaping import Breaker
from digest.deliver.shared_limits import Limit

RELAY_FIRST_PAUSE_S = 0.5
"""The pause after the first failure of a relay; each further one is longer."""


@dataclass(slots=True, kw_only=True)
class RelayState:
    """One relay in one send: the rows `taken` for it so far, and the `limit` of all sends."""

    relay: Relay
    limit: Limit
    breaker: Breaker = field(default_factory=lambda: Breaker(first_pause_s=RELAY_FIRST_PAUSE_S))
    taken: int = 0
    open_numbers: set[int] = field(default_factory=set)
    """The numbers of our connections that hold a place at this relay."""

    @property
    def connection_share(self) -> int:
        """The number of connections of this relay that are ours while other sends use it too."""
        return max(1, self.relay.connections // max(1, self.limit.sends))

    def has_place_for(self, number: int) -> bool:
        """Tell whether our connection of that number may be open beside those of other sends."""
        most = max(1, self.relay.connections)
        if number in self.open_numbers or self.limit.busy_connections < most:
            return True
        # more sends than connections: a send without any would wait for the end of another
        return self.limit.sends > most

    def hold_place(self, number: int) -> None:
        """Count the connection of that number among the open ones of the relay, once."""
        if number not in self.open_numbers:
            self.open_numbers.add(number)
            self.limit.busy_connections += 1

    def give_up_place(self, number: int) -> None:
        """Count the connection of that number no more."""
        self.open_numbers.remove(number)
        self.limit.busy_connections -= 1
