"""`digest serve` end to end: a due issue goes out, readers leave by one click, SIGTERM ends it."""

from __future__ import annotations

import html
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import httpx2
import pytest
from mailbox_server import Mailbox, free_port, mail_server
from newsroom import make_newsroom, run_digest
from replay import replaying
from waiting import eventually

from digest.models import DeliveryState, IssueState
from digest.store import open_store

pytestmark = pytest.mark.slow

READERS = ("reader1@example.org", "reader2@example.org")
STORIES = (
    (
        "Drone strike hits fuel depot in Yemen's Hodeidah",
        "A drone strike set a fuel depot in Hodeidah ablaze.",
    ),
    (
        "Israeli army says troops leave two villages in Lebanon",
        "The army withdrew from two villages in Lebanon.",
    ),
    (
        "Iraq and Turkey agree on patrols along their border",
        "Iraq and Turkey signed a plan for joint army patrols.",
    ),
    (
        "Iran holds missile drill near Strait of Hormuz",
        "Iran's navy fired missiles in a drill near the strait.",
    ),
)


def sample_feed(now: datetime) -> bytes:
    items = "".join(
        f"<item><title>{title}</title><link>https://sample.example/{n}/a-sample-story-{n}</link><guid>{n}</guid>"
        f"<description>{lead} This is a sample story written for a test.</description>"
        f"<pubDate>{format_datetime(now - timedelta(hours=1 + n))}</pubDate></item>"
        for n, (title, lead) in enumerate(STORIES)
    )
    head = "<title>Sample</title><language>en</language>"
    return f'<rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    folder: Path
    mailbox: Mailbox
    pages: str
    process: subprocess.Popen[bytes]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A newsroom whose Security Briefing is due every minute, served by a process of its own."""
    with (
        replaying({"sample": [sample_feed(datetime.now(UTC))]}) as replay,
        mail_server() as mailbox,
    ):
        source = {"id": "sample", "name": "Sample", "url": f"{replay.base_url}/sample"}
        folder = make_newsroom(tmp_path / "newsroom", sources=[source], smtp_port=mailbox.port)
        newsletter = folder / "newsletters" / "security-briefing.yaml"
        text = newsletter.read_text(encoding="utf-8")
        text = re.sub(
            r"^schedule:\n(?:[ \t]+.*\n)+",
            'schedule:\n  cron: "* * * * *"\n',
            text,
            flags=re.MULTILINE,
        )
        newsletter.write_text(
            re.sub(r"^approval: .*$", "approval: auto", text, flags=re.MULTILINE), encoding="utf-8"
        )
        for other in (folder / "newsletters").glob("*.yaml"):
            if other != newsletter:
                other.unlink()
        for reader in READERS:
            added = run_digest(
                folder, "subscribers", "add", reader, "--newsletter", "security-briefing"
            )
            assert added.returncode == 0, added.stderr
        port = free_port()
        command = [sys.executable, "-m", "digest", "-c", str(folder), "serve", "--port", str(port)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        try:
            yield Served(
                folder=folder, mailbox=mailbox, pages=f"http://127.0.0.1:{port}", process=process
            )
        finally:
            if process.poll() is None:
                process.kill()
            process.communicate(timeout=10)


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    source = {"id": "nobody", "name": "Nobody", "url": "http://127.0.0.1:9/feed"}
    folder = make_newsroom(tmp_path / "newsroom", sources=[source], smtp_port=free_port())
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        for words in (("--port", port), ("--port", str(free_port()), "--metrics", port)):
            done = run_digest(folder, "serve", *words)
            assert done.returncode == 1
            assert f"error: cannot listen (Address already in use): 127.0.0.1:{port}" in done.stderr
            assert "Traceback" not in done.stderr


def test_a_due_slot_goes_out_once_readers_leave_by_one_click_and_sigterm_ends_it(
    served: Served,
) -> None:
    eventually(lambda: len(served.mailbox.mails) >= len(READERS), within_s=120, what="the mail")
    assert httpx2.get(f"{served.pages}/healthz").status_code == 200

    mail = next(mail for mail in served.mailbox.mails if mail.recipient == READERS[0])
    link = re.search(r"<https://news\.example\.org(/[^>]+)>", mail.message["List-Unsubscribe"])
    assert link
    page = httpx2.get(served.pages + link[1])
    assert page.status_code == 200
    assert "<form" in page.text
    store = open_store(f"sqlite:///{served.folder}/test.db")
    reader = store.subscribers.by_email(READERS[0])
    assert reader
    assert reader.newsletters == ("security-briefing",)
    left = httpx2.post(served.pages + link[1], data={"List-Unsubscribe": "One-Click"})
    assert left.status_code == 200
    assert "security-briefing" not in (store.subscribers.by_email(READERS[0]) or reader).newsletters

    # a slow machine sees further minutes: their issues are held, as they have no new story
    issue = min(store.issues.list(), key=lambda listed: listed.created)
    eventually(
        lambda: store.issues.state(issue.id) is IssueState.SENT,
        within_s=60,
        what="the issue to be settled",
    )
    shown = httpx2.get(f"{served.pages}/i/{issue.id}")
    assert shown.status_code == 200
    assert f"<title>{html.escape(issue.subject, quote=False)}</title>" in shown.text
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(timeout=60) == 0
    audit = store.ledger.audit(issue.id)
    store.close()
    assert audit.balances
    assert audit.by_state[DeliveryState.ACCEPTED] == len(READERS)
    assert len(served.mailbox.mails) == len(READERS)


def test_a_backup_is_made_while_serve_runs_and_restored_once_it_has_stopped(
    served: Served, tmp_path: Path
) -> None:
    store = open_store(f"sqlite:///{served.folder}/test.db")
    eventually(store.processes.running, within_s=60, what="the process to give signs of life")
    store.close()
    file = tmp_path / "backup.db"
    made = run_digest(served.folder, "backup", str(file))
    assert made.returncode == 0, made.stderr
    refused = run_digest(served.folder, "restore", str(file), "--replace")
    assert (refused.returncode, "are running" in refused.stderr) == (1, True)
    served.process.send_signal(signal.SIGTERM)
    served.process.wait(60)
    restored = run_digest(served.folder, "restore", str(file), "--replace")
    assert restored.returncode == 0, restored.stderr
    # the minute's slot counts as done: readers may have its issue
    assert "counts as done" in restored.stderr


def test_a_hangup_reads_the_configuration_again_and_a_mistake_changes_nothing(
    served: Served,
) -> None:
    file = served.folder / "newsletters" / "security-briefing.yaml"
    text = file.read_text(encoding="utf-8")

    def shows(words: str) -> bool:
        try:
            return words in httpx2.get(f"{served.pages}/join", timeout=10).text
        except httpx2.TransportError:
            return False

    eventually(lambda: shows("Security Briefing"), within_s=60)
    file.write_text(re.sub("(?m)^name: .*$", "name: Harbour Letter", text), encoding="utf-8")
    served.process.send_signal(signal.SIGHUP)
    eventually(lambda: shows("Harbour Letter"), within_s=60)
    file.write_text(re.sub("(?m)^name: .*$", "nome: Lost Letter", text), encoding="utf-8")
    served.process.send_signal(signal.SIGHUP)
    assert served.process.stderr is not None
    # the lines end with the process, so that the search ends as well
    assert any(b"stays as it was" in line for line in served.process.stderr)
    assert shows("Harbour Letter")
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(60) == 0
