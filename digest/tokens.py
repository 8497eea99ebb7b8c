"""Signed links: each names a subscriber, a newsletter, an issue and one purpose."""

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

MAX_TOKEN_CHARS = 600
"""A longer text is no token of ours; it is refused before it is decoded."""

# Parts the ids in a token, so no id may hold it.
_BETWEEN = "\n"


class Purpose(StrEnum):
    """The one thing that a link may do. A token made for one purpose opens nothing else."""

    UNSUBSCRIBE = "u"
    PREFERENCES = "p"
    VIEW = "v"
    CONFIRM = "c"
    FORM = "f"
    OPINION = "o"
    SINCE = "s"
    """Names a newsletter and a day, and no reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """The content of a link. It has no date: an old issue's unsubscribe link must still work."""

    subscriber_id: str
    newsletter_id: str
    issue_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderLinks:
    """The personal addresses in one subscriber's message.

    `one_click` takes the POST of RFC 8058. `confirm` stands in confirmation mails alone. `opinion`
    stands in issues that ask for opinions: the id of a story follows it.
    """

    unsubscribe: str
    one_click: str
    preferences: str
    web_view: str
    confirm: str = ""
    opinion: str = ""


def reader_links(
    publication: Publication,
    key: str | Sequence[str],
    *,
    subscriber_id: str,
    newsletter_id: str,
    issue_id: str,
    confirms: bool = False,
    asks: bool = False,
) -> ReaderLinks:
    """Return the links of one subscriber and issue, the same every time. The first key signs.

    The link that confirms a wish to join is made only with `confirms`, and
    that of opinions with `asks`.

    >>> house = Publication(name="A", public_url="https://a.example", from_address="a@a.example")
    >>> links = reader_links(house, "key", subscriber_id="s", newsletter_id="n", issue_id="n@1")
    >>> links.unsubscribe.startswith("https://a.example/u/")
    True
    """
    signer = _as_keys(key)[0]
    public = publication.base_url
    token = Token(subscriber_id=subscriber_id, newsletter_id=newsletter_id, issue_id=issue_id)
    body = _body(token)
    unsubscribe = f"{public}/u/{_sealed(signer, body, Purpose.UNSUBSCRIBE)}"
    confirm = opinion = ""
    # not for each of a million messages: one seal more is one hash more
    if confirms:
        confirm = f"{public}/c/{_sealed(signer, body, Purpose.CONFIRM)}"
    if asks:
        opinion = f"{public}/o/{_sealed(signer, body, Purpose.OPINION)}"
    return ReaderLinks(
        unsubscribe=unsubscribe,
        one_click=unsubscribe,
        preferences=f"{public}/p/{_sealed(signer, body, Purpose.PREFERENCES)}",
        web_view=f"{public}/v/{_sealed(signer, body, Purpose.VIEW)}",
        confirm=confirm,
        opinion=opinion,
    )


def make_token(key: str | Sequence[str], token: Token, purpose: Purpose) -> str:
    """Seal a token for one purpose. The text is safe in a path without quoting.

    >>> token = Token(subscriber_id="s", newsletter_id="n")
    >>> read_token("key", make_token("key", token, Purpose.VIEW), Purpose.VIEW) == token
    True
    """
    return _sealed(_as_keys(key)[0], _body(token), purpose)


def read_token(key: str | Sequence[str], token: str, purpose: Purpose) -> Token | None:
    """Return the token that one of the keys sealed for that purpose; None for another text.

    Name the new key first and keep the old keys for as long as links of old messages shall work:
    60 days at least.
    """
    raw = _from_text(token)
    if len(raw) <= SEAL_BYTES:
        return None
    body, seal = raw[:-SEAL_BYTES], raw[-SEAL_BYTES:]
    if not _is_sealed_by_one(_as_keys(key), seal, body, purpose):
        return None
    subscriber_id, newsletter_id, issue_id = body.decode("utf-8").split(_BETWEEN)
    if issue_id.startswith("@"):
        issue_id = f"{newsletter_id}{issue_id}"
    return Token(subscriber_id=subscriber_id, newsletter_id=newsletter_id, issue_id=issue_id)


def _is_sealed_by_one(keys: Sequence[str], seal: bytes, body: bytes, purpose: Purpose) -> bool:
    for key in keys:
        if hmac.compare_digest(seal, _seal(key, body, purpose)):
            return True
    return False


def _as_keys(key: str | Sequence[str]) -> tuple[str, ...]:
    keys = (key,) if isinstance(key, str) else tuple(key)
    if not keys or not all(keys):
        raise ValueError("a key to sign links with must not be empty")
    return keys


def _body(token: Token) -> bytes:
    parts = (token.subscriber_id, token.newsletter_id, _short_issue(token))
    text = _BETWEEN.join(parts)
    if text.count(_BETWEEN) != len(parts) - 1:
        raise ValueError("an id in a link must be one line")
    return text.encode()


def _short_issue(token: Token) -> str:
    """Leave out the newsletter, which most issue ids repeat: `security-briefing@2026-11-23`."""
    start = f"{token.newsletter_id}@"
    if token.issue_id.startswith(start):
        return token.issue_id[len(start) - 1 :]
    return token.issue_id


def _sealed(key: str, body: bytes, purpose: Purpose) -> str:
    return _as_text(body + _seal(key, body, purpose))


def _seal(key: str, body: bytes, purpose: Purpose) -> bytes:
    sealed = b"digest-link-" + purpose.value.encode() + b"\0" + body
    # hmac.digest would let other threads run meanwhile, and wait for them: for so few octets that
    # takes longer than the hash
    return hmac.new(key.encode(), sealed, "sha256").digest()[:SEAL_BYTES]


def _as_text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def _from_text(token: str) -> bytes:
    """Return the bytes of a token; none for a text that no token is written as."""
    if not 0 < len(token) <= MAX_TOKEN_CHARS or not token.isascii():
        return b""
    padding = "=" * (-len(token) % 4)
    try:
        raw = base64.b64decode(token + padding, altchars=b"-_", validate=True)
    except binascii.Error:
        return b""
    # one spelling only: spare bits in the last character would make several texts of one token
    return raw if _as_text(raw) == token else b""
