"""`digest tokens`: a token is shown once, listed without its secret, and revoked."""

from __future__ import annotations

import json

from command_room import Room

from digest.cli.tokens import Scope
from digest.errors import UseError
from digest.models import ApiScope


def test_a_token_is_shown_once_and_revoked(room: Room) -> None:
    made = room.run("tokens", "add", "Website", "--scope", "read", "--scope", "readers")
    assert made.exception is None, made.output
    text = next(line for line in made.output.splitlines() if line.startswith("digest_"))
    _, token_id, secret = text.split("_")
    listed = room.run("tokens", "list", "--json")
    (token,) = json.loads(listed.output)
    assert (token["id"], token["name"], token["scopes"]) == (token_id, "Website", "read readers")
    assert secret not in listed.output
    assert "is revoked" in room.run("tokens", "revoke", token_id).output
    (token,) = json.loads(room.run("tokens", "list", "--json").output)
    assert token["revoked"]
    assert isinstance(room.run("tokens", "revoke", "0").exception, UseError)


def test_the_command_knows_every_scope() -> None:
    assert [*Scope] == [scope.value for scope in ApiScope]
