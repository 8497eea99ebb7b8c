"""Article: one published text, and the picture that came with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of the news.

    `width` and `height` are pixels of the original; `file_photo` marks an older picture.
    """

    url: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    width: int | None = None
    height: int | None = None
    file_photo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One published text, already sanitised.

    Every field is plain text; `body` has a blank line between paragraphs. `family` names the owner
    whose outlets count as one voice; `weight` scales rank (1.0 = ordinary).
    """

    id: str
    url: str
    title: str
    published: datetime
    canonical_url: str = ""
    guid: str = ""
    lead: str = ""
    body: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    language: str = ""
    publisher: str = ""
    family: str = ""
    country: str = ""
    section: str = ""
    state_run: bool = False
    source_id: str = ""
    weight: float = 1.0
    picture: Picture | None = None
    updated: datetime | None = None
    collected: datetime | None = None
    content_hash: str = ""
