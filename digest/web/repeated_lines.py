"""Repeated lines: log lines of one kind are counted, not written again and again."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

EVERY_S = 60.0
"""One line of a kind is written each minute, with the number that was left out."""


@dataclass(slots=True, kw_only=True)
class LineCounter:
    """Knows which kinds of lines were written of late."""

    every_s: float = EVERY_S
    monotonic_s: Callable[[], float] = time.monotonic
    _written_s: dict[str, float] = field(default_factory=dict)
    _left_out: dict[str, int] = field(default_factory=dict)

    def count(self, kind: str) -> int | None:
        """Count a line of this kind. Return how many were left out before it, if it is due.

        None means that the line is left out.

        >>> lines = LineCounter(monotonic_s=lambda: 0.0)
        >>> lines.count("down"), lines.count("down")
        (0, None)
        """
        now_s = self.monotonic_s()
        # a monotonic clock: a wall clock that is set back would silence a kind for long
        written_s = self._written_s.get(kind)
        if written_s is not None and now_s - written_s < self.every_s:
            self._left_out[kind] = self._left_out.get(kind, 0) + 1
            return None
        self._written_s[kind] = now_s
        return self._left_out.pop(kind, 0)


class CountRepeats(logging.Filter):
    """Lets one line of each kind pass in a minute. A kind is the text before its values."""

    def __init__(self, counter: LineCounter | None = None) -> None:
        super().__init__()
        self.counter = counter or LineCounter()

    def filter(self, record: logging.LogRecord) -> bool:
        """Pass a due line, with the number that was left out, and stop the others."""
        # `msg` before its arguments are filled in: one kind for all addresses
        left_out = self.counter.count(f"{record.name}: {record.msg}")
        if left_out is None:
            return False
        if left_out:
            record.msg = f"{record.msg} ({left_out} more like it were left out)"
        return True
