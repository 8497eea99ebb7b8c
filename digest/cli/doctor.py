"""`digest doctor`: try the database, the relays and the sender's DNS, and say what to do."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from digest.cli.state import State
from digest.deliver import check_dns, check_mailbox, check_relay
from digest.errors import DigestError
from digest.models import CheckResult
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
    results = [CheckResult(subject="configuration", ok=True, finding=f"{state.folder} is valid")]
    results.append(_database(config.settings.storage_url))
    for relay in config.settings.deliver.relays:
        results += check_relay(relay)
    if not config.settings.deliver.relays:
        results.append(
            CheckResult(
                subject="relays",
                ok=False,
                finding="none is configured",
                advice="add one under deliver: relays:",
            )
        )
    results.append(check_mailbox(config.settings.deliver.bounces))
    if dns:
        results += check_dns(config.settings.publication, config.settings.deliver)
    for result in results:
        _print(state.console, result)
    if any(result.ok is False for result in results):
        raise typer.Exit(1)


def _print(console: Console, result: CheckResult) -> None:
    """A line for what was found and one for what to do, each whole: records are copied out of them."""
    console.print(
        f"{MARKS[result.ok]} {escape(result.subject)}: {escape(result.finding)}",
        highlight=False,
        soft_wrap=True,
    )
    if result.advice:
        console.print(f"        → {result.advice}", markup=False, highlight=False, soft_wrap=True)


def _database(url: str) -> CheckResult:
    try:
        store = open_store(url)
    except DigestError as error:
        return CheckResult(subject="database", ok=False, finding=str(error), advice=error.hint)
    store.close()
    where = url if url.startswith("sqlite") else url.split("@")[-1]
    return CheckResult(subject="database", ok=True, finding=f"opens and is migrated: {where}")
