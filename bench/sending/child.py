"""A process of its own for each measured task.

`prepare URL READERS SIZE`, or `send URL SIZE PORT CONNECTIONS`. A sender prints "ready", waits for
a line, sends, and prints its figures; after the line "first" it sends only the first message.
"""

from __future__ import annotations

import json
import resource
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT), str(ROOT / "bench")]

from digest.config import DeliverSettings, Relay, Tls  # noqa: E402
from digest.deliver import send_issue  # noqa: E402
from digest.logs import configure_logs  # noqa: E402
from digest.store import open_store  # noqa: E402
from sending.issue import MessageMaker, issue_of, ready  # noqa: E402


def main() -> None:
    configure_logs()
    task, url, *words = sys.argv[1:]
    figures = prepare(url, *map(int, words)) if task == "prepare" else send(url, *map(int, words))
    print(
        json.dumps(
            {**figures, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}
        )
    )


def prepare(url: str, readers: int, size: int) -> dict[str, float]:
    """Enrol the readers and freeze them at approval."""
    store, started = open_store(url), time.perf_counter()
    ready(store, issue_of(size), readers)
    prepared_s = time.perf_counter() - started
    store.close()
    return {"prepare_s": prepared_s}


def send(url: str, size: int, port: int, connections: int) -> dict[str, float]:
    store, issue, stop = open_store(url), issue_of(size), threading.Event()
    maker = MessageMaker(store, issue)
    print("ready", flush=True)
    only_first = sys.stdin.readline().strip() == "first"
    firsts: list[float] = []

    def note_first(_: object) -> None:
        if not firsts:
            firsts.append(time.time())
        if only_first:
            stop.set()

    relay = Relay(
        name="sink",
        host="127.0.0.1",
        port=port,
        tls=Tls.NONE,
        connections=connections,
        messages_per_connection=10_000,
    )
    cpu_s = time.process_time()
    report = send_issue(
        issue.id,
        ledger=store.ledger,
        message_for=maker,
        settings=DeliverSettings(relays=(relay,)),
        clock=lambda: datetime.now(UTC),
        stop=stop,
        on_progress=note_first,
        recheck=maker.recheck,
    )
    cpu_s = time.process_time() - cpu_s
    store.close()
    return {"accepted": report.accepted, "cpu_s": cpu_s, "first_at": firsts[0]}


if __name__ == "__main__":
    main()
