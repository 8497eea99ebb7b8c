"""send_issue: each reader of an issue once, over several connections and relays.

The ledger is the truth: each hand-over is stored before it begins and as its reply comes.
"""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from digest.config import DeliverSettings, Relay
from digest.deliver.batch_hand_over import BatchHandOver, MessageFor
from digest.deliver.blocking_calls import DaemonThreads
from digest.deliver.ledger_writer import LedgerWriter, Recheck
from digest.deliver.metrics import RELAY_FAILURES, count_and_log
from digest.deliver.recovery import settle_crashes, worker_name
from digest.deliver.replies import retry_delay_s
from digest.deliver.row_supply import STOP_CHECK_S, RowSupply
from digest.deliver.shared_limits import SharedLimits
from digest.deliver.transports import open_transport as open_registered_transport
from digest.deliver.work_queue import RowBatch, WorkQueue
from digest.errors import DeliverError, RelayError
from digest.logs import get_logger
from digest.models import Delivery, DeliveryState, Outcome
from digest.protocols import Clock, Ledger, MxLookup, Transport

log = get_logger("deliver")

DRAIN_S = 8.0
"""After a stop, messages in flight may take this long to end; then the connections are broken."""

BREAK_S = 1.0
"""After that, all connections together have this long to store the outcomes they know."""

MAKER_THREADS = min(4, os.cpu_count() or 1)
"""Threads that make messages. Hashing and signing, most of the work, let other threads run; more
threads than cores would keep each other waiting."""

IDLE_S = 2.0
"""A connection without rows for so long hangs up, and connects again for the next rows."""

REQUEUES = 3
"""A message that lost its connection this often before its final dot waits for a later run."""

SECONDS_AN_HOUR = 3600

OpenTransport = Callable[[Relay], Transport]


@dataclass(frozen=True, slots=True, kw_only=True)
class SendReport:
    """The result of one run of the sender.

    `counts` are outcomes stored in this run. `swept` are the rows of dead senders: (queued again,
    called uncertain). `resent` are the readers whose uncertain message was put back. `alarms` are
    answers that accuse the sender, `relay_errors` the relays that could not be used. `finished` is
    False when this run gave up rows.
    """

    issue_id: str
    counts: Mapping[DeliveryState, int]
    swept: tuple[int, int]
    resent: tuple[str, ...] = ()
    alarms: tuple[str, ...] = ()
    relay_errors: tuple[RelayError, ...] = ()
    finished: bool = True
    stopped: bool = False
    elapsed_s: float = 0.0

    @property
    def accepted(self) -> int:
        """The number of messages that a relay took in this run."""
        return self.counts.get(DeliveryState.ACCEPTED, 0)


def send_issue(
    issue_id: str,
    *,
    ledger: Ledger,
    message_for: MessageFor,
    settings: DeliverSettings,
    clock: Clock,
    stop: threading.Event | None = None,
    on_progress: Callable[[Mapping[DeliveryState, int]], None] | None = None,
    on_outcome: Callable[[Outcome], None] | None = None,
    open_transport: OpenTransport = open_registered_transport,
    mx_lookup: MxLookup | None = None,
    shared_limits: SharedLimits | None = None,
    recheck: Recheck | None = None,
    worker: str = "",
) -> SendReport:
    """Hand over everything of an issue that is queued or due; return when no more can go now.

    May be run again at any time and by several processes at once: rows are leased, and a message
    that was handed over is never offered again. `message_for` is called in a thread, and its
    result is read one by one, by several threads, as messages can go; for a row that cannot or
    must not be sent (suppressed, erased, unusable address) it yields the Outcome. `recheck` is
    asked right before messages go, for subscribers who left since theirs was made. Deferred rows
    wait for a later run. Sends that get the same `shared_limits` keep every limit together. When
    `stop` is set, messages in flight end within ten seconds and the other rows are released.
    Raises DeliverError when no relay is configured, and StoreError when the database stays away.
    """
    if not settings.relays:
        raise DeliverError(
            "no relay is configured", hint="add one under deliver: relays: in digest.yaml"
        )
    sender = _Sender(
        issue_id=issue_id,
        settings=settings,
        message_for=message_for,
        clock=clock,
        # without an event of the caller this run cannot be stopped, and ends by itself
        stop=stop or threading.Event(),
        on_progress=on_progress,
        on_outcome=on_outcome,
        open_transport=open_transport,
        ledger=ledger,
        mx_lookup=mx_lookup,
        shared_limits=shared_limits,
        recheck=recheck,
        worker=worker or worker_name(),
    )
    return asyncio.run(sender.run())


