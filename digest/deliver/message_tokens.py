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
    r"(?P<subscriber>[A-Za-z0-9_-]{1,36})(?:=(?P<capitals>[a-z2-7]{1,8}))?"
    r"\.(?P<seal>[a-z2-7]{13})(?![a-z2-7])",
    re.IGNORECASE,
)

_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
_BITS_A_DIGIT = 5


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
            # compared in constant time: the duration must not tell how much of a guess was right
            if hmac.compare_digest(self.seal, _seal(issue_id, self.subscriber_id, key)):
                return issue_id
        return None


def make_message_token(issue_id: str, subscriber_id: str, *, key: bytes = b"") -> str:
    """Return `<subscriber>.<seal>`, or `<subscriber>=<capitals>.<seal>`.

    The token is a function of the arguments. It has at most 59 characters and is safe in a local
    part. Some servers return addresses in lower case; so the subscriber id is written in lower
    case, and `capitals` tells which letters are capitals. Raises DeliverError for a subscriber id
    that cannot stand in an address.

    >>> make_message_token("daily@2026-11-23", "r1")
    'r1.dbe3uoo6gcxua'
    """
    if not _SUBSCRIBER_ID.fullmatch(subscriber_id):
        raise DeliverError(
            "subscriber id cannot stand in an address", hint="ids are at most 36 of A-Z a-z 0-9 _ -"
        )
    name = subscriber_id.lower()
    # mail servers fold case, so capitals are written apart
    if name != subscriber_id:
        # `=` stands in no subscriber id, so the two parts come apart again
        name += f"={_capitals(subscriber_id)}"
    return f"{name}.{_seal(issue_id, subscriber_id, key)}"


def find_message_tokens(text: str) -> tuple[MessageToken, ...]:
    """Return every token in a text (an address, a Message-ID), in order.

    The case of the seal does not matter.
    """
    tokens: list[MessageToken] = []
    for match in _TOKEN.finditer(text):
        subscriber_id = match["subscriber"]
        if match["capitals"]:
            subscriber_id = _with_capitals(subscriber_id.lower(), match["capitals"].lower())
        tokens.append(MessageToken(subscriber_id=subscriber_id, seal=match["seal"].lower()))
    return tuple(tokens)


def _capitals(subscriber_id: str) -> str:
    """Return one bit a character, 1 for a capital, as base32 digits."""
    digits: list[str] = []
    for start in range(0, len(subscriber_id), _BITS_A_DIGIT):
        number = 0
        for place, character in enumerate(subscriber_id[start : start + _BITS_A_DIGIT]):
            if character.isupper():
                # five letters make one digit of base 32
                number |= 1 << place
        digits.append(_BASE32[number])
    return "".join(digits)


def _with_capitals(name: str, capitals: str) -> str:
    characters: list[str] = []
    for place, character in enumerate(name):
        digit, bit = divmod(place, _BITS_A_DIGIT)
        if digit < len(capitals) and _BASE32.index(capitals[digit]) >> bit & 1:
            character = character.upper()
        characters.append(character)
    return "".join(characters)


def _seal(issue_id: str, subscriber_id: str, key: bytes) -> str:
    # a zero byte stands in no id: two pairs cannot run together into one text
    digest = hmac.new(key, f"{issue_id}\0{subscriber_id}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[:SEAL_BYTES]).decode().rstrip("=").lower()
