"""A poll can be asked when it has two to five different answers, each one line of some words."""

from __future__ import annotations

import pytest

from digest.kernel.polls import MOST_CHARS, poll_mistake
from digest.models import Poll

FIVE = ("one", "two", "three", "four", "five")


@pytest.mark.parametrize("answers", [("Yes", "No"), FIVE])
def test_two_to_five_answers_can_be_asked(answers: tuple[str, ...]) -> None:
    assert poll_mistake(Poll(question="Enough?", answers=answers)) == ""


@pytest.mark.parametrize(
    ("question", "answers", "mistake"),
    [
        ("", ("Yes", "No"), "empty"),
        ("Enough?", ("Yes", " \n "), "empty"),
        ("Enough?", ("Yes",), "1 answers"),
        ("Enough?", (*FIVE, "six"), "6 answers"),
        ("Enough?", ("Yes", "YES  "), "the same"),
        ("Enough?" * MOST_CHARS, ("Yes", "No"), "longer"),
    ],
)
def test_another_poll_says_what_is_wrong(
    question: str, answers: tuple[str, ...], mistake: str
) -> None:
    assert mistake in poll_mistake(Poll(question=question, answers=answers))


@pytest.mark.parametrize(("characters", "can_be_asked"), [(200, True), (201, False)])
def test_a_question_and_each_answer_have_two_hundred_characters(
    characters: int, can_be_asked: bool
) -> None:
    long = "x" * characters
    polls = [
        Poll(question=long, answers=("Yes", "No")),
        Poll(question="Enough?", answers=("Yes", long)),
        Poll(question="Enough?", answers=(long, "No")),
    ]
    for poll in polls:
        assert (poll_mistake(poll) == "") is can_be_asked


def test_blanks_within_a_text_count_once_and_blanks_around_it_not_at_all() -> None:
    spread = "  " + "x  " * 100 + "\n"
    assert poll_mistake(Poll(question=spread, answers=("Yes", "No"))) == ""
    same = Poll(question="Enough?", answers=("at  once", " At\tonce"))
    assert poll_mistake(same) == "two answers are the same"


def test_answers_are_compared_in_every_script() -> None:
    assert "the same" in poll_mistake(Poll(question="Genug?", answers=("STRASSE", "straße")))
    assert poll_mistake(Poll(question="Yes", answers=("Yes", "No"))) == ""
