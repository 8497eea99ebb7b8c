"""An entry of a source → an Article with an id that survives edits. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

from digest.collect.article_language import detect_language
from digest.collect.feed_dates import EARLIEST
from digest.collect.feed_entries import FeedEntry
from digest.collect.page import ArticlePage
from digest.models import Article, Picture, Source
from digest.urls import untracked_url

ID_CHARS = 20
"""80 bits: two of a million articles share an id once in two thousand newsrooms."""

HASH_CHARS = 32

SAMPLE_CHARS = 400
"""The part of a body that shows its language where an entry has no lead."""

UNDATED_AGE = timedelta(days=30)
"""The age of an undated entry at the first visit: it may be old, so it is no news of today."""

LARGE_WIDTH_PX = 600
"""A picture this wide fills the column of a mail; the page's own is not needed."""


def as_article(
    entry: FeedEntry, source: Source, *, now: datetime, first_visit: bool = False
) -> Article:
    """Return the article of a citable entry.

    The `published` of an undated entry equals `collected`; at the first visit to a source it lies
    `UNDATED_AGE` before, because the feed may have shown the entry for weeks.
    """
    # the language is told by title and lead; a body may hold quotations of another
    text = f"{entry.title}. {entry.lead or entry.body[:SAMPLE_CHARS]}"
    published = entry.published
    # a new source may be an archive: its undated entries must not lead today
    if first_visit and not entry.dated:
        published = now - UNDATED_AGE
    return Article(
        id=article_id(entry, source),
        url=untracked_url(entry.url),
        canonical_url=entry.canonical_url,
        guid=entry.stable_guid,
        title=entry.title,
        lead=entry.lead,
        body=entry.body,
        published=published,
        updated=entry.updated,
        collected=now,
        authors=entry.authors,
        categories=entry.categories,
        language=detect_language(text, declared=entry.language, usual=source.language),
        publisher=source.publisher or source.name,
        family=source.family,
        country=source.country,
        section=source.section,
        state_run=source.state_run,
        source_id=source.id,
        weight=source.weight,
        picture=entry.picture if source.pictures else None,
        content_hash=content_hash(entry.title, entry.lead, entry.body),
    )


def article_id(entry: FeedEntry, source: Source) -> str:
    """Return twenty hexadecimal digits: of the entry's page, else of the source and guid or title.

    The same page in two feeds is one article. An edit under one address keeps the id; an edit under
    one guid keeps (source, guid), by which the store finds the article.
    """
    # the line break cannot stand in an id, so no two keys look alike
    key = entry.canonical_url or f"{source.id}\n{entry.stable_guid or entry.title}"
    return sha256(key.encode()).hexdigest()[:ID_CHARS]


def content_hash(title: str, lead: str, body: str) -> str:
    """Return a hash that tells an edited text from the same text fetched again."""
    return sha256("\0".join((title, lead, body)).encode()).hexdigest()[:HASH_CHARS]


def is_undated(article: Article) -> bool:
    """Tell whether the feed gave no date, so that `published` is only the time of the visit."""
    if article.collected is None:
        return False
    return article.published in (article.collected, article.collected - UNDATED_AGE)


def with_page(article: Article, page: ArticlePage, source: Source) -> Article:
    """Return the article with the page's text, authors, picture, and a time the feed lacked."""
    body = article.body
    # a page behind a paywall may hold less than its feed
    if len(page.body) > len(article.body):
        body = page.body
    picture = None
    if source.pictures:
        picture = _better_picture(article.picture, page.picture)
    return replace(
        article,
        body=body,
        lead=article.lead or body.partition("\n\n")[0],
        published=_published(article, page),
        authors=article.authors or page.authors,
        picture=picture,
        content_hash=content_hash(article.title, article.lead, body),
    )


def _published(article: Article, page: ArticlePage) -> datetime:
    """Return the feed's time; where it gave none, the page's, if this article can have that."""
    if not is_undated(article) or page.published is None or article.collected is None:
        return article.published
    # a date ahead of the visit belongs to something else on the page
    if EARLIEST < page.published < article.collected:
        return page.published
    return article.published


def _better_picture(from_feed: Picture | None, from_page: Picture | None) -> Picture | None:
    """Return the page's share picture, which is large, with the feed's words where it has none."""
    # one of two needs no choice
    if from_feed is None or from_page is None:
        return from_feed or from_page
    if from_feed.width and from_feed.width >= LARGE_WIDTH_PX:
        return replace(
            from_feed,
            alt=from_feed.alt or from_page.alt,
            caption=from_feed.caption or from_page.caption,
        )
    return replace(
        from_page,
        alt=from_page.alt or from_feed.alt,
        caption=from_page.caption or from_feed.caption,
        credit=from_page.credit or from_feed.credit,
    )
