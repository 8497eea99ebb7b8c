"""What every noun shares: reading direction and the reasons of a decision."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Direction(StrEnum):
    LTR = "ltr"
    RTL = "rtl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One line of the why-trail: a constant code, a sentence for the operator, and the number it moved, if any."""

    code: str
    detail: str
    value: float | None = None
