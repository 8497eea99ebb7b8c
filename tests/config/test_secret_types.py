"""Secrets, files and folders that the files name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from one_value import context_of, mistake_in, read_value
from pydantic import TypeAdapter

from digest.config.secret_types import SHORTEST_KEY, FilePath, FolderPath, Secret, TokenKey


def test_a_key_of_32_characters_is_long_enough_and_one_of_31_is_not():
    long_enough = context_of(env={"K": "k" * SHORTEST_KEY})
    assert read_value(TokenKey, "K", long_enough) == "k" * 32
    short = context_of(env={"K": "k" * (SHORTEST_KEY - 1)})
    said = "K holds 31 characters; a key needs 32 or more — make one: openssl rand -base64 32"
    assert mistake_in(TokenKey, "K", short) == said


def test_another_secret_may_be_short():
    assert read_value(Secret, "PW", context_of(env={"PW": "x"})) == "x"


@pytest.mark.parametrize("name", ["pw", "Pw", "1PW", "_PW", "PW-X", "hunter2", "PW "])
def test_a_secret_is_never_written_in_the_place_of_its_variable(name: str):
    context = context_of(env={"PW": "found"})
    if name.strip() == "PW":
        assert read_value(Secret, name, context) == "found"
    else:
        assert mistake_in(Secret, name, context).startswith(
            f'"{name}" is not the name of an environment variable — write the variable\'s name'
        )


def test_the_message_about_a_secret_never_holds_it():
    said = mistake_in(TokenKey, "K", context_of(env={"K": "hunter2"}))
    assert "hunter2" not in said


def test_code_gives_secrets_themselves():
    assert TypeAdapter(TokenKey).validate_python("short") == "short"
    assert TypeAdapter(FilePath).validate_python("gone.pem") == "gone.pem"
    assert TypeAdapter(FolderPath).validate_python(Path("gone")) == Path("gone")


def test_a_file_is_found_relative_to_the_newsroom_and_kept_absolute(tmp_path: Path):
    folder = tmp_path / "newsroom"
    folder.mkdir()
    key = tmp_path / "d.pem"
    key.write_text("key")
    assert read_value(FilePath, "../d.pem", context_of(folder)) == str(key.resolve())
    assert read_value(FilePath, str(key), context_of(folder)) == str(key.resolve())
    assert mistake_in(FilePath, "..", context_of(folder)) == (
        f"there is no file {folder}/.. — paths are relative to the folder of digest.yaml"
    )


def test_a_file_in_the_home_folder_may_be_written_with_a_tilde(tmp_path: Path):
    home = Path(os.path.expanduser("~"))
    said = mistake_in(FilePath, "~/no-such-key.pem", context_of(tmp_path))
    assert said.startswith(f"there is no file {home}/no-such-key.pem — ")


def test_a_folder_is_a_folder_and_no_file(tmp_path: Path):
    (tmp_path / "parts").mkdir()
    (tmp_path / "file").write_text("x")
    context = context_of(tmp_path)
    assert read_value(FolderPath, "parts", context) == tmp_path / "parts"
    advice = "make it, or delete the key to use the shipped parts"
    assert mistake_in(FolderPath, "file", context) == (
        f"there is no folder {tmp_path}/file — {advice}"
    )
    assert mistake_in(FolderPath, 7, context) == "7 is not the name of a folder — write its path"
    assert mistake_in(FolderPath, "", context) == '"" is not the name of a folder — write its path'
