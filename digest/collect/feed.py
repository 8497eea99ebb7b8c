"""Feed bytes → entries in plain text: RSS, Atom and RDF through feedparser, JSON Feed beside it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from digest.collect.feed_entries import Entry, ParsedFeed
from digest.collect.feed_json import parse_json_feed
from digest.collect.feed_xml import parse_xml_feed
from digest.collect.plaintext import plain_line
from digest.collect.repair_xml import prologue_end
from digest.kernel.decoding import decode_markup
from digest.urls import canonical_url, names_a_story

MAX_ENTRIES = 500

MAX_TITLE = 300
"""Characters."""


def parse_feed(
    body: bytes,
    *,
    now: datetime,
    url: str = "",
    content_type: str = "",
    max_entries: int = MAX_ENTRIES,
) -> ParsedFeed:
    """Return the entries of a feed, each once and with its identity. Never raises on what a server may send.

    `url` resolves relative links; `now` stands in for missing, future and impossible dates.
    """
    text = decode_markup(body, content_type).strip("\ufeff\x00 \t\r\n")
    if not text:
        return ParsedFeed(problem="sent an empty body")
    if text[0] in "{[":
        parsed = parse_json_feed(text, url=url, now=now, max_entries=max_entries)
    elif page := _web_page(text):
        return ParsedFeed(problem=page)
    else:
        parsed = parse_xml_feed(text, url=url, now=now, max_entries=max_entries)
    return replace(parsed, entries=_identified(parsed.entries))


_PAGE = ("<html", "<head", "<body", "<!doctype html")
_TITLE = re.compile(r"<title[^>]{0,200}>(.{0,300}?)</title", re.IGNORECASE | re.DOTALL)
_FEED_ROOT = re.compile(r"<(?:rss|feed|(?:\w{1,20}:)?rdf|channel)[\s>]", re.IGNORECASE)


def _web_page(text: str) -> str:
    """Why this is a web page and not a feed; nothing when it may be one."""
    start = prologue_end(text)
    opening = text[start : start + 20].lower(), text[:20].lower()
    if not any(one.startswith(_PAGE) for one in opening) or _FEED_ROOT.search(
        text[start : start + 2000]
    ):
        return ""
    title = _TITLE.search(text[:20_000])
    named = f' titled "{plain_line(title[1])[:80]}"' if title and title[1].strip() else ""
    return f"sent a web page{named} instead of a feed"


# ---- identity ------------------------------------------------------------------------------------------------------

_REVISION = re.compile(r"#\d{1,3}$")
_SCHEME = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)


def stable_guid(guid: str) -> str:
    """A guid without what changes on edit (`#0` → `#1`) or between captures (http → https)."""
    return _SCHEME.sub("", _REVISION.sub("", guid.strip()))[:500]


def _bounded(title: str) -> str:
    """A headline; what is longer than any is cut, at a word where one ends near there."""
    if len(title) <= MAX_TITLE:
        return title
    start = title[: MAX_TITLE - 1]
    return (start.rpartition(" ")[0] or start) + "…"


def _identified(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Give each entry its keys, clear the keys that do not tell it from its neighbours, and drop repetitions."""
    keyed = [
        replace(
            entry,
            title=_bounded(entry.title),
            stable_guid=stable_guid(entry.guid),
            canonical_url=canonical_url(entry.url) if entry.url else "",
        )
        for entry in entries
        if entry.says_something
    ]
    shared_urls = _shared((e.canonical_url, e.title, e.stable_guid or e.title) for e in keyed)
    shared_urls = frozenset(
        url for url in shared_urls if not names_a_story(url) or _most_share(url, keyed)
    )
    shared_guids = _shared((e.stable_guid, e.canonical_url, e.canonical_url) for e in keyed)
    kept: dict[tuple[str, str], Entry] = {}
    for entry in keyed:
        guid = "" if entry.stable_guid in shared_guids else entry.stable_guid
        url = "" if entry.canonical_url in shared_urls else entry.canonical_url
        key = ("guid", guid) if guid else ("url", url) if url else ("title", entry.title)
        if key not in kept:
            same = guid == entry.stable_guid and url == entry.canonical_url
            kept[key] = entry if same else replace(entry, stable_guid=guid, canonical_url=url)
    newest: dict[object, Entry] = {}
    for key, entry in kept.items():
        told = newest.setdefault(entry.canonical_url or key, entry)
        if entry.published > told.published:
            newest[entry.canonical_url or key] = entry
    return tuple(newest.values())


def _most_share(url: str, entries: Sequence[Entry]) -> bool:
    """A feed whose entries all lead to one page keeps them apart; a story told again after each edit is one story."""
    return sum(entry.canonical_url == url for entry in entries) * 2 > len(entries) > 3


def _shared(named: Iterable[tuple[str, str, str]]) -> frozenset[str]:
    """Keys that stand for several entries: those whose entries differ in both of their other marks."""
    marks: dict[str, tuple[set[str], set[str]]] = {}
    for key, one, other in named:
        ones, others = marks.setdefault(key, (set(), set()))
        ones.add(one)
        others.add(other)
    return frozenset(
        key for key, (ones, others) in marks.items() if len(ones) > 1 and len(others) > 1
    )
