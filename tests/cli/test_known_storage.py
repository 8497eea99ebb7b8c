"""The place of a database is remembered until any file or folder that says it changes."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from digest.cli.known_storage import MOST_NEWSROOMS, remember_url, remembered_url

URL = "sqlite:////srv/news.db"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    newsroom = tmp_path / "newsroom"
    newsroom.mkdir()
    (newsroom / "digest.yaml").write_text("storage:\n  url: " + URL)
    return newsroom


def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "digest" / "storage.json"


def test_an_address_is_remembered(folder: Path) -> None:
    assert remembered_url(folder) == ""
    remember_url(folder, URL)
    assert remembered_url(folder) == URL


def test_a_changed_file_is_read_again(folder: Path) -> None:
    remember_url(folder, URL)
    (folder / "digest.yaml").write_text("storage:\n  url: sqlite:///other.db")
    assert remembered_url(folder) == ""


def test_another_folder_to_stand_in_is_another_place(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember_url(folder, "sqlite:///var/digest.db")
    monkeypatch.chdir(tmp_path)
    assert remembered_url(folder) == ""


def test_an_address_that_may_hold_a_password_is_never_written(folder: Path, tmp_path: Path) -> None:
    remember_url(folder, "postgresql://digest:hunter2@db.example/news")
    assert not cache(tmp_path).exists()
    assert remembered_url(folder) == ""


def test_a_cache_that_somebody_else_filled_names_no_server(folder: Path, tmp_path: Path) -> None:
    remember_url(folder, URL)
    known = json.loads(cache(tmp_path).read_text())
    cache(tmp_path).write_text(json.dumps(dict.fromkeys(known, "postgresql://evil.example/x")))
    assert remembered_url(folder) == ""


@pytest.mark.parametrize("content", ["", "{", "[]", '"x"'])
def test_a_broken_cache_is_no_trouble(folder: Path, tmp_path: Path, content: str) -> None:
    cache(tmp_path).parent.mkdir(parents=True)
    cache(tmp_path).write_text(content)
    assert remembered_url(folder) == ""
    remember_url(folder, URL)
    assert remembered_url(folder) == URL


def test_a_folder_without_files_is_not_remembered(folder: Path) -> None:
    (folder / "digest.yaml").unlink()
    remember_url(folder, URL)
    assert remembered_url(folder) == ""


def test_a_full_cache_begins_anew(folder: Path, tmp_path: Path) -> None:
    cache(tmp_path).parent.mkdir(parents=True)
    old = {f"key{number}": URL for number in range(MOST_NEWSROOMS)}
    cache(tmp_path).write_text(json.dumps(old))
    remember_url(folder, URL)
    assert list(json.loads(cache(tmp_path).read_text()).values()) == [URL]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_cache_that_cannot_be_written_is_no_trouble(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir(mode=0o500)
    remember_url(folder, URL)
    assert remembered_url(folder) == ""
