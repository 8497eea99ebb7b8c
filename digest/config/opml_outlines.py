"""The outlines of an OPML file that lead to feeds, however broken its markup is.

lxml reads the file as a browser reads HTML: it forgives what real exports get wrong, and knows no
document type, so no entity is expanded and no file is fetched.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from pydantic_core import PydanticCustomError

from digest.config.address_types import read_url
from digest.kernel.decoding import decode_markup
from digest.kernel.links import INVISIBLE_MARKS

MAX_DEPTH = 50
"""Groups in groups; deeper outlines stand in the fiftieth."""
LONGEST_NAME = 200
FEED_TYPES = ("rss", "atom", "feed")

# exports forget to escape ampersands in addresses; these begin none of XML's own references
_LOOSE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});)")
# elements whose content HTML takes for text: an export that leaves one open would lose its feeds
_TEXT_ELEMENTS = re.compile(
    r"<(/?)(?:title|script|style|textarea|xmp|iframe|noembed|noframes|noscript|plaintext)\b",
    re.IGNORECASE,
)
# lxml refuses characters that XML does not know
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """An outline that leads to a feed. `attributes` have lower-case names."""

    name: str
    url: str
    section: str
    attributes: Mapping[str, str]


def read_outlines(content: bytes) -> list[Outline]:
    """Return the outlines with a web address, in their order. Time grows with the length alone."""
    from lxml import etree  # only imports of OPML need it

    text = _FORBIDDEN.sub(" ", decode_markup(content))
    text = _TEXT_ELEMENTS.sub(r"<\1x", _LOOSE_AMPERSAND.sub("&amp;", text))
    reader = _OutlineReader()
    parser = etree.HTMLParser(target=reader, recover=True, huge_tree=True, no_network=True)
    parser.feed(text or " ")
    parser.close()
    return reader.outlines


class _OutlineReader:
    """Hears each element of the file; `groups` are the names of the outlines that are open."""

    def __init__(self) -> None:
        self.groups: list[str] = []
        self.outlines: list[Outline] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag != "outline":
            return
        clean = {}
        for name, value in attributes.items():
            clean[name.lower()] = " ".join(value.split())
        self.groups.append(self._read(clean))

    def end(self, tag: str) -> None:
        if tag == "outline" and self.groups:
            self.groups.pop()

    def data(self, text: str) -> None:
        """Pass over text: OPML keeps everything in attributes."""

    def comment(self, text: str) -> None:
        """Pass over comments: an outline in a comment was taken out by a person."""

    def close(self) -> None:
        """End the reading; lxml asks for this method."""

    def _read(self, attributes: Mapping[str, str]) -> str:
        """Keep the feed of an outline; return the name it gives to the outlines inside it."""
        # our own export gives back each name as it stood in sources.yaml
        as_named = str if attributes.get("digest:id") else _plain
        title, text = attributes.get("title", ""), attributes.get("text", "")
        address = attributes.get("xmlurl", "")
        # older lists write the feed's address as url, beside its type
        if not address and attributes.get("type", "").lower() in FEED_TYPES:
            address = attributes.get("url", "")
        url = _web_address(address)
        # an outline without a feed is a folder, and its name is the section of those inside
        if not url:
            return title or text
        name = (as_named(title) or as_named(text))[:LONGEST_NAME]
        section = as_named(self._section())[:LONGEST_NAME]
        outline = Outline(
            name=name or urlsplit(url).hostname or url,
            url=url,
            section=section or _category(attributes.get("category", "")),
            attributes=attributes,
        )
        self.outlines.append(outline)
        return ""

    def _section(self) -> str:
        """Return the name of the nearest open group that has one."""
        for group in reversed(self.groups[:MAX_DEPTH]):
            if group:
                return group
        return ""


def _plain(name: str) -> str:
    """Return a name without the HTML that some programs write into it."""
    # a reference that was escaped twice is opened once more
    text = html.unescape(_TAG.sub(" ", name[: 2 * LONGEST_NAME]))
    text = INVISIBLE_MARKS.sub("", _TAG.sub(" ", html.unescape(text)))
    return " ".join(text.split())[:LONGEST_NAME]


# words in angle brackets that are no tags of style are part of a name
_TAG = re.compile(
    r"</?(?:a|b|i|u|em|strong|span|font|small|big|sup|sub|br|p|div|img|h[1-6])\b[^<>]{0,300}>",
    re.IGNORECASE,
)


_HOST_AND_PATH = re.compile(r"(?://)?(?:[\w-]{1,63}\.){1,5}[a-z]{2,24}/", re.IGNORECASE)


def _web_address(text: str) -> str:
    """Return the http(s) address of an outline, else ""; `feed:` addresses are of the web too."""
    if text.lower().startswith("feed:"):
        text = text[len("feed:") :].removeprefix("//")
        # feed:news.example/rss and feed:https://news.example/rss are both written
        if not text.lower().startswith(("http://", "https://")):
            text = f"http://{text}"
    # news.example/rss, which a person typed without its scheme
    elif _HOST_AND_PATH.match(text):
        text = f"https://{text.removeprefix('//')}"
    try:
        return read_url(text.replace(" ", "%20"))
    except PydanticCustomError:
        return ""


def _category(text: str) -> str:
    """Return the last name of the first category: `/World/Middle East,/x` gives Middle East."""
    first = _plain(text.split(",")[0]).rstrip("/")
    return first.rpartition("/")[2].strip()
