"""RSS, Atom and RDF → entries: feedparser reads the repaired document.

Its sanitising and its resolution of links stay off: `plaintext` and `kernel.links` do both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.parsers import expat

from digest.collect.day_month_order import date_context
from digest.collect.entry_texts import lead_and_body, repeats_title, shortened
from digest.collect.feed_dates import DateContext
from digest.collect.feed_entries import FeedEntry, ParsedFeed
from digest.collect.feed_names import known_names
from digest.collect.language_tags import language_tag
from digest.collect.link_mending import mended_link
from digest.collect.pictures import best_picture
from digest.collect.plaintext import plain_line, plain_text, plain_title, split_names
from digest.collect.repair_xml import cap_marks, mend_xml
from digest.kernel.links import reader_link

LOOSE_MAX_TAGS = 50_000
"""Tags of an ill-formed feed that are read: it is parsed twice, strictly until it fails and then
tolerantly, which takes four times as long and thirty times the memory."""

MAX_CAPTION_CHARS = 400
"""A longer media:description tells the story, not the picture."""

MAX_CATEGORIES = 40
MAX_CATEGORY_CHARS = 100

MAX_LINKS = 50
"""Links of one entry that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _FeedContext:
    """The facts about a feed that its entries are read with."""

    base: str
    language: str
    is_atom: bool
    dates: DateContext


def parse_xml_feed(
    text: str, *, url: str, now: datetime, max_entries: int, country: str = "", language: str = ""
) -> ParsedFeed:
    """Return the entries of an XML feed. A body that was cut off keeps its complete entries."""
    # cut before parsing: an entry beyond the limit costs no time
    document, cut = _whole_entries(known_names(mend_xml(text)), max_entries)
    # counted first, because the check reads the whole document
    if document.count("<") > LOOSE_MAX_TAGS and not _is_well_formed(document):
        document = cap_marks(document, "<", LOOSE_MAX_TAGS)
    parsed = _parsed(document)
    if parsed is None:
        return ParsedFeed(problem="sent a feed that no reader of feeds can take apart", cut=cut)
    # an empty feed of a known version is a feed
    if not parsed.entries and not parsed.get("version"):
        return ParsedFeed(problem=_why_no_feed(document), cut=cut)
    feed = parsed.feed
    dates = date_context(
        _dates_of(parsed.entries[:max_entries]),
        now=now,
        country=country,
        language=language,
        own_tag=_text(feed.get("language")),
    )
    feed_language = language_tag(_text(feed.get("language")))
    context = _FeedContext(
        base=mended_link(_text(feed.get("link")), url) or url,
        language=feed_language,
        is_atom=str(parsed.get("version", "")).startswith("atom"),
        dates=dates,
    )
    entries = []
    for raw in parsed.entries[:max_entries]:
        entries.append(_entry(dict(raw), context))
    return ParsedFeed(
        entries=tuple(entries),
        title=plain_line(_text(feed.get("title"))),
        language=context.language,
        cut=cut,
        doubtful_date=dates.doubtful,
    )


_DATE_FIELDS = ("published", "created", "updated", "expired")
"""The fields of an entry that hold its date, in the order of trust."""


def _dates_of(entries: Iterable[Any]) -> Iterator[str]:
    for raw in entries:
        # plain, because feedparser's own dictionary takes one date for another
        fields = dict(raw)
        for name in _DATE_FIELDS:
            yield _text(fields.get(name))


# ---- the parser -------------------------------------------------------------

_FOREIGN_TAG = re.compile(
    r"</?(?!content:encoded|dc:|atom:|rdf:|rss:)[A-Za-z][\w.-]{0,40}:[^<>]{0,2000}>"
)


def _parsed(document: str) -> Any:
    """Return feedparser's result, without the tags of rare extensions where it trips over them.

    None when feedparser raises on the rest, too: it does on half-written extensions, and it says so
    in no error of its own.
    """
    for attempt in (document, _FOREIGN_TAG.sub(" ", document)):
        try:
            return _parse(attempt)
        except (OSError, ImportError):
            # this process lacks something, such as a descriptor: the feed is not to blame
            raise
        except Exception:  # noqa: S112 - feedparser raises whatever its handlers meet
            continue
    return None


