"""What a feed holds once it is read: entries in plain text, before they are a source's articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from digest.models import Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed, in plain text; what the feed left out is empty.

    `dated` is False when the feed gave no usable date and `published` is the time of reading. `stable_guid` and
    `canonical_url` tell this entry from its neighbours, and are empty where they do not.
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
    def says_something(self) -> bool:
        return bool(self.title or self.url or self.guid)

    @property
    def citable(self) -> bool:
        """True when a reader can be told what it is and led to it."""
        return bool(self.title and self.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """What a body held. `problem` says in plain words why it is no feed; `cut` that its end was missing."""

    entries: tuple[Entry, ...] = ()
    title: str = ""
    language: str = ""
    problem: str = ""
    cut: bool = False
