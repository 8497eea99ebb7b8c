"""The seams of storage: each part of the database as the use cases see it."""

from __future__ import annotations

from collections.abc import (
    Callable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from digest.models import (
    Article,
    Audit,
    Briefing,
    Delivery,
    DeliveryState,
    Enrolment,
    FetchState,
    HistoryLine,
    HostedPicture,
    Issue,
    IssueCorrection,
    IssueState,
    IssueSummary,
    JoinRequest,
    MailKind,
    NoticeState,
    Outcome,
    PastIssue,
    PastStory,
    PruneKind,
    RateLimit,
    Return,
    Selection,
    SourceNotice,
    Subscriber,
    SubscriberCounts,
    SubscriberQuery,
    WatchedPage,
)

AtApproval = Callable[[Any, str, int], None]
"""Called inside the transaction that approves an issue.

It is given the driver's own connection, the issue's id and the number of its readers.
"""


class Articles(Protocol):
    """Collected articles, and what collecting remembers of each source."""

    def save(self, articles: Iterable[Article]) -> tuple[int, int]:
        """Insert or update by id, canonical URL or (source, guid); return (new, changed).

        An article is never doubled.
        """
        ...

    def since(self, start: datetime, *, until: datetime | None = None) -> tuple[Article, ...]:
        """List articles dated in [start, until], ordered by (published, id).

        The earlier of publishing and collecting counts: some feeds give dates in the future.
        """
        ...

    def by_ids(self, ids: Iterable[str]) -> Mapping[str, Article]:
        """Read some articles; an unknown id is left out."""
        ...

    def find(self, url_or_id: str) -> Article | None:
        """Find an article by its id or by any address of its page."""
        ...

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


class Issues(Protocol):
    """Briefings, rendered issues, mails beside the issues, and the threads of stories."""

    def save_draft(
        self,
        briefing: Briefing,
        selection: Selection,
        issue: Issue | None,
        *,
        hosted: Iterable[HostedPicture] = (),
    ) -> None:
        """Store the draft of a slot with the pictures that it links.

        It replaces an earlier draft and its pictures. Raises UseError once the issue is approved.
        """
        ...

    def save_mail(self, mail: Issue, *, briefing: Briefing) -> None:
        """Store a confirmation, a welcome or a report: approved, and without readers so far.

        A mail that is stored already stays as it is. Raises UseError when the mail is an issue.
        """
        ...

    def add_reader(self, mail_id: str, subscriber_id: str, *, now: datetime) -> bool:
        """Queue such a mail for one reader in the ledger, and count the reader as selected.

        False when the reader has a row already. Raises UseError for an issue, whose readers are
        frozen at approval.
        """
        ...

    def briefing(self, issue_id: str) -> Briefing | None:
        """Read the briefing of an issue."""
        ...

    def selection(self, issue_id: str) -> Selection | None:
        """Read how the stories of an issue were chosen."""
        ...

    def issue(self, issue_id: str) -> Issue | None:
        """Read an issue whole, with its text and pictures."""
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

    def archive(
        self, newsletter_id: str, *, limit: int = 50, skip: int = 0
    ) -> tuple[PastIssue, ...]:
        """List issues of a newsletter that were approved, newest first.

        A cancelled one is left out, unless a reader may have it.
        """
        ...

    def thread(
        self, newsletter_id: str, thread_id: str, *, limit: int = 100
    ) -> tuple[PastStory, ...]:
        """List how the issues in the archive told one story, newest first."""
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
    ) -> int:
        """Freeze the issue, its readers and its threads in one transaction.

        Returns the number of readers, each with a queued ledger row. Approving an approved issue
        changes nothing and returns the frozen number. `also` is called last in the transaction, and
        what it raises undoes all.
        """
        ...

    def take_back_approval(self, issue_id: str) -> bool:
        """Make an approved issue a draft again; tell whether it is one now.

        It stays approved when the message of any reader is being handed over, or was. The frozen
        readers and the threads of its stories are taken away with the approval.
        """
        ...

    def may_be_known(self, issue_id: str) -> bool:
        """Tell whether any reader may have the issue: a message left, or may have left."""
        ...

    def set_state(self, issue_id: str, state: IssueState, *, expect: Sequence[IssueState]) -> bool:
        """Change the state of an issue that is in one of `expect`; tell whether it was."""
        ...

    def past_stories(
        self, newsletter_id: str, *, since: datetime, before: str
    ) -> tuple[PastStory, ...]:
        """List the stories that approved issues carried since then, newest first.

        The issue `before` is left out.
        """
        ...

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


