"""Direction: which way languages run, and where a line changes its script."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.models import Direction
from digest.text import direction_of, isolate, script_runs, without_overrides


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        ("en", "ltr"),
        ("ar", "rtl"),
        ("ar-EG", "rtl"),
        ("he_IL", "rtl"),
        ("fa", "rtl"),
        ("tr", "ltr"),
        ("az-Arab", "rtl"),
        ("ar-Latn", "ltr"),
        ("", "ltr"),
    ],
)
def test_a_language_runs_its_way(language: str, direction: str) -> None:
    assert direction_of(language).value == direction


def test_a_foreign_name_is_cut_out_from_its_first_letter_to_its_last() -> None:
    runs = list(script_runs("بحسب صحيفة Strait Courier 24 أمس", Direction.RTL))
    assert runs == [("بحسب صحيفة ", False), ("Strait Courier", True), (" 24 أمس", False)]


def test_an_arabic_name_in_an_english_line_keeps_its_vowel_marks() -> None:
    runs = list(script_runs("The paper الشَّرقُ said", Direction.LTR))
    assert runs[1] == ("الشَّرقُ", True)


def test_isolating_nothing_gives_nothing() -> None:
    assert isolate("") == ""
    assert isolate("Haaretz") == "\u2068Haaretz\u2069"


def test_marks_that_force_a_direction_are_dropped_and_joiners_stay() -> None:
    assert without_overrides("a\u202eb\u2066c\u200c\u200f") == "abc\u200c\u200f"


LETTERS = "ab 12ا\u05d0\u064e-.é"


@given(st.text(LETTERS, max_size=40), st.sampled_from(list(Direction)))
def test_the_runs_of_a_line_join_to_the_line_and_take_turns(text: str, base: Direction) -> None:
    runs = list(script_runs(text, base))
    assert "".join(piece for piece, _ in runs) == text
    assert all(piece for piece, _ in runs)
    for (_, one), (_, other) in itertools.pairwise(runs):
        assert not (one is False and other is False)


@given(st.text(LETTERS, max_size=40), st.sampled_from(list(Direction)))
def test_a_foreign_run_begins_with_a_letter_that_runs_against_the_line(
    text: str, base: Direction
) -> None:
    strong = {"L": Direction.LTR, "R": Direction.RTL, "AL": Direction.RTL}
    for piece, is_foreign in script_runs(text, base):
        ways = {strong.get(unicodedata.bidirectional(letter)) for letter in piece}
        if is_foreign:
            assert strong[unicodedata.bidirectional(piece[0])] is not base
            assert base not in ways
        else:
            assert ways <= {base, None}


@pytest.mark.parametrize("mark", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_each_mark_that_forces_a_direction_is_dropped(mark: str) -> None:
    assert without_overrides(f"a{mark}b") == "ab"


@pytest.mark.parametrize(
    "language",
    ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "syr", "ug", "ur", "yi"],
)
def test_each_language_from_right_to_left_is_known_in_any_case_and_country(language: str) -> None:
    for tag in (language, language.upper(), f"{language}-XX"):
        assert direction_of(tag) is Direction.RTL
    assert direction_of(f"{language}-Latn") is Direction.LTR


@pytest.mark.parametrize(
    "script", ["adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"]
)
def test_each_script_from_right_to_left_settles_the_direction(script: str) -> None:
    assert direction_of(f"xx-{script}") is Direction.RTL
    # a country of four digits or another subtag is no script
    assert direction_of(f"xx-1996-{script}") is Direction.RTL
    assert direction_of(f"xx-Latn-{script}") is Direction.LTR
