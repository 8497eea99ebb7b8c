"""Words: every spelling of a word folded into one, with its place in the original text."""

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

WORDS_REMEMBERED = 100_000
"""Folded words kept in memory: more than a month of English news has different words."""

PIECES_REMEMBERED = 100_000
"""Pieces between spaces kept in memory. The table starts afresh when it is full."""

LONGEST_PIECE_CHARS = 40
"""A longer piece is an address or noise, and is not kept."""

STEMS_REMEMBERED = 30_000
"""Words that a stemmer keeps. 30,000 cover nearly all words of a day."""

# Marks that sit on a letter: Latin diacritics, Hebrew niqqud, Arabic harakat.
_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
)

# Tatweel and joiners stretch or tie a word and say nothing.
_STRETCH = "\u0640\u200c\u200d\u00ad"

_LETTER = rf"[^\W_{_STRETCH}]"
_INSIDE = rf"[\w{_MARKS}{_STRETCH}]"

# A number comes first, so that "1,200" is not cut at its comma.
_WORD = re.compile(
    rf"\d+(?:[.,٫٬]\d+)*(?!{_INSIDE})"  # 1,200 and 5.93
    r"|(?:[A-Za-z]\.){2,}(?:[A-Za-z](?![A-Za-z]))?"  # U.S., U.A.E
    rf"|{_LETTER}{_INSIDE}*(?:['’׳״\"](?={_LETTER}){_INSIDE}+)*"
)

# The same for plain ASCII, where no mark and no other script can stand: three times as fast.
_ASCII_WORD = re.compile(
    r"(\d+(?:[.,]\d+)*(?![A-Za-z])|(?:[A-Za-z]\.){2,}(?:[A-Za-z](?![A-Za-z]))?"
    r"|[A-Za-z0-9]+(?:'(?![sS](?![A-Za-z0-9]))[A-Za-z0-9]+)*)(?:'[sS](?![A-Za-z0-9]))?"
)

# The same words as `_ASCII_WORD` in lower case, with the usual kind of word first.
_LOWER_WORD = re.compile(
    r"([a-z][a-z0-9]+(?:'(?!s(?![a-z0-9]))[a-z0-9]+)*"
    r"|\d+(?:[.,]\d+)*(?![a-z])|(?:[a-z]\.){2,}(?:[a-z](?![a-z]))?"
    r"|[a-z0-9]+(?:'(?!s(?![a-z0-9]))[a-z0-9]+)*)(?:'s(?![a-z0-9]))?"
)

# A straight quotation mark between letters; in Hebrew it belongs to the word (צה"ל).
_QUOTE_INSIDE = re.compile(r"(?<=[^\W\d_])\"(?=[^\W\d_])")
_FIRST_HEBREW, _LAST_HEBREW = "\u0590", "\u05ff"

_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)

# The zeros of the Arabic and the Persian digits.
_DIGIT_SCRIPTS = (0x0660, 0x06F0)

# Tatweel, zero-width marks, marks of direction and the soft hyphen: folding drops them.
_INVISIBLE = (
    "\u0640\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2066\u2067\u2068\u2069\ufeff\u00ad"
)

_ONE_SPELLING = str.maketrans(
    {
        # letters of Arabic and Persian that one word is written with in two ways
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
        # the forms that five Hebrew letters have at the end of a word
        "ך": "כ",
        "ם": "מ",
        "ן": "נ",
        "ף": "פ",
        "ץ": "צ",
        # Latin letters that no decomposition takes apart
        "ı": "i",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        # quotation marks, apostrophes and dashes
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
        # the decimal mark and the thousands mark of Arabic digits
        "٫": ".",
        "٬": ",",
    }
)


def _folds() -> dict[int, str | None]:
    """Return the table of folding: one spelling, Western digits, no invisible character."""
    folds: dict[int, str | None] = dict(_ONE_SPELLING)
    for zero in _DIGIT_SCRIPTS:
        for digit in range(10):
            folds[zero + digit] = str(digit)
    for character in _INVISIBLE:
        folds[ord(character)] = None
    return folds


_FOLDS = _folds()

