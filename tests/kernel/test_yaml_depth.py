"""A text that nests deeper than a hand writes is known before a scanner reads it."""

from __future__ import annotations

import pytest

from digest.kernel.yaml_depth import MOST_BRACKETS, nests_too_deep


@pytest.mark.parametrize(
    ("text", "deep"),
    [
        ("", False),
        ("a: 1\n", False),
        ("[" * MOST_BRACKETS, False),
        ("[" * MOST_BRACKETS + "]" * MOST_BRACKETS + "[", False),
        ("[" * (MOST_BRACKETS + 1), True),
        ("{" * (MOST_BRACKETS + 1), True),
        ("[{" * (MOST_BRACKETS // 2) + "[", True),
        ("x" * 9 + "[" * (MOST_BRACKETS + 1) + "]" * (MOST_BRACKETS + 1), True),
        # many brackets beside each other are a long list, and no deep one
        ("[]" * 5 * MOST_BRACKETS, False),
        ("[{}]\n" * 5 * MOST_BRACKETS, False),
    ],
)
def test_open_brackets_are_counted_where_most_stand_open(text: str, deep: bool) -> None:
    assert nests_too_deep(text) is deep


@pytest.mark.parametrize(("brackets", "deep"), [(500, False), (501, True)])
@pytest.mark.parametrize("bracket", "[{")
def test_five_hundred_open_brackets_are_read(bracket: str, brackets: int, deep: bool) -> None:
    assert nests_too_deep(bracket * brackets) is deep


def test_a_bracket_that_closes_too_early_opens_no_other() -> None:
    assert not nests_too_deep("]" * 10 + "[" * 505)
    assert nests_too_deep("[" * 501 + "]" * 900)


@pytest.mark.parametrize(("piece", "deep"), [("[[]", True), ("{{}", True), ("[]", False)])
def test_a_bracket_that_closes_closes_one(piece: str, deep: bool) -> None:
    assert nests_too_deep(piece * 600) is deep
