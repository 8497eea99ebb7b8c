"""Title words: the signs of a language for titles, compiled when its first title is read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from digest.languages import LANGUAGES, Sign, TitleWords, base_code

WORD_OF_A_LAND = "LAND"
"""Stands in the pattern of a remark for the name of a land."""

_NO_TEXT = "(?!)"
"""The pattern of a table without signs."""


def title_pattern(language: str, table: str) -> re.Pattern[str]:
    """Return the pattern of a table of `TitleWords` for the language of a tag.

    A language without title words shows none of the signs.

    >>> bool(title_pattern("en-GB", "markets").search("Oil prices jump"))
    True
    >>> bool(title_pattern("sw", "markets").search("Oil prices jump"))
    False
    """
    return _pattern(base_code(language), table)


def lands_in(title: str, language: str) -> list[tuple[int, int]]:
    """Return the spans of a title that name a land of the world.

    >>> lands_in("Panama-flagged ship nears Japan", "en")
    [(26, 31)]
    """
    return [land.span() for land in land_pattern(language).finditer(title)]


def land_pattern(language: str) -> re.Pattern[str]:
    """Return the pattern of the lands of the world for the language of a tag."""
    return _lands(base_code(language))


def remark_pattern(language: str) -> re.Pattern[str]:
    """Return the pattern of a land that speaks for the language of a tag."""
    return _remarks(base_code(language))


def deed_pattern(language: str) -> re.Pattern[str]:
    """Return the pattern of a deed that was done, for the language of a tag.

    >>> bool(deed_pattern("en").search("Drones could hit Avel"))
    False
    """
    return _deeds(base_code(language))


def opens_with_topic(language: str) -> bool:
    """Tell whether titles of a language name their topic before a colon.

    >>> opens_with_topic("fr"), opens_with_topic("en")
    (True, False)
    """
    return _words_of(base_code(language)).topic_before_colon


def names_market(text: str) -> bool:
    """Tell whether a text in any language names prices, shares, flights or travel.

    >>> names_market("oil prices"), names_market("olive trees")
    (True, False)
    """
    for code in LANGUAGES:
        if _pattern(code, "markets").search(text):
            return True
    return False


@cache
def _pattern(code: str, table: str) -> re.Pattern[str]:
    words = _words_of(code)
    return re.compile(_whole_words(getattr(words, table), words.attached), re.IGNORECASE)


@cache
def _lands(code: str) -> re.Pattern[str]:
    words = _words_of(code)
    return re.compile(_land(words), re.IGNORECASE)


@cache
def _remarks(code: str) -> re.Pattern[str]:
    words = _words_of(code)
    remarks = _whole_words(words.remarks, words.attached)
    return re.compile(remarks.replace(WORD_OF_A_LAND, _land(words)), re.IGNORECASE)


@cache
def _deeds(code: str) -> re.Pattern[str]:
    words = _words_of(code)
    done = ""
    for sign in words.undone:
        done += rf"(?<!\b{sign.pattern} )"
    return re.compile(done + _whole_words(words.deeds, words.attached), re.IGNORECASE)


def _words_of(code: str) -> TitleWords:
    language = LANGUAGES.get(code)
    return (language.title_words if language else None) or TitleWords()


def _land(words: TitleWords) -> str:
    lands = _whole_words(words.lands, words.attached)
    if words.flags:
        lands += f"(?!{_any_of(words.flags)})"
    return lands


def _whole_words(signs: Iterable[Sign], attached: str) -> str:
    return rf"(?<!\w){attached}(?:{_any_of(signs) or _NO_TEXT})(?!\w)"


def _any_of(signs: Iterable[Sign]) -> str:
    return "|".join(f"(?:{sign.pattern})" for sign in signs)
