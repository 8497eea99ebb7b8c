"""An entry of a source → an Article with an id that survives edits. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from digest.collect.article_language import detect_language
from digest.collect.feed_dates import EARLIEST
from digest.collect.feed_entries import Entry
from digest.collect.page import Page
from digest.models import Article, Picture, Source
from digest.urls import untracked_url


def as_article(entry: Entry, source: Source, *, now: datetime) -> Article:
    """Return the article of a citable entry. Its `published` equals `collected` where the feed gave no date."""
    text = f"{entry.title}. {entry.lead or entry.body[:400]}"
    return Article(
        id=article_id(entry, source),
        url=untracked_url(entry.url),
        canonical_url=entry.canonical_url,
        guid=entry.stable_guid,
        title=entry.title,
        lead=entry.lead,
        body=entry.body,
        published=entry.published,
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


def article_id(entry: Entry, source: Source) -> str:
    """Twenty hexadecimal digits: of the page where it has one of its own, else of the source and its guid or title.

    The same page in two feeds is one article. An edit under one address keeps the id; one under one guid keeps
    (source, guid), by which the store finds it.
    """
    key = entry.canonical_url or f"{source.id}\n{entry.stable_guid or entry.title}"
    return sha256(key.encode()).hexdigest()[:20]


def content_hash(title: str, lead: str, body: str) -> str:
    """Tells an edited text from the same text fetched again."""
    return sha256("\0".join((title, lead, body)).encode()).hexdigest()[:32]


def with_page(article: Article, page: Page, source: Source) -> Article:
    """The article with what its page adds: full text, authors, a time the feed lacked, the picture and its words."""
    body = page.body if len(page.body) > len(article.body) else article.body
    return replace(
        article,
        body=body,
        lead=article.lead or body.partition("\n\n")[0],
        published=_published(article, page),
        authors=article.authors or page.authors,
        picture=_better(article.picture, page.picture) if source.pictures else None,
        content_hash=content_hash(article.title, article.lead, body),
    )


def _published(article: Article, page: Page) -> datetime:
    """The feed's time; where it gave none, the page's, if that can be one of this article."""
    undated = article.published == article.collected
    return (
        page.published
        if undated and page.published and EARLIEST < page.published < article.published
        else (article.published)
    )


def _better(named: Picture | None, shown: Picture | None) -> Picture | None:
    """The page's share picture, which is large, with the words of the feed's where the page has none."""
    if named is None or shown is None:
        return named or shown
    if named.width and named.width >= 600:
        return replace(named, alt=named.alt or shown.alt, caption=named.caption or shown.caption)
    return replace(
        shown,
        alt=shown.alt or named.alt,
        caption=shown.caption or named.caption,
        credit=shown.credit or named.credit,
    )
