"""OPML ⇄ sources. Reading forgives what real exports get wrong, and nothing in a file is expanded, fetched or run."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from html import unescape
from itertools import count, groupby
from urllib.parse import urlsplit
from xml.sax.saxutils import quoteattr

from pydantic_core import PydanticCustomError

from digest.config.address_types import read_url
from digest.errors import UseError
from digest.kernel.decoding import decode_markup
from digest.kernel.links import feed_key
from digest.models import Source
from digest.text import fold

MAX_BYTES = 10_000_000
MAX_DEPTH = 50
LONGEST_NAME = 200
NAMESPACE = "https://digest-newsroom.invalid/opml"
"""Marks our own attributes, so that an export read again loses nothing. An identifier, not an address."""

# an ampersand that starts none of XML's own references: exports forget to escape those in addresses
LOOSE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});)")
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read_opml(content: bytes) -> tuple[Source, ...]:
    """The feeds of an OPML file, each once, in order. Outlines without a web address are passed over.

    Raises UseError when the file is too large; a file without a feed gives none.
    """
    if len(content) > MAX_BYTES:
        raise UseError(
            "this OPML file is too large", hint=f"at most {MAX_BYTES // 1_000_000} MB are read"
        )
    outlines = _Outlines()
    outlines.read(LOOSE_AMPERSAND.sub("&amp;", decode_markup(content)))
    return tuple(_once(outlines.sources))


def write_opml(sources: Iterable[Source], *, title: str = "Sources") -> bytes:
    """The sources as OPML 2.0, grouped by section, in UTF-8."""
    ordered = sorted(sources, key=lambda source: source.section)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<opml version="2.0" xmlns:digest="{NAMESPACE}">',
    ]
    lines += ["  <head>", f"    <title>{_escaped(title)}</title>", "  </head>", "  <body>"]
    for section, group in groupby(ordered, key=lambda source: source.section):
        inner = "      " if section else "    "
        feeds = [f"{inner}<outline {_attributes(source)}/>" for source in group]
        lines += (
            [f"    <outline text={_quoted(section)}>", *feeds, "    </outline>"]
            if section
            else feeds
        )
    return "\n".join([*lines, "  </body>", "</opml>", ""]).encode()


# ---- writing --------------------------------------------------------------------------------------------------

KEPT = (
    "id",
    "publisher",
    "family",
    "country",
    "state_run",
    "full_text",
    "pictures",
    "weight",
    "interval_s",
    "enabled",
)


def _attributes(source: Source) -> str:
    plain = {
        "type": "rss",
        "text": source.name,
        "title": source.name,
        "xmlUrl": source.url,
        "language": source.language,
    }
    blank = Source(id="", name="", url="")
    own = {
        f"digest:{key}": str(getattr(source, key))
        for key in KEPT
        if getattr(source, key) != getattr(blank, key)
    }
    return " ".join(f"{key}={_quoted(value)}" for key, value in {**plain, **own}.items() if value)


def _quoted(text: str) -> str:
    return quoteattr(FORBIDDEN.sub("", text))


def _escaped(text: str) -> str:
    return FORBIDDEN.sub("", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


# ---- reading --------------------------------------------------------------------------------------------------


TAG = re.compile(r"<(?:(!--)|(!\[CDATA\[)|(/?)([A-Za-z_][\w:.-]*+))")
ATTRIBUTE = re.compile(
    r"""\s*+([A-Za-z_][\w:.-]*+)\s*+=\s*+(?:"((?:[^"<]|<(?![A-Za-z/!?]))*+)"|'((?:[^'<]|<(?![A-Za-z/!?]))*+)'|([^\s"'<>]++))"""
)
JUNK = re.compile(r"\s*+[^\s<>]++")


