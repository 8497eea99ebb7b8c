"""Broken markup → text a strict parser takes: no stray ampersands, no undefined entities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5

# ---- XML that strict parsers take -----------------------------------------------------------------------------------

_STRAY = re.compile(r"&(?!#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[a-zA-Z_][\w.-]{0,40};)")
_NAMED = re.compile(r"&([a-zA-Z_][\w.-]{0,40});")
_NUMBERED = re.compile(r"&#(?:([0-9]{1,7})|[xX]([0-9a-fA-F]{1,6}));")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPACE = re.compile(r"\s*")
_FIRST_TAG = re.compile(r"<[A-Za-z_]")
_OWN_ENTITY = re.compile(
    r"<!ENTITY\s+([A-Za-z_][\w.-]{0,40})\s+(?:\"([^\"&%<]{0,200})\"|'([^'&%<]{0,200})')\s*>"
)
MAX_PROLOGUE = 20_000
MAX_TAGS = 150_000
MAX_ATTRIBUTES = 5_000
"""Tags, and entities, that parsers are given at most: each costs them 15 µs, and a feed has some thousand."""


def mend_xml(text: str) -> str:
    """Return the document from its first tag on, with what no XML parser takes repaired outside CDATA.

    The prologue is read for entities that stand for plain text, and dropped: a parser then has nothing to expand.
    """
    text = _ILLEGAL.sub("", text)
    start = prologue_end(text)
    prologue = text[: min(start, MAX_PROLOGUE)]
    own = (
        {name: one or other for name, one, other in _OWN_ENTITY.findall(prologue)}
        if "<!ENTITY" in prologue
        else {}
    )
    first = _FIRST_TAG.search(text, start)
    document = cap_marks(cap_tags(text[first.start() :], MAX_TAGS), "&", MAX_TAGS) if first else ""
    if "&" not in document:
        return document
    return "".join(
        piece if cdata else _mended(piece, own) for piece, cdata in _split_cdata(document)
    )


def prologue_end(text: str) -> int:
    """Where the document begins: behind declaration, instructions, comments and document type. One pass."""
    at = 0
    while True:
        found = _SPACE.match(text, at)
        at = found.end() if found else at
        if text.startswith("<!--", at):
            end, length = text.find("-->", at + 4), 3
        elif text.startswith("<?", at):
            end, length = text.find("?>", at), 2
        elif text.startswith(("<!DOCTYPE", "<!doctype"), at):
            end, length = _doctype_end(text, at), 1
        else:
            return at
        if end < 0:
            return at
        at = end + length


def _doctype_end(text: str, at: int) -> int:
    bracket, close = text.find("[", at, at + MAX_PROLOGUE), text.find(">", at)
    if 0 <= bracket < close:
        inner = text.find("]", bracket)
        return text.find(">", inner) if inner >= 0 else close
    return close


def cap_marks(document: str, mark: str, limit: int) -> str:
    """The document up to its `limit`th `mark`."""
    if document.count(mark) <= limit:
        return document
    at = -1
    for _ in range(limit):
        at = document.find(mark, at + 1)
    return document[:at]


_GIANT = re.compile(r"<([A-Za-z_][\w:.-]{0,40})\s[^<>]{2000,}>")


def cap_tags(document: str, limit: int) -> str:
    """The document up to its `limit`th tag, tags of far too many attributes bare: parsers need time by their square."""
    document = cap_marks(document, "<", limit)
    if document.count("=") <= MAX_ATTRIBUTES:
        return document
    return _GIANT.sub(
        lambda tag: f"<{tag[1]}>" if tag[0].count("=") > MAX_ATTRIBUTES else tag[0], document
    )


def _split_cdata(document: str) -> Iterator[tuple[str, bool]]:
    at = 0
    while (start := document.find("<![CDATA[", at)) >= 0:
        end = document.find("]]>", start)
        if end < 0:
            break
        yield document[at:start], False
        yield document[start : end + 3], True
        at = end + 3
    yield document[at:], False


def _mended(piece: str, own: dict[str, str]) -> str:
    if "&" not in piece:
        return piece
    named = _NAMED.sub(
        lambda found: _character(found[1], own) or found[0], _STRAY.sub("&amp;", piece)
    )
    return _NUMBERED.sub(_legal, named)


def _character(name: str, own: dict[str, str]) -> str:
    """What a named entity stands for; nothing when XML knows it already."""
    if name in _XML_NAMES:
        return ""
    if name in own:
        return own[name]
    character = html5.get(f"{name};", "")
    return f"&amp;{name};" if not character or character in "<&" else character


def _legal(found: re.Match[str]) -> str:
    code = int(found[1]) if found[1] else int(found[2], 16)
    if 0x7F < code < 0xA0:
        return unescape(found[0])  # Windows quotes and dashes, numbered as if they were Unicode
    if (
        code in (9, 10, 13)
        or 0x20 <= code <= 0xD7FF
        or 0xE000 <= code <= 0xFFFD
        or 0x10000 <= code <= 0x10FFFF
    ):
        return found[0]
    return ""