@dataclass(kw_only=True)
class _Sender:
    issue_id: str
    settings: DeliverSettings
    message_for: MessageFor
    clock: Clock
    stop: threading.Event
    on_progress: Callable[[Mapping[DeliveryState, int]], None] | None
    on_outcome: Callable[[Outcome], None] | None
    open_transport: OpenTransport
    ledger: Ledger
    mx_lookup: MxLookup | None
    shared_limits: SharedLimits | None
    recheck: Recheck | None
    worker: str
    counts: dict[DeliveryState, int] = field(default_factory=dict)
    alarms: dict[str, None] = field(default_factory=dict)
    relay_errors: dict[str, RelayError] = field(default_factory=dict)
    requeues: dict[str, int] = field(default_factory=dict)
    transports: list[Transport] = field(default_factory=list)
    resent: list[str] = field(default_factory=list)
    failure: Exception | None = None

    async def run(self) -> SendReport:
        started_s = time.monotonic()
        # made here and not in the constructor: threads and queue belong to the running event loop
        self.makers = DaemonThreads(MAKER_THREADS, name="message-maker")
        self.queue = WorkQueue(
            settings=self.settings, mx_lookup=self.mx_lookup, shared_limits=self.shared_limits
        )
        self.writer = LedgerWriter(
            ledger=self.ledger,
            issue_id=self.issue_id,
            worker=self.worker,
            clock=self.clock,
            lease_s=self.settings.lease_s,
            on_stored=self._on_stored,
            recheck=self.recheck,
            stop=self.stop,
        )
        try:
            swept = self._settle_crashes()
            self.supply = self._open_supply()
            finished = await self._send()
        finally:
            self.queue.end()
            self.writer.close()
            self.makers.end()
        # raised only now, when every outcome that a connection knew is stored
        if self.failure is not None:
            raise self.failure
        return SendReport(
            issue_id=self.issue_id,
            counts=dict(self.counts),
            swept=swept,
            resent=tuple(self.resent),
            alarms=tuple(self.alarms),
            relay_errors=tuple(self.relay_errors.values()),
            finished=finished and not self.stop.is_set(),
            stopped=self.stop.is_set(),
            elapsed_s=time.monotonic() - started_s,
        )

    def _settle_crashes(self) -> tuple[int, int]:
        resend = self.settings.uncertain == "resend"
        swept, resent = settle_crashes(self.ledger, self.issue_id, resend=resend, now=self.clock())
        self.resent += resent
        return swept

    def _open_supply(self) -> RowSupply:
        return RowSupply(
            issue_id=self.issue_id,
            settings=self.settings,
            ledger=self.ledger,
            queue=self.queue,
            writer=self.writer,
            threads=self.makers,
            clock=self.clock,
            stop=self.stop,
            # one list: the report names those of the start and those of this run
            resent=self.resent,
        )

    async def _send(self) -> bool:
        connections: list[asyncio.Task[None]] = []
        for relay in self.settings.relays:
            for number in range(max(1, relay.connections)):
                connections.append(asyncio.create_task(self._connection(relay, number)))
        try:
            done = await self.supply.keep_supplied()
        except BaseException as first:
            # the connections end as after a stop of the operator, and store what they know
            self.stop.set()
            await self._wind_down_after(first, connections)
            raise
        await self._wind_down(connections)
        return done

    async def _wind_down_after(
        self, first: BaseException, connections: Iterable[asyncio.Task[None]]
    ) -> None:
        """Wind down after an error, which a second error must not hide."""
        try:
            await self._wind_down(connections)
        except Exception as error:
            # most often the same database that is away: the first error says since when
            first.add_note(f"while the connections ended: {error}")
            log.warning("wind_down_failed", issue=self.issue_id, error=str(error))

    async def _wind_down(self, connections: Iterable[asyncio.Task[None]]) -> None:
        """Let messages in flight end; after a stop break the connections that take too long.

        Then release the rows that were not offered.
        """
        self.queue.end()
        deadline_s: float | None = None
        alive = set(connections)
        while alive:
            _, alive = await asyncio.wait(alive, timeout=STOP_CHECK_S)
            # the time to drain counts from the stop, and a second stop does not prolong it
            if self.stop.is_set() and deadline_s is None:
                deadline_s = time.monotonic() + DRAIN_S
            if deadline_s is not None and time.monotonic() > deadline_s:
                await self._break(alive)
                break
        await self.writer.release(self.queue.take_returned())

    async def _break(self, connections: set[asyncio.Task[None]]) -> None:
        # an aborted conversation ends with an outcome, which its connection still stores
        for transport in self.transports:
            transport.abort()
        _, alive = await asyncio.wait(connections, timeout=BREAK_S)
        # a cancelled task still stores its outcomes, and may have to be cancelled there as well
        while alive:
            for task in alive:
                task.cancel()
            _, alive = await asyncio.wait(alive, timeout=STOP_CHECK_S)

    # ---- the connections -----------------------------------------------------------------------

    async def _connection(self, relay: Relay, number: int) -> None:
        transport = self.open_transport(relay)
        self.transports.append(transport)
        try:
            while not self.queue.ended:
                batch = await self.queue.take(relay, number, patience_s=IDLE_S)
                if batch is None:
                    await transport.close()
                    self.queue.hung_up(relay, number)
                else:
                    await self._hand_over(batch, relay, transport)
        except Exception as error:  # run() raises it when all connections have ended
            self.failure = self.failure or error
            self.stop.set()
            self.queue.end()
        finally:
            await transport.close()
            self.queue.hung_up(relay, number)

    async def _hand_over(self, batch: RowBatch, relay: Relay, transport: Transport) -> None:
        rows = {row.subscriber_id: row for row in batch.rows}
        hand_over = BatchHandOver(sender=self, relay=relay, rows=rows)
        self.writer.busy_connections += 1
        try:
            # messages are made right before they are offered: a reader may have left by now
            made = await self.writer.retried(lambda: self.message_for(batch.rows))
            await hand_over.run(made, transport)
        except RelayError as error:
            self._note_unusable(relay, error)
        finally:
            self.writer.busy_connections -= 1
            # rows of a claim that ran out belong to another process by now
            if hand_over.ours:
                self.queue.put_back(hand_over.untouched())
            else:
                self.queue.return_to_ledger(hand_over.untouched())
            self.queue.finish(batch)

    def _note_unusable(self, relay: Relay, error: RelayError) -> None:
        # a relay that cannot be used ends no run: the other relays go on
        log.warning("relay_unusable", relay=relay.name, error=str(error), hint=error.hint)
        self.relay_errors[relay.name] = error
        RELAY_FAILURES.labels(relay=relay.name).inc()
        self.queue.relay_failed(relay)

    # ---- outcomes ------------------------------------------------------------------------------

    def lost_too_often(self, subscriber_id: str) -> bool:
        """Count a connection lost before the final dot; return True when it must not go again."""
        count = self.requeues.get(subscriber_id, 0) + 1
        self.requeues[subscriber_id] = count
        return count >= REQUEUES

    def with_retry(self, outcome: Outcome, row: Delivery) -> Outcome:
        """Give a deferral its next time, or make it a refusal when it was tried for long enough."""
        # a relay that names a time itself is obeyed
        if outcome.state is not DeliveryState.DEFERRED or outcome.retry_at is not None:
            return outcome
        delay_s = retry_delay_s(
            row.attempts + 1,
            first_s=self.settings.first_retry_s,
            max_attempts=self.settings.max_attempts,
            give_up_after_s=self.settings.give_up_after_h * SECONDS_AN_HOUR,
            seed=f"{row.issue_id}\0{row.subscriber_id}",
        )
        # the last try is over: a deferral becomes a refusal
        if delay_s is None:
            return replace(outcome, state=DeliveryState.REFUSED)
        return replace(outcome, retry_at=self.clock() + timedelta(seconds=delay_s))

    def _on_stored(self, outcomes: Sequence[Outcome]) -> None:
        count_and_log(outcomes)
        for outcome in outcomes:
            self.counts[outcome.state] = self.counts.get(outcome.state, 0) + 1
            if outcome.alarm:
                # a dictionary keeps the order and names each alarm once
                self.alarms[outcome.alarm] = None
            if self.on_outcome:
                self.on_outcome(outcome)
        if self.on_progress:
            self.on_progress(dict(self.counts))
