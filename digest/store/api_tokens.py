"""Tokens of the API: only a hash of each secret is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from digest.models import ApiScope, ApiToken
from digest.store.database import Database
from digest.store.schema import api_tokens


@dataclass(frozen=True, slots=True)
class SqlApiTokens:
    """The tokens of one database. Each method is documented in `protocols.ApiTokens`."""

    database: Database

    def add(self, token: ApiToken) -> None:
        """Store a new token."""
        row = {
            "id": token.id,
            "name": token.name,
            "secret_hash": token.secret_hash,
            "scopes": tuple(scope.value for scope in token.scopes),
            "created": token.created,
            "revoked": token.revoked,
        }
        with self.database.write() as connection:
            connection.execute(insert(api_tokens).values(row))

    def get(self, token_id: str) -> ApiToken | None:
        """Read a token, also a revoked one."""
        query = select(api_tokens).where(api_tokens.c.id == token_id)
        with self.database.read() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        return _token(row)

    def list(self) -> tuple[ApiToken, ...]:
        """List all tokens, oldest first."""
        query = select(api_tokens).order_by(api_tokens.c.created, api_tokens.c.id)
        with self.database.read() as connection:
            return tuple([_token(row) for row in connection.execute(query)])

    def revoke(self, token_id: str, *, now: datetime) -> bool:
        """Revoke a token from now on; tell whether it was valid until now."""
        valid = (api_tokens.c.id == token_id) & api_tokens.c.revoked.is_(None)
        with self.database.write() as connection:
            revoked = connection.execute(update(api_tokens).where(valid).values(revoked=now))
            return revoked.rowcount > 0


def _token(row: Row[Any]) -> ApiToken:
    return ApiToken(
        id=row.id,
        name=row.name,
        secret_hash=row.secret_hash,
        scopes=tuple([ApiScope(scope) for scope in row.scopes]),
        created=row.created,
        revoked=row.revoked,
    )
