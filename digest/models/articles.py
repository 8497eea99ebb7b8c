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
    # known before the picture is fetched, so that a mail reserves its place
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
    # identity: an article is an update when its id, canonical address or guid is known
    canonical_url: str = ""
    guid: str = ""
    lead: str = ""
    body: str = ""
    # as the page or the feed states them: never guessed
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    language: str = ""
    # copied from the source when the article is collected: a later change of YAML moves no past
    publisher: str = ""
    family: str = ""
    country: str = ""
    section: str = ""
    state_run: bool = False
    source_id: str = ""
    weight: float = 1.0
    picture: Picture | None = None
    # three clocks: the publisher's two, and ours, which alone is never in the future; where the
    # publisher gives no time of an edit, `updated` is the time at which we saw the text change
    updated: datetime | None = None
    collected: datetime | None = None
    # it tells a changed text from one that was only served again
    content_hash: str = ""
