"""Toll: how many people were killed, wounded, taken or lost, as a text tells it."""

from __future__ import annotations

from dataclasses import dataclass

MOST_PEOPLE = 10_000_000_000
"""A number from here on counts no living people."""

YEARS = frozenset(map(str, range(1900, 2100)))
"""Numbers that are taken for a year rather than for a count of people."""


@dataclass(frozen=True, slots=True)
class Toll:
    """One casualty figure: the kind of harm, and to how many people.

    `count` is in digits, or a word that gives no number ("dozens"). `text` has both in words of
    the source.
    """

    kind: str
    count: str
    text: str

    @property
    def number(self) -> int | None:
        """The count; None where the text gives no number."""
        return int(self.count) if self.count.isdecimal() else None
