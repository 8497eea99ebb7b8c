"""`digest doctor`: try the database, the relays and the sender's DNS, and say what to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from digest.cli.state import State
from digest.errors import DigestError
from digest.models import CheckResult

if TYPE_CHECKING:  # the command imports what it needs, and help waits for nothing
    from digest.config import Settings
    from digest.models import WebhookBacklog

MARKS = {True: ("ok     ", "green"), False: ("trouble", "red"), None: ("unknown", "yellow")}
"""The word and the colour in front of each finding."""


def doctor(
    ctx: typer.Context,
    dns: Annotated[
        bool, typer.Option(help="Also ask DNS for SPF, MX, DKIM, DMARC and BIMI.")
    ] = True,
) -> None:
    """Try all that a morning needs: configuration, database, each relay, the mailbox and DNS.

    A relay is connected to, with TLS and login.
    """
    from digest.deliver import check_dns, check_mailbox, check_relay

    state: State = ctx.obj
    state.start_logs()
    config = state.config()
    settings = config.settings
    results = [CheckResult(subject="configuration", ok=True, finding=f"{state.folder} is valid")]
    database = _database(settings.storage_url)
    results.append(database)
    if database.ok and settings.webhooks:
        results += _webhooks(settings)
    # each relay, because the second one is needed when the first is down
    for relay in settings.deliver.relays:
        results += check_relay(relay)
    if not settings.deliver.relays:
        results.append(_no_relay())
    results.append(check_mailbox(settings.deliver.bounces))
    # DNS last: a name server may take seconds
    if dns:
        results += check_dns(settings.publication, settings.deliver)
    failed = False
    # printed at the end together: a slow check must not split the page
    for result in results:
        _print(state, result)
        failed = failed or result.ok is False
    if failed:
        raise typer.Exit(1)


def _print(state: State, result: CheckResult) -> None:
    """Print a finding and the advice, each on a whole line, so that records can be copied."""
    line = Text.assemble(MARKS[result.ok], f" {result.subject}: {result.finding}")
    state.console.print(line, highlight=False, soft_wrap=True)
    if result.advice:
        state.print(f"        → {result.advice}")


def _no_relay() -> CheckResult:
    advice = "add one under deliver: relays:"
    return CheckResult(subject="relays", ok=False, finding="none is configured", advice=advice)


def _database(url: str) -> CheckResult:
    from digest.store import open_store

    try:
        store = open_store(url)
    except DigestError as error:
        return CheckResult(subject="database", ok=False, finding=str(error), advice=error.hint)
    store.close()
    # the part before the @ may hold a user's name
    address = url if url.startswith("sqlite") else url.split("@")[-1]
    return CheckResult(subject="database", ok=True, finding=f"opens and is migrated: {address}")


def _webhooks(settings: Settings) -> Iterator[CheckResult]:
    from digest.store import open_store

    store = open_store(settings.storage_url)
    try:
        backlogs = {backlog.webhook: backlog for backlog in store.outbox.backlog()}
    finally:
        store.close()
    for webhook in settings.webhooks:
        yield _webhook(webhook.name, backlogs.get(webhook.name))


def _webhook(name: str, backlog: WebhookBacklog | None) -> CheckResult:
    subject = f"webhook {name}"
    if backlog is None:
        advice = "digest serve registers it: facts from before are not told"
        finding = "is not registered yet"
        return CheckResult(subject=subject, ok=None, finding=finding, advice=advice)
    finding = f"{backlog.waiting} messages wait, {backlog.dead} were given up"
    if not backlog.last_error:
        return CheckResult(subject=subject, ok=True, finding=finding)
    # an error is kept with its message until that message is taken
    advice = f"mend the program, then: digest webhooks retry {name}"
    finding = f"{finding}; the last error: {backlog.last_error}"
    return CheckResult(subject=subject, ok=False, finding=finding, advice=advice)
