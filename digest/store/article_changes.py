"""Decide for each collected article whether it is new, known, or known and changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from digest.models import Article

SAME_TEXT_SHARE = 0.8
"""A body shorter than this share of the stored one is the feed's summary of a page that is stored
whole, and no edit."""

Key = tuple[str, ...]


class ArticleChanges:
    """Sorts incoming articles into `added` and `changed`, each by the id under which it is stored.

    `stored` are the articles that share an id, an address or a guid with an incoming one.
    """

    def __init__(self, stored: Iterable[Article]) -> None:
        self.added: dict[str, Article] = {}
        self.changed: dict[str, Article] = {}
        self._by_key: dict[Key, Article] = {}
        for article in stored:
            self._remember(article)

    def add(self, article: Article) -> None:
        """Sort one incoming article."""
        known = self._known(article)
        if known is None:
            self.added[article.id] = article
            self._remember(article)
            return
        merged = merged_article(known, article)
        if merged is None:
            return
        # an article that is new in this chunk stays new, however often it comes
        if known.id in self.added:
            self.added[known.id] = merged
        else:
            self.changed[known.id] = merged
        self._remember(merged)

    def _known(self, article: Article) -> Article | None:
        # the surest sign decides
        for key in _keys(article):
            if key in self._by_key:
                return self._by_key[key]
        return None

    def _remember(self, article: Article) -> None:
        for key in _keys(article):
            self._by_key[key] = article


def merged_article(known: Article, new: Article) -> Article | None:
    """Merge a known article with what a feed says now; None when there is nothing new to store.

    The first source that had an article stays its source: the copy of another feed only lends a
    body that was missing.
    """
    # the cheap question first: most articles of a round are unchanged
    if known.content_hash and known.content_hash == new.content_hash:
        return None
    # another outlet that carries the page must not take it over
    if known.source_id != new.source_id:
        if known.body or not new.body:
            return None
        return replace(known, body=new.body, picture=known.picture or new.picture)
    if _is_older_version(known, new):
        return _with_earlier_date(known, new)
    # a feed that shows a shorter text again must not shorten the stored page
    is_summary = len(new.body) < SAME_TEXT_SHARE * len(known.body)
    body = known.body if is_summary else new.body
    # an empty field of a feed is no correction
    lead = new.lead or known.lead
    if (new.title, lead, body) == (known.title, known.lead, known.body):
        return None
    picture = new.picture or known.picture
    if is_summary:
        picture = known.picture or new.picture
    return replace(
        new,
        id=known.id,
        lead=lead,
        body=body,
        published=_first_published(known, new),
        collected=known.collected or new.collected,
        updated=_last_updated(known, new),
        picture=picture,
        authors=new.authors or known.authors,
        canonical_url=new.canonical_url or known.canonical_url,
        guid=new.guid or known.guid,
    )


def _is_older_version(known: Article, new: Article) -> bool:
    """Tell whether an article that comes later is an earlier version, by the publisher's dates.

    Caches of a publisher give old versions of a page beside new ones, in any order.
    """
    if known.published == known.collected or new.published == new.collected:
        return False  # the time of a visit is no date of a version
    if new.updated:
        return max(new.updated, new.published) < (known.updated or known.published)
    version = known.published
    # a later time is that of our visit, when the edit bore no date
    if known.updated and known.collected and known.updated <= known.collected:
        version = max(version, known.updated)
    return new.published < version


def _with_earlier_date(known: Article, new: Article) -> Article | None:
    """Keep the words of the newer version, and the date at which its page was first published."""
    if known.published <= new.published:
        return None
    version = known.updated or known.published
    return replace(known, published=new.published, updated=version)


def _last_updated(known: Article, new: Article) -> datetime | None:
    """The publisher's date of an edit; where there is none, the time at which we saw the edit."""
    if new.updated and new.updated != known.updated:
        return new.updated
    # the page of an article that was a headline so far is no edit
    edited = (known.title, known.lead) != (new.title, new.lead or known.lead) or (
        known.body and new.body and new.body != known.body
    )
    if edited and new.collected:
        return new.collected
    return new.updated or known.updated


def _keys(article: Article) -> list[Key]:
    """The ways in which an article is known again, the surest first."""
    keys: list[Key] = [("id", article.id)]
    if article.canonical_url:
        keys.append(("url", article.canonical_url))
    # a guid is unique within its source alone
    if article.guid:
        keys.append(("guid", article.source_id, article.guid))
    return keys


def _first_published(known: Article, new: Article) -> datetime:
    """The earlier date, because an edit bumps dates; a real date beats the time of collecting."""
    if known.published == known.collected and new.published != new.collected:
        return new.published
    return min(known.published, new.published)
