"""News sitemaps → entries: each page with its title and date, as publishers give them to search."""

from __future__ import annotations

import re
from datetime import datetime
from html import unescape

from digest.collect.feed_dates import entry_date
from digest.collect.feed_entries import FeedEntry, ParsedFeed
from digest.collect.language_tags import language_tag
from digest.collect.link_mending import mended_link
from digest.collect.plaintext import plain_line
from digest.kernel.pictures import picture_fault
from digest.models import Picture

MAX_SITEMAP_CHARS = 10_000_000

_URL = re.compile(r"<(?:[\w-]{1,20}:)?url[\s>]", re.IGNORECASE)
_INDEX = re.compile(r"<(?:[\w-]{1,20}:)?sitemapindex[\s>]", re.IGNORECASE)
_URLSET = re.compile(r"<(?:[\w-]{1,20}:)?urlset[\s>]", re.IGNORECASE)
# Each stops at the next tag of its kind, so that a page of unclosed ones is read once.
_MEDIA = re.compile(
    r"<(?:image:image|video:video)(?:\s[^<>]{0,200})?>"
    r"(?:[^<]|<(?!/?(?:image:image|video:video)\b))*+</(?:image:image|video:video)>",
    re.IGNORECASE,
)
_CHARACTERS = re.compile(r"\s*<!\[CDATA\[(.{0,5000}?)\]\]>", re.DOTALL)
_HEAD_CHARS = 5_000
_MAX_KEYWORDS = 40
# The part of one page's entry that is read.
_MAX_PAGE_CHARS = 20_000


def parse_sitemap(
    text: str, *, now: datetime, max_entries: int, url: str = "", country: str = ""
) -> ParsedFeed:
    """Return the titled pages of a news sitemap, the newest first.

    `url` is the sitemap's own address, which resolves relative ones. A sitemap
    without titles has a `problem`: a subscriber cannot be told what such a page is.

    >>> from datetime import UTC
    >>> page = "<url><loc>https://a.example/1</loc><news:title>Port reopens</news:title></url>"
    >>> now = datetime(2026, 1, 1, tzinfo=UTC)
    >>> parse_sitemap(f"<urlset>{page}</urlset>", now=now, max_entries=9).entries[0].title
    'Port reopens'
    """
    head = text[:_HEAD_CHARS]
    # an index leads to thousands of sitemaps; the operator names the news
    if _INDEX.search(head):
        return ParsedFeed(
            problem="sent an index of sitemaps: name one of its news sitemaps instead"
        )
    if not _URLSET.search(head):
        return ParsedFeed(problem="sent something that is not a sitemap")
    entries = []
    # by position, because a parser would need the whole tree in memory
    starts = [start.end() for start in _URL.finditer(text[:MAX_SITEMAP_CHARS])]
    for position, start in enumerate(starts):
        end = len(text)
        if position + 1 < len(starts):
            end = starts[position + 1]
        entry = _entry(text[start : min(end, start + _MAX_PAGE_CHARS)], url, now, country)
        if entry is not None:
            entries.append(entry)
    if starts and not entries:
        return ParsedFeed(problem="sent a sitemap without titles: only news sitemaps can be read")
    # sitemaps stand in no order of time, and only the newest pages are news
    entries.sort(key=_published, reverse=True)
    return ParsedFeed(entries=tuple(entries[:max_entries]))


def _published(entry: FeedEntry) -> datetime:
    return entry.published


def _entry(whole: str, base: str, now: datetime, country: str) -> FeedEntry | None:
    # pictures and films have titles, dates and addresses of their own
    page = _MEDIA.sub(" ", whole)
    url = mended_link(_field(page, "loc"), base)
    title = plain_line(_field(page, "title"))
    if not url or not title:
        return None
    published = entry_date(_field(page, "publication_date"), now=now, country=country)
    modified = entry_date(_field(page, "lastmod"), now=now, country=country)
    # news sitemaps date the story; plain ones date the last change of its page
    dated = published or modified
    is_edited = published is not None and modified is not None and modified > published
    keywords = []
    for keyword in _field(page, "keywords").split(",")[:_MAX_KEYWORDS]:
        if keyword.strip():
            keywords.append(plain_line(keyword))
    return FeedEntry(
        url=url,
        title=title,
        published=dated or now,
        dated=dated is not None,
        updated=modified if is_edited else None,
        categories=tuple(keywords),
        language=language_tag(_field(page, "language")),
        picture=_picture(whole, base),
    )


def _field(page: str, name: str) -> str:
    """Return the text of the first element of that name, in whatever namespace."""
    # any prefix of the namespace, because publishers choose their own
    start = re.search(rf"<(?:[\w-]{{1,20}}:)?{name}(?:\s[^<>]{{0,200}})?>", page)
    if start is None:
        return ""
    # in a section of characters even a tag is text
    characters = _CHARACTERS.match(page, start.end())
    if characters:
        return characters[1].strip()
    end = page.find("</", start.end())
    return unescape(page[start.end() : end].strip()) if end >= 0 else ""


def _picture(page: str, base: str) -> Picture | None:
    image = page.partition("<image:image")[2]
    url = mended_link(_field(image, "loc"), base)
    if not url:
        return None
    picture = Picture(url=url, caption=plain_line(_field(image, "caption")))
    if picture_fault(picture):
        return None
    return picture
