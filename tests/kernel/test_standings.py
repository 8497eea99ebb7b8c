"""One cell of an export gives a standing, or is refused: no cell is guessed."""

from __future__ import annotations

import pytest

from digest.kernel.standings import (
    Standing,
    by_letter,
    by_word,
    opted_in,
    silent_when_empty,
    speaks_of_leaving,
    when_counted,
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


def test_a_column_that_is_empty_or_says_no_is_read() -> None:
    judge = when_not(Standing.UNCONFIRMED)
    assert [judge(cell) for cell in ("", "no", "0000-00-00")] == 3 * [Standing.UNCONFIRMED]
    assert [judge(cell) for cell in ("yes", "2026-01-02 10:00")] == 2 * [Standing.ACTIVE]


@pytest.mark.parametrize(("blanks", "is_found"), [(195, True), (196, False)])
def test_two_hundred_characters_of_a_note_are_searched(blanks: int, is_found: bool) -> None:
    assert speaks_of_leaving(" " * blanks + "unsub") is is_found


def test_letters_of_states_are_taken_in_any_case_and_others_as_words() -> None:
    assert by_letter("b") is Standing.BOUNCED
    assert by_letter("") is Standing.ACTIVE
    with pytest.raises(ValueError, match="this state is not known"):
        by_letter("Z")


def test_a_count_of_what_must_not_happen_is_read() -> None:
    judge = when_counted(Standing.BOUNCED)
    assert [judge(cell) for cell in ("", "0", "00")] == 3 * [Standing.ACTIVE]
    assert [judge(cell) for cell in ("1", "12", "100")] == 3 * [Standing.BOUNCED]
    for cell in ("no", "-1", "1.5", "٣"):
        with pytest.raises(ValueError, match="this is no number"):
            judge(cell)


@pytest.mark.parametrize("cell", ["---", "!", " . "])
def test_a_cell_of_marks_alone_is_no_state(cell: str) -> None:
    with pytest.raises(ValueError, match="this state is not known"):
        by_word(cell)


@pytest.mark.parametrize("cell", ["2026-1-2", "1/2/26", "31.12.2026", "123456789", "1767348000000"])
def test_a_moment_has_a_day_or_nine_to_thirteen_digits(cell: str) -> None:
    assert when_yes(Standing.LEFT)(cell) is Standing.LEFT


@pytest.mark.parametrize("cell", ["12345678", "12345678901234", "202-1-2", "1/2"])
def test_other_numbers_are_no_moment_and_are_not_guessed(cell: str) -> None:
    for judge in (when_yes(Standing.LEFT), when_no(Standing.LEFT)):
        with pytest.raises(ValueError, match="neither yes nor no"):
            judge(cell)


def test_an_empty_cell_says_no_ill_only_where_a_judge_is_told_so() -> None:
    judge = silent_when_empty(opted_in)
    assert (judge(""), judge("2"), judge("1")) == (
        Standing.ACTIVE,
        Standing.UNCONFIRMED,
        Standing.ACTIVE,
    )
    with pytest.raises(ValueError, match="neither yes nor no"):
        opted_in("")
