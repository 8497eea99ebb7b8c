"""A morning of one newsletter: five sample articles, three subscribers and a loopback relay."""

from __future__ import annotations

import filecmp
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

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
class DeskFiles:
    """The database of one desk, and the two that its tests share: as all begin, and approved."""

    own: Path
    fresh: Path
    approved: Path

    def is_untouched(self) -> bool:
        """Tell whether the desk's database is still as it began: neither file nor log changed."""
        log = Path(f"{self.own}-wal")
        has_log = log.exists() and log.stat().st_size > 0
        return not has_log and filecmp.cmp(self.own, self.fresh, shallow=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    newsroom: Newsroom
    mailbox: Mailbox
    files: DeskFiles
    first_newsroom: Newsroom
    """As the fixture made it; `newsroom` may be changed since."""

    @property
    def store(self) -> Store:
        return self.newsroom.store

    def at(self, now: datetime) -> Newsroom:
        return replace(self.newsroom, clock=lambda: now)

    def approved(self) -> Issue:
        """Draft and approve the issue, or take it from the file of an equal desk that did."""
        is_equal = self.newsroom is self.first_newsroom and self.files.is_untouched()
        if is_equal and self.files.approved.exists():
            # its connections are opened anew when they are next asked for
            self.store.close()
            shutil.copy(self.files.approved, self.files.own)
        else:
            draft_issue(self.newsroom, "security-briefing")
            approve_issue(self.newsroom, ISSUE)
            if is_equal:
                # the last connection writes its log into the file
                self.store.close()
                shutil.copy(self.files.own, self.files.approved)
        return issue_of(self.newsroom, ISSUE)
