"""robots.txt: asked once per host and run, and obeyed for article pages."""

from __future__ import annotations

import threading
from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

from digest.errors import FetchError
from digest.protocols import Fetcher

MAX_ROBOTS_BYTES = 500_000


class Robots:
    """Says whether a page may be fetched. A missing robots.txt allows all, an unreachable one nothing (RFC 9309)."""

    def __init__(self, fetcher: Fetcher, *, user_agent: str) -> None:
        self._fetcher = fetcher
        self._agent = user_agent.partition("/")[0].strip() or "*"
        self._lock = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._rules: dict[str, Callable[[str], bool]] = {}

    def allows(self, url: str) -> bool:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            lock = self._locks.setdefault(site, threading.Lock())
        with lock:
            if site not in self._rules:
                self._rules[site] = self._read(site)
        return self._rules[site](url)

    def _read(self, site: str) -> Callable[[str], bool]:
        try:
            answer = self._fetcher.get(f"{site}/robots.txt", max_bytes=MAX_ROBOTS_BYTES)
        except FetchError as error:
            missing = error.status is not None and 400 <= error.status < 500 and error.status != 429
            return lambda _url: missing
        rules = Protego.parse(answer.body.decode("utf-8", "replace"))
        return lambda url: bool(rules.can_fetch(url, self._agent))
