"""What an article page says of itself: JSON-LD, meta tags, bylines, and the figure that holds its picture."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import unquote

from digest.collect.feed_dates import iso_date
from digest.collect.page_figures import words_of_picture
from digest.collect.plaintext import plain_line, split_names
from digest.kernel.links import reader_link
from digest.kernel.pictures import picture_fault
from digest.models import Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMeta:
    title: str
    authors: tuple[str, ...]
    published: datetime | None
    picture: Picture | None


def read_meta(tree: Any, url: str) -> PageMeta:
    """Read title, authors, time of publication and the captioned picture of a parsed page, which is left unchanged."""
    named, article = _named(tree), _json_article(tree)
    return PageMeta(
        title=_title(tree, named, article),
        authors=_authors(tree, named, article),
        published=_published(tree, named, article),
        picture=_picture(tree, named, article, url),
    )


def _named(tree: Any) -> dict[str, str]:
    """The page's meta tags, the first of each name."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name, content = (
            meta.get("property") or meta.get("name") or meta.get("itemprop"),
            meta.get("content"),
        )
        if name and content:
            found.setdefault(name.strip().lower(), content.strip())
    return found


def _first(named: dict[str, str], names: str) -> str:
    return next((named[name] for name in names.split() if named.get(name)), "")


# ---- JSON-LD -------------------------------------------------------------------------------------------------------

MAX_SCRIPTS, MAX_SCRIPT_CHARS, MAX_NODES = 20, 500_000, 2_000
_STORY_TYPE = re.compile(r"(?:Article|Posting|Report|Review|NewsItem)$")


def _json_article(tree: Any) -> dict[str, Any]:
    """The first article that the page's JSON-LD describes; empty when it describes none."""
    scripts = (one for one in tree.iter("script") if "ld+json" in (one.get("type") or ""))
    for _, script in zip(range(MAX_SCRIPTS), scripts, strict=False):
        try:
            data = json.loads((script.text or "")[:MAX_SCRIPT_CHARS].strip(), strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            kinds = node.get("@type")
            if any(_STORY_TYPE.search(str(kind)) for kind in _listed(kinds)):
                return node
    return {}


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    waiting, seen = [data], 0
    while waiting and seen < MAX_NODES:
        seen += 1
        node = waiting.pop(0)
        if isinstance(node, dict):
            yield node
            waiting += [value for value in node.values() if isinstance(value, (dict, list))]
        elif isinstance(node, list):
            waiting += node


def _texts(value: Any, *keys: str) -> list[str]:
    """The texts of a JSON-LD value: itself, the first of its `keys`, or those of each member of a list."""
    found = (one if isinstance(one, str) else _named_text(one, keys) for one in _listed(value)[:20])
    return [plain_line(text) for text in found if text.strip()]


def _named_text(value: Any, keys: tuple[str, ...]) -> str:
    told = (value.get(key) for key in keys) if isinstance(value, dict) else ()
    return next((one for one in told if isinstance(one, str) and one), "")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


# ---- title, authors, time ------------------------------------------------------------------------------------------


def _title(tree: Any, named: dict[str, str], article: dict[str, Any]) -> str:
    headings = [plain_line(h1.text_content()) for h1 in tree.iter("h1")]
    heading = headings[0] if len(headings) == 1 else ""
    title = (
        _first(_texts_named(article), "headline")
        or heading
        or _first(named, "og:title twitter:title")
        or plain_line(tree.findtext(".//title") or "")
    )
    return _without_site(plain_line(title), plain_line(named.get("og:site_name", "")))


def _texts_named(article: dict[str, Any]) -> dict[str, str]:
    return {name: value for name, value in article.items() if isinstance(value, str)}


def _without_site(title: str, site: str) -> str:
    head, mark, tail = title.rpartition(" | ") if " | " in title else title.rpartition(" - ")
    return (
        head
        if mark and site and tail.strip().lower() in (site.lower(), f"{site.lower()}.com")
        else title
    )


_AUTHOR_NAMES = "author parsely-author sailthru.author dc.creator dcterms.creator byl cxenseparse:author article:author"


def _authors(tree: Any, named: dict[str, str], article: dict[str, Any]) -> tuple[str, ...]:
    """Names of the people, or the desk, that the page names; of the first of the places that names any."""
    return (
        split_names(_texts(article.get("author"), "name"))
        or split_names([_first(named, _AUTHOR_NAMES)])
        or split_names(one.text_content() for one in tree.xpath(_BYLINE)[:10])
    )


_BYLINE = "//a[@rel='author'] | //*[@itemprop='author' and not(self::meta) and not(.//*[@itemprop='name'])] | " \
    "//*[@itemprop='author']//*[@itemprop='name' and not(self::meta)]"  # fmt: skip

_TIME_NAMES = (
    "article:published_time og:article:published_time datepublished parsely-pub-date sailthru.date pubdate publishdate "
    "publish-date article.published cxenseparse:recs:publishtime dc.date.issued dcterms.created dc.date date"
)


def _published(tree: Any, named: dict[str, str], article: dict[str, Any]) -> datetime | None:
    for raw in (
        _first(_texts_named(article), "datePublished dateCreated"),
        _first(named, _TIME_NAMES),
        *tree.xpath("//time[@itemprop='datePublished' or @pubdate]/@datetime")[:1],
        *tree.xpath("//article//time/@datetime | //main//time/@datetime")[:1],
    ):
        if moment := iso_date(raw) or _letter_date(raw):
            return moment
    return None


def _letter_date(raw: str) -> datetime | None:
    """A date as letters write it: `Tue, 16 May 2023 10:00:00 GMT`."""
    try:
        moment = parsedate_to_datetime(raw)
    except (ValueError, TypeError, IndexError):
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


# ---- picture -------------------------------------------------------------------------------------------------------


def _picture(
    tree: Any, named: dict[str, str], article: dict[str, Any], base: str
) -> Picture | None:
    """The picture the page is shared with, in the words of its JSON-LD or of the figure that shows it."""
    described = _json_pictures(article)
    shared = _first(
        named, "og:image:secure_url og:image og:image:url twitter:image twitter:image:src"
    )
    shared = shared or next((address for address, _, _ in described if address), "")
    address = reader_link(unquote(shared) if shared.startswith("http%3A") else shared, base)
    if not address:
        return None
    width, height = (
        _pixels(named.get("og:image:width", "")),
        _pixels(named.get("og:image:height", "")),
    )
    # a page that is shared with its logo shall not take the place of the picture in the feed
    if picture_fault(Picture(url=address, width=width, height=height)):
        return None
    alt, caption, credit = words_of_picture(tree, address)
    if not caption and len(described) == 1:
        _, caption, said = described[0]
        credit = credit or said
    alt = plain_line(_first(named, "og:image:alt twitter:image:alt")) or alt
    title = _title(tree, named, article)
    return Picture(
        url=address,
        alt="" if alt == title else alt,
        caption="" if caption == title else caption,
        credit=credit,
        width=width,
        height=height,
    )


def _json_pictures(article: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Address, caption and credit of each picture of the JSON-LD."""
    images = article.get("image")
    return [
        (
            "".join(_texts(image, "url", "contentUrl", "@id")[:1]),
            "".join(_texts(image, "caption")[:1]) if isinstance(image, dict) else "",
            "".join(_texts(image, "creditText", "copyrightNotice")[:1])
            if isinstance(image, dict)
            else "",
        )
        for image in _listed(images)[:5]
        if image
    ]


def _pixels(raw: str) -> int | None:
    return int(raw) if raw.isdigit() and len(raw) < 6 else None
