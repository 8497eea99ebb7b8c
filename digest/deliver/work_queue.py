"""WorkQueue: claimed rows in a queue for each provider, and the order in which they go."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from digest.config import DeliverSettings, ProviderLimit, Relay
from digest.deliver.provider_queue import ProviderQueue
from digest.deliver.providers import ProviderDirectory
from digest.deliver.relay_state import RelayState
from digest.deliver.replies import Verdict, classify
from digest.deliver.shared_limits import LoopSignal, SharedLimits
from digest.models import Delivery, Outcome
from digest.protocols import MxLookup

ROWS_AT_A_TIME = 50
"""Rows a connection takes: enough to fill the pipeline, few enough to share an issue out."""

FEWEST_ROWS = 8
"""Rows a connection takes near the end, so that no connection holds the last ones alone."""

ALARMS_TO_STOP = 3
"""A provider that accuses us this often, and takes no message in between, is left for this run."""

LEASE_MARGIN = 0.7
"""A row waits here for at most this part of its lease, so that it is sent before that ends."""

QUEUED_PART_OF_LEASE = 0.3
"""A slow provider gets as many rows as it can use up in this part of their lease."""

LONGEST_WAIT_S = 1.0
SHORTEST_WAIT_S = 0.002
"""Bounds of the wait for rows. A notification ends it early; a due time may be a rounding away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowBatch:
    """Rows for one connection, and the providers that they go to."""

    rows: tuple[Delivery, ...]
    providers: frozenset[str]


