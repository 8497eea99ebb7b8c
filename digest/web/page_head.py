"""Page head: the title, summary, address and picture of a page, for programs that list it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

MOST_DESCRIPTION_CHARACTERS = 300
"""Search engines show about half of that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharePicture:
    """The picture that a shared link shows, with its size in pixels."""

    address: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLink:
    """A feed of the page, for programs that read feeds."""

    address: str
    media_type: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHead:
    """A public page as other programs see it; `address` is its one address."""

    title: str
    address: str
    site: str
    language: str
    description: str = ""
    published: datetime | None = None
    picture: SharePicture | None = None
    feeds: tuple[FeedLink, ...] = ()


def feeds_of(address: str, title: str) -> tuple[FeedLink, ...]:
    """Return the two feeds that stand below the address of a list."""
    return (
        FeedLink(address=f"{address}/feed.xml", media_type="application/atom+xml", title=title),
        FeedLink(address=f"{address}/feed.json", media_type="application/feed+json", title=title),
    )


def head_tags(head: PageHead) -> Markup:
    """Write the tags of a head: canonical link, description, Open Graph, card and feeds."""
    return Markup("\n").join(_tags(head))


def with_head_tags(page: str, head: PageHead) -> str:
    """Return a page with the tags of a head at the end of its own head."""
    at = page.find("</head>")
    # an operator's template may lack a head: browsers add one, and the page is as readable
    if at < 0:
        return page
    return f"{page[:at]}{head_tags(head)}{page[at:]}"


def _tags(head: PageHead) -> Iterator[Markup]:
    yield Markup('<link rel="canonical" href="{}">').format(head.address)
    description = " ".join(head.description.split())[:MOST_DESCRIPTION_CHARACTERS]
    if description:
        yield Markup('<meta name="description" content="{}">').format(description)
    for name, value in _open_graph(head, description):
        yield Markup('<meta property="{}" content="{}">').format(name, value)
    # other programs read this one name where they know no Open Graph
    card = "summary_large_image" if head.picture else "summary"
    yield Markup('<meta name="twitter:card" content="{}">').format(card)
    for feed in head.feeds:
        tag = Markup('<link rel="alternate" type="{}" title="{}" href="{}">')
        yield tag.format(feed.media_type, feed.title, feed.address)


def _open_graph(head: PageHead, description: str) -> Iterator[tuple[str, str]]:
    yield "og:title", head.title
    yield "og:url", head.address
    yield "og:site_name", head.site
    yield "og:locale", head.language.replace("-", "_")
    yield "og:type", "article" if head.published else "website"
    if description:
        yield "og:description", description
    if head.published:
        yield "article:published_time", head.published.isoformat()
    if head.picture:
        yield "og:image", head.picture.address
        yield "og:image:width", str(head.picture.width)
        yield "og:image:height", str(head.picture.height)
        yield "og:image:alt", head.picture.alt
