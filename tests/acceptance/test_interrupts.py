"""Ctrl-C and SIGTERM while feeds hang: the command ends, keeps its news and sends no mail."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from mailbox_server import free_port, mail_server
from newsroom import make_newsroom, run_digest
from replay import replaying
from waiting import eventually

from digest.store import open_store

pytestmark = pytest.mark.slow

NEWSLETTER = "security-briefing"
SILENT = 5
TIMEOUT_S = 15
"""The silent feeds are of one host and asked one by one: a round takes 75 seconds."""

AT_ONCE_S = 20.0
ONE_FEED_S = TIMEOUT_S + 25.0
"""A schedule ends when the feed it waits for has had its time."""


def sample_feed() -> bytes:
    published = format_datetime(datetime.now(UTC) - timedelta(hours=1))
    item = (
        "<item><title>Drone strike hits fuel depot in Hodeidah, Yemen</title><guid>1</guid>"
        f"<link>https://sample.example/1/a-sample-story</link><pubDate>{published}</pubDate>"
        "<description>A drone strike set a fuel depot in Hodeidah ablaze. "
        "This is a sample.</description></item>"
    )
    head = "<title>Sample</title><language>en</language>"
    return f'<rss version="2.0"><channel>{head}{item}</channel></rss>'.encode()


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A newsroom of one feed that answers and several that take the request and never answer."""
    with (
        replaying({"sample": [sample_feed()]}) as replay,
        mail_server() as mailbox,
        socket.create_server(("127.0.0.1", 0)) as silent,
    ):
        hanging = f"http://127.0.0.1:{silent.getsockname()[1]}"
        addresses = [
            f"{replay.base_url}/sample",
            *(f"{hanging}/{number}" for number in range(SILENT)),
        ]
        sources = [{"id": f"s{n}", "name": f"S{n}", "url": url} for n, url in enumerate(addresses)]
        folder = make_newsroom(tmp_path / "newsroom", sources=sources, smtp_port=mailbox.port)
        settings = folder / "digest.yaml"
        settings.write_text(
            settings.read_text().replace("timeout: 10s", f"timeout: {TIMEOUT_S}s\n  per_host: 1")
        )
        title = folder / "newsletters" / f"{NEWSLETTER}.yaml"
        title.write_text(
            title.read_text(encoding="utf-8").replace("approval: manual", "approval: auto")
        )
        added = run_digest(
            folder, "subscribers", "add", "reader@example.org", "--newsletter", NEWSLETTER
        )
        assert added.returncode == 0, added.stderr
        yield folder
        assert mailbox.mails == []


@contextmanager
def collecting(folder: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """`digest WORDS…` once the good feed's article is stored and the silent one is waited for."""
    command = [sys.executable, "-m", "digest", "-c", str(folder), *words]
    pipe = subprocess.PIPE
    heeds_ctrl_c = lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)  # noqa: E731 - a test may run in the background
    with subprocess.Popen(
        command, stdout=pipe, stderr=pipe, text=True, preexec_fn=heeds_ctrl_c
    ) as process:
        try:
            eventually(lambda: article_count(folder) == 1, "the first article")
            yield process
        finally:
            process.kill()


def article_count(folder: Path) -> int:
    store = open_store(f"sqlite:///{folder}/test.db")
    try:
        return len(store.articles.since(datetime.now(UTC) - timedelta(days=1)))
    finally:
        store.close()


@pytest.mark.parametrize("words", [("collect",), ("run", NEWSLETTER)])
def test_ctrl_c_while_collecting_ends_at_once_and_nothing_is_drafted(
    folder: Path, words: tuple[str, ...]
) -> None:
    with collecting(folder, *words) as process:
        process.send_signal(signal.SIGINT)
        told = process.communicate(timeout=AT_ONCE_S)[1]
    assert process.returncode == 130
    assert "interrupted: everything finished so far is stored" in told
    assert "Traceback" not in told
    store = open_store(f"sqlite:///{folder}/test.db")
    assert store.issues.list() == ()
    store.close()


def test_sigterm_while_the_schedule_collects_waits_for_one_feed_at_most(folder: Path) -> None:
    with collecting(folder, "serve", "--port", str(free_port())) as process:
        process.send_signal(signal.SIGTERM)
        told = process.communicate(timeout=ONE_FEED_S)[1]
    assert process.returncode == 0, told
    assert "Traceback" not in told
