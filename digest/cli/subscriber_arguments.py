"""Arguments of the commands on readers, and the words in which they tell what became of one."""

from __future__ import annotations

from typing import Annotated

import typer

from digest.cli.complete import complete_newsletter

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
