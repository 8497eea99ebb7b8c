"""Back-off: how long to wait before the next try after failures in a row."""

from __future__ import annotations

import math
from hashlib import sha256

MAX_DOUBLINGS = 60
"""Enough to reach any longest wait; more would overflow a float."""


def backoff_s(
    failures: int,
    *,
    first_s: float,
    longest_s: float = math.inf,
    jitter: float = 0.0,
    seed: str = "",
) -> float:
    """Return the seconds to wait after so many failures in a row; 0 before the first failure.

    The wait doubles from `first_s` up to `longest_s`. `jitter` (0 to 1) then spreads it by that
    share in both directions, so a jittered wait may pass `longest_s` by that share. The jitter is a
    function of `seed` and `failures`: spread over sources or subscribers, and the same every time.

    >>> [backoff_s(n, first_s=5, longest_s=30) for n in range(5)]
    [0.0, 5.0, 10.0, 20.0, 30.0]
    """
    if failures <= 0:
        return 0.0
    # the first failure waits `first_s`, undoubled
    doublings = min(failures - 1, MAX_DOUBLINGS)
    # capped before the jitter, so that the longest waits are spread, too
    wait_s = min(longest_s, first_s * 2.0**doublings)
    return wait_s * (1 + jitter * (2 * _fraction(f"{seed} {failures}") - 1))


def _fraction(seed: str) -> float:
    """Return the same number from 0 to 1 for the same seed."""
    return int.from_bytes(sha256(seed.encode()).digest()[:4]) / 2**32
