"""Bytes → text: which text do the bytes of a feed, a page, a list or a mail hold."""

from __future__ import annotations

import codecs
import re
import zlib

from digest.kernel.cased_scripts import cased_script
from digest.kernel.latin_alphabets import WESTERN, is_in_latin_letters, latin_encoding

MAX_UNPACKED_BYTES = 10_000_000
"""A body that was sent as a gzip file is unpacked up to this size."""

ACCENTED_SHARE = 40
"""One byte beyond ASCII in so many, or fewer: Western accents, too few for a guess."""

GUESS_BYTES = 65_536
"""The part of a body that is looked at when it declares nothing true and is not UTF-8."""

FORGIVEN_BYTES = 4
FORGIVEN_SHARE = 200
"""So many bad bytes, and one more in each 200 characters, leave a text in its declared encoding."""

_BYTE_ORDER_MARKS = (
    # UTF-32 comes before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# How markup without a byte order mark begins in encodings that are not ASCII in their low half.
_FIRST_BYTES = (
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)

_XML_DECLARATION = re.compile(
    rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{2,40})[\"']"
)
_META_TAG = re.compile(rb"<meta\s[^<>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9._:-]{2,40})", re.I)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]{2,40})", re.IGNORECASE)
_DECLARATION_BYTES = 400
_META_BYTES = 4_096

# The declared names, and the wider table that the bytes really follow (as browsers do).
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

# The tables of ISO, and those of Windows with letters and quotation marks in the bytes 80 to 9F.
_SISTERS = {
    "iso-8859-2": "windows-1250",
    "iso-8859-6": "windows-1256",
    "iso-8859-7": "windows-1253",
    "iso-8859-8": "windows-1255",
    "iso-8859-13": "windows-1257",
    "iso-8859-15": "windows-1252",
}
_CONTROL_BYTE = re.compile(rb"[\x80-\x9f]")

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_HIGH_WORD = re.compile(rb"[\x80-\xff]{4,}")
_WESTERN = frozenset({"windows-1252", "windows-1254"})
_JAPANESE_SHIFT = re.compile(rb"\x1b\$[@B][\x21-\x7e]")
# Encodings whose bytes are valid UTF-8 too, so that only the declaration can tell.
_SEVEN_BIT = ("iso-2022", "utf-7", "hz")


def decode_markup(body: bytes, content_type: str = "", *, language: str = "") -> str:
    """Return the text of a feed, a page or a list of feeds. Never raises.

    A byte order mark comes first, then UTF-8 where it is valid, then the encodings that the server
    and the document declare, then the usual one-byte encoding of the language that `language` or
    the document names, then a guess.

    >>> declaration = b'<?xml version="1.0" encoding="windows-1252"?>'
    >>> decode_markup(declaration + b'<p>\\x93caf\\xe9\\x94</p>')[-13:]
    '<p>“café”</p>'
    """
    # some publishers put a gzip file behind a plain type
    body = _unpacked(body)
    for mark, encoding in _BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    for start, encoding in _FIRST_BYTES:
        if body.startswith(start):
            return body.decode(encoding, "replace")
    # the sign that begins Japanese in seven bits, which is valid ASCII
    if _JAPANESE_SHIFT.search(body):
        return body.decode("iso2022_jp_ext", "replace")
    language = language or _language_of(body)
    declared = _declared_encodings(body, content_type, language)
    # UTF-8 goes first, since other encodings are hardly ever valid as UTF-8
    attempts = [*declared, "utf-8"]
    if not any(name.lower().replace("_", "-").startswith(_SEVEN_BIT) for name in declared):
        attempts.insert(0, "utf-8")
    for encoding in attempts:
        try:
            return body.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    return _decoded_with_losses(body, declared, language)


def split_mark(content: bytes) -> tuple[str, bytes]:
    """Return the encoding that a byte order mark names, UTF-8 without one, and the bytes behind it.

    >>> split_mark(b"\\xef\\xbb\\xbfemail")
    ('utf-8', b'email')
    """
    for mark, marked in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return marked, content[len(mark) :]
    return "utf-8", content


def decode_declared(content: bytes, charset: str) -> str:
    """Return the text of a mail part in its declared charset, or Latin-1 for an unknown charset.

    >>> decode_declared(b"caf\\xe9", "hex")
    'café'
    """
    if is_text_encoding(charset):
        try:
            return content.decode(charset, "replace")
        except (LookupError, ValueError):
            pass
    return content.decode("latin-1")


def is_text_encoding(name: str) -> bool:
    """Tell whether Python can decode text by this name.

    Python also knows `hex`, `zip` and `rot13`, which raise LookupError, and `idna` and its kin, in
    which no text is written.
    """
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    if codec.name in _NOT_FOR_TEXTS:
        return False
    # the attribute by which Python itself refuses such names
    return bool(getattr(codec, "_is_text_encoding", True))


