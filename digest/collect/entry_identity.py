"""Identity of entries: each entry once, with the keys that tell it from its neighbours. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from digest.collect.feed_entries import FeedEntry
from digest.collect.plaintext import strip_controls
from digest.text.version_marks import is_corrected, update_number
from digest.urls import canonical_url, names_a_story

MAX_TITLE_CHARS = 300
"""A longer title is a text: it is cut at a word."""

MAX_GUID_CHARS = 500

MAX_FIELD_CHARS = 400_000
"""The longest text of one field; a page of news has a tenth of that."""

MAX_LIST_ITEMS = 40
"""Authors or categories of one entry."""

LEAST_SHARERS = 3
"""One page for more entries than this, and for most of a feed, is no story of its own."""


def identified(entries: Iterable[FeedEntry]) -> tuple[FeedEntry, ...]:
    """Return each entry once, with its keys.

    A key that stands for several entries is cleared. Of two versions of one page the newer stays.
    """
    keyed = []
    for entry in entries:
        if not entry.is_empty:
            keyed.append(_with_keys(entry))
    # judged over the whole feed, before an entry is dropped
    shared_urls = _shared_urls(keyed)
    shared_guids = _shared_guids(keyed)
    newest: dict[tuple[str, str], FeedEntry] = {}
    pages: dict[str, tuple[str, str]] = {}
    for entry in keyed:
        guid, url = entry.stable_guid, entry.canonical_url
        if guid in shared_guids:
            guid = ""
        if url in shared_urls:
            url = ""
        # cleared keys are gone for good: the store joins versions by them
        own = replace(entry, stable_guid=guid, canonical_url=url)
        key = _key(own)
        if url:
            # entries of one page are one entry, also under two guids
            key = pages.setdefault(url, key)
        # dictionaries keep the first place, so the feed's order stays
        known = newest.get(key)
        if known is None or _is_newer(own, known):
            newest[key] = own
    return tuple(newest.values())


def stable_guid(guid: str) -> str:
    """Return a guid without the parts that change on an edit (`#0` → `#1`) or with the scheme.

    >>> stable_guid("https://www.example.org/?p=7#2")
    'example.org/?p=7'
    """
    return _SCHEME.sub("", _REVISION.sub("", guid.strip()))[:MAX_GUID_CHARS]


_REVISION = re.compile(r"#\d{1,3}$")
_SCHEME = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)


def _with_keys(entry: FeedEntry) -> FeedEntry:
    # NUL and lone surrogates go here: no later room and no database sees them
    url = _door_text(entry.url)
    guid = _door_text(entry.guid)
    return replace(
        entry,
        url=url,
        guid=guid,
        title=_bounded_title(_door_text(entry.title)),
        lead=_door_text(entry.lead),
        body=_door_text(entry.body),
        authors=_door_texts(entry.authors),
        categories=_door_texts(entry.categories),
        stable_guid=stable_guid(guid),
        canonical_url=canonical_url(url) if url else "",
    )


def _door_text(text: str) -> str:
    """Refuse at the door the characters that no database and no mail takes, and endless texts."""
    return strip_controls(text[:MAX_FIELD_CHARS])


def _door_texts(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(_door_text(text) for text in texts[:MAX_LIST_ITEMS])


def _bounded_title(title: str) -> str:
    """Cut a title that is longer than any headline, at a word where one ends near there."""
    if len(title) <= MAX_TITLE_CHARS:
        return title
    # one character is left for the mark of the cut
    start = title[: MAX_TITLE_CHARS - 1]
    return (start.rpartition(" ")[0] or start) + "…"


def _key(entry: FeedEntry) -> tuple[str, str]:
    """Return the strongest key that an entry has."""
    # a guid survives a change of the address, which happens more often
    if entry.stable_guid:
        return ("guid", entry.stable_guid)
    if entry.canonical_url:
        return ("url", entry.canonical_url)
    return ("title", entry.title)


def _is_newer(entry: FeedEntry, known: FeedEntry) -> bool:
    """Tell whether an entry is a later version of a known one, whatever their order in the feed."""
    return _version(entry) > _version(known)


def _version(entry: FeedEntry) -> tuple[datetime, datetime, bool, int]:
    """Order the versions of a page: by their dates, at one date by the marks of their titles."""
    edited = entry.updated or entry.published
    return entry.published, edited, is_corrected(entry.title), update_number(entry.title)


# ---- keys that stand for several entries ------------------------------------


def _shared_urls(entries: Sequence[FeedEntry]) -> frozenset[str]:
    """Return the addresses that do not tell entries apart: a home page, a page that lists them."""
    marks: dict[str, tuple[set[str], set[str]]] = {}
    for entry in entries:
        titles, guids = marks.setdefault(entry.canonical_url, (set(), set()))
        titles.add(entry.title)
        guids.add(entry.stable_guid or entry.title)
    # how many entries lead to each address
    uses = Counter(entry.canonical_url for entry in entries)
    shared = set()
    for url in _with_different_marks(marks):
        # a feed whose entries mostly lead to one page keeps them apart; a story that is told again
        # after each edit is one story
        leads_most = uses[url] * 2 > len(entries) > LEAST_SHARERS
        if not names_a_story(url) or leads_most:
            shared.add(url)
    return frozenset(shared)


def _shared_guids(entries: Sequence[FeedEntry]) -> frozenset[str]:
    """Return the guids that entries of different pages have in common."""
    marks: dict[str, tuple[set[str], set[str]]] = {}
    for entry in entries:
        urls, same_urls = marks.setdefault(entry.stable_guid, (set(), set()))
        urls.add(entry.canonical_url)
        same_urls.add(entry.canonical_url)
    return _with_different_marks(marks)


def _with_different_marks(marks: Mapping[str, tuple[set[str], set[str]]]) -> frozenset[str]:
    """Return the keys whose entries differ in both of their other marks."""
    shared = set()
    for key, (first_marks, second_marks) in marks.items():
        if len(first_marks) > 1 and len(second_marks) > 1:
            shared.add(key)
    return frozenset(shared)
