"""`digest subscribers team`: list, give and take away the seats of a member's team."""

from __future__ import annotations

from typing import Annotated

import typer

from digest.cli.state import State
from digest.cli.tables import AsJson, Listing

team_app = typer.Typer(
    help="List, give and take away the seats of a member's team.", no_args_is_help=True
)

Owner = Annotated[str, typer.Argument(metavar="OWNER", help="The address of the member.")]
Seated = Annotated[str, typer.Argument(metavar="ADDRESS", help="The address of the seat.")]

# by the words of `digest.usecases.teams.Invited`
REFUSED = {
    "own": ("this is the member's own address", ""),
    "full": ("all seats are taken", "raise team_seats: in digest.yaml, or remove a seat"),
    "no team": (
        "this reader has no team",
        "team_seats: in digest.yaml opens teams, to active members by their own tier",
    ),
    "limited": ("too many invitations today", "go on tomorrow"),
}


@team_app.command("list")
def list_seats(ctx: typer.Context, owner: Owner, as_json: AsJson = False) -> None:
    """List the seats of a member's team, also those that wait for their confirmation."""
    from digest.usecases import audience

    state: State = ctx.obj
    listing = Listing(("address", "invited", "confirmed"))
    with state.open(needs_config=False) as newsroom:
        member = audience.reader_of(newsroom, owner)
        for seat in newsroom.store.teams.seats(member.id):
            confirmed = ""
            if seat.confirmed:
                confirmed = f"{seat.confirmed:%Y-%m-%d}"
            listing.add(seat.email, f"{seat.invited:%Y-%m-%d}", confirmed)
    listing.print_to(state.console, as_json=as_json)


@team_app.command("add")
def add_seat(ctx: typer.Context, owner: Owner, address: Seated) -> None:
    """Invite an address to a member's team: it reads as a member once it confirms by mail."""
    from digest.errors import UseError
    from digest.usecases import audience, teams

    state: State = ctx.obj
    with state.open() as newsroom:
        member = audience.reader_of(newsroom, owner)
        outcome = teams.invite(
            newsroom, member, address, language=member.language or "en", page="operator: team"
        )
    if outcome in REFUSED:
        what, hint = REFUSED[outcome]
        raise UseError(what, subject=owner, hint=hint)
    state.print(f"{address}: invited to the team of {owner}")


@team_app.command("remove")
def remove_seat(ctx: typer.Context, owner: Owner, address: Seated) -> None:
    """Take a seat away: its reader falls back to the own tier at once."""
    from digest.usecases import audience

    state: State = ctx.obj
    with state.open(needs_config=False) as newsroom:
        member = audience.reader_of(newsroom, owner)
        removed = newsroom.store.teams.remove(member.id, address)
    result = "had no seat"
    if removed:
        result = "has no seat any more"
    state.print(f"{address}: {result} in the team of {owner}")
