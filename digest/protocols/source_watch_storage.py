"""The seam of cited pages: they are read again, and their changes become notices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from digest.models import NoticeState

if TYPE_CHECKING:
    from digest.models import IssueCorrection, SourceNotice, WatchedPage


class SourceWatch(Protocol):
    """Cited pages that are read again, notices of their changes, and corrections of issues."""

    def issues_out(self, since: datetime) -> Mapping[str, datetime]:
        """List the issues that were approved since then and not cancelled, with that time."""
        ...

    def watched_issues(self) -> frozenset[str]:
        """List the issues whose pages are watched."""
        ...

    def add_pages(self, pages: Iterable[WatchedPage]) -> int:
        """Watch pages; return how many are new.

        A page that is watched already is watched for one issue more, and its next request is
        unconditional.
        """
        ...

    def end_issues(self, issue_ids: Iterable[str]) -> None:
        """Watch pages no longer for these issues."""
        ...

    # taken with a lease: a process that dies gives its pages back
    def claim_pages(self, *, now: datetime, until: datetime) -> tuple[WatchedPage, ...]:
        """Take the pages that are due; no other process is given them before `until`."""
        ...

    def save_page(self, page: WatchedPage) -> None:
        """Store the memory of a page that was read."""
        ...

    def pages(self) -> tuple[WatchedPage, ...]:
        """List all watched pages, the next one to be read first."""
        ...

    def notices(
        self,
        *,
        states: Sequence[NoticeState] = (NoticeState.OPEN,),
        issue_id: str | None = None,
        article_id: str | None = None,
        untold: bool = False,
        limit: int = 200,
    ) -> tuple[SourceNotice, ...]:
        """List notices in those states, newest first; with `untold`, those without an alarm."""
        ...

    def notice(self, notice_id: str) -> SourceNotice | None:
        """Read one notice."""
        ...

    def save_notices(self, notices: Iterable[SourceNotice]) -> None:
        """Store notices after a reading; one that a person settled meanwhile stays as it is."""
        ...

    # only an open notice: the first word of a person counts
    def settle(self, notice_id: str, state: NoticeState, *, reason: str, now: datetime) -> bool:
        """Settle an open notice by a person's word; tell whether it was open."""
        ...

    def mark_told(self, notice_ids: Iterable[str], *, now: datetime) -> None:
        """Record that the alarm about these notices was raised."""
        ...

    def correct(self, correction: IssueCorrection) -> None:
        """Store a correction, and settle the notice that it is made of, in one transaction.

        Raises UseError when the notice is not open.
        """
        ...

    def take_back(self, correction_id: str) -> IssueCorrection | None:
        """Delete a correction that no approved issue carries, and open its notice again.

        None when there is no such correction, or when readers have it.
        """
        ...

    def corrections(self, issue_id: str) -> tuple[IssueCorrection, ...]:
        """List the corrections of an issue, oldest first."""
        ...

    def latest_corrections(self, *, limit: int = 50) -> tuple[IssueCorrection, ...]:
        """List the latest corrections of all issues, newest first."""
        ...

    # the next issue carries them at its foot
    def waiting_corrections(self, newsletter_id: str) -> tuple[IssueCorrection, ...]:
        """List the corrections of a newsletter that no approved issue carries, oldest first."""
        ...
