"""The seam of stored rights of other programs."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from digest.models import ApiToken


class ApiTokens(Protocol):
    """Tokens of the API, each with a hash of its secret."""

    def add(self, token: ApiToken) -> None:
        """Store a new token."""
        ...

    def get(self, token_id: str) -> ApiToken | None:
        """Read a token, also a revoked one."""
        ...

    def list(self) -> tuple[ApiToken, ...]:
        """List all tokens, oldest first, also revoked ones."""
        ...

    def revoke(self, token_id: str, *, now: datetime) -> bool:
        """Revoke a token from now on; tell whether it was valid until now."""
        ...
