"""Suggestions for a word that is not known: the nearest known word, or the words there are."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

MOST_SHOWN = 12
"""Words that a message lists: a longer list is not read."""
NEAR_ENOUGH = 0.6
"""Two of three letters in common, as difflib counts them."""


def did_you_mean(word: str, known: Iterable[str], *, none: str = "there is none yet") -> str:
    """Return one clause of advice about an unknown word; `none` when no word is known.

    >>> did_you_mean("titel", ["title", "lead"])
    'did you mean "title"?'
    >>> did_you_mean("x", ["title", "lead", "body"])
    'use body, lead or title'
    """
    words = sorted(set(known))
    near = difflib.get_close_matches(word.lower(), words, n=1, cutoff=NEAR_ENOUGH)
    if not near:
        # a name with capitals, like that of a publisher
        near = difflib.get_close_matches(word, words, n=1, cutoff=NEAR_ENOUGH)
    if near:
        return f'did you mean "{near[0]}"?'
    if not words:
        return none
    # a long list is cut: the reader looks into the file anyway
    if len(words) > MOST_SHOWN:
        return f"there are: {', '.join(words[:MOST_SHOWN])} and {len(words) - MOST_SHOWN} more"
    if len(words) == 1:
        return f"use {words[0]}"
    return f"use {', '.join(words[:-1])} or {words[-1]}"
