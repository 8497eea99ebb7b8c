"""PostgreSQL restarts under two processes that serve: one leads again, and no slot is lost."""

from __future__ import annotations

import contextlib
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from mailbox_server import Mailbox, free_port, mail_server
from newsroom import make_newsroom
from postgres import NoPostgres, fresh_database, postgres_away, running_postgres
from replay import replaying
from test_serve import READERS, sample_feed
from waiting import eventually, max_within

from digest.models import IssueState, Subscriber
from digest.store import open_store

NEWSLETTER = "security-briefing"
START_S = 90.0
"""Two processes start at once, on a machine that may be busy."""

AHEAD = timedelta(seconds=75)
"""The slot comes when both processes run, and the database is away."""

END_S = 180.0

LEADERS = """
    SELECT count(*) FROM pg_locks
    WHERE locktype = 'advisory' AND granted AND objsubid = 1
    AND (classid::bigint << 32 | objid::bigint) = hashtextextended('leader:schedule', 0)
"""

pytestmark = [pytest.mark.slow, pytest.mark.system]


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """One `digest serve`, and the file that its log goes to."""

    process: subprocess.Popen[bytes]
    log: Path

    def count(self, event: str) -> int:
        return self.log.read_text(encoding="utf-8").count(event)

    @property
    def leads(self) -> bool:
        return self.count("leading the schedule") > self.count("lead_lost")


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    with contextlib.ExitStack() as server:
        try:
            url = server.enter_context(running_postgres(durable=True))
            with postgres_away(url):
                pass
        except NoPostgres as error:
            pytest.skip(str(error))
        yield fresh_database(url, "restarts")


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mail_server() as mailbox:
        yield mailbox


def newsroom_due_at(slot: datetime, folder: Path, *, feed: str, port: int, storage: str) -> None:
    """Make a newsroom with one newsletter, which is due once, and its readers."""
    source = {"id": "sample", "name": "Sample", "url": feed}
    make_newsroom(folder, sources=[source], smtp_port=port, storage=storage)
    for other in (folder / "newsletters").glob("*.yaml"):
        if other.stem != NEWSLETTER:
            other.unlink()
    file = folder / "newsletters" / f"{NEWSLETTER}.yaml"
    text = file.read_text(encoding="utf-8")
    schedule = f'schedule:\n  cron: "{slot.minute} {slot.hour} * * *"\n'
    text = re.sub(r"^schedule:\n(?:[ \t]+.*\n)+", schedule, text, flags=re.MULTILINE)
    text = re.sub(r"^timezone: .*$", "timezone: UTC", text, flags=re.MULTILINE)
    text = re.sub(r"^approval: .*$", "approval: auto", text, flags=re.MULTILINE)
    file.write_text(text, encoding="utf-8")
    store = open_store(storage)
    store.subscribers.add(
        Subscriber(id=f"r{number}", email=reader, newsletters=(NEWSLETTER,))
        for number, reader in enumerate(READERS)
    )
    store.close()


@contextlib.contextmanager
def serving(folder: Path, name: str) -> Iterator[Server]:
    log = folder / f"{name}.log"
    words = ["-c", str(folder), "serve", "--port", str(free_port())]
    with log.open("wb") as file:
        process = subprocess.Popen([sys.executable, "-m", "digest", *words], stderr=file)
        try:
            yield Server(process=process, log=log)
        finally:
            if process.poll() is None:
                process.kill()
            process.wait(timeout=10)
            print(name, log.read_text(encoding="utf-8"))  # shown when the test fails


def leaders(url: str) -> int:
    """How many sessions hold the lead, in the database's own words."""
    with psycopg.connect(url) as connection:
        row = connection.execute(LEADERS).fetchone()
    return row[0] if row else 0


def test_after_a_restart_one_process_leads_and_the_slot_of_the_outage_goes_out_once(
    database: str, mailbox: Mailbox, tmp_path: Path
) -> None:
    folder = tmp_path / "newsroom"
    slot = (datetime.now(UTC) + AHEAD).replace(second=0, microsecond=0) + timedelta(minutes=1)
    with contextlib.ExitStack() as running:
        replay = running.enter_context(replaying({"sample": [sample_feed(datetime.now(UTC))]}))
        newsroom_due_at(
            slot, folder, feed=f"{replay.base_url}/sample", port=mailbox.port, storage=database
        )
        first = running.enter_context(serving(folder, "first"))
        eventually(lambda: first.leads, "the first to lead", within_s=START_S)
        second = running.enter_context(serving(folder, "second"))
        eventually(lambda: second.count("pages on"), "the second to run", within_s=START_S)
        assert not second.leads

        with postgres_away(database):
            eventually(lambda: not first.leads, "the leader to step down")
            eventually(lambda: second.count("lead_not_known"), "the other to wait")
            # the slot passes while there is no database
            eventually(lambda: datetime.now(UTC) > slot, "the slot", within_s=END_S)
            assert first.process.poll() is None
            assert second.process.poll() is None

        eventually(lambda: leaders(database) == 1, "a leader", within_s=END_S)
        assert max_within(lambda: leaders(database), seconds=15.0) == 1
        assert [first.leads, second.leads].count(True) == 1
        store = open_store(database)
        eventually(
            lambda: [issue.state for issue in store.issues.list()] == [IssueState.SENT],
            "the issue of the slot",
            within_s=END_S,
        )
        store.close()
        for server in (first, second):
            server.process.send_signal(signal.SIGTERM)
            assert server.process.wait(timeout=60) == 0
    assert Counter(mail.recipient for mail in mailbox.mails) == dict.fromkeys(READERS, 1)


def test_a_hangup_while_the_database_is_away_changes_nothing_and_a_later_one_is_obeyed(
    database: str, mailbox: Mailbox, tmp_path: Path
) -> None:
    folder = tmp_path / "newsroom"
    tomorrow = datetime.now(UTC) + timedelta(hours=20)
    with contextlib.ExitStack() as running:
        replay = running.enter_context(replaying({"sample": [sample_feed(datetime.now(UTC))]}))
        newsroom_due_at(
            tomorrow, folder, feed=f"{replay.base_url}/sample", port=mailbox.port, storage=database
        )
        server = running.enter_context(serving(folder, "only"))
        eventually(lambda: server.leads, "the process to lead", within_s=START_S)
        with postgres_away(database):
            server.process.send_signal(signal.SIGHUP)
            eventually(lambda: server.count("stays as it was"), "the refusal", within_s=END_S)
            assert server.process.poll() is None
            assert server.count("was read again") == 0
        eventually(lambda: leaders(database) == 1, "a leader", within_s=END_S)
        server.process.send_signal(signal.SIGHUP)
        eventually(lambda: server.count("was read again"), "another round", within_s=END_S)
        assert "Traceback" not in server.log.read_text(encoding="utf-8")
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(timeout=60) == 0