# Snowball's stemmers by language. Hebrew and Persian have none there.
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


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its folded `text` and its place `[start, end)` in the original."""

    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """Fold case, diacritics and the letters that one word is spelled with in two ways.

    Folding drops harakat, niqqud, tatweel and invisible joiners. It joins ي/ى/ی, ك/ک, أ/إ/آ/ا, ة/ه,
    ؤ/و, ئ/ي, Hebrew final letters, curly and straight quotes, dashes, and the digits of every
    script. Lengths may change: `words` gives places in the original.

    >>> fold("L’Été à Ankara")
    "l'ete a ankara"
    """
    if text.isascii():
        return text.lower()
    # some letters change case only after they are taken apart, so case is folded twice
    decomposed = unicodedata.normalize("NFKD", text.casefold()).casefold()
    letters = []
    for letter in decomposed:
        if unicodedata.category(letter) != "Mn":  # a mark without a width of its own
            letters.append(letter)
    return "".join(letters).translate(_FOLDS)


def words(text: str) -> tuple[Word, ...]:
    """Cut a text into folded words with their places.

    "Iran's" is `iran`, "U.S." is `u.s`, "1,200" is `1200`; a hyphen parts words.

    >>> [word.text for word in words("Iran's 1,200 U.S.-made jets")]
    ['iran', '1200', 'u.s', 'made', 'jets']
    """
    cut: list[Word] = []
    # nearly all English text: one pattern without look-ups of Unicode
    if text.isascii():
        for match in _ASCII_WORD.finditer(text):
            start, end = match.span(1)
            cut.append(Word(_folded(match[1]), start, end))
        return tuple(cut)
    for match in _WORD.finditer(text):
        cut += _split(text, match.start(), match.end())
    return tuple(cut)


def word_texts(text: str) -> list[str]:
    """Return the texts of `words(text)` without their places, several times faster.

    >>> word_texts("Iran's jets")
    ['iran', 'jets']
    """
    pieces = _PIECES
    if text.isascii():
        pieces = _ASCII_PIECES
    return list(chain.from_iterable(map(pieces.__getitem__, text.split())))


def stemmer(language: str = "en") -> Callable[[str], str]:
    """Make a function from a folded word to its stem.

    In a language without a stemmer each word is its own stem. Make one for each piece of work: a
    stemmer keeps a table and must not be shared between threads.

    >>> stemmer("en")("attacking")
    'attack'
    """
    name = _STEMMERS.get(language[:2].lower())
    if name is None:
        return str
    return cast("Callable[[str], str]", Stemmer.Stemmer(name, STEMS_REMEMBERED).stemWord)


class _Pieces(dict[str, tuple[str, ...]]):
    """The words of each piece of text between spaces; no word has a space inside."""

    def __init__(
        self, cut: Callable[[str], Iterable[str]], *, most: int = PIECES_REMEMBERED
    ) -> None:
        super().__init__()
        self.cut = cut
        self.most = most

    def __missing__(self, piece: str) -> tuple[str, ...]:
        # interned words are compared by identity, which makes counting them faster
        texts = tuple(map(sys.intern, self.cut(piece)))
        if len(piece) <= LONGEST_PIECE_CHARS:
            if len(self) >= self.most:
                self.clear()
            self[piece] = texts
        return texts


def _ascii_texts(piece: str) -> list[str]:
    texts: list[str] = _LOWER_WORD.findall(piece.lower())
    for at, text in enumerate(texts):
        if "." in text or "," in text:
            texts[at] = _without_marks(text)
    return texts


def _texts(piece: str) -> list[str]:
    texts = []
    for match in _WORD.finditer(piece):
        for word in _split(piece, match.start(), match.end()):
            texts.append(word.text)
    return texts


_ASCII_PIECES = _Pieces(_ascii_texts)
_PIECES = _Pieces(_texts)


def _split(text: str, start: int, end: int) -> tuple[Word, ...]:
    """Return the words of one match: more than one where a quotation mark stands inside."""
    piece = text[start:end]
    # between Hebrew letters a straight mark makes an abbreviation
    if '"' in piece and not _FIRST_HEBREW <= piece[0] <= _LAST_HEBREW:
        quote = _QUOTE_INSIDE.search(piece)
        if quote:
            before = _split(text, start, start + quote.start())
            return (*before, *_split(text, start + quote.end(), end))
    bare = _POSSESSIVE.sub("", piece) or piece
    return (Word(_folded(bare), start, start + len(bare)),)


@lru_cache(maxsize=WORDS_REMEMBERED)
def _folded(word: str) -> str:
    # a few single letters, such as ﷺ, decompose into several words
    folded = "".join(fold(word).split())
    if "." in folded or "," in folded:
        return _without_marks(folded)
    return folded


def _without_marks(word: str) -> str:
    """Take the thousands marks out of a number, and the last full stop off an abbreviation."""
    if word[0].isdigit():
        return word.replace(",", "")
    return word.rstrip(".")
