"""Row supply: claims rows of an issue as the queue of the sender runs low."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from digest.config import DeliverSettings
from digest.deliver.blocking_calls import DaemonThreads
from digest.deliver.ledger_writer import LedgerWriter
from digest.deliver.recovery import queue_uncertain_again
from digest.deliver.work_queue import WorkQueue
from digest.models import DeliveryState
from digest.protocols import Clock, Ledger

DOMAINS_A_CLAIM = 400
"""Domains named in one claim while other providers are stuck; databases limit the parameters."""

CLAIM_AGAIN_S = 0.1
"""The ledger is asked this often while it has no more rows and connections still have some."""

CLAIM_PAUSE_S = 0.005
"""The pause between two claims while rows are wanted."""

RESEND_ROUNDS = 2
"""Under `uncertain: resend` one run queues the uncertain rows again at most this often: each round
may send a second copy, so a relay that always breaks the line ends the run."""

STOP_CHECK_S = 0.05
"""A stop is seen after so long."""


@dataclass(slots=True, kw_only=True)
class RowSupply:
    """Claims the rows of one issue for one run of the sender.

    `resent` are the readers whose uncertain message was put back.
    """

    issue_id: str
    settings: DeliverSettings
    ledger: Ledger
    queue: WorkQueue
    writer: LedgerWriter
    threads: DaemonThreads
    clock: Clock
    stop: threading.Event
    resent: list[str] = field(default_factory=list)
    resend_rounds: int = 0
    waiting_domains: frozenset[str] | None = None

    async def keep_supplied(self) -> bool:
        """Claim rows as the queue runs low.

        Return True when no row is left that can go, False when this run gives rows up.
        """
        while not self.stop.is_set():
            await self.writer.release(self.queue.take_returned())
            if self.queue.has_no_relay():
                return False
            wanted = self.queue.rows_wanted()
            # asked before the claim: a row put back meanwhile is then seen in the next round
            was_idle = self.queue.is_idle()
            claimed = True
            if wanted:
                claimed = await self._claim(wanted)
            if not claimed and was_idle:
                if await self._resend_uncertain():
                    continue
                return not self.queue.left_a_provider()
            if not claimed:
                await asyncio.sleep(CLAIM_AGAIN_S)
            elif wanted:
                await self.queue.wait_for_change(CLAIM_PAUSE_S)
            else:
                await self.queue.wait_for_change(STOP_CHECK_S)
        return False

    async def _resend_uncertain(self) -> bool:
        """Queue the uncertain rows of this run again, where the policy says so.

        Return True when there were any.
        """
        if self.settings.uncertain != "resend" or self.resend_rounds >= RESEND_ROUNDS:
            return False
        # bounded: a relay that breaks at each reply must not be tried for ever
        self.resend_rounds += 1
        subscribers = await self.writer.retried(
            lambda: queue_uncertain_again(self.ledger, self.issue_id, now=self.clock())
        )
        self.resent += subscribers
        return bool(subscribers)

    async def _claim(self, wanted: int) -> bool:
        stuck = self.queue.stuck_providers()
        if not stuck:
            return await self._claim_of(wanted)
        # read once: rows are claimed by domain only while a provider is stuck
        if self.waiting_domains is None:
            self.waiting_domains = await self.writer.retried(self._read_waiting_domains)
        for domains in self._domains_without(stuck):
            if await self._claim_of(wanted, domains):
                return True
        return False

    async def _claim_of(self, wanted: int, domains: Sequence[str] = ()) -> bool:
        rows = await self.writer.claim(wanted, domains)
        # in a thread, since adding rows may ask DNS
        await self.threads.run(lambda: self.queue.add(rows))
        return bool(rows)

    def _read_waiting_domains(self) -> frozenset[str]:
        waiting = (DeliveryState.QUEUED, DeliveryState.DEFERRED)
        return frozenset(row.domain for row in self.ledger.rows(self.issue_id, states=waiting))

    def _domains_without(self, stuck: frozenset[str]) -> Iterator[tuple[str, ...]]:
        """Yield the domains of the issue whose provider is not stuck, some hundred at a time."""
        domains: list[str] = []
        for domain in sorted(self.waiting_domains or ()):
            if self.queue.provider_of(domain) not in stuck:
                domains.append(domain)
        for start in range(0, len(domains), DOMAINS_A_CLAIM):
            yield tuple(domains[start : start + DOMAINS_A_CLAIM])
