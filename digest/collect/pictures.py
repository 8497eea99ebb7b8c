"""The picture of an entry: the largest real one among what the feed names, with caption, credit and alt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from digest.collect.plaintext import plain_line
from digest.kernel.links import reader_link
from digest.kernel.pictures import picture_fault
from digest.models import Picture

_IMAGE_PATH = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)(?:$|[?!&:])", re.IGNORECASE)
_IMG = re.compile(r"<img\b[^>]{0,3000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_FIGCAPTION = re.compile(r"<figcaption[^>]*>(.{0,1500}?)</figcaption", re.IGNORECASE | re.DOTALL)


def best_picture(
    one: Any, markup: Iterable[str], *, base: str, caption: str = ""
) -> Picture | None:
    """The widest of media:content, thumbnails and enclosures; else the first real <img> of the text."""
    credit = plain_line(
        next((c["content"] for c in one.get("media_credit", ()) if c.get("content")), "")
    )
    credit = "" if credit.lower() in ("none", "null", "n/a") else credit[:200]
    named = [p for p in _named(one, base) if not picture_fault(p)]
    if named:
        best = max(named, key=lambda p: p.width or 0)
        return _with_words(best, caption=caption, credit=credit)
    for text in markup:
        if shown := first_image(text, base):
            return _with_words(shown, caption=shown.caption or caption, credit=credit)
    return None


def first_image(markup: str, base: str) -> Picture | None:
    """The first <img> that is no tracker, with its alt text and the figure's caption."""
    if "<img" not in markup and "<IMG" not in markup:
        return None
    for tag in _IMG.finditer(markup[:200_000]):
        attributes = {
            name.lower(): unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(tag[0])
        }
        picture = _picture(
            attributes.get("src") or attributes.get("data-src") or "", attributes, base
        )
        if picture and not picture_fault(picture):
            figure = _FIGCAPTION.search(markup[tag.end() : tag.end() + 3000])
            caption = plain_line(figure[1]) if figure else ""
            return Picture(
                url=picture.url,
                alt=plain_line(attributes.get("alt", "")),
                caption=caption,
                width=picture.width,
                height=picture.height,
            )
    return None


def _named(one: Any, base: str) -> Iterator[Picture]:
    for media in one.get("media_content", ()):
        if _says_image(media.get("medium", ""), media.get("type", ""), media.get("url", "")):
            yield from _some(_picture(media.get("url", ""), media, base))
    for media in one.get("media_thumbnail", ()):
        yield from _some(_picture(media.get("url", ""), media, base))
    for link in one.get("links", ()):
        if link.get("rel") == "enclosure" and _says_image(
            "", link.get("type", ""), link.get("href", "")
        ):
            yield from _some(_picture(link.get("href", ""), {}, base))
    image = one.get("image")
    if isinstance(image, dict):
        yield from _some(_picture(image.get("href") or image.get("url") or "", image, base))


def _some(picture: Picture | None) -> tuple[Picture, ...]:
    return (picture,) if picture else ()


def _says_image(medium: str, media_type: str, url: str) -> bool:
    if medium or media_type:
        return medium == "image" or media_type.startswith("image")
    return bool(_IMAGE_PATH.search(url))


def _picture(src: str, attributes: Any, base: str) -> Picture | None:
    url = reader_link(src, base)
    if not url:
        return None
    return Picture(
        url=url, width=_pixels(attributes.get("width")), height=_pixels(attributes.get("height"))
    )


def _pixels(raw: object) -> int | None:
    found = re.match(r"\s*(\d{1,5})(?:px)?\s*$", str(raw or ""))
    return int(found[1]) if found else None


def _with_words(picture: Picture, *, caption: str, credit: str) -> Picture:
    return Picture(
        url=picture.url,
        alt=picture.alt,
        caption=caption,
        credit=credit,
        width=picture.width,
        height=picture.height,
    )
