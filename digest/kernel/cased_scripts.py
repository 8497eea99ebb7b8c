"""Cyrillic or Greek by the shape of words: in the right table a capital stands first alone. Pure.

The tables of these scripts hold the same letters at other bytes: in a wrong one capitals stand
within words. A headline is enough, where a guess by statistics needs a page.
"""

from __future__ import annotations

import re

TABLES = (
    "windows-1251",
    "koi8-r",
    "iso-8859-5",
    "windows-1253",
    "iso-8859-7",
    "koi8-u",
    "cp866",
)
"""The most frequent first: of two that fit alike the first is taken."""

FREQUENT = frozenset("оеаиінтср" + "αοιετσνης")
"""The letters that make up more than half of a text in Russian and its kin, or in Greek."""

LEAST_FREQUENT = 0.4
"""Share of frequent letters in the right table, or more."""

LEAST_WELL_SHAPED = 0.9
"""Share of the words that are written so in the right table, with room for ЕС and iPhone."""

LEAST_IN_SCRIPT = 0.9
"""Share of the characters beyond ASCII that are letters of the script."""

LEAST_LETTERS = 8
"""Letters beyond ASCII below which the shape of words says nothing."""

_WORD = re.compile(r"[^\W\d_]+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_IN_SCRIPT = re.compile(r"[\u0370-\u03ff\u0400-\u045f\u0490\u0491]")
# quotation marks, dashes and signs that news in every script has
_SIGNS = re.compile(r"[«»“”„‘’–—…№€°·\u00a0]")


def cased_script(body: bytes) -> str:
    """Return the text of bytes in the table that gives well-shaped Cyrillic or Greek; "" for none.

    >>> cased_script("Порт снова открыт".encode("koi8-r"))
    'Порт снова открыт'
    """
    best, most = "", LEAST_FREQUENT
    for table in TABLES:
        try:
            text = body.decode(table)
        except UnicodeError:
            continue
        if not (_is_in_script(text) and _is_well_shaped(text)):
            continue
        # Greek read as Cyrillic is well shaped, of letters that are rare
        share = _share_of_frequent(text)
        if share > most:
            best, most = text, share
    return best


def _share_of_frequent(text: str) -> float:
    frequent = sum(1 for letter in text.lower() if letter in FREQUENT)
    # by all signs: a table that gives boxes in the place of some letters is the wrong one
    return frequent / len(_BEYOND_ASCII.findall(text))


def _is_in_script(text: str) -> bool:
    letters = len(_IN_SCRIPT.findall(text))
    beyond = len(_BEYOND_ASCII.findall(text)) - len(_SIGNS.findall(text))
    return letters >= LEAST_LETTERS and letters >= LEAST_IN_SCRIPT * beyond


def _is_well_shaped(text: str) -> bool:
    """Tell whether words of the script are in small letters, in capitals, or begin with one."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    shaped = 0
    small = 0
    for word in words:
        # the sigma of an end stands at no other place
        is_cased = word[1:].islower() or len(word) == 1 or word.isupper()
        shaped += is_cased and "ς" not in word[:-1]
        small += word[1:].islower()
    # a headline in capitals alone is the same in a table that swaps the cases
    return small > 0 and shaped >= LEAST_WELL_SHAPED * len(words)
