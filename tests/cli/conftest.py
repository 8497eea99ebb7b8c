"""A newsroom of two newsletters on a database of its own, and a way to run commands in it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from command_room import NOW, Room
from own_newsroom import own_newsroom

from digest.models import Article
from digest.usecases import draft_issue

STORY = Article(
    id="a1",
    url="https://sample.example/1/a-sample-story",
    canonical_url="https://sample.example/1/a-sample-story",
    title="Drone strike hits fuel depot in Yemen",
    lead="A drone strike set a fuel depot in Hodeidah, Yemen, ablaze.",
    published=NOW - timedelta(hours=1),
    language="en",
    publisher="Sample Paper",
)


def room_in(folder: Path) -> Room:
    shipped = own_newsroom()
    two = []
    for newsletter in shipped.newsletters:
        if newsletter.id in ("security-briefing", "gulf-briefing"):
            two.append(replace(newsletter, min_stories=1))
    storage = replace(shipped.settings.storage, url=f"sqlite:///{folder}/news.db")
    settings = replace(shipped.settings, storage=storage)
    config = replace(shipped, settings=settings, newsletters=tuple(two), sources=())
    return Room(folder=folder, config=config)


@pytest.fixture
def room(tmp_path: Path, migrated_file: Path) -> Room:
    shutil.copy(migrated_file, tmp_path / "news.db")
    return room_in(tmp_path)


@pytest.fixture(scope="session")
def drafted_file(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Path:
    """A database to copy that holds one drafted issue: drafting takes longer than most tests."""
    folder = tmp_path_factory.mktemp("drafted")
    shutil.copy(migrated_file, folder / "news.db")
    with room_in(folder).open() as newsroom:
        newsroom.store.articles.save([STORY])
        assert draft_issue(newsroom, "security-briefing").issue
    return folder / "news.db"


@pytest.fixture
def drafted(tmp_path: Path, drafted_file: Path) -> Room:
    """A newsroom of its own in which the issue security-briefing@2026-08-13 is a draft."""
    shutil.copy(drafted_file, tmp_path / "news.db")
    return room_in(tmp_path)
