"""Doubles a text and holds the growth of the time that reading it takes."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

FREE_S = 0.05
"""Less time than this says nothing about growth."""

MOST_GROWTH = 3.0
"""Twice the text may take three times as long: the clock of a busy machine is not exact."""

CLEAR_GROWTH = 2.5
"""Less than this in two single runs needs no second look: a square law shows as four."""

MOST_TRIES = 4
"""A measurement that says too much is repeated: the processor is shared."""

RUNS = 2
"""Runs of a measurement that is repeated."""

MOST_S = 30.0


def assert_steady_growth(work: Callable[[str], object], start: str, piece: str, count: int) -> None:
    """Fail where a text of twice as many pieces takes much more than twice as long."""
    # nearly every judge is this fast: one run is then enough, and it is the longer text's
    first_s = seconds_once(work, start + piece * 2 * count)
    if first_s < FREE_S:
        return
    assert first_s < MOST_S
    # most others show in one run each that they grow by the length
    if first_s < CLEAR_GROWTH * seconds_once(work, start + piece * count):
        return
    # a pattern that grows too fast does so each time, and a busy neighbour only at times
    growths = []
    for longer in range(1, MOST_TRIES + 1):
        once_s = seconds(work, start, piece, count + RUNS * longer)
        twice_s = seconds(work, start, piece * 2, count + RUNS * longer)
        assert twice_s < MOST_S
        if twice_s < FREE_S or twice_s < MOST_GROWTH * max(once_s, FREE_S / MOST_GROWTH):
            return
        growths.append(twice_s / once_s)
    pytest.fail(f"twice the text took {min(growths):.1f} times as long, at the least")


def seconds(work: Callable[[str], object], start: str, piece: str, count: int) -> float:
    """Return the least time of some runs: another process may have had the processor.

    Each run reads a text of its own, as a function that remembers its answers would take no time.
    """
    return min(seconds_once(work, start + piece * (count + run)) for run in range(RUNS))


def seconds_once(work: Callable[[str], object], text: str) -> float:
    """Return the time of the processor that one run takes."""
    started = time.process_time()
    work(text)
    return time.process_time() - started
