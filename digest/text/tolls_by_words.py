"""Tolls by the words around each number, in every language that has toll words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from digest.languages import TollWords, language_of
from digest.text.toll import MOST_PEOPLE, YEARS, Toll
from digest.text.words import Word, fold, words

_DOTTED_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_SPACED_THOUSANDS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:\s\d{3})+(?![\d.,]\d|\d)")
_APOSTROPHE = re.compile("['’]")
_CLAUSE_MARK = re.compile(r"[,;:.!?،؛](?=\s|$)")

NOUN_REACH = 2
"""Words after a number in which its noun stands: "12 rockets", "12 heavy rockets"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _FoldedTollWords:
    """The toll words of one language, folded as its texts are."""

    words: TollWords
    stems: Mapping[tuple[str, ...], str]
    acts: Mapping[tuple[str, ...], str]
    about: frozenset[str]
    months: frozenset[str]
    numbers: Mapping[str, int]
    no_people: tuple[str, ...]
    inserted: re.Pattern[str] | None
    ordinal_stops: bool

    def spelt(self, text: str) -> str:
        """Return one spelling for a word; with accents kept, Turkish öldü and oldu stay two."""
        return text.casefold() if self.words.keeps_accents else fold(text)


@cache
def _folded_toll_words(code: str) -> _FoldedTollWords:
    language = language_of(code)
    listed = language.tolls or TollWords(stems={})
    spell = str.casefold if listed.keeps_accents else fold
    aside = listed.aside
    inserted = None
    if aside:
        # "12 people, including two children, were killed": between commas or in brackets
        inserted = re.compile(
            rf"[,،]\s(?P<bare>(?:{aside})\s[^,،.;:؛()]{{1,160}})[,،]"
            rf"|\((?P<held>(?:{aside})\s[^()]{{1,160}})\)"
        )
    return _FoldedTollWords(
        words=listed,
        stems={tuple(spell(stems).split()): kind for kind, stems in listed.stems.items()},
        acts={tuple(spell(stems).split()): kind for kind, stems in listed.acts.items()},
        about=frozenset(spell(listed.about).split()),
        months=frozenset(map(spell, language.months)),
        numbers={spell(word): number for word, number in language.numbers.items()},
        no_people=tuple(spell(listed.no_people).split()),
        inserted=inserted,
        ordinal_stops=language.abbreviations is not None and language.abbreviations.ordinal_stops,
    )


def tolls_by_words(text: str, code: str) -> Iterator[Toll]:
    """Yield the tolls of a text in the language of that code, which has toll words.

    >>> [toll.text for toll in tolls_by_words("Le bilan passe à 12 morts", "fr")]
    ['12 morts']
    """
    toll_words = _folded_toll_words(code)
    for clause in _clauses(text, toll_words):
        cut = words(clause)
        spelt = [toll_words.spelt(clause[word.start : word.end]) for word in cut]
        for place, word in enumerate(cut):
            count = _count(word.text, spelt[place], toll_words)
            if not count:
                continue
            harm = _harm_near(cut, spelt, place, toll_words)
            if harm is not None:
                kind, at = harm
                # the harm may stand before its number or behind it
                first, last = cut[min(place, at)], cut[max(place, at)]
                yield Toll(kind, count, " ".join(clause[first.start : last.end].split()))


def _count(text: str, spelt: str, toll_words: _FoldedTollWords) -> str:
    """Return the digits of a number, or "" for another word and for more people than live."""
    if spelt in toll_words.numbers:
        return str(toll_words.numbers[spelt])
    count = text.replace(".", "") if _DOTTED_THOUSANDS.fullmatch(text) else text
    return count if count.isdecimal() and len(count) < len(str(MOST_PEOPLE)) else ""


def _clauses(text: str, toll_words: _FoldedTollWords) -> Iterator[str]:
    """Yield the text between two marks.

    An aside on who these people were is a clause of its own, and the clause around it is one.
    """
    if toll_words.words.spaced_thousands:
        text = _SPACED_THOUSANDS.sub(lambda match: re.sub(r"\s", ".", match[0]), text)
    if toll_words.ordinal_stops:
        # the stop of an ordinal would end the clause inside a date
        text = re.sub(r"(?<=\b\d)\.(?=\s)|(?<=\b\d\d)\.(?=\s)", " ", text)
    if toll_words.inserted is not None:
        for match in toll_words.inserted.finditer(text):
            yield match["bare"] or match["held"]
        text = toll_words.inserted.sub(" ", text)
    yield from _CLAUSE_MARK.split(text)


def _harm_near(
    cut: Sequence[Word], spelt: Sequence[str], place: int, toll_words: _FoldedTollWords
) -> tuple[str, int] | None:
    """Return the harm to so many people and the place of its word, or None.

    The word stands right before the number, but for words like "at least", or soon after it.
    """
    if _is_date(cut, spelt, place, toll_words):
        return None
    before = place - 1
    while before >= 0 and spelt[before] in toll_words.about:
        before -= 1
    # an act binds its object more closely than a participle binds what stands before it
    if before >= 0:
        for table in (toll_words.acts, toll_words.stems):
            kind = _kind_of(spelt[before], table)
            if kind:
                return kind, before
    for after in range(place + 1, min(place + 1 + toll_words.words.reach, len(cut))):
        # behind another number the harm is that number's
        if toll_words.no_people and _counts_no_people(cut, spelt, place, after, toll_words):
            return None
        kind = _kind_of(spelt[after], toll_words.stems)
        if kind:
            return kind, after
    return None


def _counts_no_people(
    cut: Sequence[Word], spelt: Sequence[str], place: int, after: int, toll_words: _FoldedTollWords
) -> bool:
    """Tell whether the word at `after` is another number, or the noun of a number of things."""
    if _count(cut[after].text, spelt[after], toll_words):
        return True
    return after - place <= NOUN_REACH and spelt[after].startswith(toll_words.no_people)


def _is_date(
    cut: Sequence[Word], spelt: Sequence[str], place: int, toll_words: _FoldedTollWords
) -> bool:
    """Tell whether a number is a year, or the day of a month; a month may have one particle."""
    if cut[place].text in YEARS:
        return True
    if place + 1 == len(cut):
        return False
    # Turkish writes an ending behind a name: "12 Mart'ta"
    following = _APOSTROPHE.split(spelt[place + 1])[0]
    return following in toll_words.months or following[1:] in toll_words.months


def _kind_of(word: str, table: Mapping[tuple[str, ...], str]) -> str:
    """Return the kind whose stem begins a word, behind one particle in Arabic and Hebrew, or ""."""
    for stems, kind in table.items():
        if word.startswith(stems):
            return kind
        if not word[:1].isascii() and word[1:].startswith(stems):
            return kind
    return ""
