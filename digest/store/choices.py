"""Choices of a reader: look, language, pause and tier; leaving taken back, and its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select, update

from digest.models import (
    AttributeValue,
    AttributeValues,
    LeftBy,
    ReaderClock,
    SubscriberState,
    Tier,
)
from digest.protocols import Clock
from digest.store.database import Database
from digest.store.mail_addresses import address_hash
from digest.store.outbox import announce_joining
from digest.store.schema import post_proofs, subscribers, subscriptions
from digest.store.segments import attributes_of, set_attributes, set_by_address

OWN_WAYS = (LeftBy.ONE_CLICK, LeftBy.PAGE, LeftBy.PREFERENCES, LeftBy.MAIL)
"""Only the reader's own leaving is taken back by the reader's own link."""

choice = subscriptions.c


@dataclass(frozen=True, slots=True)
class SqlChoices:
    """Choices, in one database. Each method is documented in `protocols.Choices`."""

    database: Database
    address_key: bytes
    clock: Clock

    def set_look(self, subscriber_id: str, *, language: str, text_only: bool) -> bool:
        """Keep the language and the form of mails."""
        return self._change(subscriber_id, {"language": language, "text_only": text_only})

    def set_clock(self, subscriber_id: str, clock: ReaderClock) -> bool:
        """Keep the hour and the zone at which issues in waves come."""
        chosen = {"delivery_hour": clock.hour, "timezone": clock.timezone}
        return self._change(subscriber_id, chosen)

    def set_clocks(self, clocks: Mapping[str, ReaderClock]) -> int:
        """Set the clocks of the readers of some addresses; return how many there are."""
        changed = 0
        with self.database.write() as connection:
            for email, clock in clocks.items():
                this = subscribers.c.address_hash == address_hash(email, key=self.address_key)
                chosen = {"delivery_hour": clock.hour, "timezone": clock.timezone}
                changed += connection.execute(
                    update(subscribers).where(this).values(chosen)
                ).rowcount
        return changed

    def pause(
        self, subscriber_id: str, *, until: datetime | None, now: datetime | None = None
    ) -> bool:
        """Send no issue before that moment; None ends the pause."""
        began: ColumnElement[datetime] | None = None
        if until is not None:
            began = _began(now or self.clock())
        return self._change(subscriber_id, {"paused_until": until, "paused_from": began})

    def set_pauses(self, untils: Mapping[str, datetime], *, now: datetime) -> int:
        """Set the pauses of the readers of some addresses; return how many there are."""
        changed = 0
        with self.database.write() as connection:
            for email, until in untils.items():
                this = subscribers.c.address_hash == address_hash(email, key=self.address_key)
                pause = {"paused_until": until, "paused_from": _began(now)}
                changed += connection.execute(
                    update(subscribers).where(this).values(pause)
                ).rowcount
        return changed

    def set_text_only(self, emails: Iterable[str]) -> int:
        """Send plain text to the readers of some addresses; return how many there are."""
        return self._change_all(emails, {"text_only": True})

    def paused_from(self, subscriber_id: str) -> datetime | None:
        """Tell when the last pause began; None where it was ended by hand, or never was."""
        query = select(subscribers.c.paused_from).where(subscribers.c.id == subscriber_id)
        with self.database.read() as connection:
            began: datetime | None = connection.execute(query).scalar()
        return began

    def set_tier(self, subscriber_id: str, tier: Tier) -> bool:
        """Make a reader a member, or no member."""
        return self._change(subscriber_id, {"tier": tier})

    def set_tiers(self, emails: Iterable[str], tier: Tier) -> int:
        """Set the tier of the readers of some addresses; return how many there are."""
        return self._change_all(emails, {"tier": tier})

    def set_newest_tier(self, email: str, tier: Tier, *, program: str, at: datetime) -> bool:
        """Set a tier unless this program told a later one; tell whether it was set."""
        hashed = address_hash(email, key=self.address_key)
        fact = f"newest tier by {program} of {hashed}"
        row = {"proof": sha256(fact.encode()).hexdigest(), "body_hash": "", "seen": at}
        insert = self.database.insert(post_proofs).values(row)
        # one statement: of two posts at once the second waits, and sees the time of the first
        newest = insert.on_conflict_do_update(
            index_elements=[post_proofs.c.proof],
            set_={"seen": insert.excluded.seen},
            where=post_proofs.c.seen <= insert.excluded.seen,
        )
        this = subscribers.c.address_hash == hashed
        with self.database.write() as connection:
            if connection.execute(newest).rowcount == 0:
                return False
            connection.execute(update(subscribers).where(this).values(tier=tier))
        return True

    def attributes(self, subscriber_ids: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
        """Return by reader the values of attributes as shown."""
        with self.database.read() as connection:
            return attributes_of(connection, subscriber_ids)

    def set_attributes(
        self, subscriber_id: str, values: Mapping[str, AttributeValue | None]
    ) -> None:
        """Set some attributes of a reader; None takes one away."""
        with self.database.write() as connection:
            set_attributes(connection, subscriber_id, values)

    def set_attributes_of(self, values: Mapping[str, AttributeValues]) -> int:
        """Set attributes of the readers of some addresses; return how many there are."""
        return set_by_address(self.database, values, address_key=self.address_key)

    def undo_leave(
        self, subscriber_id: str, *, newsletter_id: str | None, since: datetime
    ) -> tuple[str, ...]:
        """Take back a leaving that is not older than `since`; return the newsletters."""
        recent = and_(
            choice.subscriber_id == subscriber_id,
            choice.left_at >= since,
            choice.left_how.in_([way.value for way in OWN_WAYS]),
        )
        if newsletter_id is not None:
            recent = and_(recent, choice.newsletter_id == newsletter_id)
        person = subscribers.c.id == subscriber_id
        with self.database.write() as connection:
            state = connection.execute(select(subscribers.c.state).where(person)).scalar()
            # a complaint or a bounce meanwhile weighs more than the link
            if state not in (SubscriberState.ACTIVE, SubscriberState.LEFT):
                return ()
            back = {"left_at": None, "left_how": "", "left_reason": ""}
            statement = update(subscriptions).where(recent).values(back)
            # told by the change itself: a look before it could name what another request took back
            returned = statement.returning(choice.newsletter_id)
            newsletters = tuple(sorted(connection.execute(returned).scalars()))
            if newsletters:
                active = {"state": SubscriberState.ACTIVE}
                connection.execute(update(subscribers).where(person).values(active))
                back_again = [(subscriber_id, newsletter_id) for newsletter_id in newsletters]
                announce_joining(self.database, connection, back_again, at=self.clock())
        return newsletters

    def give_reason(self, subscriber_id: str, *, newsletter_id: str, reason: str) -> bool:
        """Keep why the reader left a newsletter; tell whether the reader had left it."""
        left = and_(
            choice.subscriber_id == subscriber_id,
            choice.newsletter_id == newsletter_id,
            # a reason without a leaving would count in the report of reasons
            choice.left_at.is_not(None),
        )
        with self.database.write() as connection:
            given = update(subscriptions).where(left).values(left_reason=reason)
            return connection.execute(given).rowcount > 0

    def joined_between(self, newsletter_id: str, *, since: datetime, until: datetime) -> int:
        """Count the readers who joined a newsletter in that time, also those who left since."""
        span = and_(choice.joined >= since, choice.joined < until)
        query = select(func.count()).where(choice.newsletter_id == newsletter_id, span)
        with self.database.read() as connection:
            return int(connection.execute(query).scalar_one())

    def left_between(
        self, newsletter_id: str, *, since: datetime, until: datetime
    ) -> Mapping[str, int]:
        """Count the readers who left a newsletter in that time, by their reasons."""
        span = and_(choice.left_at >= since, choice.left_at < until)
        query = (
            select(choice.left_reason, func.count())
            .where(choice.newsletter_id == newsletter_id, span)
            .group_by(choice.left_reason)
        )
        with self.database.read() as connection:
            return dict(iter(connection.execute(query).all()))

    def _change_all(self, emails: Iterable[str], values: Mapping[str, Any]) -> int:
        hashes = [address_hash(email, key=self.address_key) for email in emails]
        these = self.database.one_of(subscribers.c.address_hash, hashes)
        with self.database.write() as connection:
            return connection.execute(update(subscribers).where(these).values(values)).rowcount

    def _change(self, subscriber_id: str, values: Mapping[str, Any]) -> bool:
        this = subscribers.c.id == subscriber_id
        with self.database.write() as connection:
            changed = connection.execute(update(subscribers).where(this).values(**values))
            return changed.rowcount > 0


def _began(asked: datetime) -> ColumnElement[datetime]:
    """The beginning of a pause: one that is made longer began when it was asked for first."""
    return case((subscribers.c.paused_until > asked, subscribers.c.paused_from), else_=asked)
