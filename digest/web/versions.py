"""Versions: the ETag of an answer, and whether the asker has that version already."""

from __future__ import annotations

from hashlib import sha256

from starlette.requests import Request

ETAG_CHARACTERS = 32
"""Half of a SHA-256: enough to tell two versions of one answer apart."""


def etag_of(body: bytes) -> str:
    """Return the ETag of an answer, in its quotation marks.

    >>> etag_of(b"a") == etag_of(b"a"), len(etag_of(b"a"))
    (True, 34)
    """
    return f'"{sha256(body).hexdigest()[:ETAG_CHARACTERS]}"'


def is_known(request: Request, etag: str) -> bool:
    """Tell whether the asker has this version (RFC 9110 section 13.1.2)."""
    # a proxy may send several ETags, and a weak one for a body that it compressed
    known = [version.strip() for version in request.headers.get("if-none-match", "").split(",")]
    return etag in known or f"W/{etag}" in known
