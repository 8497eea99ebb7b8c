"""Correction marks: the words by which outlets say that an article was corrected or withdrawn.

The words are those of `digest.languages.pages`, all languages at once.
"""

from __future__ import annotations

import re

from digest.languages import Sign
from digest.languages.pages import PAGE_WORDS


def _signs(table: str) -> tuple[Sign, ...]:
    signs: list[Sign] = []
    for words in PAGE_WORDS:
        signs += getattr(words, table)
    return tuple(signs)


def _joined(signs: tuple[Sign, ...]) -> re.Pattern[str]:
    # one pattern for all: a page of many lines is read once for each kind of mark
    return re.compile("|".join(f"(?:{sign.pattern})" for sign in signs), re.IGNORECASE)


CORRECTED_SIGNS = _signs("corrected")
"""Marks of a corrected article."""

# these win over a correction: an article that is gone tells more than a changed one
WITHDRAWN_SIGNS = _signs("withdrawn")
"""Marks of a withdrawn article."""

CORRECTED_MARKS = _joined(CORRECTED_SIGNS)
WITHDRAWN_MARKS = _joined(WITHDRAWN_SIGNS)
