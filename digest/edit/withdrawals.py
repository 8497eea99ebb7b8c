"""Withdrawals: a report that its house took back is no news, nor is any print of its text.

The notice names the report by its headline or by its page. From then on the report is not cited.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from digest.edit.agencies import credited_agency, publishing_agency
from digest.edit.linkage import Pair
from digest.edit.word_tables import cluster_tables
from digest.models import Article
from digest.text import fold, word_texts
from digest.text.version_marks import without_marks
from digest.text.withdrawals import has_withdrawal_mark, is_withdrawal, withdrawn_headline

TAKEN_BACK_WITHIN = timedelta(days=7)
"""A house takes a report back within a week; an older one has a headline by chance."""

SAME_HEADLINE = 0.6
"""Share of the shorter headline's telling words that a notice and its report have in common."""

TELLING_WORDS = 2
"""Telling words that both have in common at least."""

WHOLE_HEADLINE = 0.8
MANY_TELLING_WORDS = 3
"""The same where the mark is a plain word, which may begin a headline of other news: the notice
repeats the headline of its report."""

LEAST_HEADLINE_WORDS = 4
"""A headline of so many words that stands in the text of a notice is no phrase of the language."""


def is_notice(article: Article) -> bool:
    """Tell whether an article does no more than take a report back."""
    return is_withdrawal(article.title, article.body or article.lead)


def withdrawal_notices(articles: Iterable[Article]) -> tuple[Article, ...]:
    """Return the articles that may take a report back, by a mark of their title or by their text.

    >>> withdrawal_notices([])
    ()
    """
    return tuple([article for article in articles if _may_be_notice(article)])


def _may_be_notice(article: Article) -> bool:
    return has_withdrawal_mark(article.title) or is_notice(article)


def withdrawn_pairs(articles: Sequence[Article]) -> Iterator[Pair]:
    """Yield (notice, report) for each report that a notice takes back, as positions.

    A mark in small letters is one where a report of the same house bears the headline behind it.
    """
    notices = set()
    for position, article in enumerate(articles):
        if _may_be_notice(article):
            notices.add(position)
    for notice in sorted(notices):
        for position, article in enumerate(articles):
            if position not in notices and _takes_back(articles[notice], article):
                yield notice, position


def _takes_back(notice: Article, report: Article) -> bool:
    age = notice.published - report.published
    if not timedelta() <= age <= TAKEN_BACK_WITHIN:
        return False
    if notice.canonical_url and notice.canonical_url == report.canonical_url:
        return True
    return _is_of_one_house(notice, report) and _is_named(notice, report)


def _is_of_one_house(notice: Article, report: Article) -> bool:
    """Tell whether the house of the notice wrote the report, which a paper may print."""
    agency = publishing_agency(notice) or credited_agency(notice)
    if agency and agency in (publishing_agency(report), credited_agency(report)):
        return True
    if notice.family or report.family:
        return notice.family == report.family
    return bool(notice.publisher) and notice.publisher == report.publisher


def _is_named(notice: Article, report: Article) -> bool:
    """Tell whether a notice names a report by the words of its headline, or by all of these."""
    headline = without_marks(report.title)
    dull = cluster_tables(report.language).dull
    words = frozenset(word_texts(headline)) - dull
    named = frozenset(word_texts(withdrawn_headline(notice.title))) - dull
    shared = len(words & named)
    if not is_notice(notice):
        return shared >= max(MANY_TELLING_WORDS, WHOLE_HEADLINE * max(len(words), len(named)))
    if shared >= max(TELLING_WORDS, SAME_HEADLINE * min(len(words), len(named))):
        return True
    text = notice.body or notice.lead
    is_long = len(headline.split()) >= LEAST_HEADLINE_WORDS
    return is_long and fold(headline) in fold(text)
