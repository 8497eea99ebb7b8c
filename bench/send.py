"""Sending: a whole issue through ledger, messages, DKIM and pipelined SMTP, beside smtp-source and a plain Python loop.

Mail goes to Postfix's smtp-sink on loopback, which keeps nothing. Skipped where smtp-sink is missing.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from digest.config import DeliverSettings, Relay, Tls  # noqa: E402
from digest.deliver import Algorithm, CompiledMessage, compile_message, new_key, read_signer, send_issue  # noqa: E402
from digest.deliver.smtp import SmtpTransport  # noqa: E402
from digest.logs import configure_logs  # noqa: E402
from digest.models import (  # noqa: E402
    Briefing,
    Delivery,
    Direction,
    Issue,
    Message,
    Newsletter,
    Publication,
    Selection,
    Slot,
    Subscriber,
)
from digest.protocols import Store  # noqa: E402
from digest.store import open_store  # noqa: E402
from digest.tokens import reader_links  # noqa: E402

NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
PUBLICATION = Publication(name="Bench", public_url="https://news.example.org", from_address="desk@news.example.org")
NEWSLETTER = Newsletter(id="bench", name="Bench Briefing", tagline="", topics=())
PROMISED_OF_SOURCE, PROMISED_OF_LOOP = 0.5, 10.0


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--readers", type=int, default=2000, help="messages to send; the promise is for 20000")
    options.add_argument("--size", type=int, default=60_000, help="bytes of a message")
    options.add_argument("--connections", type=int, default=20)
    options.add_argument("--store", default="", help="database address; default: a fresh SQLite file")
    options.add_argument("--round-trip-ms", type=float, default=0.0, help="also pipelined against not, at this delay")
    options.add_argument("--prepare", type=int, default=0, help="also prepare this many readers, and resume")
    options.add_argument("--json", action="store_true", help="print one JSON object")
    wanted = options.parse_args()
    configure_logs()
    if shutil.which("smtp-sink") is None or shutil.which("smtp-source") is None:
        print(json.dumps({"skipped": "no smtp-sink"}) if wanted.json else "Postfix's smtp-sink is not here: skipped")
        return 0
    figures: dict[str, float] = {"readers": wanted.readers, "bytes": wanted.size}
    with tempfile.TemporaryDirectory() as folder, smtp_sink() as port:
        url = wanted.store or f"sqlite:///{folder}/bench.db"
        figures["source_per_s"] = by_smtp_source(port, wanted.readers, wanted.size, wanted.connections)
        figures |= by_digest(url, port, wanted.readers, wanted.size, wanted.connections)
        figures["loop_per_s"] = by_plain_loop(port, max(20, wanted.readers // 100), wanted.size)
        if wanted.round_trip_ms:
            figures |= over_distance(port, wanted.round_trip_ms / 1000, wanted.size)
        if wanted.prepare:
            figures |= prepared(f"sqlite:///{folder}/many.db", wanted.prepare)
    figures["of_source"] = figures["per_s"] / figures["source_per_s"]
    figures["of_loop"] = figures["per_s"] / figures["loop_per_s"]
    figures["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rounded = {name: round(value, 3) for name, value in figures.items()}
    if wanted.json:
        print(json.dumps(rounded))
    else:
        for name, value in rounded.items():
            print(f"{name:<24} {value:>12,}")
    return 0 if figures["of_source"] >= PROMISED_OF_SOURCE and figures["of_loop"] >= PROMISED_OF_LOOP else 1


@contextmanager
def smtp_sink() -> Iterator[int]:
    """A smtp-sink on a free loopback port."""
    port = free_port()
    command = ["smtp-sink", *(["-u", "nobody"] if is_root() else []), "-c", f"127.0.0.1:{port}", "1000"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def is_root() -> bool:
    return subprocess.run(["id", "-u"], capture_output=True, text=True, check=True).stdout.strip() == "0"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def wait_for(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit(f"port {port} did not open")


# ---- the references ----------------------------------------------------------------------------------------------


def by_smtp_source(port: int, count: int, size: int, connections: int) -> float:
    """Messages a second of Postfix's own load generator in C: the ceiling."""
    started = time.perf_counter()
    addresses = ["-f", "bounce@news.example.org", "-t", "reader@mail.example"]
    sessions = ["-s", str(connections), "-m", str(count), "-l", str(size)]
    subprocess.run(["smtp-source", *sessions, *addresses, f"127.0.0.1:{port}"], check=True)
    return count / (time.perf_counter() - started)


