"""`digest subscribers import`, `export` and `export-person`: readers from files and into files."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from digest.cli.progress import count_progress
from digest.cli.state import State
from digest.cli.subscriber_arguments import (
    IN_WORDS,
    Address,
    Newsletters,
    OneNewsletter,
    OneSegment,
    Wording,
)
from digest.kernel.counts import counted

if TYPE_CHECKING:  # the help of these commands must not wait for the nouns of the newsroom
    from digest.usecases.csv_import import ImportedLine, ImportReport


PARTLY_DONE = 3
"""The exit code of an import that took the good lines and named the bad ones."""

STDIN = Path("-")


def import_file(
    ctx: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            help="A CSV file with a heading, a list of addresses, or the JSON of an export; "
            "- is standard input."
        ),
    ],
    newsletter: Newsletters = None,
    consent: Wording = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only print what each line would become.")
    ] = False,
    ignore_column: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore-column",
            metavar="NAME",
            help="This column does not say who left (repeat it).",
        ),
    ] = None,
) -> None:
    """Import readers from a file. Good lines are taken, bad ones named; no reader who left returns.

    Columns: email, name, newsletters, state, language, tier, consent_at, consent_source,
    consent_wording, created, delivery_hour, delivery_zone, paused_until, text_only, variants,
    team_of, and the attributes of digest.yaml. The exports of other programs are read as they are
    (docs/operators.md names them): who left, bounced or complained there is closed here, too.
    Another column that may say who left stops the import with a question, which --ignore-column
    answers.
    Exit code 3 when some lines were bad.
    """
    from digest.usecases.csv_import import import_csv

    state: State = ctx.obj
    # bytes: the judge of encodings must see the byte order mark
    name = "standard input" if file == STDIN else file.name
    # a trial names each line on stdout; a real import only counts
    on_line = None
    if dry_run:
        on_line = _print_line(state)
    with (
        _opened(file) as content,
        state.open() as newsroom,
        count_progress(state, "importing", "lines") as on_progress,
    ):
        report = import_csv(
            newsroom,
            content,
            newsletters=newsletter or (),
            source=f"import of {name}",
            wording=consent,
            dry_run=dry_run,
            ignore_columns=ignore_column or (),
            on_line=on_line,
            on_progress=on_progress,
        )
    _print_report(state, report)
    # the good lines are stored all the same: a script may go on, a person should look
    if report.bad_lines:
        raise typer.Exit(PARTLY_DONE)


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    """Open a file; what comes on standard input is kept on disk, for it is read several times."""
    if file != STDIN:
        with file.open("rb") as opened:
            yield opened
        return
    with TemporaryFile() as kept:
        shutil.copyfileobj(sys.stdin.buffer, kept)
        yield kept


def _print_line(state: State) -> Callable[[ImportedLine], None]:
    def show(entry: ImportedLine) -> None:
        reason = ""
        # the column that closed the reader, so that a wrong guess can be overruled
        if entry.column:
            reason = f" (column {entry.column})"
        state.print(f"line {entry.line}: {entry.email}: {IN_WORDS[entry.outcome]}{reason}")

    return show


def _print_report(state: State, report: ImportReport) -> None:
    # on stderr, so that a dry run may be kept in a file
    for bad in report.bad_lines:
        state.warn(str(bad))
    if report.program:
        state.print(f"an export of {report.program}")
    counts = []
    # by name, so that two runs of one file print the same line
    for outcome, count in sorted(report.counts.items()):
        if count:
            counts.append(f"{count} {IN_WORDS[outcome]}")
    lead = ""
    if report.dry_run:
        lead = "would be: "
    bad_lines = f"{len(report.bad_lines)} bad lines"
    if len(report.bad_lines) == 1:
        bad_lines = "1 bad line"
    state.print(f"{lead}{', '.join(counts) or 'no reader'}; {bad_lines}")


def export(
    ctx: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(help="Where to write; standard output otherwise.")
    ] = None,
    newsletter: OneNewsletter = "",
    segment: OneSegment = "",
    as_json: Annotated[
        bool, typer.Option("--json", help="An array of objects, one in each line.")
    ] = False,
) -> None:
    """Export readers as CSV or JSON, with consent and attributes; `import` reads it again."""
    from digest.usecases import audience

    state: State = ctx.obj
    chosen = {"newsletter_id": newsletter or None, "segment_id": segment or None}
    with state.open() as newsroom:
        write = audience.export_json if as_json else audience.export_csv
        # no count on stdout: it would be a line of the file
        if file is None:
            write(newsroom, sys.stdout, **chosen)
            return
        # newline="": the CSV writer ends its own lines (RFC 4180)
        with file.open("w", encoding="utf-8", newline="") as out:
            count = write(newsroom, out, **chosen)
    state.print(f"{counted(count, 'reader')} in {file}")


def export_person(
    ctx: typer.Context,
    address: Address,
    file: Annotated[
        Path | None, typer.Argument(help="Where to write; standard output otherwise.")
    ] = None,
) -> None:
    """Write all that is kept of a person as JSON, for a reader who asks for it."""
    import json

    from digest.usecases import own_choices

    state: State = ctx.obj
    with state.open(needs_config=False) as newsroom:
        stored = own_choices.data_of_address(newsroom, address)
    text = json.dumps(stored, ensure_ascii=False, indent=2) + "\n"
    if file is None:
        sys.stdout.write(text)
        return
    file.write_text(text, encoding="utf-8")
    state.print(f"{address}: {file}")