class Alarms(Protocol):
    """Alarms about issues: each is raised once, whichever process sees the trouble."""

    def claim(self, name: str, key: str, *, owner: str, now: datetime, lease_s: float) -> bool:
        """Tell whether `owner` may raise the alarm `name` about the issue `key` now."""
        ...

    def finish(self, name: str, key: str, *, now: datetime) -> None:
        """Record that the alarm was raised; it is never raised again."""
        ...

    def release(self, name: str, key: str, *, owner: str) -> None:
        """Give back a claim of one's own: the alarm may be raised at once."""
        ...


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

    def waiting_corrections(self, newsletter_id: str) -> tuple[IssueCorrection, ...]:
        """List the corrections of a newsletter that no approved issue carries, oldest first."""
        ...


class Retention(Protocol):
    """The deletion of what is old, in small transactions."""

    def count(self, kind: PruneKind, *, before: datetime) -> int:
        """Count what `prune` would delete."""
        ...

    def prune(self, kind: PruneKind, *, before: datetime, limit: int) -> int:
        """Delete up to `limit` old rows of a kind in one transaction; return how many.

        The number of deleted ledger rows stays as the balance of their issue.
        """
        ...

    def compact(self) -> bool:
        """Give free space back to the disk; False where the database does that by itself."""
        ...


class Backups(Protocol):
    """Copies of the whole database as one file, which any newsroom's database can be made from."""

    def write(self, file: Path, *, on_table: Callable[[str, int], None]) -> None:
        """Write everything into a new file, as it stood at one moment, while others go on.

        Raises StoreError when the file exists or cannot be written.
        """
        ...

    def holds(self) -> Mapping[str, int]:
        """Count the rows of each table that a restore would overwrite, but for empty tables."""
        ...

    def read(self, file: Path, *, on_table: Callable[[str, int], None]) -> tuple[str, ...]:
        """Replace everything by the content of a backup, in one transaction.

        Issues that were being sent are paused; their ids are returned. Raises StoreError for a file
        that is no backup, and leaves the database as it was.
        """
        ...


class Processes(Protocol):
    """The running processes of one newsroom."""

    @property
    def name(self) -> str:
        """The name of this process, which no other process has."""
        ...

    def beating(self, *, every_s: float = 20.0) -> AbstractContextManager[None]:
        """Give signs of life from a thread, until the block ends."""
        ...

    def running(self) -> tuple[str, ...]:
        """Name the processes that give signs of life."""
        ...

    def is_dead(self, name: str) -> bool:
        """Tell whether a named process died: at once on this machine, elsewhere by its silence."""
        ...


class Lead(Protocol):
    """The answer to a bid for the lead among all processes. It is true when the caller leads."""

    def __bool__(self) -> bool: ...

    def is_held(self) -> bool:
        """Tell whether the caller still leads: a database that restarts forgets its locks."""
        ...


