"""Deeds and remarks: a title that tells a deed done, and one that tells the words of another land.

Where one publisher tells an event, its size says nothing; then an editor puts deeds before words.
A title in a language without title words tells neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from digest.edit.features import overlaps
from digest.edit.profile import headline_of
from digest.edit.title_words import (
    deed_pattern,
    lands_in,
    opens_with_topic,
    remark_pattern,
    title_pattern,
)
from digest.models import Article

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w)|(?<!\w)'[^']*'(?!\w)|«[^»]*»|„[^“”]*[“”]")
_NEW_CLAUSE = ": "
"""Parts a headline; in English the second part says who told the first."""


def tells_deed(article: Article) -> bool:
    """True where the first clause of a title tells a deed done, by force or by an office.

    >>> from datetime import UTC, datetime
    >>> noon = datetime(2026, 8, 13, 12, tzinfo=UTC)
    >>> deed = Article(id="a", url="", title="Drones hit depot in Karim", published=noon)
    >>> wish = Article(id="b", url="", title="Karim wants to hit depots", published=noon)
    >>> tells_deed(deed), tells_deed(wish)
    (True, False)
    """
    # a later clause tells what came before, and a quotation what somebody calls a deed
    headline = _QUOTED.sub(" ", headline_of(article))
    if not opens_with_topic(article.language):
        headline = headline.split(_NEW_CLAUSE)[0]
    first_clause = title_pattern(article.language, "later").split(headline)[0]
    return deed_pattern(article.language).search(first_clause) is not None


def remarks_from_elsewhere(article: Article, matched: Iterable[tuple[int, int]]) -> bool:
    """True where a title tells the words of a land elsewhere, and no deed.

    `matched` are the spans of the title that a topic matched: a land that it looks for is not
    elsewhere.
    """
    if tells_deed(article):
        return False
    spans = tuple(matched)
    lands = lands_in(article.title, article.language)
    for remark in remark_pattern(article.language).finditer(article.title):
        for land in lands:
            if overlaps(land, [remark.span()]) and not overlaps(land, spans):
                return True
    return False
