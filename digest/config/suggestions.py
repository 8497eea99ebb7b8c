"""What an operator may have meant: the nearest known word, or the words there are."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

MOST_SHOWN = 12


def did_you_mean(word: str, known: Iterable[str], *, none: str = "there is none yet") -> str:
    """One clause of advice: `did you mean "title"?`, else the words there are, else `none`."""
    words = sorted(set(known))
    near = difflib.get_close_matches(word.lower(), words, n=1, cutoff=0.6)
    if near:
        return f'did you mean "{near[0]}"?'
    if not words:
        return none
    if len(words) > MOST_SHOWN:
        return f"there are: {', '.join(words[:MOST_SHOWN])} and {len(words) - MOST_SHOWN} more"
    return f"use {' or '.join(part for part in (', '.join(words[:-1]), words[-1]) if part)}"
