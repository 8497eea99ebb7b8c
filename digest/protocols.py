"""Every seam of the newsroom on one screen: Clock, Fetcher, Writer, Transport and the Store."""

from __future__ import annotations

from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from digest.models import (
    Article,
    Audit,
    Briefing,
    CheckResult,
    Delivery,
    DeliveryState,
    Enrolment,
    FetchState,
    HistoryLine,
    HostedPicture,
    Issue,
    IssueState,
    Item,
    Message,
    Newsletter,
    Outcome,
    PastIssue,
    PastStory,
    Return,
    Selection,
    Story,
    Subscriber,
)

Clock = Callable[[], datetime]
"""Says what time it is, as an aware UTC datetime. Only entry points ask it; the rest takes `now`."""

AtApproval = Callable[[Any, str, int], None]
"""Called inside the transaction that approves an issue: the driver's own connection, the issue's id, its readers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An HTTP answer. `body` is decoded and capped; `status` 304 has an empty body; header names are lower case.
    `moved_to` is where permanent redirects, and nothing else, led."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    moved_to: str = ""


class Fetcher(Protocol):
    """Gets bytes over HTTP within the manners and guards of the collector; raises FetchError."""

    def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        max_bytes: int | None = None,
        gap_s: float = 0.0,
    ) -> Fetched: ...


class Prober(Fetcher, Protocol):
    """A Fetcher that can also send a form, as a mail provider does with the one-click unsubscribe."""

    def post(self, url: str, form: Mapping[str, str]) -> int:
        """Send a small form and return the status, whatever it is. No redirect is followed and no body is read."""
        ...


class Writer(Protocol):
    """Writes one story; every sentence of the Item cites a span of one of the story's articles.

    `lead` asks for the full first story (dek, picture, lead paragraph); `related` are other stories of the issue.
    Raises WriteError when the story cannot be written; the extractive writer is then the fallback.
    """

    name: str

    def write(
        self,
        story: Story,
        *,
        newsletter: Newsletter,
        lead: bool,
        related: Sequence[Story],
        now: datetime,
    ) -> Item: ...


class HoldBack(Exception):
    """The announced messages must not be offered, nor any message after them."""


Handing = Callable[[Sequence[Message]], Callable[[], Awaitable[None]]]
"""Announces messages that are about to be offered.

The function that it returns waits until the announced messages, and all outcomes that came back
before, are stored. It raises HoldBack when the announced messages must not be offered.
"""


class Transport(Protocol):
    """One conversation with one relay. Each kind of relay has a Transport of its own."""

    def hand_over(
        self, messages: AsyncIterator[Message], *, handing: Handing
    ) -> AsyncIterator[Outcome]:
        """Take messages as they can be used, and yield one Outcome for each as its reply comes.

        A message that was taken and never offered comes back as QUEUED. The transport calls
        `handing` with the messages that it is about to offer, and awaits what that returned
        before the relay can accept them. A HoldBack that it raises may end the hand-over as it
        is. Raises RelayError when the relay cannot be used at all; the messages that it has not
        yielded were not offered then.
        """
        ...

    def abort(self) -> None:
        """Break the connection at once; a message in flight ends as UNCERTAIN."""
        ...

    async def diagnose(self) -> Sequence[CheckResult]:
        """Try everything but a message: connect, secure, log in. Return a result for each step."""
        ...

    async def close(self) -> None:
        """Say goodbye and hang up. Closing twice is harmless; the next hand-over reconnects."""
        ...


TxtLookup = Callable[[str], Sequence[str]]
"""Gives the TXT records of a DNS name, () when it has none; raises OSError without an answer."""

MxLookup = Callable[[str], Sequence[str]]
"""Gives the MX hosts of a domain, best first, with the rules of TxtLookup."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingMail:
    """One unread mail. `key` is the name that its mailbox knows it by."""

    key: str
    raw: bytes


class ReturnChannel(Protocol):
    """A way by which bounces, complaints and unsubscribe mails come back. No mail is deleted."""

    def unread(self) -> Iterator[IncomingMail]:
        """Yield each mail that has not been settled yet."""
        ...

    def settle(self, mail: IncomingMail, *, understood: bool) -> None:
        """Mark a mail as read; one that is not understood is kept visible for a person.

        Settle a mail after its meaning is stored: a crash in between reads the mail again.
        """
        ...


