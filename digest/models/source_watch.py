"""Source watch: cited pages that are read again, notices of their changes, and corrections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ChangeKind(StrEnum):
    """The ways in which a cited page can differ from what was cited."""

    # the first two are about one sentence, the last two about the whole article
    REWORDED = "reworded"  # the sentence stands there in other words
    GONE = "gone"  # no sentence of the page resembles it
    CORRECTED = "corrected"  # the page carries a new note that it was corrected
    WITHDRAWN = "withdrawn"  # the outlet took the article back


class NoticeState(StrEnum):
    """The course of a notice: open until the outlet restores the words or a person settles it."""

    OPEN = "open"
    RESTORED = "restored"
    DISMISSED = "dismissed"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedSentence:
    """A sentence of the source, as an issue cited it.

    `in_body` tells that it came from the article's text, which its page should hold. A sentence of
    a feed's summary may never have stood on the page.
    """

    issue_id: str
    text: str
    in_body: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedPage:
    """The page of a cited article, and the memory of its readings.

    `seen` are cited sentences that the page held at some reading. `notes` are the notes of
    correction that stood in the article before the issue went out. `longest_chars` is the length of
    the longest text that the page showed. `missing` counts the answers in a row that the page does
    not exist.
    """

    article_id: str
    url: str
    title: str
    outlet: str
    language: str
    # the issues that are watched now; a page leaves the table with its last issue
    issues: tuple[str, ...]
    cited: tuple[CitedSentence, ...] = ()
    seen: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    longest_chars: int = 0
    # validators of the last answer, for conditional requests
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    # the manners: the page is not asked before `next_read`
    next_read: datetime
    last_read: datetime | None = None
    failures: int = 0
    missing: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNotice:
    """A change of a cited page: the words as an issue cited them, and the words of today.

    `cited` is "" for a change of the whole article, and `now` is "" for a sentence that is gone.
    `told` is when the alarm was raised. `reason` is a person's, or the id of the correction.
    """

    id: str
    issue_id: str
    article_id: str
    url: str
    title: str
    outlet: str
    kind: ChangeKind
    cited: str
    now: str
    raised: datetime
    state: NoticeState = NoticeState.OPEN
    settled: datetime | None = None
    reason: str = ""
    told: datetime | None = None

    def as_fields(self) -> dict[str, str]:
        """Return the change as other programs are given it, under the names that they know."""
        return {
            "notice": self.id,
            "issue": self.issue_id,
            "kind": self.kind.value,
            "outlet": self.outlet,
            "title": self.title,
            "url": self.url,
            "cited": self.cited,
            "now": self.now,
            "raised": self.raised.isoformat(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCorrection:
    """A correction of an issue that went out.

    It stands on the issue's page at once, and at the foot of the next issue, `carried_by`, from
    whose approval on it is final.
    """

    id: str
    issue_id: str
    newsletter_id: str
    text: str
    made: datetime
    notice_id: str = ""
    carried_by: str = ""
