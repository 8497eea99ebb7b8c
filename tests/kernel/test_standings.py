"""One cell of an export gives a standing, or is refused: no cell is guessed."""

from __future__ import annotations

import pytest

from digest.kernel.standings import (
    Standing,
    by_digit,
    by_letter,
    by_word,
    speaks_of_leaving,
    when_no,
    when_not,
    when_yes,
)


@pytest.mark.parametrize("word", ["UNSUBSCRIBED", "Dado de baja", "désabonné", "не подтвержден"])
def test_a_word_of_any_language_is_read_in_any_spelling(word: str) -> None:
    assert by_word(word) is not Standing.ACTIVE


@pytest.mark.parametrize("cell", ["???", "maybe", "2", "C"])
def test_a_word_that_is_not_known_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="this state is not known"):
        by_word(cell)


def test_a_letter_stands_for_a_state_where_a_program_writes_letters() -> None:
    assert [by_letter(letter) for letter in "CSUBPu"] == [
        Standing.ACTIVE,
        Standing.UNCONFIRMED,
        Standing.LEFT,
        Standing.BOUNCED,
        Standing.COMPLAINED,
        Standing.LEFT,
    ]
    assert by_letter("bounced") is Standing.BOUNCED


@pytest.mark.parametrize("cell", ["2026-01-02 10:00", "2/1/2026", "02.01.26", "1767348000"])
def test_a_moment_in_a_column_of_yes_and_no_is_a_yes(cell: str) -> None:
    assert when_yes(Standing.LEFT)(cell) is Standing.LEFT
    assert when_no(Standing.LEFT)(cell) is Standing.ACTIVE


def test_a_state_in_a_column_of_yes_and_no_is_read() -> None:
    assert when_yes(Standing.LEFT)("Bounced") is Standing.BOUNCED
    assert when_no(Standing.LEFT)("Unsubscribed") is Standing.LEFT
    for judge in (when_yes(Standing.LEFT), when_no(Standing.LEFT)):
        with pytest.raises(ValueError, match="neither yes nor no"):
            judge("12 times")


def test_only_the_beginning_of_a_long_note_is_searched() -> None:
    assert speaks_of_leaving("unsubscribed " + "a " * 500)
    assert not speaks_of_leaving("a " * 500 + "unsubscribed")


@pytest.mark.parametrize(
    ("word", "standing"),
    [
        ("No confirmado", Standing.UNCONFIRMED),
        ("Жалоба", Standing.COMPLAINED),
        ("ألغى الاشتراك", Standing.LEFT),
        ("by_bounces", Standing.BOUNCED),
        ("by_user", Standing.PAUSED),
        ("liste noire", Standing.BLOCKED),
        ("global unsubscribe", Standing.LEFT),
        ("past_due", Standing.ACTIVE),
        ("Neu", Standing.UNCONFIRMED),
    ],
)
def test_words_of_further_programs_and_languages_are_read(word: str, standing: Standing) -> None:
    assert by_word(word) is standing


def test_a_number_stands_for_a_state_where_a_program_writes_numbers() -> None:
    assert [by_digit(digit) for digit in "1234"] == [
        Standing.ACTIVE,
        Standing.LEFT,
        Standing.BOUNCED,
        Standing.COMPLAINED,
    ]
    assert by_digit("unsubscribed") is Standing.LEFT
    with pytest.raises(ValueError, match="this state is not known"):
        by_digit("5")


def test_a_column_that_is_empty_or_says_no_is_read() -> None:
    judge = when_not(Standing.UNCONFIRMED)
    assert [judge(cell) for cell in ("", "no", "0000-00-00")] == 3 * [Standing.UNCONFIRMED]
    assert [judge(cell) for cell in ("yes", "2026-01-02 10:00")] == 2 * [Standing.ACTIVE]
