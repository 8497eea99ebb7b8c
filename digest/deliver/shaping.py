"""Shaping: how fast a relay or a provider may be served, and when it is left alone for a while."""

from __future__ import annotations

from dataclasses import dataclass, field

from digest.kernel.backoff import backoff_s

SECONDS_A_MINUTE = 60.0

CATCH_UP_S = 0.25
"""A pace that fell behind may catch up this much and no more: 2.5 % of any ten seconds."""

SLOWER = 1.5
"""A complaint of the provider makes the gaps between messages this many times longer."""

SLOWEST = 16.0
"""Complaints make the gaps at most this many times longer than configured."""

FASTER = 0.98
"""Each accepted message brings the gaps back by this factor: some 20 messages undo a complaint."""

NO_LIMIT = 1_000_000
"""The number of messages that may go now where no pace is set."""

FIRST_PAUSE_S = 1.0
FAILURES_TO_GIVE_UP = 4


@dataclass(slots=True, kw_only=True)
class Pace:
    """Spaces hand-overs evenly at `per_minute`; None is no limit.

    Times are seconds of one monotonic clock.

    >>> pace = Pace(per_minute=600)
    >>> pace.spend(100.0)
    >>> pace.is_ready(100.05), pace.is_ready(100.1)
    (False, True)
    """

    per_minute: float | None = None
    _due_s: float | None = None
    _stretch: float = 1.0

    @property
    def interval_s(self) -> float:
        """The gap between two messages now."""
        if not self.per_minute:
            return 0.0
        return SECONDS_A_MINUTE / self.per_minute * self._stretch

    def available(self, now_s: float) -> int:
        """Return how many messages may go now."""
        if not self.per_minute:
            return NO_LIMIT
        # arrears within CATCH_UP_S may go at once, besides the message that is due now
        behind_s = now_s - self._next_due_s(now_s)
        if behind_s < 0:
            return 0
        return int(behind_s / self.interval_s) + 1

    def is_ready(self, now_s: float) -> bool:
        """Return True when a message may go now."""
        return not self.per_minute or now_s >= self._next_due_s(now_s)

    def ready_at(self, now_s: float) -> float:
        """Return the time at which the next message may go, `now_s` at the earliest."""
        if not self.per_minute:
            return now_s
        return max(now_s, self._next_due_s(now_s))

    def spend(self, now_s: float, count: int = 1) -> None:
        """Note that `count` messages go now."""
        if self.per_minute:
            self._due_s = self._next_due_s(now_s) + count * self.interval_s

    def slow(self) -> None:
        """Stretch the gaps, because the provider complained."""
        # bounded: after a long storm of complaints the pace must come back within minutes
        self._stretch = min(self._stretch * SLOWER, SLOWEST)

    def ease(self) -> None:
        """Shorten the gaps a little, because the provider accepted a message."""
        self._stretch = max(self._stretch * FASTER, 1.0)

    def _next_due_s(self, now_s: float) -> float:
        """Return when the next message is due; older arrears are forgotten."""
        if self._due_s is None:
            return now_s
        return max(self._due_s, now_s - CATCH_UP_S)


@dataclass(slots=True, kw_only=True)
class Breaker:
    """Leaves a relay or provider alone after trouble, twice as long each time.

    After `failures_to_give_up` failures in a row it is given up.

    >>> breaker = Breaker()
    >>> breaker.record_failure(10.0)
    >>> breaker.usable_at
    11.0
    """

    first_pause_s: float = FIRST_PAUSE_S
    failures_to_give_up: int = FAILURES_TO_GIVE_UP
    _failures: int = 0
    _paused_until_s: float = field(default=0.0)

    @property
    def given_up(self) -> bool:
        """True when the failures in a row were too many."""
        return self._failures >= self.failures_to_give_up

    @property
    def troubled(self) -> bool:
        """True when the latest answer was a failure."""
        return self._failures > 0

    @property
    def usable_at(self) -> float:
        """The time from which on it may be tried again; infinity when it is given up."""
        if self.given_up:
            return float("inf")
        return self._paused_until_s

    def record_failure(self, now_s: float) -> None:
        """Count a failure; failures during a pause (connections that broke together) count once."""
        if now_s < self._paused_until_s:
            return
        self._failures += 1
        # counted before the wait is reckoned: the first failure waits the first pause
        self._paused_until_s = now_s + backoff_s(self._failures, first_s=self.first_pause_s)

    def reset(self) -> None:
        """Forget all failures, because a message was accepted."""
        self._failures = 0
        self._paused_until_s = 0.0
