"""Nouns that the other nouns share: the reading direction and the reason of a decision."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Direction(StrEnum):
    """The direction in which a language is read."""

    # the values are those of the HTML attribute `dir`
    LTR = "ltr"
    RTL = "rtl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One line of the why-trail.

    `code` is constant, `detail` is a sentence for the operator, and `value` is the number that the
    reason moved, if any.
    """

    # tests and statistics read the code; only people read the detail
    code: str
    detail: str
    value: float | None = None


class Tier(StrEnum):
    """The rank of a reader, and the rank that a newsletter asks for."""

    FREE = "free"
    MEMBER = "member"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderClock:
    """The hour and the zone that a reader chose; None and "" stand for the newsletter's own."""

    hour: int | None = None
    timezone: str = ""
