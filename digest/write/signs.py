"""Signs: a language's tables of patterns, compiled when its first text is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from digest.languages import LANGUAGES, Sign, language_of

OPENING_MARKS = r"(?:[\"“„‘'(]|«\s?)*"
"""Marks that may stand before the first word of a sentence; French sets a blank behind one."""


def one_of(
    signs: Iterable[Sign], *, before: str = "", flags: int = re.IGNORECASE
) -> re.Pattern[str]:
    """Compile a table into one pattern; `before` may stand in front of each sign.

    >>> ship = Sign(name="ship", pattern="ships?", example="Ship")
    >>> bool(one_of([ship]).match("Ships wait"))
    True
    """
    patterns = [f"(?:{sign.pattern})" for sign in signs]
    # a table without signs must match no text at all
    return re.compile(before + f"(?:{'|'.join(patterns) or '(?!)'})", flags)


def signs_of(languages: Sequence[str], table: str) -> tuple[Sign, ...]:
    """Return the signs of a table of several languages, each language once, in their order."""
    signs: list[Sign] = []
    for code in dict.fromkeys(languages):
        signs += getattr(language_of(code), table)
    return tuple(signs)


@cache
def boilerplate(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of boilerplate at the start of a line, and anywhere in one.

    English lines stand on pages of every language, so its signs are always read; "" is for a
    text whose language is not known, and reads the signs of all languages.
    """
    languages = (code, "en") if code else tuple(LANGUAGES)
    return (
        one_of(signs_of(languages, "boilerplate")),
        one_of(signs_of(languages, "boilerplate_within")),
    )


@cache
def leaning_opening(code: str) -> re.Pattern[str]:
    """Return the pattern of an opening that leans on the sentence before."""
    return one_of(language_of(code).openings, before=OPENING_MARKS)


@cache
def firm_opening(code: str) -> re.Pattern[str]:
    """Return the pattern of an opening that leans, however much the rest of a sentence tells."""
    return one_of(language_of(code).firm_openings, before=OPENING_MARKS)


@cache
def pointing_back(code: str) -> re.Pattern[str]:
    """Return the pattern of words that point at the sentence before, anywhere in a sentence."""
    return one_of(language_of(code).pointing_back, flags=0)


@cache
def expectation(code: str) -> re.Pattern[str]:
    """Return the pattern of words that tell an expectation, a fear or a judgement."""
    return re.compile(rf"(?<!\w)(?:{language_of(code).expectations or '(?!)'})", re.IGNORECASE)


@cache
def weak_background(code: str) -> re.Pattern[str]:
    """Return the pattern of words in a sentence that seldom explains the news."""
    return one_of(language_of(code).weak_background)


@cache
def no_background(code: str) -> re.Pattern[str]:
    """Return the pattern of words in a sentence that never explains the news."""
    return one_of(language_of(code).no_background)


@cache
def passing_news(code: str) -> re.Pattern[str]:
    """Return the pattern of words in a sentence that told the state of its own day."""
    return one_of(language_of(code).passing_news)


@cache
def stakes(code: str) -> re.Pattern[str]:
    """Return the pattern of words in a sentence that tells what is at stake."""
    return one_of(language_of(code).stakes)


@cache
def own_voice(code: str) -> re.Pattern[str]:
    """Return the pattern of the writer's "I", "we" and "you".

    Pronouns of other languages cannot be told from common words, so English alone is added.
    """
    # a foreign page may carry an English note of its desk
    patterns = [language_of(code).own_voice, language_of("en").own_voice]
    # a dict keeps the order and drops the second "en"; a language may have no pattern
    joined = "|".join(filter(None, dict.fromkeys(patterns)))
    return re.compile(rf"(?<!War )\b(?:{joined})\b(?!\.\w|[’']s)", re.IGNORECASE)
