"""The time that the pages of one source may take in one round, and why some pages were left."""

from __future__ import annotations

import time
from collections.abc import Callable, MutableMapping

from digest.collect.robots import SiteRules
from digest.config.settings import CollectSettings

PAGES_TIMEOUTS = 3.0
LONGEST_DELAYS = 2.0
"""All pages of a source together may take so many time-outs, or so many of the longest delays."""


class PageBudget:
    """The clock of one source in one round.

    Sources whose pages stand on one host that wants a delay share that host's time, through
    `slow_since`. `left` says in plain words why pages were left unread; `next_round` is True when
    there was no time for them.
    """

    def __init__(
        self,
        settings: CollectSettings,
        slow_since: MutableMapping[str, float],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        # a slow host that asks for long delays still gets some pages in a round
        self._limit_s = max(
            PAGES_TIMEOUTS * settings.timeout_s, LONGEST_DELAYS * settings.max_crawl_delay_s
        )
        self._longest_delay_s = settings.max_crawl_delay_s
        self._slow_since = slow_since
        self._clock = clock
        self._started = clock()
        self._reason = "its pages take long"
        self.left = ""
        self.next_round = False

    def is_over(self) -> bool:
        """Tell whether the source's time is over, and note why pages are left."""
        return self._is_too_late(self._started)

    def leaves(self, rules: SiteRules) -> bool:
        """Tell whether no more page of this host is asked for in this round."""
        if not rules.delay_s:
            return False
        self._reason = f"{rules.host} asks for {rules.delay_s:g} s between two requests"
        if rules.delay_s > self._longest_delay_s:
            self.left = f"{self._reason}, more than collect.max_crawl_delay: its pages are not read"
            return True
        # by host: several sources may stand on one slow server
        since = self._slow_since.setdefault(rules.host, self._started)
        return self._is_too_late(since, rules.delay_s)

    def _is_too_late(self, since: float, next_takes_s: float = 0.0) -> bool:
        is_late = self._clock() - since + next_takes_s > self._limit_s
        if is_late:
            self.left = (
                f"{self._reason}: there was no time for all its pages, the rest wait for the next"
                " round"
            )
            self.next_round = True
        return is_late
