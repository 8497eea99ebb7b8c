"""Broken feed bytes → text a strict parser takes: the right encoding, no stray ampersands, no undefined entities."""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Iterator
from html import unescape
from html.entities import html5

from charset_normalizer import from_bytes

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NAKED = (
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{2,40})[\"']")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]{2,40})", re.IGNORECASE)
_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-1": "windows-1252",
    "latin-1": "windows-1252",
    "latin1": "windows-1252",
    "us-ascii": "windows-1252",
    "ascii": "windows-1252",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "big5": "big5hkscs",
    "tis-620": "cp874",
    "iso-8859-11": "cp874",
    "iso-8859-9": "windows-1254",
}
"""What feeds declare, and the wider table their bytes really follow (as browsers do)."""


MAX_UNPACKED = 10_000_000
_BEYOND_ASCII, _HIGH = re.compile(r"[^\x00-\x7f]"), re.compile(rb"[\x80-\xff]")
ACCENTS = 40
"""One byte in so many, or fewer, beyond ASCII: accents of a Western language, too few for a guess."""
GUESS_BYTES = 65_536
"""How much of a body that declares nothing and is not UTF-8 is looked at."""


def decode_feed(body: bytes, content_type: str = "") -> str:
    """Return the text of a feed: byte order mark, then UTF-8 if it is valid, then what server and feed declare."""
    body = _unpacked(body)
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    for start, encoding in _NAKED:
        if body.startswith(start):
            return body.decode(encoding, "replace")
    order = _declared_encodings(body, content_type)
    if not any(_seven_bit(name) for name in order):
        order.insert(0, "utf-8")
    for encoding in (*order, "utf-8"):
        try:
            return body.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    return _mostly(body, order)


def _unpacked(body: bytes) -> bytes:
    """The content of a body that was sent as a gzip file, up to a limit; any other body as it is."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return zlib.decompressobj(wbits=31).decompress(body, MAX_UNPACKED)
    except zlib.error:
        return body


def _declared_encodings(body: bytes, content_type: str) -> list[str]:
    sent, declared = _CHARSET.search(content_type), _DECLARED.match(body[:400])
    names = [sent[1] if sent else "", declared[1].decode("ascii") if declared else ""]
    known = [_WIDER.get(name.lower(), name) for name in names if name and _is_text_codec(name)]
    return [name for name in known if name.lower() not in _WESTERN or _may_be_western(body)]


_WESTERN = frozenset({"windows-1252", "windows-1254"})
_HIGH_WORD = re.compile(rb"[\x80-\xff]{4,}")


def _may_be_western(body: bytes) -> bool:
    """False when most bytes beyond ASCII stand in words of their own: another script, whatever is declared."""
    return 2 * sum(map(len, _HIGH_WORD.findall(body))) <= len(_HIGH.findall(body))


def _is_text_codec(name: str) -> bool:
    """Python also knows `hex`, `zip` and `idna`; no feed is written in those."""
    try:
        return codecs.lookup(name).name not in (
            "idna",
            "punycode",
            "undefined",
            "raw-unicode-escape",
            "unicode-escape",
        )
    except (LookupError, ValueError):
        return False


def _seven_bit(name: str) -> bool:
    """Encodings whose bytes are valid UTF-8 too, so that only the declaration can tell."""
    return name.lower().replace("_", "-").startswith(("iso-2022", "utf-7", "hz"))


def _mostly(body: bytes, declared: list[str]) -> str:
    """A text with a few bad bytes keeps what was declared, or UTF-8, when the rest is that; others are guessed."""
    for encoding in dict.fromkeys((*declared, "utf-8")):
        text = body.decode(encoding, "replace")
        bad = text.count("\ufffd")
        if bad <= 4 + len(text) // 200 and bad < len(_BEYOND_ASCII.findall(text)) / 2:
            return text
    if len(_HIGH.findall(body)) <= len(body) // ACCENTS:
        return body.decode("windows-1252", "replace")
    guess = from_bytes(body[:GUESS_BYTES]).best()
    return body.decode(guess.encoding if guess else "windows-1252", "replace")


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
