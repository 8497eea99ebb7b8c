"""The default newsroom is copied into a new or empty folder, and never over a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.config.shipped import init_newsroom, shipped_config, shipped_templates
from digest.errors import UseError


def test_every_file_is_copied_byte_for_byte_but_hidden_ones(tmp_path: Path):
    target = tmp_path / "news" / "room"
    files = init_newsroom(target)
    copied = {path.relative_to(target): path.read_bytes() for path in files}
    shipped = {}
    for path in shipped_config().rglob("*"):
        name = path.relative_to(shipped_config())
        hidden = any(part.startswith(".") or part == "__pycache__" for part in name.parts)
        if path.is_file() and not hidden:
            shipped[name] = path.read_bytes()
    assert copied == shipped
    assert list(files) == sorted(files)
    assert Path("digest.yaml") in copied


def test_an_empty_folder_is_filled(tmp_path: Path):
    assert init_newsroom(tmp_path)


@pytest.mark.parametrize("name", ["notes.txt", ".hidden"])
def test_a_folder_that_holds_anything_is_left_alone(tmp_path: Path, name: str):
    (tmp_path / name).write_text("mine")
    with pytest.raises(UseError) as caught:
        init_newsroom(tmp_path)
    assert str(caught.value) == f"there is something here already: {tmp_path}"
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_file_in_place_of_the_folder_is_left_alone(tmp_path: Path):
    target = tmp_path / "news"
    target.write_text("mine")
    with pytest.raises(UseError):
        init_newsroom(target)
    assert target.read_text() == "mine"


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(UseError) as caught:
        init_newsroom(tmp_path / "file" / "news")
    assert str(caught.value).startswith("cannot write here: ")


def test_templates_are_shipped_with_the_newsroom():
    assert (shipped_templates() / "email").is_dir()
