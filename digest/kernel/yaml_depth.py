"""YAML depth: does a text nest deeper than a hand writes, so that reading it would take for ever?

>>> nests_too_deep("a: [1, [2]]"), nests_too_deep("[" * 501)
(False, True)
"""

from __future__ import annotations

from itertools import accumulate

MOST_BRACKETS = 500
"""Open brackets at one place; the scanner's time grows with the square of their number."""


def nests_too_deep(text: str) -> bool:
    """Tell whether more brackets stand open at one place than the scanner reads in good time.

    Brackets in quotes count too. Blocks inside blocks end in RecursionError, which readers of YAML
    catch.
    """
    # most texts have fewer brackets in all, and one count is enough
    if text.count("[") + text.count("{") <= MOST_BRACKETS:
        return False
    steps = {"[": 1, "{": 1, "]": -1, "}": -1}
    return max(accumulate(steps.get(letter, 0) for letter in text)) > MOST_BRACKETS