class _Outlines:
    """Walks the outlines of a text, wherever they stand, in time that grows with its length.

    It knows no document type, so there is no entity that could be expanded or fetched.
    """

    def __init__(self) -> None:
        self.groups: list[str] = []
        self.sources: list[Source] = []

    def read(self, text: str) -> None:
        place = 0
        while tag := TAG.search(text, place):
            comment, cdata, closing, name = tag.groups()
            if comment or cdata:
                end = text.find("-->" if comment else "]]>", tag.end())
                place = tag.end() if end < 0 else end + 3
                if (
                    end < 0
                ):  # it is never closed, and neither is any later one: read on as if it were not there
                    text = text[place:].replace(tag[0], "")
                    place = 0
            elif name.lower() != "outline":
                place = tag.end()
            elif closing:
                place = tag.end()
                del self.groups[-1:]
            else:
                place = self._opened(text, tag.end())

    def _opened(self, text: str, start: int) -> int:
        """Read one outline from behind its name; return where it ends."""
        said: dict[str, str] = {}
        place = start
        while piece := ATTRIBUTE.match(text, place) or JUNK.match(text, place):
            place = piece.end()
            if piece.re is ATTRIBUTE:
                name, *values = piece.groups()
                value = next(value for value in values if value is not None)
                said.setdefault(name.lower(), " ".join(unescape(value).split()))
        inside = self._outline(said)
        if not text[start:place].endswith("/") and len(self.groups) < MAX_DEPTH:
            self.groups.append(inside)
        return place

    def _outline(self, said: dict[str, str]) -> str:
        """Keep the feed of an outline; return the name it gives to what stands inside it."""
        name = (said.get("title") or said.get("text") or "")[:LONGEST_NAME]
        url = _web_address(said.get("xmlurl") or (said.get("url", "") if _is_feed(said) else ""))
        if not url:
            return name
        section = next((group for group in reversed(self.groups) if group), "") or _category(
            said.get("category", "")
        )
        self.sources.append(
            _source(said, name=name or urlsplit(url).hostname or url, url=url, section=section)
        )
        return ""


def _is_feed(said: dict[str, str]) -> bool:
    return said.get("type", "").lower() in ("rss", "atom", "feed")


def _web_address(text: str) -> str:
    """The http(s) address an outline gives, else ""; `feed:` addresses are of the web too."""
    if text.lower().startswith("feed:"):
        rest = text[5:].removeprefix("//")
        text = rest if rest.lower().startswith(("http://", "https://")) else f"http://{rest}"
    try:
        return str(read_url(text.replace(" ", "%20")))
    except PydanticCustomError:
        return ""


def _category(text: str) -> str:
    """The last name of the first category: `/World/Middle East,/x` → Middle East."""
    return text.split(",")[0].rstrip("/").rpartition("/")[2].strip()[:LONGEST_NAME]


def _source(said: dict[str, str], *, name: str, url: str, section: str) -> Source:
    language = said.get("language", "").replace("_", "-")
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", language):
        language = ""
    own = {key: said.get(f"digest:{key}", "") for key in KEPT}
    country = own["country"]
    return Source(
        id=own["id"] if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", own["id"]) else "",
        name=name,
        url=url,
        publisher=own["publisher"] or name,
        family=own["family"] or own["publisher"] or name,
        country=country if re.fullmatch(r"[A-Z]{2}", country) else "",
        language=language[:2].lower() + language[2:] if language else "",
        section=section,
        state_run=own["state_run"] == "True",
        full_text=own["full_text"] == "True",
        pictures=own["pictures"] == "True",
        weight=_number(own["weight"], default=1.0, low=0.01, high=10),
        interval_s=round(_number(own["interval_s"], default=900, low=60, high=7 * 86400)),
        enabled=own["enabled"] != "False",
    )


def _number(text: str, *, default: float, low: float, high: float) -> float:
    try:
        number = float(text)
    except ValueError:
        return default
    return number if low <= number <= high else default


def _once(sources: Iterable[Source]) -> Iterator[Source]:
    """Each feed once, each with an id of its own. Where a feed is listed twice, its section stays."""
    feeds: dict[str, Source] = {}
    for source in sources:
        feed = feed_key(source.url)
        known = feeds.get(feed)
        if known is None:
            feeds[feed] = source
        elif not known.section:
            feeds[feed] = replace(known, section=source.section)
    ids: set[str] = set()
    for source in feeds.values():
        name = free_id(
            source.id or slug(source.name) or slug(urlsplit(source.url).hostname or "") or "feed",
            ids,
        )
        ids.add(name)
        yield replace(source, id=name)


def slug(text: str) -> str:
    """An id made of a name: its Latin letters and digits, joined by hyphens; "" when it has none."""
    return "-".join(word for word in re.findall(r"[a-z0-9]+", fold(text)))[:60].strip("-")


def free_id(wanted: str, taken: Collection[str]) -> str:
    """The id, or the id with the first number that is not taken."""
    numbers = (f"{wanted}-{number}" for number in count(2))
    return wanted if wanted not in taken else next(name for name in numbers if name not in taken)