class WorkQueue:
    """Shares rows out: providers in turn, each within its limits; relays by their weight.

    A relay of weight 0 stands by: it gets rows while no other relay can be used. Messages of other
    sends of this process, by `shared_limits`, count towards the same limits.
    """

    def __init__(
        self,
        *,
        settings: DeliverSettings,
        mx_lookup: MxLookup | None = None,
        shared_limits: SharedLimits | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._monotonic = monotonic
        self._limits = {limit.provider: limit for limit in settings.providers}
        # without limits all rows are treated alike, so the provider does not matter
        self._directory = ProviderDirectory(mx_lookup if settings.providers else None)
        self._shared = shared_limits or SharedLimits()
        self._lock = self._shared.lock
        self._signal = LoopSignal()
        self._queues: dict[str, ProviderQueue] = {}
        self._turn: deque[str] = deque()
        self._relays: dict[str, RelayState] = {}
        self._connections = 0
        self._returned: list[Delivery] = []
        self._holders: dict[str, str] = {}
        """The lease holder of each row that waits or is in hand, by its latest claim."""
        self._in_hand = 0
        self.ended = False
        with self._lock:
            self._shared.signals.add(self._signal)
            for relay in settings.relays:
                limit = self._shared.of_relay(relay.name, per_minute=relay.per_minute)
                limit.sends += 1
                self._relays[relay.name] = RelayState(relay=relay, limit=limit)
                self._connections += max(1, relay.connections)

    # ---- for the task that claims rows ---------------------------------------------------------

    def rows_wanted(self) -> int:
        """Return how many rows to claim now; 0 while enough rows wait that can go."""
        with self._lock:
            moving = 0
            for queue in self._queues.values():
                if not self._is_stuck(queue):
                    moving += len(queue.waiting)
            batch = max(self._settings.batch, self._connections * ROWS_AT_A_TIME)
            if moving >= batch:
                return 0
            return batch

    def stuck_providers(self) -> frozenset[str]:
        """Return the providers for which no more rows should be claimed now."""
        with self._lock:
            stuck: set[str] = set()
            for provider, queue in self._queues.items():
                if self._is_stuck(queue):
                    stuck.add(provider)
            return frozenset(stuck)

    def provider_of(self, domain: str) -> str:
        """Return the provider that runs the mailboxes of a domain."""
        return self._directory.provider_of(domain)

    def add(self, rows: Iterable[Delivery]) -> None:
        """Add claimed rows. May ask DNS, which blocks."""
        rows = list(rows)
        # outside the lock, since DNS may be slow
        self._directory.look_up(row.domain for row in rows)
        with self._lock:
            now_s = self._monotonic()
            for row in rows:
                queue = self._queue(self.provider_of(row.domain))
                if queue.closed:
                    self._returned.append(row)
                else:
                    # a row whose lease ran out may wait here from an earlier claim as well
                    self._holders[row.subscriber_id] = row.leased_by
                    queue.waiting.append((now_s, row))
            self._shared.notify()

    def is_idle(self) -> bool:
        """Return True when no row waits here, is in hand or has yet to go back."""
        with self._lock:
            if self._in_hand or self._returned:
                return False
            return not any(queue.waiting for queue in self._queues.values())

    def left_a_provider(self) -> bool:
        """Return True when a provider was given up, so that its rows remain in the ledger."""
        with self._lock:
            return any(queue.closed for queue in self._queues.values())

    def has_no_relay(self) -> bool:
        """Return True when every relay was given up for this run."""
        with self._lock:
            return all(state.breaker.given_up for state in self._relays.values())

    async def wait_for_change(self, timeout_s: float) -> None:
        """Return when a row may go that had to wait, or after `timeout_s`."""
        await self._signal.wait(timeout_s)

    def take_returned(self) -> list[Delivery]:
        """Return the rows that go back to the ledger, since they were not offered."""
        with self._lock:
            rows, self._returned = self._returned, []
            return rows

    def end(self) -> None:
        """Give out no more rows, and return the waiting ones. Ending twice is harmless."""
        with self._lock:
            if self.ended:
                return
            # connections that wait are woken below, and see this
            self.ended = True
            for queue in self._queues.values():
                self._return_all(queue)
                queue.limit.queues.remove(queue)
            for state in self._relays.values():
                state.limit.sends -= 1
            self._shared.notify()
            self._shared.signals.discard(self._signal)

    # ---- for the connections -------------------------------------------------------------------

    async def take(
        self, relay: Relay, number: int = 0, *, patience_s: float = math.inf
    ) -> RowBatch | None:
        """Wait for rows that may go through this relay now, on its connection of that number.

        Return None when no rows will come any more, when none came within `patience_s`, or when the
        connection's place belongs to another send by now: the caller then closes it and calls
        `hung_up`.
        """
        state = self._relays[relay.name]
        deadline_s = self._monotonic() + patience_s
        while not self.ended:
            now_s = self._monotonic()
            if now_s >= deadline_s:
                return None
            batch: RowBatch | None = None
            pause_s = min(deadline_s - now_s, LONGEST_WAIT_S)
            with self._lock:
                if number >= state.connection_share and number in state.open_numbers:
                    # another send has joined, and its connections wait for this place
                    return None
                if number < state.connection_share and state.has_place_for(number):
                    batch = self._pick(state, now_s)
                    pause_s = self._pause_s(state, now_s)
                if batch is not None:
                    state.hold_place(number)
            if batch is not None:
                return batch
            await self._signal.wait(pause_s)
        return None

    def hung_up(self, relay: Relay, number: int) -> None:
        """Note that the connection of that number is closed. Hanging up twice is harmless."""
        with self._lock:
            state = self._relays[relay.name]
            if number in state.open_numbers:
                state.give_up_place(number)
                self._shared.notify()

    def finish(self, batch: RowBatch) -> None:
        """Note that a connection has no more to do with these rows."""
        with self._lock:
            self._in_hand -= len(batch.rows)
            for row in batch.rows:
                self._forget(row)
            for provider in batch.providers:
                self._queues[provider].limit.busy_connections -= 1
            self._shared.notify()

    def put_back(self, rows: Iterable[Delivery]) -> None:
        """Let rows wait again that were taken and not offered."""
        with self._lock:
            for row in rows:
                queue = self._queue(self.provider_of(row.domain))
                if self.ended or queue.closed:
                    self._returned.append(row)
                elif self._is_latest(row):
                    # to the front: these rows waited longest
                    queue.waiting.appendleft((self._monotonic(), row))

    def return_to_ledger(self, rows: Iterable[Delivery]) -> None:
        """Give rows back that another sender may hold by now: the ledger decides."""
        with self._lock:
            self._returned += rows

    def may_still_go(self, domain: str) -> bool:
        """Return False when the provider was given up, or paused, since its rows were taken."""
        with self._lock:
            queue = self._queue(self.provider_of(domain))
            return not queue.closed and queue.breaker.usable_at <= self._monotonic()

    def relay_failed(self, relay: Relay) -> None:
        """Leave a relay alone for a while."""
        with self._lock:
            self._relays[relay.name].breaker.record_failure(self._monotonic())

    def relay_answered(self, relay: Relay) -> None:
        """Forget the failures of a relay."""
        with self._lock:
            self._relays[relay.name].breaker.reset()

    def record_outcome(self, outcome: Outcome, domain: str) -> None:
        """Slow down for a provider, or give it up, by its answer."""
        if outcome.reply is None or not outcome.relay:
            return
        verdict = classify(outcome.reply)
        with self._lock:
            queue = self._queue(self.provider_of(domain))
            if verdict is Verdict.ACCEPTED:
                queue.alarms = 0
                queue.breaker.reset()
                queue.limit.pace.ease()
            # a throttling provider is left alone and then served more slowly
            elif verdict is Verdict.THROTTLED:
                queue.breaker.record_failure(self._monotonic())
                queue.limit.pace.slow()
            elif outcome.alarm:
                queue.alarms += 1
            # more messages would only harm the sender's standing there
            if queue.alarms >= ALARMS_TO_STOP or queue.breaker.given_up:
                queue.closed = True
                self._return_all(queue)

    # ---- under the lock ------------------------------------------------------------------------

    def _queue(self, provider: str) -> ProviderQueue:
        queue = self._queues.get(provider)
        if queue is None:
            configured = self._limits.get(provider) or self._limits.get("default")
            configured = configured or ProviderLimit(provider=provider)
            limit = self._shared.of_provider(provider, per_minute=configured.per_minute)
            queue = ProviderQueue(limit=limit, connections=configured.connections)
            limit.join(queue)
            self._queues[provider] = queue
            self._turn.append(provider)
        return queue

    def _is_stuck(self, queue: ProviderQueue) -> bool:
        if queue.closed:
            return True
        is_slow = queue.limited or queue.breaker.troubled
        return is_slow and len(queue.waiting) >= self._rows_for_a_slow_provider(queue)

    def _rows_for_a_slow_provider(self, queue: ProviderQueue) -> int:
        """Return how many rows a slow provider can use up well within their lease."""
        per_minute = queue.limit.pace.per_minute
        if not per_minute:
            return self._settings.batch
        usable = int(per_minute / 60 * self._settings.lease_s * QUEUED_PART_OF_LEASE)
        return max(1, min(self._settings.batch, usable))

    def _return_all(self, queue: ProviderQueue) -> None:
        for _, row in queue.waiting:
            self._returned.append(row)
        queue.waiting.clear()

    def _pick(self, state: RelayState, now_s: float) -> RowBatch | None:
        if not self._may_work(state, now_s):
            return None
        limit = self._batch_size(state, now_s)
        rows: list[Delivery] = []
        providers: set[str] = set()
        for _ in range(len(self._turn)):
            if len(rows) >= limit:
                break
            provider = self._turn[0]
            # the next connection begins with the next provider
            self._turn.rotate(-1)
            taken = self._take_from(self._queues[provider], limit - len(rows), now_s)
            if taken:
                rows += taken
                providers.add(provider)
        if not rows:
            return None
        for provider in providers:
            self._queues[provider].limit.busy_connections += 1
        # counted when taken, not when sent, so that connections cannot overdraw a limit together
        state.limit.pace.spend(now_s, len(rows))
        state.taken += len(rows)
        self._in_hand += len(rows)
        return RowBatch(rows=tuple(rows), providers=frozenset(providers))

    def _batch_size(self, state: RelayState, now_s: float) -> int:
        """Return how many rows a connection takes: its share of the waiting ones, within bounds."""
        waiting = sum(len(queue.waiting) for queue in self._queues.values())
        share = min(ROWS_AT_A_TIME, waiting // self._connections)
        return min(max(FEWEST_ROWS, share), state.limit.pace.available(now_s))

    def _take_from(self, queue: ProviderQueue, limit: int, now_s: float) -> list[Delivery]:
        rows: list[Delivery] = []
        for _ in range(min(limit, queue.room(now_s))):
            added_s, row = queue.waiting.popleft()
            if not self._is_latest(row):
                continue
            if now_s - added_s > self._settings.lease_s * LEASE_MARGIN:
                self._returned.append(row)
            else:
                rows.append(row)
        queue.limit.pace.spend(now_s, len(rows))
        queue.taken += len(rows)
        return rows

    def _is_latest(self, row: Delivery) -> bool:
        """Return False when this process claimed the row again since."""
        return self._holders.get(row.subscriber_id, row.leased_by) == row.leased_by

    def _forget(self, row: Delivery) -> None:
        if self._is_latest(row):
            self._holders.pop(row.subscriber_id, None)

    def _may_work(self, state: RelayState, now_s: float) -> bool:
        if state.breaker.usable_at > now_s or not state.limit.pace.is_ready(now_s):
            return False
        usable_others: list[RelayState] = []
        for other in self._relays.values():
            has_weight = other.relay.weight > 0
            if other is not state and has_weight and other.breaker.usable_at <= now_s:
                usable_others.append(other)
        if state.relay.weight <= 0:
            return not usable_others
        # a relay may be one small batch ahead of the share that its weight gives it
        share = state.taken / state.relay.weight
        for other in usable_others:
            if share > other.taken / other.relay.weight + FEWEST_ROWS:
                return False
        return True

    def _pause_s(self, state: RelayState, now_s: float) -> float:
        """Return how long a connection waits before it looks again."""
        due_s = now_s + LONGEST_WAIT_S
        for queue in self._queues.values():
            if queue.waiting and not queue.is_crowded(now_s):
                due_s = min(due_s, queue.due_s(now_s))
        due_s = max(due_s, state.limit.pace.ready_at(now_s), state.breaker.usable_at)
        return min(max(due_s - now_s, SHORTEST_WAIT_S), LONGEST_WAIT_S)
