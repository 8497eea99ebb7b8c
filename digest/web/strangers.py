"""Strangers: networks whose posts show no proof are refused unread, each for an hour."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from digest.models import RateLimit
from digest.usecases.newsroom import Newsroom

HOUR_S = 3600.0
WRONG_POSTS_AN_HOUR = 60
"""Posts of one network without a proof: a provider with a wrong password is heard of by then."""

MOST_NETWORKS = 10_000
"""Networks that are refused unread; of more, the earliest are asked for their proof again."""


@dataclass(slots=True)
class Strangers:
    """Networks whose posts are refused unread, each for an hour."""

    _until: dict[str, datetime] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def is_refused(self, network: str, now: datetime) -> bool:
        """Tell whether a network is refused now."""
        with self._lock:
            until = self._until.get(network)
            # over: the network may show its proof again
            if until is not None and until <= now:
                del self._until[network]
                return False
            return until is not None

    def refuse(self, network: str, now: datetime) -> None:
        """Refuse a network for an hour."""
        with self._lock:
            # a dictionary keeps the order: the first is the one refused longest ago
            if len(self._until) >= MOST_NETWORKS:
                del self._until[next(iter(self._until))]
            self._until[network] = now + timedelta(seconds=HOUR_S)

    def count(self, newsroom: Newsroom, network: str) -> None:
        """Count a post without a proof; from too many on the network is refused."""
        now = newsroom.clock()
        limit = RateLimit(
            key=f"wrong posts from {network}", most=WRONG_POSTS_AN_HOUR, window_s=HOUR_S
        )
        # in the store, so that all processes count together
        (count,) = newsroom.store.joining.counted([limit], now=now)
        if count >= limit.most:
            self.refuse(network, now)
