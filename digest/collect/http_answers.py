"""HTTP answers: their statuses in plain words, and their bodies unpacked within a limit."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from itertools import chain

import httpx2

from digest.collect.plaintext import strip_controls
from digest.errors import FetchError

REDIRECTS = frozenset({301, 302, 303, 307, 308})
NOT_MODIFIED = 304

LONGEST_RETRY_S = 7 * 86_400.0
"""A server may ask for a week of patience at most."""

MAX_REASON_CHARS = 60
"""The part of a server's own words that is told."""

_GZIP_MARK = b"\x1f\x8b"
# RFC 1950: the low half of the first byte, and the divisor of the first two.
_ZLIB_METHOD, _ZLIB_CHECK = 8, 31

# How markup and JSON begin, with or without a byte order mark.
_PLAIN_STARTS = (b"", b"<", b"{", b"[", b"\xef", b"\xfe", b"\xff")

# How zlib is told which frame stands around the compressed bytes.
_GZIP_BITS, _ZLIB_BITS, _BARE_BITS = 31, 15, -15

_FRAME_BYTES = 2
_UNPACK_STEP_BYTES = 65_536
_MAX_ENCODING_CHARS = 100
_MEGABYTE = 1_000_000


# ---- the body ---------------------------------------------------------------


def read_answer(url: str, response: httpx2.Response, limit: int) -> tuple[bytes, bool]:
    """Return the body, and whether its end is missing.

    The body is counted after decompression, so that a small bomb cannot grow. A body that does not
    begin as its declared compression is taken as it is. Raises FetchError for a body of more than
    `limit` bytes, and the client's error when the connection breaks before the first byte.
    """
    end = _BodyEnd()
    pieces = _received(response, end)
    # each declared compression is one more layer to unpack
    for encoding in _encodings(response.headers.get("content-encoding", "")):
        pieces = _unpacked(pieces, encoding, end)
    body: list[bytes] = []
    size = 0
    for piece in pieces:
        size += len(piece)
        # counted piece by piece, so that memory never holds more than the limit
        if size > limit:
            raise FetchError(
                f"sent more than {limit / _MEGABYTE:.3g} MB",
                subject=url,
                hint="raise collect.max_feed_bytes if this is meant",
                status=response.status_code,
            )
        body.append(piece)
    return b"".join(body), end.is_missing


@dataclass(slots=True)
class _BodyEnd:
    """Tells whether the end of a body is missing, once its pieces are read."""

    is_missing: bool = False


def _encodings(declared: str) -> list[str]:
    """Return the compressions that were declared, the outermost first; other names mean nothing."""
    names = [name.strip().lower() for name in declared[:_MAX_ENCODING_CHARS].split(",")]
    known = [name for name in names if name in ("gzip", "x-gzip", "deflate")]
    return known[::-1]


def _received(response: httpx2.Response, end: _BodyEnd) -> Iterator[bytes]:
    """Yield the pieces as they come. A body that broke off ends there, marked as cut."""
    received = False
    try:
        for piece in response.iter_raw():
            received = received or bool(piece)
            yield piece
    except httpx2.RemoteProtocolError:
        # the closing chunk or the last bytes never came: a feed keeps its whole entries
        if not received:
            raise
        end.is_missing = True


_MAX_MEMBERS = 1_000
"""A server that packs as it writes makes a member of some kilobytes; more are an attack."""


def _unpacked(pieces: Iterator[bytes], encoding: str, end: _BodyEnd) -> Iterator[bytes]:
    """Yield the unpacked pieces, in steps of bounded size."""
    start = b""
    for piece in pieces:
        start += piece
        # two bytes tell the frame
        if len(start) >= _FRAME_BYTES:
            break
    inflater = _inflater(start, encoding)
    if inflater is None:
        yield start
        yield from pieces
        return
    members = 1
    held = b""
    for piece in chain([start], pieces):
        packed, held = held + piece, b""
        while packed:
            if inflater.eof:
                # the mark of a member may stand in two pieces
                if _GZIP_MARK.startswith(packed):
                    held = packed
                    break
                members += 1
                # a body may be packed in several members, one behind the other (RFC 1952)
                if not packed.startswith(_GZIP_MARK) or members > _MAX_MEMBERS:
                    break
                inflater = zlib.decompressobj(wbits=_GZIP_BITS)
            try:
                unpacked = inflater.decompress(packed, _UNPACK_STEP_BYTES)
            except zlib.error as error:
                raise httpx2.DecodingError(str(error)) from error
            packed = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
            yield unpacked
    if not inflater.eof:
        end.is_missing = True


