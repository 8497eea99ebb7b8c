"""`digest issues`: list, show, edit, approve, audit, retry, pause, resume and cancel issues; and `digest preflight`."""

from __future__ import annotations

import csv
import json
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from digest.cli.desk import print_draft
from digest.cli.state import State
from digest.cli.tables import table
from digest.errors import UseError, WriteError
from digest.models import DeliveryState, Finding, Issue, Severity
from digest.runtime.jobs import jobs_at_approval
from digest.usecases.approve import approve_issue
from digest.usecases.change_issue import cancel_issue, pause_issue, resume_issue, retry_rows
from digest.usecases.check import preflight_issue
from digest.usecases.draft import redraft
from digest.usecases.message_for_reader import compiled_message
from digest.usecases.newsroom import Newsroom, briefing_of, issue_of
from digest.write import briefing_from_yaml, briefing_to_yaml

issues_app = typer.Typer(help="List, show, edit, approve and audit issues.", no_args_is_help=True)

IssueId = Annotated[
    str, typer.Argument(metavar="ISSUE", help="The issue's id, e.g. security-briefing@2026-11-23.")
]


@issues_app.command("list")
def list_issues(
    ctx: typer.Context,
    newsletter: Annotated[str, typer.Option(help="Only this newsletter's.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="How many, newest first.")] = 20,
) -> None:
    """List issues, newest first, with their state and how many readers have them."""
    state: State = ctx.obj
    listed = table("issue", "state", "subject", "readers", "accepted", unbroken=1)
    with state.open() as newsroom:
        issues = newsroom.store.issues.list(
            newsletter_id=newsletter or None, limit=limit, counts=True
        )
        if newsletter and not issues:  # one that is published no more still has its issues
            newsroom.newsletter(newsletter)
        for issue in issues:
            accepted = issue.by_state.get(DeliveryState.ACCEPTED, 0)
            listed.add_row(
                issue.id, issue.state, escape(issue.subject), str(issue.selected), str(accepted)
            )
    state.console.print(listed)


@issues_app.command()
def show(
    ctx: typer.Context,
    issue: IssueId,
    why: Annotated[
        bool, typer.Option("--why", help="The why-trail of each story, chosen and dropped.")
    ] = False,
    form: Annotated[str, typer.Option("--as", help="yaml, text or html.")] = "yaml",
) -> None:
    """Print an issue's briefing as YAML, its plain text or its HTML; with --why how each story was decided."""
    state: State = ctx.obj
    with state.open() as newsroom:
        if why:
            _print_why(state, newsroom, issue)
        elif form == "yaml":
            sys.stdout.write(briefing_to_yaml(briefing_of(newsroom, issue)))
        elif form in ("text", "html"):
            rendered = issue_of(newsroom, issue)
            sys.stdout.write(rendered.text if form == "text" else rendered.html)
        else:
            raise UseError("no such form", subject=form, hint="yaml, text or html")


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
    """
    state: State = ctx.obj
    with state.open() as newsroom:
        before = briefing_to_yaml(briefing_of(newsroom, issue))
        edited = file or _in_editor(before, issue)
        text = edited.read_text(encoding="utf-8")
        if text == before:
            state.console.print("nothing changed")
            return
        try:
            briefing = briefing_from_yaml(text)
        except WriteError as error:
            again = f"mend it and take it with: digest issues edit {issue} --from {edited}"
            raise WriteError(
                error.message, subject=error.subject, hint=f"{error.hint}; {again}".lstrip("; ")
            ) from None
        if briefing.issue_id != issue:
            raise UseError(
                "the file is another issue's", subject=briefing.issue_id, hint=f"expected {issue}"
            )
        print_draft(state, redraft(newsroom, briefing))


@issues_app.command()
def approve(ctx: typer.Context, issue: IssueId) -> None:
    """Freeze the issue and its readers. Preflight must find no error. Then `digest send` it, or let `serve` do so."""
    state: State = ctx.obj
    with state.open() as newsroom, jobs_at_approval(newsroom) as also:
        readers = approve_issue(newsroom, issue, also=also)
    then = "the workers send it" if also else f"send it: digest send {issue}"
    state.console.print(f"{issue} is approved for {readers} readers; {then}", markup=False)


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
) -> None:
    """Say who got what: the ledger's balance by state. Exit code 1 when it does not balance."""
    state: State = ctx.obj
    with state.open() as newsroom:
        rendered = issue_of(newsroom, issue)
        balance = newsroom.store.ledger.audit(issue)
        if as_csv:
            _write_rows(newsroom, rendered, only or ())
            return
        states = table("state", "readers")
        for name in DeliveryState:
            states.add_row(name, str(balance.by_state.get(name, 0)))
        states.add_section()
        states.add_row("selected", str(balance.selected))
        state.console.print(states)
    if not balance.balances:
        state.errors.print(
            "error: the ledger does not balance: selected differs from the sum of the states"
        )
        raise typer.Exit(1)


@issues_app.command()
def retry(
    ctx: typer.Context,
    issue: IssueId,
    states: Annotated[
        list[DeliveryState], typer.Option("--state", help="Rows in this state (repeat it).")
    ],
) -> None:
    """Queue rows again by your word: refused, uncertain, deferred or suppressed ones; never accepted ones."""
    state: State = ctx.obj
    with state.open() as newsroom:
        count = retry_rows(newsroom, issue, states)
    then = (
        f"{count} rows queued again; send them: digest send {issue}"
        if count
        else "no row is in that state"
    )
    state.console.print(then, markup=False)


@issues_app.command()
def pause(ctx: typer.Context, issue: IssueId) -> None:
    """Stop handing this issue over; what is in flight is finished."""
    _turn(ctx, issue, pause_issue, "paused")


@issues_app.command()
def resume(ctx: typer.Context, issue: IssueId) -> None:
    """Let a paused issue go on."""
    _turn(ctx, issue, resume_issue, "goes on")


@issues_app.command()
def cancel(ctx: typer.Context, issue: IssueId) -> None:
    """Give an issue up for good: readers who have it keep it, the others never get it."""
    _turn(ctx, issue, cancel_issue, "cancelled")


def preflight(
    ctx: typer.Context,
    issue: IssueId,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    online: Annotated[
        bool, typer.Option("--online", help="Also try links, unsubscribe and DNS.")
    ] = False,
) -> None:
    """Check the final bytes of a sample message against every rule; exit code 1 when an error would stop the send."""
    state: State = ctx.obj
    with state.open() as newsroom:
        findings = preflight_issue(newsroom, issue, online=online)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if as_json:
        sys.stdout.write(
            json.dumps(
                {"issue": issue, "ok": not errors, "findings": [asdict(f) for f in findings]}
            )
        )
        sys.stdout.write("\n")
    else:
        _print_findings(state, findings)
    if errors:
        raise typer.Exit(1)


def _print_findings(state: State, findings: tuple[Finding, ...]) -> None:
    found = table("severity", "rule", "what", "where", unbroken=2)
    for finding in findings:
        found.add_row(
            finding.severity, finding.rule_id, escape(finding.message), escape(finding.where)
        )
    if findings:
        state.console.print(found)
    else:
        state.console.print("preflight found nothing to say: good to go")


def _turn(ctx: typer.Context, issue: str, turn: Callable[[Newsroom, str], None], word: str) -> None:
    state: State = ctx.obj
    with state.open() as newsroom:
        turn(newsroom, issue)
    state.console.print(f"{issue}: {word}", markup=False)


def _print_why(state: State, newsroom: Newsroom, issue_id: str) -> None:
    selection = newsroom.store.issues.selection(issue_id)
    if selection is None:
        raise UseError("no such issue", subject=issue_id, hint="digest issues list shows them")
    groups = (
        ("chosen", selection.stories),
        ("also today", selection.also),
        ("left out", selection.missed),
    )
    for title, stories in groups:
        if stories:
            state.console.rule(title)
        for story in stories:
            state.console.print(
                f"[bold]{escape(story.lead.title)}[/bold]  score {story.score:.2f}", highlight=False
            )
            named = {
                article.id: f"({number})" for number, article in enumerate(story.articles, start=1)
            }
            for article in story.articles:
                source = article.publisher or article.source_id
                state.console.print(f"  {named[article.id]} {source}: {article.url}", markup=False)
            for match in story.matches:
                hits = "; ".join(
                    dict.fromkeys(f"{hit.leaf} → “{hit.text}” in {hit.field}" for hit in match.hits)
                )
                who = named.get(match.article_id, match.article_id)
                state.console.print(
                    f"  {who} matched {match.topic_id} ({match.score:.2f}): {hits}", markup=False
                )
            folded = {copy.folded for copy in story.copies}
            for merge in (merge for merge in story.merges if merge.right not in folded):
                because = "; ".join(reason.detail for reason in merge.reasons)
                pair = f"{named.get(merge.right, merge.right)} merged with {named.get(merge.left, merge.left)}"
                state.console.print(f"  {pair} ({merge.score:.2f}): {because}", markup=False)
            for copy in story.copies:
                state.console.print(
                    f"  {copy.folded} folded as a copy ({copy.kind}): {copy.detail}", markup=False
                )
            for reason in story.reasons:
                number = "" if reason.value is None else f" ({reason.value:+.2f})"
                state.console.print(f"  {reason.code}: {reason.detail}{number}", markup=False)
    if selection.held:
        state.console.print(f"held: {selection.held}", markup=False)


def _in_editor(text: str, issue_id: str) -> Path:
    editor = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
    folder = Path(tempfile.mkdtemp(prefix="digest-edit-"))
    file = folder / f"{issue_id}.yaml"
    file.write_text(text, encoding="utf-8")
    try:
        done = subprocess.run([*editor, str(file)], check=False)  # noqa: S603 (the operator's own editor)
    except FileNotFoundError:
        hint = f"set EDITOR, or edit {file} and take it with: digest issues edit {issue_id} --from {file}"
        raise UseError("there is no such editor", subject=editor[0], hint=hint) from None
    if done.returncode != 0:
        raise UseError(
            "the editor ended with an error", subject=editor[0], hint=f"your text is kept in {file}"
        )
    return file


ROW = (
    "subscriber",
    "state",
    "attempts",
    "code",
    "enhanced",
    "reply",
    "queue_id",
    "relay",
    "updated",
    "retry_at",
)


def _write_rows(newsroom: Newsroom, issue: Issue, states: Sequence[DeliveryState]) -> None:
    writer, compiled = csv.writer(sys.stdout), compiled_message(newsroom, issue)
    writer.writerow((*ROW, "message_id"))
    for row in newsroom.store.ledger.rows(issue.id, states=states):
        reply = row.reply
        writer.writerow(
            (
                row.subscriber_id,
                row.state,
                row.attempts,
                reply.code if reply else "",
                reply.enhanced if reply else "",
                reply.text if reply else "",
                reply.queue_id if reply else "",
                row.relay,
                row.updated.isoformat() if row.updated else "",
                row.retry_at.isoformat() if row.retry_at else "",
                compiled.message_id(row.subscriber_id),
            )
        )
