"""RSS, Atom and RDF → entries: feedparser reads the mended document, its sanitising and link resolution stay off."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any
from xml.parsers import expat

import feedparser

from digest.collect.feed_dates import entry_date
from digest.collect.feed_entries import Entry, ParsedFeed
from digest.collect.pictures import best_picture
from digest.collect.plaintext import plain_line, plain_text, split_names
from digest.collect.repair_xml import cap_marks, mend_xml
from digest.kernel.links import reader_link

LOOSE_MAX_TAGS = 50_000
"""What is read of an ill-formed feed, which is parsed twice: strictly until it fails, then tolerantly."""


def parse_xml_feed(text: str, *, url: str, now: datetime, max_entries: int) -> ParsedFeed:
    """Return the entries of an XML feed. A body cut off in the middle keeps its complete entries."""
    document, cut = _whole_entries(_known_names(mend_xml(text)), max_entries)
    if document.count("<") > LOOSE_MAX_TAGS and not _well_formed(document):
        document = cap_marks(document, "<", LOOSE_MAX_TAGS)
    found = feedparser.parse(
        _Readable(document.encode("utf-8", "replace")),
        response_headers={
            "content-type": "application/xml; charset=utf-8"
        },  # no address: it resolves at every tag
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    if not found.entries and not found.get("version"):
        return ParsedFeed(problem=_not_a_feed(document), cut=cut)
    base = reader_link(_text(found.feed.get("link")), url) or url
    language = language_tag(_text(found.feed.get("language")))
    entries = (
        _entry(dict(one), base=base, language=language, now=now)
        for one in found.entries[:max_entries]
    )
    return ParsedFeed(
        entries=tuple(entries),
        title=plain_line(_text(found.feed.get("title"))),
        language=language,
        cut=cut,
    )


@lru_cache(maxsize=256)
def language_tag(raw: str) -> str:
    """`en_US`, `EN-gb`, `english` → a primary language subtag, or nothing."""
    primary = re.split(r"[-_ ;,.]", raw.strip().lower(), maxsplit=1)[0]
    primary = _LANGUAGE_NAMES.get(primary, primary)
    return primary if re.fullmatch(r"[a-z]{2,3}", primary) and primary not in _NO_LANGUAGE else ""


_LANGUAGE_NAMES = {
    "english": "en", "arabic": "ar", "french": "fr", "hebrew": "he", "iw": "he", "farsi": "fa", "persian": "fa",
    "turkish": "tr", "per": "fa", "eng": "en", "ara": "ar", "fre": "fr", "fra": "fr", "heb": "he", "tur": "tr",
}  # fmt: skip
_NO_LANGUAGE = frozenset({"und", "mul", "zxx", "xx", "non", "all"})


class _Readable:
    """Bytes with a `read`, because feedparser takes bare bytes for the name of a file to open."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def read(self) -> bytes:
        return self._body


# ---- the document --------------------------------------------------------------------------------------------------

