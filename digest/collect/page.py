"""Article pages → full text, picture and what the feed left out, by trafilatura."""

from __future__ import annotations

from configparser import ConfigParser
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from digest.collect.page_meta import read_meta
from digest.collect.plaintext import strip_controls
from digest.collect.repair_xml import cap_tags
from digest.kernel.decoding import decode_markup
from digest.models import Picture

LEAST_BODY_CHARS = 200
MAX_PAGE_CHARS = 3_000_000
MAX_PAGE_TAGS = 40_000
ORDINARY_TAGS = 6_000
"""Beyond, trafilatura's second opinions are not asked: their time grows with the square of a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What an article page says. `body` is empty when no article text was found."""

    body: str = ""
    title: str = ""
    picture: Picture | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    language: str = ""


def read_page(body: bytes, *, url: str, content_type: str = "") -> Page:
    """Return the article of a page; an empty Page when it holds none. Costs some milliseconds a page."""
    text = cap_tags(
        strip_controls(decode_markup(body, content_type))[:MAX_PAGE_CHARS], MAX_PAGE_TAGS
    )
    if "<" not in text:
        return Page()
    import trafilatura  # a third of a second, for those who read pages

    tree = trafilatura.load_html(text)
    if tree is None:
        return Page()
    meta = read_meta(tree, url)
    headings = {_letters(meta.title), *(_letters(h1.text_content()) for h1 in tree.iter("h1"))}
    extracted = trafilatura.extract(
        tree,
        url=url,
        include_comments=False,
        include_tables=False,
        favor_precision=False,
        fast=text.count("<") > ORDINARY_TAGS,
        config=_settings(),
    )
    paragraphs = [
        " ".join(line.split()).removeprefix("- ") for line in (extracted or "").splitlines()
    ]
    while paragraphs and _letters(paragraphs[0]) in headings | {""}:
        del paragraphs[0]
    article = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
    return Page(
        body=article if len(article) >= LEAST_BODY_CHARS else "",
        title=meta.title,
        picture=meta.picture,
        authors=meta.authors,
        published=meta.published,
        language=str(tree.get("lang") or "").partition("-")[0].lower()[:3],
    )


@cache
def _settings() -> ConfigParser:
    from trafilatura.settings import use_config

    settings = use_config()
    settings.set(
        "DEFAULT", "EXTRACTION_TIMEOUT", "0"
    )  # its alarm signal works in the main thread only
    return settings


def _letters(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())
