"""A closed address stays closed with its first reason, until its reader asks anew."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from digest.store.database import Database
from digest.store.schema import suppressions
from digest.store.sql_store import open_store
from digest.store.suppression import (
    close_address,
    close_addresses,
    closed_addresses,
    open_addresses,
)

NOW = datetime(2026, 8, 13, 6, 0, tzinfo=UTC)


def a_database(folder: Path) -> Database:
    url = f"sqlite:///{folder}/news.db"
    open_store(url).close()
    return Database(url)


def test_the_first_reason_and_its_time_stay(tmp_path: Path) -> None:
    database = a_database(tmp_path)
    later = NOW + timedelta(days=1)
    with database.write() as connection:
        assert close_address(database, connection, "h1", reason="complaint", now=NOW)
        assert not close_address(database, connection, "h1", reason="erased", now=later)
        (row,) = connection.execute(select(suppressions)).all()
    database.close()
    assert (row.reason, row.since) == ("complaint", NOW)


def test_only_closed_addresses_of_those_asked_for_are_listed(tmp_path: Path) -> None:
    database = a_database(tmp_path)
    with database.write() as connection:
        for name in ("h1", "h2"):
            close_address(database, connection, name, reason="complaint", now=NOW)
        assert closed_addresses(database, connection, ["h2", "h3"]) == {"h2"}
        assert closed_addresses(database, connection, []) == frozenset()
    database.close()


def test_an_address_is_opened_alone(tmp_path: Path) -> None:
    database = a_database(tmp_path)
    with database.write() as connection:
        for name in ("h1", "h2"):
            close_address(database, connection, name, reason="complaint", now=NOW)
        open_addresses(database, connection, ["h1", "h3"])
        assert closed_addresses(database, connection, ["h1", "h2"]) == {"h2"}
    database.close()


def test_several_addresses_are_closed_and_the_first_reason_of_each_stays(tmp_path: Path) -> None:
    database = a_database(tmp_path)
    with database.write() as connection:
        close_address(database, connection, "h1", reason="complaint", now=NOW)
        close_addresses(database, connection, [], reason="erased", now=NOW)
        close_addresses(database, connection, ["h1", "h2"], reason="erased", now=NOW)
        rows = connection.execute(select(suppressions)).all()
    database.close()
    assert [(row.address_hash, row.reason) for row in rows] == [
        ("h1", "complaint"),
        ("h2", "erased"),
    ]
