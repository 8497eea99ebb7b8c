"""Sending: a whole issue through ledger, messages, DKIM and pipelined SMTP, beside other senders.

Mail goes to Postfix's smtp-sink on loopback, which keeps no message. The promises: half the speed
of smtp-source, ten times that of a plain Python loop; memory that does not grow with the readers;
readers prepared, and sending resumed, in seconds; pipelining that pays at a distance. Skipped where
smtp-sink is missing.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path[:0] = [
    str(Path(__file__).parents[1] / "tests"),
    str(Path(__file__).parents[1]),
    str(Path(__file__).parent),
]

from postgres import NoPostgres, running_postgres  # noqa: E402
from sending.issue import NOW, PUBLICATION, compiled_of, issue_of  # noqa: E402
from sending.references import by_nodemailer, by_plain_loop, by_smtp_source  # noqa: E402
from sending.servers import delaying_proxy, smtp_sink  # noqa: E402

from digest.config import Relay, Tls  # noqa: E402
from digest.deliver import SmtpTransport, send_without_ledger  # noqa: E402
from digest.logs import configure_logs  # noqa: E402
from digest.models import Subscriber  # noqa: E402
from digest.store import open_store  # noqa: E402
from digest.tokens import reader_links  # noqa: E402

CHILD = Path(__file__).parent / "sending" / "child.py"
FAR_MESSAGES = 30
WORKERS = {"sqlite": 1, "postgresql": 2}
FULL_PREPARE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """The bound that a figure must keep: at least, or at most, that much."""

    figure: str
    least: float = float("-inf")
    most: float = float("inf")

    def kept(self, value: float) -> bool:
        return self.least <= value <= self.most

    def __str__(self) -> str:
        return f"≥ {self.least:g}" if self.most == float("inf") else f"≤ {self.most:g}"


PROMISES = (
    *(
        promise
        for store in WORKERS
        for promise in (
            Promise(figure=f"{store}_of_source", least=0.5),
            Promise(figure=f"{store}_of_loop", least=10.0),
            Promise(figure=f"{store}_peak_mb", most=200.0),
        )
    ),
    Promise(figure="few_peak_mb", most=200.0),
    Promise(figure="many_peak_mb", most=200.0),
    Promise(figure="prepare_100000_s", most=20.0),
    Promise(figure="resume_s", most=5.0),
    Promise(figure="far_gain", least=2.0),
)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--readers", type=int, default=20_000, help="messages to send, for which the promises are"
    )
    options.add_argument("--size", type=int, default=60_000, help="bytes of a message")
    options.add_argument("--connections", type=int, default=40, help="of each that is measured")
    options.add_argument(
        "--prepare", type=int, default=100_000, help="readers to prepare; the promise is to 1000000"
    )
    options.add_argument(
        "--round-trip-ms", type=float, default=50.0, help="pipelined against not, at this distance"
    )
    options.add_argument(
        "--full", action="store_true", help="the same, and 1000000 readers prepared"
    )
    options.add_argument("--json", action="store_true", help="print one JSON object")
    wanted = options.parse_args()
    if wanted.full:
        wanted.prepare = FULL_PREPARE
    configure_logs()
    if shutil.which("smtp-sink") is None or shutil.which("smtp-source") is None:
        print(
            json.dumps({"skipped": "no smtp-sink"})
            if wanted.json
            else "Postfix's smtp-sink is not here: skipped"
        )
        return 0
    figures = measure(wanted)
    broken = [
        one for one in PROMISES if one.figure in figures and not one.kept(figures[one.figure])
    ]
    if wanted.json:
        print(json.dumps({"figures": figures, "broken": [f"{one.figure} {one}" for one in broken]}))
    else:
        show(figures)
    return 1 if broken else 0


def measure(wanted: argparse.Namespace) -> dict[str, float]:
    count, size, connections = wanted.readers, wanted.size, wanted.connections
    figures: dict[str, float] = {"readers": count, "bytes": size, "connections": connections}
    with tempfile.TemporaryDirectory() as folder, smtp_sink() as port, stores(folder) as urls:
        loop_per_s = figures["loop_per_s"] = by_plain_loop(port, max(50, count // 100), size)
        nodemailer_per_s = by_nodemailer(port, max(500, count // 10), size, connections)
        if nodemailer_per_s is not None:
            figures["nodemailer_per_s"] = nodemailer_per_s
        before = by_smtp_source(port, count, size, connections)
        for name, url in urls.items():
            figures |= {
                f"{name}_{figure}": value
                for figure, value in by_digest(url, port, wanted, name).items()
            }
            after = by_smtp_source(port, count, size, connections)
            figures[f"{name}_source_per_s"] = (
                before + after
            ) / 2  # on both sides: other work comes and goes
            figures[f"{name}_of_source"] = (
                figures[f"{name}_per_s"] / figures[f"{name}_source_per_s"]
            )
            figures[f"{name}_of_loop"] = figures[f"{name}_per_s"] / loop_per_s
            before = after
        figures |= over_distance(port, wanted.round_trip_ms / 1000, size)
        figures |= prepared(folder, port, wanted)
    return figures


@contextmanager
def stores(folder: str) -> Iterator[dict[str, str]]:
    with ExitStack() as stack:
        urls = {"sqlite": f"sqlite:///{folder}/bench.db"}
        try:
            urls["postgresql"] = stack.enter_context(running_postgres(durable=True))
        except NoPostgres as error:
            print(f"PostgreSQL is left out: {error}", file=sys.stderr)
        yield urls


def by_digest(url: str, port: int, wanted: argparse.Namespace, name: str) -> dict[str, float]:
    """One issue, sent by as many processes as that store is measured with."""
    workers, count = WORKERS[name], wanted.readers
    run_child("prepare", url, wanted.readers, wanted.size)
    words = ["send", url, wanted.size, port, wanted.connections // workers]
    children = [started_child(*words) for _ in range(workers)]
    started = time.perf_counter()
    for child in children:
        tell(child, "go")
    ends = [figures_of(child) for child in children]
    wall_s = time.perf_counter() - started
    store = open_store(url)
    balanced = store.ledger.audit(issue_of(wanted.size).id).balances
    store.close()
    accepted = sum(end["accepted"] for end in ends)
    if accepted != count or not balanced:
        raise SystemExit(f"only {accepted} of {count} were accepted, balance {balanced}")
    return {
        "workers": workers,
        "per_s": count / wall_s,
        "cpu_ms_per_message": sum(end["cpu_s"] for end in ends) / count * 1000,
        "peak_mb": max(end["peak_mb"] for end in ends),
    }


def prepared(folder: str, port: int, wanted: argparse.Namespace) -> dict[str, float]:
    """Freeze few readers, then many, and come back to them as after a restart."""
    few = run_child("prepare", f"sqlite:///{folder}/few.db", 10_000, wanted.size)
    many_url = f"sqlite:///{folder}/many.db"
    many = run_child("prepare", many_url, wanted.prepare, wanted.size)
    started = time.time()
    child = started_child("send", many_url, wanted.size, port, 4)
    tell(child, "first")
    resumed = figures_of(child)
    return {
        "prepared_readers": wanted.prepare,
        "prepare_100000_s": many["prepare_s"] / wanted.prepare * 100_000,
        "few_peak_mb": few["peak_mb"],
        "many_peak_mb": max(many["peak_mb"], resumed["peak_mb"]),
        "resume_s": resumed["first_at"] - started,
    }


def over_distance(port: int, round_trip_s: float, size: int) -> dict[str, float]:
    """One connection through a delaying proxy: pipelined and step by step."""
    compiled = compiled_of(issue_of(size))
    links = reader_links(
        PUBLICATION, "k", subscriber_id="r1", newsletter_id="bench", issue_id=compiled.issue_id
    )
    messages = [
        compiled.fill(Subscriber(id=f"r{number}", email=f"r{number}@mail.example"), links, date=NOW)
        for number in range(FAR_MESSAGES)
    ]
    figures = {}
    for name, pipelining in (("far_pipelined_per_s", True), ("far_stepwise_per_s", False)):
        with delaying_proxy(port, round_trip_s / 2) as far:
            relay = Relay(name="far", host="127.0.0.1", port=far, tls=Tls.NONE)
            started = time.perf_counter()
            send_without_ledger(messages, SmtpTransport(relay, pipelining=pipelining))
            figures[name] = FAR_MESSAGES / (time.perf_counter() - started)
    return {**figures, "far_gain": figures["far_pipelined_per_s"] / figures["far_stepwise_per_s"]}


# ---- processes of their own ----------------------------------------------------------------


def run_child(*words: object) -> dict[str, float]:
    """Let a child do its task to the end."""
    return figures_of(_start(*words))


def started_child(*words: object) -> subprocess.Popen[str]:
    """A sender that is ready, and waits to be told."""
    child = _start(*words)
    if child.stdout is None or child.stdout.readline() != "ready\n":
        raise SystemExit("a sender could not start")
    return child


def tell(child: subprocess.Popen[str], word: str) -> None:
    if child.stdin is not None:
        child.stdin.write(word + "\n")
        child.stdin.flush()


def figures_of(child: subprocess.Popen[str]) -> dict[str, float]:
    out, _ = child.communicate()
    if child.returncode:
        raise SystemExit(f"a process ended with {child.returncode}")
    figures: dict[str, float] = json.loads(out)
    return figures


def _start(*words: object) -> subprocess.Popen[str]:
    command = [sys.executable, str(CHILD), *map(str, words)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def show(figures: dict[str, float]) -> None:
    promises = {promise.figure: promise for promise in PROMISES}
    for name, value in figures.items():
        promise = promises.get(name)
        verdict = (
            ""
            if promise is None
            else f"{promise!s:>10}  {'kept' if promise.kept(value) else 'BROKEN'}"
        )
        print(f"{name:<30} {value:>12,.2f} {verdict}")


if __name__ == "__main__":
    sys.exit(main())
