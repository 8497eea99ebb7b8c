"""Text out of mail that follows no rule: headers, notices, addresses, whatever their bytes."""

from __future__ import annotations

import email
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message as Mail

from digest.kernel.decoding import decode_declared

MAX_MAIL_BYTES = 128 * 1024
"""A report stands at the beginning of a mail; the copy of the message behind it may be cut."""

MAX_LINE_BYTES = 2000
"""RFC 5322 allows 998 octets a line. Longer lines are cut, so that no pattern meets a huge one."""

MAX_LINES = 4000
"""A report and its notice stand in the first hundred lines."""

MAX_HEADER_CHARS = 2000
MAX_NOTICE_CHARS = 4000
MAX_NOTICE_PARTS = 2
"""A notice is one text, perhaps with an HTML twin; further texts belong to a copy."""

COPY_TYPES = ("message/rfc822", "text/rfc822-headers", "message/rfc822-headers")
"""Content types of the message that came back, or of its headers."""

# A line that announces the copy of the message that came back.
_COPY_BELOW = re.compile(
    r"^.{0,10}(?:-{2}-{0,80}+.{0,10}(?:below this line|original message|unsent message"
    r"|this is a copy|returned message|forwarded)"
    r"|original message follows|message headers? follow|the header(?: of| and)"
    r"|received: (?:from|by)|message header:"
    r"|(?:your )?(?:original )?message (?:follows|reads))",
    re.IGNORECASE | re.MULTILINE,
)

_TAG = re.compile(r"<[a-zA-Z/!][^<>@]{0,200}>")
_MESSAGE_ID = re.compile(
    r"^[ \t>]{0,8}Message-ID:\s{0,8}(<[^<>\s]{1,998}>)", re.IGNORECASE | re.MULTILINE
)
_ADDRESS = re.compile(r"(?<![^\s<>;,\"():])[^\s<>;,\"():@]{1,64}@[^\s<>;,\"()@]{1,255}")


def parse_mail(raw: bytes) -> Mail:
    """Parse a mail after a cut to bounded size and bounded lines."""
    lines: list[bytes] = []
    for line in raw[:MAX_MAIL_BYTES].splitlines(keepends=True)[:MAX_LINES]:
        if len(line) > MAX_LINE_BYTES:
            line = line[:MAX_LINE_BYTES] + b"\r\n"
        lines.append(line)
    # as Latin-1 text: parsed as bytes, odd octets would make headers that are no text
    return email.message_from_string(b"".join(lines).decode("latin-1"))


def parts_below(mail: Mail) -> Iterator[Mail]:
    """Yield all parts of a mail but the mail itself."""
    parts = mail.walk()
    next(parts)
    yield from parts


def header_text(mail: Mail, name: str) -> str:
    """Return a header as plain text, "" when it is missing, whatever bytes stand in it."""
    text = str(mail.get(name, ""))[:MAX_HEADER_CHARS]
    # the header as it stood in the bytes: raw UTF-8, or else Latin-1
    with suppress(UnicodeError):
        text = text.encode("latin-1").decode()
    # the bytes are decoded by now: in Latin-1 two would be blanks
    return " ".join(text.split())


def subject_text(mail: Mail) -> str:
    """Return the subject with its RFC 2047 words decoded."""
    subject = header_text(mail, "Subject")
    try:
        return str(make_header(decode_header(subject)))
    except (HeaderParseError, LookupError, ValueError):
        return subject


def payload_text(part: Mail) -> str:
    """Return the text of a part, or the parts inside it as they came."""
    payload = part.get_payload(decode=True)
    if isinstance(payload, bytes):
        return decode_declared(payload, part.get_content_charset("utf-8"))
    inner = part.get_payload()
    # a part of several parts: their texts one below the other
    if isinstance(inner, list):
        return "\n".join(_as_text(part) for part in inner)
    return str(inner)


def notice_text(mail: Mail) -> str:
    """Return the notice: the text parts of a mail without the copy of the message below.

    At most MAX_NOTICE_CHARS, and without HTML tags.
    """
    text = whole_text(mail)
    # from the second character on: a notice that is all copy stays
    below = _COPY_BELOW.search(text, 1)
    if below:
        text = text[: below.start()]
    return text[:MAX_NOTICE_CHARS]


def whole_text(mail: Mail) -> str:
    """Return the notice with a copy of the message that stands in the same text below."""
    texts: list[str] = []
    for part in mail.walk():
        if part.get_content_type() in ("message/rfc822", "text/rfc822-headers"):
            break
        lost_its_parts = part.get_content_maintype() == "multipart" and not part.is_multipart()
        if part.get_content_maintype() == "text" or lost_its_parts:
            texts.append(payload_text(part)[: 4 * MAX_NOTICE_CHARS])
        # a text behind these is an attachment, or a copy without its type
        if len(texts) == MAX_NOTICE_PARTS:
            break
    return _TAG.sub(" ", "\n".join(texts))


def returned_message_id(mail: Mail) -> str:
    """Return the Message-ID of the message that came back, from its copy or headers; or ""."""
    for part in parts_below(mail):
        if part.get_content_type() in COPY_TYPES:
            match = _MESSAGE_ID.search(payload_text(part))
            if match:
                return match[1]
    # in a report a Message-ID outside the returned copy is that of the report
    if mail.is_multipart():
        return ""
    match = _MESSAGE_ID.search(notice_text(mail))
    if match:
        return match[1]
    return ""


def returned_from_address(mail: Mail) -> str:
    """Return the From address of the message that came back, or "" without a copy."""
    for part in parts_below(mail):
        if part.get_content_type() in COPY_TYPES:
            headers = email.message_from_string(payload_text(part)[:MAX_MAIL_BYTES])
            return find_address(header_text(headers, "From"))
    return ""


def find_address(field: str) -> str:
    """Return the first address of a field, without invisible characters; "" when it has none.

    >>> find_address("rfc822; <lina@mail.example>")
    'lina@mail.example'
    """
    match = _ADDRESS.search(without_invisible(field))
    if match:
        return match[0]
    return ""


def without_invisible(text: str) -> str:
    """Return a text without zero-width and direction marks.

    >>> without_invisible("lina\\u200b@mail\\u200f.example")
    'lina@mail.example'
    """
    if text.isascii():
        return text
    return "".join(character for character in text if unicodedata.category(character) != "Cf")


def _as_text(part: Mail | str) -> str:
    """Return headers and text as they came; `str(part)` would stumble over odd charsets."""
    if isinstance(part, str):
        return part
    lines = [f"{name}: {value}" for name, value in part.items()]
    return "\n".join([*lines, "", payload_text(part)])
