"""`digest sources`: how every source is doing, and the list in and out as OPML."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from digest.cli.state import State
from digest.cli.tables import AsJson, Listing
from digest.errors import UseError

if TYPE_CHECKING:
    from digest.collect import Health
    from digest.models import Source

sources_app = typer.Typer(
    help="See how every source is doing; import and export OPML.", invoke_without_command=True
)

COLOURS = {"ok": "green", "quiet": "yellow", "failing": "red", "never": "dim"}
WORST_FIRST = ("failing", "quiet", "never", "ok")
IN_TROUBLE = ("failing", "quiet")
STDOUT = Path("-")
UNKNOWN = "–"

SECONDS_OF_UNIT = (("d", 86_400.0), ("h", 3600.0), ("min", 60.0))
"""Units of a span, the largest first."""


@sources_app.callback()
def show_sources(
    ctx: typer.Context,
    troubled: Annotated[
        bool, typer.Option("--troubled", "-t", help="Only sources that fail or fell quiet.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show every source with its last success and its rhythm, the worst first.

    Below the table each trouble is explained in plain words.
    """
    # `digest sources` alone shows them; `import` and `export` are commands below it
    if ctx.invoked_subcommand:
        return
    from digest.collect import health

    state: State = ctx.obj
    with state.open(needs_config=False) as newsroom:
        now = newsroom.clock()
        states = newsroom.store.articles.states()
        sources = newsroom.config.sources
    judged = []
    for source in sources:
        judged.append((source, health(source, states.get(source.id), now=now)))
    judged.sort(key=_worst_first)
    shown = judged
    if troubled:
        shown = [pair for pair in judged if pair[1].status in IN_TROUBLE]
    _listing(shown, now=now).print_to(state.console, as_json=as_json)
    if not as_json:
        _print_troubles(state, shown, now=now)
        state.print(_counts(judged))


def _worst_first(pair: tuple[Source, Health]) -> int:
    return WORST_FIRST.index(pair[1].status)


@sources_app.command("import")
def import_opml(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="An OPML file.")],
) -> None:
    """Add the feeds of an OPML file to sources.yaml; feeds that stand there already stay."""
    from digest.config import add_sources, read_opml

    state: State = ctx.obj
    feeds = read_opml(file.read_bytes())
    # an empty list would look like success
    if not feeds:
        hint = "its outlines need an xmlUrl"
        raise UseError("no feed in this OPML file", subject=str(file), hint=hint)
    added = add_sources(state.folder, feeds)
    state.print(f"{len(added)} added, {len(feeds) - len(added)} were there already")


@sources_app.command("export")
def export_opml(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="Where to write; - is standard output.")] = STDOUT,
) -> None:
    """Write the sources as OPML, for any feed reader."""
    from digest.config import write_opml

    state: State = ctx.obj
    config = state.config()
    opml = write_opml(config.sources, title=config.settings.publication.name)
    # as bytes: the file names its encoding itself
    if file == STDOUT:
        sys.stdout.buffer.write(opml)
        return
    file.write_bytes(opml)
    state.print(f"{len(config.sources)} sources written to {file}")


def _listing(shown: Sequence[tuple[Source, Health]], *, now: datetime) -> Listing:
    from rich.box import SIMPLE_HEAD

    look: dict[str, Any] = {"box": SIMPLE_HEAD, "pad_edge": False}
    headings = ("source", "state", "success", "newest", "rhythm", "entries")
    listing = Listing(headings, unbroken=len(headings), look=look)
    for source, how in shown:
        name = Text(source.id)
        if not source.enabled:
            name.append(" (off)", style="dim")
        listing.add(
            name,
            Text(how.status, style=COLOURS[how.status]),
            _ago(how.last_success, now),
            _ago(how.last_new_entry, now),
            # a new source has no rhythm yet
            _span(how.rhythm_s) if how.rhythm_s else UNKNOWN,
            str(how.entries) if how.last_success else UNKNOWN,
        )
    return listing


def _print_troubles(state: State, shown: Sequence[tuple[Source, Health]], *, now: datetime) -> None:
    for source, how in shown:
        words = _trouble(how, now)
        if not words:
            continue
        line = Text("  ").append(source.id, style=COLOURS[how.status])
        line.append(f" · {source.name}: {words}")
        # colours are for a person; a pipe gets the words alone
        if state.console.is_terminal:
            state.console.print(line, highlight=False)
        else:
            state.print(line.plain)


def _trouble(how: Health, now: datetime) -> str:
    """Explain a source in trouble, with what a person can do; "" for a source that does well."""
    words = []
    # a source that does well needs no sentence
    if how.status in IN_TROUBLE:
        words.append(how.sentence)
    if how.retry_at and how.retry_at > now:
        words.append(f"asked again in {_span((how.retry_at - now).total_seconds())}")
    if how.pages_left:
        words.append(how.pages_left)
    if how.moved_to:
        words.append(f"moved for good to {how.moved_to}: put that into sources.yaml")
    return "; ".join(words)


def _counts(judged: Sequence[tuple[Source, Health]]) -> str:
    counts = dict.fromkeys(reversed(WORST_FIRST), 0)
    for _, how in judged:
        counts[how.status] += 1
    words = []
    # the good ones first, because the table above began with the worst
    for status, count in counts.items():
        if count:
            words.append(f"{count} {status}")
    return ", ".join(words) or "no sources"


def _ago(moment: datetime | None, now: datetime) -> str:
    if moment is None:
        return "never"
    # a clock that was set back must not give a negative span
    return f"{_span(max(0.0, (now - moment).total_seconds()))} ago"


def _span(seconds: float) -> str:
    for unit, size_s in SECONDS_OF_UNIT:
        if seconds >= size_s:
            return f"{seconds / size_s:.0f} {unit}"
    return f"{seconds:.0f} s"
