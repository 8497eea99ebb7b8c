"""The desk's day: `digest collect`, `draft`, `send` and `run`, which is all of them."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from digest.cli.state import State
from digest.collect import Harvest
from digest.errors import UseError
from digest.models import Source
from digest.protocols import Clock
from digest.usecases.collect import CollectReport, collect_news
from digest.usecases.draft import DraftResult, draft_issue
from digest.usecases.newsroom import named
from digest.usecases.run import prepare_newsletter
from digest.usecases.send import SendSummary, resume_sending, send_approved
from digest.usecases.send_trial import send_dry, send_test
from digest.write import briefing_to_yaml

PARTLY_DONE = 3
SOURCES_A_LINE = 25

At = Annotated[
    str,
    typer.Option(
        "--at",
        metavar="ISO",
        help="Work as if it were this moment, e.g. 2026-08-13T06:00Z: replays a past morning.",
    ),
]


def fixed_clock(state: State, at: str) -> Clock:
    """The clock of `--at`, or the state's own. A time without zone is taken as UTC."""
    if not at:
        return state.clock
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        raise UseError(
            "not an ISO time", subject=at, hint="write it like 2026-08-13T06:00Z"
        ) from None
    if not 1970 <= moment.year < 3000:
        raise UseError("no news is of that time", subject=at, hint="name a year from 1970 to 2999")
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return lambda: moment


def collect(
    ctx: typer.Context,
    source: Annotated[
        list[str] | None, typer.Option("--source", "-s", help="Only this source id (repeat it).")
    ] = None,
    at: At = "",
) -> None:
    """Ask every due source for news and keep what is new.

    A dead, slow or hostile source costs its own time-out and nothing else. Exit code 3 says that some sources failed;
    `digest sources` tells which and why.
    """
    state: State = ctx.obj
    with state.open(clock=fixed_clock(state, at)) as newsroom:
        asked = _sources_asked(newsroom.config.sources, source or ())
        with harvest_progress(state, total=len(asked)) as on_done:
            report = collect_news(newsroom, source_ids=source or (), on_done=on_done)
    print_collect(state, report)
    if report.failed:
        raise typer.Exit(PARTLY_DONE)


def _sources_asked(sources: Sequence[Source], source_ids: Sequence[str] = ()) -> list[Source]:
    """Those of these ids, all enabled ones when none is named; a UseError where one is unknown or switched off."""
    known = {source.id: source for source in sources}
    asked = [named("source", source_id, known) for source_id in source_ids]
    if off := next((source for source in asked if not source.enabled), None):
        raise UseError(
            "this source is switched off", subject=off.id, hint="sources.yaml says enabled: false"
        )
    return asked or [source for source in sources if source.enabled]


def draft(
    ctx: typer.Context,
    newsletter: Annotated[str, typer.Argument(help="The newsletter's id, e.g. security-briefing.")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Also write the briefing as YAML here.")
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Replace a draft that a person edited.")
    ] = False,
    at: At = "",
) -> None:
    """Choose the stories, write the briefing and render it, as a draft of today's issue.

    Drafting again replaces the draft until it is approved. `digest issues edit` changes it by hand,
    `digest preview` shows it.
    """
    state: State = ctx.obj
    with state.open(clock=fixed_clock(state, at)) as newsroom:
        result = draft_issue(newsroom, newsletter, replace_edits=again)
    print_draft(state, result)
    if out:
        out.write_text(briefing_to_yaml(result.briefing), encoding="utf-8")
        state.console.print(f"briefing written to {out}")
    if result.issue is None:
        raise typer.Exit(PARTLY_DONE)


def send(
    ctx: typer.Context,
    issue: Annotated[
        str | None,
        typer.Argument(
            metavar="[ISSUE]", help="The issue's id, e.g. security-briefing@2026-11-23."
        ),
    ] = None,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume", help="Go on with what waits, without an ISSUE with every issue being sent."
        ),
    ] = False,
    dry_run: Annotated[
        Path | None,
        typer.Option(
            "--dry-run", metavar="DIR", help="Write the messages into this Maildir instead."
        ),
    ] = None,
    test: Annotated[
        str, typer.Option("--test", metavar="ADDRESS", help="Send one copy to this address only.")
    ] = "",
) -> None:
    """Hand an approved issue to its readers; what was accepted is never sent twice.

    Run it again after a crash or an interrupt, or with --resume: it goes on exactly where it stopped. Exit code 3 says
    that some rows still wait; `digest issues audit` lists them.
    """
    state: State = ctx.obj
    if issue is None:
        if not resume or dry_run or test:
            raise UseError(
                "no issue is named",
                hint="digest issues list shows them; --resume alone takes all of them",
            )
        _resume_all(state)
        return
    with state.open() as newsroom:
        if test:
            reply = send_test(newsroom, issue, test)
            state.console.print(f"{reply}")
            return
        if dry_run:
            count = send_dry(newsroom, issue, dry_run)
            state.console.print(f"{count} messages written to {dry_run}; nothing was sent")
            return
        with stop_on_signal() as stop, send_progress(state) as on_progress:
            summary = send_approved(newsroom, issue, stop=stop, on_progress=on_progress)
    print_summaries(state, summary)


