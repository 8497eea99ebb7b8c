"""Signed links: each names a reader, a newsletter, an issue and one purpose, and hides the address."""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from digest.models import Publication

SEAL_BYTES = 15
"""120 bits of HMAC-SHA256: beyond guessing, and twenty characters in a link."""

MAX_TOKEN = 600

_BETWEEN = "\n"


class Purpose(StrEnum):
    """What a link may do. A token made for one purpose is worth nothing for another."""

    UNSUBSCRIBE = "u"
    PREFERENCES = "p"
    VIEW = "v"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What a link says. It has no date: an old issue's unsubscribe link must still work."""

    subscriber_id: str
    newsletter_id: str
    issue_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderLinks:
    """The personal addresses in one reader's message. `one_click` takes the POST of RFC 8058."""

    unsubscribe: str
    one_click: str
    preferences: str
    web_view: str


def reader_links(
    publication: Publication,
    key: str | Sequence[str],
    *,
    subscriber_id: str,
    newsletter_id: str,
    issue_id: str,
) -> ReaderLinks:
    """The links of one reader of one issue, the same every time. The first of several keys signs."""
    signer = _as_keys(key)[0]
    public = publication.public_url.rstrip("/")
    token = Token(subscriber_id=subscriber_id, newsletter_id=newsletter_id, issue_id=issue_id)
    body = _body(token)
    unsubscribe = f"{public}/u/{_sealed(signer, body, Purpose.UNSUBSCRIBE)}"
    return ReaderLinks(
        unsubscribe=unsubscribe,
        one_click=unsubscribe,
        preferences=f"{public}/p/{_sealed(signer, body, Purpose.PREFERENCES)}",
        web_view=f"{public}/v/{_sealed(signer, body, Purpose.VIEW)}",
    )


def make_token(key: str | Sequence[str], token: Token, purpose: Purpose) -> str:
    """Seal a token for one purpose; safe in a path without quoting."""
    return _sealed(_as_keys(key)[0], _body(token), purpose)


def read_token(key: str | Sequence[str], token: str, purpose: Purpose) -> Token | None:
    """The token, when one of the keys sealed it for that purpose; None for anything else, however malformed.

    Name the new key first and keep the old ones for as long as links of old messages shall work: 60 days at least.
    """
    raw = _from_text(token)
    if len(raw) <= SEAL_BYTES:
        return None
    body, seal = raw[:-SEAL_BYTES], raw[-SEAL_BYTES:]
    if not any(hmac.compare_digest(seal, _seal(one, body, purpose)) for one in _as_keys(key)):
        return None
    subscriber_id, newsletter_id, issue_id = body.decode("utf-8").split(_BETWEEN)
    full = f"{newsletter_id}{issue_id}" if issue_id.startswith("@") else issue_id
    return Token(subscriber_id=subscriber_id, newsletter_id=newsletter_id, issue_id=full)


def _as_keys(key: str | Sequence[str]) -> tuple[str, ...]:
    keys = (key,) if isinstance(key, str) else tuple(key)
    if not keys or not all(keys):
        raise ValueError("a key to sign links with must not be empty")
    return keys


def _body(token: Token) -> bytes:
    parts = (token.subscriber_id, token.newsletter_id, _short_issue(token))
    if any(_BETWEEN in part for part in parts):
        raise ValueError("an id in a link must be one line")
    return _BETWEEN.join(parts).encode()


def _short_issue(token: Token) -> str:
    """Most issue ids repeat the newsletter's: `security-briefing@2026-11-23` is written `@2026-11-23`."""
    start = f"{token.newsletter_id}@"
    return token.issue_id[len(start) - 1 :] if token.issue_id.startswith(start) else token.issue_id


def _sealed(key: str, body: bytes, purpose: Purpose) -> str:
    return base64.urlsafe_b64encode(body + _seal(key, body, purpose)).rstrip(b"=").decode("ascii")


def _seal(key: str, body: bytes, purpose: Purpose) -> bytes:
    sealed = b"digest-link-" + purpose.value.encode() + b"\0" + body
    # hmac.digest would let other threads run meanwhile, and wait for them: for so few octets that takes longer
    return hmac.new(key.encode(), sealed, "sha256").digest()[:SEAL_BYTES]


def _from_text(token: str) -> bytes:
    if not 0 < len(token) <= MAX_TOKEN or not token.isascii():
        return b""
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except binascii.Error:
        return b""
    # one spelling only: spare bits in the last character would make several texts of one token
    return raw if base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii") == token else b""
