"""Every error the newsroom raises on purpose.

DigestError
├── ConfigError          the operator's files are wrong; carries every Problem (exit 2)
├── FetchError           a source or page could not be fetched
│   └── BlockedAddress   the address is private, loopback or otherwise off limits
├── WriteError           a briefing file cannot be read or a story cannot be written
├── RenderError          a template, theme or picture cannot be rendered; names template and line
├── PreflightError       the issue must not go out; carries the findings
├── DeliverError         sending is not possible as it is set up
│   └── RelayError       a relay cannot be used at all
├── StoreError           the database cannot be opened, migrated or is busy
├── Interrupted          the process was told to stop before the work was done
└── UseError             the request makes no sense now (unknown issue, already cancelled, …)

An expected failure inside a fan-out is a value, such as an Outcome, and is never raised.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

# the room of nouns is above this one at run time
if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.models import Finding


# greedy: a path may hold colons itself, and only the last two numbers count
# A mark of a place: the file, the line and the column.
_PLACE = re.compile(r"(.*):([0-9]+):([0-9]+)", re.DOTALL)


class DigestError(Exception):
    """Base of all. Prints as `message: subject`; `hint` says what to do."""

    def __init__(self, message: str, *, subject: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.subject = subject
        self.hint = hint

    def __str__(self) -> str:
        if self.subject:
            return f"{self.message}: {self.subject}"
        return self.message


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One mistake in an operator's file, with advice. Lines and columns count from 1."""

    file: str
    line: int
    column: int
    what: str
    advice: str = ""

    @classmethod
    def at(cls, mark: str, what: str, advice: str = "") -> Self:
        """Make a problem at `file:line:column`. A mark made by hand may lack the numbers.

        >>> str(Problem.at("topics/oil.yaml:3:7", "unknown key", "remove it"))
        'topics/oil.yaml:3:7: unknown key — remove it'
        """
        place = _PLACE.fullmatch(mark)
        # a mark without numbers points at the start of its file
        if place is None:
            return cls(file=mark, line=1, column=1, what=what, advice=advice)
        file, line, column = place.groups()
        return cls(file=file, line=int(line), column=int(column), what=what, advice=advice)

    def __str__(self) -> str:
        text = f"{self.file}:{self.line}:{self.column}: {self.what}"
        if self.advice:
            text += f" — {self.advice}"
        return text


class ConfigError(DigestError):
    """All problems of the configuration, at once."""

    def __init__(
        self, message: str, *, problems: Sequence[Problem] = (), subject: str = "", hint: str = ""
    ) -> None:
        super().__init__(message, subject=subject, hint=hint)
        # all at once: an operator mends a file in one go
        self.problems = tuple(problems)


class FetchError(DigestError):
    """A source or page could not be fetched.

    `status` is the HTTP status when one came, `retry_after_s` the patience that it asked for.
    """

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
    """The host resolves to an address that the collector must not ask."""


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
    """The process was told to stop before the work was done. Every step may be repeated."""


class UseError(DigestError):
    """The request makes no sense in the present state."""
