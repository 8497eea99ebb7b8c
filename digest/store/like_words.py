"""Words for LIKE: every sign of a word is a letter, also % and _."""

from __future__ import annotations

ESCAPE = "!"
"""In front of a sign of LIKE that is a letter. A backslash means different things to databases."""


def escaped(words: str) -> str:
    """Write words for LIKE, so that % and _ in them are letters.

    >>> escaped("100%")
    '100!%'
    """
    # the escape itself first: later it would escape the escapes
    for sign in (ESCAPE, "%", "_"):
        words = words.replace(sign, ESCAPE + sign)
    return words
