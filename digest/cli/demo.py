"""`digest demo`: the whole newsroom on embedded defaults, in seconds, with nothing outside this machine."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from digest.cli.state import State
from digest.demo import run_demo


def demo(
    ctx: typer.Context,
    out: Annotated[
        Path, typer.Option("--out", "-o", help="Where the results are written; made afresh.")
    ] = Path("var/demo"),
) -> None:
    """Run the sample newsroom: collect from loopback feeds, draft, render and mail a briefing to five sample readers.

    Nothing leaves this machine. The news is sample news of our own writing.
    """
    state: State = ctx.obj
    report = run_demo(out, now=state.clock(), console=state.console)
    table = Table(title="the sample morning", show_header=False)
    table.add_row("sources asked", str(report.sources))
    table.add_row("  in trouble, on purpose", str(report.failed_sources))
    table.add_row("articles collected", str(report.articles))
    table.add_row("stories chosen", str(report.stories))
    table.add_row("messages delivered", f"{report.accepted} of {report.readers}")
    state.console.print(table)
    for name, path in report.paths.items():
        state.console.print(f"{name:<14} {path}", highlight=False, markup=False, soft_wrap=True)
    state.console.print(
        f"look at it:    {as_called()} --config {report.config} preview",
        markup=False,
        soft_wrap=True,
    )
    if report.accepted != report.readers:
        state.errors.print("error: not every sample reader got the issue")
        raise typer.Exit(1)


def as_called() -> str:
    """The name of this program, with its path where the name alone would not be found, as after `make demo`."""
    found = shutil.which("digest") or Path(sys.argv[0]).name != "digest"
    return "digest" if found else sys.argv[0]
