"""`digest report`: what became of each issue, and who joined and left after it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from digest.cli.complete import complete_newsletter
from digest.cli.state import State
from digest.cli.tables import AsJson, Listing

MOST_ISSUES = 1000

HEADINGS = (
    "issue",
    "readers",
    "accepted",
    "refused",
    "bounced",
    "complained",
    "joined",
    "left",
    "growth",
    "reasons",
    "more",
    "less",
    "poll",
)


def report(
    ctx: typer.Context,
    newsletter: Annotated[
        str,
        typer.Option(
            "--newsletter",
            "-n",
            help="Only the issues of this newsletter.",
            autocompletion=complete_newsletter,
        ),
    ] = "",
    issues: Annotated[
        int, typer.Option("--issues", min=1, max=MOST_ISSUES, help="How many, newest first.")
    ] = 20,
    mail: Annotated[
        list[str] | None,
        typer.Option(
            "--mail",
            metavar="ADDRESS",
            help="Mail the last seven days with charts to this address instead (repeat it).",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Print what became of each issue, and who joined and left until the next one.

    `reasons` counts the reasons that readers gave when they left; `more`, `less` and `poll` count
    their answers by a button. No open and no click is counted. With --mail the figures of the last
    seven days go to you as a mail; exit code 1 when a copy did not arrive.
    """
    from digest.usecases.issue_report import issue_figures
    from digest.usecases.opinions import poll_in_words

    state: State = ctx.obj
    if mail:
        _mail(state, mail)
        return
    listing = Listing(HEADINGS, unbroken=1)
    # the figures stand in the database; YAML is read only to refuse an unknown newsletter
    with state.open(needs_config=bool(newsletter)) as newsroom:
        for figures in issue_figures(newsroom, newsletter_id=newsletter or None, limit=issues):
            reasons = ", ".join(f"{count} {reason}" for reason, count in figures.reasons.items())
            counts = (
                figures.issue.selected,
                figures.accepted,
                figures.refused,
                figures.bounced,
                figures.complained,
                figures.joined,
                figures.left,
            )
            opinions = (str(figures.more), str(figures.less), poll_in_words(figures.opinions))
            listing.add(
                figures.issue.id, *map(str, counts), f"{figures.growth:+}", reasons, *opinions
            )
    listing.print_to(state.console, as_json=as_json)


def _mail(state: State, addresses: Sequence[str]) -> None:
    from digest.usecases.operator_report import mail_report

    with state.open() as newsroom:
        copies = mail_report(newsroom, addresses)
    for copy in copies:
        outcome = "accepted" if copy.arrived else "the relay did not accept it"
        state.print(f"{copy.address}: {outcome}: {copy.reply}")
    if not all(copy.arrived for copy in copies):
        raise typer.Exit(1)