class Articles(Protocol):
    """Collected articles and what collect remembers of each source."""

    def save(self, articles: Iterable[Article]) -> tuple[int, int]:
        """Insert or update by id, canonical URL or (source, guid); return (new, changed). Never doubles an article."""
        ...

    def since(self, start: datetime, *, until: datetime | None = None) -> tuple[Article, ...]:
        """Articles published (or, dates being bogus, collected) in [start, until], ordered (published, id)."""
        ...

    def by_ids(self, ids: Iterable[str]) -> Mapping[str, Article]: ...

    def find(self, url_or_id: str) -> Article | None: ...

    def known_pages(self, urls: Iterable[str]) -> frozenset[str]:
        """Those canonical URLs whose full text is stored already."""
        ...

    def states(self) -> Mapping[str, FetchState]: ...

    def save_states(self, states: Iterable[FetchState]) -> None: ...

    def forget(self, before: datetime) -> int:
        """Delete articles older than `before` that no issue cites; return how many."""
        ...


class Issues(Protocol):
    """Briefings, rendered issues and the threads of stories across issues."""

    def save_draft(
        self,
        briefing: Briefing,
        selection: Selection,
        issue: Issue | None,
        *,
        hosted: Iterable[HostedPicture] = (),
    ) -> None:
        """Keep the draft of a slot with the pictures it links, replacing an earlier draft and its pictures; refuse
        (UseError) once the issue is approved."""
        ...

    def briefing(self, issue_id: str) -> Briefing | None: ...

    def selection(self, issue_id: str) -> Selection | None: ...

    def issue(self, issue_id: str) -> Issue | None: ...

    def state(self, issue_id: str) -> IssueState | None:
        """The state alone, for whoever asks again and again."""
        ...

    def list(self, *, newsletter_id: str | None = None, limit: int = 50) -> tuple[Issue, ...]: ...

    def archive(
        self, newsletter_id: str, *, limit: int = 50, skip: int = 0
    ) -> tuple[PastIssue, ...]:
        """Issues of a newsletter that were approved and not cancelled, newest first."""
        ...

    def thread(
        self, newsletter_id: str, thread_id: str, *, limit: int = 100
    ) -> tuple[PastStory, ...]:
        """How issues of a newsletter that were approved and not cancelled told one story, newest first."""
        ...

    def picture(self, name: str) -> HostedPicture | None: ...

    def approve(
        self,
        issue_id: str,
        *,
        subscriber_ids: Iterable[str],
        now: datetime,
        also: AtApproval | None = None,
    ) -> int:
        """Freeze the issue, its readers (ledger rows `queued`) and its story threads in one transaction; return
        the number of readers. Approving an approved issue changes nothing and returns the frozen number. `also` is
        called last in the transaction; what it raises undoes all."""
        ...

    def set_state(self, issue_id: str, state: IssueState, *, expect: Sequence[IssueState]) -> bool:
        """Conditional update: True when the issue was in one of `expect`."""
        ...

    def past_stories(
        self, newsletter_id: str, *, since: datetime, before: str
    ) -> tuple[PastStory, ...]:
        """Stories that approved issues of the newsletter carried since then, newest first, without issue `before`."""
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
        """True for the one caller that may run this (newsletter, local slot) now: nobody claimed it yet, or the claim
        is older than `lease_s` and was never finished (its owner crashed; every step of a run may be repeated)."""
        ...

    def finish_slot(self, newsletter_id: str, slot_key: str, *, now: datetime) -> None:
        """The run of this slot is done; it can never be claimed again."""
        ...

    def release_slot(self, newsletter_id: str, slot_key: str, *, owner: str) -> None:
        """Give back a claim of one's own that was not finished: the slot may be claimed again at once."""
        ...


