"""Access to the API: make and check the tokens of other programs.

A token is shown once, when it is made; only a hash of its secret is stored.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Sequence

from digest.errors import UseError
from digest.models import ApiScope, ApiToken
from digest.usecases.newsroom import Newsroom

PREFIX = "digest"
"""Every token begins so: a scanner of published code knows a leaked one by it."""

ID_BYTES = 6
"""48 bits tell the few tokens of a newsroom apart."""

SECRET_BYTES = 32
"""256 bits: no guess comes near, so a plain SHA-256 hides it safely."""

LONGEST_NAME = 80

_TOKEN = re.compile(rf"{PREFIX}_([0-9a-f]{{{2 * ID_BYTES}}})_([0-9a-f]{{{2 * SECRET_BYTES}}})")
_NO_HASH = "0" * 64


def make_api_token(
    newsroom: Newsroom, name: str, scopes: Sequence[ApiScope]
) -> tuple[ApiToken, str]:
    """Make a token; return it as stored, and the text that the program sends.

    Raises UseError for an empty name, and for no scope.
    """
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise UseError(
            "a token needs a name", hint=f"name the program, in {LONGEST_NAME} characters at most"
        )
    if not scopes:
        words = ", ".join(ApiScope)
        raise UseError("a token without a scope opens no door", hint=f"give --scope: {words}")
    token_id, secret = secrets.token_hex(ID_BYTES), secrets.token_hex(SECRET_BYTES)
    # in the order of the enumeration, each once
    given = tuple([scope for scope in ApiScope if scope in scopes])
    token = ApiToken(
        id=token_id,
        name=name,
        secret_hash=_hash_of(secret),
        scopes=given,
        created=newsroom.clock(),
    )
    newsroom.store.api_tokens.add(token)
    return token, f"{PREFIX}_{token_id}_{secret}"


def revoke_api_token(newsroom: Newsroom, token_id: str) -> bool:
    """Revoke a token; tell whether it was valid. Raises UseError when there is no such token."""
    if newsroom.store.api_tokens.get(token_id) is None:
        raise UseError("no such token", subject=token_id, hint="list them: digest tokens list")
    return newsroom.store.api_tokens.revoke(token_id, now=newsroom.clock())


def valid_api_token(newsroom: Newsroom, text: str) -> ApiToken | None:
    """Return the token that a program sent; None for any text that is no valid token."""
    match = _TOKEN.fullmatch(text)
    if match is None:
        return None
    token = newsroom.store.api_tokens.get(match[1])
    known = _NO_HASH if token is None else token.secret_hash
    # in constant time, and also for an unknown id: the time tells no part of a secret
    is_right = hmac.compare_digest(_hash_of(match[2]), known)
    if token is None or not is_right or token.revoked is not None:
        return None
    return token


def _hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
