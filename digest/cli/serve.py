"""`digest serve` runs schedule and readers' pages; `next` prints the coming slots; `preview` opens the studio."""

from __future__ import annotations

import socket
import threading
from contextlib import ExitStack
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
import uvicorn

from digest.cli.desk import At, fixed_clock, stop_on_signal
from digest.cli.state import State
from digest.cli.tables import table
from digest.cli.worker import MetricsPort
from digest.errors import UseError
from digest.runtime.jobs import open_queue
from digest.runtime.metrics import metrics_on
from digest.runtime.schedule import run_schedule
from digest.runtime.slots import coming_slots
from digest.usecases.newsroom import briefing_of, named, token_key
from digest.web.app import public_app
from digest.web.preview import preview_app

LOOPBACK = "127.0.0.1"


def serve(
    ctx: typer.Context,
    host: Annotated[
        str, typer.Option(help="Where the readers' pages listen; put a TLS proxy in front.")
    ] = LOOPBACK,
    port: Annotated[
        int, typer.Option(min=1, max=65535, help="The port of the readers' pages.")
    ] = 8080,
    schedule: Annotated[
        bool, typer.Option(help="Also run the schedule (one process leads).")
    ] = True,
    cluster: Annotated[
        bool,
        typer.Option(
            "--cluster", help="Leave the work to `digest worker` processes (needs PostgreSQL)."
        ),
    ] = False,
    metrics: MetricsPort = 0,
) -> None:
    """Run every newsletter's schedule and answer the readers' pages, until SIGTERM or Ctrl-C.

    Several processes may serve one newsroom: one leads the schedule, all answer pages. On SIGTERM what is in flight is
    finished and stored; the next start goes on exactly there.
    """
    state: State = ctx.obj
    with state.open() as newsroom, stop_on_signal() as stop, ExitStack() as opened:
        queue = opened.enter_context(open_queue(newsroom)) if cluster else None
        opened.enter_context(newsroom.store.processes.beating())
        opened.enter_context(metrics_on(newsroom, metrics))
        listener = opened.enter_context(_listening(host, port))
        app = public_app(
            newsroom.store, newsroom.config, key=token_key(newsroom), clock=newsroom.clock
        )
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False))
        server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
        pages = threading.Thread(target=server.run, args=([listener],), name="pages")
        pages.start()
        state.say(f"readers' pages on http://{host}:{port}/healthz; Ctrl-C ends")
        try:
            if schedule:
                run_schedule(newsroom, stop, work=queue, on_event=state.say)
            else:
                stop.wait()
        finally:
            server.should_exit = True
            pages.join()


def _listening(host: str, port: int) -> socket.socket:
    """A socket of our own: where the port is taken, uvicorn ends with a line of its log, in a thread in silence."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        why = str(error.strerror).partition(" (")[0]  # `socket` repeats the address there
        hint = "give --port a free one" + (
            "" if host == LOOPBACK else ", --host an address of this machine"
        )
        raise UseError(f"cannot listen ({why})", subject=f"{host}:{port}", hint=hint) from error


def next_slots(
    ctx: typer.Context,
    newsletter: Annotated[list[str] | None, typer.Argument(help="Only these newsletters.")] = None,
    runs: Annotated[
        int, typer.Option("--runs", "-n", min=1, max=400, help="How many slots of each.")
    ] = 3,
    at: At = "",
) -> None:
    """Print the coming slots of each newsletter with its zone, its offset and UTC, daylight saving included."""
    state: State = ctx.obj
    config, now = state.config(), fixed_clock(state, at)()
    slots = table("newsletter", "local", "zone", "UTC", unbroken=1)
    known = {title.id: title for title in config.newsletters}
    for title in [named("newsletter", one, known) for one in newsletter or known]:
        for due in coming_slots(title, after=now, count=runs):
            local = due.utc.astimezone(ZoneInfo(title.timezone))
            slots.add_row(
                title.id,
                f"{local:%a %Y-%m-%d %H:%M %z}",
                title.timezone,
                f"{due.utc:%Y-%m-%d %H:%M}",
            )
    state.console.print(slots)


def preview(
    ctx: typer.Context,
    issue: Annotated[str, typer.Argument(help="Open at this issue; otherwise the newest.")] = "",
    port: Annotated[
        int, typer.Option(min=1, max=65535, help="The studio's port, on loopback only.")
    ] = 8090,
) -> None:
    """Open the studio: the rendered issue at phone and desk width, light and dark, its text, and why each story is in.

    It listens on loopback only and reloads when YAML files or templates change.
    """
    state: State = ctx.obj
    with state.open() as newsroom, _listening(LOOPBACK, port) as listener:
        if issue:
            briefing_of(newsroom, issue)
        app = preview_app(newsroom, state.config)
        state.console.print(
            f"http://{LOOPBACK}:{port}/{('?issue=' + issue) if issue else ''}  (Ctrl-C ends)"
        )
        uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False)).run(
            sockets=[listener]
        )
