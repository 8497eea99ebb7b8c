"""The kinds of sources: one line for each way to read the body of a source.

To add a kind, write one file with a function of the shape `ReadEntries` and add one line below.
`docs/extending.md` says what such a function promises; `tests/contract/test_source_kinds.py` checks
the promise for every kind listed here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from digest.collect.page_list_options import PageListOptions
from digest.kernel.decoding import decode_markup
from digest.kernel.registry import Kind, Registry
from digest.models import Source

# each parser is imported when a source needs it: every command that reads the configuration asks
# for the names of the kinds, and must not wait for parsers
if TYPE_CHECKING:
    from digest.collect.feed_entries import ParsedFeed


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceBody:
    """The answer of a source: its bytes, the address that gave them, and their declared type."""

    content: bytes
    url: str = ""
    content_type: str = ""


class ReadEntries(Protocol):
    """The bytes of a source → its entries. Pure: no clock, no socket, no file."""

    def __call__(
        self, body: SourceBody, source: Source, *, now: datetime, max_entries: int
    ) -> ParsedFeed:
        """Return the entries, or a `problem` in plain words that ends the sentence "the source …".

        Every text is plain text. No date lies after `now`. Never raises on the bytes.
        """
        ...


def read_body(
    body: SourceBody,
    source: Source,
    *,
    now: datetime,
    max_entries: int,
    kinds: Registry[ReadEntries] | None = None,
) -> ParsedFeed:
    """Read a body by the kind of its source. Each entry comes once, with its keys.

    Raises UseError for a kind that is not registered.
    """
    from digest.collect.entry_identity import identified

    # tests bring a registry with a kind of their own
    registry = SOURCE_KINDS if kinds is None else kinds
    read_entries = registry[source.kind].make
    parsed = read_entries(body, source, now=now, max_entries=max_entries)
    # a kind may return more than was asked for, or an entry twice
    return replace(parsed, entries=identified(parsed.entries[:max_entries]))


def _read_feed(body: SourceBody, source: Source, *, now: datetime, max_entries: int) -> ParsedFeed:
    from digest.collect.feed import parse_feed

    return parse_feed(
        body.content,
        url=body.url,
        content_type=body.content_type,
        now=now,
        max_entries=max_entries,
        country=source.country,
        language=source.language,
    )


def _read_json(body: SourceBody, source: Source, *, now: datetime, max_entries: int) -> ParsedFeed:
    from digest.collect.feed_json import parse_json_feed

    text = decode_markup(body.content, body.content_type, language=source.language)
    return parse_json_feed(
        text.strip("\ufeff\x00"),
        url=body.url,
        now=now,
        max_entries=max_entries,
        country=source.country,
        language=source.language,
    )


def _read_sitemap(
    body: SourceBody, source: Source, *, now: datetime, max_entries: int
) -> ParsedFeed:
    from digest.collect.sitemap import parse_sitemap

    text = decode_markup(body.content, body.content_type, language=source.language)
    return parse_sitemap(
        text, now=now, max_entries=max_entries, url=body.url, country=source.country
    )


def _read_page_list(
    body: SourceBody, source: Source, *, now: datetime, max_entries: int
) -> ParsedFeed:
    from digest.collect.page_list import parse_page_list

    options = source.options
    # a source that was made without YAML has no options
    if not isinstance(options, PageListOptions):
        options = PageListOptions()
    text = decode_markup(body.content, body.content_type, language=source.language)
    return parse_page_list(
        text,
        url=body.url,
        now=now,
        max_entries=max_entries,
        options=options,
        country=source.country,
        language=source.language,
    )


SOURCE_KINDS: Registry[ReadEntries] = Registry(
    "source",
    [
        Kind(name="feed", make=_read_feed),
        Kind(name="json", make=_read_json),
        Kind(name="sitemap", make=_read_sitemap),
        Kind(name="page_list", make=_read_page_list, options=PageListOptions),
    ],
)
"""RSS, Atom and RDF, and JSON Feed where a body is one; JSON Feed alone; a news sitemap; a page
whose links are stories."""
