"""`digest issues`: list, show, edit and approve issues, audit them, and stop them.

`watch`, `correct` and `dismiss` stand in `source_watch.py`.

`digest preflight` stands here, too.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.complete import complete_issue, complete_newsletter
from digest.cli.daily import print_draft
from digest.cli.editor import edit_text
from digest.cli.source_watch import correct, dismiss, watch
from digest.cli.state import State
from digest.cli.tables import AsJson, Listing, print_json
from digest.errors import UseError, WriteError
from digest.kernel.counts import counted
from digest.models import DeliveryState, Finding, IssueState, Severity

if TYPE_CHECKING:
    from digest.models import Briefing
    from digest.usecases import Newsroom

issues_app = typer.Typer(help="List, show, edit, approve and audit issues.", no_args_is_help=True)

IssueId = Annotated[
    str,
    typer.Argument(
        metavar="ISSUE",
        help="The issue's id, e.g. security-briefing@2026-11-23.",
        autocompletion=complete_issue,
    ),
]


@issues_app.command("list")
def list_issues(
    ctx: typer.Context,
    newsletter: Annotated[
        str, typer.Option(help="Only this newsletter's.", autocompletion=complete_newsletter)
    ] = "",
    limit: Annotated[int, typer.Option(min=1, help="How many, newest first.")] = 20,
    as_json: AsJson = False,
) -> None:
    """List issues, newest first, with their state and how many readers have them."""
    state: State = ctx.obj
    listing = Listing(("issue", "state", "subject", "readers", "accepted"), unbroken=1)
    with state.open(needs_config=False) as newsroom:
        issues = newsroom.store.issues.list(
            newsletter_id=newsletter or None, limit=limit, counts=True
        )
        # asked only when the list is empty, because it reads all files
        if newsletter and not issues:
            # raises for an unknown id; a newsletter that ended may still have issues
            newsroom.newsletter(newsletter)
    for issue in issues:
        # no row in this state: the issue was not sent yet
        accepted = issue.by_state.get(DeliveryState.ACCEPTED, 0)
        listing.add(issue.id, issue.state, issue.subject, str(issue.selected), str(accepted))
    listing.print_to(state.console, as_json=as_json)


@issues_app.command()
def show(
    ctx: typer.Context,
    issue: IssueId,
    why: Annotated[
        bool, typer.Option("--why", help="The reasons for each story, chosen or left out.")
    ] = False,
    form: Annotated[str, typer.Option("--as", help="yaml, full, text or html.")] = "yaml",
) -> None:
    """Print an issue's briefing as YAML, its plain text or its HTML.

    The YAML holds the texts and their sources; `--as full` adds what the store keeps beside them.
    With --why, print how each story was decided.
    """
    from digest.cli.why import print_reasons

    state: State = ctx.obj
    with state.open() as newsroom:
        if why:
            print_reasons(state, newsroom, issue)
        else:
            sys.stdout.write(_in_form(newsroom, issue, form))


def _in_form(newsroom: Newsroom, issue_id: str, form: str) -> str:
    from digest.usecases import briefing_of, current_issue

    # the briefing as it is stored, without rendering
    if form == "yaml":
        from digest.write import draft_to_yaml

        return draft_to_yaml(briefing_of(newsroom, issue_id))
    if form == "full":
        from digest.write import briefing_to_yaml

        return briefing_to_yaml(briefing_of(newsroom, issue_id))
    if form == "text":
        return current_issue(newsroom, issue_id).issue.text
    if form == "html":
        return current_issue(newsroom, issue_id).issue.html
    raise UseError("no such form", subject=form, hint="yaml, full, text or html")


@issues_app.command()
def edit(
    ctx: typer.Context,
    issue: IssueId,
    file: Annotated[
        Path | None,
        typer.Option(
            "--from", help="Take the edited YAML from this file instead of opening $EDITOR."
        ),
    ] = None,
) -> None:
    """Edit a draft's briefing in $EDITOR (or take it from a file), check it and render it again.

    A mistake leaves the stored draft as it was and says where the mistake is; your text is kept.
    Exit code 1: the draft is stored, and preflight would stop it.
    """
    from digest.usecases import briefing_of, redraft
    from digest.write import draft_to_yaml, passage_lines

    state: State = ctx.obj
    with state.open() as newsroom:
        stored = briefing_of(newsroom, issue)
        before = draft_to_yaml(stored)
        # a file on the command line serves scripts and tests of a text
        edited = file or edit_text(before, issue)
        text = edited.read_text(encoding="utf-8")
        # no new rendering, and no mark that a person edited it
        if text == before:
            state.print("nothing changed")
            return
        draft = redraft(newsroom, _read_briefing(text, stored, edited))
    print_draft(state, draft, file=str(edited), lines=passage_lines(text))
    for finding in draft.findings:
        if finding.severity is Severity.ERROR:
            state.say("hint: mend the text, or write `overruled: <reason>` beside a sentence")
            raise typer.Exit(1)


def _read_briefing(text: str, stored: Briefing, file: Path) -> Briefing:
    from digest.write import draft_from_yaml

    issue_id = stored.issue_id
    try:
        briefing = draft_from_yaml(text, stored)
    except WriteError as error:
        again = f"mend it and take it with: digest issues edit {issue_id} --from {file}"
        hint = f"{error.hint}; {again}".lstrip("; ")
        # as compilers write it, so that editors jump to the place
        place = f"{file}:{error.subject}: " if error.subject else ""
        raise WriteError(f"{place}{error.message}", hint=hint) from None
    # a text saved under yesterday would overwrite another issue
    if briefing.issue_id != issue_id:
        hint = f"expected {issue_id}"
        raise UseError("the file is another issue's", subject=briefing.issue_id, hint=hint)
    return briefing


@issues_app.command()
def approve(
    ctx: typer.Context,
    issue: IssueId,
    without_readers: Annotated[
        bool,
        typer.Option(
            "--without-readers", help="Approve it though there is no reader: for the archive."
        ),
    ] = False,
) -> None:
    """Freeze the issue and its readers; preflight must find no error.

    Then `digest send` it, or let `serve` do so. `digest issues unapprove` takes it back as long as
    no message was handed over.
    """
    from digest.runtime.jobs import jobs_at_approval
    from digest.usecases import approve_issue

    state: State = ctx.obj
    with state.open() as newsroom, jobs_at_approval(newsroom) as also:
        readers = approve_issue(newsroom, issue, without_readers=without_readers, also=also)
        stands = newsroom.store.issues.state(issue)
    # in a cluster the approval itself has put the jobs into the queue
    then = "the workers send it" if also else f"send it: digest send {issue}"
    # approving twice changes no row: the issue may have gone out long ago
    if stands is IssueState.SENT:
        then = "it is sent"
    elif stands is IssueState.PAUSED:
        then = f"it is paused: digest issues resume {issue}"
    state.print(f"{issue} is approved for {counted(readers, 'reader')}; {then}")


@issues_app.command()
def unapprove(ctx: typer.Context, issue: IssueId) -> None:
    """Take an approval back: the issue is a draft again, for edits and a new approval.

    It is refused once the message of any reader is handed over.
    """
    from digest.usecases import take_back_approval

    _change(ctx, issue, take_back_approval, "is a draft again")


@issues_app.command()
def audit(
    ctx: typer.Context,
    issue: IssueId,
    as_csv: Annotated[
        bool,
        typer.Option(
            "--csv", help="One line per reader: state, reply, queue id, Message-ID, when."
        ),
    ] = False,
    only: Annotated[
        list[DeliveryState] | None,
        typer.Option("--state", help="With --csv: only rows in this state (repeat it)."),
    ] = None,
    addresses: Annotated[
        bool, typer.Option("--addresses", help="With --csv: also the reader's address.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Count who got the issue: the ledger's balance by state, and each wave and variant
    where it has some.

    Exit code 1 when it does not balance.
    """
    from digest.cli.audit_csv import write_rows
    from digest.usecases import issue_of

    state: State = ctx.obj
    with state.open() as newsroom:
        rendered = issue_of(newsroom, issue)
        balance = newsroom.store.ledger.audit(issue)
        waves = newsroom.store.waves.balances(issue)
        variants = newsroom.store.variants.counts(issue)
        # rows for a script: the balance would be a line of no use
        if as_csv:
            write_rows(newsroom, rendered, sys.stdout, states=only or (), addresses=addresses)
            return
    listing = Listing(("state", "readers"))
    # every state, also those without a row: a missing line would leave a doubt
    for name in DeliveryState:
        listing.add(name, str(balance.by_state.get(name, 0)))
    listing.add("selected", str(balance.selected))
    # the same rows once more, wave by wave
    for wave in waves:
        for name, count in sorted(wave.by_state.items()):
            listing.add(f"wave of {wave.at:%Y-%m-%d %H:%M} UTC: {name}", str(count))
    # the same rows once more, where readers chose parts of the issue
    if len(variants) > 1:
        for variant, by_state in variants.items():
            for name, count in sorted(by_state.items()):
                listing.add(f"variant {variant or 'whole'}: {name}", str(count))
    listing.print_to(state.console, as_json=as_json)
    # the table first: the numbers are what a person needs to find the fault
    if not balance.balances:
        state.warn("error: the ledger does not balance: selected is not the sum of the states")
        raise typer.Exit(1)


