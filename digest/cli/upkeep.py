"""`digest backup`, `restore` and `prune`: the database as one file, and what is deleted from it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from digest.cli.progress import stop_on_signal
from digest.cli.state import State
from digest.cli.tables import AsJson, Listing
from digest.errors import UseError
from digest.models import PruneKind

File = Annotated[
    Path, typer.Argument(metavar="FILE", help="The backup: one file, also of PostgreSQL.")
]


def backup(ctx: typer.Context, file: File) -> None:
    """Write the whole database into one file, as it stands at this moment, while `serve` goes on.

    The file is a SQLite database whatever the newsroom's own is. It holds addresses and the keys of
    readers' links, so only its owner may read it. The YAML files, DKIM keys and secrets of the
    environment are not in it: keep the newsroom's folder as well.
    """
    state: State = ctx.obj
    with state.open(needs_config=False) as newsroom:
        total = 0

        def told(_table: str, rows: int) -> None:
            nonlocal total
            total += rows

        newsroom.store.backups.write(file, on_table=told)
    size_mb = file.stat().st_size / 1e6
    state.print(f"{file}: {total} rows, {size_mb:.1f} MB")
    state.say("not in it: the newsroom's folder, DKIM keys, and secrets of the environment")


def restore(
    ctx: typer.Context,
    file: File,
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Overwrite a database that holds something."),
    ] = False,
) -> None:
    """Make the database from a backup, in one transaction: all or nothing.

    Stop `serve` and the workers first. Issues that were being sent when the backup was made are
    paused, and slots that are due now count as done: readers may have had those issues since.
    """
    from digest.runtime.slots import finish_missed_slots

    state: State = ctx.obj
    with state.open() as newsroom:
        store = newsroom.store
        running = store.processes.running()
        if running:
            raise UseError(
                "processes of this newsroom are running",
                subject=", ".join(running),
                hint="stop `serve` and the workers; one that was killed is forgotten in 2 minutes",
            )
        # asked after the processes: a running one may fill an empty database at any moment
        held = store.backups.holds()
        if held and not replace:
            rows = ", ".join(f"{count} {name}" for name, count in held.items())
            raise UseError(
                "the database is not empty",
                subject=rows,
                hint="back it up first; --replace overwrites it",
            )
        paused = store.backups.read(file, on_table=lambda table, rows: _tell(state, table, rows))
        # behind the restore: the slots of the backup are the ones that count
        passed = finish_missed_slots(newsroom)
    state.print(f"restored from {file}")
    for issue_id in paused:
        state.warn(f"{issue_id} is paused: it was being sent when the backup was made")
        state.warn(f"  if readers lack it: digest issues resume {issue_id}")
    for newsletter_id, slot in passed:
        state.warn(f"{newsletter_id}: the slot of {slot} counts as done")
        state.warn(f"  if readers lack its issue: digest run {newsletter_id}")


def prune(
    ctx: typer.Context,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Count what would go, and delete nothing.")
    ] = False,
    compact: Annotated[
        bool,
        typer.Option("--compact", help="Then give the space back to the disk (SQLite)."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Delete what is kept longer than digest.yaml says under `storage`; `serve` does so by itself.

    Readers, consent, closed addresses and the text of issues stay. The ledger rows of an old issue
    leave its balance, so `digest issues audit` answers for it, too.
    """
    from digest.usecases import prune_store
    from digest.usecases.prune import oldest_kept

    state: State = ctx.obj
    heading = "would go" if dry_run else "deleted"
    listing = Listing(("what", "older than", heading))
    with state.open() as newsroom, stop_on_signal() as stop:
        before = oldest_kept(newsroom)

        def told(kind: PruneKind, count: int) -> None:
            listing.add(kind.value, f"{before[kind]:%Y-%m-%d}", str(count))

        prune_store(newsroom, dry_run=dry_run, stop=stop, on_kind=told)
        # last: the space to give back is that of the rows deleted above
        if compact and not dry_run:
            compacted = newsroom.store.retention.compact()
            if not compacted:
                state.say("PostgreSQL gives free space back by itself (autovacuum)")
    listing.print_to(state.console, as_json=as_json)


def _tell(state: State, table: str, rows: int) -> None:
    if rows:
        state.say(f"  {rows} {table}")
