"""Wait for what another process or another thread does, where no event of ours can tell.

This is the one place in the tests that asks again and again. A test that can wait for an event of
its own thread waits for that.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

AGAIN_S = 0.05
"""Pause between two looks: short beside what is waited for, long beside the look itself."""

_NEVER = threading.Event()


def eventually(truth: Callable[[], object], what: str = "it", *, within_s: float = 60.0) -> None:
    """Return once `truth()` is true. Fail, and name `what` was waited for, when it stays false."""
    deadline = time.monotonic() + within_s
    while not truth():
        assert time.monotonic() < deadline, f"waited {within_s} s for {what}"
        _NEVER.wait(AGAIN_S)


def max_within(figure: Callable[[], int], *, seconds: float) -> int:
    """Return the largest value of a figure in that time."""
    values = [figure()]
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        _NEVER.wait(AGAIN_S)
        values.append(figure())
    return max(values)


def within(truth: Callable[[], object], seconds: float = 60.0) -> bool:
    """Tell whether `truth()` becomes true in that time."""
    deadline = time.monotonic() + seconds
    while not truth():
        if time.monotonic() > deadline:
            return False
        _NEVER.wait(AGAIN_S)
    return True
