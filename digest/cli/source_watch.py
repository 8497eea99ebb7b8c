"""`digest issues watch`, `correct` and `dismiss`: changes of cited pages, and corrections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.complete import complete_issue
from digest.cli.progress import stop_on_signal
from digest.cli.state import State
from digest.cli.tables import AsJson, Listing, print_json
from digest.errors import UseError
from digest.models import NoticeState, SourceNotice, WatchedPage

if TYPE_CHECKING:
    from digest.usecases import WatchReport

NOTICE_ID, CORRECTION_ID = re.compile(r"n-[0-9a-f]+"), re.compile(r"c-[0-9a-f]+")
"""The ids of a notice and of a correction; an issue's id ends in @ and its date."""

MOST_NOTICES = 1_000

WHEN = "%Y-%m-%d %H:%M UTC"


def watch(
    ctx: typer.Context,
    issue: Annotated[
        str,
        typer.Argument(
            metavar="[ISSUE]",
            help="Only notices about this issue.",
            autocompletion=complete_issue,
        ),
    ] = "",
    once: Annotated[
        bool, typer.Option("--once", help="First read the pages that are due now.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Also notices that are settled, with their reasons.")
    ] = False,
    pages: Annotated[
        bool, typer.Option("--pages", help="List the watched pages and when each is read next.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show changes of pages that sent issues cited: old and new words side by side.

    `serve` reads the pages by itself; `--once` makes one round now. A page is never asked before it
    is due, however often this is called. Exit code 3: some due pages could not be read.
    """
    from digest.usecases import issue_of, watch_sources

    state: State = ctx.obj
    report: WatchReport | None = None
    with state.open(needs_config=once) as newsroom:
        if issue:
            issue_of(newsroom, issue)  # raises for an unknown issue
        if once:
            with stop_on_signal() as stop:
                report = watch_sources(newsroom, stop=stop)
        states = tuple(NoticeState) if everything else (NoticeState.OPEN,)
        notices = newsroom.store.source_watch.notices(
            states=states, issue_id=issue or None, limit=MOST_NOTICES
        )
        watched = newsroom.store.source_watch.pages() if pages or not notices else ()
    if report and not as_json:
        state.say(
            f"{report.asked} pages answered, {report.unchanged} unchanged; "
            f"{len(report.left)} not read"
        )
        for url, reason in report.left:
            state.warn(f"  {url}: {reason}")
    if pages:
        listing = Listing(("next read", "page", "issues", "trouble"), unbroken=1)
        for page in watched:
            when = f"{page.next_read:%Y-%m-%d %H:%M}"
            listing.add(when, page.url, ", ".join(page.issues), page.trouble)
        listing.print_to(state.console, as_json=as_json)
    elif notices or as_json:
        _print_notices(state, notices, as_json=as_json)
    else:
        state.print(_how_far_read(watched))
    # last, so that the notices are printed before the exit code tells of the trouble
    if report and report.left:
        raise typer.Exit(3)


def correct(
    ctx: typer.Context,
    target: Annotated[
        str,
        typer.Argument(
            metavar="ISSUE|NOTICE|CORRECTION",
            help="An issue's id with --text; a notice (n-…); or with --take-back a correction.",
            autocompletion=complete_issue,
        ),
    ],
    text: Annotated[
        str, typer.Option("--text", help="The correction; a notice offers one of its own.")
    ] = "",
    take_back: Annotated[
        bool,
        typer.Option("--take-back", help="Delete a correction (c-…) that readers do not have yet."),
    ] = False,
) -> None:
    """Correct an issue that went out: on its page at once, and at the foot of the next issue.

    The mail that went out stays as it was. Without an issue's id, a notice of `digest issues watch`
    says which issue, and what changed.
    """
    from digest.usecases import correct_issue, correct_notice, take_back_correction

    state: State = ctx.obj
    with state.open() as newsroom:
        if take_back:
            taken = take_back_correction(newsroom, target)
            state.print(f"{taken.id} is taken back; {taken.issue_id} has no such note any more")
            return
        # asked before the notice: without --take-back it is a likely slip, and has its own hint
        if CORRECTION_ID.fullmatch(target):
            hint = f"digest issues correct {target} --take-back deletes it"
            raise UseError("this is a correction already", subject=target, hint=hint)
        if NOTICE_ID.fullmatch(target):
            correction = correct_notice(newsroom, target, text)
        else:
            correction = correct_issue(newsroom, target, text)
        base = newsroom.config.settings.publication.base_url
    state.print(f"{correction.id}: {correction.text}")
    state.print(f"the note stands at {base}/i/{correction.issue_id}")
    state.print(f"the next issue of {correction.newsletter_id} carries it at its foot")


def dismiss(
    ctx: typer.Context,
    notice: Annotated[
        str, typer.Argument(metavar="NOTICE", help="The notice's id, e.g. n-3f9a01c2de.")
    ],
    reason: Annotated[str, typer.Option("--reason", help="Why the issue may stand; it is kept.")],
) -> None:
    """Settle a notice without a correction. A further change of the page raises a new one."""
    from digest.usecases import dismiss_notice

    state: State = ctx.obj
    with state.open(needs_config=False) as newsroom:
        dismissed = dismiss_notice(newsroom, notice, reason)
    state.print(f"{dismissed.id} is dismissed: {dismissed.reason}")


def _print_notices(state: State, notices: Sequence[SourceNotice], *, as_json: bool) -> None:
    if as_json:
        print_json([_as_object(notice) for notice in notices])
        return
    for notice in notices:
        head = f"{notice.id}  {notice.kind}  {notice.issue_id}  {notice.outlet}"
        if notice.state is not NoticeState.OPEN:
            head += f"  ({notice.state}{': ' if notice.reason else ''}{notice.reason})"
        # plain lines: words of outlets are no markup
        lines = [head, f"  {notice.title}", f"  {notice.url}"]
        if notice.cited:
            lines.append(f"  cited: {notice.cited}")
        lines.append(f"  now:   {notice.now or _nothing(notice)}")
        if notice.state is NoticeState.OPEN:
            lines.append(f"  settle: digest issues correct {notice.id}")
        for line in lines:
            state.console.print(line, markup=False, highlight=False, soft_wrap=True)


def _how_far_read(watched: Sequence[WatchedPage]) -> str:
    """Say why there is no notice: pages that were not read yet tell of no change either."""
    if not watched:
        return "no page is watched: pages are read for some days after their issue goes out"
    readings = [page.last_read for page in watched if page.last_read is not None]
    if not readings:
        first = min(page.next_read for page in watched)
        return f"watched pages: {len(watched)}; read: 0; the first is due {first:{WHEN}}"
    counts = f"watched pages: {len(watched)}; read: {len(readings)}"
    return f"no cited page has changed ({counts}; the last {max(readings):{WHEN}})"


def _nothing(notice: SourceNotice) -> str:
    if notice.cited:
        return "(the sentence is gone)"
    return "(the page is gone)"


def _as_object(notice: SourceNotice) -> dict[str, str]:
    return {**notice.as_fields(), "state": notice.state, "reason": notice.reason}
