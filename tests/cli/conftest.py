"""A newsroom of two newsletters on a database of its own, and a way to run commands in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from command_room import Room
from own_newsroom import own_newsroom


@pytest.fixture
def room(tmp_path: Path) -> Room:
    shipped = own_newsroom()
    two = tuple(n for n in shipped.newsletters if n.id in ("security-briefing", "gulf-briefing"))
    storage = replace(shipped.settings.storage, url=f"sqlite:///{tmp_path}/news.db")
    settings = replace(shipped.settings, storage=storage)
    config = replace(shipped, settings=settings, newsletters=two, sources=())
    return Room(folder=tmp_path, config=config)
