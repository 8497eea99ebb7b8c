"""Turkish or Icelandic: six bytes mean ğ, ı, ş in one table and ð, ý, þ in the other. Pure.

Both languages share their other accents in part, so a headline may fit both tables. The places in
which these letters stand tell: Turkish ends words with ı behind a consonant and with ş, and never
writes ğ behind a consonant; Icelandic has letters with an acute accent beside.
"""

from __future__ import annotations

import re
from enum import StrEnum

_WORD = re.compile(r"[^\W\d_]+")
_DOUBTFUL = frozenset("ðýþ")
_VOWELS = frozenset("aeiouyöüáéíóúýæ")

# Vowels of Icelandic and Faroese that Turkish lacks; ý is one of the doubtful letters.
_ICELANDIC_VOWELS = frozenset("áéíóúæø")

_TURKISH_NAMES = re.compile(
    r"\bý(?:ran|srail|stanbul|slam|ngil|zmir|talya|spanya|rland|svi[cç]re|sve[cç])", re.IGNORECASE
)
"""Names of places in the news that begin with İ."""

STRONG, WEAK = 2, 1
"""Weights of a sign that the other language hardly has, and of one that it seldom has."""


class Reading(StrEnum):
    """The language whose letters a text has, where signs of one outweigh those of the other."""

    TURKISH = "turkish"
    ICELANDIC = "icelandic"
    UNKNOWN = "unknown"


def doubtful_letters(text: str) -> Reading:
    """Tell from which language a text has its doubtful letters. It was read as Windows-1252.

    >>> str(doubtful_letters("Aðrý Daðý'nda kar yaðýþý")), str(doubtful_letters("Veðrið í dag"))
    ('turkish', 'icelandic')
    """
    turkish = STRONG * len(_TURKISH_NAMES.findall(text))
    icelandic = 0
    for match in _WORD.finditer(text.lower()):
        word = match[0]
        icelandic += STRONG * any(letter in _ICELANDIC_VOWELS for letter in word)
        if _DOUBTFUL.intersection(word):
            turkish += _turkish_signs(word)
            icelandic += _icelandic_signs(word)
    if turkish > icelandic:
        return Reading.TURKISH
    if icelandic > turkish:
        return Reading.ICELANDIC
    return Reading.UNKNOWN


def _turkish_signs(word: str) -> int:
    signs = 0
    # ı ends many words of two syllables: in Icelandic ý ends words of one
    if re.search(r"[aeiouöüý].{0,12}[^\W\d_aeiouöü]ý\Z", word):
        signs += STRONG
    # ı stands twice, and near the end: yağışı, sınır
    if re.search(r"ý.{1,8}ý[^\W\d_aeiouöü]{0,2}\Z", word):
        signs += STRONG
    # ş behind a vowel: iş, baş, işçi
    if re.search(r"[aeiouöüý]þ(?!r)", word):
        signs += STRONG
    # ğ between ı and another letter: dağı, ağır
    if "ðý" in word or "ýð" in word:
        signs += STRONG
    # ı among consonants behind another syllable: yarın, kadın, altın
    if re.search(r"[aeiouöü].{0,12}[^\W\d_aeiouöü]ý[^\W\d_aeiouöü]", word):
        signs += STRONG
    return signs


def _icelandic_signs(word: str) -> int:
    signs = 0
    # ğ never stands behind a consonant: orð, Sigurður
    if re.search(r"[bcdfghjklmnprstvxzþ]ð", word):
        signs += STRONG
    # nor does a Turkish word of one syllable end with ı: ný, ský
    if re.fullmatch(r"[^\W\d_aeiouöü]{1,3}ý", word):
        signs += STRONG
    # words and endings of Icelandic: með, veðrið, maður
    if word in _ICELANDIC_WORDS or word.endswith(("ið", "uð", "ður", "ðir")):
        signs += STRONG
    if re.match(r"þ(?:ess|eir|ing|or|ur)", word):
        signs += WEAK
    return signs


_ICELANDIC_WORDS = frozenset({"að", "það", "með", "við", "því", "þar", "þá", "þau"})
