"""Subscribers: readers, what they chose and left, and the suppression list that outlives them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
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
    insert,
    select,
    update,
)

from digest.kernel.mail_addresses import normal_address
from digest.models import Consent, Enrolment, HistoryLine, Subscriber, SubscriberState
from digest.protocols import Clock
from digest.store.database import Database, Texts
from digest.store.mail_addresses import address_hash
from digest.store.schema import (
    deliveries,
    issues,
    returns,
    subscribers,
    subscriptions,
    suppressions,
)

CHUNK = 1000
PAGE = 2000
AUDIENCE_PAGE = 10_000
HISTORY_ISSUES = 200

ERASED = "erased"
"""Why the address of a removed person is suppressed: so that no import brings them back."""


@dataclass(slots=True)
class SqlSubscribers:
    database: Database
    address_key: bytes
    clock: Clock
    _for_hand_over: Select[Any] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        # built once, since a sender asks all the time and building costs more than running
        self._for_hand_over = self.database.gathered(_for_hand_over(self.database))

    def add(self, readers: Iterable[Subscriber]) -> int:
        return sum(outcome in (Enrolment.NEW, Enrolment.JOINED) for outcome in self.enrol(readers))

    def enrol(
        self, readers: Iterable[Subscriber], *, again: bool = False, dry_run: bool = False
    ) -> tuple[Enrolment, ...]:
        remaining, outcomes = iter(readers), list[Enrolment]()
        while chunk := list(islice(remaining, CHUNK)):
            with self.database.write() as connection:
                self.database.take_turns(connection, "subscribers")
                outcomes += self._enrol(connection, chunk, again=again, dry_run=dry_run)
        return tuple(outcomes)

    def get(self, subscriber_id: str) -> Subscriber | None:
        return self.by_ids([subscriber_id]).get(subscriber_id)

    def by_email(self, email: str) -> Subscriber | None:
        found = self._subscribers(subscribers.c.address_hash == self._hash(email))
        return found[0] if found else None

    def by_ids(self, ids: Iterable[str]) -> Mapping[str, Subscriber]:
        return {
            reader.id: reader
            for reader in self._subscribers(self.database.one_of(subscribers.c.id, ids))
        }

    def for_hand_over(self, ids: Iterable[str], *, newsletter_id: str) -> Mapping[str, Subscriber]:
        asked = {"readers": [*ids], "newsletter": newsletter_id}
        with self.database.single() as connection:
            rows = self.database.fetched(connection, self._for_hand_over, asked)
        return {
            reader_id: Subscriber(
                id=reader_id,
                email=email,
                name=name,
                state=SubscriberState.SUPPRESSED if closed else SubscriberState(state),
                newsletters=(newsletter_id,) if wanted else (),
            )
            for reader_id, email, name, state, wanted, closed in rows
        }

    def list(self, *, newsletter_id: str | None = None) -> Iterator[Subscriber]:
        last = ""
        while True:
            wanted: ColumnElement[bool] = subscribers.c.id > last
            if newsletter_id is not None:
                wanted = and_(wanted, exists().where(_reads(newsletter_id)))
            page = self._subscribers(wanted, limit=PAGE)
            yield from page
            if len(page) < PAGE:
                return
            last = page[-1].id

    def audience(self, newsletter_id: str) -> Iterator[str]:
        blocked = exists().where(suppressions.c.address_hash == subscribers.c.address_hash)
        query = (
            select(subscribers.c.id)
            .join(subscriptions, _reads(newsletter_id))
            .where(subscribers.c.state == SubscriberState.ACTIVE, ~blocked)
            .order_by(subscriptions.c.subscriber_id)
            .limit(AUDIENCE_PAGE)
        )
        last = ""
        while True:
            with self.database.read() as connection:
                page = (
                    connection.execute(query.where(subscriptions.c.subscriber_id > last))
                    .scalars()
                    .all()
                )
            yield from page
            if len(page) < AUDIENCE_PAGE:
                return
            last = page[-1]

    def leave(
        self, subscriber_id: str, *, newsletter_id: str | None, now: datetime, how: str
    ) -> bool:
        mine = and_(
            subscriptions.c.subscriber_id == subscriber_id, subscriptions.c.left_at.is_(None)
        )
        these = (
            mine
            if newsletter_id is None
            else and_(mine, subscriptions.c.newsletter_id == newsletter_id)
        )
        gone = (
            update(subscribers)
            .where(
                subscribers.c.id == subscriber_id,
                subscribers.c.state.in_([SubscriberState.ACTIVE, SubscriberState.PENDING]),
                ~exists().where(mine),
            )
            .values(state=SubscriberState.LEFT)
        )
        with self.database.write() as connection:
            left = connection.execute(
                update(subscriptions).where(these).values(left_at=now, left_how=how)
            ).rowcount
            changed = left or newsletter_id is None
            return bool(left) | bool(connection.execute(gone).rowcount if changed else 0)

    def remove(self, subscriber_id: str) -> bool:
        query = select(subscribers.c.address_hash).where(subscribers.c.id == subscriber_id)
        with self.database.write() as connection:
            known_as = connection.execute(query).scalar()
            if known_as is None:
                return False
            self._suppress(connection, known_as, reason=ERASED, now=self.clock())
            connection.execute(delete(subscribers).where(subscribers.c.id == subscriber_id))
            self._forget_replies(connection, subscriber_id)
        return True

    def suppress(self, email: str, *, reason: str, now: datetime) -> None:
        known_as = self._hash(email)
        with self.database.write() as connection:
            self._suppress(connection, known_as, reason=reason, now=now)
            person = update(subscribers).where(subscribers.c.address_hash == known_as)
            connection.execute(person.values(state=SubscriberState.SUPPRESSED))

    def history(self, email: str) -> tuple[HistoryLine, ...]:
        known_as = self._hash(email)
        with self.database.read() as connection:
            lines: list[HistoryLine] = []
            for person in connection.execute(
                select(subscribers).where(subscribers.c.address_hash == known_as)
            ):
                lines += _person_lines(person)
                mine = subscriptions.c.subscriber_id == person.id
                for choice in connection.execute(select(subscriptions).where(mine)):
                    lines += _choice_lines(choice)
                lines += [
                    _delivery_line(row)
                    for row in connection.execute(self._deliveries_of(person.id))
                ]
                came_back = select(returns).where(returns.c.subscriber_id == person.id)
                lines += [_return_line(row) for row in connection.execute(came_back)]
            closed = connection.execute(
                select(suppressions).where(suppressions.c.address_hash == known_as)
            )
            lines += [
                HistoryLine(at=row.since, what="suppressed", evidence=row.reason) for row in closed
            ]
        return tuple(sorted(lines, key=lambda line: line.at))

    def _deliveries_of(self, subscriber_id: str) -> Select[Any]:
        """The ledger rows of the latest issues; by issue, so that the ledger's own key finds them."""
        latest = (
            select(issues.c.id).where(issues.c.approved.is_not(None)).order_by(issues.c.slot.desc())
        )
        recent = latest.limit(HISTORY_ISSUES).subquery()
        theirs = and_(
            deliveries.c.issue_id.in_(select(recent.c.id)),
            deliveries.c.subscriber_id == subscriber_id,
        )
        return select(deliveries).where(theirs)

    def _hash(self, email: str) -> str:
        return address_hash(email, key=self.address_key)

    def _blocked(self, connection: Connection, hashes: Iterable[str]) -> frozenset[str]:
        wanted = self.database.one_of(suppressions.c.address_hash, hashes)
        return frozenset(
            connection.execute(select(suppressions.c.address_hash).where(wanted)).scalars()
        )

    def _suppress(
        self, connection: Connection, known_as: str, *, reason: str, now: datetime
    ) -> None:
        row = self.database.insert(suppressions).values(
            address_hash=known_as, reason=reason, since=now
        )
        connection.execute(row.on_conflict_do_nothing())

    def _forget_replies(self, connection: Connection, subscriber_id: str) -> None:
        """A relay's reply often repeats the address. By issue, so that the ledger's own key finds the rows."""
        every_issue = select(issues.c.id).where(issues.c.approved.is_not(None))
        theirs = and_(
            deliveries.c.issue_id.in_(every_issue), deliveries.c.subscriber_id == subscriber_id
        )
        connection.execute(update(deliveries).where(theirs).values(reply_text="", domain=""))

    def _subscribers(
        self, wanted: ColumnElement[bool], *, limit: int | None = None
    ) -> Sequence[Subscriber]:
        query = select(subscribers).where(wanted).order_by(subscribers.c.id).limit(limit)
        with self.database.read() as connection:
            rows = connection.execute(query).all()
            mine = self.database.one_of(subscriptions.c.subscriber_id, [row.id for row in rows])
            chosen = connection.execute(
                select(subscriptions.c.subscriber_id, subscriptions.c.newsletter_id)
                .where(mine, subscriptions.c.left_at.is_(None))
                .order_by(subscriptions.c.newsletter_id)
            ).all()
        newsletters: dict[str, list[str]] = {}
        for subscriber_id, newsletter_id in chosen:
            newsletters.setdefault(subscriber_id, []).append(newsletter_id)
        return [_subscriber(row, newsletters.get(row.id, ())) for row in rows]

    def _enrol(
        self, connection: Connection, chunk: Sequence[Subscriber], *, again: bool, dry_run: bool
    ) -> Sequence[Enrolment]:
        readers = [(self._hash(reader.email), reader) for reader in chunk]
        hashes = [known_as for known_as, _ in readers]
        known = select(subscribers.c.id, subscribers.c.address_hash, subscribers.c.state)
        rows = connection.execute(
            known.where(self.database.one_of(subscribers.c.address_hash, hashes))
        ).all()
        mine = self.database.one_of(subscriptions.c.subscriber_id, [row.id for row in rows])
        book = _Enrolments(
            people={row.address_hash: (row.id, row.state) for row in rows},
            chosen={
                (row.subscriber_id, row.newsletter_id): row.left_at is not None
                for row in connection.execute(select(subscriptions).where(mine))
            },
            blocked=set() if again else set(self._blocked(connection, hashes)),
            again=again,
            now=self.clock(),
        )
        outcomes = [book.take(known_as, reader) for known_as, reader in readers]
        if dry_run:
            return outcomes
        book.write(connection, self.database)
        if again:
            connection.execute(
                delete(suppressions).where(
                    self.database.one_of(suppressions.c.address_hash, hashes)
                )
            )
        return outcomes