class Subscribers(Protocol):
    """Readers, and closed addresses: keyed hashes, so that erasing a person reopens no address."""

    def add(self, subscribers: Iterable[Subscriber]) -> int:
        """Enrol readers; return how many are new or joined a newsletter."""
        ...

    def enrol(
        self, subscribers: Iterable[Subscriber], *, again: bool = False, dry_run: bool = False
    ) -> tuple[Enrolment, ...]:
        """Add readers, or join known ones to more newsletters; return what became of each.

        A reader who left, was erased or is suppressed stays so, unless `again` says that the reader
        asked anew. `dry_run` decides and writes nothing. Raises UseError for an impossible address.
        """
        ...

    def get(self, subscriber_id: str) -> Subscriber | None:
        """Read one subscriber."""
        ...

    def by_email(self, email: str) -> Subscriber | None:
        """Read the subscriber of an address, whichever way it is spelled."""
        ...

    def by_ids(self, ids: Iterable[str]) -> Mapping[str, Subscriber]:
        """Read some subscribers; an unknown id is left out."""
        ...

    # a narrow read, because it is made once for every message
    def for_hand_over(self, ids: Iterable[str], *, newsletter_id: str) -> Mapping[str, Subscriber]:
        """Read of some readers as much as one message needs: address, name and state.

        The state is SUPPRESSED when the address is closed by now. `newsletters` holds this
        newsletter if the reader still wants it. `paused_until` is a day far ahead while the reader
        pauses. Tier and wish for text alone are read; all other fields keep their defaults.
        """
        ...

    def list(self, *, newsletter_id: str | None = None) -> Iterator[Subscriber]:
        """List all readers, or those of one newsletter, in the order of their ids."""
        ...

    def search(
        self, query: SubscriberQuery, *, after: str = "", limit: int = 50
    ) -> tuple[Subscriber, ...]:
        """List one page of subscribers in the order of their addresses.

        `after` is the address of the last subscriber of the page before.
        """
        ...

    def counts(self) -> SubscriberCounts:
        """Count all subscribers by state and by newsletter."""
        ...

    # ids alone, as a stream: a list may have a million readers
    def audience(self, newsletter_id: str, *, members_only: bool = False) -> Iterator[str]:
        """List the ids of the active readers of a newsletter whose address is open, in order.

        Readers who pause are left out; with `members_only`, readers of the free tier as well.
        """
        ...

    def leave(
        self, subscriber_id: str, *, newsletter_id: str | None, now: datetime, how: str
    ) -> bool:
        """Take the reader off one newsletter (None: all); tell whether something changed."""
        ...

    # the closed address stays closed: its keyed hash names no person
    def remove(self, subscriber_id: str) -> bool:
        """Erase the person; the ledger rows stay, without an address."""
        ...

    def suppress(self, email: str, *, reason: str, now: datetime) -> None:
        """Close an address for all newsletters."""
        ...

    def suppress_all(self, emails: Iterable[str], *, reason: str, now: datetime) -> None:
        """Close some addresses for all newsletters, in one transaction."""
        ...

    def history(self, email: str) -> tuple[HistoryLine, ...]:
        """List all that is stored of an address, oldest first."""
        ...


class Joining(Protocol):
    """Wishes to join, each confirmed by mail, and counters that keep askers within limits."""

    def ask(self, reader: Subscriber, wish: JoinRequest) -> str | None:
        """Keep a wish; return the id of the reader who must confirm it.

        A stranger becomes a pending reader without newsletters. None: mail to the address bounced,
        or the owner complained, so no mail may go out.
        """
        ...

    def wish(self, subscriber_id: str, mail_id: str) -> JoinRequest | None:
        """Read the wish that a confirmation mail asks about."""
        ...

    def wishes(self, subscriber_id: str) -> tuple[JoinRequest, ...]:
        """List the wishes of a reader, oldest first: the record of consent."""
        ...

    def confirm(
        self, subscriber_id: str, mail_id: str, *, now: datetime, since: datetime
    ) -> JoinRequest | None:
        """Fulfil a wish: the reader joins, or moves to the address, and is active.

        Returns None when the wish is unknown, older than `since`, or the address was closed
        meanwhile. A wish that is fulfilled already stays as it is.
        """
        ...

    def withdraw(self, subscriber_id: str) -> bool:
        """Delete the reader's unconfirmed wishes, and a reader who has nothing else."""
        ...

    def forget_unconfirmed(self, *, before: datetime) -> int:
        """Delete wishes that were not confirmed in time, and readers who have nothing else."""
        ...

    def counted(self, limits: Sequence[RateLimit], *, now: datetime) -> tuple[int, ...]:
        """Count one more of each; return the counts of the span of time that runs."""
        ...

    def forget_counters(self, *, before: datetime) -> int:
        """Delete the counters of spans that began earlier."""
        ...


