"""Fixtures of the use cases' tests."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from mailbox_server import mail_server
from own_newsroom import own_newsroom
from sample_morning import NOW, Desk, DeskFiles, sample_articles

from digest.config import Config, Relay, Tls
from digest.models import Consent, Subscriber
from digest.store import open_store
from digest.usecases import Newsroom


@pytest.fixture(scope="module")
def config() -> Config:
    shipped = own_newsroom()
    title = next(n for n in shipped.newsletters if n.id == "security-briefing")
    # a newsroom of one's own has a page of its own for members
    title = replace(title, blocks=replace(title.blocks, membership=None))
    return replace(shipped, sources=(), newsletters=(title,))


@pytest.fixture(scope="session")
def desk_folder(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Path:
    """A folder with a database to copy that holds the articles and readers of the morning."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copy(migrated_file, folder / "fresh.db")
    store = open_store(f"sqlite:///{folder}/fresh.db")
    store.articles.save(sample_articles())
    store.subscribers.add(
        Subscriber(
            id=f"reader-{n}",
            email=f"reader{n}@example.org",
            newsletters=("security-briefing",),
            consent=Consent(at=NOW, source="test"),
            created=NOW,
        )
        for n in range(3)
    )
    store.close()
    return folder


@pytest.fixture
def desk(tmp_path: Path, desk_folder: Path, config: Config) -> Iterator[Desk]:
    files = DeskFiles(
        own=tmp_path / "desk.db",
        fresh=desk_folder / "fresh.db",
        approved=desk_folder / "approved.db",
    )
    shutil.copy(files.fresh, files.own)
    store = open_store(f"sqlite:///{files.own}")
    with mail_server() as mailbox:
        relay = Relay(name="loopback", host="127.0.0.1", port=mailbox.port, tls=Tls.NONE)
        deliver = replace(config.settings.deliver, relays=(relay,), first_retry_s=1.0)
        settings = replace(config.settings, deliver=deliver)
        newsroom = Newsroom(
            config=replace(config, settings=settings), store=store, clock=lambda: NOW
        )
        yield Desk(newsroom=newsroom, mailbox=mailbox, files=files, first_newsroom=newsroom)
    store.close()
