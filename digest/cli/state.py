"""What every command is given: the config folder, the console, the clock, and a way to open the newsroom."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from digest.protocols import Clock

if TYPE_CHECKING:  # each command opens what it needs, and waits for no more
    from digest.config import Config
    from digest.usecases.newsroom import Newsroom


def system_clock() -> datetime:
    """The one place that asks the machine what time it is."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """`ctx.obj` of every command. `console` is stdout for results, `errors` stderr for trouble and progress."""

    folder: Path
    verbose: bool = False
    log_json: bool = False
    console: Console = field(default_factory=Console)
    errors: Console = field(default_factory=lambda: Console(stderr=True))
    clock: Clock = system_clock

    def say(self, words: str) -> None:
        """A line of progress for a person; among JSON lines none, the events say it."""
        if not self.log_json:
            self.errors.print(words, markup=False, highlight=False, soft_wrap=True)

    def config(self) -> Config:
        """The checked configuration; raises ConfigError with every problem."""
        from digest.config import load_config
        from digest.usecases.extensions import known_kinds

        return load_config(self.folder, env=os.environ, kinds=known_kinds(self.folder))

    @contextmanager
    def open(self, *, clock: Clock | None = None) -> Iterator[Newsroom]:
        """The newsroom with its store, closed again at the end. `clock` replaces the clock (`--at`)."""
        from digest.store import open_store
        from digest.usecases.newsroom import Newsroom

        config = self.config()
        store = open_store(config.settings.storage_url)
        try:
            yield Newsroom(config=config, store=store, clock=clock or self.clock)
        finally:
            store.close()
