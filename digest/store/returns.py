"""Returns: what came back for whom, and the suppressions that follow at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, exists, func, literal, select, update

from digest.models import DeliveryState, Reply, Return, ReturnKind, SubscriberState
from digest.store.database import Database
from digest.store.schema import deliveries, issues, returns, subscribers, suppressions

AT_ONCE = (ReturnKind.COMPLAINT, ReturnKind.HARD)
"""One of these is enough; the first is named where both came."""

TEXT_CHARACTERS = 500


@dataclass(frozen=True, slots=True)
class SqlReturns:
    database: Database

    def record(self, returned: Iterable[Return]) -> frozenset[str]:
        told = list(returned)
        if not told:
            return frozenset()
        with self.database.write() as connection:
            known = select(subscribers.c.id).where(
                self.database.one_of(subscribers.c.id, {one.subscriber_id for one in told})
            )
            people = set(
                connection.execute(known.with_for_update(read=True, key_share=True)).scalars()
            )
            # who was erased leaves no trace: their address is suppressed already
            new = [
                one for one in told if one.subscriber_id in people and self._keep(connection, one)
            ]
            return frozenset(
                one.subscriber_id
                for kind in AT_ONCE
                for one in new
                if one.kind is kind and self._suppress(connection, one)
            )

    def of_reader(self, subscriber_id: str, *, since: datetime) -> tuple[Return, ...]:
        theirs = and_(returns.c.subscriber_id == subscriber_id, returns.c.at >= since)
        query = select(returns).where(theirs).order_by(returns.c.at, returns.c.issue_id)
        with self.database.read() as connection:
            return tuple(
                Return(
                    issue_id=row.issue_id,
                    subscriber_id=row.subscriber_id,
                    kind=row.kind,
                    at=row.at,
                    reply=Reply(
                        code=row.reply_code, enhanced=row.reply_enhanced, text=row.reply_text
                    ),
                )
                for row in connection.execute(query)
            )

    def arrived(self, subscriber_id: str, *, since: datetime, until: datetime) -> datetime | None:
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
        with self.database.read() as connection:
            latest: datetime | None = connection.execute(
                select(func.max(deliveries.c.updated)).where(accepted, ~came_back)
            ).scalar()
        return latest

    def issues_of(self, subscriber_id: str) -> tuple[str, ...]:
        approved = select(issues.c.id).where(issues.c.approved.is_not(None))
        theirs = and_(
            deliveries.c.issue_id.in_(approved), deliveries.c.subscriber_id == subscriber_id
        )
        query = select(deliveries.c.issue_id).join(issues, issues.c.id == deliveries.c.issue_id)
        with self.database.read() as connection:
            return tuple(
                connection.execute(query.where(theirs).order_by(issues.c.slot.desc())).scalars()
            )

    def _keep(self, connection: Connection, one: Return) -> bool:
        """True when nothing of that kind had come back of this message."""
        reply = one.reply or Reply(code=0)
        row: dict[str, Any] = {
            "subscriber_id": one.subscriber_id,
            "issue_id": one.issue_id,
            "kind": one.kind,
            "at": one.at,
            "reply_code": reply.code,
            "reply_enhanced": reply.enhanced,
            "reply_text": reply.text.replace("\0", "")[:TEXT_CHARACTERS],
        }
        return bool(
            connection.execute(
                self.database.insert(returns).values(row).on_conflict_do_nothing()
            ).rowcount
        )

    def _suppress(self, connection: Connection, one: Return) -> bool:
        """True when the address was not suppressed before. The reason outlives the person, so it carries no reply."""
        person = subscribers.c.id == one.subscriber_id
        code = one.reply.enhanced if one.reply and one.kind is ReturnKind.HARD else ""
        reason = " ".join(part for part in (_REASONS[one.kind], code, f"to {one.issue_id}") if part)
        row = select(
            subscribers.c.address_hash, literal(reason), literal(one.at, suppressions.c.since.type)
        )
        into = self.database.insert(suppressions).from_select(
            ["address_hash", "reason", "since"], row.where(person)
        )
        new = connection.execute(into.on_conflict_do_nothing()).rowcount
        connection.execute(
            update(subscribers).where(person).values(state=SubscriberState.SUPPRESSED)
        )
        return bool(new)


_REASONS = {ReturnKind.COMPLAINT: "complaint", ReturnKind.HARD: "hard bounce"}