_NOT_FOR_TEXTS = frozenset(
    {"idna", "punycode", "undefined", "raw-unicode-escape", "unicode-escape", "mbcs", "oem"}
)


def _unpacked(body: bytes) -> bytes:
    """Return the content of a body that was sent as a gzip file; another body as it is."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return zlib.decompressobj(wbits=31).decompress(body, MAX_UNPACKED_BYTES)
    except zlib.error:
        return body


def _declared_encodings(body: bytes, content_type: str, language: str) -> list[str]:
    """Return the encodings that the server and the document declare and that may be true."""
    sent = _CHARSET.search(content_type[:400])
    # XML declares itself in its first line, HTML in a tag of its head
    written = _XML_DECLARATION.match(body[:_DECLARATION_BYTES])
    if written is None:
        written = _META_TAG.search(body[:_META_BYTES])
    names = []
    if sent:
        names.append(sent[1])
    if written:
        names.append(written[1].decode("ascii"))
    encodings = []
    for name in names:
        # a name that no text is written in is passed over
        if not is_text_encoding(name):
            continue
        encoding = _WIDER.get(name.lower(), name)
        # those tables hold no letters there, and their sisters of Windows do
        if encoding.lower() in _SISTERS and _CONTROL_BYTE.search(body):
            encoding = _SISTERS[encoding.lower()]
        # Latin-1 and its sisters differ in letters: software often declares the first of all
        if encoding == WESTERN and is_in_latin_letters(body):
            encoding = latin_encoding(body, language=language, declared=WESTERN)
        if encoding.lower() not in _WESTERN or _may_be_western(body):
            encodings.append(encoding)
    return encodings


def _may_be_western(body: bytes) -> bool:
    """Return False when most bytes beyond ASCII stand in words of their own: another script."""
    # accents stand alone among ASCII letters; another script stands in runs
    in_words = sum(map(len, _HIGH_WORD.findall(body)))
    return 2 * in_words <= len(_HIGH_BYTE.findall(body))


def _decoded_with_losses(body: bytes, declared: list[str], language: str) -> str:
    """Decode a text that fits no declared encoding: a few bad bytes are forgiven, then a guess."""
    for encoding in dict.fromkeys((*declared, "utf-8")):
        try:
            text = body.decode(encoding, "replace")
        except (UnicodeError, LookupError):
            continue
        # replacement marks count the bytes that do not fit
        bad = text.count("\ufffd")
        forgiven = FORGIVEN_BYTES + len(text) // FORGIVEN_SHARE
        if bad <= forgiven and 2 * bad < len(_BEYOND_ASCII.findall(text)):
            return text
    if is_in_latin_letters(body):
        encoding = latin_encoding(body, language=language)
        if encoding:
            return body.decode(encoding, "replace")
    by_language = _decoded_by_language(body, language)
    if by_language:
        return by_language
    if len(_HIGH_BYTE.findall(body)) <= len(body) // ACCENTED_SHARE:
        return body.decode("windows-1252", "replace")
    by_letters = _decoded_by_letters(body) or cased_script(body)
    if by_letters:
        return by_letters
    # loaded here because few bodies need a guess, and the import takes 60 ms
    from charset_normalizer import from_bytes

    guess = from_bytes(body[:GUESS_BYTES]).best()
    if guess is None:
        return body.decode("windows-1252", "replace")
    text = body.decode(guess.encoding, "replace")
    # kana of this table look like single letters of Korean in a neighbouring one
    if len(_LONE_LETTERS.findall(text)) >= LONE_LETTERS * len(_BEYOND_ASCII.findall(text)):
        return _most_plausible(body, ("euc_jp", guess.encoding))
    return text


LONE_LETTERS = 0.25
"""Share of single letters beyond ASCII from which a text is in another table."""

# Letters of Korean that stand in syllables elsewhere, and half-width kana.
_LONE_LETTERS = re.compile("[\u3131-\u318e\uff61-\uff9f]")


# Letters of Western Europe, its quotation marks and dashes, in Windows-1252.
_WESTERN_BYTES = re.compile(
    "[éèêëàâäáãåçîïíìôöóòõùûüúñæøœßÉÈÊÀÂÄÁÅÇÎÍÔÖÓÙÛÜÚÑÆØŒ«»‘’“”„–—…€£§°¿¡ºª·\u00a0]".encode(
        "windows-1252"
    )
)
_HEBREW_LETTERS = re.compile(rb"[\xe0-\xfa]")
# Five letters have a form for the end of a word, so none of these stands before a letter.
_HEBREW_FINAL_WITHIN = re.compile(rb"[\xea\xed\xef\xf3\xf5][\xe0-\xfa]")


def _decoded_by_letters(body: bytes) -> str:
    """Decode a text whose bytes beyond ASCII are those of one alphabet alone; "" for another."""
    high = len(_HIGH_BYTE.findall(body))
    if len(_HEBREW_LETTERS.findall(body)) == high and not _HEBREW_FINAL_WITHIN.search(body):
        return body.decode("windows-1255", "replace")
    if _may_be_western(body) and len(_WESTERN_BYTES.findall(body)) == high:
        return body.decode("windows-1252", "replace")
    return ""


# The usual encoding of each language before UTF-8.
_ENCODINGS_OF_LANGUAGES = {
    "windows-1250": "pl cs sk hu ro hr sl bs sq",
    "windows-1251": "ru uk bg sr mk be",
    "windows-1252": "en fr de es it pt nl sv da no nb nn fi is ga ca gl id ms sw",
    "windows-1253": "el",
    "windows-1254": "tr az",
    "windows-1255": "he yi",
    "windows-1256": "ar fa ur",
    "windows-1257": "lt lv et",
    "windows-1258": "vi",
    "cp874": "th",
    # before the table of Windows, which takes nearly any bytes for half-width letters
    "euc_jp": "ja",
    "cp949": "ko",
    "gb18030": "zh",
}

# Older tables of the same scripts, which mean other letters by the same bytes.
_RIVALS = {
    "windows-1251": ("koi8-r", "koi8-u", "iso-8859-5", "cp866"),
    "windows-1256": ("iso-8859-6",),
    "windows-1253": ("iso-8859-7",),
    "windows-1250": ("iso-8859-2",),
    "euc_jp": ("cp932",),
    "gb18030": ("big5hkscs",),
}
_CHINESE = ("gb18030", "big5hkscs")
_COMMON_CHINESE = frozenset("的一是不了在人有我他这中大来上国个到说们为和地出会這來國個說們為會")

_FIRST_GREEK = "\u0370"
"""From here on come the scripts that are not Latin."""

_LANGUAGE_MARK = re.compile(
    rb"<(?:dc:)?language>\s{0,9}([a-zA-Z]{2})\b|\s(?:xml:)?lang\s?=\s?[\"']([a-zA-Z]{2})\b"
)
_LETTER = re.compile(r"[^\W\d_]")


def _language_of(body: bytes) -> str:
    """Return the language that a document names; "" when it names none."""
    mark = _LANGUAGE_MARK.search(body[:_META_BYTES])
    return (mark[1] or mark[2]).decode("ascii").lower() if mark else ""


def _decoded_by_language(body: bytes, language: str) -> str:
    """Decode in the usual encoding of the text's language; "" when its bytes are no such text."""
    encoding = _usual_encoding(language)
    # software names English in feeds of every script
    if not encoding or (encoding in _WESTERN and not _may_be_western(body)):
        return ""
    text = _most_plausible(body, (encoding, *_RIVALS.get(encoding, ())))
    # a wrong table gives marks and boxes where letters should be
    beyond_ascii = _BEYOND_ASCII.findall(text)
    letters = _LETTER.findall("".join(beyond_ascii))
    return text if 2 * len(letters) >= len(beyond_ascii) else ""


