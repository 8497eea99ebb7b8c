"""The language of a page that belongs to no newsletter: one that the reader's browser asks for."""

from __future__ import annotations

from digest.render import languages

DEFAULT = "en"
"""The language of a page whose reader asks for no language that has labels."""

HIGHEST_WEIGHT = 1.0
"""Weights run from 0 to 1; another number is left out, like a word."""

MAX_HEADER = 500
"""Characters of the header that are read: browsers send fewer than 100."""


def asked_language(accept_language: str) -> str:
    """Return the wanted language that has labels, by the weights of RFC 9110 section 12.5.4.

    >>> asked_language("xx, fr;q=0.5, tr;q=0.8")
    'tr'
    """
    # cut first: a header of a megabyte must cost no time
    asked = _weights(accept_language[:MAX_HEADER])
    # sorting is stable: of two languages with one weight the first named is taken
    for tag, weight in sorted(asked, key=_falling):
        # a weight of zero means "not this one"
        if weight > 0 and tag.split("-")[0].lower() in languages():
            return tag
    return DEFAULT


def _falling(asked: tuple[str, float]) -> float:
    return -asked[1]


def _weights(header: str) -> list[tuple[str, float]]:
    """Read the languages of the header with their weights; an unreadable one is left out."""
    asked = []
    for entry in header.split(","):
        # q=1 where none is written (RFC 9110, 12.4.2)
        tag, _, weight = entry.replace(" ", "").partition(";q=")
        try:
            share = float(weight or 1)
        # browsers send any text here; a weight that is no number is left out
        except ValueError:
            continue
        # NaN is a number for Python, and would leave the others in no order
        if share <= HIGHEST_WEIGHT:
            asked.append((tag, share))
    return asked
