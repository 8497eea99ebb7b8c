"""HTTP with manners: one guarded client, bounded in time, size and redirects, spaced by host."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx2

from digest.collect.guarded_connections import Deadline, guarded_transport
from digest.collect.host_turns import HostMemory, HostTurns
from digest.collect.http_answers import REDIRECTS, read_answer, refuse_bad_status
from digest.collect.network_addresses import parse_networks
from digest.collect.plaintext import strip_controls
from digest.config.settings import CollectSettings
from digest.errors import ConfigError, FetchError
from digest.protocols import Fetched

ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml,"
    " application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.7, */*;q=0.5"
)

PERMANENT = frozenset({301, 308})
"""Redirects that say that an address is gone for good (RFC 9110 section 15.4)."""

NOT_MODIFIED = 304

SPARE_CONNECTIONS = 8
CONNECTIONS_PER_WORKER = 2
"""A worker holds one connection, and may leave one open at the host it asked before."""

MAX_WORDS_CHARS = 160
"""The part of an outside error that is told."""


class HttpFetcher:
    """Fetch over HTTP within `settings`; safe for many threads. Close it, or use it in a `with`.

    Fetchers with one `hosts` keep the manners towards each host together.
    """

    def __init__(
        self,
        settings: CollectSettings,
        *,
        http2: bool = True,
        hosts: HostMemory | None = None,
    ) -> None:
        try:
            allowed = parse_networks(settings.allow_networks)
        except ValueError as error:
            raise ConfigError(f"collect.allow_networks: {error}") from error
        self._settings = settings
        self._deadline = Deadline()
        self._turns = HostTurns(per_host=settings.per_host, gap_s=settings.host_gap_s, memory=hosts)
        connections = CONNECTIONS_PER_WORKER * settings.workers + SPARE_CONNECTIONS
        self._client = httpx2.Client(
            transport=guarded_transport(
                allowed, self._deadline, connections=connections, http2=http2
            ),
            headers={
                "user-agent": settings.user_agent,
                "accept": ACCEPT,
                "accept-encoding": "gzip, deflate",
            },
            timeout=httpx2.Timeout(settings.timeout_s, connect=settings.connect_timeout_s),
            # each step of a redirect is judged here, as the first address was
            follow_redirects=False,
            # a proxy of the environment would reach what the guard refuses
            trust_env=False,
        )

    def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        max_bytes: int | None = None,
        gap_s: float = 0.0,
    ) -> Fetched:
        """Return the answer (200–299, or 304 to a conditional request), redirects followed.

        `gap_s` is the least time since the last request to the host, where that is more than
        `host_gap_s`. A body whose end is missing comes with `cut`.

        Raises FetchError in plain words, with the status and the wait that the server asked for in
        Retry-After; BlockedAddress when a host leads to an address that must not be asked. The
        whole exchange takes at most `timeout_s`, not counting the wait for the host's turn.
        """
        limit = self._settings.max_feed_bytes if max_bytes is None else max_bytes
        left_s, is_permanent, current = self._settings.timeout_s, True, url
        for _ in range(self._settings.max_redirects + 1):
            # each redirect waits for the turn of its own host
            with self._turns.turn(host_of(current), gap_s):
                started = time.monotonic()
                answer = self._exchange(current, headers or {}, limit, left_s)
                # the wait for a turn does not count
                left_s -= time.monotonic() - started
            if isinstance(answer, Fetched):
                if not is_permanent or current == url:
                    return answer
                return _moved(answer, current)
            # one temporary step makes the whole way temporary
            is_permanent = is_permanent and answer.is_permanent
            current = answer.target
        raise FetchError(
            f"redirects more than {self._settings.max_redirects} times",
            subject=url,
            hint="open the address in a browser and put the last one into sources.yaml",
        )

    def post(self, url: str, form: Mapping[str, str]) -> int:
        """Send a small form and return the status. No redirect is followed and no body is read.

        Guarded and bounded like `get`; raises FetchError when no answer comes.
        """
        with (
            self._turns.turn(host_of(url)),
            self._plain_errors(url),
            self._deadline.within(self._settings.timeout_s),
            self._client.stream("POST", url, data=dict(form)) as response,
        ):
            return response.status_code

    def close(self) -> None:
        """End every wait and connection."""
        self._turns.stop()
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _exchange(
        self, url: str, headers: Mapping[str, str], limit: int, left_s: float
    ) -> Fetched | _Redirect:
        """Make one request and read its answer, every failure in plain words."""
        with (
            self._plain_errors(url),
            self._deadline.within(left_s),
            self._client.stream("GET", url, headers=dict(headers)) as response,
        ):
            # a feed needs no memory of its reader: what a server sets is forgotten
            self._client.cookies.clear()
            if response.status_code in REDIRECTS and "location" in response.headers:
                return _redirect(url, response)
            refuse_bad_status(url, response)
            body, cut = b"", False
            if response.status_code != NOT_MODIFIED:
                body, cut = read_answer(url, response, limit)
            return Fetched(
                url=url,
                status=response.status_code,
                headers=dict(response.headers),
                body=body,
                cut=cut,
            )

    @contextmanager
    def _plain_errors(self, url: str) -> Iterator[None]:
        """Turn every error of the client into a FetchError in plain words."""
        try:
            yield
        except httpx2.TimeoutException as error:
            raise FetchError(
                f"did not answer within {self._settings.timeout_s:g} s",
                subject=url,
                hint="it may be busy; raise collect.timeout_s if it is always slow",
            ) from error
        except httpx2.UnsupportedProtocol as error:
            raise FetchError(
                "is not an http or https address", subject=url, hint="mend it in sources.yaml"
            ) from error
        except httpx2.DecodingError as error:
            raise FetchError("sent a body whose compression is broken", subject=url) from error
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError) as error:
            raise FetchError(_plain_words(error), subject=url) from error
        # last: the client's own errors are of these kinds, too
        except (UnicodeError, ValueError) as error:
            raise FetchError(
                "is not an address that can be asked", subject=url, hint=str(error)[:120]
            ) from error


def _moved(answer: Fetched, address: str) -> Fetched:
    return Fetched(
        url=answer.url,
        status=answer.status,
        headers=answer.headers,
        body=answer.body,
        cut=answer.cut,
        moved_to=address,
    )


@dataclass(frozen=True, slots=True)
class _Redirect:
    """The address that an answer leads to."""

    target: str
    is_permanent: bool


def _redirect(url: str, response: httpx2.Response) -> _Redirect:
    target = urljoin(url, response.headers["location"].strip()).partition("#")[0]
    if urlsplit(target).scheme not in ("http", "https"):
        raise FetchError("redirects to something that is not http", subject=url)
    return _Redirect(target, is_permanent=response.status_code in PERMANENT)


def host_of(url: str) -> str:
    """Return the host and port of an address, by which requests are spaced."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return url


def _plain_words(error: Exception) -> str:
    """Tell an error of the connection in words; the server's own words are cleaned and cut."""
    words = strip_controls(str(error)).strip().rstrip(".")[:MAX_WORDS_CHARS]
    if isinstance(error, httpx2.ConnectError):
        # the trouble that an operator can tell the outlet about
        if "certificate" in words.lower():
            return f"has a certificate that cannot be trusted ({words})"
        if not words:
            return "cannot be reached"
        return f"cannot be reached ({words})"
    if isinstance(error, httpx2.RemoteProtocolError):
        return f"broke the rules of HTTP ({words})"
    return f"broke the connection ({words or type(error).__name__})"
