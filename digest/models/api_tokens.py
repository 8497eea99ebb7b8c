"""ApiToken: the right of one program to use the API, and the scopes of such rights."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ApiScope(StrEnum):
    """The rights that a token can give."""

    READ = "read"
    """Read newsletters, issues, stories and threads that are free to all."""
    MEMBERS = "members"
    """Read the issues of members' newsletters as well."""
    READERS = "readers"
    """Ask a reader to confirm joining, and set a reader's tier."""
    EVENTS = "events"
    """Report that an address bounced, complained or wants to leave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiToken:
    """A token of the API as it is stored: a hash of its secret, never the secret itself."""

    id: str
    name: str
    secret_hash: str
    scopes: tuple[ApiScope, ...]
    created: datetime
    revoked: datetime | None = None
