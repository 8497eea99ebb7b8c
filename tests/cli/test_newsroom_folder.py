"""The folder that a command works on when none is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.cli.newsroom_folder import newsroom_folder


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    """Return a folder with a newsroom and a folder of topics in it."""
    folder = tmp_path / "desk"
    (folder / "topics").mkdir(parents=True)
    (folder / "digest.yaml").touch()
    return folder


def test_a_named_folder_wins(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(newsroom)
    assert newsroom_folder(Path("other")) == Path("other")


def test_inside_a_newsroom_it_is_the_newsroom(
    newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(newsroom)
    assert newsroom_folder(None) == Path()
    monkeypatch.chdir(newsroom / "topics")
    assert newsroom_folder(None) == newsroom


def test_the_folder_config_goes_before_the_newsroom_around_it(
    newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (newsroom / "config").mkdir()
    monkeypatch.chdir(newsroom)
    # a folder of that name without a newsroom is passed over
    assert newsroom_folder(None) == Path()
    (newsroom / "config" / "digest.yaml").touch()
    assert newsroom_folder(None) == Path("config")


def test_elsewhere_it_is_the_usual_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert newsroom_folder(None) == Path("config")
