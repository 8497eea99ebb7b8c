"""Opinions of readers: more or less like a story, and answers to a poll. Totals name no reader."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class OpinionKind(StrEnum):
    """The question that an opinion answers."""

    # the words stand in links and in the database
    MORE_OR_LESS = "story"
    POLL = "poll"


MORE, LESS = "more", "less"
"""The two answers to *More or less like this?*"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """One question with two to five answers, under the story of that number."""

    question: str
    answers: tuple[str, ...]
    # stories are numbered as the mail numbers them: the lead is 1
    story: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """One answer on a story of an issue.

    `answer` is `more` or `less`, or the number of a poll's answer.
    """

    issue_id: str
    story_id: str
    kind: OpinionKind
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionTotal:
    """So many readers gave one answer on a story."""

    story_id: str
    kind: OpinionKind
    answer: str
    readers: int
