"""Suggestions: the nearest word by two of three letters, else the words there are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.config.suggestions import did_you_mean


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("titel", "title"),
        ("TITLE", "title"),
        ("bdoy", "body"),
        ("leaad", "lead"),
    ],
)
def test_a_slip_of_the_keyboard_is_recognised(word: str, near: str):
    assert did_you_mean(word, ["title", "lead", "body"]) == f'did you mean "{near}"?'


def test_a_word_with_three_of_five_letters_in_common_is_near_and_one_with_fewer_is_not():
    assert did_you_mean("abcxy", ["abcde"]) == 'did you mean "abcde"?'
    assert did_you_mean("abxyz", ["abcde"]) == "use abcde"


def test_the_nearest_of_several_words_is_suggested():
    assert did_you_mean("harbor", ["harbours", "harbour"]) == 'did you mean "harbour"?'


def test_a_name_in_capitals_is_found_as_well():
    # in lower case it has no letter in common with the name
    assert did_you_mean("BBC NWS", ["BBC NEWS"]) == 'did you mean "BBC NEWS"?'


def test_words_of_other_scripts_are_compared_alike():
    assert did_you_mean("بيروث", ["بيروت", "دمشق"]) == 'did you mean "بيروت"?'


def test_the_words_of_a_short_list_are_named_once_each_in_order():
    assert did_you_mean("zzz", ["lead", "body", "lead"]) == "use body or lead"


def test_without_any_word_the_caller_says_why():
    assert did_you_mean("x", []) == "there is none yet"
    assert did_you_mean("x", [], none="topics/ has none yet") == "topics/ has none yet"


@given(st.text(), st.lists(st.text(min_size=1), max_size=15))
def test_advice_about_a_known_word_is_the_word_or_a_list(word: str, known: list[str]):
    advice = did_you_mean(word, known)
    assert advice.startswith(("did you mean ", "use ", "there are: ", "there is none yet"))
    if word.lower() in known:
        assert advice == f'did you mean "{word.lower()}"?'
