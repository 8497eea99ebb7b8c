"""Opening databases, migrations, and troubles in plain words."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.script import ScriptDirectory
from store_nouns import compared

import digest.store
from digest.errors import StoreError
from digest.models import Article, FetchState
from digest.store import open_store
from digest.store.database import Database
from digest.store.engines import SAFE_WAL, choose_journal, sqlite
from digest.store.migrate import migrate
from digest.store.schema import HEAD, metadata

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


def test_the_migrations_make_exactly_the_schema(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/new.db")
    migrate(database)
    with database.read() as connection:
        assert compare_metadata(compared(connection), metadata) == []
    database.close()


def test_the_newest_migration_is_the_one_the_schema_names() -> None:
    config = Config()
    config.set_main_option(
        "script_location", str(Path(digest.store.__file__).parent / "migrations")
    )
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_the_memory_of_a_source_survives_an_upgrade(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/old.db"
    _old_database(url, revision="0003")
    with sqlite.connect(tmp_path / "old.db") as connection:
        connection.execute(
            "INSERT INTO fetch_states (source_id, etag, last_modified, body_hash, last_error,"
            " failures, last_entries,"
            " moved_to) VALUES ('paper', 'v1', '', '', '', 0, 7, '')"
        )
    connection.close()
    store = open_store(url)
    assert store.articles.states() == {
        "paper": FetchState(source_id="paper", etag="v1", last_entries=7)
    }
    store.close()


def _old_database(url: str, *, revision: str) -> None:
    config = Config()
    config.set_main_option(
        "script_location", str(Path(digest.store.__file__).parent / "migrations")
    )
    database = Database(url)
    with database.write() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    database.close()


def test_sqlite_is_opened_durable_and_without_the_journal_that_may_corrupt(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/deep/er/new.db")
    with database.read() as connection:
        journal, synchronous, foreign_keys = (
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        )
    assert journal == ("wal" if sqlite.sqlite_version_info >= SAFE_WAL else "persist")
    assert (synchronous, foreign_keys) == (2, 1)
    database.close()


def test_an_sqlite_whose_log_may_corrupt_keeps_the_rollback_journal(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/news.db"
    open_store(url).close()
    connection = sqlite.connect(tmp_path / "news.db")  # as after a move to another machine
    choose_journal(connection, safe_wal=(99, 0, 0))
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("persist",)
    connection.close()


def test_a_journal_that_another_process_is_changing_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    holder = sqlite.connect(path, isolation_level=None, check_same_thread=False)
    holder.execute("CREATE TABLE other (x)")
    holder.execute("BEGIN EXCLUSIVE")
    threading.Timer(0.2, lambda: holder.execute("COMMIT")).start()
    store = open_store(f"sqlite:///{path}")
    assert store.articles.save([Article(id="a", url="u", title="t", published=NOW)]) == (1, 0)
    store.close()
    holder.close()


def test_a_database_that_may_not_be_written_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "kept.db"
    with sqlite.connect(path) as connection:
        connection.execute("CREATE TABLE other (x)")
    connection.close()
    connection = sqlite.connect(f"file:{path}?mode=ro", uri=True)
    with pytest.raises(sqlite.OperationalError, match="readonly"):
        choose_journal(connection, pause=lambda _: pytest.fail("it was waited for"))
    connection.close()


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mysql://x/y", "not a database we know"),
        ("nonsense", "not a database address"),
        ("sqlite://", "needs a database file"),
        ("postgresql://digest@127.0.0.1:1/none", "cannot be reached"),
    ],
)
def test_an_address_that_cannot_work_is_refused_in_plain_words(url: str, says: str) -> None:
    with pytest.raises(StoreError, match=says) as caught:
        open_store(url)
    assert caught.value.hint


def test_a_password_never_shows_in_an_error() -> None:
    with pytest.raises(StoreError) as caught:
        open_store("postgresql://digest:hunter2@127.0.0.1:1/none")
    assert "hunter2" not in f"{caught.value} {caught.value.hint}"


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database, and long enough to be read as one " * 40)
    with pytest.raises(StoreError, match="not a database"):
        open_store(f"sqlite:///{path}")


def test_a_database_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new.db"
    open_store(url).close()
    with sqlite.connect(tmp_path / "new.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreError, match="newer version"):
        open_store(url)


def test_a_full_disk_is_said_plainly_and_the_next_try_works(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/small.db")
    article = Article(id="a", url="u", title="t", published=NOW, body="x" * 1_000_000)
    with store.database.read() as connection:  # type: ignore[attr-defined]
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    _limit_pages(store, pages + 10)
    with pytest.raises(StoreError, match="disk is full"):
        store.articles.save([article])
    assert store.articles.by_ids(["a"]) == {}
    _limit_pages(store, 1_000_000)
    assert store.articles.save([article]) == (1, 0)
    store.close()


def _limit_pages(store: object, pages: int) -> None:
    """SQLite answers a write beyond this size as it answers a full disk."""
    # the pool hands out one connection, so the limit holds for all that follows
    with store.database.read() as connection:  # type: ignore[attr-defined]
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")


def test_a_database_that_another_process_holds_is_called_busy(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/held.db?timeout=0.05")
    holder = sqlite.connect(tmp_path / "held.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError, match="busy"):
        store.articles.save([Article(id="a", url="u", title="t", published=NOW)])
    holder.execute("ROLLBACK")
    holder.close()
    assert store.articles.save([Article(id="a", url="u", title="t", published=NOW)]) == (1, 0)
    store.close()


def test_a_killed_leader_frees_its_lock(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/lead.db"
    program = (
        "import sys, time; from digest.store import open_store\n"
        f"with open_store({url!r}).leader('schedule') as leads:"
        " print(bool(leads), flush=True); time.sleep(60)"
    )
    leader = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert leader.stdout is not None
    assert leader.stdout.readline() == "True\n"
    store = open_store(url)
    with store.leader("schedule") as leads:
        assert not leads
    os.kill(leader.pid, signal.SIGKILL)
    leader.wait()
    leader.stdout.close()
    with store.leader("schedule") as leads:
        assert leads
    store.close()
