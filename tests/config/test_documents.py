"""Documents: places of values and keys, missing paths, and documents without wrong values."""

from __future__ import annotations

import pytest

from digest.config.documents import Document
from digest.config.read_yaml import MAX_DEPTH, read_document

TEXT = b"""\
name: Desk
relays:
  - {host: a, port: 25}
  - host: b
empty:
"""


@pytest.fixture
def document() -> Document:
    return read_document("x.yaml", TEXT)


def test_values_and_keys_know_their_places(document: Document):
    assert document.mark(("name",)) == (1, 7)
    assert document.mark(("name",), key=True) == (1, 1)
    assert document.mark(("relays", 0, "port")) == (3, 21)
    assert document.mark(("relays", 0, "port"), key=True) == (3, 15)
    assert document.mark(("relays", 1)) == (4, 5)
    assert document.where(("relays", 1, "host")) == "x.yaml:4:11"


def test_an_empty_value_has_the_place_of_its_key(document: Document):
    assert document.mark(("empty",)) == (5, 1)


def test_a_path_that_leads_nowhere_gives_the_nearest_value_around_it(document: Document):
    assert document.at(("relays", 1, "port", "x")) == {"host": "b"}
    assert document.mark(("relays", 7)) == (3, 3)
    assert document.mark(("nothing",)) == (1, 1)
    assert document.has(("relays", 0, "port"))
    assert not document.has(("relays", 1, "port"))
    assert not document.has(("relays", 2))
    assert document.has(())


def test_without_wrong_values_the_rest_keeps_its_places(document: Document):
    rest = document.without({("relays", 0), ("name",)})
    assert rest is not None
    assert rest.root == {"relays": [{"host": "b"}], "empty": None}
    assert rest.mark(("relays", 0, "host")) == (4, 11)
    assert not rest.whole()
    assert not rest.whole(("relays",))
    assert rest.whole(("relays", 0))
    assert document.whole()
    assert document.without({()}) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("False", False),
        ("yes", "yes"),
        ("null", None),
        ("~", None),
        ("12", 12),
        ("1_000", 1000),
        ("0x1F", 31),
        ("1.5", 1.5),
        (".inf", float("inf")),
        ("-.inf", float("-inf")),
        ("2026-11-23", "2026-11-23"),
        ("06:30", "06:30"),
        ("'12'", "12"),
    ],
)
def test_scalars_are_words_numbers_and_truths(text: str, value: object):
    root = read_document("x.yaml", f"a: {text}\n".encode()).root
    assert root == {"a": value}
    assert type(root["a"]) is type(value)


def test_a_file_as_deep_as_allowed_is_read_and_a_deeper_one_is_a_problem():
    deep = "a: " + "[" * (MAX_DEPTH - 1) + "x" + "]" * (MAX_DEPTH - 1) + "\n"
    assert read_document("x.yaml", deep.encode()).problems == ()
    deeper = "a: " + "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1) + "\n"
    (problem,) = read_document("x.yaml", deeper.encode()).problems
    assert problem.what == "this file is nested far too deeply"


@pytest.mark.parametrize("text", ["a: " + "[" * 499, "? " * 900, "- " * 3000, "{a: " * 450])
def test_nesting_without_an_end_is_a_problem_and_no_error(text: str):
    assert read_document("x.yaml", text.encode()).problems
