"""Order of the parts of a mail: a theme lists some parts, and the others keep their place. Pure.

>>> parts_in_order(["masthead", "lead", "quote", "also", "footer"], ["also", "lead"])
['masthead', 'also', 'lead', 'quote', 'footer']
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence

# Every mail says first whose it is, and last why it came and how to leave.
FIRST, LAST = "masthead", "footer"


def parts_in_order(names: Sequence[str], order: Sequence[str]) -> list[str]:
    """Return the parts as a theme orders them; `names` are all parts in their usual order.

    A part that the theme does not list stands behind the part that it usually stands behind.
    Masthead and footer stay where they are, and a name that is no part is left out.
    """
    movable = [name for name in names if name not in (FIRST, LAST)]
    placed = [name for name in order if name in movable]
    above = ""
    for name in movable:
        if name not in placed:
            place = 0
            if above:
                place = placed.index(above) + 1
            placed.insert(place, name)
        above = name
    if FIRST in names:
        placed.insert(0, FIRST)
    if LAST in names:
        placed.append(LAST)
    return placed


def order_mistakes(order: Sequence[str], names: Sequence[str]) -> list[tuple[int, str, str]]:
    """Return (place in the list, mistake, advice) for each name of an order that cannot stand.

    >>> order_mistakes(["lead", "led"], ["masthead", "lead", "footer"])
    [(1, 'no part is called led', 'did you mean lead?')]
    """
    mistakes = []
    for place, name in enumerate(order):
        if name not in names:
            advice = f"parts are: {', '.join(names)}"
            near = difflib.get_close_matches(name, names, n=1)
            if near:
                advice = f"did you mean {near[0]}?"
            mistakes.append((place, f"no part is called {name}", advice))
        elif name in order[:place]:
            mistakes.append((place, f"{name} stands twice in the order", "name it once"))
        elif (name == FIRST and place > 0) or (name == LAST and place < len(order) - 1):
            advice = f"{FIRST} is always first and {LAST} last: leave them out"
            mistakes.append((place, f"{name} cannot be moved", advice))
    return mistakes
