"""`digest bounces`: read bounces and complaints from a mailbox or a pipe."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from digest.cli.state import State
from digest.cli.tables import Listing
from digest.errors import DigestError
from digest.models import ReturnKind

PARTLY_DONE = 3
TRY_AGAIN = 75
"""EX_TEMPFAIL: the mail server that pipes the mail keeps it and tries again."""

PIPE = "-"


def bounces(
    ctx: typer.Context,
    mailbox: Annotated[
        str,
        typer.Argument(
            help="maildir:PATH, mbox:PATH, imaps://user@host/FOLDER, or - for one mail on stdin."
        ),
    ] = "",
    to: Annotated[
        str, typer.Option(metavar="ADDRESS", help="The address a piped mail came to.")
    ] = "",
    keep: Annotated[
        Path,
        typer.Option(metavar="MAILDIR", help="Where a piped mail goes that is not understood."),
    ] = Path("var/returned"),
) -> None:
    """Read bounces, complaints and unsubscribe mails; without MAILBOX from the one in digest.yaml.

    A hard bounce or a complaint closes an address, and soft bounces do when they are enough; no
    mail is deleted. Exit code 3: some mails wait for a person, flagged in the mailbox. From a pipe:
    0, or 75 for "keep it and try again".
    """
    from digest.usecases.take_in_bounces import read_mailbox

    state: State = ctx.obj
    # a mail server pipes one mail and reads nothing but the exit code
    if mailbox == PIPE:
        _read_pipe(state, to, keep)
        return
    with state.open() as newsroom:
        taken = read_mailbox(newsroom, mailbox)
    listing = Listing(("what came back", "count"))
    for kind in ReturnKind:
        count = taken.counts.get(kind)
        # kinds that did not occur would only hide those that did
        if count:
            listing.add(kind, str(count))
    if taken.mails:
        listing.print_to(state.console)
    for alarm in taken.alarms:
        state.say(f"  alarm: {alarm}; no address was closed")
    state.print(
        f"mails read: {taken.mails}; addresses closed: {taken.suppressed}; "
        f"waiting for a person: {taken.kept}"
    )
    # the others are taken in and stay so
    if taken.kept:
        raise typer.Exit(PARTLY_DONE)


def _read_pipe(state: State, to: str, keep: Path) -> None:
    from digest.usecases.take_in_bounces import read_mailbox

    try:
        with state.open() as newsroom:
            read_mailbox(newsroom, PIPE, envelope_to=to, keep=keep)
    # the mail server keeps the mail: no bounce is lost while the database is away
    except DigestError as error:
        state.warn(f"error: {error}")
        raise typer.Exit(TRY_AGAIN) from error