class _Enrolments:
    """Decides what becomes of each reader of a chunk, and writes all of it at once."""

    def __init__(
        self,
        *,
        people: dict[str, tuple[str, SubscriberState]],
        chosen: dict[tuple[str, str], bool],
        blocked: set[str],
        again: bool,
        now: datetime,
    ) -> None:
        self.people, self.chosen, self.blocked, self.again, self.now = (
            people,
            chosen,
            blocked,
            again,
            now,
        )
        self.new_people: list[dict[str, Any]] = []
        self.new_choices: list[dict[str, Any]] = []
        self.returned: dict[str, Subscriber] = {}

    def take(self, known_as: str, reader: Subscriber) -> Enrolment:
        if known_as in self.blocked:
            return Enrolment.SUPPRESSED
        person = self.people.get(known_as)
        if person is None:
            self.people[known_as] = (reader.id, reader.state)
            self.new_people.append(_subscriber_row(known_as, reader, self.now))
            self._choose(reader.id, reader)
            return Enrolment.NEW
        subscriber_id, state = person
        if self.again:
            self.returned[subscriber_id] = reader
        elif state is SubscriberState.LEFT:
            return Enrolment.LEFT_BEFORE
        elif state is SubscriberState.SUPPRESSED:
            return Enrolment.SUPPRESSED
        return self._choose(subscriber_id, reader)

    def _choose(self, subscriber_id: str, reader: Subscriber) -> Enrolment:
        outcomes = {
            self._choose_one(subscriber_id, newsletter_id, reader)
            for newsletter_id in reader.newsletters
        }
        for outcome in (Enrolment.JOINED, Enrolment.LEFT_BEFORE):
            if outcome in outcomes:
                return outcome
        return Enrolment.ALREADY

    def _choose_one(self, subscriber_id: str, newsletter_id: str, reader: Subscriber) -> Enrolment:
        left = self.chosen.get((subscriber_id, newsletter_id))
        if left is False:
            return Enrolment.ALREADY
        if left and not self.again:
            return Enrolment.LEFT_BEFORE
        self.chosen[subscriber_id, newsletter_id] = False
        joined = reader.consent.at if reader.consent else self.now
        choice = {"subscriber_id": subscriber_id, "newsletter_id": newsletter_id, "joined": joined}
        self.new_choices.append({**choice, "left_at": None, "left_how": ""})
        return Enrolment.JOINED

    def write(self, connection: Connection, database: Database) -> None:
        if self.new_people:
            connection.execute(insert(subscribers), self.new_people)
        for subscriber_id, reader in self.returned.items():
            asked_anew = {"state": reader.state, **_consent_row(reader.consent)}
            connection.execute(
                update(subscribers).where(subscribers.c.id == subscriber_id).values(asked_anew)
            )
        if self.new_choices:
            statement = database.insert(subscriptions)
            anew = {name: statement.excluded[name] for name in ("joined", "left_at", "left_how")}
            keys = ["subscriber_id", "newsletter_id"]
            connection.execute(
                statement.on_conflict_do_update(index_elements=keys, set_=anew), self.new_choices
            )


