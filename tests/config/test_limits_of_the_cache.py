"""The cache keeps so many files, for its owner alone, and only those that are worth a file."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from digest.config.document_cache import (
    MOST_FILES,
    SMALLEST_BYTES,
    cache_folder,
    cached_document,
    is_right,
    remember_right,
    store_document,
)
from digest.config.read_yaml import read_document


def content_of(size: int, mark: str = "a") -> bytes:
    """Return a right YAML file of so many bytes."""
    start = f"name: {mark}\n# ".encode()
    return start + b"x" * (size - len(start))


def kept(folder: Path, content: bytes) -> bool:
    store_document(folder, read_document("x.yaml", content), content)
    return cached_document(folder, content) is not None


@pytest.mark.parametrize(
    ("size", "is_kept"),
    [(SMALLEST_BYTES - 1, False), (SMALLEST_BYTES, True), (SMALLEST_BYTES + 1, True)],
)
def test_a_file_is_kept_from_its_least_size_on(tmp_path: Path, size: int, is_kept: bool) -> None:
    content = content_of(size)
    assert len(content) == size
    assert kept(tmp_path, content) is is_kept


def test_a_file_that_another_version_left_below_the_least_size_is_not_read(tmp_path: Path) -> None:
    content = content_of(SMALLEST_BYTES)
    assert kept(tmp_path, content)
    (path,) = tmp_path.iterdir()
    small = content_of(SMALLEST_BYTES - 1)
    # the same document under the name that a smaller content would have
    store_document(tmp_path, read_document("x.yaml", content), content)
    assert path.exists()
    assert cached_document(tmp_path, small) is None


def test_the_folder_and_the_marks_of_right_newsrooms_are_their_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "cache" / "digest"
    remember_right(folder, b"newsroom")
    (path,) = folder.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert path.stat().st_size == 0


def test_a_right_newsroom_is_remembered_by_its_whole_content(tmp_path: Path) -> None:
    remember_right(tmp_path, b"newsroom")
    assert is_right(tmp_path, b"newsroom")
    for other in (b"newsroom ", b"newsroo", b"", b"right newsroom"):
        assert not is_right(tmp_path, other)


def test_a_parsed_file_is_no_sign_that_a_newsroom_is_right(tmp_path: Path) -> None:
    content = content_of(SMALLEST_BYTES)
    assert kept(tmp_path, content)
    assert not is_right(tmp_path, content)


@pytest.mark.parametrize("more", [0, 1, 5])
def test_the_oldest_files_are_forgotten_beyond_the_greatest_number(
    tmp_path: Path, more: int
) -> None:
    for number in range(MOST_FILES - 1 + more):
        path = tmp_path / f"{number:04}.json"
        path.touch()
        os.utime(path, (number, number))
    remember_right(tmp_path, b"newest")
    left = sorted(path.name for path in tmp_path.glob("0*.json") if path.stat().st_mtime < 10**6)
    assert len(left) == MOST_FILES - 1
    assert left[0] == f"{more:04}.json"
    assert is_right(tmp_path, b"newest")


def test_a_file_of_another_kind_is_never_forgotten(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    for number in range(MOST_FILES + 3):
        (tmp_path / f"{number:04}.json").touch()
    remember_right(tmp_path, b"newest")
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_no_half_written_file_stays_behind(tmp_path: Path) -> None:
    assert kept(tmp_path, content_of(SMALLEST_BYTES))
    assert [path.suffix for path in tmp_path.iterdir()] == [".json"]


def test_a_file_where_the_folder_should_be_keeps_no_cache(tmp_path: Path) -> None:
    blocked = tmp_path / "cache"
    blocked.write_text("", encoding="utf-8")
    remember_right(blocked, b"newsroom")
    assert not is_right(blocked, b"newsroom")
    assert not kept(blocked, content_of(SMALLEST_BYTES))


@pytest.mark.parametrize(
    ("env", "folder"),
    [
        ({"XDG_CACHE_HOME": "/var/desk", "HOME": "/home/desk"}, "/var/desk/digest-newsroom"),
        ({"HOME": "/home/desk"}, "/home/desk/.cache/digest-newsroom"),
        # the specification: a relative path is to be ignored
        ({"XDG_CACHE_HOME": "cache", "HOME": "/home/desk"}, "/home/desk/.cache/digest-newsroom"),
        ({"XDG_CACHE_HOME": "", "HOME": "home"}, None),
        ({}, None),
    ],
)  # fmt: skip
def test_the_cache_stands_where_the_environment_says(
    env: dict[str, str], folder: str | None
) -> None:
    found = cache_folder(env)
    assert (str(found) if found else None) == folder
