"""The MIME body of an issue in pieces: octets that all copies share, and slots between. Pure."""

from __future__ import annotations

import base64
import binascii
import hashlib
import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from digest.errors import DeliverError
from digest.models import InlineImage, Issue, Slot

BOUNDARY_CHARS = 24
"""Hexadecimal digits of a boundary: 96 bits, so no text of an issue contains it by chance."""

_SLOTS = re.compile("|".join(re.escape(slot.value) for slot in Slot))
_CONTENT_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+")
_CONTENT_ID = re.compile(r"[\w.@+-]+")


@dataclass(frozen=True, slots=True)
class SlotPiece:
    """A place in the body for a value of the subscriber; `in_html` tells how it is escaped."""

    slot: Slot
    in_html: bool

    def filled(self, value: str) -> bytes:
        """Return the encoded value."""
        if self.in_html:
            value = html.escape(value)
        return _quoted(value)


Piece = bytes | SlotPiece


def mime_body(issue: Issue) -> tuple[str, tuple[Piece, ...]]:
    """Return the Content-Type of the message, and its body in pieces.

    The boundaries contain "=_", which occurs in no quoted-printable or base64 text.
    """
    seed = f"{issue.id}\0{issue.content_hash}".encode()
    mark = hashlib.sha256(seed).hexdigest()[:BOUNDARY_CHARS]
    outer, inner = f"=_alt_{mark}", f"=_rel_{mark}"
    page = [
        _part_head("text/html; charset=utf-8", "quoted-printable"),
        *_quoted_pieces(issue.html, in_html=True),
    ]
    # pictures belong to the HTML part: multipart/related inside multipart/alternative
    if issue.images:
        page = _related(page, issue.images, inner)
    pieces: list[Piece] = [
        f"--{outer}\r\n".encode(),
        # the text comes first: clients show the last part that they can (RFC 2046, section 5.1.4)
        _part_head("text/plain; charset=utf-8", "quoted-printable"),
        *_quoted_pieces(issue.text, in_html=False),
        f"\r\n--{outer}\r\n".encode(),
        *page,
        f"\r\n--{outer}--\r\n".encode(),
    ]
    return f'multipart/alternative; boundary="{outer}"', _joined(pieces)


def text_body(issue: Issue) -> tuple[str, tuple[Piece, ...]]:
    """Return the Content-Type and body of a message that holds the plain text alone."""
    pieces = _quoted_pieces(issue.text.rstrip() + "\n", in_html=False)
    # a signature counts no empty line at the end: behind a slot the line has ended already
    if pieces[-1] == b"\r\n":
        pieces.pop()
    return "text/plain; charset=utf-8", _joined(pieces)


def has_dot_line(piece: Piece) -> bool:
    """Return True when a line of a piece begins with a dot; each piece starts a line."""
    return isinstance(piece, bytes) and (piece.startswith(b".") or b"\n." in piece)


def _related(page: Sequence[Piece], images: Sequence[InlineImage], boundary: str) -> list[Piece]:
    content_type = f'multipart/related; boundary="{boundary}"; type="text/html"'
    pieces: list[Piece] = [
        f"Content-Type: {content_type}\r\n\r\n--{boundary}\r\n".encode(),
        # the page first: it is the root that shows the pictures (RFC 2387)
        *page,
    ]
    for image in images:
        pieces += [f"\r\n--{boundary}\r\n".encode(), *_image_part(image)]
    pieces.append(f"\r\n--{boundary}--\r\n".encode())
    return pieces


def _image_part(image: InlineImage) -> tuple[bytes, bytes, bytes]:
    has_usable_type = _CONTENT_TYPE.fullmatch(image.content_type) is not None
    if not has_usable_type or not _CONTENT_ID.fullmatch(image.cid):
        raise DeliverError(
            "picture cannot be embedded", subject=ascii(image.cid), hint="check its type and cid"
        )
    head = f"Content-ID: <{image.cid}>\r\nContent-Disposition: inline\r\n".encode()
    # encodebytes breaks lines at 76 characters, as RFC 2045 demands
    content = base64.encodebytes(image.content).replace(b"\n", b"\r\n")
    return head, _part_head(image.content_type, "base64"), content


def _part_head(content_type: str, encoding: str) -> bytes:
    head = f"Content-Type: {content_type}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    return head.encode()


def _quoted_pieces(text: str, *, in_html: bool) -> list[Piece]:
    """Return the text as quoted-printable, cut at its slots.

    Each side of a slot ends in a soft break, so a value of any length can stand between without
    moving a line.
    """
    pieces: list[Piece] = []
    start = 0
    for match in _SLOTS.finditer(text):
        pieces += [_quoted(text[start : match.start()]), SlotPiece(Slot(match[0]), in_html)]
        start = match.end()
    # no soft break behind the last piece: it would join the boundary
    pieces.append(_quoted(text[start:], soft_break=False))
    return pieces


def _quoted(text: str, *, soft_break: bool = True) -> bytes:
    """Return quoted-printable lines of at most 76 octets.

    With `soft_break` the next piece starts a line of its own.
    """
    octets = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace")
    if not soft_break or not octets or octets.endswith(b"\n"):
        return _quoted_printable(octets)
    # one octet more, taken off again, keeps room for the "=" on the last line
    encoded = _quoted_printable(octets + b"x")[:-1]
    if encoded.endswith(b"=\r\n"):
        return encoded
    return encoded + b"=\r\n"


def _quoted_printable(octets: bytes) -> bytes:
    return binascii.b2a_qp(octets, istext=True).replace(b"\n", b"\r\n")


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the same pieces with neighbouring octets joined."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if isinstance(piece, bytes) and isinstance(last, bytes):
            # fewer pieces: each message of a million is joined from them
            joined[-1] = last + piece
        else:
            joined.append(piece)
    return tuple(joined)
