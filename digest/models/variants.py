"""Variants: a few parts of a newsletter among which its readers choose, frozen with each issue."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class WhenEmpty(StrEnum):
    """The mail for readers of a variant that has no story in an issue."""

    # the words are those of `when_empty:` in YAML
    WHOLE = "whole"
    """They get the whole issue."""
    NOTHING = "nothing"
    """They get no mail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A choice that a newsletter offers: the stories of some sections or topics.

    A story is within when its section or one of its topics is named. `leave_out` are further parts
    and blocks that its mail lacks.
    """

    id: str
    name: str
    sections: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    when_empty: WhenEmpty = WhenEmpty.WHOLE


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueVariant:
    """The mail of one variant of an issue, rendered with the issue and frozen with it.

    A variant without a story has no mail: its texts are empty, and `skips` says that its readers
    get none. Its pictures are those of the issue.
    """

    variant_id: str
    name: str
    subject: str = ""
    preheader: str = ""
    html: str = ""
    text: str = ""
    content_hash: str = ""
    skips: bool = False
