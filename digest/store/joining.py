"""Joining: wishes to join, confirmed by mail, and counters that keep askers within limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from hmac import new as keyed
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    and_,
    delete,
    exists,
    insert,
    or_,
    select,
    update,
)

from digest.models import (
    Consent,
    JoinRequest,
    LeftBy,
    RateLimit,
    Subscriber,
    SubscriberState,
    Tier,
)
from digest.store.database import Database
from digest.store.enrolment import enrol_chunk, subscriber_row
from digest.store.leaving import leave_newsletters
from digest.store.mail_addresses import address_hash
from digest.store.schema import (
    join_requests,
    rate_counters,
    subscribers,
    subscriptions,
    suppressions,
)
from digest.store.suppression import closing_of, open_addresses
from digest.store.teams import move_seats, take_seat

MAY_ASK_ANEW = ("erased", "left elsewhere")
"""So begin the reasons of a closed address whose owner may ask anew by mail. After a bounce or a
complaint no mail goes out: the one cannot arrive, and the other is not wanted."""

WAY = "confirmed by mail"
"""How a reader agreed who joined on a page."""

request = join_requests.c
counter = rate_counters.c


@dataclass(frozen=True, slots=True)
class SqlJoining:
    """Joining, in one database. Each method is documented in `protocols.Joining`."""

    database: Database
    address_key: bytes

    def ask(self, reader: Subscriber, wish: JoinRequest) -> str | None:
        """Keep a wish; return the id of the reader who must confirm it, or None."""
        hashed = address_hash(reader.email, key=self.address_key)
        with self.database.write() as connection:
            # two posts of one address at once must not make two people
            self.database.take_turns(connection, f"join:{hashed}")
            subscriber_id = self._person(connection, hashed, reader, wish.asked)
            if subscriber_id is None:
                return None
            row = {**_request_row(wish), "subscriber_id": subscriber_id}
            statement = self.database.insert(join_requests).values(row)
            # the same mail again: its wish is known
            connection.execute(statement.on_conflict_do_nothing())
        return subscriber_id

    def wish(self, subscriber_id: str, mail_id: str) -> JoinRequest | None:
        """Read the wish that a confirmation mail asks about."""
        query = select(join_requests).where(_this(subscriber_id, mail_id))
        with self.database.read() as connection:
            row = connection.execute(query).first()
        return _wish(row) if row else None

    def wishes(self, subscriber_id: str) -> tuple[JoinRequest, ...]:
        """List the wishes of a reader, oldest first: the record of consent."""
        query = select(join_requests).where(request.subscriber_id == subscriber_id)
        with self.database.read() as connection:
            rows = connection.execute(query.order_by(request.asked, request.mail_id)).all()
        return tuple([_wish(row) for row in rows])

    def confirm(
        self, subscriber_id: str, mail_id: str, *, now: datetime, since: datetime
    ) -> JoinRequest | None:
        """Fulfil a wish; return it, or None when it is unknown, too old or not wanted any more."""
        with self.database.write() as connection:
            # in turn with every other enrolment, which decides by what it reads
            self.database.take_turns(connection, "subscribers")
            # locked: of two presses of the button the second finds the wish fulfilled
            query = select(join_requests).where(_this(subscriber_id, mail_id)).with_for_update()
            row = connection.execute(query).first()
            person = self._row_of(connection, subscriber_id)
            if row is None or person is None or person.state is SubscriberState.SUPPRESSED:
                return None
            if row.confirmed is not None:
                return _wish(row)
            if row.asked < since:
                return None
            # the owner took the invitation back, or was erased
            if row.team and not take_seat(connection, row.team, person, now=now):
                return None
            fulfilled = update(join_requests).where(_this(subscriber_id, mail_id))
            connection.execute(fulfilled.values(confirmed=now))
            wish = replace(_wish(row), confirmed=now)
            if wish.moves:
                self._move(connection, person, wish, now)
            else:
                self._enrol(connection, person, wish, wish.newsletters, now)
        return wish

    def withdraw(self, subscriber_id: str) -> bool:
        """Delete the wishes of a reader that are not confirmed; tell whether there were any."""
        open_wishes = and_(request.subscriber_id == subscriber_id, request.confirmed.is_(None))
        with self.database.write() as connection:
            count = connection.execute(delete(join_requests).where(open_wishes)).rowcount
            self._forget_people(connection, [subscriber_id])
        return count > 0

    def forget_unconfirmed(self, *, before: datetime) -> int:
        """Delete wishes that were not confirmed in time, and readers who have nothing else."""
        late = and_(request.confirmed.is_(None), request.asked < before)
        with self.database.write() as connection:
            ids = connection.execute(select(request.subscriber_id).where(late)).scalars().all()
            connection.execute(delete(join_requests).where(late))
            self._forget_people(connection, ids)
        return len(ids)

    def counted(self, limits: Sequence[RateLimit], *, now: datetime) -> tuple[int, ...]:
        """Count one more of each; return the counts of the span of time that runs."""
        counts = []
        with self.database.write() as connection:
            for limit in limits:
                counts.append(self._count(connection, limit, now))
        return tuple(counts)

    def forget_counters(self, *, before: datetime) -> int:
        """Delete the counters of spans that began earlier."""
        with self.database.write() as connection:
            return connection.execute(delete(rate_counters).where(counter.began < before)).rowcount

    def _count(self, connection: Connection, limit: RateLimit, now: datetime) -> int:
        # all processes share one window, whichever began it
        started_s = now.timestamp() // limit.window_s * limit.window_s
        hashed = keyed(self.address_key, limit.key.encode(), sha256).hexdigest()
        row = {"key": hashed, "began": datetime.fromtimestamp(started_s, UTC), "hits": 1}
        statement = self.database.insert(rate_counters).values(row)
        counted = statement.on_conflict_do_update(
            index_elements=["key", "began"], set_={"hits": counter.hits + 1}
        )
        return int(connection.execute(counted.returning(counter.hits)).scalar_one())

    def _person(
        self, connection: Connection, hashed: str, reader: Subscriber, now: datetime
    ) -> str | None:
        """Find the reader of an address, or add a pending one; None where no mail may go."""
        known = select(subscribers.c.id, subscribers.c.state)
        person = connection.execute(known.where(subscribers.c.address_hash == hashed)).first()
        if person is not None:
            return None if person.state is SubscriberState.SUPPRESSED else str(person.id)
        reason = connection.execute(closing_of(hashed, suppressions.c.reason)).scalar()
        if reason is not None and not reason.startswith(MAY_ASK_ANEW):
            return None
        pending = replace(reader, state=SubscriberState.PENDING, newsletters=(), consent=None)
        connection.execute(insert(subscribers), [subscriber_row(hashed, pending, now)])
        return reader.id

    def _enrol(
        self,
        connection: Connection,
        person: Row[Any],
        wish: JoinRequest,
        newsletters: Sequence[str],
        now: datetime,
    ) -> None:
        reader = Subscriber(
            id=person.id,
            email=person.email,
            newsletters=tuple(newsletters),
            consent=Consent(at=now, source=f"{wish.page}, {WAY}", wording=wish.wording),
        )
        hashed = [(person.address_hash, reader)]
        enrol_chunk(self.database, connection, hashed, now=now, again=True, dry_run=False)

    def _move(
        self, connection: Connection, person: Row[Any], wish: JoinRequest, now: datetime
    ) -> None:
        """Give a reader the address that `person` confirmed.

        The links in old mails go on to work, because the reader keeps the id. Where another reader
        has the address already, that one takes over the newsletters, the tier and the seats.
        """
        mover = self._row_of(connection, wish.moves)
        # erased meanwhile: there is no reader to move
        if mover is None:
            return
        chosen = and_(subscriptions.c.subscriber_id == mover.id, subscriptions.c.left_at.is_(None))
        newsletters = select(subscriptions.c.newsletter_id).where(chosen)
        moving = sorted(connection.execute(newsletters).scalars())
        if person.state is not SubscriberState.PENDING:
            self._enrol(connection, person, wish, moving, now)
            leave_newsletters(self.database, connection, mover.id, now=now, how=LeftBy.MOVED)
            move_seats(connection, mover.id, person, person.id)
            _move_tier(connection, mover, person.id)
            return
        # the consent record goes along, then the stand-in makes room for the address
        own = update(join_requests).where(_this(person.id, wish.mail_id))
        connection.execute(own.values(subscriber_id=mover.id))
        connection.execute(delete(subscribers).where(subscribers.c.id == person.id))
        open_addresses(self.database, connection, [person.address_hash])
        address = {
            "email": person.email,
            "address_hash": person.address_hash,
            "domain": person.domain,
        }
        moved = update(subscribers).where(subscribers.c.id == mover.id).values(address)
        connection.execute(moved)
        move_seats(connection, mover.id, person, mover.id)

    def _row_of(self, connection: Connection, subscriber_id: str) -> Row[Any] | None:
        query = select(subscribers).where(subscribers.c.id == subscriber_id)
        return connection.execute(query).first()

    def _forget_people(self, connection: Connection, ids: Sequence[str]) -> None:
        """Delete those readers who confirmed nothing and wait for nothing."""
        person = subscribers.c
        chose = exists().where(subscriptions.c.subscriber_id == person.id)
        asked = exists().where(request.subscriber_id == person.id)
        idle = and_(
            self.database.one_of(person.id, ids),
            person.state == SubscriberState.PENDING,
            # a reader who asked again meanwhile stays
            ~or_(chose, asked),
        )
        connection.execute(delete(subscribers).where(idle))


def _move_tier(connection: Connection, mover: Row[Any], heir_id: str) -> None:
    """Give the tier of a member to the reader who goes on; the old address keeps none."""
    if mover.tier is Tier.MEMBER:
        for reader_id, tier in ((heir_id, Tier.MEMBER), (mover.id, Tier.FREE)):
            this = subscribers.c.id == reader_id
            connection.execute(update(subscribers).where(this).values(tier=tier))


def _this(subscriber_id: str, mail_id: str) -> Any:
    return and_(request.subscriber_id == subscriber_id, request.mail_id == mail_id)


def _request_row(wish: JoinRequest) -> dict[str, Any]:
    return {
        "mail_id": wish.mail_id,
        "newsletters": wish.newsletters,
        "asked": wish.asked,
        "confirmed": wish.confirmed,
        "wording": wish.wording,
        "wording_version": wish.wording_version,
        "page": wish.page,
        "language": wish.language,
        "moves": wish.moves,
        "team": wish.team,
    }


def _wish(row: Row[Any]) -> JoinRequest:
    values = dict(row._mapping)
    # the reader is known to the caller
    values.pop("subscriber_id")
    return JoinRequest(**values)
