"""robots.txt: asked once per host and run, and obeyed for article pages."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from digest.errors import FetchError
from digest.protocols import Fetcher

MAX_ROBOTS_BYTES = 500_000
LONGEST_PERIOD_S = 1_000_000_000
"""A Request-rate may count its seconds with more digits than a float holds."""


@dataclass(frozen=True, slots=True)
class SiteRules:
    """What one host asks of our agent: which pages it may read, and the least seconds between two requests."""

    host: str
    allows: Callable[[str], bool]
    delay_s: float = 0.0


class Robots:
    """The rules of every host. A missing robots.txt allows all, an unreachable one nothing (RFC 9309)."""

    def __init__(self, fetcher: Fetcher, *, user_agent: str) -> None:
        self._fetcher = fetcher
        self._agent = user_agent.partition("/")[0].strip() or "*"
        self._lock = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._rules: dict[str, SiteRules] = {}

    def rules(self, url: str) -> SiteRules:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            lock = self._locks.setdefault(site, threading.Lock())
        with lock:
            if site not in self._rules:
                self._rules[site] = self._read(site, parts.netloc.rpartition("@")[2].lower())
        return self._rules[site]

    def _read(self, site: str, host: str) -> SiteRules:
        try:
            answer = self._fetcher.get(f"{site}/robots.txt", max_bytes=MAX_ROBOTS_BYTES)
        except FetchError as error:
            missing = error.status is not None and 400 <= error.status < 500 and error.status != 429
            return SiteRules(host, lambda _url: missing)
        rules = Protego.parse(answer.body.decode("utf-8", "replace"))
        return SiteRules(
            host, lambda url: bool(rules.can_fetch(url, self._agent)), _delay_s(rules, self._agent)
        )


def _delay_s(rules: Protego, agent: str) -> float:
    """Crawl-delay or Request-rate, whichever is slower; a rate for some hours of the day holds all day."""
    rate = rules.request_rate(agent)
    per_request_s = min(rate.seconds, LONGEST_PERIOD_S) / rate.requests if rate else 0.0
    return max(rules.crawl_delay(agent) or 0.0, per_request_s)
