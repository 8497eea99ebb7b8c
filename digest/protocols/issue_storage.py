"""The seams of stored news: articles and issues."""

from __future__ import annotations

from collections.abc import (
    Callable,
    Iterable,
    Mapping,
    Sequence,
)
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from digest.models import MailKind

if TYPE_CHECKING:
    from digest.models import (
        Article,
        Briefing,
        FetchState,
        FoundIssue,
        HostedPicture,
        Issue,
        IssueMark,
        IssueState,
        IssueSummary,
        IssueVariant,
        PastIssue,
        PastStory,
        Selection,
        ToldThread,
        Wave,
    )


AtApproval = Callable[[Any, str, int], None]
"""Called inside the transaction that approves an issue.

It is given the driver's own connection, the issue's id and the number of its readers.
"""


class Articles(Protocol):
    """Collected articles, and what collecting remembers of each source."""

    def save(self, incoming: Iterable[Article]) -> tuple[int, int]:
        """Insert or update by id, canonical URL or (source, guid); return (new, changed).

        An article is never doubled.
        """
        ...

    # the window of an issue: the desk asks for it once a draft
    def since(self, start: datetime, *, until: datetime | None = None) -> tuple[Article, ...]:
        """List articles dated in [start, until], ordered by (published, id).

        The earlier of publishing and collecting counts: some feeds give dates in the future.
        """
        ...

    def by_ids(self, ids: Iterable[str]) -> Mapping[str, Article]:
        """Read some articles; an unknown id is left out."""
        ...

    # far lighter than whole articles: the desk looks through all for each draft
    def titles(self, language: str, *, before: datetime, most: int) -> Mapping[str, str]:
        """Read the titles of a language dated before a moment, by id; at most so many, the newest
        first.
        """
        ...

    def find(self, url_or_id: str) -> Article | None:
        """Find an article by its id or by any address of its page."""
        ...

    # asked before pages are read: a page is fetched once, whatever feeds list it
    def known_pages(self, urls: Iterable[str]) -> frozenset[str]:
        """List those canonical URLs whose full text is stored already."""
        ...

    def states(self) -> Mapping[str, FetchState]:
        """Read what collecting remembers, by source id."""
        ...

    # called after `save`: a crash in between asks the source again
    def save_states(self, states: Iterable[FetchState]) -> None:
        """Store what collecting remembers of some sources."""
        ...

    def forget(self, before: datetime) -> int:
        """Delete articles older than `before` that no issue cites; return how many."""
        ...


class SecureHosts(Protocol):
    """Hosts of articles that answer over https, each with the time at which it was asked."""

    def known(self, hosts: Iterable[str], *, since: datetime) -> Mapping[str, bool]:
        """Return what hosts answered, of those that were asked since a moment."""
        ...

    def keep(self, host: str, *, answers: bool, now: datetime) -> None:
        """Keep an answer in place of the host's former one."""
        ...

    def forget(self, before: datetime) -> int:
        """Delete the answers that are older; return how many."""
        ...


