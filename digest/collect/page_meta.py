"""The facts that an article page states: in JSON-LD, meta tags, bylines and figures."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from urllib.parse import unquote

from digest.collect.feed_dates import read_date
from digest.collect.link_mending import mended_link
from digest.collect.page_figures import words_of_picture
from digest.collect.plaintext import plain_line, split_names
from digest.kernel.pictures import picture_fault
from digest.models import Picture

MAX_META_TAGS = 400
MAX_META_CHARS = 2_000
"""Meta tags of a page, and characters of each, that are read."""

MAX_ALT_CHARS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMeta:
    """The facts about an article; `description` is the page's own summary."""

    title: str
    authors: tuple[str, ...]
    published: datetime | None
    picture: Picture | None
    description: str = ""


def read_meta(tree: Any, url: str) -> PageMeta:
    """Read title, authors, time and picture of a parsed page, and leave it unchanged."""
    tags, article = _meta_tags(tree), json_article(tree)
    title = _title(tree, tags, article)
    return PageMeta(
        title=title,
        authors=_authors(tree, tags, article),
        published=_published(tree, tags, article),
        picture=_picture(tree, tags, article, title=title, base=url),
        description=plain_line(_first(tags, "og:description description twitter:description")),
    )


def _meta_tags(tree: Any) -> dict[str, str]:
    """Return the page's meta tags, the first of each name."""
    tags: dict[str, str] = {}
    for meta in islice(tree.iter("meta"), MAX_META_TAGS):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = (meta.get("content") or "")[:MAX_META_CHARS].strip()
        if name and content:
            # pages repeat their tags; the first is the page's own
            tags.setdefault(name.strip().lower(), content)
    return tags


def _first(texts: Mapping[str, str], names: str) -> str:
    """Return the first of these names that has a text."""
    for name in names.split():
        if texts.get(name):
            return texts[name]
    return ""


# ---- JSON-LD ----------------------------------------------------------------

MAX_SCRIPTS = 20
MAX_SCRIPT_CHARS = 500_000
MAX_NODES = 2_000
MAX_LISTED = 20
MAX_PICTURES = 5

# An old habit of pages in XHTML.
_CDATA = re.compile(r"(?:/\*|//)?\s{0,9}(?:<!\[CDATA\[|\]\]>)\s{0,9}(?:\*/)?")
_STORY_TYPE = re.compile(r"(?:Article|Posting|Report|Review|NewsItem)$")
_MAX_TYPE_CHARS = 100


def json_article(tree: Any) -> dict[str, Any]:
    """Return the first article that the page's JSON-LD describes; empty when it describes none."""
    scripts = 0
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        scripts += 1
        if scripts > MAX_SCRIPTS:
            break
        try:
            # `strict=False` takes line breaks within texts, which many pages have
            text = _CDATA.sub("", (script.text or "")[:MAX_SCRIPT_CHARS]).strip()
            graph = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(graph):
            if _is_story(node):
                return _with_named_author(node, graph)
    return {}


def _with_named_author(article: dict[str, Any], graph: Any) -> dict[str, Any]:
    """Put the author in the place of a reference to another object of the graph."""
    wanted = {text for text in json_texts(article.get("author"), "@id") if text}
    if not wanted or json_texts(article.get("author"), "name"):
        return article
    named = []
    for node in _nodes(graph):
        if node.get("name") and node.get("@id") in wanted:
            named.append(node)
    return {**article, "author": named}


def _is_story(node: Mapping[str, Any]) -> bool:
    for kind in _listed(node.get("@type"))[:MAX_LISTED]:
        if _STORY_TYPE.search(str(kind)[:_MAX_TYPE_CHARS]):
            return True
    return False


