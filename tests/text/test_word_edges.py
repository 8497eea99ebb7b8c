"""The edges of words: digits of other scripts, long pieces, full tables, letters that multiply."""

from __future__ import annotations

import importlib

import pytest

from digest.text import fold, word_texts, words

module = importlib.import_module("digest.text.words")


@pytest.mark.parametrize(
    ("digits", "western"), [("٠١٢٣٤٥٦٧٨٩", "0123456789"), ("۰۱۲۳۴۵۶۷۸۹", "0123456789")]
)
def test_each_digit_of_another_script_has_its_western_one(digits, western):
    assert fold(digits) == western


def test_both_cuts_give_the_same_words():
    text = 'Iran\'s 1,200 U.S.-made F-16s, L’Été d\'Ankara, צה"ל said "no"é'
    assert word_texts(text) == [word.text for word in words(text)]


def test_the_last_full_stop_of_an_abbreviation_goes_and_those_inside_stay():
    assert word_texts("U.S. U.A.E.") == ["u.s", "u.a.e"]


def test_a_word_is_found_at_its_place_in_the_original():
    text = "The port of  Aden's quay"
    places = {word.text: text[word.start : word.end] for word in words(text)}
    assert places["aden"] == "Aden"
    assert places["quay"] == "quay"


def test_a_possessive_outside_ascii_is_the_bare_word_at_its_place():
    text = "Türkiye’s port"
    word = words(text)[0]
    assert (word.text, text[word.start : word.end]) == ("turkiye", "Türkiye")


@pytest.mark.parametrize(("length", "is_kept"), [(40, True), (41, False)])
def test_a_piece_of_forty_characters_is_kept_and_a_longer_one_is_not(length, is_kept):
    pieces = module._Pieces(lambda piece: [piece])
    assert pieces["a" * length] == ("a" * length,)
    assert (("a" * length) in pieces) is is_kept


def test_a_full_table_of_pieces_starts_afresh():
    pieces = module._Pieces(lambda piece: [piece], most=2)
    for piece in ("one", "two", "three"):
        assert pieces[piece] == (piece,)
    assert list(pieces) == ["three"]


def test_a_letter_that_folds_into_several_words_stays_one_word():
    assert len(words("ﷺ")) == 1


def test_a_text_without_words_has_no_words():
    assert words("… — !") == ()
    assert word_texts("") == []
