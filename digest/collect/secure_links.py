"""Secure links: `http:` addresses of articles become `https:` where their host answers there.

A host is asked once for its robots.txt, through the guards and manners of the collector, and its
answer is kept for some weeks. A host that does not answer keeps its address; preflight warns.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from digest.collect.robots import MAX_ROBOTS_BYTES
from digest.errors import FetchError
from digest.models import Article
from digest.protocols import Fetcher, SecureHosts

# An answer is asked for anew after this time: hosts get certificates, and lose them.
KEPT = timedelta(days=30)
# Hosts that one round may ask: a feed of links to everywhere must not make a scanner of us, and
# hosts that do not answer are waited for one after another.
MOST_ASKED = 10
# Answers by which a host shows that it speaks https: it has the file, or says that it has none.
_ANSWERS = frozenset({404, 410})


@dataclass(slots=True, kw_only=True)
class SecureLinks:
    """One round of collecting: the hosts asked so far, and those that stores know."""

    fetcher: Fetcher
    hosts: SecureHosts
    now: datetime
    asked: int = 0
    answers: dict[str, bool] = field(default_factory=dict)

    def secured(self, articles: Iterable[Article]) -> tuple[Article, ...]:
        """Return the articles, each with the address that a reader should open."""
        articles = tuple(articles)
        self._remember(articles)
        secured = []
        for article in articles:
            host = http_host(article.url)
            if host and self._answers(host):
                article = replace(article, url=f"https:{article.url.partition(':')[2]}")
            secured.append(article)
        return tuple(secured)

    def _remember(self, articles: Iterable[Article]) -> None:
        """Read the answers that hosts gave before, all at once."""
        unknown = {http_host(article.url) for article in articles} - self.answers.keys() - {""}
        if unknown:
            self.answers |= self.hosts.known(unknown, since=self.now - KEPT)

    def _answers(self, host: str) -> bool:
        if host not in self.answers:
            # asked in a later round
            if self.asked >= MOST_ASKED:
                return False
            self.asked += 1
            self.answers[host] = self._ask(host)
            self.hosts.keep(host, answers=self.answers[host], now=self.now)
        return self.answers[host]

    def _ask(self, host: str) -> bool:
        try:
            answer = self.fetcher.get(f"https://{host}/robots.txt", max_bytes=MAX_ROBOTS_BYTES)
        except FetchError as error:
            return error.status in _ANSWERS
        # a host that leads back to http speaks no https to readers
        return answer.url.startswith("https:")


def http_host(url: str) -> str:
    """Return the host of an http address; "" for all others, and for a port of its own.

    >>> http_host("http://News.example/a"), http_host("https://news.example/a")
    ('news.example', '')
    """
    parts = urlsplit(url)
    # a server on a port of its own says nothing about the port of https
    if parts.scheme != "http" or ":" in parts.netloc or "@" in parts.netloc:
        return ""
    return parts.netloc.lower()
