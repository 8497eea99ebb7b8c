"""A morning of one newsletter: five sample articles, three subscribers and a loopback relay."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from mailbox_server import Mailbox

from digest.models import Article, Issue
from digest.protocols import Store
from digest.usecases import Newsroom, approve_issue, draft_issue, issue_of

NOW = datetime(2026, 8, 13, 6, 0, tzinfo=UTC)
ISSUE = "security-briefing@2026-08-13"
STORIES = (
    (
        "Drone strike hits fuel depot in Yemen's Hodeidah",
        "A drone strike set a fuel depot in Hodeidah ablaze.",
    ),
    (
        "Israeli army leaves two villages in Lebanon",
        "The Israeli army withdrew from two villages in Lebanon.",
    ),
    (
        "Iraq and Turkey agree on border patrols",
        "Iraq and Turkey signed a plan for joint army patrols.",
    ),
)


def sample_articles() -> list[Article]:
    return [
        Article(
            id=f"a{n}",
            url=f"https://sample.example/{n}/a-sample-story",
            canonical_url=f"https://sample.example/{n}/a-sample-story",
            title=title,
            lead=lead,
            published=NOW - timedelta(hours=1 + n),
            collected=NOW - timedelta(minutes=30),
            language="en",
            publisher=f"Sample Paper {n}",
        )
        for n, (title, lead) in enumerate(STORIES)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    newsroom: Newsroom
    mailbox: Mailbox

    @property
    def store(self) -> Store:
        return self.newsroom.store

    def at(self, now: datetime) -> Newsroom:
        return replace(self.newsroom, clock=lambda: now)

    def approved(self) -> Issue:
        draft_issue(self.newsroom, "security-briefing")
        approve_issue(self.newsroom, ISSUE)
        return issue_of(self.newsroom, ISSUE)
