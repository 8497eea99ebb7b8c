"""State: the folder, the consoles and the clock that every command works with."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from rich.console import Console

if TYPE_CHECKING:  # each command imports what it needs, and waits for nothing else
    from digest.config import Config
    from digest.protocols import Clock
    from digest.usecases.newsroom import Newsroom


def system_clock() -> datetime:
    """Ask the machine for the time. No other place does."""
    return datetime.now(UTC)


def _stderr() -> Console:
    return Console(stderr=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """`ctx.obj` of every command.

    `console` is stdout and takes results. `errors` is stderr and takes trouble and progress.
    """

    folder: Path
    verbose: bool = False
    log_json: bool = False
    console: Console = field(default_factory=Console)
    errors: Console = field(default_factory=_stderr)
    clock: Clock = system_clock

    def say(self, words: str) -> None:
        """Print a line of progress for a person; JSON lines on stderr stay alone."""
        # a program that reads the lines could not parse a sentence
        if not self.log_json:
            self.errors.print(words, markup=False, highlight=False, soft_wrap=True)

    def print(self, words: str) -> None:
        """Print one line of a result as it is: it is neither cut nor coloured."""
        self.console.print(words, markup=False, highlight=False, soft_wrap=True)

    def warn(self, words: str) -> None:
        """Print one line of trouble on stderr."""
        self.errors.print(words, markup=False, highlight=False, soft_wrap=True)

    def start_logs(self) -> None:
        """Send the events of the program to stderr."""
        from digest.logs import configure_logs

        configure_logs(verbose=self.verbose, json_lines=self.log_json)

    def config(self) -> Config:
        """Read and check the configuration; raise ConfigError with every problem."""
        from digest.config import load_config
        from digest.usecases.extensions import known_kinds

        return load_config(self.folder, env=os.environ, kinds=known_kinds(self.folder))

    def config_when_asked(self) -> Config:
        """Return the configuration; its files are read when a part is first asked for.

        For commands that show one part: a mistake in another file does not stop them.
        """
        return cast("Config", _ConfigWhenAsked(self))

    @contextmanager
    def open(self, *, clock: Clock | None = None, needs_config: bool = True) -> Iterator[Newsroom]:
        """Open the newsroom with its database; `clock` replaces the clock (`--at`).

        Without `needs_config` the files are read only when the command asks for a value.
        """
        # a list of readers needs one line of one file, and must not wait for the others
        url = "" if needs_config else self._known_database()
        asked = _ConfigWhenAsked(self)
        if not url:
            url = self._database_of(asked.read())
        config = asked.read() if needs_config else cast("Config", asked)
        self.start_logs()
        # imported behind the configuration: a mistake in it is told a third of a second earlier
        from digest.store import open_store
        from digest.usecases.newsroom import Newsroom

        now = clock or self.clock
        # the store's own times follow `--at`, too: a replay must not mix two days
        store = open_store(url, clock=now)
        try:
            yield Newsroom(config=config, store=store, clock=now, tell=self.say)
        finally:
            store.close()

    def _known_database(self) -> str:
        from digest.cli.known_storage import remembered_url

        return remembered_url(self.folder)

    def _database_of(self, config: Config) -> str:
        from digest.cli.known_storage import remember_url

        storage = config.settings.storage
        # an address from the environment may change while the files stay
        if not storage.url_in_env:
            remember_url(self.folder, storage.url)
        return storage.url


PARTS = frozenset({"settings", "sources", "aliases", "topics", "newsletters", "pins"})
"""The parts of the configuration that can be read alone."""


class _ConfigWhenAsked:
    """Stands for the configuration, and reads a part when a command first asks for it.

    The part alone is read where the same files were checked before, else every file.
    """

    def __init__(self, state: State) -> None:
        self.folder = state.folder
        self._state = state
        self._config: Config | None = None
        self._parts: dict[str, object] = {}

    def read(self) -> Config:
        """Read the whole configuration once."""
        if self._config is None:
            self._config = self._state.config()
        return self._config

    def __getattr__(self, name: str) -> object:
        if self._config is None and name in PARTS:
            part = self._part(name)
            if part is not None:
                return part
        return getattr(self.read(), name)

    def _part(self, name: str) -> object | None:
        from digest.config import load_part
        from digest.usecases.extensions import known_kinds

        # None is remembered, too: files that changed are not hashed twice
        if name not in self._parts:
            folder = self._state.folder
            kinds = known_kinds(folder)
            self._parts[name] = load_part(folder, name, env=os.environ, kinds=kinds)
        return self._parts[name]
