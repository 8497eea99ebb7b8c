"""Features: how much an article reads as feature, comment or news of elsewhere, sign by sign."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

from digest.edit.genre import reads_as_comment
from digest.edit.profile import headline_of
from digest.edit.title_words import lands_in, title_pattern
from digest.models import Article

EVEN = 1.5
"""Points at which an article is as likely a feature as a report."""

COMMENT_POINTS = 1.3
"""Points of a text that argues more than it reports, which `digest.edit.genre` tells."""

WORD_SIGNS: tuple[tuple[str, float, str], ...] = (
    ("opens with an article or a preposition", 1.7, "soft_openings"),
    ("is about people, not about an act of state", 1.3, "people"),
    ("explains or looks ahead", 0.8, "explains"),
    ("speaks of somebody's something", 1.0, "owners"),
    ("opens with a pronoun", 1.3, "pronouns"),
    ("tells who says so", -1.6, "says"),
    ("names an office or a force", -0.5, "offices"),
    ("tells an act", -0.6, "acts"),
    ("tells a quarrel at home", 1.0, "quarrels"),
)
"""Each sign with its points, and the table of `TitleWords` whose words show it.

The points were set on recorded mornings in English, where an editor had marked each article as a
report or as something beside one; other languages have the same points.
"""

MARK_SIGNS: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    ("asks", 0.8, re.compile(r"[?؟]")),
    ("has a colon", 0.4, re.compile(r": ")),
    ("opens with a quotation", 0.3, re.compile(r"^[\"'“‘„«]")),
    ("has a number", -0.5, re.compile(r"\d")),
)
"""Each sign that stands in titles of all languages, with its points and its pattern."""

ELSEWHERE_POINTS = 1.0
"""Points of a title that names a land, or tells of markets and travel, where no topic of the
newsletter looks for this word."""

EXCLUSIVE_POINTS = -1.0
"""Points of a title that its outlet marks as its own find: they outweigh one sign of a feature. Set
on one morning, where the label alone told two like reports apart."""


def feature_share(article: Article, matched: Iterable[tuple[int, int]] = ()) -> float:
    """Return how likely an article is no plain news: 0 for news, 1 for a portrait.

    `matched` are the spans of the title that a topic matched; a land, or a market, named there is
    not elsewhere.

    >>> from datetime import UTC, datetime
    >>> noon = datetime(2026, 8, 13, 12, tzinfo=UTC)
    >>> news = Article(id="a", url="", title="Army says 12 killed in raid", published=noon)
    >>> portrait = Article(id="b", url="", title="The pianist's last song", published=noon)
    >>> feature_share(news) < 0.1 < 0.8 < feature_share(portrait)
    True
    """
    points = 0.0
    for _, worth in signs_in(headline_of(article), article.language):
        points += worth
    # the label is no part of the plain title, so it is sought in the whole
    if title_pattern(article.language, "exclusives").search(article.title):
        points += EXCLUSIVE_POINTS
    if reads_as_comment(article):
        points += COMMENT_POINTS
    if _is_of_elsewhere(article, tuple(matched)):
        points += ELSEWHERE_POINTS
    # the logistic curve: points far from EVEN settle the share either way
    return 1 / (1 + math.exp(EVEN - points))


def signs_in(title: str, language: str) -> list[tuple[str, float]]:
    """Return the signs that a title shows, each with its points.

    >>> signs_in("The last ferry", "en")
    [('opens with an article or a preposition', 1.7)]
    """
    shown = []
    for name, worth, table in WORD_SIGNS:
        if title_pattern(language, table).search(title):
            shown.append((name, worth))
    for name, worth, mark in MARK_SIGNS:
        if mark.search(title):
            shown.append((name, worth))
    return shown


def quarrel_share(reports: Sequence[Article]) -> float:
    """Return the share of titles that tell a quarrel at home: of parties, campuses, candidates."""
    quarrels = 0
    for article in reports:
        if _tells_quarrel(headline_of(article), article.language):
            quarrels += 1
    return quarrels / max(1, len(reports))


def quarrels_only(reports: Sequence[Article]) -> bool:
    """True where all titles tell a quarrel at home and none tells an act.

    >>> from datetime import UTC, datetime
    >>> noon = datetime(2026, 8, 13, 12, tzinfo=UTC)
    >>> row = Article(id="a", url="", title="Republicans and Democrats at odds", published=noon)
    >>> bill = Article(id="b", url="", title="Congress approves the arms bill", published=noon)
    >>> quarrels_only([row]), quarrels_only([row, bill])
    (True, False)
    """
    for article in reports:
        title, language = headline_of(article), article.language
        # an act of a parliament is news, however its parties voted
        if title_pattern(language, "acts").search(title) or not _tells_quarrel(title, language):
            return False
    return True


def _tells_quarrel(title: str, language: str) -> bool:
    for table in ("quarrels", "blame"):
        if title_pattern(language, table).search(title):
            return True
    return False


def _is_of_elsewhere(article: Article, matched: tuple[tuple[int, int], ...]) -> bool:
    spans = lands_in(article.title, article.language)
    for market in title_pattern(article.language, "markets").finditer(article.title):
        spans.append(market.span())
    for span in spans:
        if not overlaps(span, matched):
            return True
    return False


def overlaps(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    """Tell whether a span has a letter in common with one of the others.

    >>> overlaps((0, 4), [(3, 9)]), overlaps((0, 4), [(4, 9)])
    (True, False)
    """
    for start, end in others:
        if start < span[1] and span[0] < end:
            return True
    return False
