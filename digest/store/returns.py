"""Returns: what came back of which message, and the addresses that are then closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, exists, func, select

from digest.models import DeliveryState, Reply, Return, ReturnKind
from digest.store.database import Database
from digest.store.outbox import announce_closing
from digest.store.schema import deliveries, issues, post_proofs, returns, subscribers
from digest.store.suppression import close_address

AT_ONCE = {ReturnKind.COMPLAINT: "complaint", ReturnKind.HARD: "hard bounce"}
"""One return of such a kind closes an address. Where both came, the first kind is the reason."""

TEXT_CHARACTERS = 500
"""Longer replies are cut: the beginning says why the message came back."""


@dataclass(frozen=True, slots=True)
class SqlReturns:
    """The returns of one database. Each method is documented in `protocols.Returns`."""

    database: Database

    def record(self, returned: Iterable[Return]) -> frozenset[str]:
        """Store returns and close addresses; return the readers whose address was open till now."""
        incoming = list(returned)
        if not incoming:
            return frozenset()
        closed: set[str] = set()
        with self.database.write() as connection:
            # an erased person leaves no trace, and that address is closed already
            hashes = self._address_hashes(connection, incoming)
            stored = []
            for entry in incoming:
                if entry.subscriber_id in hashes and self._store(connection, entry):
                    stored.append(entry)
            # complaints first: of two reasons the graver one is kept
            for kind in AT_ONCE:
                for entry in stored:
                    if entry.kind is kind and self._close(connection, entry, hashes):
                        closed.add(entry.subscriber_id)
        return frozenset(closed)

    def of_reader(self, subscriber_id: str, *, since: datetime) -> tuple[Return, ...]:
        """List what came back of the reader's messages, oldest first."""
        own = and_(returns.c.subscriber_id == subscriber_id, returns.c.at >= since)
        query = select(returns).where(own).order_by(returns.c.at, returns.c.issue_id)
        with self.database.read() as connection:
            return tuple([_return(row) for row in connection.execute(query)])

    def arrived(self, subscriber_id: str, *, since: datetime, until: datetime) -> datetime | None:
        """Find when the latest message was accepted that did not come back."""
        # by issue, so that the ledger's own key finds the rows
        lately = select(issues.c.id).where(
            issues.c.approved.is_not(None), issues.c.approved <= until
        )
        accepted = and_(
            deliveries.c.issue_id.in_(lately),
            deliveries.c.subscriber_id == subscriber_id,
            deliveries.c.state == DeliveryState.ACCEPTED,
            deliveries.c.updated >= since,
            deliveries.c.updated <= until,
        )
        came_back = exists().where(
            returns.c.subscriber_id == subscriber_id, returns.c.issue_id == deliveries.c.issue_id
        )
        query = select(func.max(deliveries.c.updated)).where(accepted, ~came_back)
        with self.database.read() as connection:
            latest: datetime | None = connection.execute(query).scalar()
        return latest

    def issues_of(self, subscriber_id: str) -> tuple[str, ...]:
        """List the issues that have a ledger row of this reader, newest first."""
        # a draft has no rows that a reader could have got
        approved = select(issues.c.id).where(issues.c.approved.is_not(None))
        own = and_(deliveries.c.issue_id.in_(approved), deliveries.c.subscriber_id == subscriber_id)
        query = (
            select(deliveries.c.issue_id)
            .join(issues, issues.c.id == deliveries.c.issue_id)
            .where(own)
            .order_by(issues.c.slot.desc(), issues.c.approved.desc())
        )
        with self.database.read() as connection:
            return tuple(connection.execute(query).scalars())

    def _address_hashes(
        self, connection: Connection, incoming: Iterable[Return]
    ) -> Mapping[str, str]:
        """Read the keyed hash of each reader's address, and lock the readers' rows."""
        ids = {entry.subscriber_id for entry in incoming}
        these = self.database.one_of(subscribers.c.id, ids)
        query = select(subscribers.c.id, subscribers.c.address_hash).where(these)
        # locked against an erasure that runs at the same time
        rows = connection.execute(query.with_for_update(read=True, key_share=True))
        return {row.id: row.address_hash for row in rows}

    def bind_proof(self, proof: str, body: bytes, *, now: datetime) -> bool:
        """Bind a proof to the body of its first post; tell whether this is that body."""
        hashed = sha256(body).hexdigest()
        row = {"proof": sha256(proof.encode()).hexdigest(), "body_hash": hashed, "seen": now}
        with self.database.write() as connection:
            # the first of two posts at once binds it, whichever process takes them
            statement = self.database.insert(post_proofs).values(row)
            connection.execute(statement.on_conflict_do_nothing())
            bound = select(post_proofs.c.body_hash).where(post_proofs.c.proof == row["proof"])
            return bool(connection.execute(bound).scalar_one() == hashed)

    def knows_proof(self, proof: str) -> bool:
        """Tell whether a post with that proof was taken before."""
        hashed = sha256(proof.encode()).hexdigest()
        query = select(post_proofs.c.proof).where(post_proofs.c.proof == hashed)
        with self.database.read() as connection:
            return connection.execute(query).first() is not None

    def forget_proofs(self, *, before: datetime) -> int:
        """Delete the proofs that came earlier: their time is refused by now."""
        with self.database.write() as connection:
            old = delete(post_proofs).where(post_proofs.c.seen < before)
            return connection.execute(old).rowcount

    def hard_since(self, since: datetime) -> tuple[tuple[str, str], ...]:
        """List the hard returns since then."""
        query = select(returns.c.issue_id, returns.c.subscriber_id).where(
            returns.c.at >= since, returns.c.kind == ReturnKind.HARD
        )
        with self.database.read() as connection:
            rows = connection.execute(query).all()
        return tuple([(row.issue_id, row.subscriber_id) for row in rows])

    def counts(self, issue_id: str) -> Mapping[ReturnKind, int]:
        """Count what came back of the messages of an issue, by kind."""
        kind = returns.c.kind
        query = select(kind, func.count()).where(returns.c.issue_id == issue_id).group_by(kind)
        with self.database.read() as connection:
            return dict(iter(connection.execute(query).all()))

    def _store(self, connection: Connection, entry: Return) -> bool:
        """Store one return; tell whether it is the first of its kind of this message."""
        reply = entry.reply or Reply(code=0)
        row: dict[str, Any] = {
            "subscriber_id": entry.subscriber_id,
            "issue_id": entry.issue_id,
            "kind": entry.kind,
            "at": entry.at,
            "reply_code": reply.code,
            "reply_enhanced": reply.enhanced,
            "reply_text": reply.text.replace("\0", "")[:TEXT_CHARACTERS],
        }
        # the second report of a kind about one message changes nothing
        statement = self.database.insert(returns).values(row).on_conflict_do_nothing()
        return connection.execute(statement).rowcount == 1

    def _close(self, connection: Connection, entry: Return, hashes: Mapping[str, str]) -> bool:
        """Close the reader's address; tell whether it was open. The reason carries no reply."""
        words = [AT_ONCE[entry.kind]]
        # the code is the part of a bounce that an operator can look up
        if entry.kind is ReturnKind.HARD and entry.reply and entry.reply.enhanced:
            words.append(entry.reply.enhanced)
        words.append(f"to {entry.issue_id}")
        hashed, reason = hashes[entry.subscriber_id], " ".join(words)
        was_open = close_address(self.database, connection, hashed, reason=reason, now=entry.at)
        if was_open:
            announce_closing(self.database, connection, hashed, reason=reason, at=entry.at)
        return was_open


def _return(row: Row[Any]) -> Return:
    reply = Reply(code=row.reply_code, enhanced=row.reply_enhanced, text=row.reply_text)
    return Return(
        issue_id=row.issue_id,
        subscriber_id=row.subscriber_id,
        kind=row.kind,
        at=row.at,
        reply=reply,
    )
