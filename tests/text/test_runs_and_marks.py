"""Runs of script, isolates and quotation marks, whatever the text."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.models import Direction
from digest.text import direction_of, isolate, script_runs, without_overrides
from digest.text.quotes import quotes_closed, without_quotations

MIXED = st.text("ab مرשל12 .,()-\u0301\u064e", max_size=30)


@given(MIXED, st.sampled_from(list(Direction)))
def test_the_pieces_of_a_line_join_to_the_line(text: str, base: Direction) -> None:
    runs = list(script_runs(text, base))
    assert "".join(piece for piece, _ in runs) == text
    assert all(piece for piece, _ in runs)
    # two pieces of one kind would be one piece
    assert all(left[1] != right[1] for left, right in pairwise(runs))


@given(MIXED, st.sampled_from(list(Direction)))
def test_a_foreign_piece_begins_with_a_letter_against_the_line(text: str, base: Direction) -> None:
    against = {Direction.LTR: ("R", "AL"), Direction.RTL: ("L",)}[base]
    for piece, foreign in script_runs(text, base):
        if foreign:
            assert unicodedata.bidirectional(piece[0]) in against
            assert not piece[-1].isspace()


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("قالت Coast Wire (24) أمس", ["Coast Wire"]),
        ("قالت Coast 24 Wire أمس", ["Coast 24 Wire"]),
        ("قالت A أو B أمس", ["A", "B"]),
        ("Coast Wire", ["Coast Wire"]),
        ("قالت", []),
        ("12 (24)", []),
        ("", []),
    ],
)
def test_digits_belong_to_a_piece_between_its_words_alone(text: str, foreign: list[str]) -> None:
    assert [
        piece for piece, is_foreign in script_runs(text, Direction.RTL) if is_foreign
    ] == foreign


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        ("AR", Direction.RTL),
        ("ckb", Direction.RTL),
        ("ku-Latn", Direction.LTR),
        ("ku-Arab-IQ", Direction.RTL),
        ("en-Hebr", Direction.RTL),
        ("he-Latn-Arab", Direction.LTR),
        # a variant of four characters with a digit is no script
        ("ar-1994", Direction.RTL),
        ("sl-rozaj", Direction.LTR),
    ],
)
def test_the_first_script_of_a_tag_settles_its_direction(language, direction) -> None:
    assert direction_of(language) is direction


@given(st.text(max_size=30))
def test_no_mark_that_forces_a_direction_is_left(text: str) -> None:
    clean = without_overrides(isolate(text))
    assert not set(clean) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert without_overrides(clean) == clean


# ---- quotation marks -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("", True),
        ("“a” and “b”", True),
        ("“a “b” c", False),
        ("„a“ „b”", True),
        ("„a“ „b", False),
        ("«a» «b", False),
        ("»a« and «b»", True),
        ('"a" "b', False),
        ('12" and 14" pipes', True),
        ('"a 12" pipe"', True),
        ('צה"ל "אמר"', True),
        ('צה"ל "אמר', False),
    ],
)
def test_a_quotation_is_open_or_closed(text: str, closed: bool) -> None:
    assert quotes_closed(text) is closed


@given(st.text("ab ", max_size=12), st.sampled_from(["“”", "„“", "«»", "»«", '""']))
def test_a_whole_quotation_becomes_one_blank(inner: str, marks: str) -> None:
    assert without_quotations(f"x{marks[0]}{inner}{marks[1]}y") == "x y"
    assert quotes_closed(f"x {marks[0]}{inner}{marks[1]} y")