def _most_plausible(body: bytes, encodings: tuple[str, ...]) -> str:
    """Return the text in the encoding that gives most small letters of its script; the first wins.

    In a wrong table small letters become capitals, signs, or letters of another script.
    """
    best, most = "", -1
    for encoding in encodings:
        try:
            text = body.decode(encoding)
        except UnicodeError:
            continue
        small = _small_letters(text[:GUESS_BYTES])
        if encoding in _CHINESE:
            # both tables give letters: the frequent ones tell
            small = sum(1 for letter in text[:GUESS_BYTES] if letter in _COMMON_CHINESE)
        if small > most:
            best, most = text, small
    return best


def _small_letters(text: str) -> int:
    """Count letters beyond ASCII that are no capitals, and letters of scripts without capitals."""
    letters = _LETTER.findall("".join(_BEYOND_ASCII.findall(text)))
    # Latin letters among those of another script come from a wrong table
    least = _FIRST_GREEK if max(letters, default="") >= _FIRST_GREEK else ""
    count = 0
    for letter in letters:
        if letter >= least and letter == letter.lower():
            count += 1
    return count


def _usual_encoding(language: str) -> str:
    for encoding, languages in _ENCODINGS_OF_LANGUAGES.items():
        if language and language in languages.split():
            return encoding
    return ""
