"""Bring a database to the newest schema: safe when several processes start at once."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from digest.errors import StoreError
from digest.store.database import Database
from digest.store.schema import HEAD


def migrate(database: Database) -> None:
    """Run the missing migrations in one transaction.

    Raises StoreError when the database is newer than this program.
    """
    with database.read() as connection:
        # read only: most starts end here
        if _revision(connection) == HEAD:
            return
    with database.write() as connection:
        database.take_turns(connection, "migrate")
        # asked again behind the lock: another process may have been faster
        if _revision(connection) != HEAD:
            _upgrade(connection)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection) -> None:
    # imported here: most starts have no migration to run, and this import is slower than the rest
    # of opening a database
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    from digest.store.archive_topics import add_missing_topics
    from digest.store.archive_words import add_missing_words

    folder = Path(__file__).parent / "migrations"
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    # our transaction: half a migration is never left behind
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StoreError(
            "the database was made by a newer version of this program",
            subject=str(error),
            hint="upgrade this one",
        ) from error
    # no database can fold words, so this is no part of a migration
    add_missing_words(connection)
    add_missing_topics(connection)
