"""`digest sources`: how every source is doing, and the list in and out as OPML."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from digest.cli.state import State
from digest.cli.tables import table
from digest.collect import Health, HealthStatus, health
from digest.config import add_sources, read_opml, write_opml
from digest.errors import UseError
from digest.models import Source

sources_app = typer.Typer(
    help="See how every source is doing; import and export OPML.", invoke_without_command=True
)

COLOURS = {
    HealthStatus.OK: "green",
    HealthStatus.QUIET: "yellow",
    HealthStatus.FAILING: "red",
    HealthStatus.NEVER: "dim",
}
WORST_FIRST = (HealthStatus.FAILING, HealthStatus.QUIET, HealthStatus.NEVER, HealthStatus.OK)
STDOUT = Path("-")


@sources_app.callback()
def show_sources(
    ctx: typer.Context,
    troubled: Annotated[
        bool, typer.Option("--troubled", "-t", help="Only sources that fail or fell quiet.")
    ] = False,
) -> None:
    """Show every source with its last success and its rhythm, the worst first; then, in plain words, what is wrong."""
    if ctx.invoked_subcommand:
        return
    state: State = ctx.obj
    with state.open() as newsroom:
        now, states = newsroom.clock(), newsroom.store.articles.states()
        judged = [
            (source, health(source, states.get(source.id), now=now))
            for source in newsroom.config.sources
        ]
    shown = [
        (source, how)
        for source, how in sorted(judged, key=lambda pair: WORST_FIRST.index(pair[1].status))
        if not troubled or how.status in (HealthStatus.FAILING, HealthStatus.QUIET)
    ]
    state.console.print(_table(shown, now=now))
    for source, how in shown:
        if says := _says(how, now):
            mark = f"[{COLOURS[how.status]}]{source.id}[/]"
            state.console.print(
                Padding(f"{mark} · {escape(source.name)}: {says}", (0, 0, 0, 2)), highlight=False
            )
    counts = {status: sum(how.status is status for _, how in judged) for status in HealthStatus}
    state.console.print(
        ", ".join(f"{count} {status}" for status, count in counts.items() if count) or "no sources"
    )


@sources_app.command("import")
def import_opml(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="An OPML file.")],
) -> None:
    """Add the feeds of an OPML file to sources.yaml; those it has already are left as they are."""
    state: State = ctx.obj
    found = read_opml(file.read_bytes())
    if not found:
        raise UseError(
            "no feed in this OPML file", subject=str(file), hint="its outlines need an xmlUrl"
        )
    added = add_sources(state.folder, found)
    state.console.print(
        f"{len(added)} added, {len(found) - len(added)} were there already", highlight=False
    )


@sources_app.command("export")
def export_opml(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="Where to write; - is standard output.")] = STDOUT,
) -> None:
    """Write the sources as OPML, for any feed reader."""
    state: State = ctx.obj
    config = state.config()
    opml = write_opml(config.sources, title=config.settings.publication.name)
    if file == STDOUT:
        sys.stdout.buffer.write(opml)
        return
    file.write_bytes(opml)
    state.console.print(f"{len(config.sources)} sources written to {file}", highlight=False)


def _table(shown: list[tuple[Source, Health]], *, now: datetime) -> Table:
    rows = table(
        "source", "state", "success", "newest", "rhythm", "entries", box=SIMPLE_HEAD, pad_edge=False
    )
    for column in rows.columns[1:]:
        column.no_wrap = True
    for source, how in shown:
        rows.add_row(
            source.id + ("" if source.enabled else " [dim](off)[/dim]"),
            f"[{COLOURS[how.status]}]{how.status}[/]",
            _ago(how.last_success, now),
            _ago(how.last_new_entry, now),
            _span(how.rhythm_s) if how.rhythm_s else "–",
            str(how.entries) if how.last_success else "–",
        )
    return rows


def _says(how: Health, now: datetime) -> str:
    """What a person should know of a source; nothing of one that does well."""
    said = [escape(how.said)] if how.status in (HealthStatus.FAILING, HealthStatus.QUIET) else []
    if how.retry_at and how.retry_at > now:
        said.append(f"asked again in {_span((how.retry_at - now).total_seconds())}")
    if how.pages_left:
        said.append(escape(how.pages_left))
    if how.moved_to:
        said.append(f"moved for good to {escape(how.moved_to)}: put that into sources.yaml")
    return "; ".join(said)


def _ago(moment: datetime | None, now: datetime) -> str:
    return f"{_span(max(0.0, (now - moment).total_seconds()))} ago" if moment else "never"


def _span(seconds: float) -> str:
    for unit, size_s in (("d", 86_400.0), ("h", 3600.0), ("min", 60.0)):
        if seconds >= size_s:
            return f"{seconds / size_s:.0f} {unit}"
    return f"{seconds:.0f} s"
