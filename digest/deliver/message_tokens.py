"""Tickets: which (issue, subscriber) a message is, as a word short enough for an address. Pure."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass

from digest.errors import DeliverError

_SUBSCRIBER = re.compile(r"[A-Za-z0-9_-]{1,36}")
_TICKET = re.compile(
    r"(?P<subscriber>[A-Za-z0-9_-]{1,36})\.(?P<seal>[a-z2-7]{13})(?![a-z2-7])", re.IGNORECASE
)
SEAL_BYTES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """A ticket read back from an address or a Message-ID. `seal` ties it to one issue."""

    subscriber_id: str
    seal: str

    def issue_among(self, issue_ids: Iterable[str], *, key: bytes = b"") -> str | None:
        """The issue this ticket was sealed for, if it is one of these; a forged ticket fits none."""
        for issue_id in issue_ids:
            if hmac.compare_digest(self.seal, _seal(issue_id, self.subscriber_id, key)):
                return issue_id
        return None


def ticket(issue_id: str, subscriber_id: str, *, key: bytes = b"") -> str:
    """`<subscriber>.<seal>`, a function of its arguments: at most 50 characters, safe in a local part."""
    if not _SUBSCRIBER.fullmatch(subscriber_id):
        raise DeliverError(
            "subscriber id cannot stand in an address", hint="ids are at most 36 of A-Z a-z 0-9 _ -"
        )
    return f"{subscriber_id}.{_seal(issue_id, subscriber_id, key)}"


def find_tickets(text: str) -> tuple[Ticket, ...]:
    """Every ticket that a text (an address, a Message-ID) carries, in order. Case of the seal does not matter."""
    return tuple(
        Ticket(subscriber_id=found["subscriber"], seal=found["seal"].lower())
        for found in _TICKET.finditer(text)
    )


def _seal(issue_id: str, subscriber_id: str, key: bytes) -> str:
    digest = hmac.new(key, f"{issue_id}\0{subscriber_id}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[:SEAL_BYTES]).decode().rstrip("=").lower()
