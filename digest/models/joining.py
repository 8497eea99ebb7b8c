"""JoinRequest: a wish to join, with its consent; RateLimit: how often is too often."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinRequest:
    """One wish to join newsletters, and the record of its consent.

    `mail_id` is the confirmation mail that asks about it. `wording_version` is a hash of the words
    that the reader agreed to. `moves` is the subscriber who changes to this address, if any, and
    `team` the member who invites it to a seat.
    """

    mail_id: str
    newsletters: tuple[str, ...]
    asked: datetime
    wording: str
    wording_version: str
    page: str
    language: str
    moves: str = ""
    team: str = ""
    confirmed: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLimit:
    """At most `most` of one kind within `window_s` seconds. `key` names the kind and the asker."""

    key: str
    most: int
    window_s: float
