"""Stores for tests of every room: each test that asks for one runs on SQLite and PostgreSQL."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from postgres import Emptier, NoPostgres, fresh_database, running_postgres

from digest.protocols import Store
from digest.store import open_store
from digest.store.database import Database
from digest.store.sql_store import SqlStore

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Start a PostgreSQL server for this run of the tests; skip with the reason where none is."""
    try:
        server = running_postgres()
        url = server.__enter__()
    except NoPostgres as error:
        pytest.skip(str(error))
    yield url
    server.__exit__(None, None, None)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy: making one takes longer than most tests."""
    path = tmp_path_factory.mktemp("store") / "empty.db"
    open_store(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def migrated_template(postgres_server: str) -> str:
    """A migrated, empty PostgreSQL database to copy. No test connects to it."""
    url = fresh_database(postgres_server, "template_of_tests")
    open_store(url).close()
    return url


@pytest.fixture(scope="session")
def migrated_database(postgres_server: str, migrated_template: str) -> str:
    """A migrated PostgreSQL database, to be emptied by each test that uses it."""
    return fresh_database(postgres_server, "migrated", copy_of=migrated_template)


@pytest.fixture(scope="session")
def emptier(migrated_database: str) -> Iterator[Emptier]:
    """Empties `migrated_database`."""
    made = Emptier(migrated_database)
    yield made
    made.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database that is not opened yet."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/var/newsroom.db"
    return fresh_database(request.getfixturevalue("postgres_server"), f"empty{next(_numbers)}")


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty, migrated database of the test's own."""
    if request.param == "sqlite":
        copied = shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "newsroom.db")
        return f"sqlite:///{copied}"
    url: str = request.getfixturevalue("migrated_database")
    request.getfixturevalue("emptier").empty()
    return url


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    """The address of an empty, migrated SQLite database of the test's own."""
    return f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'newsroom.db')}"


@pytest.fixture(scope="session")
def open_connections(migrated_database: str) -> Iterator[Database]:
    """`migrated_database` with connections that already know its tables and statements."""
    database = Database(migrated_database)
    yield database
    database.close()


@pytest.fixture
def store(store_url: str, request: pytest.FixtureRequest) -> Iterator[Store]:
    if not store_url.startswith("sqlite"):
        # learning the tables anew would take longer than most tests; the next test goes on with the
        # same connections
        yield SqlStore(request.getfixturevalue("open_connections"), lambda: datetime.now(UTC))
        return
    opened = open_store(store_url)
    yield opened
    opened.close()
