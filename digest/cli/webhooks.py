"""`digest webhooks`: the messages that other programs did not take yet, and another try."""

from __future__ import annotations

from typing import Annotated

import typer

from digest.cli.state import State
from digest.cli.tables import AsJson, Listing

webhooks_app = typer.Typer(
    name="webhooks", help="Facts that wait to be told to other programs.", no_args_is_help=True
)


@webhooks_app.command("list")
def list_webhooks(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List the webhooks with the number of messages that wait, and of those given up."""
    state: State = ctx.obj
    listing = Listing(("webhook", "waiting", "oldest", "given up", "last error"), unbroken=1)
    with state.open() as newsroom:
        for backlog in newsroom.store.outbox.backlog():
            oldest = ""
            if backlog.oldest:
                oldest = f"{backlog.oldest:%Y-%m-%d %H:%M}"
            listing.add(
                backlog.webhook, str(backlog.waiting), oldest, str(backlog.dead), backlog.last_error
            )
    listing.print_to(state.console, as_json=as_json)


@webhooks_app.command("retry")
def retry(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="The webhook, as digest.yaml names it.")],
) -> None:
    """Make all messages of a webhook due now, also those given up; `digest serve` posts them."""
    from digest.config import HUB_NAME
    from digest.usecases.newsroom import named

    state: State = ctx.obj
    with state.open() as newsroom:
        settings = newsroom.config.settings
        names: dict[str, object] = {webhook.name: webhook for webhook in settings.webhooks}
        if settings.websub.hub:
            names[HUB_NAME] = settings.websub
        named("webhook", name, names)
        # the store posts nothing itself: `serve` does within seconds
        count = newsroom.store.outbox.revive(name, now=newsroom.clock())
        state.say(f"{count} messages of {name} are due now")
