"""`digest demo`: the whole newsroom on embedded defaults, in seconds, and on this machine alone."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from digest.cli.state import State
from digest.cli.tables import Listing

PATH_COLUMN = 14
"""Columns of the name in front of each path."""


def demo(
    ctx: typer.Context,
    out: Annotated[
        Path, typer.Option("--out", "-o", help="Where the results are written; made afresh.")
    ] = Path("var/demo"),
) -> None:
    """Run the sample newsroom: it mails a briefing of loopback feeds to five sample readers.

    It stays on this machine. The news is sample news of our own writing.
    """
    from digest.demo import run_demo

    state: State = ctx.obj
    # the events of the sample morning go to stderr
    state.start_logs()
    report = run_demo(out, now=state.clock(), console=state.console)
    look = {"title": "the sample morning", "show_header": False}
    listing = Listing(("step", "count"), look=look)
    listing.add("sources asked", str(report.sources))
    listing.add("  in trouble, on purpose", str(report.failed_sources))
    listing.add("articles collected", str(report.articles))
    listing.add("stories chosen", str(report.stories))
    listing.add("messages delivered", f"{report.accepted} of {report.readers}")
    listing.print_to(state.console)
    # paths on whole lines, so that they can be copied
    for name, path in report.paths.items():
        state.print(f"{name:<{PATH_COLUMN}} {path}")
    state.print(f"look at it:    {as_called()} --config {report.config} preview")
    if report.accepted != report.readers:
        state.warn("error: not every sample reader got the issue")
        raise typer.Exit(1)


def as_called() -> str:
    """Name this program as a shell finds it: with its path where the name alone is not enough."""
    # started by its path, as from a virtual environment, the short name would not be found
    if shutil.which("digest") or Path(sys.argv[0]).name != "digest":
        return "digest"
    return sys.argv[0]
