"""Numbers as English writes them: "1,600", "3.5", "twelve"."""

from __future__ import annotations

SMALL_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "dozen": 12, "hundred": 100,
}  # fmt: skip


def as_number(text: str) -> float:
    """Read "1,600", "3.5" or "twelve" as a number. Raise ValueError for another word.

    >>> as_number("1,600"), as_number("Twelve")
    (1600.0, 12.0)
    """
    word = text.lower()
    if word in SMALL_NUMBERS:
        return float(SMALL_NUMBERS[word])
    return float(word.replace(",", "").rstrip("."))
