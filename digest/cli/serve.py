"""`digest serve` runs the schedule and the readers' pages; `next` prints slots; `preview` shows."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.complete import complete_issue, complete_newsletter
from digest.cli.moments import At, fixed_clock
from digest.cli.progress import server_signals
from digest.cli.state import State
from digest.cli.tables import AsJson, Listing
from digest.errors import ConfigError, DigestError, StoreError, UseError
from digest.kernel.backoff import backoff_s

if TYPE_CHECKING:
    import uvicorn
    from starlette.applications import Starlette

LOOPBACK = "127.0.0.1"
MOST_SLOTS = 400

FIRST_WAIT_S = 1.0
LONGEST_WAIT_S = 30.0
"""Waits between the tries to open the database once more: doubled from the first to the longest."""

HIGHEST_PORT = 65535

MetricsPort = Annotated[
    int,
    typer.Option(
        "--metrics",
        metavar="PORT",
        min=0,
        max=HIGHEST_PORT,
        help="Answer Prometheus at this port, on loopback only; 0: not.",
    ),
]


def serve(
    ctx: typer.Context,
    host: Annotated[
        str, typer.Option(help="Where the readers' pages listen; put a TLS proxy in front.")
    ] = LOOPBACK,
    port: Annotated[
        int, typer.Option(min=1, max=HIGHEST_PORT, help="The port of the readers' pages.")
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
    proxy: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NETWORK",
            help="Address or network of a TLS proxy on another machine: the readers' addresses"
            " are then those that its X-Forwarded-For names. Repeatable.",
        ),
    ] = None,
) -> None:
    """Run every newsletter's schedule and answer the readers' pages, until SIGTERM or Ctrl-C.

    Several processes may serve one newsroom: one leads the schedule, all answer pages. On SIGTERM
    the messages in flight are finished and stored; the next start goes on exactly there. On SIGHUP
    they are finished as well, and the files are read again; a mistake in them changes nothing, and
    neither does a signal that comes while the database is away.
    """
    state: State = ctx.obj
    # a wrong network is told before a socket is opened
    proxies = [_network(text) for text in proxy or ()]

    # one socket for all rounds: a reader who comes between two rounds waits
    with server_signals(partial(_may_reload, state)) as signals, _listening(host, port) as listener:
        serve_round = partial(
            _serve_round,
            state,
            listener,
            schedule=schedule,
            cluster=cluster,
            metrics=metrics,
            proxies=proxies,
        )
        address = f"http://{host}:{port}/healthz"
        serve_round(signals.stop, begun=f"readers' pages on {address}; Ctrl-C ends")
        again = partial(serve_round, signals.stop, begun="the configuration was read again")
        while signals.another_round():
            _once_open(state, again, signals.stop)


def _network(text: str) -> IPv4Network | IPv6Network:
    """Read the address or network of a proxy. Raises UseError."""
    try:
        # 10.0.0.3/24 means the network in which that machine stands
        return ip_network(text, strict=False)
    except ValueError as error:
        hint = "write 10.0.0.3, or a network like 172.18.0.0/16"
        raise UseError("this is no network", subject=text, hint=hint) from error


def _may_reload(state: State) -> bool:
    """Try whether another round could begin; if not, say why, with each mistake in the files."""
    try:
        # the files and the database that they name: a round that cannot begin must not be tried
        with state.open():
            return True
    except DigestError as error:
        if isinstance(error, ConfigError):
            for problem in error.problems:
                state.warn(str(problem))
        state.warn(f"the configuration stays as it was: {error}")
        return False


def _once_open(state: State, serve_round: Callable[[], None], stop: threading.Event) -> None:
    """Serve a round, and try again while its database is away: a restart is no end of `serve`."""
    failures = 0
    while not stop.is_set():
        try:
            serve_round()
            return
        except StoreError as error:
            failures += 1
            delay_s = backoff_s(failures, first_s=FIRST_WAIT_S, longest_s=LONGEST_WAIT_S)
            state.warn(f"not serving, tried again in {delay_s:.0f} s: {error}")
            stop.wait(delay_s)


def _serve_round(
    state: State,
    listener: socket.socket,
    stop: threading.Event,
    *,
    begun: str,
    schedule: bool,
    cluster: bool,
    metrics: int,
    proxies: Sequence[IPv4Network | IPv6Network],
) -> None:
    """Serve with the configuration as it is now, until `stop` is set.

    `begun` is said once the database is open and the pages answer.
    """
    from digest.runtime.jobs import open_queue
    from digest.runtime.metrics import metrics_on
    from digest.runtime.schedule import run_schedule
    from digest.usecases import token_key
    from digest.web.app import public_app
    from digest.web.connection_limits import descriptor_limits
    from digest.web.even_answers import EVEN_ANSWER_S
    from digest.web.server import KEEP_PAGES_S, pages_server

    with state.open() as newsroom, ExitStack() as opened:
        queue = opened.enter_context(open_queue(newsroom)) if cluster else None
        # before the schedule: a slot may be claimed in the first second
        opened.enter_context(newsroom.store.processes.beating())
        opened.enter_context(metrics_on(newsroom, metrics))
        app = public_app(
            newsroom.store,
            newsroom.config,
            key=token_key(newsroom),
            clock=newsroom.clock,
            keep_pages_s=KEEP_PAGES_S,
            even_answer_s=EVEN_ANSWER_S,
        )
        server = pages_server(app, limits=descriptor_limits(proxies))
        # a copy, because the server closes the socket that it is given
        sockets = [listener.dup()]
        # a thread of its own, so that the schedule stays in the main one
        pages = threading.Thread(target=server.run, args=(sockets,), name="pages")
        pages.start()
        state.say(begun)
        try:
            if schedule:
                run_schedule(newsroom, stop, work=queue, on_event=state.say)
            else:
                stop.wait()
        # also after an error: a thread that serves would keep the process alive
        finally:
            server.should_exit = True
            pages.join()


def next_slots(
    ctx: typer.Context,
    newsletter: Annotated[
        list[str] | None,
        typer.Argument(help="Only these newsletters.", autocompletion=complete_newsletter),
    ] = None,
    runs: Annotated[
        int, typer.Option("--runs", "-n", min=1, max=MOST_SLOTS, help="How many slots of each.")
    ] = 3,
    waves: Annotated[
        bool, typer.Option("--waves", help="Also each wave of a slot, with its readers.")
    ] = False,
    at: At = "",
    as_json: AsJson = False,
) -> None:
    """Print the coming slots of each newsletter with its zone, its offset and UTC.

    With --waves, a newsletter with `waves: {by: reader}` has a line for each moment at which
    readers get the issue, as they have chosen by now.
    """
    from zoneinfo import ZoneInfo

    from digest.runtime.slots import coming_slots
    from digest.usecases import named

    state: State = ctx.obj
    if waves:
        _print_waves(state, newsletter or (), runs=runs, at=at, as_json=as_json)
        return
    config, now = state.config_when_asked(), fixed_clock(state, at)()
    listing = Listing(("newsletter", "local", "zone", "UTC"), unbroken=1)
    known = {title.id: title for title in config.newsletters}
    # an unknown id raises before any line is printed for it
    for newsletter_id in newsletter or known:
        title = named("newsletter", newsletter_id, known)
        for due in coming_slots(title, after=now, count=runs):
            local = due.utc.astimezone(ZoneInfo(title.timezone))
            listing.add(
                title.id,
                f"{local:%a %Y-%m-%d %H:%M %z}",
                title.timezone,
                f"{due.utc:%Y-%m-%d %H:%M}",
            )
    listing.print_to(state.console, as_json=as_json)


def _print_waves(
    state: State, newsletters: Sequence[str], *, runs: int, at: str, as_json: bool
) -> None:
    from digest.runtime.slots import coming_slots
    from digest.usecases.wave_balances import readers_by_wave

    listing = Listing(("newsletter", "slot", "wave", "UTC", "readers"), unbroken=1)
    with state.open(clock=fixed_clock(state, at)) as newsroom:
        for newsletter_id in newsletters or [
            newsletter.id for newsletter in newsroom.config.newsletters
        ]:
            title = newsroom.newsletter(newsletter_id)
            for due in coming_slots(title, after=newsroom.clock(), count=runs):
                slot = f"{due.local:%a %Y-%m-%d %H:%M}"
                for moment, readers in readers_by_wave(newsroom, title, due.utc):
                    local = f"{moment.astimezone(due.local.tzinfo):%a %Y-%m-%d %H:%M}"
                    utc = f"{moment:%Y-%m-%d %H:%M}"
                    listing.add(title.id, slot, local, utc, str(readers))
    listing.print_to(state.console, as_json=as_json)


def preview(
    ctx: typer.Context,
    issue: Annotated[
        str,
        typer.Argument(
            help="Open at this issue; otherwise the newest.", autocompletion=complete_issue
        ),
    ] = "",
    port: Annotated[
        int, typer.Option(min=1, max=HIGHEST_PORT, help="The studio's port, on loopback only.")
    ] = 8090,
) -> None:
    """Open the studio: the issue at phone and desk width, light and dark, and its reasons.

    It listens on loopback only and reloads when YAML files or templates change.
    """
    from digest.usecases import briefing_of
    from digest.web.preview import preview_app

    state: State = ctx.obj
    with state.open() as newsroom, _listening(LOOPBACK, port) as listener:
        if issue:
            briefing_of(newsroom, issue)  # raises for an unknown issue
        app = preview_app(newsroom, state.config)
        query = f"?issue={issue}" if issue else ""
        state.print(f"http://{LOOPBACK}:{port}/{query}  (Ctrl-C ends)")
        _server(app).run(sockets=[listener])


def _server(app: Starlette) -> uvicorn.Server:
    import uvicorn

    return uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False))


def _listening(host: str, port: int) -> socket.socket:
    """Open the socket ourselves: uvicorn would end its thread without a word where it is taken."""
    # an address with colons is IPv6
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        # `socket` repeats the address in parentheses
        reason = str(error.strerror).partition(" (")[0]
        hint = "give --port a free one"
        if host != LOOPBACK:
            hint += ", --host an address of this machine"
        raise UseError(f"cannot listen ({reason})", subject=f"{host}:{port}", hint=hint) from error
