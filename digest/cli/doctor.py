"""`digest doctor`: try the database, the relays and the sender's DNS, and say what to do."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from digest.cli.state import State
from digest.deliver import CheckUp, check_dns, check_mailbox, check_relay
from digest.errors import DigestError
from digest.store import open_store

MARKS = {
    True: "[green]ok     [/green]",
    False: "[red]trouble[/red]",
    None: "[yellow]unknown[/yellow]",
}


def doctor(
    ctx: typer.Context,
    dns: Annotated[bool, typer.Option(help="Also ask DNS for SPF, MX, DKIM and DMARC.")] = True,
) -> None:
    """Try all that a morning needs: configuration, database, each relay (connect, TLS, login), the mailbox, DNS."""
    state: State = ctx.obj
    config = state.config()
    check_ups = [CheckUp(what="configuration", ok=True, found=f"{state.folder} is valid")]
    check_ups.append(_database(config.settings.storage_url))
    for relay in config.settings.deliver.relays:
        check_ups += check_relay(relay)
    if not config.settings.deliver.relays:
        check_ups.append(
            CheckUp(
                what="relays",
                ok=False,
                found="none is configured",
                advice="add one under deliver: relays:",
            )
        )
    check_ups.append(check_mailbox(config.settings.deliver.bounces))
    if dns:
        check_ups += check_dns(config.settings.publication, config.settings.deliver)
    for one in check_ups:
        _print(state.console, one)
    if any(one.ok is False for one in check_ups):
        raise typer.Exit(1)


def _print(console: Console, one: CheckUp) -> None:
    """A line for what was found and one for what to do, each whole: records are copied out of them."""
    console.print(
        f"{MARKS[one.ok]} {escape(one.what)}: {escape(one.found)}", highlight=False, soft_wrap=True
    )
    if one.advice:
        console.print(f"        → {one.advice}", markup=False, highlight=False, soft_wrap=True)


def _database(url: str) -> CheckUp:
    try:
        store = open_store(url)
    except DigestError as error:
        return CheckUp(what="database", ok=False, found=str(error), advice=error.hint)
    store.close()
    where = url if url.startswith("sqlite") else url.split("@")[-1]
    return CheckUp(what="database", ok=True, found=f"opens and is migrated: {where}")
