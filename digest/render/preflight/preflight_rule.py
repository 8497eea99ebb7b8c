"""PreflightRule: one thing that the gate asks of a mail, with its reason and its source."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from digest.models import Severity
from digest.render.preflight.mail import Mail

# (the mistake, its place) of each breach of one rule.
Breaches = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreflightRule:
    """One rule of the gate.

    An operator names `id` to lower it; `source` is the address of the text that it rests on.
    """

    id: str
    severity: Severity
    reason: str
    source: str
    check: Callable[[Mail], Breaches]