_RSS_1_0, _RSS_1_1 = "http://purl.org/rss/1.0/", "http://purl.org/net/rss1.1#"
_RSS_1_1_CHANNEL = re.compile(r"(</?(?:[A-Za-z0-9]+:)?)Channel\b")
_MEDIA_TEXT = re.compile(r"(</?media:)(description|title)\b[^<>]*?(/?>)")
_ENTRY_END = re.compile(r"</(?:[A-Za-z0-9]+:)?(?:item|entry)\s*>", re.IGNORECASE)
_ENTRY_START = re.compile(r"<(?:[A-Za-z0-9]+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_ROOT = re.compile(r"<((?:[A-Za-z0-9]+:)?(?:rss|feed|rdf))[\s>]", re.IGNORECASE)
_CHANNEL = re.compile(r"<((?:[A-Za-z0-9]+:)?channel)[\s>]", re.IGNORECASE)


def _known_names(document: str) -> str:
    """The document in names that feedparser knows (RSS 1.1 as 1.0), and media texts apart from the entry's own."""
    if _RSS_1_1 in document[:20_000]:
        document = _RSS_1_1_CHANNEL.sub(r"\1channel", document.replace(_RSS_1_1, _RSS_1_0))
    if "<media:" not in document:
        return document
    return _MEDIA_TEXT.sub(
        lambda tag: f"{tag[1]}{'caption' if tag[2] == 'description' else 'heading'}{tag[3]}",
        document,
    )


def _whole_entries(document: str, max_entries: int) -> tuple[str, bool]:
    """The document with at most `max_entries` entries, and closed after the last whole one when its end is missing."""
    root = _ROOT.search(document[:20_000])
    if not root:
        return document, False
    closed = re.search(rf"</{re.escape(root[1])}\s*>", document[-2000:]) is not None
    last, count = 0, 0
    for end in _ENTRY_END.finditer(document):
        last, count = end.end(), count + 1
        if count >= max_entries:
            break
    if not last or (closed and not _ENTRY_START.search(document, last)):
        return document, not closed
    channel = _CHANNEL.search(document[:20_000])
    inside = channel and not re.search(rf"</{re.escape(channel[1])}\s*>", document[:last])
    tail = (f"</{channel[1]}>" if channel and inside else "") + f"</{root[1]}>"
    return document[:last] + tail, not closed


def _well_formed(document: str) -> bool:
    parser = expat.ParserCreate(namespace_separator=" ")
    try:
        parser.Parse(document, True)
    except (expat.ExpatError, ValueError):
        return False
    return True


_ANY_ROOT = re.compile(r"<([A-Za-z_][\w:.-]{0,40})")


def _not_a_feed(document: str) -> str:
    root = _ANY_ROOT.search(document[:2000])
    if not root:
        return "sent text that is not a feed"
    if root[1].lower() == "html":
        return "sent a web page instead of a feed"
    return f"sent XML that is not a feed (its root is <{root[1]}>)"


# ---- one entry -----------------------------------------------------------------------------------------------------

LONG_TEXT = 1_000
"""A summary this long, in paragraphs, is the text itself."""

CAPTION_CHARS = 400
"""A longer media:description tells the story, not the picture."""

TAIL_CHARS = 450
_TAIL_WORDS = ("The post ", "ontinue reading", "ead more", "ead full", "ead the full")
_BOILERPLATE = re.compile(
    r"\s*(?:The post .{1,300} (?:appeared first|first appeared) on .{1,120}\.?|Continue reading\s*(?:\.\.\.|…|→|».*)?|"
    r"\[?(?:Read more|Read full article|Read the full story)\]?\s*(?:\.\.\.|…|→|»)?)\s*$",
    re.IGNORECASE,
)


def _entry(one: Any, *, base: str, language: str, now: datetime) -> Entry:
    url = reader_link("".join(_link(one).split()), base)
    guid = _text(one.get("id"))
    if not url and one.get("guidislink", True) and re.match(r"https?://", guid):
        url = reader_link(guid)
    summary, content = _text(one.get("summary")), _longest(one.get("content"))
    described = plain_line(_text(one.get("media_caption")))
    lead, body = lead_and_body(plain_text(summary), plain_text(content))
    title = plain_line(_text(one.get("title"))) or plain_line(_text(one.get("media_heading")))
    caption = described if lead and len(described) <= CAPTION_CHARS else ""
    lead = "" if _same_words(lead, title) else lead or described
    title = title or shortened(lead)
    published = _date(one, ("published", "created", "updated", "expired"), now)
    updated = _date(one, ("updated",), now)
    return Entry(
        url=url,
        guid=guid,
        title=title,
        lead=lead,
        body=body,
        published=published or now,
        dated=published is not None,
        updated=updated if updated and published and updated > published else None,
        authors=_authors(one),
        categories=_categories(one),
        language=language_tag(_text((one.get("title_detail") or {}).get("language"))) or language,
        picture=best_picture(one, (content, summary), base=url or base, caption=caption),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _link(one: Any) -> str:
    """The page of the entry: what FeedBurner kept of it, or the alternate link; no enclosure, no comment page."""
    original = _text(one.get("feedburner_origlink")).strip()
    if reader_link(original):
        return original
    if link := _text(one.get("link")):
        return link
    links = [link for link in one.get("links", ()) if _text(link.get("href"))]
    chosen = next(
        (link for link in links if link.get("rel", "alternate") in ("alternate", "related")), None
    )
    return _text(chosen.get("href")) if chosen else ""


def _longest(contents: Any) -> str:
    texts = [_text(content.get("value")) for content in contents or () if "html" in str(content.get("type", "html")) or
             "text" in str(content.get("type"))]  # fmt: skip
    return max(texts, key=len, default="")


def lead_and_body(summary: str, content: str) -> tuple[str, str]:
    """Lead and body as readers know them, wherever the feed put them."""
    summary, content = _without_tail(summary), _without_tail(content)
    if not content and len(summary) > LONG_TEXT and "\n\n" in summary:
        summary, content = "", summary
    if content and summary in ("", content):
        summary = content.partition("\n\n")[0]
    return summary, "" if content == summary else content


def _without_tail(text: str) -> str:
    """Drop what feed software adds after the last sentence."""
    tail = text[-TAIL_CHARS:]
    if not any(words in tail for words in _TAIL_WORDS):
        return text
    return text[: -len(tail)] + _BOILERPLATE.sub("", tail)


def _same_words(lead: str, title: str) -> bool:
    """True when a lead only repeats the title."""
    return len(lead) <= len(title) + 20 and _letters(lead) == _letters(title)


def _letters(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


def shortened(text: str) -> str:
    """A title for an entry that has none: its first words."""
    words = text.split()
    return " ".join(words[:16]) + ("…" if len(words) > 16 else "")


def _date(one: Any, names: Iterable[str], now: datetime) -> datetime | None:
    for name in names:
        moment = entry_date(_text(one.get(name)), one.get(f"{name}_parsed"), now=now)
        if moment:
            return moment
    return None


def _categories(one: Any) -> tuple[str, ...]:
    terms = (plain_line(_text(dict.get(tag, "term")))[:100] for tag in one.get("tags", ()))
    return tuple(dict.fromkeys(term for term in terms if term and not _UUID.match(term)))[:40]


_UUID = re.compile(r"^[0-9a-f]{8}-[0-9a-f-]{27}$", re.IGNORECASE)


def _authors(one: Any) -> tuple[str, ...]:
    return split_names(_text(author.get("name")) for author in one.get("authors", ()) if author)
