"""Features of a sentence for the model of uses: signs in its words, and measures of its place."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from digest.languages import language_of
from digest.write.similarity import overlap

SIGNS = language_of("en").use_signs
"""Signs that a sentence may have: 1 or 0 of each is a feature."""

MEASURES = (
    "names an earlier year", "names this year", "names a later year", "years back",
    "logarithm of words", "short", "long", "place in the text", "inverse of the place",
    "opens the text", "stands near the top", "stands near the end", "words of the title",
    "share of the title", "words of the first sentence", "patterns find it alone",
    "opens with a known surname", "looks back", "names a day", "role of main event",
    "role of background", "share of capitals", "logarithm of capitals",
)  # fmt: skip
"""Measures behind the signs, in the order in which `features_of` gives them."""

NAMES = (*(sign.name for sign in SIGNS), *MEASURES)

SHORT_WORDS, LONG_WORDS = 12, 35
"""Below and above these a sentence is called short or long."""

NEAR_TOP, NEAR_END = 3, 3
"""So many sentences stand near the top of a text, and near its end."""

YEARS_BACK, YEARS_UNIT = 10, 5
"""Years are counted back to ten, in units of five."""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One sentence with all that other judges found out about it.

    `content` are its content words; `main` and `why` its chances by role.
    """

    text: str
    content: frozenset[str]
    alone: bool
    known_surname: bool
    looks_back: bool
    dated: bool
    main: float
    why: float


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return the compiled signs, in their order."""
    return tuple(re.compile(sign.pattern, re.IGNORECASE) for sign in SIGNS)


def features_of(
    sentences: Sequence[Judged], *, title: frozenset[str], year: int
) -> list[list[float]]:
    """Return a row of features for each sentence of one article, given whole and in order.

    `title` are the content words of its title, `year` is the year of publication.
    """
    rows = []
    for index, sentence in enumerate(sentences):
        # the order of a row is the order of the stored weights
        row = [float(pattern.search(sentence.text) is not None) for pattern in _patterns()]
        row += _years(sentence.text, year)
        row += _place(index, len(sentences), len(sentence.text.split()))
        shared = len(sentence.content & title)
        row += [
            overlap(sentence.content, title),
            shared / (len(title) or 1),
            overlap(sentence.content, sentences[0].content),
            float(sentence.alone),
            float(sentence.known_surname),
            float(sentence.looks_back),
            float(sentence.dated),
            sentence.main,
            sentence.why,
        ]
        row += _capitals(sentence.text)
        rows.append(row)
    return rows


def _years(text: str, year: int) -> list[float]:
    """Measure the years that a sentence names against the year of publication."""
    named = [int(word) for word in _YEAR.findall(text)]
    # a year from the future counts as none back
    back = max((year - another for another in named), default=0)
    return [
        float(min(named, default=year) < year),
        float(year in named),
        float(max(named, default=year) > year),
        min(YEARS_BACK, max(back, 0)) / YEARS_UNIT,
    ]


def _place(index: int, count: int, words: int) -> list[float]:
    """Measure the length of a sentence and its place in the text."""
    # the stored weights stand in this order
    return [
        math.log(words or 1),
        float(words < SHORT_WORDS),
        float(words > LONG_WORDS),
        index / count,
        1 / (1 + index),
        float(index == 0),
        float(index < NEAR_TOP),
        float(index >= count - NEAR_END),
    ]


def _capitals(text: str) -> list[float]:
    """Measure how many words behind the first begin with a capital."""
    words = text.split()
    capitals = 0
    for word in words[1:]:
        capitals += word[0].isupper()
    return [capitals / (len(words) or 1), math.log(1 + capitals)]
