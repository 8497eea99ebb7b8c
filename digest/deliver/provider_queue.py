"""The queue of one provider: its waiting rows, when they may go, and how it answered so far."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from digest.deliver.shaping import Breaker
from digest.deliver.shared_limits import Limit
from digest.models import Delivery

PROVIDER_FIRST_PAUSE_S = 5.0
"""The pause after the first throttling of a provider; each further one is longer."""

PROVIDER_FAILURES = 8
"""A provider that throttles us so often in a row is given up for this run."""


@dataclass(slots=True, kw_only=True, eq=False)
class ProviderQueue:
    """The rows of one provider. `alarms` counts accusations since the last accepted message."""

    limit: Limit
    connections: int | None = None
    waiting: deque[tuple[float, Delivery]] = field(default_factory=deque)
    taken: int = 0
    alarms: int = 0
    breaker: Breaker = field(
        default_factory=lambda: Breaker(
            first_pause_s=PROVIDER_FIRST_PAUSE_S, failures_to_give_up=PROVIDER_FAILURES
        )
    )
    closed: bool = False

    @property
    def limited(self) -> bool:
        """True when the operator set a limit for this provider."""
        return self.connections is not None or self.limit.pace.per_minute is not None

    def can_go(self, now_s: float) -> bool:
        """Return True when rows wait and the provider is neither given up nor paused."""
        return bool(self.waiting) and not self.closed and self.breaker.usable_at <= now_s

    def is_crowded(self, now_s: float) -> bool:
        """Return True while other rows in hand leave no room; the end of those is notified."""
        if self.connections is not None and self.limit.busy_connections >= self.connections:
            return True
        return self.limited and not self.limit.is_turn_of(self, now_s)

    def room(self, now_s: float) -> int:
        """Return how many rows may go now."""
        if not self.can_go(now_s) or self.is_crowded(now_s):
            return 0
        return min(len(self.waiting), self.limit.pace.available(now_s))

    def due_s(self, now_s: float) -> float:
        """Return when rows may go next, as far as time decides it."""
        return max(self.limit.pace.ready_at(now_s), self.breaker.usable_at)