@issues_app.command()
def retry(
    ctx: typer.Context,
    issue: IssueId,
    states: Annotated[
        list[DeliveryState], typer.Option("--state", help="Rows in this state (repeat it).")
    ],
) -> None:
    """Queue rows again by your word: refused, uncertain, deferred or suppressed, never accepted."""
    from digest.usecases import retry_rows

    state: State = ctx.obj
    with state.open() as newsroom:
        count = retry_rows(newsroom, issue, states)
    if count:
        state.print(f"{count} rows queued again; send them: digest send {issue}")
    else:
        state.print("no row is in that state")


@issues_app.command()
def pause(ctx: typer.Context, issue: IssueId) -> None:
    """Stop handing this issue over; messages in flight are finished."""
    from digest.usecases import pause_issue

    _change(ctx, issue, pause_issue, "paused")


@issues_app.command()
def resume(ctx: typer.Context, issue: IssueId) -> None:
    """Let a paused issue go on."""
    from digest.usecases import resume_issue

    _change(ctx, issue, resume_issue, "goes on")


@issues_app.command()
def end(ctx: typer.Context, issue: IssueId) -> None:
    """Stop an issue for good: readers who have it keep it, the others never get it.

    It stays in the archive and in the ledger.
    """
    from digest.usecases import end_issue

    _change(ctx, issue, end_issue, "ended; it stays in the archive")


