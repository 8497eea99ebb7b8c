"""Broken markup → text a strict parser takes: no stray ampersands, no undefined entities."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from html.entities import html5

MAX_PAGE_CHARS = 3_000_000
MAX_PAGE_TAGS = 40_000
"""A page is read up to this size: its tags then cost a parser about half a second."""

MAX_PROLOGUE_CHARS = 20_000
"""The part of a prologue that is read for entities."""

MAX_TAGS = 150_000
MAX_ATTRIBUTES = 5_000
"""Tags, entities and attributes of one tag that parsers are given: each tag costs them 15 µs, and a
feed has some thousand."""

_STRAY = re.compile(r"&(?!#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[a-zA-Z_][\w.-]{0,40};)")
_NAMED = re.compile(r"&([a-zA-Z_][\w.-]{0,40});")
_NUMBERED = re.compile(r"&#(?:([0-9]{1,7})|[xX]([0-9a-fA-F]{1,6}));")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPACE = re.compile(r"\s*+")
_FIRST_TAG = re.compile(r"<[A-Za-z_]")
_OWN_ENTITY = re.compile(
    r"<!ENTITY\s{1,99}([A-Za-z_][\w.-]{0,40})\s{1,99}"
    r"(?:\"([^\"&%<]{0,200})\"|'([^'&%<]{0,200})')\s{0,99}>"
)


def mend_xml(text: str) -> str:
    """Return the document from its first tag on, repaired outside CDATA.

    The prologue is read for entities that stand for plain text, and dropped: a parser then has
    nothing to expand.

    >>> mend_xml('<?xml version="1.0"?><a>Fish & chips &eacute;</a>')
    '<a>Fish &amp; chips é</a>'
    """
    # NUL and its kin first: expat stops at them
    text = _ILLEGAL.sub("", text)
    start = prologue_end(text)
    own_entities = _own_entities(text[: min(start, MAX_PROLOGUE_CHARS)])
    first = _FIRST_TAG.search(text, start)
    if first is None:
        return ""
    document = cap_marks(cap_tags(text[first.start() :], MAX_TAGS), "&", MAX_TAGS)
    if "&" not in document:
        return document
    pieces = []
    for piece, is_cdata in _split_cdata(document):
        pieces.append(piece if is_cdata else _mended(piece, own_entities))
    return "".join(pieces)


def prologue_end(text: str) -> int:
    """Return where the document begins, behind its prologue. One pass."""
    position = 0
    while True:
        space = _SPACE.match(text, position)
        position = space.end() if space else position
        if text.startswith("<!--", position):
            end, length = text.find("-->", position + 4), 3
        elif text.startswith("<?", position):
            end, length = text.find("?>", position), 2
        elif text.startswith(("<!DOCTYPE", "<!doctype"), position):
            end, length = _doctype_end(text, position), 1
        else:
            return position
        # an open comment or doctype: the parser is left to complain about it
        if end < 0:
            return position
        position = end + length


def _doctype_end(text: str, position: int) -> int:
    """Return where a document type ends, behind the bracket of its own declarations."""
    # a document type may hold declarations, and `>` within them
    bracket = text.find("[", position, position + MAX_PROLOGUE_CHARS)
    close = text.find(">", position)
    if not 0 <= bracket < close:
        return close
    inner_end = text.find("]", bracket)
    return text.find(">", inner_end) if inner_end >= 0 else close


def _own_entities(prologue: str) -> dict[str, str]:
    entities: dict[str, str] = {}
    if "<!ENTITY" in prologue:
        for name, quoted, single_quoted in _OWN_ENTITY.findall(prologue):
            entities[name] = quoted or single_quoted
    return entities


def cap_marks(document: str, mark: str, limit: int) -> str:
    """Return the document up to, and without, the mark that comes after `limit` marks.

    >>> cap_marks("a,b,c,d", ",", 2)
    'a,b'
    """
    if document.count(mark) <= limit:
        return document
    position = -1
    for _ in range(limit):
        position = document.find(mark, position + 1)
    return document[:position]


_GIANT_TAG = re.compile(r"<([A-Za-z_][\w:.-]{0,40})\s[^<>]{2000,}+>?+")


def cap_tags(document: str, limit: int) -> str:
    """Return the document up to its `limit`th tag; a tag of far too many attributes is bare.

    Parsers need time by the square of a tag's attributes.
    """
    document = cap_marks(document, "<", limit)
    # a quick count spares most feeds the pattern
    if document.count("=") <= MAX_ATTRIBUTES:
        return document
    return _GIANT_TAG.sub(_bare_tag, document)


def _bare_tag(tag: re.Match[str]) -> str:
    if tag[0].count("=") > MAX_ATTRIBUTES:
        return f"<{tag[1]}>"
    return tag[0]


def _split_cdata(document: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a document; True marks a CDATA section, which stays as it is."""
    position = 0
    start = document.find("<![CDATA[")
    while start >= 0:
        end = document.find("]]>", start)
        # a section without its end is left to the tolerant parser
        if end < 0:
            break
        yield document[position:start], False
        yield document[start : end + 3], True
        position = end + 3
        start = document.find("<![CDATA[", position)
    yield document[position:], False


def _mended(piece: str, own_entities: Mapping[str, str]) -> str:
    if "&" not in piece:
        return piece

    def character(entity: re.Match[str]) -> str:
        return _character(entity[1], own_entities)

    return _NUMBERED.sub(_legal, _NAMED.sub(character, _STRAY.sub("&amp;", piece)))


def _character(name: str, own_entities: Mapping[str, str]) -> str:
    """Return the text that a named entity stands for; the entity itself when XML knows it."""
    if name in _XML_NAMES:
        return f"&{name};"
    if name in own_entities:
        return own_entities[name]
    # HTML's names are undefined in XML, so the character itself is written
    character = html5.get(f"{name};", "")
    if not character or character in "<&":
        return f"&amp;{name};"
    return character


_C1_FIRST, _C1_LAST = 0x80, 0x9F


def _legal(entity: re.Match[str]) -> str:
    """Return a numbered entity that XML allows; "" for another."""
    code = int(entity[1]) if entity[1] else int(entity[2], 16)
    if _C1_FIRST <= code <= _C1_LAST:
        # Windows quotes and dashes, numbered as if they were Unicode
        return unescape(entity[0])
    if _is_xml_character(code):
        return entity[0]
    return ""


def _is_xml_character(code: int) -> bool:
    """Section 2.2 of XML 1.0."""
    if code < 0x20:
        return code in (0x09, 0x0A, 0x0D)
    return code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
