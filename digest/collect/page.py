"""Article pages → full text, picture and the facts a feed left out, by trafilatura."""

from __future__ import annotations

from configparser import ConfigParser
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from digest.collect.entry_texts import letters_and_digits
from digest.collect.page_calls import is_call
from digest.collect.page_meta import PageMeta, read_meta
from digest.collect.page_tree import opening_outside_body, tidy_tree
from digest.collect.plaintext import strip_controls
from digest.collect.repair_xml import MAX_PAGE_CHARS, MAX_PAGE_TAGS, cap_tags
from digest.kernel.decoding import decode_markup
from digest.models import Picture

LEAST_BODY_CHARS = 200
"""A shorter text is a teaser or a notice; the feed's own text stands."""

ORDINARY_TAGS = 6_000
"""A page of more tags gets no second opinion of trafilatura: its time grows with their square."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """The content of an article page. `body` is empty when the page holds no article text."""

    body: str = ""
    title: str = ""
    picture: Picture | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    language: str = ""


def read_page(body: bytes, *, url: str, content_type: str = "", lead: str = "") -> ArticlePage:
    """Return the article of a page; an empty one when it holds none. Costs milliseconds a page.

    `lead` is the feed's own lead: a text of the page that begins like it belongs to the article,
    also outside the box of the body.
    """
    # NUL would end the page for lxml
    text = strip_controls(decode_markup(body, content_type)[:MAX_PAGE_CHARS])
    text = cap_tags(text, MAX_PAGE_TAGS)
    if "<" not in text:
        return ArticlePage()
    # a third of a second, for those who read pages
    import trafilatura

    tree = trafilatura.load_html(text)
    if tree is None:
        return ArticlePage()
    meta = read_meta(tree, url)
    # before the tree is tidied, because headings may stand in a dropped box
    headings = _headings(tree, meta)
    tidy_tree(tree)
    extracted = trafilatura.extract(
        tree,
        url=url,
        include_comments=False,
        include_tables=False,
        favor_precision=False,
        fast=text.count("<") > ORDINARY_TAGS,
        config=_settings(),
    )
    paragraphs = _paragraphs(extracted or "", headings)
    opening = opening_outside_body(tree, paragraphs, lead=lead, description=meta.description)
    article = "\n\n".join([*opening, *paragraphs])
    return ArticlePage(
        body=article if len(article) >= LEAST_BODY_CHARS else "",
        title=meta.title,
        picture=meta.picture,
        authors=meta.authors,
        published=meta.published,
        language=str(tree.get("lang") or "").partition("-")[0].lower()[:3],
    )


@cache
def _settings() -> ConfigParser:
    """Return trafilatura's settings without its alarm, which works in the main thread only."""
    from trafilatura.settings import use_config

    settings: ConfigParser = use_config()
    settings.set("DEFAULT", "EXTRACTION_TIMEOUT", "0")
    return settings


def _headings(tree: Any, meta: PageMeta) -> frozenset[str]:
    """Return the title and the first headings of a page, in letters alone, to know them again."""
    headings = {letters_and_digits(meta.title)}
    for heading in tree.iter("h1"):
        headings.add(letters_and_digits(heading.text_content()))
    return frozenset(headings)


def _paragraphs(extracted: str, headings: frozenset[str]) -> list[str]:
    """Return the paragraphs of the story, without its heading and without calls to the visitor."""
    paragraphs: list[str] = []
    for line in extracted.splitlines():
        paragraph = " ".join(line.split()).removeprefix("- ")
        letters = letters_and_digits(paragraph)
        if not letters or is_call(paragraph):
            continue
        # only before the first paragraph: later a headline may be quoted
        if not paragraphs and letters in headings:
            continue
        paragraphs.append(paragraph)
    return paragraphs