class Subscribers(Protocol):
    """Readers and the suppression list (keyed hashes, so that erasing a person does not reopen the address)."""

    def add(self, subscribers: Iterable[Subscriber]) -> int:
        """Enrol them and return how many are new or joined a newsletter."""
        ...

    def enrol(
        self, subscribers: Iterable[Subscriber], *, again: bool = False, dry_run: bool = False
    ) -> tuple[Enrolment, ...]:
        """Add readers, or join known ones to more newsletters; say for each, in order, what became of it.

        Who left, was erased or is suppressed stays so, unless `again` says that the reader asked anew.
        `dry_run` only says it. Raises UseError when an address cannot be one.
        """
        ...

    def get(self, subscriber_id: str) -> Subscriber | None: ...

    def by_email(self, email: str) -> Subscriber | None: ...

    def by_ids(self, ids: Iterable[str]) -> Mapping[str, Subscriber]: ...

    def for_hand_over(self, ids: Iterable[str], *, newsletter_id: str) -> Mapping[str, Subscriber]:
        """The readers with what one message needs: address and name, the state, which is SUPPRESSED when the address is
        closed by now, and this newsletter if they still want it. All else of them is left out."""
        ...

    def list(self, *, newsletter_id: str | None = None) -> Iterator[Subscriber]: ...

    def audience(self, newsletter_id: str) -> Iterator[str]:
        """Ids of the active, unsuppressed readers of a newsletter, in a stable order."""
        ...

    def leave(
        self, subscriber_id: str, *, newsletter_id: str | None, now: datetime, how: str
    ) -> bool:
        """Take the reader off one newsletter (None: all). True when something changed."""
        ...

    def remove(self, subscriber_id: str) -> bool:
        """Erase the person; ledger rows stay, without an address."""
        ...

    def suppress(self, email: str, *, reason: str, now: datetime) -> None: ...

    def history(self, email: str) -> tuple[HistoryLine, ...]:
        """What is known of an address, oldest first: consent, newsletters joined and left, replies, suppression."""
        ...


class Ledger(Protocol):
    """One row per (issue, subscriber): the truth of sending. Every method is one short transaction."""

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
        """Lease up to `limit` rows that are queued, or deferred and due; no row is leased to two workers."""
        ...

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
        """leased → handing for rows still leased to `worker`; return the readers who are in its hands now. Others must
        not be handed over.

        `lease_s` starts the lease anew, so that a slow relay's answer is not overtaken by a sweep. `known`, of other
        readers, is recorded in the same transaction: what came back and what goes next cost one commit.
        """
        ...

    def record(self, outcomes: Sequence[Outcome], *, now: datetime) -> None: ...

    def release(self, issue_id: str, subscriber_ids: Sequence[str], *, worker: str) -> None:
        """leased → queued: claimed but not offered."""
        ...

    def sweep(self, issue_id: str | None = None, *, now: datetime) -> tuple[int, int]:
        """Expired leases: leased → queued, handing → uncertain. Return (requeued, uncertain)."""
        ...

    def retry(self, issue_id: str, states: Sequence[DeliveryState], *, now: datetime) -> int:
        """Put rows of those states back to queued, by an operator's word. Never accepted ones."""
        ...

    def audit(self, issue_id: str) -> Audit: ...

    def rows(
        self, issue_id: str, *, states: Sequence[DeliveryState] = ()
    ) -> Iterator[Delivery]: ...

    def next_due(self, issue_id: str) -> datetime | None:
        """When the earliest deferred row may be tried again; None when nothing waits."""
        ...


class Returns(Protocol):
    """What came back for whom. Of one message one return of each kind is kept: a mail read twice counts once."""

    def record(self, returns: Iterable[Return]) -> frozenset[str]:
        """Keep them; in the same transaction suppress the addresses of new hard ones and complaints. Return the ids
        of the readers who are suppressed by this."""
        ...

    def of_reader(self, subscriber_id: str, *, since: datetime) -> tuple[Return, ...]:
        """All kinds since then, oldest first."""
        ...

    def arrived(self, subscriber_id: str, *, since: datetime, until: datetime) -> datetime | None:
        """When the latest message in that time was accepted of which nothing came back."""
        ...

    def issues_of(self, subscriber_id: str) -> tuple[str, ...]:
        """The issues that have a ledger row of this reader, also of one erased since; newest first."""
        ...


class Store(Protocol):
    """The database behind one newsroom."""

    @property
    def articles(self) -> Articles: ...
    @property
    def issues(self) -> Issues: ...
    @property
    def subscribers(self) -> Subscribers: ...
    @property
    def ledger(self) -> Ledger: ...
    @property
    def returns(self) -> Returns: ...

    def leader(self, name: str) -> AbstractContextManager[bool]:
        """Yield True to one process at a time per name (advisory lock or lock file), False to the others."""
        ...

    def secret(self, name: str) -> str:
        """A random secret of this newsroom (token key, suppression key), made on first use and kept."""
        ...

    def close(self) -> None: ...
