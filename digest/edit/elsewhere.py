"""Elsewhere: stories of another land or of markets, which met a topic by a word of any news."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from digest.edit.facts import FactReader
from digest.edit.features import overlaps
from digest.edit.title_words import land_pattern, lands_in, names_market, title_pattern
from digest.models import Article, Field, Match, Story

MOST_MARKET_WORDS = 4
"""Words of a hit that names a market ("oil and gas prices"). A longer hit holds words that a topic
wants near each other, and a market by chance.
"""


def is_of_elsewhere(story: Story, reader: FactReader, *, markets_followed: bool = True) -> bool:
    """True where each title names a land elsewhere, and none a place that the newsroom follows; or
    where each title is about markets or flights, and the newsletter does not follow them.

    A land that a topic looks for is not elsewhere; a place is one of the gazetteer, or the region.
    """
    if not markets_followed and _is_of_markets(story):
        return True
    return _is_of_other_lands(story, reader)


def follows_markets(matches: Iterable[Match]) -> bool:
    """True where a topic of the newsletter looked for the name of a market, and met it."""
    for match in matches:
        for hit in match.hits:
            if len(hit.text.split()) <= MOST_MARKET_WORDS and names_market(hit.text):
                return True
    return False


def _is_of_markets(story: Story) -> bool:
    """True where each title names a market before any word that a topic looks for.

    "Oil prices jump as war spreads" is a side of the war; "Karim's economy reels" is news of Karim.
    """
    for article in story.articles:
        matched = _spans_in_title(article, story.matches)
        first = min([start for start, _ in matched], default=len(article.title))
        market = title_pattern(article.language, "markets").search(article.title)
        if not market or market.start() >= first:
            return False
    return True


def _is_of_other_lands(story: Story, reader: FactReader) -> bool:
    for article in story.articles:
        if not _names_land(article, story.matches):
            return False
        if title_pattern(article.language, "regions").search(article.title):
            return False
        # the great powers stand in the gazetteer, too, and are lands elsewhere all the same
        if reader.places_in(land_pattern(article.language).sub(" ", article.title)):
            return False
    return True


def _names_land(article: Article, matches: Sequence[Match]) -> bool:
    matched = _spans_in_title(article, matches)
    for land in lands_in(article.title, article.language):
        if not overlaps(land, matched):
            return True
    return False


def _spans_in_title(article: Article, matches: Sequence[Match]) -> list[tuple[int, int]]:
    spans = []
    for match in matches:
        if match.article_id == article.id:
            spans += [(hit.start, hit.end) for hit in match.hits if hit.field is Field.TITLE]
    return spans
