"""`digest worker`: one of the hands of a newsroom that runs on several machines."""

from __future__ import annotations

from typing import Annotated

import typer

from digest.cli.desk import stop_on_signal
from digest.cli.state import State
from digest.runtime.jobs import QUEUES
from digest.runtime.metrics import metrics_on
from digest.runtime.worker import run_worker

MetricsPort = Annotated[
    int,
    typer.Option(
        "--metrics",
        metavar="PORT",
        min=0,
        max=65535,
        help="Answer Prometheus at this port, on loopback only; 0: not.",
    ),
]


def worker(
    ctx: typer.Context,
    concurrency: Annotated[
        int, typer.Option(min=1, max=64, help="How many jobs this process does at a time.")
    ] = 4,
    queues: Annotated[
        list[str] | None,
        typer.Option("--queues", "-q", help=f"Only these (repeat it): {', '.join(QUEUES)}."),
    ] = None,
    metrics: MetricsPort = 0,
) -> None:
    """Do the newsroom's jobs, on as many machines as wanted, until SIGTERM or Ctrl-C.

    It needs PostgreSQL and the extra `cluster`; `digest serve --cluster` puts the jobs into the queue. On SIGTERM what
    is in flight is finished and stored, and the rest is left to the other workers; a worker that dies is noticed.
    """
    state: State = ctx.obj
    with state.open() as newsroom, stop_on_signal() as stop, metrics_on(newsroom, metrics):
        state.say(f"working on {', '.join(queues or QUEUES)}; Ctrl-C ends")
        run_worker(newsroom, stop, concurrency=concurrency, queues=queues or QUEUES)
