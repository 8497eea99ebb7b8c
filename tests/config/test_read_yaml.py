"""YAML text becomes a document: odd encodings, keys, tags, halves of characters and brackets."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.config.read_yaml import read_document
from digest.kernel.yaml_depth import MOST_BRACKETS


def lines(text: str | bytes) -> list[str]:
    content = text.encode() if isinstance(text, str) else text
    return [str(one).removeprefix("x.yaml:") for one in read_document("x.yaml", content).problems]


def root(text: str | bytes) -> object:
    content = text.encode() if isinstance(text, str) else text
    return read_document("x.yaml", content).root


def test_a_byte_order_mark_is_no_part_of_the_text():
    assert root(b"\xef\xbb\xbfa: 1\n") == {"a": 1}


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"a: \xff\n", "1:4"),
        ("a: é\nb: ".encode() + b"\xe9\n", "2:4"),
        ("a: 1".encode("utf-16"), "1:1"),
    ],
)
def test_bytes_that_are_no_utf_8_are_named_at_their_place(content: bytes, place: str):
    assert lines(content) == [f"{place}: this file is not UTF-8 — save it as UTF-8"]


@pytest.mark.parametrize("bracket", ["[", "{"])
def test_more_open_brackets_than_allowed_are_refused_before_they_are_scanned(bracket: str):
    deep = "nested far too deeply"
    assert deep in lines("a: " + bracket * (MOST_BRACKETS + 1))[0]
    # brackets that are closed again do not add up
    assert lines("a: [" + "[b], " * (MOST_BRACKETS + 1) + "]\n") == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("? [a, b]\n: c\n", "1:3: a key must be a plain word — write `key: value`"),
        ("a: !secret x\n", "1:4: the tag !secret means nothing here"),
        ("a: 1\na: 2\na: 3\n", '2:1: "a" is written twice — the first is on line 1'),
        ("<<: 5\n", "1:5: << merges a mapping"),
        ("<<: [5]\n", "1:5: << merges a mapping"),
        ('a: "\\ud83d"\n', "1:4: this text holds half a character"),
        ('"\\ud83d": 1\n', "1:1: this text holds half a character"),
    ],
)
def test_a_construct_that_yaml_allows_and_a_newsroom_does_not_is_named(text: str, line: str):
    assert lines(text)[0].startswith(line)


def test_of_a_key_that_is_written_twice_the_first_value_counts():
    assert root("a: 1\na: 2\n") == {"a": 1}
    assert len(lines("a: 1\na: 2\na: 3\n")) == 2


def test_two_halves_of_a_character_are_one():
    assert root('a: "\\ud83d\\ude80"\n') == {"a": "🚀"}


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n"])
def test_an_empty_file_has_no_value_and_no_problem(text: str):
    assert root(text) is None
    assert lines(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1e3", 1000.0),
        ("0o17", 15),
        ("0b101", 5),
        ("+5", 5),
        ("-0.5", -0.5),
        ("12_000", 12000),
        (".nan", "nan"),
        ("1.2.3", "1.2.3"),
        ("1:30", "1:30"),
        ("", None),
        ("TRUE", True),
        ("on", "on"),
    ],
)
def test_a_plain_word_is_a_number_where_it_is_one(text: str, value: object):
    found = root(f"a: {text}\n")
    assert isinstance(found, dict)
    if value == "nan":
        assert found["a"] != found["a"]
    else:
        assert found["a"] == value


def test_a_file_that_did_not_change_is_read_once():
    assert read_document("x.yaml", b"a: 1").root is read_document("x.yaml", b"a: 1").root
    assert read_document("x.yaml", b"a: 1") is not read_document("y.yaml", b"a: 1")


def test_a_small_file_is_not_cached_on_disk(tmp_path: Path):
    read_document("small.yaml", b"a: 1\n", cache=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_copy_of_a_file_is_not_parsed_again_and_names_its_own_mistakes():
    content = b"names: [a, b]\nnames: [c]\n"
    first, copy = read_document("a.yaml", content), read_document("b.yaml", content)
    assert copy.root is first.root
    assert copy.where(("names", 1)) == "b.yaml:1:12"
    assert [str(problem).partition(":")[0] for problem in copy.problems] == ["b.yaml"]
    assert [problem.file for problem in first.problems] == ["a.yaml"]


@pytest.mark.parametrize(("uses", "fits"), [(498, True), (499, False)])
def test_a_file_holds_two_hundred_thousand_values_and_each_use_of_an_anchor_counts(
    uses: int, fits: bool
):
    # 400 values a use: the list of 399 numbers, and its own
    numbers, aliases = ", ".join("1" * 399), ", ".join(["*a"] * uses)
    said = lines(f"a: &a [{numbers}]\nb: [{aliases}]\n")
    assert (said == []) is fits
    assert fits or "far too many values" in said[0]
