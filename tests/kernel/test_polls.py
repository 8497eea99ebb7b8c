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
