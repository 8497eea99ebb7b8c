"""Rule: one thing the gate asks of a mail, why, and who says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from digest.models import Severity
from digest.render.preflight.mail import Mail

Seen = Iterable[tuple[str, str]]
"""(what is wrong, where) of each breach."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """`id` is what an operator names to lower it; `source` is the address of the text it rests on."""

    id: str
    severity: Severity
    reason: str
    source: str
    check: Callable[[Mail], Seen]
