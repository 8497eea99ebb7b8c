"""send_issue: every reader of an issue once, over several connections and relays, with the ledger as the truth."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import islice

from digest.config import DeliverSettings, Relay
from digest.deliver.blocking_calls import Threads
from digest.deliver.ledger_writer import Bookkeeper
from digest.deliver.metrics import RELAY_FAILURES, tell
from digest.deliver.recovery import settle_crashes, worker_name
from digest.deliver.replies import retry_delay_s
from digest.deliver.shaping import MxLookup
from digest.deliver.shared_limits import Traffic
from digest.deliver.smtp import HoldBack, SmtpTransport
from digest.deliver.work_queue import Board, Work
from digest.errors import DeliverError, RelayError
from digest.logs import get_logger
from digest.models import Delivery, DeliveryState, Message, Outcome
from digest.protocols import Clock, Ledger, Transport

log = get_logger("deliver")

DRAIN_S = 8.0
"""What is in flight may take this long to end after a stop; then the connections are broken."""

BREAK_S = 1.0
"""After that all together have this long to store what they know."""

LOOK_S = 0.05
"""A stop is seen after so long."""

MAKERS = min(4, os.cpu_count() or 1)
"""Threads that make messages: hashing and signing, most of the work, lets other threads run. More than there are cores
would only keep the others waiting."""

DOMAINS_A_CLAIM = 400

IDLE_S = 2.0
"""A connection that has nothing to do for so long hangs up, and connects again when it has."""

CLAIM_AGAIN_S = 0.1
"""The ledger is asked this often while it has no more rows and connections still work on theirs."""

REQUEUES = 3
"""A message whose connection was lost this often before its final dot waits for a later run."""

MADE_AT_ONCE = 8
"""Messages that a thread makes before it hands them to the connection that wants them."""

MessageFor = Callable[[Sequence[Delivery]], Iterable[Message | Outcome]]
OpenTransport = Callable[[Relay], Transport]


@dataclass(frozen=True, slots=True, kw_only=True)
class SendReport:
    """What one run of the sender did. `counts` are outcomes stored in this run; `alarms` name the sender's troubles,
    `relay_errors` the relays that could not be used. `finished` is False when rows are left that this run gave up."""

    issue_id: str
    counts: Mapping[DeliveryState, int]
    swept: tuple[int, int] = (0, 0)
    resent: tuple[str, ...] = ()
    alarms: tuple[str, ...] = ()
    relay_errors: tuple[RelayError, ...] = ()
    finished: bool = True
    stopped: bool = False
    elapsed_s: float = 0.0

    @property
    def accepted(self) -> int:
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
    open_transport: OpenTransport = SmtpTransport,
    mx_lookup: MxLookup | None = None,
    traffic: Traffic | None = None,
    worker: str = "",
) -> SendReport:
    """Hand over everything of an issue that is queued or due, and return when nothing is left that can go now.

    May be run again at any time and by several processes at once: rows are leased, and what was handed over is never
    offered again. `message_for` is called from a thread beside, and what it returns is read one by one, by several
    threads, as messages can go; for a row it cannot or must not send (suppressed, gone, unusable address) it returns
    the Outcome. Deferred rows wait for a later run. Sends that share a `traffic` keep every limit together. When `stop`
    is set, what is in flight ends within ten seconds and the rest is released.
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
        stop=stop or threading.Event(),
        on_progress=on_progress,
        on_outcome=on_outcome,
        open_transport=open_transport,
        ledger=ledger,
        mx_lookup=mx_lookup,
        traffic=traffic,
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
    traffic: Traffic | None
    worker: str
    counts: dict[DeliveryState, int] = field(default_factory=dict)
    alarms: dict[str, None] = field(default_factory=dict)
    relay_errors: dict[str, RelayError] = field(default_factory=dict)
    domains: frozenset[str] | None = None
    requeues: dict[str, int] = field(default_factory=dict)
    transports: list[Transport] = field(default_factory=list)
    failure: Exception | None = None

    async def run(self) -> SendReport:
        started = time.monotonic()
        self.makers = Threads(MAKERS, name="maker")
        self.board = Board(settings=self.settings, mx_lookup=self.mx_lookup, traffic=self.traffic)
        self.books = Bookkeeper(
            ledger=self.ledger,
            issue_id=self.issue_id,
            worker=self.worker,
            clock=self.clock,
            lease_s=self.settings.lease_s,
            on_stored=self._stored,
            stop=self.stop,
        )
        try:
            swept, resent = self._settle_crashes()
            finished = await self._send()
        finally:
            self.board.end()
            self.books.close()
            self.makers.end()
        if self.failure is not None:
            raise self.failure
        return SendReport(
            issue_id=self.issue_id,
            counts=dict(self.counts),
            swept=swept,
            resent=resent,
            alarms=tuple(self.alarms),
            relay_errors=tuple(self.relay_errors.values()),
            finished=finished and not self.stop.is_set(),
            stopped=self.stop.is_set(),
            elapsed_s=time.monotonic() - started,
        )

    def _settle_crashes(self) -> tuple[tuple[int, int], tuple[str, ...]]:
        return settle_crashes(
            self.ledger, self.issue_id, resend=self.settings.uncertain == "resend", now=self.clock()
        )

    async def _send(self) -> bool:
        connections = [
            asyncio.create_task(self._connection(relay, number))
            for relay in self.settings.relays
            for number in range(max(1, relay.connections))
        ]
        try:
            return await self._keep_supplied()
        except BaseException:
            self.stop.set()
            raise
        finally:
            await self._wind_down(connections)

    # ---- supply: claim, wait -----------------------------------------------------------------------------------

    async def _keep_supplied(self) -> bool:
        """Claim rows as the board runs low. True when nothing is left, False when this run gives up what is."""
        while not self.stop.is_set():
            await self.books.release(self.board.returned())
            if self.board.hopeless():
                return False
            wanted = self.board.wanted()
            idle = (
                self.board.idle()
            )  # before the claim: a row put back meanwhile is then seen in the next round
            claimed = await self._claim(wanted) if wanted else True
            if not claimed and idle:
                return not self.board.held_up()
            if claimed:
                await self.board.wait_for_change(0.005 if wanted else LOOK_S)
            else:
                await asyncio.sleep(CLAIM_AGAIN_S)
        return False

    async def _claim(self, wanted: int) -> bool:
        stuck = self.board.stuck_providers()
        if not stuck:
            return await self._claimed(wanted)
        if self.domains is None:
            self.domains = await self.books.patiently(self._waiting_domains)
        for domains in self._domains_without(stuck):
            if await self._claimed(wanted, domains):
                return True
        return False

    async def _claimed(self, wanted: int, domains: Sequence[str] = ()) -> bool:
        rows = await self.books.claim(wanted, domains)
        await self.makers.run(lambda: self.board.add(rows))  # may ask DNS
        return bool(rows)

    def _waiting_domains(self) -> frozenset[str]:
        waiting = (DeliveryState.QUEUED, DeliveryState.DEFERRED)
        return frozenset(row.domain for row in self.ledger.rows(self.issue_id, states=waiting))

    def _domains_without(self, stuck: frozenset[str]) -> Iterator[tuple[str, ...]]:
        """Domains of the issue whose provider is not stuck, some hundred at a time."""
        open_ones = sorted(
            domain for domain in self.domains or () if self.board.provider_of(domain) not in stuck
        )
        for at in range(0, len(open_ones), DOMAINS_A_CLAIM):
            yield tuple(open_ones[at : at + DOMAINS_A_CLAIM])

    async def _wind_down(self, connections: Iterable[asyncio.Task[None]]) -> None:
        """Let what is in flight end; after a stop break what takes too long. Release what was never offered."""
        self.board.end()
        deadline: float | None = None
        alive = set(connections)
        while alive:
            _, alive = await asyncio.wait(alive, timeout=LOOK_S)
            if self.stop.is_set() and deadline is None:
                deadline = time.monotonic() + DRAIN_S
            if deadline is not None and time.monotonic() > deadline:
                await self._break(alive)
                break
        await self.books.release(self.board.returned())

    async def _break(self, connections: set[asyncio.Task[None]]) -> None:
        for transport in self.transports:
            if isinstance(transport, SmtpTransport):
                transport.abort()
        _, alive = await asyncio.wait(connections, timeout=BREAK_S)
        while (
            alive
        ):  # a task ends when nothing that it waits for is left, one of which each round takes away
            for task in alive:
                task.cancel()
            _, alive = await asyncio.wait(alive, timeout=LOOK_S)

    # ---- the connections ---------------------------------------------------------------------------------------

    async def _connection(self, relay: Relay, number: int) -> None:
        transport = self.open_transport(relay)
        self.transports.append(transport)
        try:
            while not self.board.ended:
                work = await self.board.take(relay, number, patience_s=IDLE_S)
                if work is None:
                    await transport.close()
                else:
                    await self._do(work, relay, transport)
        except Exception as error:  # raised when all have ended
            self.failure = self.failure or error
            self.stop.set()
            self.board.end()
        finally:
            await transport.close()

    async def _do(self, work: Work, relay: Relay, transport: Transport) -> None:
        task = _Task(sender=self, relay=relay, rows={row.subscriber_id: row for row in work.rows})
        self.books.at_work += 1
        try:
            made = await self.books.patiently(lambda: self.message_for(work.rows))
            await task.hand_over(made, transport)
        finally:
            self.books.at_work -= 1
            give = self.board.put_back if task.ours else self.board.give_back
            give(task.untouched())
            self.board.done(work)

    def lost_too_often(self, subscriber_id: str) -> bool:
        """Handed, but surely not taken: back to the queue, unless it keeps breaking connections."""
        seen = self.requeues[subscriber_id] = self.requeues.get(subscriber_id, 0) + 1
        return seen >= REQUEUES

    def with_retry(self, outcome: Outcome, row: Delivery) -> Outcome:
        """A deferral gets its next time, or becomes a refusal when it has been tried for long enough."""
        if outcome.state is not DeliveryState.DEFERRED or outcome.retry_at is not None:
            return outcome
        delay_s = retry_delay_s(
            row.attempts + 1,
            first_s=self.settings.first_retry_s,
            max_attempts=self.settings.max_attempts,
            give_up_after_s=self.settings.give_up_after_h * 3600,
            seed=f"{row.issue_id}\0{row.subscriber_id}",
        )
        if delay_s is None:
            return replace(outcome, state=DeliveryState.REFUSED)
        return replace(outcome, retry_at=self.clock() + timedelta(seconds=delay_s))

    def _stored(self, outcomes: Sequence[Outcome]) -> None:
        tell(outcomes)
        for outcome in outcomes:
            self.counts[outcome.state] = self.counts.get(outcome.state, 0) + 1
            if outcome.alarm:
                self.alarms[outcome.alarm] = None
            if self.on_outcome:
                self.on_outcome(outcome)
        if self.on_progress:
            self.on_progress(dict(self.counts))


