"""Reading direction: which way a language runs, and how to keep names of another script from disturbing a line."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from digest.models import Direction

RTL_LANGUAGES = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "syr", "ug", "ur", "yi"}
)
RTL_SCRIPTS = frozenset({"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"})

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
_OVERRIDES = {ord(mark): None for mark in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}
_STRONG = {"L": Direction.LTR, "R": Direction.RTL, "AL": Direction.RTL}


def direction_of(language: str) -> Direction:
    """The direction a language is written in, by its tag: an RTL script subtag wins over the language."""
    subtags = language.lower().replace("_", "-").split("-")
    script = next((tag for tag in subtags[1:] if len(tag) == 4 and tag.isalpha()), "")
    if script:
        return Direction.RTL if script in RTL_SCRIPTS else Direction.LTR
    return Direction.RTL if subtags[0] in RTL_LANGUAGES else Direction.LTR


def isolate(text: str) -> str:
    """Wrap a name in Unicode isolates, for plain text and headers (HTML has `<bdi>`)."""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}" if text else ""


def without_overrides(text: str) -> str:
    """Drop the marks that force a direction on what follows them; LRM, RLM and the joiners of a script stay."""
    return text.translate(_OVERRIDES)


def script_runs(text: str, base: Direction) -> Iterator[tuple[str, bool]]:
    """Split a line into (piece, foreign): foreign pieces run against `base`, from their first letter to their last.

    The pieces join to the text. Digits and marks between two foreign words belong to them; at the edges they do not.
    """
    start, end, place = 0, 0, 0  # [start, end) is the foreign piece that is open, if any
    for index, character in enumerate(text):
        strong = _STRONG.get(unicodedata.bidirectional(character))
        if strong is None:
            if end == index and start != end and unicodedata.combining(character):
                end = index + 1
            continue
        if strong is not base:
            if start == end:
                start = index
            end = index + 1
        elif start != end:
            yield from _cut(text, place, start, end)
            place, start, end = end, 0, 0
    if start != end:
        yield from _cut(text, place, start, end)
        place = end
    if text[place:]:
        yield text[place:], False


def _cut(text: str, place: int, start: int, end: int) -> Iterator[tuple[str, bool]]:
    if text[place:start]:
        yield text[place:start], False
    yield text[start:end], True