class Ledger(Protocol):
    """One row per issue and subscriber: the truth of sending. Each method is one transaction."""

    def claim(
        self,
        issue_id: str,
        *,
        worker: str,
        limit: int,
        now: datetime,
        lease_s: float,
        domains: Sequence[str] = (),
    ) -> tuple[Delivery, ...]:
        """Lease up to `limit` rows that are queued, or deferred and due.

        A row is never leased to two workers.
        """
        ...

    # stored before the relay can accept: a crash then leaves a trace of each offer
    def mark_handing(
        self,
        issue_id: str,
        subscriber_ids: Sequence[str],
        *,
        worker: str,
        now: datetime,
        lease_s: float | None = None,
        known: Sequence[Outcome] = (),
    ) -> frozenset[str]:
        """Turn rows that `worker` leases to handing; return the readers that it may offer to now.

        `lease_s` starts the lease anew, so that no sweep overtakes the answer of a slow relay.
        `known` outcomes of other readers are recorded in the same transaction: what came back and
        what goes next cost one commit.
        """
        ...

    def record(self, outcomes: Sequence[Outcome], *, now: datetime) -> None:
        """Store what became of messages; a settled row stays as it is."""
        ...

    def release(self, issue_id: str, subscriber_ids: Sequence[str], *, worker: str) -> None:
        """Queue rows again that `worker` leased and did not offer."""
        ...

    # the only way out of a lease whose owner died
    def sweep(self, issue_id: str | None = None, *, now: datetime) -> tuple[int, int]:
        """Settle leases that ran out: leased rows are queued, handing ones are uncertain.

        Returns how many rows became (queued, uncertain).
        """
        ...

    def retry(self, issue_id: str, states: Sequence[DeliveryState], *, now: datetime) -> int:
        """Queue rows of those states again, by an operator's word. Never accepted ones."""
        ...

    def counts_by_domain(self, issue_id: str) -> Mapping[str, int]:
        """Count the rows of an issue by the domain of their addresses."""
        ...

    def audit(self, issue_id: str) -> Audit:
        """Count the rows of an issue by state, beside the number of readers at approval."""
        ...

    def rows(self, issue_id: str, *, states: Sequence[DeliveryState] = ()) -> Iterator[Delivery]:
        """List the rows of an issue, or those in some states."""
        ...

    def next_due(self, issue_id: str) -> datetime | None:
        """Find when the earliest deferred row may be tried again; None when no row waits."""
        ...


class Returns(Protocol):
    """Bounces, complaints and refusals. One of each kind is kept of a message: it counts once."""

    def record(self, returns: Iterable[Return]) -> frozenset[str]:
        """Store returns, and close the addresses of hard ones and complaints, in one transaction.

        Returns the ids of the readers whose address was open until now.
        """
        ...

    def of_reader(self, subscriber_id: str, *, since: datetime) -> tuple[Return, ...]:
        """List what came back of the reader's messages since then, oldest first."""
        ...

    def arrived(self, subscriber_id: str, *, since: datetime, until: datetime) -> datetime | None:
        """Find when the latest message in that time was accepted that did not come back."""
        ...

    def issues_of(self, subscriber_id: str) -> tuple[str, ...]:
        """List the issues with a ledger row of this reader, newest first, also of an erased one."""
        ...

    def hard_since(self, since: datetime) -> tuple[tuple[str, str], ...]:
        """List the (issue, subscriber) of hard returns since then."""
        ...


class Store(Protocol):
    """The database behind one newsroom."""

    @property
    def articles(self) -> Articles:
        """Collected articles."""
        ...

    @property
    def issues(self) -> Issues:
        """Issues and the mails beside them."""
        ...

    @property
    def subscribers(self) -> Subscribers:
        """Readers."""
        ...

    @property
    def joining(self) -> Joining:
        """Wishes to join, and limits."""
        ...

    @property
    def ledger(self) -> Ledger:
        """Deliveries."""
        ...

    @property
    def returns(self) -> Returns:
        """Bounces, complaints and refusals."""
        ...

    @property
    def alarms(self) -> Alarms:
        """Alarms about issues."""
        ...

    @property
    def source_watch(self) -> SourceWatch:
        """Cited pages, notices and corrections."""
        ...

    @property
    def retention(self) -> Retention:
        """The deletion of what is old."""
        ...

    @property
    def backups(self) -> Backups:
        """Copies of the whole database."""
        ...

    @property
    def processes(self) -> Processes:
        """Running processes."""
        ...

    def ping(self) -> None:
        """Raise StoreError when the database does not answer. It costs one short statement."""
        ...

    def leader(self, name: str) -> AbstractContextManager[Lead]:
        """Yield a true Lead to one process at a time per name, a false one to the others."""
        ...

    # kept in the database, so that all machines of a newsroom share it
    def secret(self, name: str) -> str:
        """Read a secret of this newsroom (token key, suppression key); the first call makes it."""
        ...

    def close(self) -> None:
        """Close every connection."""
        ...
