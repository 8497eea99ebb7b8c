"""`digest sources` on a source that does well but whose pages were left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from own_newsroom import own_newsroom
from typer.testing import CliRunner

from digest.cli.sources import sources_app
from digest.cli.state import State
from digest.models import FetchState, Source
from digest.protocols import Clock
from digest.store import open_store
from digest.usecases.newsroom import Newsroom

NOW = datetime(2026, 8, 13, 6, 0, tzinfo=UTC)


def test_it_says_why_pages_of_a_source_were_left(tmp_path: Path) -> None:
    paper = Source(id="paper", name="Cedar Daily", url="https://cedar.example/rss", full_text=True)
    config = replace(own_newsroom(), sources=(paper,))

    class Opened(State):
        @contextmanager
        def open(
            self,
            *,
            clock: Clock | None = None,
            needs_config: bool = True,
        ) -> Iterator[Newsroom]:
            store = open_store(f"sqlite:///{tmp_path}/desk.db")
            try:
                yield Newsroom(config=config, store=store, clock=lambda: NOW)
            finally:
                store.close()

    state = Opened(folder=tmp_path)
    read = FetchState(
        source_id="paper", last_attempt=NOW, last_success=NOW, last_new_entry=NOW, last_entries=5
    )
    with state.open() as newsroom:
        newsroom.store.articles.save_states(
            [replace(read, pages_left="[b]cedar.example[/b] asks for 60 s")]
        )
    done = CliRunner().invoke(sources_app, [], obj=state)
    assert done.exception is None
    said = [line.strip() for line in done.output.splitlines()]
    assert said[-2:] == ["paper · Cedar Daily: [b]cedar.example[/b] asks for 60 s", "1 ok"]
