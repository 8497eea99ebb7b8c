"""`digest bounces`: read what comes back, from a mailbox or a pipe."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from digest.cli.state import State
from digest.cli.tables import table
from digest.errors import DigestError
from digest.models import ReturnKind
from digest.usecases import take_in_bounces as returns

PARTLY_DONE = 3
TRY_AGAIN = 75
"""EX_TEMPFAIL: the mail server that pipes keeps the mail and comes again."""

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

    Hard bounces and complaints close an address, soft ones when they are enough; nothing is deleted. Exit code 3: some
    mails wait for a person, flagged in the mailbox. From a pipe: 0, or 75 for "keep it and try again".
    """
    state: State = ctx.obj
    if mailbox == PIPE:
        _read_pipe(state, to, keep)
        return
    with state.open() as newsroom:
        taken = returns.read_mailbox(newsroom, mailbox)
    found = table("what came back", "count")
    for kind in ReturnKind:
        count = taken.counts.get(kind)
        if count:
            found.add_row(kind, str(count))
    if taken.mails:
        state.console.print(found)
    counted = f"mails read: {taken.mails}; addresses closed: {taken.suppressed}; waiting for a person: {taken.kept}"
    state.console.print(counted, markup=False)
    if taken.kept:
        raise typer.Exit(PARTLY_DONE)


def _read_pipe(state: State, to: str, keep: Path) -> None:
    try:
        with state.open() as newsroom:
            returns.read_mailbox(newsroom, PIPE, envelope_to=to, keep=keep)
    except DigestError as error:
        state.errors.print(f"error: {error}", markup=False, soft_wrap=True)
        raise typer.Exit(TRY_AGAIN) from error
