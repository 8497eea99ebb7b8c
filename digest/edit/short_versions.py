"""Short versions: a brief report of one house and its update, too short for an index of copies.

A brief report changes most of its words when it is brought up to date, so its headline decides.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations

from digest.edit.agencies import publishing_agency, without_dateline
from digest.edit.linkage import Pair
from digest.edit.word_tables import cluster_tables
from digest.models import Article
from digest.text import word_texts
from digest.text.version_marks import is_corrected, update_number, without_marks

SHORT_TEXT_WORDS = 60
"""A longer text shares enough rare words with its update to be found by its text."""

VERSIONS_APART = timedelta(hours=24)
"""A house brings a brief report up to date within a day; later it tells other news."""

SAME_HEADLINE = 0.5
"""Share of the shorter headline's telling words that both headlines have."""

TELLING_WORDS = 2
"""Telling words that two headlines have in common at least: one is a place or a subject."""

MOST_COMPARED = 40
"""A report is compared with so many before it whose headlines have the same two words: a headline
that a house prints all day names no report."""

SAME_SENTENCES = 0.5
"""Share of the shorter text's words that are in the other where no headline bears a mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Brief:
    """A short report, with what is compared read once: a house may print thousands in a day."""

    position: int
    published: datetime
    headline: frozenset[str]
    words: frozenset[str]
    has_mark: bool


def short_versions(articles: Sequence[Article]) -> Iterator[Pair]:
    """Yield pairs of short texts that are versions of one report, as positions, in their order.

    Only reports of one house whose headlines share two telling words are looked at together.
    """
    printed: dict[tuple[str, str, str], deque[_Brief]] = {}
    for position, article in enumerate(articles):
        house = _house(article)
        if not house or not _is_short(article):
            continue
        brief = _brief_of(article, position)
        earlier: dict[int, _Brief] = {}
        for word, further in combinations(sorted(brief.headline), TELLING_WORDS):
            with_both = printed.setdefault((house, word, further), deque(maxlen=MOST_COMPARED))
            earlier.update({other.position: other for other in with_both})
            with_both.append(brief)
        for other_position in sorted(earlier):
            if _are_versions(earlier[other_position], brief):
                yield other_position, position


def _house(article: Article) -> str:
    """Return the family, else the agency, else the publisher of an article."""
    return article.family or publishing_agency(article) or article.publisher


def _is_short(article: Article) -> bool:
    return len(_text(article).split()) <= SHORT_TEXT_WORDS


def _text(article: Article) -> str:
    return max(article.body, article.lead, key=len)


def _brief_of(article: Article, position: int) -> _Brief:
    return _Brief(
        position=position,
        published=article.published,
        headline=_telling(article),
        words=frozenset(word_texts(without_dateline(_text(article)))),
        has_mark=bool(update_number(article.title)) or is_corrected(article.title),
    )


def _telling(article: Article) -> frozenset[str]:
    """Return the words of a headline that tell its news, and no mark of a version."""
    words = frozenset(word_texts(without_marks(article.title)))
    return words - cluster_tables(article.language).dull


def _are_versions(first: _Brief, second: _Brief) -> bool:
    """Tell whether two short reports of one house have one headline, and a mark or one text."""
    shorter = min(len(first.headline), len(second.headline))
    if len(first.headline & second.headline) < max(TELLING_WORDS, SAME_HEADLINE * shorter):
        return False
    if abs(first.published - second.published) > VERSIONS_APART:
        return False
    return first.has_mark or second.has_mark or _is_one_text(first, second)


def _is_one_text(first: _Brief, second: _Brief) -> bool:
    shorter = min(len(first.words), len(second.words))
    return len(first.words & second.words) > SAME_SENTENCES * shorter
