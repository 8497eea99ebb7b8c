"""Sign: one pattern of a language's table, with its name and an example."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One pattern of a table: its name, the regular expression, and a text that it matches.

    The expression ignores case, unless it says `(?-i:…)`. A test matches each example.
    """

    name: str
    pattern: str
    example: str
