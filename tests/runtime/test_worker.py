"""The queue of jobs: the cutting of work, jobs in transactions, and the worker."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from postgres import empty_database, fresh_database
from small_issue import NOW, a_briefing, an_issue
from waiting import within

from digest.config import Config, DeliverSettings, ProviderLimit, Relay, Settings, Storage
from digest.errors import StoreError, UseError
from digest.models import Newsletter, Publication, Schedule, Selection, Source, Subscriber
from digest.runtime.jobs import (
    DRAFT,
    JobQueue,
    jobs_at_approval,
    open_queue,
    queue_address,
    send_lanes,
    share_of,
    source_chunks,
)
from digest.runtime.slots import Due
from digest.runtime.worker import pass_on, run_worker
from digest.store import open_store
from digest.usecases.newsroom import Newsroom

ISSUE = "daily@2026-11-23"
READERS = tuple(f"r{number:04}" for number in range(2500))


def relay(connections: int, per_minute: float | None = None) -> Relay:
    return Relay(
        name=f"relay{connections}", host="127.0.0.1", connections=connections, per_minute=per_minute
    )


class TestCuttingWork:
    def test_all_sources_of_one_host_are_in_one_job(self) -> None:
        sources = [a_source(number, host=f"paper{number % 7}.example") for number in range(90)]
        chunks = list(source_chunks(sources))
        assert sorted(s.id for chunk in chunks for s in chunk) == sorted(s.id for s in sources)
        hosts = [{source.url.split("/")[2] for source in chunk} for chunk in chunks]
        assert len(chunks) > 1
        assert sum(map(len, hosts)) == 7

    def test_an_issue_has_no_more_lanes_than_connections_and_at_least_one(self) -> None:
        settings = DeliverSettings(relays=(relay(4), relay(8)))
        assert [send_lanes(readers, settings) for readers in (0, 1000, 1001, 2500, 10_000_000)] == [
            1,
            1,
            2,
            3,
            4,
        ]
        limited = replace(settings, providers=(ProviderLimit(provider="google", connections=2),))
        assert send_lanes(10_000_000, limited) == 2

    def test_the_lanes_together_keep_every_limit(self) -> None:
        google = ProviderLimit(provider="google", connections=3, per_minute=90.0)
        settings = DeliverSettings(relays=(relay(8, per_minute=600.0),), providers=(google,))
        share = share_of(settings, 3)
        assert share.relays[0].connections * 3 <= 8
        assert share.relays[0].per_minute == 200.0
        assert (share.providers[0].connections, share.providers[0].per_minute) == (1, 30.0)


def test_without_postgresql_the_worker_says_what_it_needs() -> None:
    with pytest.raises(UseError, match="workers need PostgreSQL") as caught:
        queue_address("sqlite:///var/digest.db")
    assert "digest serve" in caught.value.hint
    assert queue_address("postgresql+psycopg://u@h/db") == "postgresql://u@h/db"


@pytest.fixture(scope="module")
def migrated(postgres_server: str, migrated_template: str) -> str:
    return fresh_database(postgres_server, "jobs", copy_of=migrated_template)


@pytest.fixture
def newsroom(migrated: str, tmp_path: Path) -> Iterator[Newsroom]:
    empty_database(migrated)
    publication = Publication(
        name="Desk", public_url="https://news.example", from_address="desk@news.example"
    )
    settings = Settings(
        publication=publication,
        storage=Storage(url=migrated),
        deliver=DeliverSettings(relays=(relay(4),), lease_s=2.0),
    )
    daily = Newsletter(id="daily", name="Daily", tagline="", topics=(), schedule=Schedule())
    sources = tuple(a_source(number, host=f"paper{number}.invalid") for number in range(3))
    config = Config(folder=tmp_path, settings=settings, newsletters=(daily,), sources=sources)
    store = open_store(migrated)
    yield Newsroom(config=config, store=store, clock=lambda: datetime.now(UTC))
    store.close()


@pytest.fixture
def queue(newsroom: Newsroom) -> Iterator[JobQueue]:
    with open_queue(newsroom) as opened:
        yield opened


def jobs(newsroom: Newsroom) -> list[tuple[str, str]]:
    with psycopg.connect(newsroom.config.settings.storage_url) as connection:
        found = connection.execute(
            "SELECT queue_name, lock FROM procrastinate_jobs WHERE status = 'todo' ORDER BY 2"
        )
        return found.fetchall()


def are_done(newsroom: Newsroom) -> bool:
    """Tell whether no job waits and none is at work."""
    with psycopg.connect(newsroom.config.settings.storage_url) as connection:
        row = connection.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')"
        ).fetchone()
    return row == (0,)


def a_source(number: int, *, host: str) -> Source:
    return Source(
        id=f"s{number:03}",
        name=f"Paper {number}",
        url=f"https://{host}/{number}.rss",
        publisher="Paper",
    )


def draft(newsroom: Newsroom) -> None:
    newsroom.store.subscribers.add(Subscriber(id=r, email=f"{r}@mail.example") for r in READERS)
    newsroom.store.issues.save_draft(a_briefing(ISSUE), Selection(stories=()), an_issue(ISSUE))


class TestTheQueue:
    def test_opening_it_twice_makes_its_tables_once(self, newsroom: Newsroom) -> None:
        for _ in range(2):
            with open_queue(newsroom):
                assert jobs(newsroom) == []

    def test_approval_and_its_jobs_are_one_transaction(
        self, newsroom: Newsroom, queue: JobQueue
    ) -> None:
        draft(newsroom)
        seen_before_the_commit: list[int] = []

        def also(connection: object, issue_id: str, readers: int) -> None:
            queue.send_with(connection, issue_id, readers)
            seen_before_the_commit.append(len(jobs(newsroom)))

        assert (
            newsroom.store.issues.approve(ISSUE, subscriber_ids=READERS, now=NOW, also=also) == 2500
        )
        assert seen_before_the_commit == [0]
        assert jobs(newsroom) == [("send", f"send:{ISSUE}:{lane}") for lane in range(3)]

    def test_an_approval_that_fails_leaves_neither_readers_nor_jobs(
        self, newsroom: Newsroom, queue: JobQueue
    ) -> None:
        draft(newsroom)

        def also(connection: object, issue_id: str, readers: int) -> None:
            queue.send_with(connection, issue_id, readers)
            raise StoreError("the lights went out")

        with pytest.raises(StoreError, match="lights"):
            newsroom.store.issues.approve(ISSUE, subscriber_ids=READERS, now=NOW, also=also)
        issue = newsroom.store.issues.issue(ISSUE)
        assert issue
        assert issue.approved is None
        assert newsroom.store.ledger.audit(ISSUE).by_state == {}
        assert jobs(newsroom) == []

    def test_the_same_work_waits_only_once(self, newsroom: Newsroom, queue: JobQueue) -> None:
        due = Due(newsletter_id="daily", local=NOW)
        for _ in range(3):
            queue.run_slot(due)
            queue.collect()
            queue.tidy()
        assert jobs(newsroom) == [
            ("collect", "collect:0"),
            ("draft", "slot:daily:2026-11-23T06:00"),
            ("upkeep", "tidy"),
        ]

    def test_an_approval_by_hand_takes_its_jobs_along(
        self, newsroom: Newsroom, queue: JobQueue
    ) -> None:
        draft(newsroom)
        with jobs_at_approval(newsroom) as also:
            assert (
                newsroom.store.issues.approve(ISSUE, subscriber_ids=READERS, now=NOW, also=also)
                == 2500
            )
        assert len(jobs(newsroom)) == 3

    def test_an_approval_that_was_taken_back_may_be_given_again(
        self, newsroom: Newsroom, queue: JobQueue
    ) -> None:
        draft(newsroom)
        issues = newsroom.store.issues
        for _ in range(2):
            issues.approve(ISSUE, subscriber_ids=READERS, now=NOW, also=queue.send_with)
            assert jobs(newsroom) == [("send", f"send:{ISSUE}:{lane}") for lane in range(3)]
            assert issues.take_back_approval(ISSUE)

    def test_where_there_is_no_queue_an_approval_takes_nothing_along(
        self, newsroom: Newsroom
    ) -> None:
        no_tables = newsroom.config.settings.storage_url.replace("/jobs?", "/postgres?")
        for storage_url in ("sqlite:///var/digest.db", no_tables):
            settings = replace(newsroom.config.settings, storage=Storage(url=storage_url))
            with jobs_at_approval(
                replace(newsroom, config=replace(newsroom.config, settings=settings))
            ) as also:
                assert also is None

    def test_an_issue_whose_jobs_are_gone_gets_new_ones_from_the_next_look(
        self, newsroom: Newsroom, queue: JobQueue
    ) -> None:
        draft(newsroom)
        newsroom.store.issues.approve(ISSUE, subscriber_ids=READERS, now=NOW)
        for _ in range(2):
            queue.resume()
        assert len(jobs(newsroom)) == 3


class TestTheWorker:
    def test_an_unknown_queue_is_named(self, newsroom: Newsroom) -> None:
        with pytest.raises(UseError, match="no such queue: sned"):
            run_worker(newsroom, threading.Event(), queues=["sned"])

    def test_it_does_what_waits_and_ends_when_told(
        self, newsroom: Newsroom, queue: JobQueue
    ) -> None:
        queue.tidy()
        # no newsletter of that name is left: its job fails, and no other job does
        queue._put(
            DRAFT,
            "run_slot",
            "slot:nobody:2026-11-23T06:00",
            newsletter_id="nobody",
            slot_key="2026-11-23T06:00",
        )
        stop, ended = threading.Event(), threading.Event()

        def work() -> None:
            run_worker(newsroom, stop, concurrency=2)
            ended.set()

        worker = threading.Thread(target=work)
        worker.start()
        try:
            # a job that is stopped in its work waits for the next worker
            assert within(lambda: are_done(newsroom))
        finally:
            stop.set()
            worker.join(20)
        assert ended.is_set()
        with psycopg.connect(newsroom.config.settings.storage_url) as connection:
            left = connection.execute(
                "SELECT lock, status::text FROM procrastinate_jobs WHERE lock IS NOT NULL"
            )
            assert left.fetchall() == [("slot:nobody:2026-11-23T06:00", "failed")]

    def test_a_dead_workers_job_ends_where_its_successor_waits(
        self, newsroom: Newsroom, queue: JobQueue
    ) -> None:
        from procrastinate import App, PsycopgConnector

        address = newsroom.config.settings.storage_url
        queue.tidy()
        with psycopg.connect(address) as connection:
            dead = (
                "INSERT INTO procrastinate_workers (last_heartbeat) "
                "VALUES (now() - interval '1 hour') RETURNING id"
            )
            worker = connection.execute(dead).fetchone()
            connection.execute(
                "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s", worker
            )
        queue.tidy()

        async def sweep() -> int:
            async with App(connector=PsycopgConnector(conninfo=address)).open_async() as app:
                stalled = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=60))
                for job in stalled:
                    await pass_on(app, job)
                return len(stalled)

        assert asyncio.run(sweep()) == 1
        with psycopg.connect(address) as connection:
            states = connection.execute(
                "SELECT status::text FROM procrastinate_jobs ORDER BY id"
            ).fetchall()
        assert states == [("failed",), ("todo",)]

    def test_a_lost_database_connection_is_opened_again(
        self, newsroom: Newsroom, queue: JobQueue
    ) -> None:
        stop = threading.Event()
        worker = threading.Thread(target=run_worker, args=(newsroom, stop))
        worker.start()
        try:
            queue.tidy()
            # a job that is cut in its work would be tried again minutes later
            assert within(lambda: are_done(newsroom))
            cut_all_connections(newsroom)
            assert within(lambda: put_again(queue))
            assert within(lambda: are_done(newsroom))
            assert worker.is_alive()
        finally:
            stop.set()
            worker.join(20)
        assert not worker.is_alive()


def cut_all_connections(newsroom: Newsroom) -> None:
    with psycopg.connect(newsroom.config.settings.storage_url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )


def put_again(queue: JobQueue) -> bool:
    try:
        queue.tidy()
    except StoreError:
        return False
    return True
