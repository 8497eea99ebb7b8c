"""The content of a feed: entries in plain text, before they are articles of a source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from digest.models import Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry of a feed, in plain text; a field that the feed left out is empty.

    `dated` is False when the feed gave no usable date and `published` is the time of reading.
    `stable_guid` and `canonical_url` tell this entry from its neighbours; they are empty where they
    would not.
    """

    url: str
    title: str
    published: datetime
    dated: bool = True
    updated: datetime | None = None
    guid: str = ""
    stable_guid: str = ""
    canonical_url: str = ""
    lead: str = ""
    body: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    language: str = ""
    picture: Picture | None = None

    @property
    def is_empty(self) -> bool:
        """True when the entry has neither a title nor an address nor an id."""
        return not (self.title or self.url or self.guid)

    @property
    def citable(self) -> bool:
        """True when a subscriber can read a title and be led to a page."""
        return bool(self.title and self.url)


Entry = FeedEntry
"""The former name, which operators' scripts import."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """The content of one body.

    `problem` says in plain words why the body is no feed. `cut` is True when its end is missing.
    `doubtful_date` is a date that can be read in two orders, where no context tells which.
    """

    entries: tuple[FeedEntry, ...] = ()
    title: str = ""
    language: str = ""
    problem: str = ""
    cut: bool = False
    doubtful_date: str = ""