@issues_app.command()
def cancel(ctx: typer.Context, issue: IssueId) -> None:
    """Give an approved issue up for good, as if it had never been.

    It is refused once a reader may have the issue: `digest issues end` stops it then.
    """
    from digest.usecases import cancel_issue

    _change(ctx, issue, cancel_issue, "cancelled")


# the watch of cited pages has a file of its own
issues_app.command()(watch)
issues_app.command()(correct)
issues_app.command()(dismiss)


def _change(
    ctx: typer.Context, issue: str, change: Callable[[Newsroom, str], None], result: str
) -> None:
    state: State = ctx.obj
    with state.open() as newsroom:
        change(newsroom, issue)
    state.print(f"{issue}: {result}")


def preflight(
    ctx: typer.Context,
    issue: IssueId,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    online: Annotated[
        bool, typer.Option("--online", help="Also try links, unsubscribe and DNS.")
    ] = False,
) -> None:
    """Check the final bytes of a sample message against every rule.

    Exit code 1 when an error would stop the send.
    """
    from digest.usecases import preflight_issue

    state: State = ctx.obj
    with state.open() as newsroom:
        findings = preflight_issue(newsroom, issue, online=online)
    # warnings and notes stop no send
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if as_json:
        from dataclasses import asdict

        written = [asdict(finding) for finding in findings]
        print_json({"issue": issue, "ok": not errors, "findings": written})
    else:
        _print_findings(state, findings)
    if errors:
        raise typer.Exit(1)


def _print_findings(state: State, findings: tuple[Finding, ...]) -> None:
    # severity and rule are short, and stay on one line
    listing = Listing(("severity", "rule", "what", "where"), unbroken=2)
    for finding in findings:
        listing.add(finding.severity, finding.rule_id, finding.message, finding.where)
    if findings:
        listing.print_to(state.console)
    else:
        state.print("preflight found no fault: good to go")
