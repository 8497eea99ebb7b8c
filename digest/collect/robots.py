"""robots.txt: asked once for each host in a run, and obeyed for article pages."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from digest.errors import FetchError
from digest.protocols import Fetcher

if TYPE_CHECKING:
    from protego import Protego

MAX_ROBOTS_BYTES = 500_000
"""RFC 9309 section 2.5: crawlers read 500 kibibytes at least."""

LONGEST_PERIOD_S = 1_000_000_000
"""A Request-rate may count its seconds with more digits than a float holds."""

TOO_MANY_REQUESTS = 429


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRules:
    """The rules of one host for our agent: pages it may read, and the delay between requests.

    `are_known` is False where the host did not show its rules: no page is allowed then.
    """

    host: str
    allows: Callable[[str], bool]
    delay_s: float = 0.0
    are_known: bool = True


class Robots:
    """The rules of every host. A missing robots.txt allows all pages, an unreachable one no page.

    That is what RFC 9309 sections 2.3.1.3 and 2.3.1.4 ask for. A server that answers "too many
    requests" (429) has its rules, but does not show them now: it counts as unreachable.
    """

    def __init__(self, fetcher: Fetcher, *, user_agent: str) -> None:
        self._fetcher = fetcher
        self._agent = user_agent.partition("/")[0].strip() or "*"
        self._lock = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._rules: dict[str, SiteRules] = {}

    def rules(self, url: str) -> SiteRules:
        """Return the rules of the host of this address; the first call for a host asks it."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            # one lock a host: a slow host holds up only its own pages
            lock = self._locks.setdefault(site, threading.Lock())
        with lock:
            if site not in self._rules:
                host = parts.netloc.rpartition("@")[2].lower()
                self._rules[site] = self._read(site, host)
        return self._rules[site]

    def _read(self, site: str, host: str) -> SiteRules:
        try:
            answer = self._fetcher.get(f"{site}/robots.txt", max_bytes=MAX_ROBOTS_BYTES)
        except FetchError as error:
            is_missing = _says_missing(error.status)
            return SiteRules(host=host, allows=lambda _url: is_missing, are_known=is_missing)
        # loaded here: only rounds that read article pages need it
        from protego import Protego

        rules = Protego.parse(answer.body.decode("utf-8", "replace"))
        return SiteRules(
            host=host,
            allows=lambda url: bool(rules.can_fetch(url, self._agent)),
            delay_s=_delay_s(rules, self._agent),
        )


def _says_missing(status: int | None) -> bool:
    """Tell whether a status says that a host has no robots.txt."""
    if status is None or status == TOO_MANY_REQUESTS:
        return False
    return 400 <= status < 500


def _delay_s(rules: Protego, agent: str) -> float:
    """Return Crawl-delay or Request-rate, the slower one. A rate for some hours holds all day."""
    per_request_s = 0.0
    rate = rules.request_rate(agent)
    if rate:
        per_request_s = min(rate.seconds, LONGEST_PERIOD_S) / rate.requests
    return max(rules.crawl_delay(agent) or 0.0, per_request_s)
