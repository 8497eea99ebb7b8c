"""Edges of sentences: line breaks, ellipses, initials, list marks, and dotted abbreviations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.languages import LANGUAGES
from digest.text import split_sentences


def count(text: str, language: str = "en") -> int:
    return len(split_sentences(text, language=language))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", 0),
        ("   \n ", 0),
        ("no stop", 1),
        ("One. two.", 1),
        ("One! Two? Three.", 3),
        ("One?! Two.", 2),
        ("One... Two.", 2),
        ("One… Two.", 2),
        ("قال… ثم رحل.", 1),
        ("One.Two.", 1),
        ("One.) Two.", 2),
        ("One.” Two.", 2),
        ("One.[1] Two.", 2),
        ("One. [1] [2] Two.", 2),
        ("One.² Two.", 2),
        ("One.\n\ntwo", 2),
        ("One\n\nTwo", 2),
        ("一。二！三？", 3),
        ("“一。”二。", 2),
    ],
)
def test_stops_of_every_kind_end_a_sentence(text: str, sentences: int) -> None:
    assert count(text) == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("1. First of all we wait.", 1),
        ("12. We wait.", 1),
        ("A. We wait.", 1),
        ("It rose to 12. We wait.", 2),
        ("Vitamin C. We wait.", 2),
        ("We met J. Orlov today.", 1),
        ("It was I. We wait.", 2),
        ("Then he met John F. The end.", 2),
    ],
)
def test_a_list_mark_and_an_initial_end_no_sentence(text: str, sentences: int) -> None:
    assert count(text) == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("He saw Mr. Orlov.", 1),
        ("On Nov. 3 it shut.", 1),
        ("It shut in Nov. The ships left.", 2),
        ("It shut at 5 p.m. Ships left.", 2),
        ("It shut at 5 p.m. EST today.", 1),
        ("It shut at 5 p.m. 12 ships left.", 1),
        ("By the 5 p.m. Friday deadline it shut.", 1),
        ("The U.S. Army left.", 1),
        ("They left the U.S. The army stayed.", 2),
        ("No. 5 is here.", 1),
        ("He said no. Ships left.", 2),
        ("Ph.D. students wait.", 1),
        ("The firm Reed & Co. Ltd. waits.", 1),
    ],
)
def test_an_abbreviation_ends_a_sentence_before_a_word_that_opens_one(text, sentences) -> None:
    assert count(text) == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Am 3. Oktober war es zu.", 1),
        ("Im Jahr 2014. Oktober war es zu.", 2),
        ("Es waren 3. Die Schiffe fuhren.", 2),
        ("Dr. Orlov kam.", 1),
        ("Er kam u. a. nach Avel.", 1),
    ],
)
def test_german_ordinals_end_no_sentence(text: str, sentences: int) -> None:
    assert count(text, "de") == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("“Stop!” Smith said.", 1),
        ("“Stop!” Ships left.", 2),
        ("“Why?” he asked.", 1),
        ("“Stop.” Smith said.", 2),
    ],
)
def test_a_speaker_behind_a_cry_belongs_to_it(text: str, sentences: int) -> None:
    assert count(text) == sentences


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=st.text(max_size=80))
def test_no_language_loses_a_letter(language: str, text: str) -> None:
    joined = "".join("".join(one.split()) for one in split_sentences(text, language=language))
    assert joined == "".join(text.split())
    assert all(one == one.strip() != "" for one in split_sentences(text, language=language))


@given(st.lists(st.sampled_from(["One ship left.", "Why?", "“Stop!”", "U.S.", "3."]), max_size=5))
def test_splitting_the_pieces_again_gives_the_same_pieces(parts: list[str]) -> None:
    pieces = split_sentences(" ".join(parts))
    for piece in pieces:
        assert "".join(split_sentences(piece)).replace(" ", "") == piece.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        # a blank line ends a sentence even behind an abbreviation or before a small letter
        ("It stood at St.\n\nthe bridge was shut.", 2),
        ("It stood at St.\nthe bridge was shut.", 1),
        ("It stood at St.\n\n\nthe bridge was shut.", 2),
        ("He met Mr.\n\nBrown left.", 2),
        ("He met Mr. Brown.", 1),
    ],
)
def test_a_blank_line_behind_a_stop_ends_a_sentence(text: str, sentences: int) -> None:
    assert len(split_sentences(text)) == sentences