def _inflater(start: bytes, encoding: str) -> zlib._Decompress | None:
    """Return what unpacks a body that begins so; None for a body that is not packed."""
    if len(start) < _FRAME_BYTES:
        return None
    if start.startswith(_GZIP_MARK):
        return zlib.decompressobj(wbits=_GZIP_BITS)
    if start[0] & 0x0F == _ZLIB_METHOD and int.from_bytes(start[:2]) % _ZLIB_CHECK == 0:
        return zlib.decompressobj(wbits=_ZLIB_BITS)
    is_plain = start.lstrip()[:1] in _PLAIN_STARTS
    if encoding == "deflate" and not is_plain:
        # some servers send "deflate" without the frame that RFC 9110 asks for
        return zlib.decompressobj(wbits=_BARE_BITS)
    return None


# ---- the status -------------------------------------------------------------

# Statuses that say more than their class: the meaning, and the operator's next step.
_MEANINGS: dict[int, tuple[str, str]] = {
    400: ("the server does not understand the request", ""),
    401: ("it wants a password", "ask the publisher for an open feed"),
    402: ("it wants payment", "ask the publisher for an open feed"),
    403: (
        "this server refuses automated readers",
        "set collect.user_agent to a name with your address, or ask the publisher to let it in",
    ),
    404: ("there is no such page", "look for the feed's new address and put it into sources.yaml"),
    406: ("it has no form of this page that we read", ""),
    410: (
        "the publisher took this feed away for good",
        "remove it from sources.yaml, or set enabled: false",
    ),
    429: ("too many requests; it will be asked less often", "raise interval_s of this source"),
    451: ("blocked for legal reasons", ""),
}


def refuse_bad_status(url: str, response: httpx2.Response) -> None:
    """Raise FetchError for a status that brings no body and is not "not modified"."""
    status = response.status_code
    if 200 <= status < 300 or status == NOT_MODIFIED:
        return
    meaning, hint = _meaning(status)
    # a server's own words reach a terminal: they carry no escapes and end soon
    reason = strip_controls(response.reason_phrase)[:MAX_REASON_CHARS]
    raise FetchError(
        f"answered {f'{status} {reason}'.strip()}: {meaning}",
        subject=url,
        hint=hint,
        status=status,
        retry_after_s=retry_after_s(response),
    )


def _meaning(status: int) -> tuple[str, str]:
    if status in _MEANINGS:
        return _MEANINGS[status]
    # a redirect ends here only when it names no place to go
    if status < 400:
        return "a redirect that leads nowhere", ""
    if status < 500:
        return "the server refuses the request", ""
    return "the server is in trouble; it will be asked again later", ""


BODY_HASH_DIGITS = 32
"""128 bits in hexadecimal digits: two bodies never share a hash by chance."""


def hash_of_body(body: bytes) -> str:
    """Return the hash by which the same bytes are known again at the next visit."""
    return sha256(body).hexdigest()[:BODY_HASH_DIGITS]


_MAX_SECONDS_DIGITS = 9


def retry_after_s(response: httpx2.Response) -> float | None:
    """Return the seconds that the server asks to wait, by a number or a date of its own clock."""
    raw = response.headers.get("retry-after", "").strip()
    if raw.isascii() and raw.isdigit():
        return min(float(raw[:_MAX_SECONDS_DIGITS]), LONGEST_RETRY_S)
    until = _http_date(raw)
    if until is None:
        return None
    # a server whose clock is wrong is wrong in both headers
    now = _http_date(response.headers.get("date", "")) or datetime.now(UTC)
    return min(max(0.0, (until - now).total_seconds()), LONGEST_RETRY_S)


def _http_date(raw: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(raw)
    except (ValueError, TypeError, IndexError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
