"""BatchHandOver: the rows of one batch while one connection hands them over."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Protocol

from digest.config import Relay
from digest.deliver.blocking_calls import DaemonThreads
from digest.deliver.ledger_writer import LedgerWriter
from digest.deliver.work_queue import WorkQueue
from digest.errors import RelayError
from digest.models import Delivery, DeliveryState, Message, Outcome
from digest.protocols import HoldBack, Transport

MADE_AT_ONCE = 8
"""Messages that a thread makes before it hands them to the connection that wants them."""

MessageFor = Callable[[Sequence[Delivery]], Iterable[Message | Outcome]]
"""Makes the message of each row, or the Outcome of a row that must not or cannot be sent."""


class Sender(Protocol):
    """The parts of the sender that a batch uses."""

    stop: threading.Event
    makers: DaemonThreads
    queue: WorkQueue
    writer: LedgerWriter

    def lost_too_often(self, subscriber_id: str) -> bool:
        """Count a connection lost before the final dot; True when the message must not go again."""
        ...

    def with_retry(self, outcome: Outcome, row: Delivery) -> Outcome:
        """Give a deferral the time of its next try."""
        ...


@dataclass(slots=True, kw_only=True)
class BatchHandOver:
    """One batch. `ours` turns False when another sender holds one of its rows.

    Outcomes wait in `unstored` until the next write, which is before the next final dot.
    """

    sender: Sender
    relay: Relay
    rows: dict[str, Delivery]
    ours: bool = True
    marked: set[str] = field(default_factory=set)
    unstored: list[Outcome] = field(default_factory=list)

    async def run(self, made: Iterable[Message | Outcome], transport: Transport) -> None:
        """Hand the messages over and store every outcome; raises RelayError."""
        try:
            with contextlib.suppress(HoldBack):
                # HoldBack ends this batch alone: its other rows go back to the queue
                outcomes = transport.hand_over(self._messages(made), handing=self._handing)
                async for outcome in outcomes:
                    self._settle(outcome)
        except RelayError:
            self._requeue_marked()
            raise
        finally:
            await self.sender.writer.record(self._take_unstored())

    def untouched(self) -> list[Delivery]:
        """Return the rows that were never offered."""
        return [row for row in self.rows.values() if row.subscriber_id not in self.marked]

    async def _messages(self, made: Iterable[Message | Outcome]) -> AsyncIterator[Message]:
        """Yield messages; the next ones are made in a thread while these go."""
        iterator = iter(made)
        makers = self.sender.makers
        # one step ahead: the connection never waits for a message while it could hand one over
        following = makers.run(lambda: list(islice(iterator, MADE_AT_ONCE)))
        while True:
            items = await following
            if not items:
                return
            following = makers.run(lambda: list(islice(iterator, MADE_AT_ONCE)))
            for item in items:
                if isinstance(item, Message):
                    yield item
                else:
                    self._keep(item)

    def _keep(self, outcome: Outcome) -> None:
        """Keep an outcome for the next write, and let the queue adapt to it."""
        row = self.rows.pop(outcome.subscriber_id)
        stored = replace(self.sender.with_retry(outcome, row), claim=row.leased_by)
        self.unstored.append(stored)
        self.sender.queue.record_outcome(outcome, row.domain)

    def _handing(self, messages: Sequence[Message]) -> Callable[[], Awaitable[None]]:
        """Post the write that lets these messages go; see protocols.Handing."""
        if messages and self.marked.issuperset(message.subscriber_id for message in messages):
            return self._handing_again(messages)
        subscriber_ids = [message.subscriber_id for message in messages]
        # the outcomes are written even when these messages may not go
        may_go = not self.sender.stop.is_set() and self._providers_take(subscriber_ids)
        rows: list[Delivery] = []
        if may_go:
            rows = [self.rows[subscriber_id] for subscriber_id in subscriber_ids]
        write = self.sender.writer.post(self._take_unstored(), rows)

        async def stored() -> None:
            is_stored = await self.sender.writer.stored(write)
            # one foreign row is enough: the whole batch was claimed at one time
            self.ours = self.ours and write.ours
            if not (is_stored and may_go):
                raise HoldBack
            self.marked.update(subscriber_ids)

        return stored

    def _handing_again(self, messages: Sequence[Message]) -> Callable[[], Awaitable[None]]:
        """Look up the readers of messages that were announced before and waited since."""
        rows = [self.rows[message.subscriber_id] for message in messages]
        write = self.sender.writer.post(self._take_unstored(), waiting=rows)

        async def stored() -> None:
            # the messages stand in the ledger already: while the database is away they may end
            await self.sender.writer.stored(write)
            for subscriber_id in write.left:
                del self.rows[subscriber_id]
            if write.left:
                raise HoldBack

        return stored

    def _providers_take(self, subscriber_ids: Sequence[str]) -> bool:
        domains = {self.rows[subscriber_id].domain for subscriber_id in subscriber_ids}
        return all(self.sender.queue.may_still_go(domain) for domain in domains)

    def _settle(self, outcome: Outcome) -> None:
        is_queued = outcome.state is DeliveryState.QUEUED
        if outcome.subscriber_id not in self.rows:
            return  # the reader left while the message waited, and is settled
        if is_queued and outcome.subscriber_id not in self.marked:
            return  # never offered: goes back to the queue with the rows that were never made
        # code 0 stands for a line that broke, as no relay answers with it
        line_broke = outcome.reply is not None and outcome.reply.code == 0
        if is_queued and line_broke and self.sender.lost_too_often(outcome.subscriber_id):
            outcome = replace(outcome, state=DeliveryState.DEFERRED)
            is_queued = False
        self._keep(outcome)
        if line_broke:
            self.sender.queue.relay_failed(self.relay)
        elif not is_queued:
            self.sender.queue.relay_answered(self.relay)

    def _requeue_marked(self) -> None:
        """Queue again the announced messages: an unusable relay was offered none of these."""
        # sorted: two processes lock rows in one order
        for subscriber_id in sorted(self.marked.intersection(self.rows)):
            row = self.rows[subscriber_id]
            outcome = Outcome(
                issue_id=row.issue_id,
                subscriber_id=subscriber_id,
                state=DeliveryState.QUEUED,
                relay=self.relay.name,
            )
            self._keep(outcome)

    def _take_unstored(self) -> list[Outcome]:
        unstored, self.unstored = self.unstored, []
        return unstored
