"""JSON Feed (versions 1.0 and 1.1) → entries."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from digest.collect.day_month_order import date_context
from digest.collect.entry_texts import lead_and_body, shortened
from digest.collect.feed_dates import DateContext
from digest.collect.feed_entries import FeedEntry, ParsedFeed
from digest.collect.language_tags import language_tag
from digest.collect.pictures import first_image
from digest.collect.plaintext import plain_line, plain_text, plain_title
from digest.kernel.links import reader_link
from digest.models import Picture

MAX_ATTACHMENTS = 20
"""Recordings of one item that are looked at."""


def parse_json_feed(
    text: str, *, url: str, now: datetime, max_entries: int, country: str = "", language: str = ""
) -> ParsedFeed:
    """Return the items of a JSON Feed; a `problem` when the JSON is broken or another kind.

    `country` and `language` are those of the source: they settle dates that follow no standard.
    """
    cut = False
    try:
        feed = json.loads(text)
    # deep nesting is an attack or an accident, and no feed in either case
    except (ValueError, RecursionError):
        # a transfer that broke off keeps its whole items
        feed, cut = {"items": _whole_items(text, max_entries)}, True
        if not feed["items"]:
            return ParsedFeed(problem="sent JSON that cannot be read")
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        return ParsedFeed(problem="sent JSON that is not a JSON Feed")
    # links are relative to the site; a feed without one stands beside it
    base = reader_link(_text(feed.get("home_page_url"))) or url
    feed_language = language_tag(_text(feed.get("language")))
    items = [item for item in feed["items"][:max_entries] if isinstance(item, dict)]
    dates = date_context(
        _dates_of(items),
        now=now,
        country=country,
        language=language,
        own_tag=_text(feed.get("language")),
    )
    # an item without authors has those of its feed
    publisher = _authors(feed)
    entries = []
    for item in items:
        entry = _entry(item, base=base, language=feed_language, authors=publisher, dates=dates)
        entries.append(entry)
    return ParsedFeed(
        entries=tuple(entries),
        title=plain_line(_text(feed.get("title"))),
        language=feed_language,
        cut=cut,
        doubtful_date=dates.doubtful,
    )


def _dates_of(items: Iterable[dict[str, Any]]) -> Iterator[str]:
    for item in items:
        yield _text(item.get("date_published"))
        yield _text(item.get("date_modified"))


_ITEMS = re.compile(r'"items"\s{0,99}:\s{0,99}\[')
_BETWEEN_ITEMS = re.compile(r"[\s,]{0,999}")


def _whole_items(text: str, max_entries: int) -> list[dict[str, Any]]:
    """Return the items of a JSON Feed whose end is missing, as far as they are whole."""
    start = _ITEMS.search(text)
    items: list[dict[str, Any]] = []
    if start is None:
        return items
    at, decoder = start.end(), json.JSONDecoder()
    while len(items) < max_entries:
        between = _BETWEEN_ITEMS.match(text, at)
        try:
            item, at = decoder.raw_decode(text, between.end() if between else at)
        except (ValueError, RecursionError):
            break
        # anything else than an object between two items is no feed
        if not isinstance(item, dict):
            break
        items.append(item)
    return items


def _entry(
    item: dict[str, Any],
    *,
    base: str,
    language: str,
    authors: tuple[str, ...],
    dates: DateContext,
) -> FeedEntry:
    url = _first_url(item, base)
    markup = _text(item.get("content_html"))
    content = plain_text(markup)
    if not markup:
        # plain text by its name: markup in it is text, too
        content = _text(item.get("content_text")).strip()
    lead, body = lead_and_body(plain_text(_text(item.get("summary"))), content)
    updated = dates.read(_text(item.get("date_modified")))
    published = dates.read(_text(item.get("date_published"))) or updated
    # software writes both dates when nothing was edited
    is_edited = updated is not None and published is not None and updated > published
    return FeedEntry(
        url=url,
        guid=_text(item.get("id")),
        # plain text by the standard: words in angle brackets are words
        title=plain_title(_text(item.get("title")), is_text=True) or shortened(lead),
        lead=lead,
        body=body,
        published=published or dates.now,
        dated=published is not None,
        updated=updated if is_edited else None,
        authors=_authors(item) or authors,
        categories=_tags(item),
        language=language_tag(_text(item.get("language"))) or language,
        picture=_picture(item, markup, url or base),
    )


def _text(value: object) -> str:
    """Return text, also of a number where an id was written as one."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _first_url(item: dict[str, Any], base: str) -> str:
    """Return the page of an item: its url, the page it speaks of, or an id that is an address.

    An episode that has no page leads to its recording.
    """
    for name in ("url", "external_url", "id"):
        value = item.get(name)
        if not isinstance(value, str):
            continue
        # an id is often a number or a word, which is no relative link
        url = reader_link(value, "" if name == "id" else base)
        if url:
            return url
    for attachment in _list(item.get("attachments"))[:MAX_ATTACHMENTS]:
        if isinstance(attachment, dict):
            url = reader_link(_text(attachment.get("url")), base)
            if url:
                return url
    return ""


def _authors(item: dict[str, Any]) -> tuple[str, ...]:
    """Return the names of version 1.1 (`authors`) and of version 1.0 (`author`), each once."""
    names = []
    for person in [*_list(item.get("authors")), item.get("author")]:
        if isinstance(person, dict):
            names.append(plain_line(_text(person.get("name"))))
    return tuple(dict.fromkeys(name for name in names if name))


def _tags(item: dict[str, Any]) -> tuple[str, ...]:
    tags = []
    for tag in _list(item.get("tags")):
        if isinstance(tag, str):
            tags.append(plain_line(tag))
    return tuple(dict.fromkeys(tags))


def _picture(item: dict[str, Any], markup: str, base: str) -> Picture | None:
    for name in ("image", "banner_image"):
        url = reader_link(_text(item.get(name)))
        if url:
            return Picture(url=url)
    return first_image(markup, base)
