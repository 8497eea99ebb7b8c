"""Words and folding: one spelling for every way a word is written, with offsets into the original text."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import cast

import Stemmer

# marks that sit on a letter: Latin diacritics, Hebrew niqqud, Arabic harakat; tatweel and joiners stretch a word
_MARKS = "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
_STRETCH = "\u0640\u200c\u200d\u00ad"
_LETTER = rf"[^\W_{_STRETCH}]"
_INSIDE = rf"[\w{_MARKS}{_STRETCH}]"
_WORD = re.compile(
    rf"\d+(?:[.,٫٬]\d+)*(?!{_INSIDE})"  # 1,200 and 5.93
    r"|(?:[A-Za-z]\.){2,}(?:[A-Za-z](?![A-Za-z]))?"  # U.S., U.A.E
    rf"|{_LETTER}{_INSIDE}*(?:['’׳״\"](?={_LETTER}){_INSIDE}+)*"
)
_ASCII_WORD = re.compile(
    r"(\d+(?:[.,]\d+)*(?![A-Za-z])|(?:[A-Za-z]\.){2,}(?:[A-Za-z](?![A-Za-z]))?"
    r"|[A-Za-z0-9]+(?:'(?![sS](?![A-Za-z0-9]))[A-Za-z0-9]+)*)(?:'[sS](?![A-Za-z0-9]))?"
)
# the same words as `_ASCII_WORD` finds, in lower case and with the usual kind first
_LOWER_WORD = re.compile(
    r"([a-z][a-z0-9]+(?:'(?!s(?![a-z0-9]))[a-z0-9]+)*|\d+(?:[.,]\d+)*(?![a-z])|(?:[a-z]\.){2,}(?:[a-z](?![a-z]))?"
    r"|[a-z0-9]+(?:'(?!s(?![a-z0-9]))[a-z0-9]+)*)(?:'s(?![a-z0-9]))?"
)
_LATIN_JOIN = re.compile(r"(?<=[^\W\d_])\"(?=[^\W\d_])")
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)

_FOLDS: dict[int, str | None] = str.maketrans(
    {
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ک": "ك",
        "ڪ": "ك",
        "ة": "ه",
        "ۀ": "ه",
        "ە": "ه",
        "ھ": "ه",
        "ہ": "ه",
        "ٱ": "ا",
        "ך": "כ",
        "ם": "מ",
        "ן": "נ",
        "ף": "פ",
        "ץ": "צ",
        "ı": "i",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "‘": "'",
        "’": "'",
        "‛": "'",
        "ʼ": "'",
        "ʻ": "'",
        "ʿ": "'",
        "ʾ": "'",
        "׳": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "״": '"',
        "‐": "-",
        "‑": "-",
        "–": "-",
        "—": "-",
        "٫": ".",
        "٬": ",",
        **{chr(0x0660 + digit): str(digit) for digit in range(10)},
        **{chr(0x06F0 + digit): str(digit) for digit in range(10)},
        **dict.fromkeys(
            "\u0640\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad"
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its folded `text` and where it stands in the original, `[start, end)`."""

    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """Fold case, diacritics and the letters one word is spelled with in two ways.

    Drops harakat, niqqud, tatweel and invisible joiners; joins ي/ى/ی, ك/ک, أ/إ/آ/ا, ة/ه, ؤ/و, ئ/ي, Hebrew final
    letters, curly and straight quotes, dashes, and the digits of every script. Lengths may change: for places in the
    original use `words`.
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold()).casefold()
    return "".join(
        letter for letter in decomposed if unicodedata.category(letter) != "Mn"
    ).translate(_FOLDS)


def words(text: str) -> tuple[Word, ...]:
    """Cut `text` into folded words. "Iran's" is `iran`, "U.S." is `u.s`, "1,200" is `1200`; a hyphen parts words."""
    if text.isascii():
        return tuple(_ascii_word(match) for match in _ASCII_WORD.finditer(text))
    return tuple(
        word for match in _WORD.finditer(text) for word in _split(text, match.start(), match.end())
    )


def word_texts(text: str) -> list[str]:
    """The texts of `words(text)` without their places, several times faster."""
    cut = _ASCII_PIECES if text.isascii() else _PIECES
    return list(chain.from_iterable(map(cut.__getitem__, text.split())))


def stemmer(language: str = "en") -> Callable[[str], str]:
    """Make a function from a folded word to its stem; the identity for a language without a stemmer.

    Make one for each piece of work: a stemmer keeps a cache and is not to be shared between threads.
    """
    name = _STEMMERS.get(language[:2].lower())
    if name is None:
        return str
    return cast("Callable[[str], str]", Stemmer.Stemmer(name, 30_000).stemWord)


_STEMMERS = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}


class _Pieces(dict[str, tuple[str, ...]]):
    """The words of each piece of text between spaces; no word has a space inside. Starts afresh when it is full."""

    def __init__(self, cut: Callable[[str], Iterable[str]]) -> None:
        super().__init__()
        self.cut = cut

    def __missing__(self, piece: str) -> tuple[str, ...]:
        found = tuple(map(sys.intern, self.cut(piece)))
        if len(piece) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[piece] = found
        return found


_MOST_KEPT = 100_000
_LONGEST_KEPT = 40


def _ascii_texts(piece: str) -> list[str]:
    found: list[str] = _LOWER_WORD.findall(piece.lower())
    return [_plain(word) if "." in word or "," in word else word for word in found]


_ASCII_PIECES = _Pieces(_ascii_texts)
_PIECES = _Pieces(
    lambda piece: [
        word.text for match in _WORD.finditer(piece) for word in _split(piece, *match.span())
    ]
)


def _ascii_word(match: re.Match[str]) -> Word:
    start, end = match.span(1)
    return Word(_folded(match[1]), start, end)


def _split(text: str, start: int, end: int) -> tuple[Word, ...]:
    """One match is one word, save where a straight quote stands between letters that are not Hebrew (צה"ל)."""
    piece = text[start:end]
    if '"' in piece and not "\u0590" <= piece[0] <= "\u05ff":
        cut = _LATIN_JOIN.search(piece)
        if cut:
            return (
                *_split(text, start, start + cut.start()),
                *_split(text, start + cut.end(), end),
            )
    bare = _POSSESSIVE.sub("", piece) or piece
    return (Word(_folded(bare), start, start + len(bare)),)


@lru_cache(maxsize=100_000)
def _folded(word: str) -> str:
    folded = "".join(fold(word).split())  # a few single letters decompose into several words
    return _plain(folded) if "." in folded or "," in folded else folded


def _plain(word: str) -> str:
    return word.replace(",", "") if word[0].isdigit() else word.rstrip(".")