def _resume_all(state: State) -> None:
    with state.open() as newsroom, stop_on_signal() as stop:
        summaries = resume_sending(newsroom, stop=stop)
    if not summaries:
        state.console.print("no issue waits to be sent")
    print_summaries(state, *summaries)


def run(
    ctx: typer.Context,
    newsletter: Annotated[str, typer.Argument(help="The newsletter's id.")],
    at: At = "",
) -> None:
    """Collect, draft, approve by the newsletter's policy and send: one whole morning.

    With `approval: manual` it stops after the draft and says how to approve. Run twice, it sends nothing twice. Ctrl-C
    ends it at once before sending begins; then it finishes what is in flight, as `digest send` does.
    """
    state: State = ctx.obj
    with state.open(clock=fixed_clock(state, at)) as newsroom:
        with harvest_progress(state, total=len(_sources_asked(newsroom.config.sources))) as on_done:
            report = prepare_newsletter(newsroom, newsletter, on_done=on_done)
        if report.collected:
            print_collect(state, report.collected)
        if report.draft:
            print_draft(state, report.draft)
        if report.waiting:
            state.console.print(report.waiting)
            return
        with stop_on_signal() as stop, send_progress(state) as on_progress:
            sent = send_approved(
                newsroom,
                report.issue_id,
                checked=report.checked,
                stop=stop,
                on_progress=on_progress,
            )
    print_summaries(state, sent)


def print_collect(state: State, report: CollectReport) -> None:
    state.console.print(
        f"{report.answered} of {report.sources} sources answered ({report.not_due} not due); "
        f"{report.new} new articles, {report.changed} changed"
    )
    for name, why in report.failed:
        state.say(f"  {name}: {why}")


def print_draft(state: State, draft: DraftResult) -> None:
    if draft.issue is None:
        state.console.print(
            f"{draft.briefing.issue_id}: held — {draft.selection.held}", markup=False
        )
        return
    briefing = draft.briefing
    state.console.print(
        f"{briefing.issue_id}: {len(briefing.items)} stories, {len(briefing.also)} also today — {briefing.subject}",
        markup=False,
    )
    for finding in draft.findings:
        state.errors.print(
            f"  {finding.severity}: {finding.rule_id}: {finding.message}", markup=False
        )


def print_summaries(state: State, *summaries: SendSummary) -> None:
    """What became of each issue; exit code 3 when one of them has rows that wait."""
    for summary in summaries:
        counts = ", ".join(
            f"{count} {name}" for name, count in summary.audit.by_state.items() if count
        )
        state.console.print(
            f"{summary.issue_id}: {summary.audit.selected} readers: {counts or 'none'}",
            markup=False,
        )
        for alarm in summary.alarms:
            state.say(f"  alarm: {alarm}")
        if not summary.finished:
            state.say(f"hint: digest send {summary.issue_id} goes on where this stopped")
    if not all(summary.finished for summary in summaries):
        raise typer.Exit(PARTLY_DONE)


@contextmanager
def harvest_progress(state: State, *, total: int) -> Iterator[Callable[[Harvest], None]]:
    """A bar on a terminal, a plain line now and then elsewhere, while `total` sources are asked."""
    if not state.errors.is_terminal:
        yield _plain_lines(state, total)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[last]}"),
    )
    with Progress(*columns, console=state.errors, transient=True) as progress:
        task = progress.add_task("collecting", total=total, last="")
        yield lambda done: progress.update(task, advance=1, last=done.source.name)


def _plain_lines(state: State, total: int) -> Callable[[Harvest], None]:
    seen = 0

    def count(_: Harvest) -> None:
        nonlocal seen
        seen += 1
        if seen % SOURCES_A_LINE == 0:
            state.say(f"collecting: {seen} of {total} sources")

    return count


@contextmanager
def send_progress(state: State) -> Iterator[Callable[[int], None]]:
    """Count messages on a terminal; silent elsewhere."""
    if not state.errors.is_terminal:
        yield lambda _: None
        return
    with Progress(
        TextColumn("sending"), TextColumn("{task.completed} settled"), console=state.errors
    ) as progress:
        task = progress.add_task("sending", total=None)
        yield lambda settled: progress.update(task, advance=settled)


@contextmanager
def stop_on_signal() -> Iterator[threading.Event]:
    """An event that SIGTERM and Ctrl-C set, so that what is in flight is finished and stored."""
    stop = threading.Event()
    before = {
        number: signal.signal(number, lambda *_: stop.set())
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
