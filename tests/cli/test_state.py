"""A command that looks into the database reads the files only when it asks for their part."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from command_room import Room, RoomState

from digest.cli.known_storage import remembered_url
from digest.cli.state import State, _ConfigWhenAsked, system_clock
from digest.config import Config, init_newsroom
from digest.errors import ConfigError


class CountingState(RoomState):
    """Counts how often the files were read."""

    reads: list[int] = []  # noqa: RUF012

    def config(self) -> Config:
        self.reads.append(1)
        return self.known_config


@pytest.fixture
def state(room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CountingState:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (room.folder / "digest.yaml").write_text("storage: {}\n")
    CountingState.reads.clear()
    return CountingState(folder=room.folder, known_config=room.config)


def test_the_second_look_reads_no_file(state: CountingState) -> None:
    for _ in range(2):
        with state.open(needs_config=False) as newsroom:
            newsroom.store.ping()
    assert len(state.reads) == 1
    assert remembered_url(state.folder) == state.known_config.settings.storage_url


def test_a_look_that_asks_for_a_newsletter_reads_the_files_once(state: CountingState) -> None:
    with state.open():
        pass
    with state.open(needs_config=False) as newsroom:
        assert newsroom.newsletter("gulf-briefing").id == "gulf-briefing"
        assert newsroom.newsletter("security-briefing").id == "security-briefing"
    assert len(state.reads) == 2


def test_a_command_that_works_reads_the_files_each_time(state: CountingState) -> None:
    for _ in range(2):
        with state.open() as newsroom:
            assert newsroom.config is state.known_config
    assert len(state.reads) == 2


def test_a_mistake_in_the_files_is_told_when_they_are_read(tmp_path: Path) -> None:
    class Broken(State):
        def config(self) -> Config:
            raise ConfigError("wrong")

    config = _ConfigWhenAsked(Broken(folder=tmp_path / "nowhere"))
    with pytest.raises(ConfigError, match="wrong"):
        _ = config.newsletters
    state = State(folder=tmp_path / "nowhere")
    with pytest.raises(ConfigError), state.open(needs_config=False):
        pass


def test_the_clock_of_the_newsroom_may_be_another(state: CountingState) -> None:
    moment = datetime(2026, 8, 13, 6, tzinfo=UTC)
    with state.open(clock=lambda: moment) as newsroom:
        assert newsroom.clock() == moment
    with state.open() as newsroom:
        assert newsroom.clock is state.clock


def test_the_machines_clock_is_in_utc() -> None:
    assert system_clock().tzinfo is UTC


def test_a_part_is_read_alone_once_the_files_were_checked(tmp_path: Path) -> None:
    folder = tmp_path / "newsroom"
    init_newsroom(folder)
    checked = State(folder=folder).config()
    asked: list[str] = []

    class Counting(State):
        def config(self) -> Config:
            asked.append("all files")
            return State.config(self)

    config = Counting(folder=folder).config_when_asked()
    assert config.newsletters == checked.newsletters
    assert config.folder == folder
    assert asked == []
    # a question about the whole newsroom reads it whole
    assert config.theme_folders == checked.theme_folders
    assert asked == ["all files"]
