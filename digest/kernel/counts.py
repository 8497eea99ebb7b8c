"""Write a number with its noun, as sentences to operators count things. Pure."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Write a number and a noun, which has an s at its end unless there is one.

    >>> counted(1, "reader"), counted(0, "reader"), counted(2_000, "issue")
    ('1 reader', '0 readers', '2,000 issues')
    """
    ending = "" if number == 1 else "s"
    return f"{number:,} {noun}{ending}"
