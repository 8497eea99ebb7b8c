"""Names: every spelling of a phrase, with its clitics, and which known names a text holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick_rs

from digest.languages import LANGUAGES
from digest.models import Alias
from digest.text.words import word_texts, words

# Letters from which a word is tried with particles: two letters are too often another word.
_SHORTEST_CLITIC_HOST = 3

# A word longer than this that begins with the article is taken for one with the article.
_SHORTEST_WITH_ARTICLE = 4

FINDERS_REMEMBERED = 4
"""A process works with one list of aliases; tests and a reload bring a few more."""

ALIASES_REMEMBERED = 4_000
"""Several times the shipped list: each topic is compiled with its aliases, and most share some."""

Span = tuple[int, int]
"""The first letter, and the one behind the last."""

Found = tuple[int, int, int]
"""The number of a key that was found, and its span."""

_LATIN = "A-Za-z\u00c0-\u024f"

# the apostrophe of "l'Iran", and not that of "Iran's"
_JOINED = re.compile(rf"(?<=[{_LATIN}])['’](?![sS]\b)(?=[{_LATIN}])")

# Letters of the longest word that counts only in capitals: US, UN, IS, WHO.
_LONGEST_INITIALISM = 4


@dataclass(frozen=True, slots=True)
class Spelling:
    """One spelling of a phrase: its folded words.

    `prefix` tells of each word whether it is a prefix; `capitals` whether the phrase must stand
    in capitals.
    """

    words: tuple[str, ...]
    prefix: tuple[bool, ...]
    capitals: bool

    @property
    def key(self) -> str:
        """The text that the automaton looks for: the words up to the first prefix, with spaces."""
        if True not in self.prefix:
            return " " + " ".join(self.words) + " "
        return " " + " ".join(self.words[: self.prefix.index(True) + 1])


def spellings(text: str) -> Iterator[Spelling]:
    """Yield every spelling of a phrase as an operator writes it; `*` behind a word makes a prefix.

    In Arabic and Hebrew the first word is also tried with the particles that are written onto it.

    >>> [spelling.key for spelling in spellings("drone attack*")]
    [' drone attack']
    """
    phrase: list[str] = []
    prefix: list[bool] = []
    for piece in text.split():
        for word in _words_of(piece):
            phrase.append(word)
            prefix.append(piece.endswith("*"))
    if not phrase:
        return
    capitals = _is_initialism(text)
    # particles stand at the first word alone: "al" and "the" open a name
    for first in with_clitics(phrase[0]):
        yield Spelling(words=(first, *phrase[1:]), prefix=tuple(prefix), capitals=capitals)


def unjoined(text: str) -> str:
    """Set apart what an apostrophe joins to a name; the text keeps its length.

    >>> unjoined("l'Iran et d'Israël")
    'l Iran et d Israël'
    """
    if "'" not in text and "’" not in text:
        return text
    return _JOINED.sub(" ", text)


def _words_of(piece: str) -> list[str]:
    return word_texts(unjoined(piece.rstrip("*")))


def _is_initialism(text: str) -> bool:
    """Return True for US, UN, IS or WHO, which are other words in lower case."""
    return text.isascii() and text.isalpha() and text.isupper() and len(text) <= _LONGEST_INITIALISM


def with_clitics(word: str) -> Iterator[str]:
    """Yield a folded word, and in Arabic and Hebrew the word with the particles written onto it."""
    yield word
    if len(word) < _SHORTEST_CLITIC_HOST:
        return
    for language in LANGUAGES.values():
        first, last = language.letters
        if not first or not first <= word[0] <= last:
            continue
        bare = word
        if language.article and len(word) > _SHORTEST_WITH_ARTICLE:
            bare = word.removeprefix(language.article)
        # a particle goes before a word without the article, and melts with the article itself
        if bare == word:
            for prefix in language.prefixes:
                yield prefix + word
        for article in language.articles:
            if article + bare != word:
                yield article + bare


@lru_cache(maxsize=ALIASES_REMEMBERED)
def alias_spellings(alias: Alias) -> tuple[Spelling, ...]:
    """Return every spelling of every name of an alias."""
    all_spellings: list[Spelling] = []
    for name in dict.fromkeys((alias.name, *alias.names)):
        all_spellings += spellings(name)
    return tuple(all_spellings)


@lru_cache(maxsize=FINDERS_REMEMBERED)
def name_finder(aliases: tuple[Alias, ...]) -> NameFinder:
    """Return the finder of these aliases. It takes a while to build, so the last few are kept."""
    return NameFinder(aliases)


class NameFinder:
    """Finds the known names of texts, whatever script or transliteration they are written in."""

    def __init__(self, aliases: Iterable[Alias]) -> None:
        keys: dict[str, list[tuple[str, Spelling]]] = {}
        longer: dict[str, list[str]] = {}
        for alias in aliases:
            for spelling in alias_spellings(alias):
                keys.setdefault(spelling.key, []).append((alias.id, spelling))
            for name in alias.not_in:
                for spelling in spellings(name):
                    # a longer name needs a key of its own, even where it names no alias
                    keys.setdefault(spelling.key, [])
                    longer.setdefault(spelling.key, []).append(alias.id)
        # the automaton numbers its keys in this order
        self._spellings_by_key = tuple(keys.values())
        self._not_in_by_key = tuple(tuple(longer.get(key, ())) for key in keys)
        self._automaton = None
        if keys:
            self._automaton = ahocorasick_rs.AhoCorasick(list(keys))

    def find(self, text: str) -> tuple[str, ...]:
        """Return the ids of the aliases that a text names, once each, by their first mention."""
        if self._automaton is None:
            return ()
        text = unjoined(text)
        # blanks at both ends, so that each word has one on either side
        haystack = f" {' '.join(word_texts(text))} "
        hits = self._automaton.find_matches_as_indexes(haystack, overlapping=True)
        longer = self._longer_names(hits)
        ids: dict[str, None] = {}
        for key, start, end in hits:
            word_number = haystack.count(" ", 0, start)
            for alias_id, spelling in self._spellings_by_key[key]:
                if alias_id in ids or _is_within(start, end, longer.get(alias_id, ())):
                    continue
                # "us" is a pronoun and "US" a country
                if spelling.capitals and not _in_capitals(text, word_number):
                    continue
                ids[alias_id] = None
        return tuple(ids)

    def _longer_names(self, hits: Iterable[Found]) -> dict[str, list[Span]]:
        """Return the spans in which names of an alias do not count, by its id."""
        spans: dict[str, list[Span]] = {}
        for key, start, end in hits:
            for alias_id in self._not_in_by_key[key]:
                spans.setdefault(alias_id, []).append((start, end))
        return spans


def _is_within(start: int, end: int, spans: Iterable[Span]) -> bool:
    for first, last in spans:
        if first <= start and end <= last:
            return True
    return False


def _in_capitals(text: str, word_number: int) -> bool:
    """Return True when a word stands in capitals, or the whole text does and so says nothing."""
    word = words(text)[word_number]
    return text[word.start : word.end].isupper() or text.isupper()
