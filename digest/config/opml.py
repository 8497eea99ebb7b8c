"""OPML ⇄ sources: export that loses no key, and import of what other programs export."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import count, groupby
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from digest.config.list_files import PLAIN_SOURCE
from digest.config.opml_outlines import Outline, read_outlines
from digest.errors import UseError
from digest.kernel.links import feed_key
from digest.models import Source
from digest.text import fold

MAX_BYTES = 10_000_000
"""An OPML file of ten thousand feeds has about 2 MB."""
LONGEST_ID = 60
NAMESPACE = "https://digest-newsroom.invalid/opml"
"""Marks our own attributes, so that an export read again loses nothing. It leads nowhere."""

# XML 1.0, section 2.2: the characters that no document may hold
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

OWN_KEYS = (
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
"""Fields of a source that OPML has no attribute for."""


def read_opml(content: bytes) -> tuple[Source, ...]:
    """Return the feeds of an OPML file, each once, in their order.

    Outlines without a web address are passed over. A file without a feed gives none. Raises
    UseError when the file is too large.

    >>> read_opml(b'<outline text="Cedar" xmlUrl="https://cedar.example/feed"/>')[0].id
    'cedar'
    """
    if len(content) > MAX_BYTES:
        raise UseError(
            "this OPML file is too large", hint=f"at most {MAX_BYTES // 1_000_000} MB are read"
        )
    sources = [_source(outline) for outline in read_outlines(content)]
    return tuple(_with_own_ids(_each_once(sources)))


def write_opml(sources: Iterable[Source], *, title: str = "Sources") -> bytes:
    """Return the sources as OPML 2.0, grouped by section, in UTF-8."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<opml version="2.0" xmlns:digest="{NAMESPACE}">',
        "  <head>",
        f"    <title>{escape(FORBIDDEN.sub('', title))}</title>",
        "  </head>",
        "  <body>",
    ]
    # stable: within a section the sources keep the order of the file
    ordered = sorted(sources, key=lambda source: source.section)
    for section, group in groupby(ordered, key=lambda source: source.section):
        if not section:
            lines += [f"    <outline {_attributes(source)}/>" for source in group]
            continue
        lines.append(f"    <outline text={_quoted(section)}>")
        lines += [f"      <outline {_attributes(source)}/>" for source in group]
        lines.append("    </outline>")
    return "\n".join([*lines, "  </body>", "</opml>", ""]).encode()


# ---- writing ---------------------------------------------------------------------------------


def _attributes(source: Source) -> str:
    attributes = {
        "type": "rss",
        "text": source.name,
        "title": source.name,
        "xmlUrl": source.url,
        "language": source.language,
    }
    for key in OWN_KEYS:
        value = getattr(source, key)
        # a value that any source has is left out: other readers show the list, too
        if value != getattr(PLAIN_SOURCE, key):
            attributes[f"digest:{key}"] = str(value)
    return " ".join(f"{key}={_quoted(value)}" for key, value in attributes.items() if value)


def _quoted(text: str) -> str:
    return quoteattr(FORBIDDEN.sub("", text))


# ---- reading ---------------------------------------------------------------------------------


def _source(outline: Outline) -> Source:
    """Return the source of an outline; a value that is out of its range is left out."""
    own = {key: outline.attributes.get(f"digest:{key}", "") for key in OWN_KEYS}
    return Source(
        # a foreign file may hold anything under our keys: each value is judged again
        id=_if_like(own["id"], r"[a-z0-9]+(-[a-z0-9]+)*"),
        name=outline.name,
        url=outline.url,
        publisher=own["publisher"] or outline.name,
        family=own["family"] or own["publisher"] or outline.name,
        country=_if_like(own["country"], r"[A-Z]{2}"),
        language=_language(outline.attributes.get("language", "")),
        section=outline.section,
        state_run=own["state_run"] == "True",
        full_text=own["full_text"] == "True",
        pictures=own["pictures"] == "True",
        weight=_number(own["weight"], default=PLAIN_SOURCE.weight, low=0.01, high=10),
        interval_s=round(
            _number(own["interval_s"], default=PLAIN_SOURCE.interval_s, low=60, high=7 * 86400)
        ),
        enabled=own["enabled"] != "False",
    )


def _if_like(text: str, pattern: str) -> str:
    if re.fullmatch(pattern, text):
        return text
    return ""


def _language(text: str) -> str:
    """Return a language tag as sources.yaml takes it: `EN_us` is en-us; "" for another text."""
    tag = _if_like(text.replace("_", "-"), r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
    code, hyphen, rest = tag.partition("-")
    return code.lower() + hyphen + rest


def _number(text: str, *, default: float, low: float, high: float) -> float:
    try:
        number = float(text)
    except ValueError:
        return default
    if low <= number <= high:
        return number
    return default


def _each_once(sources: Iterable[Source]) -> list[Source]:
    """Return each feed once; a feed that is listed twice keeps the section of either place."""
    feeds: dict[str, Source] = {}
    for source in sources:
        feed = feed_key(source.url)
        known = feeds.setdefault(feed, source)
        if not known.section:
            feeds[feed] = replace(known, section=source.section)
    return list(feeds.values())


def _with_own_ids(sources: Iterable[Source]) -> Iterator[Source]:
    """Give each source an id of its own: its own, else one of its name or its host."""
    taken: set[str] = set()
    for source in sources:
        host = urlsplit(source.url).hostname or ""
        wanted = source.id or slug(source.name) or slug(host) or "feed"
        own_id = free_id(wanted, taken)
        taken.add(own_id)
        yield replace(source, id=own_id)


def slug(text: str) -> str:
    """Return an id made of a name: its Latin letters and digits; "" when it has none.

    >>> slug("L'Orient Today — Liban")
    'l-orient-today-liban'
    """
    return "-".join(re.findall(r"[a-z0-9]+", fold(text)))[:LONGEST_ID].strip("-")


def free_id(wanted: str, taken: Collection[str]) -> str:
    """Return the id, or the id with the first number that is not taken.

    >>> free_id("cedar", {"cedar", "cedar-2"})
    'cedar-3'
    """
    if wanted not in taken:
        return wanted
    for number in count(2):
        if f"{wanted}-{number}" not in taken:
            break
    return f"{wanted}-{number}"
