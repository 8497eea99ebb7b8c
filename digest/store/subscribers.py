"""Subscribers: readers, the newsletters that they chose and left, and closed addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    func,
    select,
    update,
)

from digest.models import (
    Consent,
    Enrolment,
    HistoryLine,
    ReaderClock,
    Segment,
    Subscriber,
    SubscriberCounts,
    SubscriberQuery,
    SubscriberState,
    Tier,
)
from digest.protocols import Clock
from digest.store.audience import may_be_mailed, pauses, reads
from digest.store.database import Database, Texts
from digest.store.enrolment import enrol_chunk
from digest.store.history import history_of
from digest.store.leaving import leave_newsletters
from digest.store.mail_addresses import address_hash
from digest.store.members import has_seat
from digest.store.opinions import forget_reader
from digest.store.outbox import announce_closing
from digest.store.schema import (
    STILL_READ,
    deliveries,
    issues,
    subscribers,
    subscriptions,
    suppressions,
)
from digest.store.subscriber_search import FEW_READERS, conditions, gets_newsletter
from digest.store.suppression import close_address, close_addresses, closing_of
from digest.store.teams import forget_seats

ENROL_CHUNK = 1000
"""So many readers are enrolled in one transaction."""

PAGE = 2000
"""So many subscribers are read at once."""

AUDIENCE_PAGE = 100_000
"""So many ids of an audience are read at once."""

FAR_AHEAD = datetime.max.replace(tzinfo=UTC)
"""Stands for the end of a pause at hand-over, where only a running pause counts."""

ERASED = "erased"
"""The reason why the address of an erased person is closed: no import brings that person back."""


@dataclass(slots=True, kw_only=True)
class SqlSubscribers:
    """The subscribers of one database. Each method is documented in `protocols.Subscribers`."""

    database: Database
    address_key: bytes
    clock: Clock
    few_readers: int = FEW_READERS
    _for_hand_over: Select[Any] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        # built once: a sender asks all the time, and building costs more than running
        self._for_hand_over = self.database.gathered(_for_hand_over(self.database))

    def add(self, readers: Iterable[Subscriber]) -> int:
        """Enrol readers; return how many are new or joined a newsletter."""
        outcomes = self.enrol(readers)
        return outcomes.count(Enrolment.NEW) + outcomes.count(Enrolment.JOINED)

    def enrol(
        self, readers: Iterable[Subscriber], *, again: bool = False, dry_run: bool = False
    ) -> tuple[Enrolment, ...]:
        """Enrol readers; return what became of each, in order."""
        remaining = iter(readers)
        outcomes: list[Enrolment] = []
        while True:
            chunk = list(islice(remaining, ENROL_CHUNK))
            if not chunk:
                return tuple(outcomes)
            # hashed outside of the transaction, which others wait for
            hashed = [(self._hash(reader.email), reader) for reader in chunk]
            with self.database.write() as connection:
                self.database.take_turns(connection, "subscribers")
                outcomes += enrol_chunk(
                    self.database,
                    connection,
                    hashed,
                    now=self.clock(),
                    again=again,
                    dry_run=dry_run,
                )

    def get(self, subscriber_id: str) -> Subscriber | None:
        """Read one subscriber."""
        return self.by_ids([subscriber_id]).get(subscriber_id)

    def by_email(self, email: str) -> Subscriber | None:
        """Read the subscriber of an address, whichever way it is spelled."""
        readers = self._read(subscribers.c.address_hash == self._hash(email))
        # at most one: the hash of an address is unique
        if readers:
            return readers[0]
        return None

    def by_ids(self, ids: Iterable[str]) -> Mapping[str, Subscriber]:
        """Read some subscribers."""
        readers = self._read(self.database.one_of(subscribers.c.id, ids))
        return {reader.id: reader for reader in readers}

    def for_hand_over(self, ids: Iterable[str], *, newsletter_id: str) -> Mapping[str, Subscriber]:
        """Read of some subscribers as much as one message needs."""
        parameters = {"readers": [*ids], "newsletter": newsletter_id, "now": self.clock()}
        with self.database.single() as connection:
            rows = self.database.fetched(connection, self._for_hand_over, parameters)
        readers = {}
        # plain words and numbers: a noun for each cell would cost more than the query
        for reader_id, email, name, state, tier, text_only, paused, seat, wanted, closed in rows:
            readers[reader_id] = Subscriber(
                id=reader_id,
                email=email,
                name=name,
                state=SubscriberState.SUPPRESSED if closed else SubscriberState(state),
                newsletters=(newsletter_id,) if wanted else (),
                tier=Tier(tier),
                text_only=bool(text_only),
                paused_until=FAR_AHEAD if paused else None,
                has_seat=bool(seat),
            )
        return readers

    def list(self, *, newsletter_id: str | None = None) -> Iterator[Subscriber]:
        """List subscribers in the order of their ids, page after page."""
        last_id = ""
        while True:
            # by the last id, not by a number of rows: readers come and go meanwhile
            wanted: ColumnElement[bool] = subscribers.c.id > last_id
            if newsletter_id is not None:
                wanted = and_(wanted, exists().where(reads(newsletter_id)))
            page = self._read(wanted, limit=PAGE)
            yield from page
            if len(page) < PAGE:
                return
            last_id = page[-1].id

    def search(
        self, query: SubscriberQuery, *, after: str = "", limit: int = PAGE
    ) -> tuple[Subscriber, ...]:
        """List one page of subscribers in the order of their addresses."""
        with self.database.read() as connection:
            wanted_fields = list(conditions(self.database, query))
            if query.newsletter_id:
                wanted_fields.append(
                    gets_newsletter(connection, query.newsletter_id, self.few_readers)
                )
            # the first page begins anywhere: PostgreSQL would compare each address by its language
            if after:
                wanted_fields.append(subscribers.c.email > after)
            wanted = and_(True, *wanted_fields)
            page = select(subscribers.c.id).where(wanted).order_by(subscribers.c.email)
            ids = list(connection.execute(page.limit(limit)).scalars())
        # ids first, rows then: the index alone finds the page
        readers = self.by_ids(ids)
        return tuple([readers[reader_id] for reader_id in ids if reader_id in readers])

    def count(self, query: SubscriberQuery) -> int:
        """Count the subscribers that a query describes."""
        wanted_fields = list(conditions(self.database, query))
        if query.newsletter_id:
            wanted_fields.append(exists().where(reads(query.newsletter_id)))
        counting = select(func.count()).select_from(subscribers).where(and_(True, *wanted_fields))
        with self.database.read() as connection:
            return connection.execute(counting).scalar_one()

    def counts(self) -> SubscriberCounts:
        """Count all subscribers by state and by newsletter, each from an index alone."""
        state, newsletter = subscribers.c.state, subscriptions.c.newsletter_id
        states = select(state, func.count()).group_by(state)
        current = select(newsletter, func.count()).where(STILL_READ).group_by(newsletter)
        with self.database.read() as connection:
            by_state: dict[SubscriberState, int] = dict(iter(connection.execute(states).all()))
            by_newsletter: dict[str, int] = dict(iter(connection.execute(current).all()))
        return SubscriberCounts(by_state=by_state, by_newsletter=by_newsletter)

    def audience(self, newsletter_id: str, *, segment: Segment | None = None) -> Iterator[str]:
        """List the ids of the readers who get an issue of the newsletter."""
        query = (
            select(subscribers.c.id)
            .join(subscriptions, reads(newsletter_id))
            .where(may_be_mailed(self.clock(), segment=segment))
            .order_by(subscriptions.c.subscriber_id)
            .limit(AUDIENCE_PAGE)
        )
        last_id = ""
        while True:
            # each page is a transaction of its own, so that no writer waits for a million rows
            # said of both tables: PostgreSQL would read all readers before the page again
            behind = query.where(
                subscriptions.c.subscriber_id > last_id, subscribers.c.id > last_id
            )
            with self.database.read() as connection:
                page = connection.execute(behind).scalars().all()
            yield from page
            if len(page) < AUDIENCE_PAGE:
                return
            last_id = page[-1]

    def leave(
        self, subscriber_id: str, *, newsletter_id: str | None, now: datetime, how: str
    ) -> bool:
        """Take the reader off one newsletter, or off all; tell whether something changed."""
        with self.database.write() as connection:
            return leave_newsletters(
                self.database,
                connection,
                subscriber_id,
                newsletter_id=newsletter_id,
                now=now,
                how=how,
            )

    def remove(self, subscriber_id: str) -> bool:
        """Erase the person; the ledger rows stay, without an address."""
        person = subscribers.c.id == subscriber_id
        query = select(subscribers.c.address_hash).where(person)
        with self.database.write() as connection:
            hashed = connection.execute(query).scalar()
            if hashed is None:
                return False
            # before the row is deleted: other programs are told of each newsletter
            leave_newsletters(
                self.database, connection, subscriber_id, now=self.clock(), how=ERASED
            )
            # before the row is deleted, which knows the hash
            close_address(self.database, connection, hashed, reason=ERASED, now=self.clock())
            forget_seats(connection, hashed)
            connection.execute(delete(subscribers).where(person))
            self._forget_replies(connection, subscriber_id)
            forget_reader(connection, subscriber_id, key=self.address_key)
        return True

    def suppress(self, email: str, *, reason: str, now: datetime) -> None:
        """Close an address for all newsletters."""
        hashed = self._hash(email)
        with self.database.write() as connection:
            was_open = close_address(self.database, connection, hashed, reason=reason, now=now)
            # a second reason for a closed address is no news to another program
            if was_open:
                announce_closing(self.database, connection, hashed, reason=reason, at=now)

    def suppress_all(self, emails: Iterable[str], *, reason: str, now: datetime) -> None:
        """Close some addresses for all newsletters, in one transaction."""
        # all or none: an interrupt must not leave half of a list open
        hashes = [self._hash(email) for email in emails]
        with self.database.write() as connection:
            close_addresses(self.database, connection, hashes, reason=reason, now=now)

    def history(self, email: str) -> tuple[HistoryLine, ...]:
        """List all that is stored of an address, oldest first."""
        with self.database.read() as connection:
            return history_of(connection, self._hash(email))

    def _hash(self, email: str) -> str:
        return address_hash(email, key=self.address_key)

    def _forget_replies(self, connection: Connection, subscriber_id: str) -> None:
        """Empty the replies of relays, which often repeat the address."""
        # by issue, so that the ledger's own key finds the rows
        approved = select(issues.c.id).where(issues.c.approved.is_not(None))
        own = and_(deliveries.c.issue_id.in_(approved), deliveries.c.subscriber_id == subscriber_id)
        connection.execute(update(deliveries).where(own).values(reply_text="", domain=""))

    def _read(
        self, wanted: ColumnElement[bool], *, limit: int | None = None
    ) -> Sequence[Subscriber]:
        chosen_columns = select(subscribers, has_seat().label("has_seat"))
        query = chosen_columns.where(wanted).order_by(subscribers.c.id).limit(limit)
        with self.database.read() as connection:
            rows = connection.execute(query).all()
            chosen = self._newsletters(connection, [row.id for row in rows])
        return [_subscriber(row, chosen.get(row.id, ())) for row in rows]

    def _newsletters(
        self, connection: Connection, ids: Sequence[str]
    ) -> Mapping[str, Sequence[str]]:
        """List by subscriber the newsletters that the reader still gets."""
        own = self.database.one_of(subscriptions.c.subscriber_id, ids)
        query = (
            select(subscriptions.c.subscriber_id, subscriptions.c.newsletter_id)
            .where(own, subscriptions.c.left_at.is_(None))
            .order_by(subscriptions.c.newsletter_id)
        )
        # sorted by the query, so that two reads give one order
        newsletters: dict[str, list[str]] = {}
        for subscriber_id, newsletter_id in connection.execute(query):
            newsletters.setdefault(subscriber_id, []).append(newsletter_id)
        return newsletters


def _for_hand_over(database: Database) -> Select[Any]:
    """Select of some readers what one message needs.

    The columns: id, email, name, state, tier, wants text alone, pauses, has a seat in a team,
    wants the newsletter, address is closed.
    """
    person = subscribers.c
    wanted = select(subscriptions.c.subscriber_id).where(
        subscriptions.c.subscriber_id == person.id,
        subscriptions.c.newsletter_id == bindparam("newsletter"),
        subscriptions.c.left_at.is_(None),
    )
    closed = closing_of(person.address_hash, suppressions.c.address_hash)
    # PostgreSQL answers a scalar subquery by its key for each reader. A join or an EXISTS it may
    # answer by reading all readers of a newsletter, because after an import it expects few
    return select(
        person.id,
        person.email,
        person.name,
        person.state,
        person.tier,
        person.text_only,
        pauses(bindparam("now", type_=person.paused_until.type)).label("paused"),
        has_seat().label("has_seat"),
        wanted.scalar_subquery().is_not(None).label("wanted"),
        closed.scalar_subquery().is_not(None).label("closed"),
    ).where(database.one_of(person.id, bindparam("readers", type_=Texts())))


def _subscriber(row: Row[Any], newsletters: Iterable[str]) -> Subscriber:
    consent = None
    # a reader of before the record of consent has none
    if row.consent_at is not None:
        consent = Consent(at=row.consent_at, source=row.consent_source, wording=row.consent_wording)
    return Subscriber(
        id=row.id,
        email=row.email,
        name=row.name,
        newsletters=tuple(newsletters),
        state=row.state,
        consent=consent,
        created=row.created,
        language=row.language,
        tier=row.tier,
        paused_until=row.paused_until,
        text_only=row.text_only,
        clock=ReaderClock(hour=row.delivery_hour, timezone=row.timezone),
        has_seat=row.has_seat,
    )
