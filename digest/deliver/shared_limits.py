"""Traffic: what all sends of one process have under way, so that together they keep the limits."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Protocol

from digest.deliver.shaping import Pace

AHEAD = 50
"""Rows that one send may be ahead of another that waits for the same limit."""


class Waiting(Protocol):
    """The rows of one send for one provider."""

    taken: int

    def waits(self, now_s: float) -> bool:
        """True when some of them could go now, were it not for the limit."""
        ...


@dataclass(slots=True, kw_only=True)
class Flow:
    """Everything that goes to one relay, or to one provider. To be touched under the lock of its Traffic."""

    pace: Pace = field(default_factory=Pace)
    sends: int = 0
    """Sends that use it now."""
    busy: int = 0
    """Connections that carry something of it."""
    lanes: list[Waiting] = field(default_factory=list)

    def enter(self, lane: Waiting) -> None:
        """Let the rows of one more send take part, level with the others."""
        lane.taken = max((other.taken for other in self.lanes), default=0)
        self.lanes.append(lane)

    def turn_of(self, lane: Waiting, now_s: float) -> bool:
        """False while another send that waits is behind."""
        behind = (
            other for other in self.lanes if other is not lane and other.taken + AHEAD <= lane.taken
        )
        return not any(other.waits(now_s) for other in behind)


class Bell:
    """Wakes whoever waits on one event loop. May be rung from any thread."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            self._loop.call_soon_threadsafe(self._wake)

    async def wait(self, timeout_s: float) -> None:
        """Return with the next ring, or after so long."""
        waiting = self._loop.create_future()
        self._waiting.add(waiting)
        late = self._loop.call_later(timeout_s, _end, waiting)
        try:
            await waiting
        finally:
            late.cancel()
            self._waiting.discard(waiting)

    def _wake(self) -> None:
        for waiting in self._waiting:
            _end(waiting)


def _end(waiting: asyncio.Future[None]) -> None:
    if not waiting.done():
        waiting.set_result(None)


class Traffic:
    """One per process. `lock` guards all that is in it; `bells` ring when something may go again."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.bells: set[Bell] = set()
        self._flows: defaultdict[tuple[str, str], Flow] = defaultdict(Flow)

    def flow(self, kind: str, name: str, *, per_minute: float | None) -> Flow:
        """The flow to that relay or provider. The latest configuration sets its pace."""
        flow = self._flows[kind, name]
        flow.pace.per_minute = per_minute
        return flow

    def changed(self) -> None:
        """Tell all sends that they may look again."""
        for bell in tuple(self.bells):
            bell.ring()
