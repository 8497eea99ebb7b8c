"""Word tables: the genre and cluster words of a language, compiled when its first text is read.

English words stand on pages of every language, so the English tables are always read too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import ahocorasick_rs

from digest.languages import LANGUAGES, GenreWords, base_code, language_of
from digest.text import fold

# A title that ends in a question, in every language.
_QUESTION = r"[?؟](?:[\"”’']?$| [|–—-] )"

# The mark behind a word that makes it a label: "Opinion: …". Without a mark the word must be whole:
# "column" would else hide "columnist".
_LABEL = r"(?:(?P<label>\s*[:|–—-]\s)|(?!\w))"


@dataclass(frozen=True, slots=True, kw_only=True)
class GenrePatterns:
    """The compiled `GenreWords` of a language, with the English ones."""

    opinions: re.Pattern[str]
    shows: re.Pattern[str]
    sport: re.Pattern[str]
    videos: re.Pattern[str]
    live_pages: re.Pattern[str]
    analysis_pages: re.Pattern[str]
    opinion_outlets: re.Pattern[str]
    shown: re.Pattern[str]
    polls: re.Pattern[str]
    weighs: re.Pattern[str]
    round_ups: re.Pattern[str]
    credit: re.Pattern[str]
    author_line: re.Pattern[str]
    first_person: re.Pattern[str]
    argues: re.Pattern[str]
    reports: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterTables:
    """The `ClusterWords` of a language ready for use, with the English ones.

    `days` numbers the weekdays from 1, so that a Monday is one term in every language. `markers`
    and `hints` are quick first looks for `around` and for the pattern of round-ups.
    """

    dull: frozenset[str]
    days: Mapping[str, int]
    markers: ahocorasick_rs.AhoCorasick
    around: re.Pattern[str]
    hints: ahocorasick_rs.AhoCorasick


@cache
def genre_patterns(language: str) -> GenrePatterns:
    """Return the patterns of genres for the language of a tag.

    >>> bool(genre_patterns("de").opinions.fullmatch("Leitartikel"))
    True
    """
    tables = []
    for code in _codes(language):
        words = LANGUAGES[code].genre_words
        if words:
            tables.append(words)
    return GenrePatterns(
        opinions=_joined(tables, "opinions", behind=_LABEL),
        shows=_joined(tables, "shows", behind=_LABEL),
        sport=_joined(tables, "sport", behind=_LABEL),
        videos=_joined(tables, "videos", behind=_LABEL),
        live_pages=_joined(tables, "live_pages"),
        analysis_pages=_joined(tables, "analysis_pages"),
        opinion_outlets=_joined(tables, "opinion_outlets"),
        shown=_joined(tables, "shown"),
        polls=_joined(tables, "polls"),
        weighs=_joined(tables, "weighs", behind=f"|{_QUESTION}"),
        round_ups=_joined(tables, "round_ups"),
        credit=_joined(tables, "credit"),
        # a capital tells a name and an "I", so these three keep their case
        author_line=_joined(tables, "author_line", flags=re.MULTILINE),
        first_person=_joined(tables, "first_person", flags=re.NOFLAG),
        argues=_joined(tables, "argues"),
        reports=_joined(tables, "reports", flags=re.NOFLAG),
    )


@cache
def cluster_tables(language: str) -> ClusterTables:
    """Return the words that any news has, for the language of a tag.

    >>> "the" in cluster_tables("de").dull, "und" in cluster_tables("de").dull
    (True, True)
    """
    dull: set[str] = set()
    days: dict[str, int] = {}
    around: list[str] = []
    hints: list[str] = []
    for code in _codes(language):
        words = LANGUAGES[code].cluster_words
        if not words:
            continue
        # words of a text are folded before they are looked up
        dull.update(map(fold, words.dull))
        for number, day in enumerate(words.weekdays, start=1):
            days[fold(day)] = number
        around += words.around
        hints += words.round_up_hints
    marked = "|".join(around)
    return ClusterTables(
        dull=frozenset(dull),
        days=days,
        markers=ahocorasick_rs.AhoCorasick(around),
        # the words around a text, from the marker to the end of its sentence
        around=re.compile(
            rf"(?:^|(?<=[.!?\n]))\s*(?:{marked})\b[^.!?\n]*(?:[.!?]|\n|$)", re.IGNORECASE
        ),
        hints=ahocorasick_rs.AhoCorasick(hints),
    )


@cache
def title_label() -> re.Pattern[str]:
    """Return the pattern of a label before a title, in all languages: a title has no tag."""
    labels: list[str] = []
    for language in LANGUAGES.values():
        if language.cluster_words:
            labels += language.cluster_words.labels
    return re.compile(rf"^(?:{'|'.join(labels)})\s*[:|-]\s*", re.IGNORECASE)


def weekday_names() -> tuple[str, ...]:
    """Return the English weekdays from Monday: the names of the terms of weekdays."""
    words = language_of("en").cluster_words
    return words.weekdays if words else ()


def _codes(language: str) -> tuple[str, ...]:
    """Return the codes whose tables are read: English, and the language where it is known."""
    code = base_code(language)
    if code == "en" or code not in LANGUAGES:
        return ("en",)
    # English first: its weekdays name the terms
    return ("en", code)


def _joined(
    tables: list[GenreWords], name: str, *, behind: str = "", flags: re.RegexFlag = re.IGNORECASE
) -> re.Pattern[str]:
    """Compile one pattern of several tables; `behind` may follow each."""
    patterns = []
    for words in tables:
        pattern = getattr(words, name)
        # an empty pattern would match every text
        if pattern:
            patterns.append(f"(?:{pattern})")
    return re.compile(f"(?:{'|'.join(patterns) or '(?!)'}){behind}", flags)
