"""Headline lines: a headline cut into lines of like width, by the measure of a font. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

Measure = Callable[[str], float]
"""Returns the width of a text in pixels."""

Line = tuple[str, ...]
"""The words of one line."""

CUT = "…"
"""Stands where words were left out."""
NO_BREAK = "\N{NO-BREAK SPACE}"
CLOSE_ENOUGH_PX = 4
"""The search for the narrowest room ends here: no eye sees the difference."""
LEAST_WORDS_ABOVE = 3
"""A line of fewer words gives none away: it would become a widow itself."""


def balanced_lines(
    text: str, room: float, most_lines: int, measure: Measure
) -> tuple[Sequence[str], bool]:
    """Return the lines of a text within a room, and True when no word had to be left out.

    Lines are about as wide as each other. A number stays with the word behind it, and no single
    word stands alone in the last line where the line above can give it company.
    """
    wide = _by_words(measure)
    words = _bound(text.split())
    # a headline without words has no line
    if not words:
        return (), True
    lines = _filled(words, room, wide)
    if len(lines) > most_lines or not _fit(lines, room, wide):
        return _cut(lines, room, most_lines, measure), False
    lines = _without_widow(_narrowest(words, room, wide, len(lines)), room, wide)
    return tuple(" ".join(line) for line in lines), True


def _bound(words: Sequence[str]) -> list[str]:
    """Bind each number to the next word: "12" at the end of a line makes a reader stumble."""
    bound: list[str] = []
    for word in words:
        if bound and bound[-1].isdigit():
            bound[-1] = f"{bound[-1]}{NO_BREAK}{word}"
        else:
            bound.append(word)
    return bound


def _by_words(measure: Measure) -> Callable[[Line], float]:
    """Measure each word once, for the lines are tried many times; letters join in no blank."""
    known = cache(measure)

    def wide(line: Line) -> float:
        return sum(known(word) for word in line) + known(" ") * (len(line) - 1)

    return wide


def _filled(words: Sequence[str], room: float, wide: Callable[[Line], float]) -> Sequence[Line]:
    """Fill each line with as many words as fit; a word wider than the room has its own line."""
    lines: list[Line] = []
    for word in words:
        if lines and wide((*lines[-1], word)) <= room:
            lines[-1] = (*lines[-1], word)
        else:
            lines.append((word,))
    return lines


def _fit(lines: Sequence[Line], room: float, wide: Callable[[Line], float]) -> bool:
    return all(wide(line) <= room for line in lines)


def _narrowest(
    words: Sequence[str], room: float, wide: Callable[[Line], float], count: int
) -> Sequence[Line]:
    """Fill the narrowest room that takes no more lines: so the lines become alike."""
    too_narrow, enough = 0.0, room
    while enough - too_narrow > CLOSE_ENOUGH_PX:
        middle = (too_narrow + enough) / 2
        lines = _filled(words, middle, wide)
        if len(lines) <= count and _fit(lines, middle, wide):
            enough = middle
        else:
            too_narrow = middle
    return _filled(words, enough, wide)


def _without_widow(
    lines: Sequence[Line], room: float, wide: Callable[[Line], float]
) -> Sequence[Line]:
    if len(lines) == 1 or len(lines[-1]) > 1 or len(lines[-2]) < LEAST_WORDS_ABOVE:
        return lines
    last = (lines[-2][-1], *lines[-1])
    if wide(last) > room:
        return lines
    return [*lines[:-2], lines[-2][:-1], last]


def _cut(lines: Sequence[Line], room: float, most_lines: int, measure: Measure) -> Sequence[str]:
    """Return as many lines as there may be; the last shows that words are missing."""
    shown = []
    for line in lines[:most_lines]:
        shown.append(_within(" ".join(line), room, measure))
    if len(lines) > most_lines and not shown[-1].endswith(CUT):
        shown[-1] = _within(f"{shown[-1]}{CUT}", room, measure)
    return tuple(shown)


def _within(line: str, room: float, measure: Measure) -> str:
    """Shorten a line until it fits: by words, and a single long word by letters."""
    if measure(line) <= room:
        return line
    kept = line.removesuffix(CUT).rstrip()
    while len(kept) > 1 and measure(f"{kept}{CUT}") > room:
        front, _, _ = kept.rpartition(" ")
        kept = front or kept[:-1]
    return f"{kept}{CUT}"
