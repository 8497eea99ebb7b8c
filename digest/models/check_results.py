"""CheckResult: the answer of one check-up, such as a try of a relay or of a DNS record."""

from __future__ import annotations

from dataclasses import dataclass


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
