"""`digest collect`, `draft`, `send` and `run`: the work of each day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.complete import complete_issue, complete_newsletter, complete_source
from digest.cli.moments import At, fixed_clock, read_clock
from digest.cli.progress import count_progress, harvest_progress, stop_on_signal
from digest.cli.state import State
from digest.errors import UseError
from digest.kernel.counts import counted

if TYPE_CHECKING:
    from digest.kernel.issue_ids import Edition
    from digest.models import Source
    from digest.usecases import CollectReport, DraftResult, Newsroom, SendSummary

PARTLY_DONE = 3

NewsletterId = Annotated[
    str,
    typer.Argument(
        help="The newsletter's id, e.g. security-briefing.", autocompletion=complete_newsletter
    ),
]


Slot = Annotated[
    str,
    typer.Option(
        "--slot",
        metavar="HH:MM",
        help="The edition of this slot, for a newsletter with several a day.",
    ),
]


def collect(
    ctx: typer.Context,
    source: Annotated[
        list[str] | None,
        typer.Option(
            "--source",
            "-s",
            help="Only this source id (repeat it).",
            autocompletion=complete_source,
        ),
    ] = None,
    at: At = "",
) -> None:
    """Ask every due source for news and keep what is new.

    A dead, slow or hostile source costs its own time-out and nothing else. Exit code 3 says that
    some sources failed; `digest sources` tells which and why.
    """
    from digest.usecases import collect_news

    state: State = ctx.obj
    with state.open(clock=fixed_clock(state, at)) as newsroom:
        asked = _sources_asked(newsroom.config.sources, source or ())
        with harvest_progress(state, total=len(asked)) as on_done:
            report = collect_news(newsroom, source_ids=source or (), on_done=on_done)
    print_collect(state, report)
    # after the report: a script reads the code, a person the lines
    if report.failed:
        raise typer.Exit(PARTLY_DONE)


def _sources_asked(sources: Sequence[Source], source_ids: Sequence[str] = ()) -> list[Source]:
    """Return the named sources, or all enabled ones; raise UseError for a disabled one."""
    from digest.usecases import named

    # a slip in a name is answered with the nearest name
    known = {source.id: source for source in sources}
    asked = []
    for source_id in source_ids:
        source = named("source", source_id, known)
        if not source.enabled:
            hint = "sources.yaml says enabled: false"
            raise UseError("this source is switched off", subject=source_id, hint=hint)
        asked.append(source)
    # no name given: all that are switched on
    return asked or [source for source in sources if source.enabled]


def draft(
    ctx: typer.Context,
    newsletter: NewsletterId,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Also write the briefing as YAML here.")
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Replace a draft that a person edited.")
    ] = False,
    slot: Slot = "",
    special: Annotated[
        str,
        typer.Option(
            "--special", metavar="NAME", help="Make an extra edition of that name, like election."
        ),
    ] = "",
    at: At = "",
) -> None:
    """Choose the stories, write the briefing and render it, as a draft of the issue that is due.

    Drafting again replaces the draft until it is approved, and says so. `digest issues edit`
    changes it by hand, `digest preview` shows it.
    """
    from digest.usecases import draft_issue
    from digest.write import draft_to_yaml

    state: State = ctx.obj
    with state.open(clock=fixed_clock(state, at)) as newsroom:
        edition = _edition(newsroom, newsletter, slot=slot, special=special)
        result = draft_issue(newsroom, newsletter, edition=edition, replace_edits=again)
    print_draft(state, result)
    if out:
        out.write_text(draft_to_yaml(result.briefing), encoding="utf-8")
        state.print(f"briefing written to {out}")
    # a held issue is no failure, and still there is no mail to send
    if result.issue is None:
        raise typer.Exit(PARTLY_DONE)


def _edition(
    newsroom: Newsroom, newsletter_id: str, *, slot: str, special: str = ""
) -> Edition | None:
    """Return the edition that the options name; None for the edition that is due."""
    from digest.usecases import edition_of_slot, special_edition

    newsletter, now = newsroom.newsletter(newsletter_id), newsroom.clock()
    # each names an edition, and guessing between them would draft the wrong one
    if slot and special:
        raise UseError("--slot and --special name two editions", hint="give one of them")
    if special:
        return special_edition(newsletter, now, special)
    if slot:
        return edition_of_slot(newsletter, now, read_clock(slot))
    return None


def send(
    ctx: typer.Context,
    issue: Annotated[
        str | None,
        typer.Argument(
            metavar="[ISSUE]",
            help="The issue's id, e.g. security-briefing@2026-11-23.",
            autocompletion=complete_issue,
        ),
    ] = None,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume",
            help="Go on with the rows that wait; without an ISSUE with those of every issue.",
        ),
    ] = False,
    dry_run: Annotated[
        Path | None,
        typer.Option(
            "--dry-run", metavar="DIR", help="Write the messages into this Maildir instead."
        ),
    ] = None,
    test: Annotated[
        list[str] | None,
        typer.Option(
            "--test",
            metavar="ADDRESS",
            help="Send one copy to this address only, with [Test] in its subject (repeat it, or "
            "part addresses with commas).",
        ),
    ] = None,
    variant: Annotated[
        str,
        typer.Option("--variant", metavar="ID", help="With --test: the mail of this variant."),
    ] = "",
) -> None:
    """Hand an approved issue to its readers; an accepted message is never sent twice.

    Run it again after a crash or an interrupt, or with --resume: it goes on exactly where it
    stopped. Exit code 3 says that some rows still wait; `digest issues audit` lists them.
    """
    state: State = ctx.obj
    if issue is None:
        # --test and --dry-run need an issue even with --resume
        if not resume or dry_run or test:
            raise UseError(
                "no issue is named",
                hint="digest issues list shows them; --resume alone takes every issue",
            )
        _resume_all(state)
    # a trial copy comes first: it must never become a real send
    elif test:
        _send_test(state, issue, test, variant)
    elif variant:
        raise UseError("--variant goes with --test", hint="each reader gets the chosen variant")
    elif dry_run:
        _send_dry(state, issue, dry_run)
    else:
        _send(state, issue)


def _send(state: State, issue: str) -> None:
    from digest.usecases import send_approved

    with (
        state.open() as newsroom,
        stop_on_signal() as stop,
        count_progress(state, "sending", "settled") as on_progress,
    ):
        summary = send_approved(newsroom, issue, stop=stop, on_progress=on_progress)
    print_summaries(state, summary)


def _send_test(state: State, issue: str, written: Sequence[str], variant: str) -> None:
    from digest.usecases import send_test

    addresses = []
    for text in written:
        # several addresses may stand in one option, or in several
        for address in text.split(","):
            if address.strip():
                addresses.append(address.strip())
    with state.open() as newsroom:
        copies = send_test(newsroom, issue, addresses, variant=variant)
    refused = False
    for copy in copies:
        if copy.arrived:
            state.print(f"{copy.address}: accepted: {copy.reply}")
        else:
            refused = True
            state.warn(f"{copy.address}: the relay did not accept it: {copy.reply}")
    # a script must see that one copy did not arrive
    if refused:
        raise typer.Exit(1)


def _send_dry(state: State, issue: str, folder: Path) -> None:
    from digest.usecases import send_dry

    with state.open() as newsroom:
        count = send_dry(newsroom, issue, folder)
    state.print(f"{count} messages written to {folder}; no message was sent")


def _resume_all(state: State) -> None:
    from digest.usecases import resume_sending

    with state.open() as newsroom, stop_on_signal() as stop:
        summaries = resume_sending(newsroom, stop=stop)
    if not summaries:
        state.print("no issue waits to be sent")
    print_summaries(state, *summaries)


def run(ctx: typer.Context, newsletter: NewsletterId, slot: Slot = "", at: At = "") -> None:
    """Collect, draft, approve by the newsletter's policy and send: one whole morning.

    With `approval: manual` it stops after the draft and says how to approve. Run twice, it sends no
    message twice. Ctrl-C ends it at once before sending begins; then it finishes the messages in
    flight, as `digest send` does.
    """
    from digest.usecases import prepare_newsletter, send_approved

    state: State = ctx.obj
    with state.open(clock=fixed_clock(state, at)) as newsroom:
        total = len(_sources_asked(newsroom.config.sources))
        # Ctrl-C may end this part at once: no message is in flight yet
        with harvest_progress(state, total=total) as on_done:
            edition = _edition(newsroom, newsletter, slot=slot)
            report = prepare_newsletter(newsroom, newsletter, edition=edition, on_done=on_done)
        if report.collected:
            print_collect(state, report.collected)
        if report.draft:
            print_draft(state, report.draft)
        if report.waiting:
            state.print(report.waiting)
            return
        # from here on a signal only asks the sender to finish
        with (
            stop_on_signal() as stop,
            count_progress(state, "sending", "settled") as on_progress,
        ):
            sent = send_approved(
                newsroom,
                report.issue_id,
                checked=report.checked,
                stop=stop,
                on_progress=on_progress,
            )
    print_summaries(state, sent)


READERS_NAMED = 20
"""Uncertain readers that are named; the audit lists them all."""


def print_collect(state: State, report: CollectReport) -> None:
    """Print how many sources answered, and why the others failed."""
    state.print(
        f"{report.answered} of {report.sources} sources answered ({report.not_due} not due); "
        f"{report.new} new articles, {report.changed} changed"
    )
    for name, reason in report.failed:
        state.say(f"  {name}: {reason}")


def print_draft(
    state: State, draft: DraftResult, *, file: str = "", lines: Mapping[str, int] | None = None
) -> None:
    """Print the subject of a draft with its findings, or why the issue is held.

    `lines` maps the place of a sentence to its line in `file`, the YAML that a person edited.
    """
    briefing = draft.briefing
    if draft.replaced and draft.issue:
        state.say(f"replaces the draft of {draft.replaced:%Y-%m-%d %H:%M} UTC")
    if draft.issue is None:
        state.print(f"{briefing.issue_id}: held — {draft.selection.held}")
        for sentence in draft.why_held:
            state.say(f"  {sentence}")
        return
    stories = f"{len(briefing.items)} stories, {len(briefing.also)} also today"
    state.print(f"{briefing.issue_id}: {stories} — {briefing.subject}")
    for finding in draft.findings:
        # a finding of an edited file is told by line, as compilers do
        place = finding.where
        if lines and finding.where in lines:
            place = f"{file}:{lines[finding.where]}: {finding.where}"
        state.warn(f"  {finding.severity}: {place}: {finding.rule_id}: {finding.message}")


def print_summaries(state: State, *summaries: SendSummary) -> None:
    """Print how many readers of each issue are in which state; exit code 3 when rows wait."""
    for summary in summaries:
        counts = []
        for name, count in summary.audit.by_state.items():
            if count:
                counts.append(f"{count} {name}")
        selected = counted(summary.audit.selected, "reader")
        readers = f"{selected}: {', '.join(counts) or 'none'}"
        state.print(f"{summary.issue_id}: {readers}")
        # alarms and hints go to stderr, so that stdout holds one line an issue
        for alarm in summary.alarms:
            state.say(f"  alarm: {alarm}")
        if summary.uncertain:
            print_uncertain(state, summary)
        if summary.next_wave:
            at = f"{summary.next_wave:%Y-%m-%d %H:%M}"
            later = counted(summary.later, "reader")
            state.say(f"  waiting for the own wave: {later}, the next at {at} UTC")
        if not summary.finished:
            state.say(f"hint: digest send {summary.issue_id} goes on where this stopped")
    if not all(summary.is_complete for summary in summaries):
        raise typer.Exit(PARTLY_DONE)


def print_uncertain(state: State, summary: SendSummary) -> None:
    """Name the readers whose message may or may not have arrived, and the next step."""
    count = len(summary.uncertain)
    # a list of thousands would hide the hint below
    named = ", ".join(summary.uncertain[:READERS_NAMED])
    if count > READERS_NAMED:
        named += f" and {count - READERS_NAMED} more"
    state.say(f"  uncertain: {named}")
    audit = f"digest issues audit {summary.issue_id} --csv --state uncertain"
    state.say(f"hint: {audit} shows the Message-IDs to look for in the relay's log")
