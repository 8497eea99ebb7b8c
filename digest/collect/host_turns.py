"""Turns at one host: so many requests at a time, and their starts so many seconds apart."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from digest.errors import FetchError


class HostMemory:
    """The places at each host and its last requests, shared by all that ask in one process."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.places: dict[str, threading.BoundedSemaphore] = {}
        self.last_start: dict[str, float] = {}


class HostTurns:
    """Lets at most `per_host` requests at a time through to a host, their starts `gap_s` apart.

    Turns with one `memory` keep the manners together, such as a round of collecting and the watch
    of cited pages.
    """

    def __init__(
        self,
        *,
        per_host: int,
        gap_s: float,
        clock: Callable[[], float] = time.monotonic,
        memory: HostMemory | None = None,
    ) -> None:
        self._per_host = max(1, per_host)
        self._gap_s = gap_s
        self._clock = clock
        self._memory = memory or HostMemory()
        self._stopped = threading.Event()

    @contextmanager
    def turn(self, host: str, gap_s: float = 0.0) -> Iterator[None]:
        """Wait for a place at a host that has rested. The wait itself takes no place.

        Raises FetchError once `stop` was called.
        """
        with self._memory.lock:
            place = self._memory.places.setdefault(host, threading.BoundedSemaphore(self._per_host))
        wait_s = 0.0
        # the wait ends at once when collecting is stopped
        while not self._stopped.wait(wait_s):
            with place:
                wait_s = self._start(host, max(gap_s, self._gap_s))
                if wait_s <= 0:
                    yield
                    return
        raise FetchError("was not asked: collecting was stopped", subject=host)

    def _start(self, host: str, gap_s: float) -> float:
        """Start a request if the host has rested for `gap_s`; else return the seconds to wait."""
        with self._memory.lock:
            now = self._clock()
            wait_s = self._memory.last_start.get(host, -math.inf) + gap_s - now
            if wait_s <= 0:
                self._memory.last_start[host] = now
            return wait_s

    def stop(self) -> None:
        """End every wait; no more turn is given."""
        self._stopped.set()
