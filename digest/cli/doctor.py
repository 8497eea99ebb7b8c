"""`digest doctor`: try the database, the relays and the sender's DNS, and say what to do."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from digest.cli.state import State
from digest.deliver import CheckUp, check_dns, check_mailbox, check_relay
from digest.errors import DigestError
from digest.store import open_store

MARKS = {True: "[green]ok[/green]", False: "[red]trouble[/red]", None: "[yellow]unknown[/yellow]"}


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
            CheckUp(what="relays", ok=False, found="none is configured", advice="add one under deliver: relays:")
        )
    check_ups.append(check_mailbox(config.settings.deliver.bounces))
    if dns:
        check_ups += check_dns(config.settings.publication, config.settings.deliver)
    table = Table("what", "", "found", "what to do")
    for one in check_ups:
        table.add_row(one.what, MARKS[one.ok], one.found, one.advice)
    state.console.print(table)
    if any(one.ok is False for one in check_ups):
        raise typer.Exit(1)


def _database(url: str) -> CheckUp:
    try:
        store = open_store(url)
    except DigestError as error:
        return CheckUp(what="database", ok=False, found=str(error), advice=error.hint)
    store.close()
    where = url if url.startswith("sqlite") else url.split("@")[-1]
    return CheckUp(what="database", ok=True, found=f"opens and is migrated: {where}")
