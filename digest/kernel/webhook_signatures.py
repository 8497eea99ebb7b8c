"""Signatures of webhooks, as the Standard Webhooks say: made for posts of ours, judged of others'.

Pure. A signature covers the id, the time and the body of a post.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime, timedelta

VERSION = "v1"
"""The symmetric signature of the standard: HMAC-SHA256."""

OLDEST = timedelta(minutes=5)
"""A post whose time is further away, before or after, may be a recording that is played again."""

MOST_SIGNATURES = 10
"""While secrets are replaced a post has two; a header with hundreds would cost time."""

LONGEST_ID = 256
LONGEST_TIME = 12
"""Digits of a Unix time that a clock can show."""


def sign(key: bytes, post_id: str, timestamp: str, body: bytes) -> str:
    """Return the signature of a post under one key, as it stands in its header.

    >>> sign(b"key", "msg_1", "1700000000", b"{}")[:3]
    'v1,'
    """
    content = f"{post_id}.{timestamp}.".encode() + body
    digest = hmac.new(key, content, hashlib.sha256).digest()
    return f"{VERSION},{base64.b64encode(digest).decode()}"


def proof_fault(
    keys: Iterable[bytes],
    *,
    post_id: str,
    timestamp: str,
    signatures: str,
    body: bytes,
    now: datetime,
) -> str:
    """Return what is wrong with the proof of a post, or "" for a genuine one of these minutes."""
    if not post_id or len(post_id) > LONGEST_ID or not post_id.isprintable():
        return "it has no webhook-id"
    # `isdigit` alone takes digits of other scripts
    if not timestamp.isascii() or not timestamp.isdigit() or len(timestamp) > LONGEST_TIME:
        return "it has no webhook-timestamp"
    if abs(now.timestamp() - int(timestamp)) > OLDEST.total_seconds():
        return "its time is not that of these minutes"
    given = signatures.split()[:MOST_SIGNATURES]
    for key in keys:
        wanted = sign(key, post_id, timestamp, body).encode()
        for signature in given:
            # in constant time: a guess learns nothing from how long an answer takes
            if hmac.compare_digest(signature.encode(), wanted):
                return ""
    return "its signature is of no secret here"
