"""`digest worker` refuses what would wait for ever, and ends by a signal with its jobs done."""

from __future__ import annotations

import os
import shutil
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from command_room import Room
from postgres import fresh_database
from waiting import eventually

from digest.cli.worker import MOST_JOBS
from digest.errors import UseError
from digest.runtime.jobs import open_queue


@pytest.fixture
def cluster(room: Room, postgres_server: str, tmp_path: Path) -> Room:
    """The newsroom on a PostgreSQL database of its own."""
    url = fresh_database(postgres_server, f"worker_{os.getpid()}_{tmp_path.name.replace('-', '_')}")
    storage = replace(room.config.settings.storage, url=url)
    config = replace(room.config, settings=replace(room.config.settings, storage=storage))
    return replace(room, config=config)


@pytest.fixture
def own_signals() -> Iterator[None]:
    """Catch SIGTERM, so that one that comes too early or too late ends no test run."""
    before = signal.signal(signal.SIGTERM, lambda *_: None)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.mark.parametrize("jobs", [0, MOST_JOBS + 1])
def test_the_number_of_jobs_has_bounds(room: Room, jobs: int) -> None:
    assert room.run("worker", "--concurrency", str(jobs)).exit_code == 2


def test_a_misspelled_queue_is_named_with_those_that_exist(cluster: Room) -> None:
    done = cluster.run("worker", "-q", "send", "-q", "sned")
    assert isinstance(done.exception, UseError)
    assert str(done.exception) == "no such queue: sned"
    assert done.exception.hint == "there are: collect, draft, send, upkeep"


def waiting_jobs(room: Room) -> int:
    with psycopg.connect(room.config.settings.storage_url) as connection:
        query = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'"
        (count,) = connection.execute(query).fetchone() or (0,)
    return int(count)


def test_it_does_the_jobs_that_wait_and_ends_by_a_signal(cluster: Room, own_signals: None) -> None:
    with cluster.open() as newsroom, open_queue(newsroom) as queue:
        queue.tidy()
    assert waiting_jobs(cluster) == 1
    done_all = threading.Event()

    def wait_and_stop() -> None:
        try:
            eventually(lambda: waiting_jobs(cluster) == 0, what="the job")
            done_all.set()
        finally:
            os.kill(os.getpid(), signal.SIGTERM)

    with ThreadPoolExecutor(1) as threads:
        threads.submit(wait_and_stop)
        done = cluster.run("worker", "--concurrency", "1", "-q", "draft")
    assert done_all.is_set()
    assert (done.exit_code, done.exception) == (0, None)
    assert done.stderr == "working on draft; Ctrl-C ends\n"


def test_a_folder_of_files_is_no_queue(room: Room, migrated_file: Path) -> None:
    shutil.copy(migrated_file, room.folder / "news.db")
    done = room.run("worker")
    assert str(done.exception) == "workers need PostgreSQL: storage.url is sqlite"
