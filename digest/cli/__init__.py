"""The command line: one file for each noun; this file wires them and turns errors into exit codes.

Exit codes: 0 ok, 1 failed, 2 configuration, 3 partly done, 130 interrupted before any message was
in flight.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from digest import __version__
from digest.cli.commands import HELP_MARKUP, CommandTable
from digest.cli.newsroom_folder import newsroom_folder
from digest.cli.state import State
from digest.errors import ConfigError, DigestError, PreflightError, UseError

FAILED = 1
WRONG_CONFIGURATION = 2
INTERRUPTED = 130

app = typer.Typer(
    name="digest",
    cls=CommandTable,
    help="Collect the news, write a sourced briefing and mail it, once, to every reader.",
    no_args_is_help=True,
    rich_markup_mode=HELP_MARKUP,
    # our own errors are two lines; a bug keeps the traceback that Python writes
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"digest {__version__}")
        raise typer.Exit


@app.callback()
def common(
    ctx: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--config",
            "-c",
            envvar="DIGEST_CONFIG",
            help="The newsroom's folder of YAML files; default: config, else the one you stand in.",
        ),
    ] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Say more; show tracebacks.")
    ] = False,
    log_json: Annotated[
        bool, typer.Option("--log-json", help="One JSON line per event on stderr.")
    ] = False,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Keep the options that stand before every command."""
    # a program that embeds the command line may bring a state of its own
    if ctx.obj is None:
        here = newsroom_folder(folder)
        ctx.obj = State(folder=here, verbose=verbose, log_json=log_json)


def main(words: Sequence[str] | None = None) -> None:
    """Run the command line; an expected error is two lines on stderr and an exit code.

    `words` stand for those that the process was started with.
    """
    if words is None:
        words = sys.argv[1:]
    # read by hand: an error may come before the options are parsed
    verbose = "-v" in words or "--verbose" in words
    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        app(words)
    # any other exception is a bug, and its traceback is worth more than a line
    except (DigestError, OSError) as error:
        expected: DigestError | None
        if isinstance(error, DigestError):
            expected = error
        else:
            expected = _file_error(error)
        if verbose or expected is None:
            raise
        # the problems stand above the error, so the error is the last line that a person sees
        for line in _details(expected):
            errors.print(line, markup=False)
        errors.print(f"error: {expected}", markup=False)
        if expected.hint:
            errors.print(f"hint: {expected.hint}", markup=False)
        # a script may tell a file to mend from a run to repeat
        if isinstance(expected, ConfigError):
            sys.exit(WRONG_CONFIGURATION)
        sys.exit(FAILED)
    except SystemExit as end:
        if end.code == INTERRUPTED:  # Typer makes it of Ctrl-C, without a word
            errors.print(
                "interrupted: everything finished so far is stored; run it again to go on",
                markup=False,
            )
        raise


def _file_error(error: OSError) -> UseError | None:
    """Explain a file that cannot be opened; None for any other trouble with the machine."""
    # a broken pipe or a full disk names no file
    if error.filename is None:
        return None
    message = f"this file or folder cannot be used ({error.strerror})"
    hint = "check the path and who may read and write there"
    return UseError(message, subject=str(error.filename), hint=hint)


def _details(error: DigestError) -> list[str]:
    lines = []
    if isinstance(error, ConfigError):
        lines = [str(problem) for problem in error.problems]
    elif isinstance(error, PreflightError):
        for finding in error.findings:
            lines.append(f"{finding.severity}: {finding.rule_id}: {finding.message}")
    return lines
