"""Lines of a headline: alike in width, without widows, and cut where there is no room."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.render.headline_lines import CUT, NO_BREAK, balanced_lines


def letters(text: str) -> float:
    return len(text) * 10.0


def lines_of(text: str, room: float = 300, most: int = 4) -> list[str]:
    return list(balanced_lines(text, room, most, letters)[0])


def test_a_short_headline_is_one_line() -> None:
    assert balanced_lines("Harbour reopens", 300, 4, letters) == (("Harbour reopens",), True)


def test_lines_are_alike_in_width() -> None:
    # filled line by line, "again" would stand alone
    assert lines_of("The harbour opens for all ships again") == [
        "The harbour opens",
        "for all ships again",
    ]


def test_the_last_line_is_no_single_word_where_the_line_above_has_three() -> None:
    assert lines_of("a b c unbelievable", room=200)[-1] == "a b c unbelievable"
    assert lines_of("one two six extraordinarily", room=200) == ["one two", "six extraordinarily"]


def test_a_number_stays_with_its_noun() -> None:
    assert lines_of("The minister said: 12 ships wait", room=200) == [
        "The minister said:",
        f"12{NO_BREAK}ships wait",
    ]


def test_a_headline_without_room_ends_in_a_sign_of_the_cut() -> None:
    lines, is_whole = balanced_lines("word " * 40, 200, 2, letters)
    assert (len(lines), is_whole) == (2, False)
    assert lines[-1].endswith(CUT)


def test_a_word_wider_than_the_room_is_cut_by_letters() -> None:
    lines, is_whole = balanced_lines("Donaudampfschifffahrt", 100, 2, letters)
    assert (lines, is_whole) == (("Donaudamp…",), False)


@given(st.lists(st.text("abc", min_size=1, max_size=12), min_size=1, max_size=20))
def test_every_line_fits_and_a_whole_headline_keeps_its_words(words: list[str]) -> None:
    lines, is_whole = balanced_lines(" ".join(words), 150, 4, letters)
    assert len(lines) <= 4
    assert all(letters(line) <= 150 for line in lines)
    if is_whole:
        assert " ".join(lines).replace(NO_BREAK, " ").split() == words


@given(st.lists(st.text("abc", min_size=1, max_size=9), min_size=2, max_size=12))
def test_no_line_but_the_last_could_take_the_next_word_and_stay_the_narrowest(
    words: list[str],
) -> None:
    lines, _ = balanced_lines(" ".join(words), 200, 12, letters)
    widest = max(map(letters, lines))
    # the last two may have been evened out against a widow
    for line, after in list(pairwise(lines))[:-1]:
        assert letters(f"{line} {after.split()[0]}") > widest - 4


@pytest.mark.parametrize("text", ["", " ", "\n\t"])
def test_a_headline_without_words_has_no_line(text: str) -> None:
    assert balanced_lines(text, 300, 4, letters) == ((), True)


@given(st.text(max_size=40), st.floats(5, 400), st.integers(1, 4))
def test_any_text_in_any_room_has_as_many_lines_as_there_may_be(
    text: str, room: float, most: int
) -> None:
    lines, is_whole = balanced_lines(text, room, most, letters)
    assert len(lines) <= most
    assert bool(lines) is bool(text.split())
    if is_whole:
        assert " ".join(lines).replace(NO_BREAK, " ").split() == text.split()
