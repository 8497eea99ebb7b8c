"""SharedLimits: the limits that all sends of one process keep together."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Protocol

from digest.deliver.shaping import Pace

ROWS_AHEAD = 50
"""One send may be so many rows ahead of another send that waits for the same limit."""


class WaitingRows(Protocol):
    """The rows of one send that wait for one limit."""

    taken: int
    """Rows of this send that have gone, counted from the level at which it joined."""

    def can_go(self, now_s: float) -> bool:
        """Return True when some rows could go now, if the limit allowed it."""
        ...


@dataclass(slots=True, kw_only=True)
class Limit:
    """The use of one relay or one provider by all sends. Change it under SharedLimits.lock only."""

    pace: Pace = field(default_factory=Pace)
    sends: int = 0
    """Sends that use it now."""
    busy_connections: int = 0
    """Connections that carry messages for it now; of a relay also those that are kept open."""
    queues: list[WaitingRows] = field(default_factory=list)

    def join(self, rows: WaitingRows) -> None:
        """Let the rows of one more send take part, level with the foremost send."""
        # from nought, a new send would go alone until it had sent as much as the others
        rows.taken = max((queue.taken for queue in self.queues), default=0)
        self.queues.append(rows)

    def is_turn_of(self, rows: WaitingRows, now_s: float) -> bool:
        """Return False while another send that waits is far behind."""
        for queue in self.queues:
            is_behind = queue.taken + ROWS_AHEAD <= rows.taken
            if queue is not rows and is_behind and queue.can_go(now_s):
                return False
        return True


class LoopSignal:
    """Wakes the coroutines of one event loop that wait for it. Any thread may notify."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._waiters: set[asyncio.Future[None]] = set()

    def notify(self) -> None:
        """Wake all coroutines that wait now."""
        with contextlib.suppress(RuntimeError):  # a closed loop has no coroutine that waits
            # futures of a loop may be settled by its own thread alone
            self._loop.call_soon_threadsafe(self._wake)

    async def wait(self, timeout_s: float) -> None:
        """Return at the next notification, or after `timeout_s`."""
        waiter = self._loop.create_future()
        self._waiters.add(waiter)
        timer = self._loop.call_later(timeout_s, _wake_one, waiter)
        try:
            await waiter
        finally:
            # also where the wait is cancelled: the set holds waiters of coroutines that wait
            timer.cancel()
            self._waiters.discard(waiter)

    def _wake(self) -> None:
        for waiter in self._waiters:
            _wake_one(waiter)


def _wake_one(waiter: asyncio.Future[None]) -> None:
    if not waiter.done():
        waiter.set_result(None)


class SharedLimits:
    """One object per process. `lock` guards everything in it.

    `signals` are notified when a row may go that had to wait.
    """

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.signals: set[LoopSignal] = set()
        self._limits: defaultdict[tuple[str, str], Limit] = defaultdict(Limit)

    def of_relay(self, name: str, *, per_minute: float | None) -> Limit:
        """Return the limit of a relay; the latest configuration sets its pace."""
        return self._limit("relay", name, per_minute)

    def of_provider(self, name: str, *, per_minute: float | None) -> Limit:
        """Return the limit of a mailbox provider; the latest configuration sets its pace."""
        return self._limit("provider", name, per_minute)

    def notify(self) -> None:
        """Tell all sends to look again."""
        for signal in tuple(self.signals):
            signal.notify()

    def _limit(self, kind: str, name: str, per_minute: float | None) -> Limit:
        limit = self._limits[kind, name]
        limit.pace.per_minute = per_minute
        return limit
