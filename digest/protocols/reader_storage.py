"""The seams of stored readers: subscribers, the ledger of their mails, and returns."""

from __future__ import annotations

from collections.abc import (
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from digest.models import (
        AttributeValue,
        AttributeValues,
        Audit,
        Delivery,
        DeliveryState,
        Enrolment,
        HistoryLine,
        JoinRequest,
        Outcome,
        RateLimit,
        ReaderClock,
        Return,
        ReturnKind,
        Segment,
        Subscriber,
        SubscriberCounts,
        SubscriberQuery,
        Tier,
    )


class Subscribers(Protocol):
    """Readers, and closed addresses: keyed hashes, so that erasing a person reopens no address."""

    def add(self, readers: Iterable[Subscriber]) -> int:
        """Enrol readers; return how many are new or joined a newsletter."""
        ...

    # every way in ends here, so that no file brings back a reader who left
    def enrol(
        self, readers: Iterable[Subscriber], *, again: bool = False, dry_run: bool = False
    ) -> tuple[Enrolment, ...]:
        """Add readers, or join known ones to more newsletters; return what became of each.

        A reader who left, was erased or is suppressed stays so, unless `again` says that the reader
        asked anew. `dry_run` decides and writes nothing. Raises UseError for an impossible address.
        """
        ...

    def get(self, subscriber_id: str) -> Subscriber | None:
        """Read one subscriber."""
        ...

    # by the keyed hash of the folded address, as no address is compared in clear
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

    # a page begins behind an address: rows may come and go between two pages
    def search(
        self, query: SubscriberQuery, *, after: str = "", limit: int = 2000
    ) -> tuple[Subscriber, ...]:
        """List one page of subscribers in the order of their addresses.

        `after` is the address of the last subscriber of the page before.
        """
        ...

    def count(self, query: SubscriberQuery) -> int:
        """Count the subscribers that a query describes."""
        ...

    def counts(self) -> SubscriberCounts:
        """Count all subscribers by state and by newsletter."""
        ...

    # ids alone, as a stream: a list may have a million readers
    def audience(self, newsletter_id: str, *, segment: Segment | None = None) -> Iterator[str]:
        """List the ids of the active readers of a newsletter whose address is open, in order.

        Readers who pause are left out, and with a segment those outside.
        """
        ...

    # every way out ends here: the page, one click, mail, the API and the operator
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

    # all or none: an interrupt leaves no half of a list open
    def suppress_all(self, emails: Iterable[str], *, reason: str, now: datetime) -> None:
        """Close some addresses for all newsletters, in one transaction."""
        ...

    def history(self, email: str) -> tuple[HistoryLine, ...]:
        """List all that is stored of an address, oldest first."""
        ...


class Joining(Protocol):
    """Wishes to join, each confirmed by mail, and counters that keep askers within limits."""

    # a stranger is not told whether an address is known
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

    # one transaction: consent and its proof are stored together
    def confirm(
        self, subscriber_id: str, mail_id: str, *, now: datetime, since: datetime
    ) -> JoinRequest | None:
        """Fulfil a wish: the reader joins, or moves to the address, and is active.

        Returns None when the wish is unknown, older than `since`, or the address was closed
        meanwhile. A wish that is fulfilled already stays as it is.
        """
        ...

    # a reader who wants no newsletter waits for no confirmation either
    def withdraw(self, subscriber_id: str) -> bool:
        """Delete the reader's unconfirmed wishes, and a reader who has nothing else."""
        ...

    def forget_unconfirmed(self, *, before: datetime) -> int:
        """Delete wishes that were not confirmed in time, and readers who have nothing else."""
        ...

    # counted and read at once, so that two forms of one moment both count
    def counted(self, limits: Sequence[RateLimit], *, now: datetime) -> tuple[int, ...]:
        """Count one more of each; return the counts of the span of time that runs."""
        ...

    def forget_counters(self, *, before: datetime) -> int:
        """Delete the counters of spans that began earlier."""
        ...


class Choices(Protocol):
    """The choices of readers, and what they say when they leave."""

    def set_look(self, subscriber_id: str, *, language: str, text_only: bool) -> bool:
        """Keep the language and the form of mails; tell whether there is such a reader."""
        ...

    def set_clock(self, subscriber_id: str, clock: ReaderClock) -> bool:
        """Keep the hour and the zone at which issues in waves come; the next issue heeds them."""
        ...

    # for an import: one transaction for many readers
    def set_clocks(self, clocks: Mapping[str, ReaderClock]) -> int:
        """Set the clocks of the readers of some addresses; return how many there are."""
        ...

    def set_pauses(self, untils: Mapping[str, datetime], *, now: datetime) -> int:
        """Set the pauses of the readers of some addresses; return how many there are."""
        ...

    def set_text_only(self, emails: Iterable[str]) -> int:
        """Send plain text to the readers of some addresses; return how many there are."""
        ...

    def pause(
        self, subscriber_id: str, *, until: datetime | None, now: datetime | None = None
    ) -> bool:
        """Send no issue before that moment; None ends the pause."""
        ...

    def paused_from(self, subscriber_id: str) -> datetime | None:
        """Tell when the last pause began; None where it was ended by hand, or never was."""
        ...

    def set_tier(self, subscriber_id: str, tier: Tier) -> bool:
        """Make a reader a member, or no member."""
        ...

    def set_tiers(self, emails: Iterable[str], tier: Tier) -> int:
        """Set the tier of the readers of some addresses; return how many there are."""
        ...

    def set_newest_tier(self, email: str, tier: Tier, *, program: str, at: datetime) -> bool:
        """Set a tier unless this program told a later one of the address; tell whether it was set.

        An unknown address is remembered, too, until `returns.forget_proofs` forgets that moment.
        """
        ...

    def attributes(self, subscriber_ids: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
        """Return by reader the values of attributes as shown; readers without any are left out."""
        ...

    def set_attributes(
        self, subscriber_id: str, values: Mapping[str, AttributeValue | None]
    ) -> None:
        """Set some attributes of a reader; None takes one away. Other attributes stay."""
        ...

    def set_attributes_of(self, values: Mapping[str, AttributeValues]) -> int:
        """Set attributes of the readers of some addresses; return how many readers there are."""
        ...

    # for a reader who pressed the wrong button, and for a short time
    def undo_leave(
        self, subscriber_id: str, *, newsletter_id: str | None, since: datetime
    ) -> tuple[str, ...]:
        """Take back the reader's own leaving that is not older than `since`.

        Returns the newsletters; none for a reader whose address was closed meanwhile.
        """
        ...

    def give_reason(self, subscriber_id: str, *, newsletter_id: str, reason: str) -> bool:
        """Keep why the reader left a newsletter; tell whether the reader had left it."""
        ...

    # counts alone: reports name no reader
    def joined_between(self, newsletter_id: str, *, since: datetime, until: datetime) -> int:
        """Count the readers who joined a newsletter in that time, also those who left since."""
        ...

    def left_between(
        self, newsletter_id: str, *, since: datetime, until: datetime
    ) -> Mapping[str, int]:
        """Count the readers who left a newsletter in that time, by their reasons."""
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

    # a late answer never changes a settled row
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
        """Find when the earliest waiting row may be handed over; None when no row waits."""
        ...


class Returns(Protocol):
    """Bounces, complaints and refusals. One of each kind is kept of a message: it counts once."""

    def record(self, returned: Iterable[Return]) -> frozenset[str]:
        """Store returns, and close the addresses of hard ones and complaints, in one transaction.

        Returns the ids of the readers whose address was open until now.
        """
        ...

    def bind_proof(self, proof: str, body: bytes, *, now: datetime) -> bool:
        """Bind the proof of a post to the body with which it came first.

        False for another body: the proof of a genuine post is played again.
        """
        ...

    def knows_proof(self, proof: str) -> bool:
        """Tell whether a post with that proof was taken before."""
        ...

    def forget_proofs(self, *, before: datetime) -> int:
        """Delete the proofs that came before that moment; return how many."""
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

    def counts(self, issue_id: str) -> Mapping[ReturnKind, int]:
        """Count what came back of the messages of an issue, by kind."""
        ...

    def hard_since(self, since: datetime) -> tuple[tuple[str, str], ...]:
        """List the (issue, subscriber) of hard returns since then."""
        ...
