"""Months by name: whole or cut short, in one language or in all that agree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.month_names import (
    LANGUAGES,
    MORE_LANGUAGES,
    english_name,
    month_number,
    with_one_word_months,
)


@pytest.mark.parametrize(
    ("name", "language", "month"),
    [
        ("jan", "", 1),
        ("sept", "", 9),
        ("decem", "", 12),
        ("mär", "de", 3),
        ("janv", "fr", 1),
        ("juil", "fr", 7),
        # June or July
        ("jui", "fr", None),
        ("ocak", "tr", 1),
        ("eylül", "tr", 9),
        ("marca", "pl", 3),
        ("marzec", "pl", 3),
        ("يناير", "ar", 1),
        ("آذار", "ar_LB", 3),
        ("نوفمبر", "", 11),
        ("בנובמבר", "", 11),
        ("נובמבר", "he", 11),
        # Croatian and Polish mean different months by one word
        ("listopada", "", None),
        ("kasim", "", 11),
        ("aout", "fr", 8),
        ("mijdar", "", 11),
        ("lokakuu", "", 10),
        ("monday", "", None),
        ("", "", None),
        ("x", "en", None),
        ("ma", "en", None),
    ],
)
def test_a_name_is_the_number_of_its_month(name: str, language: str, month: int | None):
    assert month_number(name, language) == month


def test_a_name_that_languages_use_differently_needs_its_language():
    assert month_number("listopad") is None
    assert month_number("listopad", "pl") == 11
    assert month_number("listopad", "hr") == 10


def test_an_unknown_language_does_no_harm():
    assert month_number("nov", "xx") == 11


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("5 كانون الثاني 2026", "5 jan 2026"),
        ("5 تشرين الثاني 2026", "5 nov 2026"),
        ("5 تشرين الأول 2026", "5 oct 2026"),
        ("5 آذار 2026", "5 آذار 2026"),
        ("5 March 2026", "5 March 2026"),
        ("", ""),
    ],
)
def test_the_two_word_months_of_the_levant_become_one_word(text: str, told: str):
    assert with_one_word_months(text) == told


@given(st.text(max_size=12), st.sampled_from(["", *LANGUAGES]))
def test_any_word_is_a_month_of_the_year_or_none(name: str, language: str):
    assert month_number(name, language) in (None, *range(1, 13))


@pytest.mark.parametrize("language", MORE_LANGUAGES)
def test_no_rarer_language_takes_a_word_from_english(language: str) -> None:
    names = {name: month_number(name, language) for name in ("jan", "mar", "may", "aug", "oct")}
    assert names == {"jan": 1, "mar": 3, "may": 5, "aug": 8, "oct": 10}


@pytest.mark.parametrize(("number", "name"), [(0, ""), (1, "jan"), (12, "dec"), (13, "")])
def test_a_month_has_a_short_english_name(number: int, name: str) -> None:
    assert english_name(number) == name
