"""Ids of issues: one for each newsletter, day and edition, and the way back from an id to its day.

A newsletter with one slot a day has `gulf@2026-11-23`; one with several adds the time of the slot,
`gulf@2026-11-23T1830`; an extra edition adds its name, `gulf@2026-11-23-election`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

LONGEST_NAME = 40
"""Characters of the name of an extra edition: an id stands in addresses and tables."""

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_EDITION = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})(?:T(?P<clock>\d{4})|-(?P<name>[a-z0-9-]+))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The issue of a newsletter on one local day.

    `at` is the time of its slot where the day has several; `name` is that of an extra edition.
    """

    newsletter_id: str
    day: date
    at: time | None = None
    name: str = ""

    @property
    def issue_id(self) -> str:
        """The id of the issue.

        >>> Edition(newsletter_id="gulf", day=date(2026, 11, 23), at=time(18, 30)).issue_id
        'gulf@2026-11-23T1830'
        """
        text = f"{self.newsletter_id}@{self.day.isoformat()}"
        # no colon: an id is a part of addresses and of file names
        if self.at is not None:
            text += f"T{self.at:%H%M}"
        if self.name:
            text += f"-{self.name}"
        return text

    def is_after(self, other: Edition) -> bool:
        """Say whether this edition is surely a later one; an extra edition has no time of day."""
        if self.day != other.day:
            return self.day > other.day
        return self.at is not None and other.at is not None and self.at > other.at


def read_issue_id(text: str) -> Edition | None:
    """Return the edition that an id names; None for a text that is no id of an issue.

    >>> read_issue_id("gulf@2026-11-23-election").name
    'election'
    """
    newsletter_id, _, rest = text.rpartition("@")
    parts = _EDITION.fullmatch(rest)
    if parts is None or not newsletter_id:
        return None
    try:
        day = date.fromisoformat(parts["day"])
        at = None
        if parts["clock"]:
            at = time.fromisoformat(parts["clock"])
    except ValueError:
        # 2026-02-30 has the form of a date
        return None
    return Edition(newsletter_id=newsletter_id, day=day, at=at, name=parts["name"] or "")


def is_edition_name(text: str) -> bool:
    """Say whether a text may name an extra edition: short words of small letters and digits.

    >>> is_edition_name("election-night"), is_edition_name("Election night")
    (True, False)
    """
    return len(text) <= LONGEST_NAME and _NAME.fullmatch(text) is not None
