"""Names: every spelling of a phrase, with its clitics, and which known names a text holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick_rs

from digest.models import Alias
from digest.text.words import word_texts, words

_ARABIC_PREFIXES = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل")
_ARABIC_ARTICLES = ("ال", "وال", "فال", "بال", "كال", "لل", "وبال", "ولل", "فلل")
_HEBREW_PREFIXES = (
    *"והבלמשכ",
    "וה",
    "וב",
    "ול",
    "ומ",
    "וש",
    "שה",
    "שב",
    "של",
    "מה",
    "כש",
    "בה",
    "לה",
)
_SHORTEST_CLITIC_HOST = 3
_LATIN = "A-Za-z\u00c0-\u024f"
_JOINED = re.compile(rf"(?<=[{_LATIN}])['’](?![sS]\b)(?=[{_LATIN}])")
_LONGEST_INITIALISM = 4


@dataclass(frozen=True, slots=True)
class Spelling:
    """One spelling of a phrase: its folded words, which of them are prefixes, and whether it must stand in capitals."""

    words: tuple[str, ...]
    prefix: tuple[bool, ...]
    capitals: bool

    @property
    def key(self) -> str:
        """What the automaton looks for: the words up to the first prefix, with the spaces that bound them."""
        if True not in self.prefix:
            return " " + " ".join(self.words) + " "
        return " " + " ".join(self.words[: self.prefix.index(True) + 1])


def spellings(text: str) -> Iterator[Spelling]:
    """Every spelling of a phrase as an operator writes it; a `*` behind a word makes it a prefix.

    In Arabic and Hebrew the first word is also tried with the particles that are written onto it.
    """
    pieces = [(word, piece.endswith("*")) for piece in text.split() for word in _words_of(piece)]
    if not pieces:
        return
    found = tuple(word for word, _ in pieces)
    prefix = tuple(star for _, star in pieces)
    capitals = _is_initialism(text)
    for first in _with_clitics(found[0]):
        yield Spelling(words=(first, *found[1:]), prefix=prefix, capitals=capitals)


def unjoined(text: str) -> str:
    """The text, as long as before, with what an apostrophe joins to a name set apart: l'Iran, d'Israël, Türkiye'de."""
    return _JOINED.sub(" ", text) if "'" in text or "’" in text else text


def _words_of(piece: str) -> list[str]:
    return word_texts(unjoined(piece.rstrip("*")))


def _is_initialism(text: str) -> bool:
    """US, UN, IS, WHO: in lower case they are other words."""
    return text.isascii() and text.isalpha() and text.isupper() and len(text) <= _LONGEST_INITIALISM


def _with_clitics(word: str) -> Iterator[str]:
    """The word, and in Arabic and Hebrew the word with the particles that are written onto it."""
    yield word
    if len(word) < _SHORTEST_CLITIC_HOST:
        return
    if "\u0590" <= word[0] <= "\u05ff":
        yield from (prefix + word for prefix in _HEBREW_PREFIXES)
    elif "\u0600" <= word[0] <= "\u06ff":
        bare = word[2:] if word.startswith("ال") and len(word) > _SHORTEST_CLITIC_HOST + 1 else word
        if bare is word:
            yield from (prefix + word for prefix in _ARABIC_PREFIXES)
        yield from (article + bare for article in _ARABIC_ARTICLES if article + bare != word)


def alias_spellings(alias: Alias) -> Iterator[Spelling]:
    """Every spelling of every name of an alias."""
    for name in dict.fromkeys((alias.name, *alias.names)):
        yield from spellings(name)


@lru_cache(maxsize=4)
def name_finder(aliases: tuple[Alias, ...]) -> NameFinder:
    """The finder of these aliases; building one for a whole gazetteer takes a while, so the last few are kept."""
    return NameFinder(aliases)


class NameFinder:
    """Finds the known names of texts, whatever script or transliteration they are written in."""

    def __init__(self, aliases: Iterable[Alias]) -> None:
        keys: dict[str, list[tuple[str, Spelling]]] = {}
        for alias in aliases:
            for spelling in alias_spellings(alias):
                keys.setdefault(spelling.key, []).append((alias.id, spelling))
        self._found_by = tuple(keys.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(keys)) if keys else None

    def find(self, text: str) -> tuple[str, ...]:
        """The alias ids named in `text`, once each, in order of their first mention."""
        if self._automaton is None:
            return ()
        text = unjoined(text)
        haystack = f" {' '.join(word_texts(text))} "
        found: dict[str, None] = {}
        for key, start, _ in self._automaton.find_matches_as_indexes(haystack, overlapping=True):
            for alias, spelling in self._found_by[key]:
                if alias not in found and (
                    not spelling.capitals or _in_capitals(text, haystack.count(" ", 0, start))
                ):
                    found[alias] = None
        return tuple(found)


def _in_capitals(text: str, number: int) -> bool:
    """A text written in capitals throughout says nothing about one word."""
    word = words(text)[number]
    return text[word.start : word.end].isupper() or text.isupper()
