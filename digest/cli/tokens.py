"""`digest tokens`: make, list and revoke the tokens of programs that use the API."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from digest.cli.state import State
from digest.cli.tables import AsJson, Listing

tokens_app = typer.Typer(
    name="tokens", help="Tokens of programs that use the API.", no_args_is_help=True
)


class Scope(StrEnum):
    """The words are those of `digest.models.ApiScope`."""

    READ = "read"
    MEMBERS = "members"
    READERS = "readers"
    EVENTS = "events"


@tokens_app.command("add")
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="The program that will use the token.")],
    scope: Annotated[
        list[Scope],
        typer.Option(
            help="read: the archive; members: also members' issues; readers: add a reader and set "
            "tiers; events: report bounces, complaints and leaving. May be given again."
        ),
    ],
) -> None:
    """Make a token and print it, once: only a hash of its secret is stored."""
    from digest.models import ApiScope
    from digest.usecases.api_access import make_api_token

    state: State = ctx.obj
    with state.open() as newsroom:
        scopes = [ApiScope(chosen.value) for chosen in scope]
        token, text = make_api_token(newsroom, name, scopes)
        state.print(text)
        state.say(
            f"token {token.id} is shown this once; revoke it: digest tokens revoke {token.id}"
        )
        if not newsroom.config.settings.api.enabled:
            state.say("the API is off: set api: enabled: true in digest.yaml")


@tokens_app.command("list")
def list_tokens(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List all tokens with their scopes, also revoked ones; never a secret."""
    state: State = ctx.obj
    listing = Listing(("id", "name", "scopes", "created", "revoked"), unbroken=1)
    with state.open() as newsroom:
        for token in newsroom.store.api_tokens.list():
            revoked = ""
            if token.revoked:
                revoked = f"{token.revoked:%Y-%m-%d %H:%M}"
            created = f"{token.created:%Y-%m-%d %H:%M}"
            listing.add(token.id, token.name, " ".join(token.scopes), created, revoked)
    listing.print_to(state.console, as_json=as_json)


@tokens_app.command("revoke")
def revoke(
    ctx: typer.Context,
    token_id: Annotated[
        str, typer.Argument(metavar="TOKEN", help="The id of the token, as `tokens list` shows it.")
    ],
) -> None:
    """Revoke a token: its next request is refused."""
    from digest.usecases.api_access import revoke_api_token

    state: State = ctx.obj
    with state.open() as newsroom:
        if revoke_api_token(newsroom, token_id):
            state.say(f"token {token_id} is revoked")
        else:
            state.say(f"token {token_id} was revoked before")
