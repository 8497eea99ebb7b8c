"""JSON Feed (1.0 and 1.1) → entries."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from digest.collect.feed_dates import entry_date, iso_date
from digest.collect.feed_entries import Entry, ParsedFeed
from digest.collect.feed_xml import language_tag, lead_and_body, shortened
from digest.collect.pictures import first_image
from digest.collect.plaintext import plain_line, plain_text
from digest.kernel.links import reader_link
from digest.models import Picture


def parse_json_feed(text: str, *, url: str, now: datetime, max_entries: int) -> ParsedFeed:
    """Return the items of a JSON Feed; `problem` when the JSON is broken or is something else."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError):
        return ParsedFeed(problem="sent JSON that cannot be read")
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        return ParsedFeed(problem="sent JSON that is not a JSON Feed")
    base = reader_link(_text(feed.get("home_page_url"))) or url
    language = language_tag(_text(feed.get("language")))
    publisher = _authors(feed)
    items = [item for item in feed["items"][:max_entries] if isinstance(item, dict)]
    entries = (
        _entry(item, base=base, language=language, authors=publisher, now=now) for item in items
    )
    return ParsedFeed(
        entries=tuple(entries),
        title=plain_line(_text(feed.get("title"))),
        language=language,
    )


def _entry(
    item: dict[str, Any], *, base: str, language: str, authors: tuple[str, ...], now: datetime
) -> Entry:
    url, guid = _first_url(item, base), _text(item.get("id"))
    markup, plain = _text(item.get("content_html")), _text(item.get("content_text"))
    lead, body = lead_and_body(
        plain_text(_text(item.get("summary"))), plain_text(markup) if markup else plain.strip()
    )
    title = plain_line(_text(item.get("title"))) or shortened(lead)
    published = _date(item, "date_published", now) or _date(item, "date_modified", now)
    updated = _date(item, "date_modified", now)
    return Entry(
        url=url,
        guid=guid,
        title=title,
        lead=lead,
        body=body,
        published=published or now,
        dated=published is not None,
        updated=updated if updated and published and updated > published else None,
        authors=_authors(item) or authors,
        categories=tuple(
            dict.fromkeys(
                plain_line(tag) for tag in _list(item.get("tags")) if isinstance(tag, str)
            )
        ),
        language=language_tag(_text(item.get("language"))) or language,
        picture=_picture(item, markup, url or base),
    )


def _text(value: object) -> str:
    """Text, or a number where an id was written as one."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _first_url(item: dict[str, Any], base: str) -> str:
    for name in ("url", "external_url", "id"):
        told = item.get(name)
        given = told.strip() if isinstance(told, str) else ""
        if url := reader_link(given, "" if name == "id" else base):
            return url
    return ""


def _date(item: dict[str, Any], name: str, now: datetime) -> datetime | None:
    raw = _text(item.get(name))
    moment = iso_date(raw)
    return entry_date(raw, moment.timetuple() if moment else None, now=now) if raw else None


def _authors(item: dict[str, Any]) -> tuple[str, ...]:
    people = [*_list(item.get("authors")), item.get("author")]
    names = (plain_line(_text(person.get("name"))) for person in people if isinstance(person, dict))
    return tuple(dict.fromkeys(name for name in names if name))


def _picture(item: dict[str, Any], markup: str, base: str) -> Picture | None:
    for name in ("image", "banner_image"):
        if url := reader_link(_text(item.get(name))):
            return Picture(url=url)
    return first_image(markup, base)
