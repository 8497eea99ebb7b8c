"""CheckResult and Finding: the answer of a check-up, and one thing noticed in a mail."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """One thing that was checked.

    `ok` is None when the check could not decide. `advice` tells the operator what to do.
    """

    subject: str
    # three answers: a resolver that is away proves neither good nor bad
    ok: bool | None
    finding: str
    advice: str = ""


class Severity(StrEnum):
    """How much a finding weighs: an error stops the issue."""

    # from worst to mildest: lists are sorted so
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that preflight or the checks noticed.

    `source` is the standard or the page that the rule follows.
    """

    rule_id: str
    severity: Severity
    message: str
    where: str = ""
    source: str = ""
