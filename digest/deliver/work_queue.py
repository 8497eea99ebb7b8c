"""The board: claimed rows in one lane per provider, and which connection may take which of them now."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from digest.config import DeliverSettings, ProviderLimit, Relay
from digest.deliver.replies import Verdict, classify
from digest.deliver.shaping import Breaker, MxLookup, ProviderRollUp
from digest.deliver.shared_limits import Bell, Flow, Traffic
from digest.models import Delivery, Outcome

CHUNK = 50
"""Rows a connection takes at a time: enough to keep the pipeline full, few enough to share an issue out."""

SMALL_CHUNK = 8

ALARMS_TO_STOP = 3
"""A provider that accuses us this often, and takes nothing in between, is left alone for the rest of the run."""

LEASE_MARGIN = 0.7
"""A row waits on the board for at most this part of its lease."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Rows for one connection, and the lanes they came from."""

    rows: tuple[Delivery, ...]
    providers: frozenset[str]


@dataclass(slots=True, kw_only=True, eq=False)
class _Lane:
    flow: Flow
    connections: int | None = None
    waiting: deque[tuple[float, Delivery]] = field(default_factory=deque)
    taken: int = 0
    alarms: int = 0
    breaker: Breaker = field(default_factory=lambda: Breaker(first_pause_s=5.0, patience=8))
    closed: bool = False

    @property
    def limited(self) -> bool:
        return self.connections is not None or self.flow.pace.per_minute is not None

    def waits(self, now_s: float) -> bool:
        return bool(self.waiting) and not self.closed and self.breaker.open_at() <= now_s

    def crowded(self, now_s: float) -> bool:
        """True while what others have under way leaves it no room: when that ends, all are told."""
        full = self.connections is not None and self.flow.busy >= self.connections
        return full or (self.limited and not self.flow.turn_of(self, now_s))

    def room(self, now_s: float) -> int:
        """How many of its rows may go now."""
        if not self.waits(now_s) or self.crowded(now_s):
            return 0
        return min(len(self.waiting), self.flow.pace.available(now_s))

    def due(self, now_s: float) -> float:
        """When rows may go next, as far as time decides it."""
        return max(self.flow.pace.ready_at(now_s), self.breaker.open_at())


