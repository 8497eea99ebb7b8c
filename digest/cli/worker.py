"""`digest worker`: does jobs of a newsroom that runs on several machines."""

from __future__ import annotations

from typing import Annotated

import typer

from digest.cli.progress import stop_on_signal
from digest.cli.serve import MetricsPort
from digest.cli.state import State

MOST_JOBS = 64


def worker(
    ctx: typer.Context,
    concurrency: Annotated[
        int, typer.Option(min=1, max=MOST_JOBS, help="How many jobs this process does at a time.")
    ] = 4,
    queues: Annotated[
        list[str] | None,
        typer.Option(
            "--queues", "-q", help="Only these (repeat it): collect, draft, send, upkeep."
        ),
    ] = None,
    metrics: MetricsPort = 0,
) -> None:
    """Do the newsroom's jobs, on as many machines as wanted, until SIGTERM or Ctrl-C.

    It needs PostgreSQL and the extra `cluster`; `digest serve --cluster` puts the jobs into the
    queue. On SIGTERM the jobs in flight are finished and stored, and the rest is left to the other
    workers; a worker that dies is noticed.
    """
    from digest.runtime.jobs import QUEUES
    from digest.runtime.metrics import metrics_on
    from digest.runtime.worker import run_worker

    state: State = ctx.obj
    with (
        state.open() as newsroom,
        stop_on_signal() as stop,
        # a slot whose worker dies is taken over after two silent minutes
        newsroom.store.processes.beating(),
        metrics_on(newsroom, metrics),
    ):
        state.say(f"working on {', '.join(queues or QUEUES)}; Ctrl-C ends")
        # it returns only when it is told to stop
        run_worker(newsroom, stop, concurrency=concurrency, queues=queues or QUEUES)
