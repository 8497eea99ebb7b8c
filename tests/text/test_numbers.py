"""Numbers are read as English writes them, each word with its own value."""

from __future__ import annotations

import pytest

from digest.text.numbers import SMALL_NUMBERS, as_number

VALUES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "dozen": 12, "hundred": 100,
}  # fmt: skip


def test_each_word_has_its_value():
    assert SMALL_NUMBERS == VALUES


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,600", 1600), ("3.5", 3.5), ("12.", 12), ("Twelve", 12), ("1,234,567", 1234567)],
)
def test_digits_and_words_are_read(text, number):
    assert as_number(text) == number


def test_another_word_is_no_number():
    with pytest.raises(ValueError, match="port"):
        as_number("port")
