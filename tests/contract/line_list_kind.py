"""A source kind in one file: a list of stories as plain text, one line a story.

A line holds a date, an address and a headline, with tabs between: some agencies publish such lists.
"""

from __future__ import annotations

from datetime import datetime

from digest.collect.feed_dates import entry_date
from digest.collect.feed_entries import FeedEntry, ParsedFeed
from digest.collect.link_mending import mended_link
from digest.collect.plaintext import plain_line
from digest.collect.source_kinds import SourceBody
from digest.kernel.decoding import decode_markup
from digest.kernel.registry import Kind
from digest.models import Source


def read_line_list(
    body: SourceBody, source: Source, *, now: datetime, max_entries: int
) -> ParsedFeed:
    """Return the stories of a list of lines; lines that hold no story are passed over."""
    text = decode_markup(body.content, body.content_type, language=source.language)
    entries = []
    for line in text.splitlines():
        parts = line.split("\t")
        if len(parts) != 3:
            continue
        published = entry_date(parts[0], now=now, country=source.country)
        entry = FeedEntry(
            url=mended_link(parts[1], body.url),
            title=plain_line(parts[2]),
            published=published or now,
            dated=published is not None,
        )
        if entry.citable:
            entries.append(entry)
        if len(entries) >= max_entries:
            break
    if not entries:
        return ParsedFeed(problem="sent a list without a story")
    return ParsedFeed(entries=tuple(entries))


LINE_LIST = Kind(name="line_list", make=read_line_list)
SAMPLE = (
    b"2026-11-27 10:00\thttps://paper.example/port-1000001\tPort reopens after repairs\n"
    b"2026-11-27 08:00\thttps://paper.example/ferry-1000002\tFerry sails again at dawn\n"
)
