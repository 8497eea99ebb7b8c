"""Elsewhere: stories of another land, which met a topic by a word that any land's news has."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.edit.facts import FactReader
from digest.edit.features import LANDS, overlaps
from digest.models import Article, Field, Match, Story

# Names of the region as a whole, which are no place of the gazetteer.
_REGION = re.compile(
    r"\b(?:middle east\w*|mideast\w*|gulf|levant|maghreb|arab\w*|muslim\w*|islamic world)\b",
    re.IGNORECASE,
)


def is_of_elsewhere(story: Story, reader: FactReader) -> bool:
    """True where each title names a land elsewhere, and none a place that the newsroom follows.

    A land that a topic looks for is not elsewhere; a place is one of the gazetteer, or the region.
    """
    for article in story.articles:
        if not _names_land(article, story.matches) or _REGION.search(article.title):
            return False
        # the great powers stand in the gazetteer, too, and are lands elsewhere all the same
        if reader.places_in(LANDS.sub(" ", article.title)):
            return False
    return True


def _names_land(article: Article, matches: Sequence[Match]) -> bool:
    matched = []
    for match in matches:
        if match.article_id == article.id:
            matched += [(hit.start, hit.end) for hit in match.hits if hit.field is Field.TITLE]
    for land in LANDS.finditer(article.title):
        if not overlaps(land.span(), matched):
            return True
    return False
