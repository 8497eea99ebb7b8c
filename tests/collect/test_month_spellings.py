"""Months that CLDR spells in one way and outlets in several."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.month_names import english_name, month_number, with_one_word_months
from digest.collect.month_spellings import (
    further_names,
    month_by_consonants,
    plain_letters,
    two_word_names,
)


@pytest.mark.parametrize("name", ["نۆڤەمبەر", "نۆڤێمبەر", "نۆڤامبر", "نوفەمبەری", "نوڤەمبەر"])
def test_sorani_months_of_english_are_told_by_their_consonants(name: str):
    assert month_number(name, "ckb") == 11


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("جەنیوەری", 1),
        ("فێبریوەری", 2),
        ("مارچ", 3),
        ("ئەپریل", 4),
        ("مەی", 5),
        ("جوون", 6),
        ("جوولای", 7),
        ("ئۆگۆست", 8),
        ("سێپتێمبەر", 9),
        ("ئۆکتۆبەر", 10),
        ("دێسەمبەر", 12),
    ],
)
def test_each_western_month_has_sorani_spellings(name: str, month: int):
    assert month_number(name, "ckb") == month


@pytest.mark.parametrize(
    ("name", "language", "month"),
    [
        ("ايلول", "ar", 9),
        ("اكتوبر", "", 10),
        ("يونيه", "ar", 6),
        ("جويلية", "", 7),
        ("آگوست", "fa", 8),
        ("haziran".upper().replace("I", "İ").casefold(), "tr", 6),
        ("jänner", "de", 1),
        ("setiembre", "", 9),
        ("מרס", "", 3),
        ("pûşper", "ku", 6),
        ("novembera", "ku", 11),
        ("mijdara", "ku", 11),
        ("marte", "", None),
    ],
)
def test_keyboards_and_regions_spell_a_month_in_their_own_way(
    name: str, language: str, month: int | None
):
    assert month_number(name, language) == month


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("5 كانون الاول 2026", 12),
        ("5 كانون ثاني 2026", 1),
        ("5 تشرين اول 2026", 10),
        ("5 کانوونی یەکەم 2026", 12),
        ("5 کانوونی دووەمی 2026", 1),
        ("5 تشرینی دووەم 2026", 11),
        ("5 Kanûna Pêşîn 2026", 12),
        ("5 Çiriya Paşîn 2026", 11),
    ],
)
def test_two_words_of_a_month_are_never_taken_for_its_neighbour(text: str, month: int):
    assert with_one_word_months(text) == f"5 {english_name(month)} 2026"


@pytest.mark.parametrize("language", ["ckb", "ku", "ar", "fa", "he", "de", "es"])
def test_a_further_name_is_the_month_that_it_is_listed_for(language: str):
    names = further_names(language)
    assert names
    for name, month in names.items():
        if " " in name:
            assert (plain_letters(name), month) in two_word_names()
        else:
            assert month_number(name, language) == month


def test_a_language_without_further_names_has_none():
    assert further_names("xx") == {}


@given(st.text(max_size=12))
def test_plain_letters_stay_plain(name: str):
    once = plain_letters(name)
    assert plain_letters(once) == once


@pytest.mark.parametrize("name", ["", "خرداد", "november", "يوم"])
def test_other_words_have_no_consonants_of_a_month(name: str):
    assert month_by_consonants(name) is None
