"""`digest subscribers`: add, list, count, import, export, leave and remove readers."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.complete import complete_newsletter
from digest.cli.progress import count_progress
from digest.cli.state import State
from digest.cli.tables import AsJson, Listing
from digest.errors import UseError

if TYPE_CHECKING:  # the help of these commands must not wait for the nouns of the newsroom
    from digest.usecases.csv_import import ImportedLine, ImportReport

subscribers_app = typer.Typer(
    help="Add, list, import, export and remove readers.", no_args_is_help=True
)

PARTLY_DONE = 3
STDIN = Path("-")

MOST_LISTED = 10_000
"""A longer list is an export."""

Address = Annotated[str, typer.Argument(metavar="ADDRESS", help="The reader's mail address.")]
Newsletters = Annotated[
    list[str] | None,
    typer.Option(
        "--newsletter",
        "-n",
        help="A newsletter's id; may be given several times.",
        autocompletion=complete_newsletter,
    ),
]
OneNewsletter = Annotated[
    str,
    typer.Option(
        "--newsletter",
        "-n",
        help="Only the readers of this newsletter.",
        autocompletion=complete_newsletter,
    ),
]
OneSegment = Annotated[
    str, typer.Option("--segment", help="Only the readers of this segment of digest.yaml.")
]
Wording = Annotated[
    str, typer.Option("--consent", help="What the reader agreed to, in the words shown to them.")
]


class ListedState(StrEnum):
    """The states that `--state` takes; the words are those of `digest.models.SubscriberState`."""

    PENDING = "pending"
    ACTIVE = "active"
    LEFT = "left"
    SUPPRESSED = "suppressed"


class ListedTier(StrEnum):
    """The tiers that `tier` takes; the words are those of `digest.models.Tier`."""

    FREE = "free"
    MEMBER = "member"


# by the words of `digest.models.Enrolment`, which is too slow to import for the help alone
IN_WORDS = {
    "new": "new",
    "joined": "joined",
    "already": "there already",
    "left before": "not taken back (left before)",
    "suppressed": "suppressed",
    "left": "closed (left elsewhere)",
    "bounced": "closed (bounced elsewhere)",
    "complained": "closed (complained elsewhere)",
    "blocked": "closed (blocked elsewhere)",
    "unconfirmed": "not taken (never confirmed)",
    "paused": "not taken (paused elsewhere)",
}


@subscribers_app.command()
def add(
    ctx: typer.Context,
    address: Address,
    newsletter: Newsletters = None,
    name: Annotated[str, typer.Option(help="The reader's name, for the To line.")] = "",
    consent: Wording = "",
    again: Annotated[
        bool,
        typer.Option(
            "--again", help="The reader asked anew: take back a reader who left or is suppressed."
        ),
    ] = False,
) -> None:
    """Add a reader to one or more newsletters, with a record of their consent."""
    from digest.models import Enrolment
    from digest.usecases import audience

    state: State = ctx.obj
    # a reader without a newsletter would get no mail, and no later command would tell
    if not newsletter:
        hint = "add --newsletter ID; digest check lists them"
        raise UseError("no newsletter is named", hint=hint)
    with state.open() as newsroom:
        outcome = audience.add_reader(
            newsroom, address, newsletters=newsletter, name=name, wording=consent, again=again
        )
    # an operator's word is not the reader's: it takes an option of its own
    if outcome in (Enrolment.LEFT_BEFORE, Enrolment.SUPPRESSED):
        hint = "--again when they asked anew"
        raise UseError(f"this reader is {IN_WORDS[outcome]}", subject=address, hint=hint)
    words = IN_WORDS[outcome]
    if again and outcome is not Enrolment.NEW:
        words = "taken back"
    state.print(f"{address}: {words}")


@subscribers_app.command("list")
def list_readers(
    ctx: typer.Context,
    words: Annotated[
        str,
        typer.Argument(metavar="[WORDS]", help="Only with this in the address or the name."),
    ] = "",
    newsletter: OneNewsletter = "",
    reader_state: Annotated[
        ListedState | None, typer.Option("--state", help="Only readers in this state.")
    ] = None,
    domain: Annotated[
        str, typer.Option(help="Only addresses of this mail domain, e.g. gmail.com.")
    ] = "",
    segment: OneSegment = "",
    limit: Annotated[
        int, typer.Option(min=1, max=MOST_LISTED, help="How many, in the order of addresses.")
    ] = 50,
    after: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Only addresses behind this one: the next page.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """List readers with what they get, their state and when they agreed, a page at a time."""
    from digest.models import SubscriberQuery, SubscriberState
    from digest.usecases import audience

    state: State = ctx.obj
    wanted = None
    if reader_state:
        wanted = SubscriberState(reader_state)
    query = SubscriberQuery(newsletter_id=newsletter, state=wanted, words=words, domain=domain)
    # without a segment the store alone answers: a list must not wait for two hundred YAML files
    with state.open(needs_config=bool(segment)) as newsroom:
        if segment:
            query = replace(query, segment=newsroom.segment(segment))
        page = audience.search_readers(newsroom, query, after=after, limit=limit)
    listing = Listing(("address", "name", "newsletters", "state", "since"))
    for reader in page.readers:
        since = ""
        if reader.consent:
            since = f"{reader.consent.at:%Y-%m-%d}"
        newsletters = ", ".join(reader.newsletters)
        listing.add(reader.email, reader.name, newsletters, reader.state, since)
    listing.print_to(state.console, as_json=as_json)
    # on stderr: a pipe gets rows alone
    if page.next_after:
        state.say(f"more: --after {page.next_after}")


@subscribers_app.command()
def count(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Count readers by state, and the readers who still get each newsletter."""
    from digest.models import SubscriberState

    state: State = ctx.obj
    with state.open(needs_config=False) as newsroom:
        counts = newsroom.store.subscribers.counts()
    listing = Listing(("readers", "count"))
    # a state without a reader is a line of its own: 0 is an answer, too
    for name in SubscriberState:
        listing.add(name, str(counts.by_state.get(name, 0)))
    for newsletter_id, number in sorted(counts.by_newsletter.items()):
        listing.add(f"get {newsletter_id}", str(number))
    listing.print_to(state.console, as_json=as_json)


