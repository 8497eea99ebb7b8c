"""Every error the newsroom raises on purpose.

DigestError
├── ConfigError          the operator's files are wrong; carries every Problem at once (exit 2)
├── FetchError           a source or page could not be had
│   └── BlockedAddress   the address is private, loopback or otherwise not to be asked
├── WriteError           a briefing file cannot be read or a story cannot be written
├── RenderError          a template, theme or picture cannot be rendered; names template and line
├── PreflightError       the issue must not go out; carries the findings
├── DeliverError         sending is not possible as it is set up (not: one address was refused)
│   └── RelayError       a relay cannot be used at all
├── StoreError           the database cannot be opened, migrated or is busy
├── Interrupted          the process was told to stop before the work was done: whoever runs next goes on
└── UseError             the request makes no sense now (unknown issue, already cancelled, …)

An expected failure inside a fan-out is a value, never one of these; a bug stays a bug and propagates.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.models import Finding


class DigestError(Exception):
    """Base of all. Prints as `message: subject`; `hint` says what to do."""

    def __init__(self, message: str, *, subject: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.subject = subject
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}: {self.subject}" if self.subject else self.message


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One mistake in an operator's file. Lines and columns count from 1; `advice` is what to do about it."""

    file: str
    line: int
    column: int
    what: str
    advice: str = ""

    @classmethod
    def at(cls, mark: str, what: str, advice: str = "") -> Self:
        """A problem at `file:line:column`; a mark made by hand may lack the numbers."""
        file, *numbers = mark.rsplit(":", 2)
        if len(numbers) != 2 or not all(number.isdigit() for number in numbers):
            return cls(file=mark, line=1, column=1, what=what, advice=advice)
        return cls(
            file=file, line=int(numbers[0]), column=int(numbers[1]), what=what, advice=advice
        )

    def __str__(self) -> str:
        tail = f" — {self.advice}" if self.advice else ""
        return f"{self.file}:{self.line}:{self.column}: {self.what}{tail}"


class ConfigError(DigestError):
    """All problems of the configuration, at once."""

    def __init__(
        self, message: str, *, problems: Sequence[Problem] = (), subject: str = "", hint: str = ""
    ) -> None:
        super().__init__(message, subject=subject, hint=hint)
        self.problems = tuple(problems)


class FetchError(DigestError):
    """A source or page could not be had. `status` is the HTTP status when one came; `retry_after_s` what it asked."""

    def __init__(
        self,
        message: str,
        *,
        subject: str = "",
        hint: str = "",
        status: int | None = None,
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(message, subject=subject, hint=hint)
        self.status = status
        self.retry_after_s = retry_after_s


class BlockedAddress(FetchError):
    """The host resolves to an address that must not be asked."""


class WriteError(DigestError):
    """A briefing file cannot be read, or a story cannot be written."""


class RenderError(DigestError):
    """A template, theme or picture cannot be rendered. `subject` is `file:line` where known."""


class PreflightError(DigestError):
    """The issue must not go out."""

    def __init__(
        self, message: str, *, findings: Sequence[Finding] = (), subject: str = "", hint: str = ""
    ) -> None:
        super().__init__(message, subject=subject, hint=hint)
        self.findings = tuple(findings)


class DeliverError(DigestError):
    """Sending is not possible as it is set up."""


class RelayError(DeliverError):
    """A relay cannot be used at all."""


class StoreError(DigestError):
    """The database cannot be opened, migrated, or is busy for too long."""


class Interrupted(DigestError):
    """The process was told to stop before the work was done; every step may be repeated by whoever runs next."""


class UseError(DigestError):
    """The request makes no sense in the present state."""