def _nodes(graph: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON value, the outer ones first."""
    waiting: deque[Any] = deque([graph])
    for _ in range(MAX_NODES):
        if not waiting:
            return
        # breadth first: the article stands near the top of the graph
        node = waiting.popleft()
        if isinstance(node, dict):
            yield node
            for value in node.values():
                if isinstance(value, (dict, list)):
                    waiting.append(value)
        elif isinstance(node, list):
            waiting.extend(node[:MAX_NODES])


def json_texts(value: Any, *keys: str) -> list[str]:
    """Return the texts of a value: itself, its first `key`, or those of a list's members."""
    texts = []
    for member in _listed(value)[:MAX_LISTED]:
        text = member if isinstance(member, str) else _text_under(member, keys)
        if text.strip():
            texts.append(plain_line(text))
    return texts


def _text_under(value: Any, keys: tuple[str, ...]) -> str:
    if not isinstance(value, dict):
        return ""
    for key in keys:
        text = value.get(key)
        if isinstance(text, str) and text:
            return text
    return ""


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _own_texts(article: Mapping[str, Any]) -> dict[str, str]:
    return {name: value for name, value in article.items() if isinstance(value, str)}


# ---- title, authors, time ---------------------------------------------------


def _title(tree: Any, tags: Mapping[str, str], article: Mapping[str, Any]) -> str:
    """Return the headline: of the JSON-LD, the only heading, the shared title, or the window's."""
    headings = [plain_line(heading.text_content()) for heading in islice(tree.iter("h1"), 2)]
    title = _first(_own_texts(article), "headline")
    # several headings are those of other stories
    if not title and len(headings) == 1:
        title = headings[0]
    title = title or _first(tags, "og:title twitter:title")
    title = title or tree.findtext(".//title") or ""
    return _without_site(plain_line(title), plain_line(tags.get("og:site_name", "")))


def _without_site(title: str, site: str) -> str:
    """Cut the site's own name from the end of a title."""
    mark = " | " if " | " in title else " - "
    headline, _, tail = title.rpartition(mark)
    if headline and site and tail.strip().lower() in (site.lower(), f"{site.lower()}.com"):
        return headline
    return title


_AUTHOR_NAMES = (
    "author parsely-author sailthru.author dc.creator dcterms.creator byl cxenseparse:author"
    " article:author"
)
_BYLINE = (
    "//a[@rel='author']"
    " | //*[@itemprop='author' and not(self::meta) and not(.//*[@itemprop='name'])]"
    " | //*[@itemprop='author']//*[@itemprop='name' and not(self::meta)]"
)
_MAX_BYLINES = 10


def _authors(tree: Any, tags: Mapping[str, str], article: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the people, or the desk, in the first place of the page that names any."""
    names = split_names(json_texts(article.get("author"), "name"))
    if not names:
        names = split_names([_first(tags, _AUTHOR_NAMES)])
    if not names:
        bylines = tree.xpath(_BYLINE)[:_MAX_BYLINES]
        names = split_names([byline.text_content() for byline in bylines])
    if not names:
        names = split_names(_written_bylines(tree))
    return tuple(name for name in names if name.casefold() not in _NO_NAMES)


# two to four words in capitals are a person; no stop ends the line, so it is no sentence
_PERSON = r"(?:[^\W\d_a-zà-ÿ][\w’'-]*\.?\s){1,3}[^\W\d_a-zà-ÿ][\w’'-]+"
_WRITTEN_BYLINE = re.compile(
    rf"(?:[Bb]y|BY|Von|Par|Por|Di|Door)\s({_PERSON}(?: (?:and|&|und|et|y|e|en) {_PERSON}){{0,3}})"
    r"(?:\s?[,|•·–—-]\s?[^.!?]{2,80})?"
)
_LINES_BELOW_HEADLINE = (
    "(//h1/following::*[self::p or self::div or self::span or self::address]"
    "[not(*[not(self::a or self::b or self::strong or self::span)])])"
)
_MAX_LINES_BELOW_HEADLINE = 12
_MAX_BYLINE_CHARS = 160


def _written_bylines(tree: Any) -> list[str]:
    """Return the names in the first line below the headline that is a byline without any mark."""
    for element in tree.xpath(_LINES_BELOW_HEADLINE)[:_MAX_LINES_BELOW_HEADLINE]:
        line = " ".join(element.text_content()[: 2 * _MAX_BYLINE_CHARS].split())
        byline = _WRITTEN_BYLINE.fullmatch(line[:_MAX_BYLINE_CHARS])
        if byline and len(line) <= _MAX_BYLINE_CHARS:
            return [byline[1]]
    return []


_NO_NAMES = frozenset(
    {"admin", "administrator", "webmaster", "root", "user", "guest", "author", "unknown", "null"}
)
"""Accounts of publishing software, which are no people."""


_TIME_NAMES = (
    "article:published_time og:article:published_time datepublished parsely-pub-date sailthru.date"
    " pubdate publishdate publish-date article.published cxenseparse:recs:publishtime"
    " dc.date.issued dcterms.created dc.date date"
)
_MARKED_TIMES = "//time[@itemprop='datePublished' or @pubdate]/@datetime"
_STORY_TIMES = "//article//time/@datetime | //main//time/@datetime"


def _published(tree: Any, tags: Mapping[str, str], article: Mapping[str, Any]) -> datetime | None:
    """Return the time of publication, from the first place of the page that has a whole date."""
    language = str(tree.get("lang") or "").partition("-")[0].lower()
    # from the most exact statement of a page to the weakest
    for raw in (
        _first(_own_texts(article), "datePublished dateCreated"),
        _first(tags, _TIME_NAMES),
        *tree.xpath(_MARKED_TIMES)[:1],
        *tree.xpath(_STORY_TIMES)[:1],
    ):
        moment = read_date(str(raw), language=language)
        if moment:
            return moment
    return None


# ---- picture ----------------------------------------------------------------

_PICTURE_NAMES = "og:image:secure_url og:image og:image:url twitter:image twitter:image:src"


def _picture(
    tree: Any, tags: Mapping[str, str], article: Mapping[str, Any], *, title: str, base: str
) -> Picture | None:
    """Return the picture the page is shared with, in the words of its JSON-LD or figure."""
    described = _json_pictures(article)
    address = _share_address(tags, described, base)
    width, height = _pixels(tags, "og:image:width"), _pixels(tags, "og:image:height")
    # a page that is shared with its logo shall not take the place of the picture in the feed
    if not address or picture_fault(Picture(url=address, width=width, height=height)):
        return None
    alt, caption, credit = words_of_picture(tree, address)
    if not caption and len(described) == 1:
        caption = described[0].caption
        credit = credit or described[0].credit
    alt = plain_line(_first(tags, "og:image:alt twitter:image:alt")) or alt
    return Picture(
        url=address,
        # software repeats the headline where an editor wrote nothing
        alt="" if alt == title else alt[:MAX_ALT_CHARS],
        caption="" if caption == title else caption,
        credit=credit,
        width=width,
        height=height,
    )


def _share_address(tags: Mapping[str, str], described: list[Picture], base: str) -> str:
    shared = _first(tags, _PICTURE_NAMES)
    for picture in described:
        shared = shared or picture.url
    # some software escapes the address of the picture
    if shared.startswith(("http%3A", "https%3A")):
        shared = unquote(shared)
    return mended_link(shared, base)


def _json_pictures(article: Mapping[str, Any]) -> list[Picture]:
    """Return the pictures of the JSON-LD, with their addresses as they stand."""
    images = article.get("image")
    pictures = []
    for image in _listed(images)[:MAX_PICTURES]:
        if not image:
            continue
        # a list of sizes of one picture has its words only where it is one object
        words = images if isinstance(images, dict) else None
        pictures.append(
            Picture(
                url="".join(json_texts(image, "url", "contentUrl", "@id")[:1]),
                caption="".join(json_texts(words, "caption")[:1]) if words else "",
                credit="".join(json_texts(words, "creditText", "copyrightNotice")[:1])
                if words
                else "",
            )
        )
    return pictures


_MAX_PIXEL_DIGITS = 5


def _pixels(tags: Mapping[str, str], name: str) -> int | None:
    raw = tags.get(name, "")
    if not raw.isdecimal() or len(raw) > _MAX_PIXEL_DIGITS:
        return None
    return int(raw)
