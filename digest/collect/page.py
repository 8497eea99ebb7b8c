"""Article pages → full text, picture and what the feed left out, by trafilatura."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

import trafilatura
from trafilatura.settings import use_config

from digest.collect.dates import iso_date
from digest.collect.mending import cap_tags, decode_feed
from digest.collect.plaintext import plain_line, strip_controls
from digest.models import Picture

LEAST_BODY_CHARS = 200
MAX_PAGE_CHARS = 3_000_000
MAX_PAGE_TAGS = 40_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What an article page says. `body` is empty when no article text was found."""

    body: str = ""
    title: str = ""
    picture: Picture | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    language: str = ""


_SETTINGS = use_config()
_SETTINGS.set("DEFAULT", "EXTRACTION_TIMEOUT", "0")  # its alarm signal works in the main thread only


def read_page(body: bytes, *, url: str, content_type: str = "") -> Page:
    """Return the article of a page; an empty Page when it holds none. Costs some milliseconds a page."""
    text = cap_tags(strip_controls(decode_feed(body, content_type))[:MAX_PAGE_CHARS], MAX_PAGE_TAGS)
    if "<" not in text:
        return Page()
    tree = trafilatura.load_html(text)
    if tree is None:
        return Page()
    meta = _metadata(tree)
    headings = {_letters(meta.get("og:title", "")), *(_letters(h1.text_content()) for h1 in tree.iter("h1"))}
    extracted = trafilatura.extract(
        tree, url=url, include_comments=False, include_tables=False, favor_precision=False, config=_SETTINGS
    )
    paragraphs = [" ".join(line.split()).removeprefix("- ") for line in (extracted or "").splitlines()]
    while paragraphs and _letters(paragraphs[0]) in headings | {""}:
        del paragraphs[0]
    article = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
    return Page(
        body=article if len(article) >= LEAST_BODY_CHARS else "",
        title=plain_line(meta.get("og:title", "")),
        picture=_picture(meta, url),
        published=iso_date(meta.get("article:published_time", "")),
        language=str(tree.get("lang") or "").partition("-")[0].lower()[:3],
    )


def _letters(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


def _metadata(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name, content = meta.get("property") or meta.get("name"), meta.get("content")
        if name and content:
            found.setdefault(name.strip().lower(), content.strip())
    return found


def _picture(meta: dict[str, str], base: str) -> Picture | None:
    source = meta.get("og:image:secure_url") or meta.get("og:image") or meta.get("twitter:image") or ""
    try:
        address = urljoin(base, source)
    except ValueError:
        return None
    if not source or not address.startswith(("http://", "https://")) or len(address) > 2000:
        return None
    return Picture(
        url=address,
        alt=plain_line(meta.get("og:image:alt") or meta.get("twitter:image:alt") or ""),
        width=_pixels(meta.get("og:image:width", "")),
        height=_pixels(meta.get("og:image:height", "")),
    )


def _pixels(raw: str) -> int | None:
    return int(raw) if raw.isdigit() and len(raw) < 6 else None
