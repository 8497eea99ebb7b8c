"""Quotations: the marks of every script, and whether those of a text are closed."""

from __future__ import annotations

import re
from collections.abc import Iterator

CLOSING_MARKS = {"„": "“”", "“": "”", '"': '"', "«": "»", "»": "«"}
"""The marks that close a quotation by the mark that opens it: English, German, French, straight."""

OPENING_MARKS = ("“", "„", '"', "«", "»", "‘")
"""Marks with which a sentence that is a quotation begins."""

_OPENING = re.compile(f"[{''.join(CLOSING_MARKS)}]")
# a straight mark behind a digit is inches; between Hebrew letters it makes an abbreviation
_NO_QUOTE_MARK = re.compile(r'\d"|[א-ת]"[א-ת]')


def without_quotations(text: str) -> str:
    """Return the text with a blank in place of each whole quotation.

    >>> without_quotations("He said “no” twice.")
    'He said   twice.'
    """
    pieces = []
    behind = 0
    for start, end in quotation_spans(text):
        pieces.append(text[behind:start])
        behind = end
    return " ".join([*pieces, text[behind:]])


def quotation_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each whole quotation stands, with its marks; they never overlap.

    A mark that no other mark closes opens no quotation. Cost: each letter is read a few times,
    however many marks stay open.

    >>> list(quotation_spans("He said “no” twice."))
    [(8, 12)]
    """
    behind = 0
    nearest: dict[str, int] = {}
    for opening in _OPENING.finditer(text):
        start = opening.start()
        if start < behind:
            continue
        closings = []
        for mark in CLOSING_MARKS[opening[0]]:
            # a mark that was looked for is looked for again only behind its place
            if nearest.get(mark, 0) <= start:
                place = text.find(mark, start + 1)
                nearest[mark] = len(text) if place < 0 else place
            if nearest[mark] < len(text):
                closings.append(nearest[mark])
        if closings:
            behind = min(closings) + 1
            yield start, behind


def quotes_closed(text: str) -> bool:
    """Tell whether each quotation that a text opens is closed in it, and the other way round.

    >>> quotes_closed("He said “no”."), quotes_closed("He said “no"), quotes_closed("„Ja“, so er.")
    (True, False, True)
    """
    straight = text.count('"') - len(_NO_QUOTE_MARK.findall(text))
    if straight % 2 or text.count("«") != text.count("»"):
        return False
    low, high, closing = text.count("„"), text.count("“"), text.count("”")
    # German closes with the mark that English opens with
    if low:
        return low == high + closing
    return high == closing
