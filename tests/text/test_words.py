"""Folding and words: one spelling for a word, and its true place in the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.text import fold, stemmer, word_texts, words


def texts(text: str) -> list[str]:
    return [word.text for word in words(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Erdoğan", "erdogan"),
        ("İstanbul", "istanbul"),
        ("Société", "SOCIETE"),
        ("حزب الله", "حزبُ اللّٰهِ"),
        ("مصطفى", "مصطفي"),
        ("العراق", "العــــراق"),
        ("أحمد إبراهيم آل ثاني", "احمد ابراهيم ال ثاني"),
        ("غزة", "غزه"),
        ("کردستان", "كردستان"),
        ("ایران", "ايران"),
        ("نیروهای مسلح", "نيروهاي مسلح"),
        ("שָׁלוֹם", "שלומ"),
        ("Don’t", "don't"),
        ("١٢", "12"),
        ("می‌شود", "ميشود"),
    ],
)
def test_two_spellings_of_a_word_fold_into_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_a_possessive_is_the_bare_word() -> None:
    assert texts("Iran's envoy met Israel’s, the rebels' envoy") == [
        "iran", "envoy", "met", "israel", "the", "rebels", "envoy",
    ]  # fmt: skip


def test_initialisms_and_numbers_are_one_word_each() -> None:
    assert texts("The U.S. sent 1,200 troops, 5.93 tons. U.A.E too") == [
        "the", "u.s", "sent", "1200", "troops", "5.93", "tons", "u.a.e", "too",
    ]  # fmt: skip


def test_a_hyphen_parts_words() -> None:
    assert texts("al-Assad F-16") == ["al", "assad", "f", "16"]


def test_a_hebrew_abbreviation_is_one_word_and_a_quoted_latin_one_is_not() -> None:
    assert texts('צה"ל הודיע') == ['צה"ל', "הודיע"]
    assert texts('said "no"é"yes" there') == ["said", "no", "e", "yes", "there"]


def test_offsets_point_into_the_original() -> None:
    text = "قال «حزبُ اللّٰه» إنه — Erdoğan’s aide"
    assert [text[word.start : word.end] for word in words(text)] == [
        "قال",
        "حزبُ",
        "اللّٰه",
        "إنه",
        "Erdoğan",
        "aide",
    ]


@given(st.text(max_size=200))
def test_words_are_in_order_and_never_overlap(text: str) -> None:
    end = 0
    for word in words(text):
        assert end <= word.start < word.end <= len(text)
        end = word.end


@given(st.text(max_size=200) | st.text(alphabet="aS'’.,12 -é\"ש", max_size=40))
def test_the_fast_way_gives_the_same_words(text: str) -> None:
    assert word_texts(text) == texts(text)


def test_more_words_than_are_remembered_are_cut_the_same() -> None:
    numbers = [f"word{number}" for number in range(110_000)]
    assert word_texts(" ".join([*numbers, *numbers[:10]])) == [*numbers, *numbers[:10]]
    assert word_texts("Word0, WORD1. " + "x" * 1000) == ["word0", "word1", "x" * 1000]


@given(st.text(max_size=200))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_stemmer_joins_the_forms_of_a_word() -> None:
    stem = stemmer("en")
    assert stem("attacks") == stem("attacked")
    assert stemmer("xx")("attacks") == "attacks"
