"""Runs commands of the command line in process, on a newsroom of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from click.testing import Result
from typer.testing import CliRunner

from digest.cli import app
from digest.cli.state import State
from digest.config import Config
from digest.store import open_store
from digest.usecases.newsroom import Newsroom

NOW = datetime(2026, 8, 13, 6, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomState(State):
    """A state that has read its files: they take a second, which each command would repeat."""

    known_config: Config

    def config(self) -> Config:
        return self.known_config


@dataclass(frozen=True)
class Room:
    """Runs commands in process; `open` gives the newsroom that they work on."""

    folder: Path
    config: Config

    @contextmanager
    def open(self) -> Iterator[Newsroom]:
        store = open_store(self.config.settings.storage_url)
        try:
            yield Newsroom(config=self.config, store=store, clock=lambda: NOW)
        finally:
            store.close()

    def run(self, *words: str, stdin: str | None = None) -> Result:
        state = RoomState(folder=self.folder, known_config=self.config)
        return CliRunner().invoke(app, list(words), input=stdin, obj=state)