def by_plain_loop(port: int, count: int, size: int) -> float:
    """Messages a second of what one writes first: EmailMessage, dkimpy, aiosmtplib."""
    import aiosmtplib
    import dkim

    key = new_key(Algorithm.RSA)
    issue = issue_of(size)

    def built(number: int) -> bytes:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = PUBLICATION.from_address, f"r{number}@mail.example", issue.subject
        mail.set_content(issue.text)
        mail.add_alternative(issue.html, subtype="html")
        raw = mail.as_bytes(policy=mail.policy.clone(linesep="\r\n"))
        return bytes(dkim.sign(raw, b"bench", b"news.example.org", key)) + raw

    async def run() -> None:
        client = aiosmtplib.SMTP(hostname="127.0.0.1", port=port, start_tls=False)
        await client.connect()
        for number in range(count):
            await client.sendmail("bounce@news.example.org", [f"r{number}@mail.example"], built(number))
        await client.quit()

    started = time.perf_counter()
    asyncio.run(run())
    return count / (time.perf_counter() - started)


# ---- ours --------------------------------------------------------------------------------------------------------


def by_digest(url: str, port: int, count: int, size: int, connections: int) -> dict[str, float]:
    store = open_store(url)
    issue = issue_of(size)
    ready(store, issue, count)
    relay = Relay(
        name="sink", host="127.0.0.1", port=port, tls=Tls.NONE, connections=connections, messages_per_connection=10_000
    )
    wall, cpu = time.perf_counter(), time.process_time()
    report = send_issue(
        issue.id,
        ledger=store.ledger,
        message_for=MessageMaker(store, issue),
        settings=DeliverSettings(relays=(relay,), batch=500),
        clock=lambda: datetime.now(UTC),
    )
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    balanced = store.ledger.audit(issue.id).balances
    store.close()
    if report.accepted != count or not balanced:
        raise SystemExit(f"only {report.accepted} of {count} were accepted, balance {balanced}")
    return {"per_s": count / wall, "cpu_ms_per_message": cpu / count * 1000}


def prepared(url: str, count: int) -> dict[str, float]:
    """Freeze many readers, and come back to them as after a restart."""
    store = open_store(url)
    issue = issue_of(60_000)
    started = time.perf_counter()
    ready(store, issue, count)
    prepare_s = time.perf_counter() - started
    store.close()
    started = time.perf_counter()
    store = open_store(url)
    stop = threading.Event()
    with smtp_sink() as port:
        relay = Relay(name="sink", host="127.0.0.1", port=port, tls=Tls.NONE)
        maker, first = MessageMaker(store, issue), []

        def note_first(_: object) -> None:
            first.append(time.perf_counter() - started)
            stop.set()

        send_issue(
            issue.id,
            ledger=store.ledger,
            message_for=maker,
            settings=DeliverSettings(relays=(relay,)),
            clock=lambda: datetime.now(UTC),
            stop=stop,
            on_progress=note_first,
        )
    store.close()
    return {"prepared_readers": count, "prepare_s": prepare_s, "resume_s": first[0]}


def over_distance(port: int, round_trip_s: float, size: int) -> dict[str, float]:
    """One connection through a delaying proxy: pipelined and step by step."""
    issue = issue_of(size)
    compiled = compiled_of(issue)
    links = reader_links(PUBLICATION, "k", subscriber_id="r1", newsletter_id="bench", issue_id=issue.id)
    messages = [
        compiled.fill(Subscriber(id=f"r{number}", email=f"r{number}@mail.example"), links, date=NOW)
        for number in range(30)
    ]
    figures = {}
    for name, pipelining in (("far_pipelined_per_s", True), ("far_stepwise_per_s", False)):
        with delaying_proxy(port, round_trip_s / 2) as far:
            transport = SmtpTransport(
                Relay(name="far", host="127.0.0.1", port=far, tls=Tls.NONE), pipelining=pipelining
            )
            next(iter(transport.hand_over(messages[:1], handing=lambda _: lambda: None)))
            started = time.perf_counter()
            for _ in transport.hand_over(messages, handing=lambda _: lambda: None):
                pass
            figures[name] = len(messages) / (time.perf_counter() - started)
            transport.close()
    return figures


