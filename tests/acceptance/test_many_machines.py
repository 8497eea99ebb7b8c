"""Several workers on one issue: every reader once, also when a worker is killed in mid-send."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from mailbox_server import Mailbox, free_port, mail_server
from newsroom import make_newsroom, run_digest
from postgres import NoPostgres, empty_database, fresh_database, running_postgres
from pytest_httpserver import HTTPServer
from replay import captures_of, replaying
from small_issue import NOW, a_briefing
from waiting import within

from digest.config import AlarmSettings, load_config
from digest.models import (
    Article,
    Audit,
    Briefing,
    Citation,
    DeliveryState,
    Field,
    IssueState,
    Item,
    Passage,
    Subscriber,
)
from digest.protocols import Store
from digest.runtime.jobs import open_queue
from digest.runtime.slots import Due
from digest.runtime.worker import run_worker
from digest.store import open_store
from digest.usecases.approve import approve_issue
from digest.usecases.draft import redraft
from digest.usecases.newsroom import Newsroom

NEWSLETTER = "security-briefing"
ISSUE = f"{NEWSLETTER}@2026-11-23"
START_S = 60.0
"""A process may take long to start on a busy machine."""

END_S = 300.0
"""And an issue to be sent: seconds with cores to spare, minutes where many want them."""

READERS = tuple(f"r{number:03}" for number in range(400))

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    server = running_postgres()
    try:
        url = server.__enter__()
    except NoPostgres as error:
        pytest.skip(str(error))
    yield fresh_database(url, "cluster")
    server.__exit__(None, None, None)


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mail_server() as mailbox:
        yield mailbox


@pytest.fixture
def folder(database: str, mailbox: Mailbox, tmp_path: Path) -> Path:
    open_store(database).close()
    empty_database(database)
    sources = [{"id": "nobody", "name": "Nobody", "url": "http://127.0.0.1:9/feed"}]
    return make_newsroom(
        tmp_path / "newsroom", sources=sources, smtp_port=mailbox.port, storage=database
    )


@pytest.fixture
def newsroom(folder: Path, database: str) -> Iterator[Newsroom]:
    store = open_store(database)
    yield Newsroom(config=load_config(folder, env={}), store=store, clock=lambda: datetime.now(UTC))
    store.close()


def approve(newsroom: Newsroom) -> int:
    """Approve an issue of four lanes, with its jobs in the same transaction."""
    draft(newsroom)
    with open_queue(newsroom) as queue:
        short_lanes = replace(queue, readers_a_lane=100)
        return approve_issue(newsroom, ISSUE, also=short_lanes.send_with)


def draft(newsroom: Newsroom) -> None:
    article = Article(
        id="a1",
        url="https://paper.example/1",
        title="Harbour reopens after two weeks",
        lead="The harbour opened at dawn on Monday.",
        body="The harbour opened at dawn on Monday. Nine ships waited outside.",
        source_id="nobody",
        publisher="The Paper",
        published=NOW,
        collected=NOW,
        content_hash="h",
    )
    newsroom.store.articles.save([article])
    newsroom.store.subscribers.add(
        Subscriber(id=reader, email=f"{reader}@mail{number % 5}.example", newsletters=(NEWSLETTER,))
        for number, reader in enumerate(READERS)
    )
    redraft(newsroom, briefing_on(article))


def briefing_on(article: Article) -> Briefing:
    def passage(field: Field) -> Passage:
        text = getattr(article, field)
        return Passage(text=text, article_id=article.id, field=field, start=0, end=len(text))

    citation = Citation(
        article_id=article.id,
        url=article.url,
        title=article.title,
        outlet="The Paper",
        published=article.published,
    )
    item = Item(
        story_id="s1",
        headline=passage(Field.TITLE),
        lead=(passage(Field.LEAD),),
        article_ids=(article.id,),
    )
    return a_briefing(
        ISSUE,
        subject=article.title,
        preheader=article.lead,
        items=(item,),
        citations=(citation,),
    )


@contextmanager
def running(folder: Path, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """`digest WORDS…` in a process of its own, ended with the test."""
    log = (folder / f"log-{time.monotonic_ns()}").open("wb")
    with (
        log,
        subprocess.Popen(
            [sys.executable, "-m", "digest", "-c", str(folder), *words], stderr=log
        ) as started,
    ):
        try:
            yield started
        finally:
            if started.poll() is None:
                started.kill()
            print(Path(log.name).read_text())  # shown when the test fails


def finished(newsroom: Newsroom) -> bool:
    return is_sent(newsroom.store, ISSUE)


def audit(newsroom: Newsroom) -> Audit:
    return newsroom.store.ledger.audit(ISSUE)


def holders(newsroom: Newsroom) -> set[str]:
    """The processes that hold rows of the ledger."""
    held = newsroom.store.ledger.rows(ISSUE, states=(DeliveryState.LEASED, DeliveryState.HANDING))
    return {row.leased_by.split("/")[1] for row in held}


def workers_ready(newsroom: Newsroom) -> int:
    with psycopg.connect(newsroom.config.settings.storage_url) as connection:
        if connection.execute("SELECT to_regclass('procrastinate_workers')").fetchone() == (None,):
            return 0
        return len(connection.execute("SELECT id FROM procrastinate_workers").fetchall())


def lanes_by_worker(newsroom: Newsroom) -> list[int]:
    """How many sending jobs each worker has in its hands."""
    with psycopg.connect(newsroom.config.settings.storage_url) as connection:
        query = (
            "SELECT count(*) FROM procrastinate_jobs "
            "WHERE status = 'doing' AND queue_name = 'send' GROUP BY worker_id"
        )
        return [count for (count,) in connection.execute(query)]


def test_two_workers_send_one_issue_and_each_reader_gets_it_once(
    folder: Path, newsroom: Newsroom, mailbox: Mailbox
) -> None:
    mailbox.delay_s = 0.05
    with (
        running(folder, "worker", "--concurrency", "2") as one,
        running(folder, "worker", "--concurrency", "2") as two,
    ):
        assert within(lambda: workers_ready(newsroom) == 2, START_S)
        assert approve(newsroom) == len(READERS)
        assert within(lambda: len(lanes_by_worker(newsroom)) == 2, START_S), (
            "both workers should have taken lanes"
        )
        assert within(lambda: finished(newsroom), END_S)
        for process in (one, two):
            process.send_signal(signal.SIGTERM)
        assert [process.wait(20) for process in (one, two)] == [0, 0]
    assert audit(newsroom).by_state == {DeliveryState.ACCEPTED: len(READERS)}
    assert Counter(mail.recipient.partition("@")[0] for mail in mailbox.mails) == Counter(READERS)


def test_a_worker_killed_in_the_middle_is_replaced_and_no_message_is_lost_or_doubled(
    folder: Path, newsroom: Newsroom, mailbox: Mailbox
) -> None:
    mailbox.delay_s = 0.05
    with (
        running(folder, "worker", "--concurrency", "2") as one,
        running(folder, "worker", "--concurrency", "2") as two,
    ):
        assert within(lambda: workers_ready(newsroom) == 2, START_S)
        approve(newsroom)
        victims: list[subprocess.Popen[bytes]] = []

        def busy() -> bool:
            held = holders(newsroom)
            victims[:] = [process for process in (one, two) if str(process.pid) in held]
            return len(mailbox.mails) > 40 and bool(victims)

        assert within(busy, START_S)
        victim = victims[0]
        victim.kill()
        victim.wait()
        assert not finished(newsroom)
        assert within(lambda: finished(newsroom), END_S), audit(newsroom)
    balance = audit(newsroom)
    assert balance.balances
    copies = Counter(mail.recipient.partition("@")[0] for mail in mailbox.mails)
    states = {row.subscriber_id: row.state for row in newsroom.store.ledger.rows(ISSUE)}
    assert set(copies.values()) == {1}, "somebody got two"
    assert set(states.values()) <= {DeliveryState.ACCEPTED, DeliveryState.UNCERTAIN}
    in_doubt = [reader for reader, state in states.items() if state is DeliveryState.UNCERTAIN]
    assert all(copies[reader] for reader in states if reader not in in_doubt), (
        "accepted, but never received"
    )
    assert len(in_doubt) <= 100, "what one worker had announced, and no more"


def test_a_worker_that_is_told_to_stop_leaves_the_rest_to_others(
    folder: Path, newsroom: Newsroom, mailbox: Mailbox
) -> None:
    mailbox.delay_s = 0.2
    with running(folder, "worker", "--concurrency", "4") as one:
        approve(newsroom)
        assert within(lambda: len(mailbox.mails) > 40, START_S)
        told = time.monotonic()
        one.send_signal(signal.SIGTERM)
        assert one.wait(20) == 0
        assert time.monotonic() - told < 15
    assert audit(newsroom).balances
    assert audit(newsroom).by_state.keys() == {DeliveryState.ACCEPTED, DeliveryState.QUEUED}
    mailbox.delay_s = 0.0
    with running(folder, "worker", "--concurrency", "4"):
        assert within(lambda: finished(newsroom), END_S), audit(newsroom)
    assert Counter(mail.recipient.partition("@")[0] for mail in mailbox.mails) == Counter(READERS)


def test_an_issue_approved_on_the_command_line_has_its_jobs_at_once(
    folder: Path, newsroom: Newsroom
) -> None:
    draft(newsroom)
    with open_queue(newsroom):
        done = run_digest(folder, "issues", "approve", ISSUE)
    assert (
        done.stdout.strip()
        == f"{ISSUE} is approved for {len(READERS)} readers; the workers send it"
    ), done.stderr
    assert queued(newsroom) == {"send"}


def test_the_leader_of_a_cluster_puts_jobs_into_the_queue_and_shows_its_figures(
    folder: Path, newsroom: Newsroom
) -> None:
    pages, metrics = free_port(), free_port()
    with running(folder, "serve", "--cluster", "--port", str(pages), "--metrics", str(metrics)):
        assert within(lambda: "collect" in queued(newsroom), START_S)
        with urllib.request.urlopen(f"http://127.0.0.1:{metrics}/metrics", timeout=10) as answer:
            figures = answer.read().decode()
    assert 'digest_sources{state="not_asked_yet"} 1.0' in figures
    assert "digest_database_up 1.0" in figures


def queued(newsroom: Newsroom) -> set[str]:
    with psycopg.connect(newsroom.config.settings.storage_url) as connection:
        if connection.execute("SELECT to_regclass('procrastinate_jobs')").fetchone() == (None,):
            return set()
        return {name for (name,) in connection.execute("SELECT queue_name FROM procrastinate_jobs")}


def test_a_morning_of_jobs_goes_from_feeds_to_mailboxes(
    shared_data: Path, database: str, mailbox: Mailbox, httpserver: HTTPServer, tmp_path: Path
) -> None:
    captures = captures_of(shared_data / "feeds" / "havannaa", shared_data / "feeds" / "wl")
    httpserver.expect_request("/beat").respond_with_data("ok")
    open_store(database).close()
    empty_database(database)
    with replaying(captures) as replay, contextlib.closing(open_store(database)) as store:
        replay.turn = 3
        sources = [
            {"id": f"s{n}", "name": name, "url": f"{replay.base_url}/{name}"}
            for n, name in enumerate(captures)
        ]
        folder = make_newsroom(
            tmp_path / "newsroom", sources=sources, smtp_port=mailbox.port, storage=database
        )
        config = load_config(folder, env={})
        settings = replace(
            config.settings, alarms=AlarmSettings(heartbeat_url=httpserver.url_for("/beat"))
        )
        morning = datetime(2026, 8, 13, 6, 10, tzinfo=UTC)
        newsroom = Newsroom(
            config=replace(config, settings=settings), store=store, clock=lambda: morning
        )
        issue_id = f"{NEWSLETTER}@2026-08-13"
        store.subscribers.add(
            Subscriber(id=reader, email=f"{reader}@mail.example", newsletters=(NEWSLETTER,))
            for reader in READERS[:20]
        )
        with open_queue(newsroom) as queue, working(newsroom):
            queue.collect()
            assert within(lambda: len(store.articles.states()) == len(sources), START_S)
            queue.run_slot(Due(newsletter_id=NEWSLETTER, local=morning))
            assert within(lambda: is_sent(store, issue_id), END_S)
            assert within(lambda: len(httpserver.log) > 0, START_S)
        assert not store.issues.claim_slot(
            NEWSLETTER, "2026-08-13T06:10", owner="x", now=morning, lease_s=0.0
        )
    assert sorted(mail.recipient for mail in mailbox.mails) == [
        f"{reader}@mail.example" for reader in READERS[:20]
    ]


@contextmanager
def working(newsroom: Newsroom) -> Iterator[None]:
    stop = threading.Event()
    worker = threading.Thread(target=run_worker, args=(newsroom, stop))
    worker.start()
    try:
        yield
    finally:
        stop.set()
        worker.join(30)


def is_sent(store: Store, issue_id: str) -> bool:
    issue = store.issues.issue(issue_id)
    return issue is not None and issue.state is IssueState.SENT


def test_with_sqlite_the_worker_says_what_it_needs(tmp_path: Path, mailbox: Mailbox) -> None:
    folder = make_newsroom(
        tmp_path / "small",
        sources=[{"id": "nobody", "name": "Nobody", "url": "http://127.0.0.1:9/feed"}],
        smtp_port=mailbox.port,
    )
    for command in (("worker",), ("serve", "--cluster")):
        done = run_digest(folder, *command)
        assert done.returncode == 1
        assert "error: workers need PostgreSQL: storage.url is sqlite" in done.stderr
        assert "hint: set storage.url to postgresql" in done.stderr
        assert "Traceback" not in done.stderr
