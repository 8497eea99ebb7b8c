"""Tolls by the words around a number: before it, soon behind it, and never across a clause."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.languages import LANGUAGES
from digest.text.tolls_by_words import tolls_by_words

WITH_TOLLS = [code for code, language in LANGUAGES.items() if language.tolls is not None]


def found(text: str, code: str = "fr") -> list[tuple[str, str]]:
    return [(toll.kind, toll.count) for toll in tolls_by_words(text, code)]


@pytest.mark.parametrize("mark", [",", ";", ":", ".", "!", "?", "،", "؛"])
def test_a_harm_behind_a_mark_is_that_of_another_clause(mark: str) -> None:
    assert found(f"Il y avait 12 hommes{mark} tués hier") == []


@pytest.mark.parametrize(
    ("text", "tolls"),
    [
        ("12 morts", [("killed", "12")]),
        ("12 personnes tuées", [("killed", "12")]),
        # four words on is the reach of French
        ("12 personnes ont été tuées", [("killed", "12")]),
        ("12 jeunes personnes ont été tuées", []),
        ("tué 12", [("killed", "12")]),
        ("tué au moins 12", [("killed", "12")]),
        ("tué plus de environ 12", [("killed", "12")]),
        ("tué hier 12", []),
        ("douze", []),
        ("morts", []),
        ("", []),
    ],
)
def test_the_harm_stands_right_before_or_soon_behind(text: str, tolls) -> None:
    assert found(text) == tolls


@pytest.mark.parametrize(
    ("number", "count"),
    [
        ("1 200", "1200"),
        ("15 000 000", "15000000"),
        ("1\u202f610", "1610"),
        ("11.180", "11180"),
        ("12", "12"),
    ],
)
def test_thousands_may_be_parted_by_a_blank_or_a_dot(number: str, count: str) -> None:
    assert found(f"{number} morts") == [("killed", count)]


@pytest.mark.parametrize("number", ["1 20", "0 200", "1,5", "2024", "99999999999"])
def test_another_number_counts_no_people(number: str) -> None:
    assert ("killed", number.replace(" ", "")) not in found(f"{number} morts")


@pytest.mark.parametrize("month", ["janvier", "mai", "août", "décembre"])
def test_the_day_of_a_month_is_no_toll(month: str) -> None:
    assert found(f"tué 12 {month}") == []


@pytest.mark.parametrize(
    ("text", "tolls"),
    [
        ("12 hommes, dont 3 blessés, ont été arrêtés", [("wounded", "3"), ("arrested", "12")]),
        ("12 hommes (dont 3 blessés) ont été arrêtés", [("wounded", "3"), ("arrested", "12")]),
        # without an aside the harm behind the mark is not that of the number
        ("12 hommes, et trois femmes, ont été arrêtés", []),
    ],
)
def test_an_aside_is_a_clause_of_its_own(text: str, tolls) -> None:
    assert found(text) == tolls


@pytest.mark.parametrize(
    ("text", "tolls"),
    [
        ("Zwölf Menschen wurden bei dem Anschlag getötet", [("killed", "12")]),
        ("Am 12. Oktober wurde er getötet", []),
        ("12 Raketen töteten drei Menschen", [("killed", "3")]),
        ("12 schwere Raketen und 3 Tote", [("killed", "3")]),
    ],
)
def test_german_reads_on_but_not_past_another_number_or_a_thing(text: str, tolls) -> None:
    assert found(text, "de") == tolls


@pytest.mark.parametrize(
    ("code", "text", "tolls"),
    [
        ("ar", "و12 جريحا", []),
        ("ar", "12 جريحا", [("wounded", "12")]),
        ("ar", "١٢ جريحا", [("wounded", "12")]),
        ("he", "12 הרוגים", [("killed", "12")]),
        ("fa", "۱۲ کشته", [("killed", "12")]),
        ("tr", "12 ölü", [("killed", "12")]),
        # with accents kept, "oldu" (became) is no "öldü" (died)
        ("tr", "12 oldu", []),
    ],
)
def test_each_script_has_its_digits_and_particles(code: str, text: str, tolls) -> None:
    assert found(text, code) == tolls


def test_the_words_that_tell_a_toll_are_kept_on_one_line() -> None:
    (toll,) = tolls_by_words("tué au\nmoins 12 personnes", "fr")
    assert toll.text == "tué au moins 12"


@pytest.mark.parametrize("code", WITH_TOLLS)
@given(text=st.text("0123456789 ,.()morttuéMenschen", max_size=40))
def test_any_text_is_read_in_every_language(code: str, text: str) -> None:
    for toll in tolls_by_words(text, code):
        assert toll.number is not None
        assert 0 <= toll.number < 10_000_000_000
