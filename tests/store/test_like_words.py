"""Words for LIKE are found as they stand, whatever signs they hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.store.like_words import ESCAPE, escaped

SIGNS = st.text('ab%_!\\"', max_size=6)


@pytest.fixture(scope="module")
def database() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    yield connection
    connection.close()


@settings(max_examples=80)
@given(text=SIGNS, words=SIGNS)
def test_a_text_is_like_the_words_where_it_holds_them(
    database: sqlite3.Connection, text: str, words: str
) -> None:
    question = "SELECT ? LIKE ? ESCAPE ?"
    (is_like,) = database.execute(question, (text, f"%{escaped(words)}%", ESCAPE)).fetchone()
    assert bool(is_like) is (words in text)


@pytest.mark.parametrize(
    ("words", "written"),
    [("", ""), ("plain", "plain"), ("100%", "100!%"), ("a_b", "a!_b"), ("no!", "no!!")],
)
def test_only_signs_of_like_get_the_escape(words: str, written: str) -> None:
    assert escaped(words) == written
