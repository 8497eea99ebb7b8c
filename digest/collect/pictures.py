"""The picture of an entry: the widest among those the feed names, with caption, credit and alt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html import unescape
from typing import Any

from digest.collect.link_mending import mended_link
from digest.collect.plaintext import plain_line
from digest.kernel.pictures import picture_fault
from digest.models import Picture

MAX_NAMED = 30
"""Pictures of each kind (content, thumbnails, enclosures) of one entry that are looked at."""

MAX_MARKUP_CHARS = 200_000
"""The part of a text in which its first picture stands."""

MAX_IMAGES = 20
"""Images of a text that are looked at; a text that begins with so many trackers shows no news."""

MAX_TAG_CHARS = 3_000
MAX_FIGURE_CHARS = 3_000
MAX_CREDIT_CHARS = 200

_IMAGE_PATH = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)(?:$|[?!&:])", re.IGNORECASE)
# <source> stands in <picture>, which has an <img> of its own for old browsers
_IMG = re.compile(r"<(?:img|amp-img|source(?=[^<>]{1,500}srcset))(?=[\s/>])", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""(?<![\w-])([a-zA-Z-]{1,40}+)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))"""
)
_FIGCAPTION = re.compile(r"<figcaption(?:\s[^<>]*+)?+>", re.IGNORECASE)
_NO_CREDIT = frozenset({"none", "null", "n/a"})

# Attributes in which pages keep the address of a picture; `src` may hold a placeholder.
_LAZY_SOURCES = ("src", "data-src", "data-lazy-src", "data-original", "data-hi-res-src")

_LAZY_NAME = re.compile(r"data-[a-z-]{2,30}|lazy-?(?:src|load)")
"""Scripts that load pictures late keep the address under a name of their own."""

_PLAIN_ELEMENTS = (
    *("thumbnail", "thumb", "img", "imageurl", "image_url", "featuredimage", "featured_image"),
    *("cover", "picture", "photo", "href"),
)
"""Elements of no namespace in which feeds name a picture; feedparser keeps `url` as `href`."""

_SOURCE_SETS = ("srcset", "data-srcset", "data-lazy-srcset")


def best_picture(
    raw: Any, markup: Iterable[str], *, base: str, caption: str = ""
) -> Picture | None:
    """Return the widest of media:content, thumbnails, enclosures, else the text's first image."""
    credit = _credit(raw)
    best: Picture | None = None
    for picture in _named_pictures(raw, base):
        if picture_fault(picture):
            continue
        # the first of equal widths stays: feeds name the main picture first
        if best is None or (picture.width or 0) > (best.width or 0):
            best = picture
    if best is not None:
        return replace(best, caption=caption, credit=credit)
    for text in markup:
        shown = first_image(text, base)
        if shown is not None:
            return replace(shown, caption=shown.caption or caption, credit=credit)
    return None


def first_image(markup: str, base: str) -> Picture | None:
    """Return the first image of a text that may show the news, with its figure's caption.

    >>> lazy = '<img src="data:image/gif;base64,R0" data-src="/port.jpg">'
    >>> first_image(lazy, "https://a.example/").url
    'https://a.example/port.jpg'
    """
    markup = markup[:MAX_MARKUP_CHARS]
    for position, start in enumerate(_IMG.finditer(markup)):
        if position >= MAX_IMAGES:
            break
        # a tag without an end, or of endless attributes, is no image
        end = markup.find(">", start.end(), start.end() + MAX_TAG_CHARS)
        if end < 0:
            continue
        attributes = _attributes(markup[start.end() : end])
        picture = _image(attributes, base)
        if picture is None or picture_fault(picture):
            continue
        caption = _caption_after(markup[end : end + MAX_FIGURE_CHARS])
        return replace(picture, alt=plain_line(attributes.get("alt", "")), caption=caption)
    return None


def widest_of_set(source_set: str) -> str:
    """Return the address of the widest picture of a `srcset`; "" when it holds none.

    >>> widest_of_set("/a-400.jpg 400w, /a-1200.jpg 1200w")
    '/a-1200.jpg'
    """
    widest, width = "", -1.0
    # addresses may hold commas: a part ends at a comma before a blank, or behind its size
    for part in _BETWEEN_PARTS.split(source_set[:MAX_TAG_CHARS].strip()):
        words = part.strip(" ,").split()
        if not words:
            continue
        size = 1.0
        # a size that is no number counts as the usual one
        if len(words) > 1 and re.fullmatch(r"\d{1,5}(?:\.\d{1,3})?[wx]", words[-1]):
            size = float(words[-1][:-1])
        if size > width:
            widest, width = words[0], size
    return widest