@contextmanager
def delaying_proxy(port: int, one_way_s: float) -> Iterator[int]:
    """Forwards bytes both ways, each chunk late by `one_way_s`, without holding up the chunks behind it."""
    ready_port: list[int] = []
    started = threading.Event()
    loop = asyncio.new_event_loop()

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while octets := await reader.read(65536):
            loop.call_later(one_way_s, writer.write, octets)
        loop.call_later(one_way_s, writer.close)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(pump(reader, far_writer), pump(far_reader, writer), return_exceptions=True)

    async def listen() -> None:
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        ready_port.append(server.sockets[0].getsockname()[1])
        started.set()

    def run() -> None:
        loop.set_exception_handler(lambda *_: None)  # connections cut at the end are not news
        loop.run_until_complete(listen())
        loop.run_forever()
        tasks = asyncio.all_tasks(loop)
        for task in tasks:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    started.wait(5)
    try:
        yield ready_port[0]
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)


# ---- an issue and its readers ------------------------------------------------------------------------------------


def issue_of(size: int) -> Issue:
    paragraph = "<p>Officials said on Monday that talks on the crossing would go on for a second week.</p>\n"
    links = {"leave": Slot.UNSUBSCRIBE, "choose": Slot.PREFERENCES, "view": Slot.WEB_VIEW}
    foot = " ".join(f'<a href="{slot}">{name}</a>' for name, slot in links.items())
    return Issue(
        id="bench@2026-11-23",
        newsletter_id="bench",
        newsletter_name="Bench Briefing",
        slot=date(2026, 11, 23),
        subject="Talks on the crossing go on for a second week",
        preheader="",
        html=paragraph * (size * 9 // 10 // len(paragraph)) + foot,
        text="Talks on the crossing go on.\n" * (size // 10 // 30) + f"\nLeave: {Slot.UNSUBSCRIBE}\n",
        content_hash="bench",
        language="en",
        direction=Direction.LTR,
        created=NOW,
    )


def ready(store: Store, issue: Issue, count: int) -> None:
    """Add readers and approve the issue for them."""
    readers = (
        Subscriber(id=f"r{number:08}", email=address_of(number), newsletters=("bench",)) for number in range(count)
    )
    store.subscribers.add(readers)
    briefing = Briefing(
        issue_id=issue.id,
        newsletter_id="bench",
        newsletter_name="Bench Briefing",
        tagline="",
        slot=issue.slot,
        at=NOW,
        timezone="UTC",
        language="en",
        direction=Direction.LTR,
        subject=issue.subject,
        preheader="",
        items=(),
    )
    store.issues.save_draft(briefing, Selection(stories=()), issue)
    frozen = store.issues.approve(issue.id, subscriber_ids=store.subscribers.audience("bench"), now=NOW)
    if frozen != count:
        raise SystemExit(f"{frozen} of {count} readers were frozen")


def address_of(number: int) -> str:
    return f"reader{number}@d{number % 50}.mail.example"


def compiled_of(issue: Issue) -> CompiledMessage:
    signer = read_signer(new_key(Algorithm.RSA), domain="news.example.org", selector="bench")
    return compile_message(issue, PUBLICATION, NEWSLETTER, signers=(signer,), ticket_key=b"bench")


@dataclass
class MessageMaker:
    """What the newsroom does with claimed rows: look the readers up, check suppression, fill and sign."""

    store: Store
    issue: Issue

    def __post_init__(self) -> None:
        self.compiled = compiled_of(self.issue)

    def __call__(self, rows: Sequence[Delivery]) -> Iterator[Message]:
        readers = self.store.subscribers.by_ids(row.subscriber_id for row in rows)
        blocked = self.store.subscribers.suppressed(reader.email for reader in readers.values())
        assert not blocked
        return (self._message(readers[row.subscriber_id]) for row in rows)

    def _message(self, reader: Subscriber) -> Message:
        links = reader_links(PUBLICATION, "k", subscriber_id=reader.id, newsletter_id="bench", issue_id=self.issue.id)
        return self.compiled.fill(reader, links, date=NOW)


if __name__ == "__main__":
    sys.exit(main())
