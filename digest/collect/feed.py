"""Feed bytes → entries in plain text: RSS, Atom and RDF, and JSON Feed beside them. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from digest.collect.entry_identity import identified
from digest.collect.feed_entries import ParsedFeed
from digest.collect.feed_json import parse_json_feed
from digest.collect.feed_xml import parse_xml_feed
from digest.collect.plaintext import plain_line
from digest.collect.repair_xml import prologue_end
from digest.kernel.decoding import decode_markup

MAX_ENTRIES = 500
"""Entries of one feed that are read."""

OUTER_SPACE = "\ufeff\x00 \t\r\n"
"""Characters around a document that mean nothing."""


def parse_feed(
    body: bytes,
    *,
    now: datetime,
    url: str = "",
    content_type: str = "",
    max_entries: int = MAX_ENTRIES,
    country: str = "",
    language: str = "",
) -> ParsedFeed:
    """Return the entries of a feed, each once and with its identity. Never raises on its bytes.

    `url` resolves relative links. `now` stands in for missing, future and impossible dates.
    `country` and `language` are those of the source: they settle ambiguous dates and encodings.

    >>> from datetime import UTC
    >>> body = b'<rss><channel><item><title>Port reopens</title></item></channel></rss>'
    >>> [entry.title for entry in parse_feed(body, now=datetime(2026, 11, 28, tzinfo=UTC)).entries]
    ['Port reopens']
    """
    text = decode_markup(body, content_type, language=language).strip(OUTER_SPACE)
    if not text:
        return ParsedFeed(problem="sent an empty body")
    # no markup begins so, whatever the server calls it
    if text[0] in "{[":
        parsed = parse_json_feed(
            text, url=url, now=now, max_entries=max_entries, country=country, language=language
        )
        return replace(parsed, entries=identified(parsed.entries))
    # looked at before parsing: feedparser reads web pages as empty feeds
    page_problem = web_page_problem(text)
    if page_problem:
        return ParsedFeed(problem=page_problem)
    parsed = parse_xml_feed(
        text, url=url, now=now, max_entries=max_entries, country=country, language=language
    )
    return replace(parsed, entries=identified(parsed.entries))


_PAGE_STARTS = ("<html", "<head", "<body", "<!doctype html")
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,300})</title", re.IGNORECASE)
_FEED_ROOT = re.compile(r"<(?:rss|feed|(?:\w{1,20}:)?rdf|channel)[\s>]", re.IGNORECASE)
_START_CHARS = 20
# The part of a document in which its root stands.
_ROOT_CHARS = 2_000

_HEAD_CHARS = 20_000
_SHOWN_TITLE_CHARS = 80


def web_page_problem(text: str) -> str:
    """Return why a text is a web page and not a feed; "" when it may be a feed.

    >>> web_page_problem("<html><title>Sign in</title>")
    'sent a web page titled "Sign in" instead of a feed'
    """
    start = prologue_end(text)
    # a page may begin with its own prologue, or with none
    at_start = text[:_START_CHARS].lower().startswith(_PAGE_STARTS)
    at_root = text[start : start + _START_CHARS].lower().startswith(_PAGE_STARTS)
    if not (at_start or at_root) or _FEED_ROOT.search(text[start : start + _ROOT_CHARS]):
        return ""
    title = _TITLE.search(text[:_HEAD_CHARS])
    name = plain_line(title[1])[:_SHOWN_TITLE_CHARS] if title else ""
    if not name:
        return "sent a web page instead of a feed"
    return f'sent a web page titled "{name}" instead of a feed'