@dataclass(slots=True, kw_only=True)
class _Channel:
    relay: Relay
    flow: Flow
    breaker: Breaker = field(default_factory=lambda: Breaker(first_pause_s=0.5))
    taken: int = 0

    @property
    def share(self) -> int:
        """How many connections of this relay are ours while other sends use it too."""
        return max(1, self.relay.connections // max(1, self.flow.sends))


class Board:
    """Shares rows out: lanes in turn, each within its provider's limits; relays by weight.

    A relay of weight 0 stands by: it gets work while no other relay can be used. What other sends of this process have
    under way, by `traffic`, counts towards the same limits.
    """

    def __init__(
        self,
        *,
        settings: DeliverSettings,
        mx_lookup: MxLookup | None = None,
        traffic: Traffic | None = None,
    ) -> None:
        self._settings = settings
        self._limits = {limit.provider: limit for limit in settings.providers}
        self._roll_up = ProviderRollUp(mx_lookup if settings.providers else None)
        self._traffic = traffic or Traffic()
        self._lock = self._traffic.lock
        self._bell = Bell()
        self._lanes: dict[str, _Lane] = {}
        self._turn: deque[str] = deque()
        self._channels = {
            relay.name: _Channel(
                relay=relay,
                flow=self._traffic.flow("relay", relay.name, per_minute=relay.per_minute),
            )
            for relay in settings.relays
        }
        self._connections = sum(max(1, relay.connections) for relay in settings.relays)
        self._returned: list[Delivery] = []
        self._in_hand = 0
        self.ended = False
        with self._lock:
            self._traffic.bells.add(self._bell)
            for channel in self._channels.values():
                channel.flow.sends += 1

    # ---- the side of the supplier ------------------------------------------------------------------------------

    def wanted(self) -> int:
        """How many rows to claim now; 0 while enough wait in lanes that move."""
        with self._lock:
            moving = sum(
                len(lane.waiting) for lane in self._lanes.values() if not self._stuck(lane)
            )
            batch = max(self._settings.batch, self._connections * CHUNK)
            return batch if moving < batch else 0

    def stuck_providers(self) -> frozenset[str]:
        """Providers for which no more rows should be claimed now."""
        with self._lock:
            return frozenset(
                provider for provider, lane in self._lanes.items() if self._stuck(lane)
            )

    def provider_of(self, domain: str) -> str:
        return self._roll_up.provider_of(domain)

    def add(self, rows: Iterable[Delivery]) -> None:
        rows = list(rows)
        self._roll_up.learn(row.domain for row in rows)  # may ask DNS: not under the lock
        placed = [(self.provider_of(row.domain), row) for row in rows]
        with self._lock:
            now_s = time.monotonic()
            for provider, row in placed:
                lane = self._lane(provider)
                if lane.closed:
                    self._returned.append(row)
                else:
                    lane.waiting.append((now_s, row))
            self._traffic.changed()

    def idle(self) -> bool:
        """True when nothing waits, nothing is in hand, and nothing has yet to go back."""
        with self._lock:
            return not (
                self._in_hand
                or self._returned
                or any(lane.waiting for lane in self._lanes.values())
            )

    def held_up(self) -> bool:
        """True when a provider was left alone, so that rows remain in the ledger."""
        with self._lock:
            return any(lane.closed for lane in self._lanes.values())

    def hopeless(self) -> bool:
        """True when no relay can be used any more in this run."""
        with self._lock:
            return all(channel.breaker.given_up for channel in self._channels.values())

    async def wait_for_change(self, timeout_s: float) -> None:
        await self._bell.wait(timeout_s)

    def returned(self) -> list[str]:
        """Subscribers whose rows go back to the ledger unoffered: provider left alone, or they waited too long."""
        with self._lock:
            rows, self._returned = self._returned, []
            return [row.subscriber_id for row in rows]

    def end(self) -> None:
        """No more work: connections finish what they have, waiting rows are returned. May be said twice."""
        with self._lock:
            if self.ended:
                return
            self.ended = True
            for lane in self._lanes.values():
                self._empty(lane)
                lane.flow.lanes.remove(lane)
            for channel in self._channels.values():
                channel.flow.sends -= 1
            self._traffic.changed()
            self._traffic.bells.discard(self._bell)

    # ---- the side of the connections ---------------------------------------------------------------------------

    async def take(
        self, relay: Relay, number: int = 0, *, patience_s: float = math.inf
    ) -> Work | None:
        """Wait for rows that may go through this relay now, on its connection of that number; None when there will be
        none, or when none came for so long."""
        channel, deadline_s = self._channels[relay.name], time.monotonic() + patience_s
        while not self.ended and (now_s := time.monotonic()) < deadline_s:
            with self._lock:
                ours = number < channel.share
                work = self._pick(channel, now_s) if ours else None
                pause_s = self._pause_s(channel, now_s) if ours else min(deadline_s - now_s, 1.0)
            if work:
                return work
            await self._bell.wait(pause_s)
        return None

    def done(self, work: Work) -> None:
        with self._lock:
            self._in_hand -= len(work.rows)
            for provider in work.providers:
                self._lanes[provider].flow.busy -= 1
            self._traffic.changed()

    def put_back(self, rows: Iterable[Delivery]) -> None:
        """Rows that were taken and never offered."""
        with self._lock:
            for row in rows:
                lane = self._lane(self.provider_of(row.domain))
                if self.ended or lane.closed:
                    self._returned.append(row)
                else:
                    lane.waiting.appendleft((time.monotonic(), row))

    def give_back(self, rows: Iterable[Delivery]) -> None:
        """Rows that may belong to somebody else by now: the ledger knows."""
        with self._lock:
            self._returned += rows

    def may_still_go(self, domain: str) -> bool:
        """False when the provider of a row in hand has been stopped, or asked us to slow down, since it was taken."""
        with self._lock:
            lane = self._lane(self.provider_of(domain))
            return not lane.closed and lane.breaker.open_at() <= time.monotonic()

    def relay_failed(self, relay: Relay) -> None:
        with self._lock:
            self._channels[relay.name].breaker.strike(time.monotonic())

    def relay_answered(self, relay: Relay) -> None:
        self._channels[relay.name].breaker.reset()

    def learn(self, outcome: Outcome, domain: str) -> None:
        """Slow down for, or stop, a provider by what it answered."""
        if outcome.reply is None or not outcome.relay:
            return
        verdict = classify(outcome.reply)
        with self._lock:
            lane = self._lane(self.provider_of(domain))
            if verdict is Verdict.ACCEPTED:
                lane.alarms = 0
                lane.breaker.reset()
                lane.flow.pace.ease()
            elif verdict is Verdict.THROTTLED:
                lane.breaker.strike(time.monotonic())
                lane.flow.pace.slow()
            elif outcome.alarm:
                lane.alarms += 1
            if lane.alarms >= ALARMS_TO_STOP or lane.breaker.given_up:
                lane.closed = True
                self._empty(lane)

    # ---- under the lock ----------------------------------------------------------------------------------------

    def _lane(self, provider: str) -> _Lane:
        if provider not in self._lanes:
            limit = (
                self._limits.get(provider)
                or self._limits.get("default")
                or ProviderLimit(provider=provider)
            )
            flow = self._traffic.flow("provider", provider, per_minute=limit.per_minute)
            self._lanes[provider] = _Lane(flow=flow, connections=limit.connections)
            flow.enter(self._lanes[provider])
            self._turn.append(provider)
        return self._lanes[provider]

    def _stuck(self, lane: _Lane) -> bool:
        if lane.closed:
            return True
        return (lane.limited or lane.breaker.troubled) and len(lane.waiting) >= self._enough(lane)

    def _enough(self, lane: _Lane) -> int:
        """Rows that a slow lane can use up well within their lease."""
        per_minute = lane.flow.pace.per_minute
        if not per_minute:
            return self._settings.batch
        return max(
            1, min(self._settings.batch, int(per_minute / 60 * self._settings.lease_s * 0.3))
        )

    def _empty(self, lane: _Lane) -> None:
        self._returned += [row for _, row in lane.waiting]
        lane.waiting.clear()

    def _pick(self, channel: _Channel, now_s: float) -> Work | None:
        if not self._may_work(channel, now_s):
            return None
        waiting = sum(len(self._lanes[provider].waiting) for provider in self._turn)
        left = min(
            max(SMALL_CHUNK, min(CHUNK, waiting // self._connections)),
            channel.flow.pace.available(now_s),
        )
        rows: list[Delivery] = []
        providers: set[str] = set()
        for _ in range(len(self._turn)):
            if left <= len(rows):
                break
            provider = self._turn[0]
            self._turn.rotate(-1)
            taken = self._from_lane(self._lanes[provider], left - len(rows), now_s)
            if taken:
                rows += taken
                providers.add(provider)
        if not rows:
            return None
        for provider in providers:
            self._lanes[provider].flow.busy += 1
        channel.flow.pace.take(now_s, len(rows))
        channel.taken += len(rows)
        self._in_hand += len(rows)
        return Work(rows=tuple(rows), providers=frozenset(providers))

    def _from_lane(self, lane: _Lane, limit: int, now_s: float) -> list[Delivery]:
        rows: list[Delivery] = []
        for _ in range(min(limit, lane.room(now_s))):
            added_s, row = lane.waiting.popleft()
            if now_s - added_s > self._settings.lease_s * LEASE_MARGIN:
                self._returned.append(row)
            else:
                rows.append(row)
        lane.flow.pace.take(now_s, len(rows))
        lane.taken += len(rows)
        return rows

    def _may_work(self, channel: _Channel, now_s: float) -> bool:
        if channel.breaker.open_at() > now_s or not channel.flow.pace.ready(now_s):
            return False
        others = [
            other
            for other in self._channels.values()
            if other is not channel and other.relay.weight > 0 and other.breaker.open_at() <= now_s
        ]
        if channel.relay.weight <= 0:
            return not others
        share = channel.taken / channel.relay.weight
        return all(share <= other.taken / other.relay.weight + SMALL_CHUNK for other in others)

    def _pause_s(self, channel: _Channel, now_s: float) -> float:
        moving = [lane for lane in self._lanes.values() if lane.waiting and not lane.crowded(now_s)]
        due = min((lane.due(now_s) for lane in moving), default=now_s + 1.0)
        due = max(due, channel.flow.pace.ready_at(now_s), channel.breaker.open_at())
        return min(max(due - now_s, 0.002), 1.0)