@subscribers_app.command("import")
def import_file(
    ctx: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            help="A CSV file with a heading, or a plain list of addresses; - is standard input."
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
    """Import readers from CSV. Good lines are taken, bad ones named; no reader who left comes back.

    Columns: email, name, newsletters, state, language, tier, consent_at, consent_source,
    consent_wording, created, delivery_hour, delivery_zone, and the attributes of digest.yaml. The
    exports of other programs are read as they are (docs/operators.md names them): who left, bounced
    or complained there is closed here, too. Another column that may say who left stops the import
    with a question, which --ignore-column answers.
    Exit code 3 when some lines were bad.
    """
    from digest.usecases.csv_import import import_csv

    state: State = ctx.obj
    # bytes: the judge of encodings must see the byte order mark
    if file == STDIN:
        content, name = sys.stdin.buffer.read(), "standard input"
    else:
        content, name = file.read_bytes(), file.name
    # a trial names each line on stdout; a real import only counts
    on_line = None
    if dry_run:
        on_line = _print_line(state)
    with (
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


@subscribers_app.command()
def export(
    ctx: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(help="Where to write; standard output otherwise.")
    ] = None,
    newsletter: OneNewsletter = "",
    segment: OneSegment = "",
) -> None:
    """Export readers as CSV, with consent and attributes; `import` reads it again."""
    from digest.usecases import audience

    state: State = ctx.obj
    chosen = {"newsletter_id": newsletter or None, "segment_id": segment or None}
    with state.open() as newsroom:
        # no count on stdout: it would be a line of the CSV
        if file is None:
            audience.export_csv(newsroom, sys.stdout, **chosen)
            return
        # newline="": the CSV writer ends its own lines (RFC 4180)
        with file.open("w", encoding="utf-8", newline="") as out:
            count = audience.export_csv(newsroom, out, **chosen)
    state.print(f"{count} readers in {file}")


@subscribers_app.command()
def leave(
    ctx: typer.Context,
    address: Address,
    newsletter: Annotated[
        str,
        typer.Option(
            "--newsletter",
            "-n",
            help="Only this one; otherwise all.",
            autocompletion=complete_newsletter,
        ),
    ] = "",
) -> None:
    """Take a reader off one newsletter, or off all, who asked by other ways than the link."""
    from digest.usecases import audience

    state: State = ctx.obj
    with state.open() as newsroom:
        changed = audience.leave(newsroom, address, newsletter_id=newsletter or None)
    # to leave twice is no error: a person may click and write
    result = "had left before"
    if changed:
        result = "left"
    state.print(f"{address}: {result}")


@subscribers_app.command()
def remove(ctx: typer.Context, address: Address) -> None:
    """Erase a person. A keyed hash of the address stays suppressed: no import brings them back."""
    from digest.usecases import audience

    state: State = ctx.obj
    with state.open() as newsroom:
        audience.remove_reader(newsroom, address)
    state.print(f"{address}: erased; the address stays suppressed")


@subscribers_app.command()
def erase(ctx: typer.Context, address: Address) -> None:
    """Erase a person who asks for it, as `remove` does: only a keyed hash of the address stays."""
    remove(ctx, address)


@subscribers_app.command("export-person")
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
        data = own_choices.data_of_address(newsroom, address)
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    if file is None:
        sys.stdout.write(text)
        return
    file.write_text(text, encoding="utf-8")
    state.print(f"{address}: {file}")


@subscribers_app.command()
def tier(
    ctx: typer.Context,
    address: Address,
    rank: Annotated[ListedTier, typer.Argument(metavar="TIER", help="free or member.")],
) -> None:
    """Make a reader a member, or a free reader: newsletters for members go to members alone."""
    from digest.models import Tier
    from digest.usecases import audience

    state: State = ctx.obj
    with state.open(needs_config=False) as newsroom:
        reader = audience.reader_of(newsroom, address)
        newsroom.store.choices.set_tier(reader.id, Tier(rank))
    state.print(f"{address}: {rank.value}")


@subscribers_app.command("set")
def set_values(
    ctx: typer.Context,
    address: Address,
    pairs: Annotated[
        list[str],
        typer.Argument(metavar="NAME=VALUE...", help="An attribute; NAME= takes its value away."),
    ],
) -> None:
    """Set attributes of a reader that digest.yaml declares (readers: attributes:)."""
    from digest.usecases.reader_attributes import set_attributes

    state: State = ctx.obj
    with state.open() as newsroom:
        values = set_attributes(newsroom, address, pairs)
    words = ", ".join(f"{name}={value}" for name, value in values.items())
    state.print(f"{address}: {words or 'no attribute'}")


@subscribers_app.command()
def segments(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List the segments of digest.yaml with the number of their readers."""
    from digest.usecases.reader_attributes import segment_counts

    state: State = ctx.obj
    listing = Listing(("segment", "readers"))
    with state.open() as newsroom:
        for count in segment_counts(newsroom):
            listing.add(count.id, str(count.readers))
    listing.print_to(state.console, as_json=as_json)


@subscribers_app.command()
def why(ctx: typer.Context, address: Address, as_json: AsJson = False) -> None:
    """Explain an address: consent, newsletters joined and left, replies, and suppression."""
    from digest.usecases import audience

    state: State = ctx.obj
    listing = Listing(("when (UTC)", "what", "evidence"))
    with state.open(needs_config=False) as newsroom:
        for line in audience.why(newsroom, address):
            listing.add(f"{line.at:%Y-%m-%d %H:%M}", line.what, line.evidence)
    listing.print_to(state.console, as_json=as_json)
