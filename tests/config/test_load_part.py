"""One part of the configuration is read alone once the whole newsroom was found right."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_newsroom import write_newsroom

from digest.config import Kinds, load_config, load_part, shipped_config
from digest.usecases import known_kinds

PINS = "together: [[a, b]]\nlead: [c]\n"
PARTS = ("settings", "sources", "aliases", "topics", "newsletters", "pins")


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """A place for a cache of the test's own."""
    return {"XDG_CACHE_HOME": str(tmp_path / "cache")}


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    folder = tmp_path / "newsroom"
    write_newsroom(folder, {"pins.yaml": PINS})
    return folder


def kinds() -> Kinds:
    return known_kinds()


def test_a_newsroom_that_was_never_checked_has_no_part(newsroom: Path, env: dict[str, str]) -> None:
    assert load_part(newsroom, "sources", env=env, kinds=kinds()) is None


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_what_the_whole_configuration_holds(
    newsroom: Path, env: dict[str, str], part: str
) -> None:
    config = load_config(newsroom, env=env, kinds=kinds())
    alone = load_part(newsroom, part, env=env, kinds=kinds())
    assert alone
    assert alone == getattr(config, part)


def test_each_part_of_the_shipped_newsroom_is_what_the_whole_holds(cache_of_this_run: Path) -> None:
    env = {"XDG_CACHE_HOME": str(cache_of_this_run)}
    config = load_config(shipped_config(), env=env, kinds=kinds())
    for part in PARTS:
        alone = load_part(shipped_config(), part, env=env, kinds=kinds())
        assert alone == getattr(config, part), part


@pytest.mark.parametrize("file", ["sources.yaml", "digest.yaml", "topics/ports.yaml"])
def test_after_a_change_of_any_file_no_part_is_read_alone(
    newsroom: Path, env: dict[str, str], file: str
) -> None:
    load_config(newsroom, env=env, kinds=kinds())
    path = newsroom / file
    path.write_text(path.read_text("utf-8") + "\n# a note\n", encoding="utf-8")
    assert load_part(newsroom, "sources", env=env, kinds=kinds()) is None


def test_a_new_file_is_a_change(newsroom: Path, env: dict[str, str]) -> None:
    load_config(newsroom, env=env, kinds=kinds())
    (newsroom / "source.yaml").write_text("sources: []\n", encoding="utf-8")
    assert load_part(newsroom, "sources", env=env, kinds=kinds()) is None


def test_a_kind_that_is_gone_is_a_change(newsroom: Path, env: dict[str, str]) -> None:
    load_config(newsroom, env=env, kinds=kinds())
    assert load_part(newsroom, "sources", env=env, kinds=Kinds()) is None


def test_a_secret_that_went_missing_is_left_to_the_whole_check(
    newsroom: Path, env: dict[str, str]
) -> None:
    file = newsroom / "digest.yaml"
    file.write_text(file.read_text("utf-8") + "tokens: {key_env: KEY}\n", encoding="utf-8")
    load_config(newsroom, env={**env, "KEY": "k" * 40}, kinds=kinds())
    assert load_part(newsroom, "settings", env=env, kinds=kinds()) is None


def test_without_a_place_for_a_cache_no_part_is_read_alone(newsroom: Path) -> None:
    load_config(newsroom, env={}, kinds=kinds())
    assert load_part(newsroom, "sources", env={}, kinds=kinds()) is None


def test_a_cache_that_cannot_be_written_is_no_trouble(newsroom: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    env = {"XDG_CACHE_HOME": str(tmp_path / "file")}
    assert load_config(newsroom, env=env, kinds=kinds()).sources
    assert load_part(newsroom, "sources", env=env, kinds=kinds()) is None