_BETWEEN_PARTS = re.compile(r",\s+|(?<= \dx),|(?<=\dw),(?=(?:https?:)?/)")


def _attributes(tag: str) -> dict[str, str]:
    """Return the attributes of a tag, the first of each name."""
    attributes: dict[str, str] = {}
    for name, quoted, single_quoted, bare in _ATTRIBUTE.findall(tag):
        attributes.setdefault(name.lower(), unescape(quoted or single_quoted or bare))
    return attributes


def _image(attributes: Mapping[str, str], base: str) -> Picture | None:
    """Return the picture of an <img>: its set's widest, or the first source that is an address."""
    width, height = _pixels(attributes.get("width")), _pixels(attributes.get("height"))
    # `src` first: where it holds a real address, that is the picture
    for name in _LAZY_SOURCES:
        url = mended_link(attributes.get(name, ""), base)
        if url and not picture_fault(Picture(url=url)) and not _is_placeholder(url, attributes):
            return Picture(url=url, width=width, height=height)
    for name in _SOURCE_SETS:
        url = mended_link(widest_of_set(attributes.get(name, "")), base)
        if url:
            return Picture(url=url)
    # last: an address of a picture under a name that a single script uses
    for address in _late_addresses(attributes):
        url = mended_link(address, base)
        if url:
            return Picture(url=url)
    return None


def _late_addresses(attributes: Mapping[str, str]) -> Iterator[str]:
    """Yield the addresses of pictures in attributes that scripts read."""
    for name, value in attributes.items():
        if _LAZY_NAME.fullmatch(name) and _IMAGE_PATH.search(value[:MAX_ADDRESS_CHARS]):
            yield value.strip()


def _is_placeholder(url: str, attributes: Mapping[str, str]) -> bool:
    """Tell whether `src` is a blank or a blur, because another attribute names the picture."""
    if not _PLACEHOLDER.search(url):
        return False
    has_late = next(_late_addresses(attributes), "")
    return bool(has_late or any(attributes.get(name) for name in _SOURCE_SETS))


_PLACEHOLDER = re.compile(
    r"(?:placeholder|blank|spacer|lazy|loading|transparent|pixel|1x1)[\w-]{0,20}\.", re.IGNORECASE
)
MAX_ADDRESS_CHARS = 2_000


def _caption_after(markup: str) -> str:
    """Return the caption of the figure that an image stands in."""
    start = _FIGCAPTION.search(markup)
    if start is None:
        return ""
    end = markup.lower().find("</figcaption", start.end())
    if end < 0:
        return ""
    return plain_line(markup[start.end() : end])


def _credit(raw: Any) -> str:
    for credit in raw.get("media_credit", ())[:MAX_NAMED]:
        if credit.get("content"):
            name = plain_line(credit["content"])
            return "" if name.lower() in _NO_CREDIT else name[:MAX_CREDIT_CHARS]
    return ""


def _named_pictures(raw: Any, base: str) -> Iterator[Picture]:
    """Yield the pictures that a feed names outside the text of its entry."""
    for media in raw.get("media_content", ())[:MAX_NAMED]:
        url = media.get("url", "")
        if _says_image(media.get("medium", ""), media.get("type", ""), url):
            yield from _sized(url, media, base)
    for media in raw.get("media_thumbnail", ())[:MAX_NAMED]:
        yield from _sized(media.get("url", ""), media, base)
    for link in raw.get("links", ())[:MAX_NAMED]:
        url = link.get("href", "")
        if link.get("rel") == "enclosure" and _says_image("", link.get("type", ""), url):
            yield from _sized(url, {}, base)
    # podcasts name one picture for each episode
    image = raw.get("image")
    if isinstance(image, dict):
        yield from _sized(image.get("href") or image.get("url") or "", image, base)

    for name in _PLAIN_ELEMENTS:
        url = raw.get(name)
        if isinstance(url, str) and _says_image("", "", url[:MAX_ADDRESS_CHARS].strip()):
            yield from _sized(url.strip(), {}, base)


def _says_image(medium: str, media_type: str, url: str) -> bool:
    if medium or media_type:
        return medium == "image" or media_type.startswith("image")
    return bool(_IMAGE_PATH.search(url))


def _sized(address: str, attributes: Any, base: str) -> Iterator[Picture]:
    url = mended_link(address, base)
    if url:
        width, height = _pixels(attributes.get("width")), _pixels(attributes.get("height"))
        yield Picture(url=url, width=width, height=height)


_PIXELS = re.compile(r"\s{0,9}(\d{1,5})(?:px)?\s{0,9}")


def _pixels(raw: object) -> int | None:
    size = _PIXELS.fullmatch(str(raw or "")[:20])
    return int(size[1]) if size else None
