"""A database is brought to the newest schema once, whole, and by one process."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from store_nouns import compared

import digest.store
from digest.errors import StoreError
from digest.store.database import Database
from digest.store.migrate import _revision, migrate
from digest.store.schema import HEAD, metadata

FOLDER = Path(digest.store.__file__).parent / "migrations"


@pytest.fixture
def database(empty_url: str) -> Database:
    return Database(empty_url)


def script() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return ScriptDirectory.from_config(config)


def to_revision(database: Database, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    with database.write() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def revision_of(database: Database) -> str | None:
    with database.read() as connection:
        return _revision(connection)


def test_an_empty_database_has_no_revision_and_then_the_newest(database: Database) -> None:
    assert revision_of(database) is None
    migrate(database)
    assert revision_of(database) == HEAD
    database.close()


def test_a_migrated_database_is_opened_without_a_write(database: Database) -> None:
    migrate(database)

    class ReadOnly(Database):
        """Refuses to write, as a database does that another process holds."""

        def write(self) -> object:  # type: ignore[override]
            raise AssertionError("a start of every day must not wait for a writer")

    again = ReadOnly(database.url.render_as_string(hide_password=False))
    migrate(again)
    again.close()
    database.close()


def test_the_schema_is_that_of_the_tables_on_both_databases(database: Database) -> None:
    migrate(database)
    with database.read() as connection:
        assert compare_metadata(compared(connection), metadata) == []
    database.close()


def test_several_processes_that_start_at_once_make_one_schema(empty_url: str) -> None:
    start = Barrier(3)

    def open_one(_: int) -> str | None:
        database = Database(empty_url)
        start.wait(30)
        migrate(database)
        revision = revision_of(database)
        database.close()
        return revision

    with ThreadPoolExecutor(3) as pool:
        assert set(pool.map(open_one, range(3))) == {HEAD}


def test_a_migration_that_fails_leaves_no_half_of_itself(database: Database) -> None:
    # a table of that name is in the way of the first migration
    with database.write() as connection:
        connection.execute(text("CREATE TABLE issues (other INTEGER)"))
    with pytest.raises(StoreError):
        migrate(database)
    with database.read() as connection:
        assert inspect(connection).get_table_names() == ["issues"]
    database.close()


def test_a_database_of_a_newer_program_says_what_to_do(database: Database) -> None:
    migrate(database)
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="made by a newer version of this program") as refused:
        migrate(database)
    assert refused.value.hint == "upgrade this one"
    assert "9999" in refused.value.subject
    # it is left as it was
    assert revision_of(database) == "9999"
    database.close()


def test_each_migration_follows_the_one_before_by_number() -> None:
    revisions = [step.revision for step in script().walk_revisions()]
    assert revisions == sorted(revisions, reverse=True)
    assert len(script().get_heads()) == 1
    assert len(script().get_bases()) == 1


@pytest.mark.parametrize("revision", [step.revision for step in script().walk_revisions()][1:])
def test_a_database_of_every_earlier_revision_is_brought_up(tmp_path: Path, revision: str) -> None:
    database = Database(f"sqlite:///{tmp_path}/old.db")
    to_revision(database, revision)
    assert revision_of(database) == revision
    migrate(database)
    assert revision_of(database) == HEAD
    with database.read() as connection:
        assert compare_metadata(compared(connection), metadata) == []
    database.close()


def test_attributes_of_readers_stay_when_their_table_is_made_anew(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/old.db")
    to_revision(database, "0025")
    values = [("r2", "staff", "7", "7", 7.0), ("r1", "sector", "Banking", "banking", None)]
    with database.write() as connection:
        for reader_id in ("r1", "r2"):
            connection.execute(
                text(
                    "INSERT INTO subscribers (id, email, address_hash, domain, name, state,"
                    " consent_source, consent_wording, created, language)"
                    " VALUES (:id, :id, :id, '', '', 'active', '', '', '2026-11-01', '')"
                ),
                {"id": reader_id},
            )
        for value in values:
            parameters = dict(zip("abcde", value, strict=True))
            statement = text("INSERT INTO reader_attributes VALUES (:a, :b, :c, :d, :e)")
            connection.execute(statement, parameters)
    migrate(database)
    with database.write() as connection:
        kept = connection.execute(text("SELECT * FROM reader_attributes")).all()
        assert [tuple(row) for row in kept] == sorted(values)
        # the new table refers to readers as the former one did
        connection.execute(text("DELETE FROM subscribers WHERE id = 'r1'"))
        left = connection.execute(text("SELECT subscriber_id FROM reader_attributes")).scalars()
        assert [*left] == ["r2"]
    database.close()


def test_a_path_with_a_percent_sign_is_a_path(tmp_path: Path) -> None:
    # the configuration of Alembic reads a percent sign as the begin of a name
    database = Database(f"sqlite:///{tmp_path}/100%25/news.db")
    migrate(database)
    assert revision_of(database) == HEAD
    database.close()