def _parse(document: str) -> Any:
    # loaded here: commands that collect nothing do not wait for it
    import feedparser

    return feedparser.parse(
        _ReadableBytes(document.encode("utf-8", "replace")),
        # no address of the feed: feedparser would resolve every link at every tag
        response_headers={"content-type": "application/xml; charset=utf-8"},
        resolve_relative_uris=False,
        sanitize_html=False,
    )


class _ReadableBytes:
    """Bytes with a `read`: feedparser takes bare bytes for the name of a file to open."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def read(self) -> bytes:
        return self._content


# ---- the document -----------------------------------------------------------

_ENTRY_END = re.compile(r"</(?:[A-Za-z0-9]{1,40}:)?(?:item|entry)\s{0,20}>", re.IGNORECASE)
_ENTRY_START = re.compile(r"<(?:[A-Za-z0-9]{1,40}:)?(?:item|entry)[\s>]", re.IGNORECASE)
_ROOT = re.compile(r"<((?:[A-Za-z0-9]{1,40}:)?(?:rss|feed|rdf))[\s>]", re.IGNORECASE)
_CHANNEL = re.compile(r"<((?:[A-Za-z0-9]{1,40}:)?channel)[\s>]", re.IGNORECASE)
# The part of a document in which its root and its channel begin.
_HEAD_CHARS = 20_000

# The part of a document in which its root ends.
_END_CHARS = 2_000


def _whole_entries(document: str, max_entries: int) -> tuple[str, bool]:
    """Return the document with at most `max_entries` entries, and whether its end was missing.

    A document without its end is closed after the last whole entry.
    """
    root = _ROOT.search(document[:_HEAD_CHARS])
    if not root:
        return document, False
    is_closed = f"</{root[1]}" in document[-_END_CHARS:]
    end, count = 0, 0
    for entry_end in _ENTRY_END.finditer(document):
        end, count = entry_end.end(), count + 1
        if count >= max_entries:
            break
    if not end or (is_closed and not _ENTRY_START.search(document, end)):
        return document, not is_closed
    # closed by hand, so that a strict parser takes the whole entries
    closing = f"</{root[1]}>"
    channel = _CHANNEL.search(document[:_HEAD_CHARS])
    # in RDF the entries stand behind the channel, which is closed by then
    if channel and f"</{channel[1]}" not in document[:end]:
        closing = f"</{channel[1]}>{closing}"
    return document[:end] + closing, not is_closed


def _is_well_formed(document: str) -> bool:
    parser = expat.ParserCreate(namespace_separator=" ")
    try:
        parser.Parse(document, True)
    except (expat.ExpatError, ValueError):
        return False
    return True


_ANY_ROOT = re.compile(r"<([A-Za-z_][\w:.-]{0,40})")


def _why_no_feed(document: str) -> str:
    root = _ANY_ROOT.search(document[:_END_CHARS])
    if not root:
        return "sent text that is not a feed"
    if root[1].lower() == "html":
        return "sent a web page instead of a feed"
    return f"sent XML that is not a feed (its root is <{root[1]}>)"


# ---- one entry --------------------------------------------------------------


def _entry(raw: dict[str, Any], context: _FeedContext) -> FeedEntry:
    guid = _text(raw.get("id"))
    url = _entry_url(raw, guid, context.base)
    summary, content = _text(raw.get("summary")), _longest(raw.get("content"))
    # feeds put the same text into either field
    lead, body = lead_and_body(plain_text(summary), plain_text(content))
    media_text = plain_line(_text(raw.get("media_caption")))
    title = _title(raw, context) or plain_line(_text(raw.get("media_heading")))
    caption = ""
    if lead and len(media_text) <= MAX_CAPTION_CHARS:
        caption = media_text
    # a lead that says the title again is no lead
    if repeats_title(lead, title):
        lead = ""
    elif not lead:
        lead = media_text
    # `updated` alone is better than no date
    published = _date(raw, _DATE_FIELDS, context)
    updated = _date(raw, ("updated",), context)
    is_edited = updated is not None and published is not None and updated > published
    own_language = _text((raw.get("title_detail") or {}).get("language"))
    return FeedEntry(
        url=url,
        guid=guid,
        title=title or shortened(lead),
        lead=lead,
        body=body,
        published=published or context.dates.now,
        dated=published is not None,
        updated=updated if is_edited else None,
        authors=_authors(raw),
        categories=_categories(raw),
        language=language_tag(own_language) or context.language,
        picture=best_picture(raw, (content, summary), base=url or context.base, caption=caption),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _title(raw: Any, context: _FeedContext) -> str:
    """Return the title. In an Atom title of type text, angle brackets are signs, not markup."""
    detail = raw.get("title_detail") or {}
    is_text = context.is_atom and detail.get("type") == "text/plain"
    return plain_title(_text(raw.get("title")), is_text=is_text)


def _entry_url(raw: Any, guid: str, base: str) -> str:
    """Return the page of an entry: its link, or a guid that is an address, or its enclosure."""
    url = mended_link(_link(raw), base)
    # RSS 2.0: a guid is the address of the entry unless it says otherwise
    is_address = guid.startswith(("http://", "https://"))
    if not url and raw.get("guidislink", True) and is_address:
        url = mended_link(guid)
    if url:
        return url
    # a podcast may have its sound file alone
    for link in raw.get("links", ())[:MAX_LINKS]:
        if link.get("rel") == "enclosure":
            url = mended_link(_text(link.get("href")), base)
            if url:
                return url
    for media in raw.get("media_content", ())[:MAX_LINKS]:
        url = mended_link(_text(media.get("url")), base)
        if url and _is_recording(media):
            return url
    # a guid that says it is no link leads to the page more often than not; else there is none
    return mended_link(guid) if is_address else ""


def _is_recording(media: Any) -> bool:
    kind = _text(media.get("medium")) or _text(media.get("type")).partition("/")[0]
    return kind in ("audio", "video")


def _link(raw: Any) -> str:
    """Return the link that FeedBurner kept, or the alternate one; no enclosure, no comment page."""
    # FeedBurner's own address counts clicks and may be gone
    original = _text(raw.get("feedburner_origlink")).strip()
    if reader_link(original):
        return original
    link = _text(raw.get("link"))
    if link:
        return link
    for candidate in raw.get("links", ())[:MAX_LINKS]:
        href = _text(candidate.get("href"))
        if href and candidate.get("rel", "alternate") in ("alternate", "related"):
            return href
    return ""


def _longest(contents: Any) -> str:
    """Return the longest content in HTML or text."""
    longest = ""
    for content in contents or ():
        kind = str(content.get("type", "html"))
        text = _text(content.get("value"))
        # a feed may give a text twice, as a teaser and as a whole
        if ("html" in kind or "text" in kind) and len(text) > len(longest):
            longest = text
    return longest


def _date(raw: Any, names: Iterable[str], context: _FeedContext) -> datetime | None:
    """Return the first of these fields that is a date."""
    # the first readable date counts, in the order of trust that the caller gives
    for name in names:
        moment = context.dates.read(_text(raw.get(name)))
        if moment:
            return moment
    return None


_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}", re.IGNORECASE)


def _categories(raw: Any) -> tuple[str, ...]:
    """Return the names of the entry's categories, without the ids that some software adds."""
    names = []
    for tag in raw.get("tags", ())[:MAX_CATEGORIES]:
        name = plain_line(_text(dict.get(tag, "term")))[:MAX_CATEGORY_CHARS]
        # some software tags entries with ids of its own
        if name and not _UUID.fullmatch(name):
            names.append(name)
    return tuple(dict.fromkeys(names))


def _authors(raw: Any) -> tuple[str, ...]:
    names = []
    for author in raw.get("authors", ())[:MAX_CATEGORIES]:
        if author:
            names.append(_name_of(_text(author.get("name"))))
    return split_names(names)


def _name_of(author: str) -> str:
    """Return the name in brackets that feedparser leaves behind half an address.

    Of `desk@paper.example (Ada Example)` it takes four letters behind the dot for the domain.
    """
    _, bracket, name = author.rpartition("(")
    if bracket and ")" not in author:
        return name
    return author
