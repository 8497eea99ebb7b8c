"""How long the pages of one source may take in one round, and why some were left: robots.txt may ask for patience."""

from __future__ import annotations

import time
from collections.abc import MutableMapping

from digest.collect.robots import SiteRules
from digest.config.settings import CollectSettings

PAGES_TIMEOUTS = 3.0
LONGEST_DELAYS = 2.0
"""All pages of one source together may take this many time-outs, or this many of the longest delays."""


class PageTime:
    """The clock of one source. Sources whose pages are on one host that wants a delay share that host's time.

    `left` says in plain words why pages were left unread; `next_round` is true when there was no time for them.
    """

    def __init__(self, settings: CollectSettings, slow_since: MutableMapping[str, float]) -> None:
        self._limit_s = max(
            PAGES_TIMEOUTS * settings.timeout_s, LONGEST_DELAYS * settings.max_crawl_delay_s
        )
        self._longest_delay_s = settings.max_crawl_delay_s
        self._slow_since = slow_since
        self._started = time.monotonic()
        self._why = "its pages take long"
        self.left = ""
        self.next_round = False

    def is_over(self) -> bool:
        return self._too_late(self._started)

    def leaves(self, rules: SiteRules) -> bool:
        """True when no more page of this host is to be asked for in this round."""
        if not rules.delay_s:
            return False
        self._why = f"{rules.host} asks for {rules.delay_s:g} s between two requests"
        if rules.delay_s > self._longest_delay_s:
            self.left = f"{self._why}, more than collect.max_crawl_delay: its pages are not read"
            return True
        return self._too_late(self._slow_since.setdefault(rules.host, self._started), rules.delay_s)

    def _too_late(self, since: float, next_takes_s: float = 0.0) -> bool:
        late = time.monotonic() - since + next_takes_s > self._limit_s
        if late:
            self.left = f"{self._why}: there was no time for all its pages, the rest wait for the next round"
            self.next_round = True
        return late
