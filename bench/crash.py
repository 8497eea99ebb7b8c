"""Crashes: kill -9 a sender at random instants: no reader is lost or doubled, the audit balances.

Each kill hits a real process that sends one issue to a loopback server counting every message it
accepts. Under `hold` a row in doubt stays uncertain, and no reader gets two copies; under `resend`
a crash may double at most one message a connection, and the sender's log names each that it may
have doubled. On SQLite, and on PostgreSQL where it can be started.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

sys.path[:0] = [
    str(Path(__file__).parents[1] / "tests"),
    str(Path(__file__).parents[1]),
    str(Path(__file__).parent),
]

from postgres import NoPostgres, running_postgres  # noqa: E402
from sending.issue import MessageMaker, address_of, issue_of, ready  # noqa: E402

from digest.config import DeliverSettings, Relay, Tls  # noqa: E402
from digest.deliver import send_issue  # noqa: E402
from digest.logs import configure_logs  # noqa: E402
from digest.models import DeliveryState  # noqa: E402
from digest.store import open_store  # noqa: E402

SIZE = 4000
CONNECTIONS = 4


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--kills", type=int, default=5, help="for each store and policy; the promise is for 100"
    )
    options.add_argument("--readers", type=int, default=1000, help="the promise is for 5000")
    options.add_argument(
        "--store", default="", help="only this PostgreSQL, which is emptied, or `sqlite`"
    )
    options.add_argument("--policy", choices=("hold", "resend", "both"), default="both")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--json", action="store_true", help="print one JSON object")
    options.add_argument(
        "--child", nargs=3, metavar=("STORE", "PORT", "POLICY"), help=argparse.SUPPRESS
    )
    wanted = options.parse_args()
    configure_logs()
    if wanted.child:
        return send_once(*wanted.child)
    policies = ("hold", "resend") if wanted.policy == "both" else (wanted.policy,)
    with stores(wanted.store) as urls:
        figures = {
            f"{name} {policy}": crash_often(url, policy, wanted)
            for name, url in urls.items()
            for policy in policies
        }
    if wanted.json:
        print(json.dumps(figures))
    else:
        for name, found in figures.items():
            print(name, " ".join(f"{figure}={value}" for figure, value in found.items()))
    return 0 if all(not found["broken"] for found in figures.values()) else 1


@contextmanager
def stores(address: str) -> Iterator[dict[str, str]]:
    """Databases to show it on, by name; "" stands for a fresh SQLite file."""
    if address.startswith("sqlite"):
        yield {"sqlite": ""}
        return
    if address:
        yield {"postgresql": address}
        return
    try:
        with running_postgres(durable=True) as url:
            yield {"sqlite": "", "postgresql": url}
    except NoPostgres as error:
        print(f"PostgreSQL is left out: {error}", file=sys.stderr)
        yield {"sqlite": ""}


def crash_often(address: str, policy: str, wanted: argparse.Namespace) -> dict[str, object]:
    """Send with kills until there were enough, beginning new issues; then let the last end."""
    chance = random.Random(wanted.seed)  # noqa: S311
    totals: Counter[str] = Counter()
    broken: list[str] = []
    while totals["kills"] < wanted.kills:
        with tempfile.TemporaryDirectory() as folder, counting_server() as server:
            url, log = fresh_store(address, folder), Path(folder) / "sender.log"
            store = open_store(url)
            issue = issue_of(SIZE)
            ready(store, issue, wanted.readers)
            sender = Sender(url=url, port=server.port, policy=policy, log=log)
            kills = run_with_kills(sender, server, wanted.kills - totals["kills"], chance)
            sender.start().wait(300)
            audit = store.ledger.audit(issue.id)
            copies = Counter(server.accepted)
            store.close()
            flagged = named_in(log)
        uncertain = audit.by_state.get(DeliveryState.UNCERTAIN, 0)
        accepted = audit.by_state.get(DeliveryState.ACCEPTED, 0)
        doubled = {reader: count - 1 for reader, count in copies.items() if count > 1}
        duplicates = sum(doubled.values())
        totals.update(
            kills=kills, issues=1, accepted=accepted, uncertain=uncertain, duplicates=duplicates
        )
        if not audit.balances or accepted + uncertain != wanted.readers:
            broken.append(f"audit: {dict(audit.by_state)}")
        if accepted > len(copies):
            broken.append(f"{accepted} stored as accepted, {len(copies)} arrived")
        if duplicates > (0 if policy == "hold" else CONNECTIONS * kills):
            broken.append(f"{duplicates} duplicates in {kills} kills")
        if unnamed := doubled.keys() - flagged:
            broken.append(f"{len(unnamed)} duplicates that the log does not name")
    return {
        **totals,
        "duplicates_per_kill": round(totals["duplicates"] / totals["kills"], 2),
        "broken": broken,
    }


def named_in(log: Path) -> set[str]:
    """The recipients of whom a sender said that it sends to them again, as the server saw them."""
    lines = [line for line in log.read_text().splitlines() if "uncertain_resent" in line]
    return {address_of(int(number)) for line in lines for number in re.findall(r"r(\d{8})", line)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """A process that sends the issue; it may be started again and again."""

    url: str
    port: int
    policy: str
    log: Path

    def start(self) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            child = [sys.executable, __file__, "--child", self.url, str(self.port), self.policy]
            return subprocess.Popen(child, stdout=log, stderr=log)


def run_with_kills(
    sender: Sender, server: CountingServer, at_most: int, chance: random.Random
) -> int:
    kills = 0
    while kills < at_most:
        child = sender.start()
        before = len(server.accepted)
        while len(server.accepted) == before and child.poll() is None:
            time.sleep(0.01)
        time.sleep(chance.uniform(0.0, 0.4))
        if child.poll() is not None:
            return kills
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        kills += 1
    return kills


def send_once(url: str, port: str, policy: str) -> int:
    """The process that is killed."""
    store = open_store(url)
    issue = issue_of(SIZE)
    relay = Relay(
        name="sink", host="127.0.0.1", port=int(port), tls=Tls.NONE, connections=CONNECTIONS
    )
    report = send_issue(
        issue.id,
        ledger=store.ledger,
        message_for=MessageMaker(store, issue),
        settings=DeliverSettings(relays=(relay,), uncertain=policy),
        clock=lambda: datetime.now(UTC),
    )
    store.close()
    return 0 if report.finished else 3


def fresh_store(address: str, folder: str) -> str:
    """The wanted database, emptied of what an earlier round left; or a new SQLite file."""
    if not address:
        return f"sqlite:///{folder}/crash.db"
    import psycopg

    with psycopg.connect(address.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return address


class CountingServer:
    """Takes mail on loopback, pipelined, and remembers each recipient whose message it accepted."""

    def __init__(self) -> None:
        self.accepted: list[str] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            with connection, connection.makefile("rwb") as stream:
                self._talk(stream)
        except OSError:
            return  # the sender was killed, which is what this is for

    def _talk(self, stream: object) -> None:
        recipient, in_content = "", False

        def say(line: bytes) -> None:
            stream.write(line + b"\r\n")  # type: ignore[attr-defined]
            stream.flush()  # type: ignore[attr-defined]

        say(b"220 ready")
        for line in stream:  # type: ignore[attr-defined]
            verb = line[:4].upper()
            if in_content:
                if line == b".\r\n":
                    in_content = False
                    self.accepted.append(recipient)
                    say(b"250 2.0.0 Ok: queued as %d" % len(self.accepted))
            elif verb == b"EHLO":
                say(b"250-ready\r\n250 PIPELINING")
            elif verb == b"RCPT":
                recipient = line.decode().partition("<")[2].partition(">")[0]
                say(b"250 ok")
            elif verb == b"DATA":
                in_content = True
                say(b"354 go on")
            elif verb == b"QUIT":
                say(b"221 bye")
                return
            else:
                say(b"250 ok")


@contextmanager
def counting_server() -> Iterator[CountingServer]:
    server = CountingServer()
    try:
        yield server
    finally:
        server.close()


if __name__ == "__main__":
    sys.exit(main())
