"""Outbox: facts for other programs, written in the transaction of the fact, posted later.

The table of webhooks lists the facts that each webhook wants, so that a process without the YAML
files writes the messages as well. A message holds ids, and never an address.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, func, insert, or_, select, update

from digest.models import Fact, FactKind, WebhookBacklog, WebhookMessage
from digest.store.database import Database
from digest.store.schema import subscribers, webhook_messages, webhooks

ID_CHARACTERS = 32
"""128 bits: no two facts share an id."""

ERROR_CHARACTERS = 300
"""The beginning of a reply says why the message was not taken."""

COMPLAINT = "complaint"
"""So begins the reason of an address that a complaint closed; every other is a bounce."""

message = webhook_messages.c


def announce(database: Database, connection: Connection, facts: Sequence[Fact]) -> None:
    """Write a message for each webhook that wants a fact, in the transaction of the fact."""
    if not facts:
        return
    # a newsroom without webhooks pays for one look into an empty table
    rows = []
    for webhook in connection.execute(select(webhooks)):
        for fact in facts:
            if fact.kind in webhook.kinds:
                rows.append(_message_row(webhook.name, fact))
    if rows:
        # the same fact again, such as an issue that was sent to its last readers: one message
        statement = database.insert(webhook_messages).on_conflict_do_nothing()
        connection.execute(statement, rows)


def announce_leaving(
    database: Database,
    connection: Connection,
    subscriber_id: str,
    newsletters: Sequence[str],
    *,
    at: datetime,
    how: str,
) -> None:
    """Tell that a reader left some newsletters."""
    facts = []
    for newsletter_id in newsletters:
        facts.append(
            Fact(
                kind=FactKind.READER_LEFT,
                at=at,
                subscriber_id=subscriber_id,
                newsletter_id=newsletter_id,
                how=how,
            )
        )
    announce(database, connection, facts)


def announce_joining(
    database: Database,
    connection: Connection,
    choices: Iterable[tuple[str, str]],
    *,
    at: datetime,
) -> None:
    """Tell that readers joined, each given with the newsletter."""
    facts = []
    for subscriber_id, newsletter_id in choices:
        facts.append(
            Fact(
                kind=FactKind.READER_JOINED,
                at=at,
                subscriber_id=subscriber_id,
                newsletter_id=newsletter_id,
            )
        )
    announce(database, connection, facts)


def announce_closing(
    database: Database, connection: Connection, hashed: str, *, reason: str, at: datetime
) -> None:
    """Tell that an address of a reader was closed by a bounce or a complaint."""
    # by the words that the record of closed addresses keeps: no second judge of kinds
    kind = FactKind.READER_BOUNCED
    if reason.startswith(COMPLAINT):
        kind = FactKind.READER_COMPLAINED
    # an address without a reader is no fact about a reader
    person = select(subscribers.c.id).where(subscribers.c.address_hash == hashed)
    facts = []
    for subscriber_id in connection.execute(person).scalars().all():
        facts.append(Fact(kind=kind, at=at, subscriber_id=subscriber_id, how=reason))
    announce(database, connection, facts)


@dataclass(frozen=True, slots=True)
class SqlOutbox:
    """The outbox of one database. Each method is documented in `protocols.Outbox`."""

    database: Database

    def register(self, wanted: Mapping[str, Sequence[FactKind]]) -> None:
        """Set the webhooks, and forget the messages of those that are gone."""
        rows = []
        for name, kinds in wanted.items():
            rows.append({"name": name, "kinds": tuple([kind.value for kind in kinds])})
        with self.database.write() as connection:
            # two processes may start at once: the later one sets all
            self.database.take_turns(connection, "webhooks")
            connection.execute(delete(webhooks))
            if rows:
                connection.execute(insert(webhooks), rows)
            known = self.database.one_of(message.webhook, wanted)
            connection.execute(delete(webhook_messages).where(~known))

    def claim(
        self, webhook: str, *, now: datetime, lease_s: float, limit: int
    ) -> tuple[WebhookMessage, ...]:
        """Take the messages that are due, the oldest fact first; no other process gets them."""
        free = or_(message.leased_until.is_(None), message.leased_until <= now)
        due = and_(message.webhook == webhook, message.dead.is_(False), message.due <= now, free)
        query = select(webhook_messages).where(due).order_by(message.at, message.id).limit(limit)
        # looked for every few seconds, and mostly in vain: a look must not wait for a writer
        with self.database.read() as connection:
            if connection.execute(query.limit(1)).first() is None:
                return ()
        with self.database.write() as connection:
            # in turn: two processes would read the same rows before either marks them
            self.database.take_turns(connection, f"webhook:{webhook}")
            rows = connection.execute(query).all()
            taken = self.database.one_of(message.id, [row.id for row in rows])
            until = {"leased_until": now + timedelta(seconds=lease_s)}
            connection.execute(update(webhook_messages).where(taken).values(until))
        return tuple([_message(row) for row in rows])

    def told(self, message_id: str) -> None:
        """Delete a message that was taken."""
        with self.database.write() as connection:
            connection.execute(delete(webhook_messages).where(message.id == message_id))

    def failed(self, message_id: str, *, error: str, due: datetime | None) -> None:
        """Count a failed attempt; None for `due` gives the message up."""
        changes: dict[str, Any] = {
            "attempts": message.attempts + 1,
            "leased_until": None,
            "last_error": error.replace("\0", "")[:ERROR_CHARACTERS],
        }
        # a dead message stays for an operator to see, and to revive
        if due is None:
            changes["dead"] = True
        else:
            changes["due"] = due
        self._change(message.id == message_id, changes)

    def release(self, message_ids: Sequence[str]) -> None:
        """Give back messages that were claimed and not tried."""
        if message_ids:
            self._change(self.database.one_of(message.id, message_ids), {"leased_until": None})

    def revive(self, webhook: str, *, now: datetime) -> int:
        """Make the messages due now that were given up or that wait; return how many."""
        changes = {"dead": False, "due": now}
        return self._change(message.webhook == webhook, changes)

    def forget_dead(self, *, before: datetime) -> int:
        """Delete the messages of earlier facts that were given up."""
        old = and_(message.dead.is_(True), message.at < before)
        with self.database.write() as connection:
            return connection.execute(delete(webhook_messages).where(old)).rowcount

    def backlog(self) -> tuple[WebhookBacklog, ...]:
        """Count the messages of each webhook, by its name."""
        waiting = message.dead.is_(False)
        query = (
            select(
                webhooks.c.name.label("webhook"),
                func.count(message.id).filter(waiting).label("waiting"),
                func.min(message.at).filter(waiting).label("oldest"),
                func.count(message.id).filter(message.dead).label("dead"),
                func.coalesce(func.max(message.last_error), "").label("last_error"),
            )
            .select_from(webhooks.outerjoin(webhook_messages, message.webhook == webhooks.c.name))
            .group_by(webhooks.c.name)
            .order_by(webhooks.c.name)
        )
        with self.database.read() as connection:
            rows = connection.execute(query).all()
        return tuple([WebhookBacklog(**row._mapping) for row in rows])

    def _change(self, which: Any, changes: Mapping[str, Any]) -> int:
        with self.database.write() as connection:
            changed = connection.execute(update(webhook_messages).where(which).values(**changes))
            return changed.rowcount


def _message_row(webhook: str, fact: Fact) -> dict[str, Any]:
    # an issue is sent once; a reader may join and leave again and again
    moment = "" if fact.issue_id else fact.at.isoformat()
    parts = (webhook, fact.kind, fact.issue_id, fact.subscriber_id, fact.newsletter_id, moment)
    digest = sha256("\n".join(parts).encode()).hexdigest()
    return {
        "id": f"msg_{digest[:ID_CHARACTERS]}",
        "webhook": webhook,
        "kind": fact.kind,
        "at": fact.at,
        "issue_id": fact.issue_id,
        "subscriber_id": fact.subscriber_id,
        "newsletter_id": fact.newsletter_id,
        "how": fact.how,
        "attempts": 0,
        "due": fact.at,
        "leased_until": None,
        "last_error": "",
        "dead": False,
    }


def _message(row: Row[Any]) -> WebhookMessage:
    fact = Fact(
        kind=row.kind,
        at=row.at,
        issue_id=row.issue_id,
        subscriber_id=row.subscriber_id,
        newsletter_id=row.newsletter_id,
        how=row.how,
    )
    return WebhookMessage(id=row.id, webhook=row.webhook, fact=fact, attempts=row.attempts)