@dataclass(slots=True, kw_only=True)
class _Task:
    """The rows of one piece of work while one connection hands them over. Outcomes wait in `known` until the next
    write, which is before the next final dot."""

    sender: _Sender
    relay: Relay
    rows: dict[str, Delivery]
    ours: bool = True
    marked: set[str] = field(default_factory=set)
    known: list[Outcome] = field(default_factory=list)

    async def hand_over(self, made: Iterable[Message | Outcome], transport: Transport) -> None:
        try:
            async for outcome in transport.hand_over(self._messages(made), handing=self._handing):
                self._settle(outcome)
        except RelayError as error:
            log.warning("relay_unusable", relay=self.relay.name, error=str(error), hint=error.hint)
            self.sender.relay_errors[self.relay.name] = error
            RELAY_FAILURES.labels(relay=self.relay.name).inc()
            self.sender.board.relay_failed(self.relay)
        finally:
            await self.sender.books.record(self._take_known())

    def untouched(self) -> list[Delivery]:
        """Rows that were never offered."""
        return [row for row in self.rows.values() if row.subscriber_id not in self.marked]

    async def _messages(self, made: Iterable[Message | Outcome]) -> AsyncIterator[Message]:
        """The next are made while some go."""
        waiting, makers = iter(made), self.sender.makers
        following = makers.run(lambda: list(islice(waiting, MADE_AT_ONCE)))
        while some := await following:
            following = makers.run(lambda: list(islice(waiting, MADE_AT_ONCE)))
            for one in some:
                if isinstance(one, Message):
                    yield one
                else:
                    self._take_in(one)

    def _take_in(self, outcome: Outcome) -> None:
        """Keep an outcome for the next write, and let the board learn from it."""
        row = self.rows.pop(outcome.subscriber_id)
        self.known.append(self.sender.with_retry(outcome, row))
        self.sender.board.learn(outcome, row.domain)

    def _handing(self, about_to_go: Sequence[Message]) -> Callable[[], Awaitable[None]]:
        ids = [message.subscriber_id for message in about_to_go]
        stopped = self.sender.stop.is_set() or not all(
            map(self.sender.board.may_still_go, self._domains(ids))
        )
        entry = self.sender.books.post(self._take_known(), () if stopped else ids)

        async def stored() -> None:
            may_go = await self.sender.books.stored(entry) and not stopped
            self.ours = self.ours and entry.ours
            if not may_go:
                raise HoldBack
            self.marked.update(ids)

        return stored

    def _domains(self, subscriber_ids: Sequence[str]) -> set[str]:
        return {self.rows[subscriber_id].domain for subscriber_id in subscriber_ids}

    def _settle(self, outcome: Outcome) -> None:
        lost = outcome.reply is not None and outcome.reply.code == 0
        if outcome.state is DeliveryState.QUEUED and outcome.subscriber_id not in self.marked:
            return  # never offered: goes back to the board with what was never made
        if (
            outcome.state is DeliveryState.QUEUED
            and lost
            and self.sender.lost_too_often(outcome.subscriber_id)
        ):
            outcome = replace(outcome, state=DeliveryState.DEFERRED)
        self._take_in(outcome)
        if lost:
            self.sender.board.relay_failed(self.relay)
        elif outcome.state is not DeliveryState.QUEUED:
            self.sender.board.relay_answered(self.relay)

    def _take_known(self) -> list[Outcome]:
        known, self.known = self.known, []
        return known
