"""Databases are opened privately and durably, and troubles are told in plain words."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from sqlalchemy import literal, make_url, select
from sqlalchemy.engine.interfaces import CacheStats
from sqlalchemy.exc import OperationalError

from digest.errors import StoreError
from digest.store import open_store
from digest.store.database import Database
from digest.store.database_troubles import in_plain_words, shown
from digest.store.engines import checked_url


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_database_and_its_log_are_their_owners_alone(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/var/news.db")
    assert mode_of(tmp_path / "var" / "news.db") == 0o600
    for file in (tmp_path / "var").glob("news.db-*"):
        assert mode_of(file) == 0o600
    store.close()


def test_the_mode_of_a_database_that_is_there_stays(tmp_path: Path) -> None:
    file = tmp_path / "news.db"
    open_store(f"sqlite:///{file}").close()
    file.chmod(0o640)
    open_store(f"sqlite:///{file}").close()
    assert mode_of(file) == 0o640


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot make the database's folder") as caught:
        open_store(f"sqlite:///{tmp_path}/file/below/news.db")
    assert str(tmp_path / "file" / "below") in caught.value.subject


@pytest.mark.parametrize(
    ("address", "driver"),
    [
        ("postgresql://host/name", "postgresql+psycopg"),
        ("postgresql+psycopg://host/name", "postgresql+psycopg"),
        ("sqlite:///var/news.db", "sqlite"),
    ],
)
def test_an_address_gets_the_driver_that_we_use(address: str, driver: str) -> None:
    assert checked_url(address).drivername == driver


def test_a_database_that_is_opened_again_compiles_no_statement_anew(tmp_path: Path) -> None:
    seen = []
    for name in ("one", "other"):
        database = Database(f"sqlite:///{tmp_path}/{name}.db")
        with database.single() as connection:
            answer = connection.execute(select(literal(name).label("asked_of_two_databases")))
            seen.append((answer.scalar_one(), answer.context.cache_hit))
        database.close()
    assert seen == [("one", CacheStats.CACHE_MISS), ("other", CacheStats.CACHE_HIT)]


@pytest.mark.parametrize("address", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_in_memory_is_refused(address: str) -> None:
    with pytest.raises(StoreError, match="a newsroom needs a database file"):
        checked_url(address)


def told(words: str, *, gone: bool = False) -> StoreError:
    error = OperationalError("SELECT 1", {}, Exception(words), connection_invalidated=gone)
    return in_plain_words(error, make_url("postgresql://digest:hunter2@db.example/news"))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("database is locked", "the database is busy"),
        ("database or disk is full", "the disk is full"),
        ("could not extend file: No space left on device", "the disk is full"),
        ("disk I/O error", "the disk cannot be read or written"),
        ("unable to open database file", "the database file cannot be opened"),
        ("attempt to write a readonly database", "the database file may not be written"),
        ("file is not a database", "this file is not a database"),
        ("database disk image is malformed", "the database file is damaged"),
        ("FATAL: password authentication failed", "the database refused the password"),
        ('FATAL: database "news" does not exist', "there is no such database or user"),
        ('FATAL: role "digest" does not exist', "there is no such database or user"),
        ("connection refused", "the database cannot be reached"),
        ("connection failed: timeout", "the database cannot be reached"),
        ("could not translate host name", "the database's host is unknown"),
        ("failed to resolve host 'db'", "the database's host is unknown"),
        ("terminating connection due to administrator command", "the database went away"),
        ("server closed the connection unexpectedly", "the database went away"),
    ],
)
def test_a_trouble_is_told_in_plain_words_with_a_hint(words: str, message: str) -> None:
    error = told(words)
    assert error.message == message
    assert error.hint
    assert "hunter2" not in str(error)


def test_a_lost_connection_is_tried_again() -> None:
    assert told("strange words", gone=True).message == "the database went away"


def test_any_other_trouble_is_told_by_its_first_line() -> None:
    assert told("first line\nsecond line").message == "the database said: first line"
    assert told("").message == "the database said: Exception"


def test_an_address_is_shown_without_its_password() -> None:
    assert shown(make_url("postgresql://a:b@c/d")) == "postgresql://a:***@c/d"


def test_a_database_answers_a_ping_until_it_is_gone(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/news.db")
    database.ping()
    database.close()
    gone = Database("postgresql://digest@127.0.0.1:1/none")
    with pytest.raises(StoreError, match="cannot be reached"):
        gone.ping()
    gone.close()


# ---- the wait for another process ----------------------------------------------------------------


@pytest.mark.parametrize(
    "timeout", ["soon", "-1", "nan", "inf", "1e9", "86401", "1&timeout=2", "٣x"]
)
def test_a_timeout_that_is_no_number_of_seconds_is_refused_in_words(timeout: str) -> None:
    with pytest.raises(StoreError, match="the timeout is no number of seconds") as caught:
        checked_url(f"sqlite:///var/digest.db?timeout={timeout}")
    assert caught.value.hint == "write seconds: sqlite:///var/digest.db?timeout=30"


@pytest.mark.parametrize("timeout", ["0", "0.5", "30", "86400"])
def test_a_timeout_of_up_to_a_day_is_taken(timeout: str) -> None:
    url = checked_url(f"sqlite:///var/digest.db?timeout={timeout}")
    assert url.query["timeout"] == timeout


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("", "not a database address"),
        ("digest.db", "not a database address"),
        ("mysql://db.example/news", "not a database we know"),
        ("sqlite://", "a newsroom needs a database file"),
        ("sqlite:///:memory:", "a newsroom needs a database file"),
    ],
)
def test_an_address_of_no_database_of_ours_is_refused(address: str, message: str) -> None:
    with pytest.raises(StoreError) as caught:
        checked_url(address)
    assert caught.value.message == message
    assert caught.value.hint
