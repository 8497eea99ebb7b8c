"""Reading direction of languages, and how a name of another script is kept from turning a line."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from digest.models import Direction

SCRIPT_LETTERS = 4
"""Letters of a script subtag (BCP 47): "Arab", "Latn"."""

# all languages of the world that feeds use, registered or not
RTL_LANGUAGES = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "syr", "ug", "ur", "yi"}
)
RTL_SCRIPTS = frozenset({"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"})

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
_OVERRIDES = {ord(mark): None for mark in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}
_STRONG = {"L": Direction.LTR, "R": Direction.RTL, "AL": Direction.RTL}


def direction_of(language: str) -> Direction:
    """Return the direction a language is written in; a script subtag wins over the language.

    >>> direction_of("ar"), direction_of("az-Arab"), direction_of("de")
    (<Direction.RTL: 'rtl'>, <Direction.RTL: 'rtl'>, <Direction.LTR: 'ltr'>)
    """
    subtags = language.lower().replace("_", "-").split("-")
    right_to_left = subtags[0] in RTL_LANGUAGES
    for subtag in subtags[1:]:
        # a script settles the direction: "az-Arab" runs from the right
        if len(subtag) == SCRIPT_LETTERS and subtag.isalpha():
            right_to_left = subtag in RTL_SCRIPTS
            break
    if right_to_left:
        return Direction.RTL
    return Direction.LTR


def isolate(text: str) -> str:
    """Wrap a name in Unicode isolates, for plain text and headers (HTML has `<bdi>`).

    >>> len(isolate("Anadolu")), isolate("")
    (9, '')
    """
    if not text:
        return ""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"


def without_overrides(text: str) -> str:
    """Drop the marks that force a direction on the text behind them.

    LRM, RLM and the joiners of a script stay.
    """
    return text.translate(_OVERRIDES)


def script_runs(text: str, base: Direction) -> Iterator[tuple[str, bool]]:
    """Split a line into (piece, foreign): foreign pieces run against `base`.

    A foreign piece reaches from its first letter to its last. The pieces join to the text. Digits
    and marks between two foreign words belong to the piece; at its edges they do not.

    >>> list(script_runs("The paper Ūrdu says", Direction.LTR))
    [('The paper Ūrdu says', False)]
    """
    # most lines of a mail from left to right: no letter of ASCII runs the other way
    if text.isascii() and base is Direction.LTR:
        if text:
            yield text, False
        return
    start, end, place = 0, 0, 0  # [start, end) is the foreign piece that is open
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