def _reads(newsletter_id: str) -> ColumnElement[bool]:
    return and_(
        subscriptions.c.subscriber_id == subscribers.c.id,
        subscriptions.c.newsletter_id == newsletter_id,
        subscriptions.c.left_at.is_(None),
    )


def _subscriber_row(known_as: str, reader: Subscriber, now: datetime) -> dict[str, Any]:
    email = normal_address(reader.email)
    return {
        "id": reader.id,
        "email": email,
        "address_hash": known_as,
        "domain": email.rpartition("@")[2],
        "name": reader.name,
        "state": reader.state,
        **_consent_row(reader.consent),
        "created": reader.created or now,
        "language": reader.language,
    }


def _person_lines(person: Row[Any]) -> Iterator[HistoryLine]:
    yield HistoryLine(at=person.created, what="added", evidence=f"now {person.state}")
    if person.consent_at is not None:
        said = (
            f"{person.consent_source}: “{person.consent_wording}”"
            if person.consent_wording
            else person.consent_source
        )
        yield HistoryLine(at=person.consent_at, what="agreed", evidence=said)


def _choice_lines(choice: Row[Any]) -> Iterator[HistoryLine]:
    yield HistoryLine(at=choice.joined, what=f"joined {choice.newsletter_id}")
    if choice.left_at is not None:
        yield HistoryLine(
            at=choice.left_at, what=f"left {choice.newsletter_id}", evidence=f"by {choice.left_how}"
        )