class Issues(Protocol):
    """Briefings, rendered issues, mails beside the issues, and the threads of stories."""

    # one transaction: a crash never leaves a mail without its briefing
    def save_draft(
        self,
        briefing: Briefing,
        selection: Selection,
        issue: Issue | None,
        *,
        hosted: Iterable[HostedPicture] = (),
        variants: Iterable[IssueVariant] = (),
    ) -> None:
        """Store the draft of a slot with the pictures that it links, and its variants.

        It replaces an earlier draft with all that belongs to it. Raises UseError once the issue
        is approved.
        """
        ...

    def save_mail(self, mail: Issue, *, briefing: Briefing) -> None:
        """Store a confirmation, a welcome or a report: approved, and without readers so far.

        A mail that is stored already stays as it is. Raises UseError when the mail is an issue.
        """
        ...

    # a letter is sent by the same ledger as an issue, so it comes once as well
    def add_reader(self, mail_id: str, subscriber_id: str, *, now: datetime) -> bool:
        """Queue such a mail for one reader in the ledger, and count the reader as selected.

        False when the reader has a row already. Raises UseError for an issue, whose readers are
        frozen at approval.
        """
        ...

    def briefing(self, issue_id: str) -> Briefing | None:
        """Read the briefing of an issue."""
        ...

    def variants(self, issue_id: str) -> tuple[IssueVariant, ...]:
        """List the mails of the variants of an issue, also of those without a story."""
        ...

    def selection(self, issue_id: str) -> Selection | None:
        """Read how the stories of an issue were chosen."""
        ...

    def issue(self, issue_id: str) -> Issue | None:
        """Read an issue whole, with its text and pictures."""
        ...

    def mark(self, issue_id: str) -> IssueMark | None:
        """Read the few columns that tell if an issue may be shown, without its text."""
        ...

    # one column: the sender asks four times a second
    def state(self, issue_id: str) -> IssueState | None:
        """Read the state alone, for a caller that asks again and again."""
        ...

    def list(
        self,
        *,
        newsletter_id: str | None = None,
        limit: int = 50,
        counts: bool = False,
        kinds: Sequence[MailKind] = (MailKind.ISSUE,),
        states: Sequence[IssueState] = (),
    ) -> tuple[IssueSummary, ...]:
        """List issues, newest first, without their text and pictures.

        `states` leaves out those in any other state; without it every state is listed.
        With `counts` the ledger rows of each are counted by state, which reads all those rows.
        """
        ...

    def count_and_ids(
        self, newsletter_id: str, *, day: date, states: Sequence[IssueState]
    ) -> tuple[int, tuple[str, ...]]:
        """Count the issues in these states before a day, and name those of the day and later.

        An index answers, so a long history costs little.
        """
        ...

    # the issues that a stranger may read: approved ones that were not cancelled before they left
    def archive(
        self, newsletter_id: str, *, limit: int = 50, skip: int = 0
    ) -> tuple[PastIssue, ...]:
        """List issues of a newsletter that were approved, newest first.

        A cancelled one is left out, unless a reader may have it.
        """
        ...

    # any text is a question: signs between words are no part of a query language
    def search(
        self, question: str, newsletter_ids: Iterable[str], *, today: date, limit: int = 30
    ) -> tuple[FoundIssue, ...]:
        """Find the issues in the archive that hold all words and quoted phrases of a question.

        Case, diacritics and spellings of one letter do not count. Best first: a word in a headline
        counts more than one in the text, and a hit of an old issue less than one of `today`.
        """
        ...

    # threads are those of approval, so that a later rule changes no old page
    def thread(
        self, newsletter_id: str, thread_id: str, *, limit: int = 100
    ) -> tuple[PastStory, ...]:
        """List how the issues in the archive told one story, newest first."""
        ...

    def told_since(
        self, newsletter_id: str, day: date, *, limit: int = 300
    ) -> tuple[PastStory, ...]:
        """List the stories of a newsletter's issues in the archive since a day, newest first."""
        ...

    def threads(self, newsletter_id: str, *, limit: int, skip: int = 0) -> tuple[ToldThread, ...]:
        """List the stories that more than one issue told, the one told last first."""
        ...

    def threads_of(self, issue_id: str) -> Mapping[str, str]:
        """Map the stories of an approved issue to the ids of their threads."""
        ...

    def topic(
        self, topic_id: str, newsletter_ids: Iterable[str], *, limit: int = 50
    ) -> tuple[PastStory, ...]:
        """List the stories of a topic in the archive of some newsletters, newest first."""
        ...

    def topics_of(self, issue_id: str) -> tuple[str, ...]:
        """List the topics of the stories that an issue told, by id."""
        ...

    def picture(self, name: str) -> HostedPicture | None:
        """Read one picture that the public site serves."""
        ...

    def approve(
        self,
        issue_id: str,
        *,
        subscriber_ids: Iterable[str],
        now: datetime,
        also: AtApproval | None = None,
        waves: Sequence[Wave] = (),
    ) -> int:
        """Freeze the issue, its readers and its threads in one transaction.

        Returns the number of readers, each with a queued ledger row. Approving an approved issue
        changes nothing and returns the frozen number. `also` is called last in the transaction, and
        what it raises undoes all. Under `waves` each row waits for the wave of its reader's clock.
        """
        ...

    def take_back_approval(self, issue_id: str) -> bool:
        """Make an approved issue a draft again; tell whether it is one now.

        It stays approved when the message of any reader is being handed over, or was. The frozen
        readers and the threads of its stories are taken away with the approval.
        """
        ...

    # an issue that is given up is ended where a reader may have it, else cancelled
    def may_be_known(self, issue_id: str) -> bool:
        """Tell whether any reader may have the issue: a message left, or may have left."""
        ...

    # a comparison and a change at once: two processes may want it
    def set_state(self, issue_id: str, state: IssueState, *, expect: Sequence[IssueState]) -> bool:
        """Change the state of an issue that is in one of `expect`; tell whether it was."""
        ...

    # the memory of the desk: what readers know by now
    def past_stories(
        self, newsletter_id: str, *, since: datetime, before: str
    ) -> tuple[PastStory, ...]:
        """List the stories that approved issues carried since then, newest first.

        The issue `before` is left out.
        """
        ...

    # the one lock of the schedule, so that two machines draft no issue twice
    def claim_slot(
        self,
        newsletter_id: str,
        slot_key: str,
        *,
        owner: str,
        now: datetime,
        lease_s: float = 900.0,
    ) -> bool:
        """Tell whether `owner`, alone of all processes, may run this (newsletter, local slot) now.

        It may when the slot was never claimed, or when the claim was not finished and is older than
        `lease_s` or belongs to a dead process. Every step of a run may be repeated.
        """
        ...

    def finish_slot(self, newsletter_id: str, slot_key: str, *, now: datetime) -> None:
        """Record that the run of this slot is done; it can never be claimed again."""
        ...

    # only the owner may: a late process must not free the claim of its successor
    def release_slot(self, newsletter_id: str, slot_key: str, *, owner: str) -> None:
        """Give back a claim of one's own that was not finished: it may be claimed at once."""
        ...
