"""Repeated text: the sentences and lines that an outlet prints below many articles, cut away."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from digest.models import Article

LEAST_ARTICLES = 4
"""Articles of one outlet, each with an opening of its own, that hold a text before it is cut."""

LEAST_LETTERS = 20
"""Letters of a text that is looked at; a shorter one ("He said.") repeats by chance."""

OPENING_LETTERS = 60
"""Letters that tell two articles apart; updates of one page open alike and repeat each other."""

_ENDS = re.compile(r"\n+|(?<=[.!?])\s+")


def cut_repeated_text(articles: Sequence[Article]) -> list[Article]:
    """Return the articles, in their order, without the text that their outlet repeats.

    A line or sentence is repeated when `LEAST_ARTICLES` articles of the outlet hold it and open
    differently: an invitation to subscribe, a note on the programme. The result serves
    comparison only; quotations point into the article as it was stored. Cost: one pass.
    """
    repeated = _repeated_by_outlet(articles)
    if not repeated:
        return list(articles)
    cut = []
    for article in articles:
        texts = repeated.get(_outlet(article))
        # most outlets repeat no paragraph, and their articles stay the same objects
        if texts:
            article = _without(article, texts)
        cut.append(article)
    return cut


def _repeated_by_outlet(articles: Iterable[Article]) -> dict[str, frozenset[str]]:
    of_outlet: defaultdict[str, list[Article]] = defaultdict(list)
    for article in articles:
        if _outlet(article):
            of_outlet[_outlet(article)].append(article)
    repeated = {}
    for outlet, own in of_outlet.items():
        # Fewer articles cannot reach the limit, and most outlets have fewer.
        if len(own) >= LEAST_ARTICLES:
            texts = _repeated(own)
            if texts:
                repeated[outlet] = texts
    return repeated


def _repeated(articles: Iterable[Article]) -> frozenset[str]:
    openings: defaultdict[str, set[str]] = defaultdict(set)
    for article in articles:
        # by opening: one article that was fetched twice is no repetition
        opening = (article.lead or article.body)[:OPENING_LETTERS]
        for piece in _pieces(article.lead) | _pieces(article.body):
            openings[piece].add(opening)
    repeated = []
    for piece, different in openings.items():
        if len(different) >= LEAST_ARTICLES:
            repeated.append(piece)
    return frozenset(repeated)


def _pieces(text: str) -> set[str]:
    return {piece for piece in _ENDS.split(text) if len(piece) >= LEAST_LETTERS}


def _without(article: Article, repeated: frozenset[str]) -> Article:
    lead, body = _cut(article.lead, repeated), _cut(article.body, repeated)
    if (lead, body) == (article.lead, article.body):
        return article
    return replace(article, lead=lead, body=body)


def _cut(text: str, repeated: frozenset[str]) -> str:
    # a quick look first: most texts hold no repeated piece
    if repeated.isdisjoint(_ENDS.split(text)):
        return text
    kept = []
    start = 0
    for end in _ENDS.finditer(text):
        if text[start : end.start()] not in repeated:
            kept.append(text[start : end.end()])
        start = end.end()
    if text[start:] not in repeated:
        kept.append(text[start:])
    return "".join(kept).strip()


def _outlet(article: Article) -> str:
    return article.publisher or article.source_id