def _delivery_line(row: Row[Any]) -> HistoryLine:
    reply = f"{row.reply_code} {row.reply_text}".strip() if row.reply_code else row.reply_text
    return HistoryLine(at=row.updated, what=f"{row.issue_id} is {row.state}", evidence=reply)


def _return_line(row: Row[Any]) -> HistoryLine:
    codes = [
        code
        for code in (str(row.reply_code or ""), row.reply_enhanced)
        if code and code not in row.reply_text
    ]
    evidence = " ".join([*codes, row.reply_text]).strip()
    return HistoryLine(at=row.at, what=f"{row.issue_id} came back: {row.kind}", evidence=evidence)


def _for_hand_over(database: Database) -> Select[Any]:
    """(id, email, name, state, wants the newsletter, address is closed) of some readers."""
    wanted = select(subscriptions.c.subscriber_id).where(
        subscriptions.c.subscriber_id == subscribers.c.id,
        subscriptions.c.newsletter_id == bindparam("newsletter"),
        subscriptions.c.left_at.is_(None),
    )
    closed = select(suppressions.c.address_hash).where(
        suppressions.c.address_hash == subscribers.c.address_hash
    )
    # PostgreSQL answers such a subquery by its key for each reader. A join or an EXISTS it may answer by going through
    # all of a newsletter's readers, of whom it believes after an import that there are few
    person = subscribers.c
    return select(
        person.id,
        person.email,
        person.name,
        person.state,
        wanted.scalar_subquery().is_not(None).label("wanted"),
        closed.scalar_subquery().is_not(None).label("closed"),
    ).where(database.one_of(person.id, bindparam("readers", type_=Texts())))


def _consent_row(consent: Consent | None) -> dict[str, Any]:
    if consent is None:
        return {"consent_at": None, "consent_source": "", "consent_wording": ""}
    return {
        "consent_at": consent.at,
        "consent_source": consent.source,
        "consent_wording": consent.wording,
    }


def _subscriber(row: Row[Any], newsletters: Iterable[str]) -> Subscriber:
    consent = None
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
    )
