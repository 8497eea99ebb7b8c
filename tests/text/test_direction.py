"""Direction: which way languages run, and where a line changes its script."""

from __future__ import annotations

import pytest

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
