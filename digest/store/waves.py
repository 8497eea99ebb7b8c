"""Waves in the store: the clocks of an audience, late joiners, and the balance of each wave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update

from digest.models import DeliveryState, IssueState, ReaderClock, Segment, Wave, WaveBalance
from digest.store.audience import may_be_mailed, reads
from digest.store.database import Database
from digest.store.queued_rows import queue_rows
from digest.store.schema import deliveries, issues, subscribers, subscriptions

ON_ITS_WAY = (IssueState.APPROVED, IssueState.SENDING)
"""An issue in one of these states may still get readers."""


@dataclass(frozen=True, slots=True)
class SqlWaves:
    """Waves of one database. Each method is documented in `protocols.WaveStorage`."""

    database: Database

    def clocks(
        self, newsletter_id: str, *, now: datetime, segment: Segment | None = None
    ) -> Mapping[ReaderClock, int]:
        """Count the readers of a newsletter by the clock that they chose."""
        hour, zone = subscribers.c.delivery_hour, subscribers.c.timezone
        query = (
            select(hour, zone, func.count())
            .join(subscriptions, reads(newsletter_id))
            .where(may_be_mailed(now, segment=segment))
            .group_by(hour, zone)
        )
        with self.database.read() as connection:
            rows = connection.execute(query).all()
        counts = {}
        for chosen, timezone, readers in rows:
            counts[ReaderClock(hour=chosen, timezone=timezone)] = readers
        return counts

    def queue_late(
        self,
        issue_id: str,
        newsletter_id: str,
        waves: Sequence[Wave],
        *,
        now: datetime,
        segment: Segment | None = None,
        only_waves: bool = False,
        reader_id: str = "",
    ) -> int:
        """Queue an issue for readers who joined since its approval; return how many."""
        this = issues.c.id == issue_id
        with self.database.write() as connection:
            # locked: the issue must not be called sent between this look and the new rows
            query = select(issues.c.approved).where(this, issues.c.state.in_(ON_ITS_WAY))
            approved = connection.execute(query.with_for_update()).scalar()
            if approved is None:
                return 0
            joined = (
                select(subscribers.c.id.label("value"))
                .join(subscriptions, reads(newsletter_id))
                .where(
                    # readers of the approval have their row; "later" keeps them from a second
                    subscriptions.c.joined > approved,
                    may_be_mailed(now, segment=segment),
                )
            )
            if reader_id:
                joined = joined.where(subscribers.c.id == reader_id)
            added = queue_rows(
                self.database,
                connection,
                issue_id,
                joined,
                now,
                waves=waves,
                only_waves=only_waves,
            )
            # the number of readers and the rows change together, so that the audit balances
            if added:
                counted = {"selected": issues.c.selected + added}
                connection.execute(update(issues).where(this).values(counted))
        return added

    def balances(self, issue_id: str) -> tuple[WaveBalance, ...]:
        """Count the rows of each wave of an issue by state, the earliest wave first."""
        wave, state = deliveries.c.wave, deliveries.c.state
        query = (
            select(wave, state, func.count())
            .where(deliveries.c.issue_id == issue_id, wave.is_not(None))
            .group_by(wave, state)
            .order_by(wave)
        )
        counts: dict[datetime, dict[DeliveryState, int]] = {}
        with self.database.read() as connection:
            for at, in_state, readers in connection.execute(query):
                counts.setdefault(at, {})[in_state] = readers
        balances = []
        for at, by_state in counts.items():
            balances.append(WaveBalance(at=at, by_state=by_state))
        return tuple(balances)
