"""Enrolment: decide for each reader of a chunk what becomes of that reader, and write all at once.

A reader who left, was erased or is suppressed stays so, unless the reader asked anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from digest.kernel.mail_addresses import normal_address
from digest.models import Consent, Enrolment, Subscriber, SubscriberState
from digest.store.database import Database
from digest.store.outbox import announce_joining
from digest.store.schema import subscribers, subscriptions
from digest.store.suppression import closed_addresses, open_addresses

MOST_TELLING = (Enrolment.JOINED, Enrolment.LEFT_BEFORE)
"""A reader may join one newsletter and have left another: the first of these is reported."""


def enrol_chunk(
    database: Database,
    connection: Connection,
    readers: Sequence[tuple[str, Subscriber]],
    *,
    now: datetime,
    again: bool,
    dry_run: bool,
) -> list[Enrolment]:
    """Enrol readers, each given with the keyed hash of the address; return what became of each.

    `again` says that the readers asked anew. `dry_run` decides and writes nothing.
    """
    hashes = [address_hash for address_hash, _ in readers]
    plan = EnrolmentPlan(again=again, now=now)
    plan.read(database, connection, hashes)
    outcomes = []
    for address_hash, reader in readers:
        outcomes.append(plan.add(address_hash, reader))
    # the plan was made on real rows, so a dry run tells what would happen
    if dry_run:
        return outcomes
    plan.write(database, connection)
    # behind the rows, in the same transaction: an opened address has its reader
    if again:
        open_addresses(database, connection, hashes)
        # readers who asked themselves: a list that an operator imports is no news to the operator
        joined = [(row["subscriber_id"], row["newsletter_id"]) for row in plan.new_choices]
        announce_joining(database, connection, joined, at=now)
    return outcomes


class EnrolmentPlan:
    """Knows what is stored of some readers, and collects the rows to write."""

    def __init__(self, *, again: bool, now: datetime) -> None:
        self.again = again
        self.now = now
        self.people: dict[str, tuple[str, SubscriberState]] = {}
        """(id, state) by the keyed hash of the address."""
        self.has_left: dict[tuple[str, str], bool] = {}
        """By (subscriber, newsletter), for each newsletter that was ever chosen."""
        self.closed: frozenset[str] = frozenset()
        self.new_people: list[dict[str, Any]] = []
        self.new_choices: list[dict[str, Any]] = []
        self.returned: dict[str, Subscriber] = {}

    def read(self, database: Database, connection: Connection, hashes: Sequence[str]) -> None:
        """Read what the database knows of these addresses."""
        known = select(subscribers.c.id, subscribers.c.address_hash, subscribers.c.state)
        these = database.one_of(subscribers.c.address_hash, hashes)
        for person in connection.execute(known.where(these)):
            self.people[person.address_hash] = (person.id, person.state)
        ids = [subscriber_id for subscriber_id, _ in self.people.values()]
        chosen = database.one_of(subscriptions.c.subscriber_id, ids)
        for choice in connection.execute(select(subscriptions).where(chosen)):
            key = (choice.subscriber_id, choice.newsletter_id)
            self.has_left[key] = choice.left_at is not None
        # a reader who asks anew is taken back, whatever closed the address
        if not self.again:
            self.closed = closed_addresses(database, connection, hashes)

    def add(self, address_hash: str, reader: Subscriber) -> Enrolment:
        """Decide what becomes of one reader."""
        # first of all: a closed address outweighs every other knowledge
        if address_hash in self.closed:
            return Enrolment.SUPPRESSED
        person = self.people.get(address_hash)
        if person is None:
            # remembered, so that a second line of the same chunk finds the first
            self.people[address_hash] = (reader.id, reader.state)
            self.new_people.append(subscriber_row(address_hash, reader, self.now))
            self._choose_all(reader.id, reader)
            return Enrolment.NEW
        subscriber_id, state = person
        if self.again:
            self.returned[subscriber_id] = reader
        elif state is SubscriberState.LEFT:
            return Enrolment.LEFT_BEFORE
        elif state is SubscriberState.SUPPRESSED:
            return Enrolment.SUPPRESSED
        return self._choose_all(subscriber_id, reader)

    def write(self, database: Database, connection: Connection) -> None:
        """Write all decisions."""
        # people before choices: a choice refers to its person
        if self.new_people:
            connection.execute(insert(subscribers), self.new_people)
        for subscriber_id, reader in self.returned.items():
            anew = {"state": reader.state, **_consent_columns(reader.consent)}
            this = subscribers.c.id == subscriber_id
            connection.execute(update(subscribers).where(this).values(anew))
        if self.new_choices:
            statement = database.insert(subscriptions)
            joined_again = {}
            for name in ("joined", "left_at", "left_how", "left_reason"):
                joined_again[name] = statement.excluded[name]
            connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["subscriber_id", "newsletter_id"], set_=joined_again
                ),
                self.new_choices,
            )

    def _choose_all(self, subscriber_id: str, reader: Subscriber) -> Enrolment:
        outcomes = set()
        for newsletter_id in reader.newsletters:
            outcomes.add(self._choose(subscriber_id, newsletter_id, reader))
        # one answer for several newsletters: the outcome that an operator must know first
        for outcome in MOST_TELLING:
            if outcome in outcomes:
                return outcome
        return Enrolment.ALREADY

    def _choose(self, subscriber_id: str, newsletter_id: str, reader: Subscriber) -> Enrolment:
        left = self.has_left.get((subscriber_id, newsletter_id))
        # False: chosen and not left; None: never chosen
        if left is False:
            return Enrolment.ALREADY
        if left and not self.again:
            return Enrolment.LEFT_BEFORE
        self.has_left[subscriber_id, newsletter_id] = False
        choice = {
            "subscriber_id": subscriber_id,
            "newsletter_id": newsletter_id,
            "joined": reader.consent.at if reader.consent else self.now,
            "left_at": None,
            "left_how": "",
            "left_reason": "",
        }
        self.new_choices.append(choice)
        return Enrolment.JOINED


def subscriber_row(address_hash: str, reader: Subscriber, now: datetime) -> dict[str, Any]:
    """Make the row of a new subscriber."""
    email = normal_address(reader.email)
    return {
        "id": reader.id,
        "email": email,
        "address_hash": address_hash,
        "domain": email.rpartition("@")[2],
        "name": reader.name,
        "state": reader.state,
        **_consent_columns(reader.consent),
        # an import keeps the day on which a reader came
        "created": reader.created or now,
        "language": reader.language,
        "tier": reader.tier,
        "paused_until": reader.paused_until,
        "text_only": reader.text_only,
        "delivery_hour": reader.clock.hour,
        "timezone": reader.clock.timezone,
    }


def _consent_columns(consent: Consent | None) -> dict[str, Any]:
    if consent is None:
        return {"consent_at": None, "consent_source": "", "consent_wording": ""}
    return {
        "consent_at": consent.at,
        "consent_source": consent.source,
        "consent_wording": consent.wording,
    }
