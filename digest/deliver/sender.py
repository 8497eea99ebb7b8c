"""send_issue: every reader of an issue once, over several connections and relays, with the ledger as the truth."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from digest.config import DeliverSettings, Relay
from digest.deliver.board import Board, Work
from digest.deliver.bookkeeping import Bookkeeper
from digest.deliver.metrics import RELAY_FAILURES, count_outcomes
from digest.deliver.recovery import settle_crashes, worker_name
from digest.deliver.replies import retry_delay_s
from digest.deliver.shaping import MxLookup
from digest.deliver.smtp import HoldBack, SmtpTransport
from digest.deliver.traffic import Traffic
from digest.errors import DeliverError, RelayError
from digest.logs import get_logger
from digest.models import Delivery, DeliveryState, Message, Outcome, Reply
from digest.protocols import Clock, Ledger, Transport

log = get_logger("deliver")

DRAIN_S = 8.0
"""What is in flight may take this long to end after a stop; then the connections are broken."""

BREAK_S = 1.0
"""After that all together have this long to store what they know."""

DOMAINS_A_CLAIM = 400

IDLE_S = 2.0
"""A connection that has nothing to do for so long hangs up, and connects again when it has."""

CLAIM_AGAIN_S = 0.1
"""The ledger is asked this often while it has no more rows and connections still work on theirs."""

REQUEUES = 3
"""A message whose connection was lost this often before its final dot waits for a later run."""

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
    offered again. `message_for` is called from several threads, and what it returns is read one by one as messages can
    go; for a row it cannot or must not send (suppressed, gone, unusable address) it returns the Outcome. Deferred rows
    wait for a later run. Sends that share a `traffic` keep every limit together. When `stop` is set, what is in flight
    ends within ten seconds and the rest is released.
    """
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
        board=Board(settings=settings, mx_lookup=mx_lookup, traffic=traffic),
        worker=worker or worker_name(),
    )
    try:
        return sender.run()
    finally:
        sender.board.end()


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
    board: Board
    worker: str
    counts: dict[DeliveryState, int] = field(default_factory=dict)
    alarms: dict[str, None] = field(default_factory=dict)
    relay_errors: dict[str, RelayError] = field(default_factory=dict)
    domains: frozenset[str] | None = None
    requeues: dict[str, int] = field(default_factory=dict)
    transports: list[Transport] = field(default_factory=list)
    failure: BaseException | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)
    making: threading.Lock = field(default_factory=threading.Lock)

    def run(self) -> SendReport:
        started = time.monotonic()
        if not self.settings.relays:
            raise DeliverError("no relay is configured", hint="add one under deliver: relays: in digest.yaml")
        self.books = Bookkeeper(
            ledger=self.ledger,
            issue_id=self.issue_id,
            worker=self.worker,
            clock=self.clock,
            lease_s=self.settings.lease_s,
            on_stored=self._stored,
            stop=self.stop,
        )
        swept, resent = settle_crashes(
            self.ledger, self.issue_id, resend=self.settings.uncertain == "resend", now=self.clock()
        )
        threads = [
            threading.Thread(target=self._connection, args=(relay, number), name=f"{relay.name}-{number}", daemon=True)
            for relay in self.settings.relays
            for number in range(max(1, relay.connections))
        ]
        for thread in threads:
            thread.start()
        try:
            finished = self._keep_supplied()
        except BaseException:
            self.stop.set()
            raise
        finally:
            self._wind_down(threads)
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

    # ---- the main thread: claim, wait -------------------------------------------------------------------------

    def _keep_supplied(self) -> bool:
        """Claim rows as the board runs low. True when nothing is left, False when this run gives up what is."""
        while not self.stop.is_set():
            self.books.release(self.board.returned())
            if self.board.hopeless():
                return False
            wanted = self.board.wanted()
            idle = self.board.idle()  # before the claim: a row put back meanwhile is then seen in the next round
            claimed = self._claim(wanted) if wanted else True
            if not claimed and idle:
                return not self.board.held_up()
            if claimed:
                self.board.wait_for_change(0.005 if wanted else 0.1)
            else:
                self.stop.wait(CLAIM_AGAIN_S)
        return False

    def _claim(self, wanted: int) -> bool:
        stuck = self.board.stuck_providers()
        if not stuck:
            rows = self.books.claim(wanted)
            self.board.add(rows)
            return bool(rows)
        for domains in self._domains_without(stuck):
            rows = self.books.claim(wanted, domains)
            if rows:
                self.board.add(rows)
                return True
        return False

    def _domains_without(self, stuck: frozenset[str]) -> Iterator[tuple[str, ...]]:
        """Domains of the issue whose provider is not stuck, some hundred at a time."""
        if self.domains is None:
            waiting = (DeliveryState.QUEUED, DeliveryState.DEFERRED)
            self.domains = frozenset(row.domain for row in self.ledger.rows(self.issue_id, states=waiting))
        open_ones = sorted(domain for domain in self.domains if self.board.provider_of(domain) not in stuck)
        for at in range(0, len(open_ones), DOMAINS_A_CLAIM):
            yield tuple(open_ones[at : at + DOMAINS_A_CLAIM])

    def _wind_down(self, threads: Sequence[threading.Thread]) -> None:
        """Let what is in flight end; after a stop break what takes too long. Release what was never offered."""
        self.board.end()
        deadline: float | None = None
        while any(thread.is_alive() for thread in threads):
            if self.stop.is_set() and deadline is None:
                deadline = time.monotonic() + DRAIN_S
            if deadline is not None and time.monotonic() > deadline:
                self._break_connections(threads)
                break
            next(thread for thread in threads if thread.is_alive()).join(0.05)
        self.books.release(self.board.returned())

    def _break_connections(self, threads: Sequence[threading.Thread]) -> None:
        for transport in list(self.transports):
            if isinstance(transport, SmtpTransport):
                transport.abort()
        deadline = time.monotonic() + BREAK_S
        for thread in threads:
            thread.join(max(0.0, deadline - time.monotonic()))

    # ---- the connections ---------------------------------------------------------------------------------------

    def _connection(self, relay: Relay, number: int) -> None:
        transport = self.open_transport(relay)
        with self.lock:
            self.transports.append(transport)
        try:
            while not self.board.ended:
                work = self.board.take(relay, number, patience_s=IDLE_S)
                if work is None:
                    transport.close()
                else:
                    self._do(work, relay, transport)
        except BaseException as error:  # handed to the main thread, which raises it
            self.failure = self.failure or error
            self.stop.set()
            self.board.end()
        finally:
            transport.close()

    def _do(self, work: Work, relay: Relay, transport: Transport) -> None:
        task = _Task(sender=self, relay=relay, rows={row.subscriber_id: row for row in work.rows})
        try:
            task.hand_over(self.books.patiently(lambda: self.message_for(work.rows)), transport)
        finally:
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
        with self.lock:
            for outcome in outcomes:
                self.counts[outcome.state] = self.counts.get(outcome.state, 0) + 1
                if outcome.alarm:
                    self.alarms[outcome.alarm] = None
            snapshot = dict(self.counts)
        count_outcomes(outcomes)
        for outcome in outcomes:
            _log(outcome)
            if self.on_outcome:
                self.on_outcome(outcome)
        if self.on_progress:
            self.on_progress(snapshot)


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

    def hand_over(self, made: Iterable[Message | Outcome], transport: Transport) -> None:
        try:
            for outcome in transport.hand_over(self._messages(made), handing=self._handing):
                self._settle(outcome)
        except RelayError as error:
            log.warning("relay_unusable", relay=self.relay.name, error=str(error), hint=error.hint)
            self.sender.relay_errors[self.relay.name] = error
            RELAY_FAILURES.labels(relay=self.relay.name).inc()
            self.sender.board.relay_failed(self.relay)
        finally:
            self.sender.books.record(self._take_known())

    def untouched(self) -> list[Delivery]:
        """Rows that were never offered."""
        return [row for row in self.rows.values() if row.subscriber_id not in self.marked]

    def _messages(self, made: Iterable[Message | Outcome]) -> Iterator[Message]:
        waiting = iter(made)
        while (one := self._next(waiting)) is not None:
            if isinstance(one, Message):
                yield one
            else:
                self._take_in(one)

    def _next(self, waiting: Iterator[Message | Outcome]) -> Message | Outcome | None:
        # one at a time: Python runs one thread at a time, and more of them would only hold up the one that stores
        with self.sender.making:
            return next(waiting, None)

    def _take_in(self, outcome: Outcome) -> None:
        """Keep an outcome for the next write, and let the board learn from it."""
        row = self.rows.pop(outcome.subscriber_id)
        self.known.append(self.sender.with_retry(outcome, row))
        self.sender.board.learn(outcome, row.domain)

    def _handing(self, about_to_go: Sequence[Message]) -> Callable[[], None]:
        ids = [message.subscriber_id for message in about_to_go]
        stopped = self.sender.stop.is_set() or not all(map(self.sender.board.may_still_go, self._domains(ids)))
        entry = self.sender.books.post(self._take_known(), () if stopped else ids)

        def stored() -> None:
            may_go = self.sender.books.stored(entry) and not stopped
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
        if outcome.state is DeliveryState.QUEUED and lost and self.sender.lost_too_often(outcome.subscriber_id):
            outcome = replace(outcome, state=DeliveryState.DEFERRED)
        self._take_in(outcome)
        if lost:
            self.sender.board.relay_failed(self.relay)
        else:
            self.sender.board.relay_answered(self.relay)

    def _take_known(self) -> list[Outcome]:
        known, self.known = self.known, []
        return known


def _log(outcome: Outcome) -> None:
    reply = outcome.reply or Reply(code=0)
    say = log.info if outcome.state in (DeliveryState.ACCEPTED, DeliveryState.SUPPRESSED) else log.warning
    say(
        "message_" + outcome.state,
        issue=outcome.issue_id,
        subscriber=outcome.subscriber_id,
        relay=outcome.relay,
        code=reply.code,
        enhanced=reply.enhanced,
        queue_id=reply.queue_id,
        **({"alarm": outcome.alarm} if outcome.alarm else {}),
    )
