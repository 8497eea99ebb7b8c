"""Secrets: from the environment or from a file, and a message without the secret for the rest."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from digest.config.secrets import MAX_CHARACTERS, MissingSecret, read_secret


def refusal(env: Mapping[str, str]) -> tuple[str, str]:
    with pytest.raises(MissingSecret) as caught:
        read_secret("PW", env)
    return caught.value.what, caught.value.advice


def file_of(folder: Path, content: bytes) -> Mapping[str, str]:
    path = folder / "secret"
    path.write_bytes(content)
    return {"PW_FILE": str(path)}


SET_IT = "set PW, or PW_FILE to the path of a file that holds it"


def test_a_variable_that_is_absent_is_told_apart_from_an_empty_one():
    assert refusal({}) == ("the environment variable PW is not set", SET_IT)
    assert refusal({"PW": ""}) == ("PW is empty", SET_IT)


def test_an_empty_name_of_a_file_counts_for_no_file():
    assert read_secret("PW", {"PW": "word", "PW_FILE": ""}) == "word"
    assert refusal({"PW_FILE": ""})[0] == "the environment variable PW is not set"


def test_an_empty_variable_beside_a_file_is_a_contradiction_too():
    assert refusal({"PW": "", "PW_FILE": "/x"}) == (
        "both PW and PW_FILE are set",
        "keep one of them",
    )


@pytest.mark.parametrize(
    ("content", "secret"),
    [
        (b"word", "word"),
        (b"word\n", "word"),
        (b"word\r\n", "word"),
        (b"  word \n", "  word "),
        (b"two\nlines\n", "two\nlines"),
        ("مفتاح\n".encode(), "مفتاح"),
    ],
)
def test_only_the_line_break_at_the_end_of_a_file_is_no_part_of_the_secret(
    tmp_path: Path, content: bytes, secret: str
):
    assert read_secret("PW", file_of(tmp_path, content)) == secret


@pytest.mark.parametrize("content", [b"", b"\n", b"\r\n\r\n"])
def test_a_file_without_a_secret_is_named(tmp_path: Path, content: bytes):
    env = file_of(tmp_path, content)
    what = f"PW_FILE is an empty file: {tmp_path}/secret"
    assert refusal(env) == (what, "put the secret into it, on one line")


def test_a_file_that_is_no_text_is_named(tmp_path: Path):
    env = file_of(tmp_path, b"\xff\xfe\x00")
    what = f"PW_FILE cannot be read: {tmp_path}/secret: it is not UTF-8 text"
    assert refusal(env) == (what, "check the path and its permissions")


def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path):
    assert refusal({"PW_FILE": str(tmp_path)})[0] == (
        f"PW_FILE cannot be read: {tmp_path}: Is a directory"
    )


def test_a_file_longer_than_any_secret_is_refused_and_never_cut(tmp_path: Path):
    longest = "é" * MAX_CHARACTERS
    assert read_secret("PW", file_of(tmp_path, f"{longest}\n".encode())) == longest
    what = f"PW_FILE is too long for a secret: {tmp_path}/secret"
    advice = "name the file that holds the secret and no more"
    assert refusal(file_of(tmp_path, f"{longest}é".encode())) == (what, advice)
