"""Dates and hyphened names stay whole, and no short word ends a headline alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from digest.render.typography import (
    dates_whole,
    hyphens_whole,
    mostly_latin_digits,
    whole,
    without_widow,
)

NO_BREAK = "\u00a0"


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("en", "It ends January 8, they say.", "It ends January~8, they say."),
        ("en", "It ends 8 January.", "It ends 8~January."),
        ("en", "Eight ships and 8 boats", "Eight ships and 8 boats"),
        ("en", "The march 8 people joined", "The march~8 people joined"),
        ("fr", "Le 8 janvier 2026", "Le 8~janvier 2026"),
        ("de", "Am 8. Januar", "Am 8.~Januar"),
        ("xx", "January 8", "January 8"),
    ],
)
def test_a_day_stays_beside_its_month(language: str, text: str, shown: str) -> None:
    assert dates_whole(text, language) == shown.replace("~", NO_BREAK)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Pilots end strike at sea", "Pilots end strike at~sea"),
        ("Pilots end it", "Pilots end it"),
        ("Pilots end strike after negotiations", "Pilots end strike after negotiations"),
        ("", ""),
    ],
)
def test_no_short_word_ends_a_headline_alone(title: str, shown: str) -> None:
    assert without_widow(title) == shown.replace("~", NO_BREAK)


def test_a_hyphened_name_stays_on_one_line_and_a_very_long_one_does_not() -> None:
    html = hyphens_whole(Markup("A Cease-Fire &amp; a talk – end"))
    assert html == 'A <span class="whole">Cease-Fire</span> &amp; a talk – end'
    long = Markup("Donaudampf-schifffahrts-gesellschaft")
    assert hyphens_whole(long) == long


def test_the_digits_that_the_texts_write_most_are_those_of_the_mail() -> None:
    assert mostly_latin_digits(["12 ships", "\u0661"])
    assert not mostly_latin_digits(["\u0661\u0662"])
    assert not mostly_latin_digits(["no digit"])


# ---- limits --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "is_kept"),
    [
        ("one two three", False),
        ("one two three four", True),
        ("one two three fourtee", True),
        ("one two three fourteen", False),
        ("one two seventy four", True),
        ("one two eighteen four", False),
    ],
)
def test_a_widow_is_a_word_of_seven_letters_behind_another_in_a_headline_of_four(
    words: str, is_kept: bool
) -> None:
    front, _, last = words.rpartition(" ")
    kept = f"{front}{NO_BREAK}{last}"
    assert without_widow(words) == (kept if is_kept else words)


@pytest.mark.parametrize(("letters", "is_whole"), [(24, True), (25, False)])
def test_a_hyphened_word_and_a_label_of_twenty_four_characters_stay_whole(
    letters: int, is_whole: bool
) -> None:
    word = "a" * (letters - 2) + "-b"
    assert ("whole" in hyphens_whole(escape(word))) is is_whole
    assert ("whole" in whole(escape(word))) is is_whole
    spaced = escape("a" * (letters - 2) + " b")
    assert (NO_BREAK in whole(spaced)) is is_whole


@pytest.mark.parametrize(
    "text",
    [
        "no hyphen",
        "-a",
        "a-",
        "a--b",
        "&a-b",
        "https://outlet.example/a-b",
        "x=a-b",
        "snake_a-b",
    ],
)
def test_other_hyphens_are_left_as_they_are(text: str) -> None:
    html = escape(text)
    assert hyphens_whole(html) == html


def test_several_hyphened_words_stay_whole_each() -> None:
    html = hyphens_whole(Markup("a-b, c-d-e (f-g)"))
    assert str(html).count('<span class="whole">') == 3


def test_a_label_with_a_hyphen_and_a_space_has_an_element_of_its_own() -> None:
    assert whole(Markup("state-run tv")) == '<span class="whole">state-run tv</span>'
    assert whole(Markup("a &lt;b")) == f"a{NO_BREAK}&lt;b"


@given(st.text("ab 8-", max_size=60))
def test_no_letter_is_lost_when_spaces_are_bound(text: str) -> None:
    assert without_widow(text).replace(NO_BREAK, " ") == text
    assert dates_whole(text, "en").replace(NO_BREAK, " ") == text
    assert hyphens_whole(escape(text)).striptags() == " ".join(text.split())


@pytest.mark.parametrize(
    ("texts", "is_latin"),
    [([], False), (["1", "\u0661"], False), (["12", "\u0661"], True), (["1"], True)],
)
def test_latin_digits_need_more_than_half(texts: list[str], is_latin: bool) -> None:
    assert mostly_latin_digits(texts) is is_latin
