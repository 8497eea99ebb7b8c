"""A newsroom with a database and a clock that a test moves, without sources and relays."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from digest.config import Config, Settings
from digest.models import Newsletter, Publication, Subscriber
from digest.store import open_store
from digest.usecases import Newsroom

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


class MovedClock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@contextmanager
def plain_newsroom(
    folder: Path, migrated_file: Path, *newsletters: Newsletter, readers: int = 0
) -> Iterator[Newsroom]:
    """Open a newsroom with these newsletters, and so many readers of the first one."""
    # copied: migrating a new database takes longer than most tests
    shutil.copy(migrated_file, folder / "plain.db")
    publication = Publication(
        name="Desk", public_url="https://news.example", from_address="desk@news.example"
    )
    config = Config(
        folder=folder, settings=Settings(publication=publication), newsletters=newsletters
    )
    store = open_store(f"sqlite:///{folder}/plain.db")
    try:
        named = tuple(newsletter.id for newsletter in newsletters[:1])
        store.subscribers.add(
            Subscriber(id=f"r{n}", email=f"r{n}@mail.example", newsletters=named, created=NOW)
            for n in range(readers)
        )
        yield Newsroom(config=config, store=store, clock=MovedClock())
    finally:
        store.close()
