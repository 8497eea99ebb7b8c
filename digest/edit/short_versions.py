"""Short versions: a brief report of one house and its update, too short for an index of copies.

A brief report changes most of its words when it is brought up to date, so its headline decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

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

SAME_SENTENCES = 0.5
"""Share of the shorter text's words that are in the other where no headline bears a mark."""


def short_versions(articles: Sequence[Article]) -> Iterator[Pair]:
    """Yield pairs of short texts that are versions of one report, as positions, in their order."""
    seen: dict[str, list[int]] = {}
    for item, article in enumerate(articles):
        house = _house(article)
        if not house or not _is_short(article):
            continue
        earlier = seen.setdefault(house, [])
        for other in earlier:
            if _are_versions(articles[other], article):
                yield other, item
        earlier.append(item)


def _house(article: Article) -> str:
    """Return the family, else the agency, else the publisher of an article."""
    return article.family or publishing_agency(article) or article.publisher


def _is_short(article: Article) -> bool:
    return len(_text(article).split()) <= SHORT_TEXT_WORDS


def _text(article: Article) -> str:
    return max(article.body, article.lead, key=len)


def _are_versions(first: Article, second: Article) -> bool:
    """Tell whether two short reports of one house have one headline, and a mark or one text."""
    if abs(first.published - second.published) > VERSIONS_APART:
        return False
    headline, other = _telling(first), _telling(second)
    shared = len(headline & other)
    if shared < max(TELLING_WORDS, SAME_HEADLINE * min(len(headline), len(other))):
        return False
    return _has_mark(first) or _has_mark(second) or _is_one_text(first, second)


def _telling(article: Article) -> set[str]:
    """Return the words of a headline that tell its news, and no mark of a version."""
    words = set(word_texts(without_marks(article.title)))
    return words - cluster_tables(article.language).dull


def _has_mark(article: Article) -> bool:
    return bool(update_number(article.title)) or is_corrected(article.title)


def _is_one_text(first: Article, second: Article) -> bool:
    words = set(word_texts(without_dateline(_text(first))))
    other = set(word_texts(without_dateline(_text(second))))
    return len(words & other) > SAME_SENTENCES * min(len(words), len(other))
