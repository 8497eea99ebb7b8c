"""Message tokens: name the issue and subscriber of a message, short enough for an address. Pure."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass

from digest.errors import DeliverError

SEAL_BYTES = 8
"""64 bits: a seal cannot be guessed, and the token still fits the 64 octets of a local part."""

_SUBSCRIBER_ID = re.compile(r"[A-Za-z0-9_-]{1,36}")
_TOKEN = re.compile(
    r"(?P<subscriber>[A-Za-z0-9_-]{1,36})\.(?P<seal>[a-z2-7]{13})(?![a-z2-7])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageToken:
    """A token read from an address or a Message-ID. `seal` ties the subscriber to one issue."""

    subscriber_id: str
    seal: str

    def issue_among(self, issue_ids: Iterable[str], *, key: bytes = b"") -> str | None:
        """Return the issue that this token was sealed for; None when it is forged or of another.

        >>> token = find_message_tokens(make_message_token("daily@2026-11-23", "r1"))[0]
        >>> token.issue_among(["daily@2026-11-22", "daily@2026-11-23"])
        'daily@2026-11-23'
        """
        for issue_id in issue_ids:
            if hmac.compare_digest(self.seal, _seal(issue_id, self.subscriber_id, key)):
                return issue_id
        return None


def make_message_token(issue_id: str, subscriber_id: str, *, key: bytes = b"") -> str:
    """Return `<subscriber>.<seal>`, a function of the arguments.

    It has at most 50 characters and is safe in a local part. Raises DeliverError for a subscriber
    id that is not.
    """
    if not _SUBSCRIBER_ID.fullmatch(subscriber_id):
        raise DeliverError(
            "subscriber id cannot stand in an address", hint="ids are at most 36 of A-Z a-z 0-9 _ -"
        )
    return f"{subscriber_id}.{_seal(issue_id, subscriber_id, key)}"


def find_message_tokens(text: str) -> tuple[MessageToken, ...]:
    """Return every token in a text (an address, a Message-ID), in order.

    The case of the seal does not matter.
    """
    tokens: list[MessageToken] = []
    for match in _TOKEN.finditer(text):
        token = MessageToken(subscriber_id=match["subscriber"], seal=match["seal"].lower())
        tokens.append(token)
    return tuple(tokens)


def _seal(issue_id: str, subscriber_id: str, key: bytes) -> str:
    digest = hmac.new(key, f"{issue_id}\0{subscriber_id}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[:SEAL_BYTES]).decode().rstrip("=").lower()
