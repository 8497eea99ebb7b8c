"""HTTP with manners: one shared client, per-host caps and spacing, bounded in time, size and redirects, guarded."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx2

from digest.collect.guarded_connections import Deadline, guarded_transport
from digest.collect.network_addresses import parse_networks
from digest.config.settings import CollectSettings
from digest.errors import BlockedAddress, ConfigError, FetchError
from digest.protocols import Fetched

ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, "
    "text/xml;q=0.9, application/json;q=0.8, text/html;q=0.7, */*;q=0.5"
)
PERMANENT = frozenset({301, 308})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
LONGEST_RETRY_S = 7 * 86_400.0


class HttpFetcher:
    """Fetch over HTTP within `settings`; safe for many threads. Close it, or use it in a `with`."""

    def __init__(self, settings: CollectSettings, *, http2: bool = True) -> None:
        try:
            allowed = parse_networks(settings.allow_networks)
        except ValueError as error:
            raise ConfigError(f"collect.allow_networks: {error}") from error
        self._settings = settings
        self._deadline = Deadline()
        self._hosts = _Hosts(per_host=settings.per_host, gap_s=settings.host_gap_s)
        self._client = httpx2.Client(
            transport=guarded_transport(
                allowed, self._deadline, connections=2 * settings.workers + 8, http2=http2
            ),
            headers={
                "user-agent": settings.user_agent,
                "accept": ACCEPT,
                "accept-encoding": "gzip, deflate",
            },
            timeout=httpx2.Timeout(settings.timeout_s, connect=settings.connect_timeout_s),
            follow_redirects=False,
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

        `gap_s` is the least time since the last request to the host, where that is more than `host_gap_s`.

        Raises FetchError in plain words, with the status and what the server asked in Retry-After; BlockedAddress
        when a host leads to an address that must not be asked. The whole exchange takes at most `timeout_s`, not
        counting the wait for the host's turn.
        """
        limit = self._settings.max_feed_bytes if max_bytes is None else max_bytes
        left_s, permanent, current = self._settings.timeout_s, True, url
        for _ in range(self._settings.max_redirects + 1):
            with self._hosts.turn(_host_of(current), gap_s):
                started = time.monotonic()
                answer = self._exchange(current, headers or {}, limit, left_s)
                left_s -= time.monotonic() - started
            if isinstance(answer, Fetched):
                moved_to = current if permanent and current != url else ""
                return Fetched(
                    url=current,
                    status=answer.status,
                    headers=answer.headers,
                    body=answer.body,
                    moved_to=moved_to,
                )
            permanent = permanent and answer.permanent
            current = answer.target
        raise FetchError(
            f"redirects more than {self._settings.max_redirects} times",
            subject=url,
            hint="open the address in a browser and put the last one into sources.yaml",
        )

    def post(self, url: str, form: Mapping[str, str]) -> int:
        """Send a small form and return the status, whatever it is. No redirect is followed and no body is read.

        Guarded and bounded like `get`; raises FetchError when no answer comes.
        """
        with (
            self._hosts.turn(_host_of(url)),
            self._plain_errors(url),
            self._deadline.within(self._settings.timeout_s),
            self._client.stream("POST", url, data=dict(form)) as response,
        ):
            return response.status_code

    def close(self) -> None:
        """End every wait and connection."""
        self._hosts.stop()
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
        """One request and its answer, every failure in plain words."""
        with (
            self._plain_errors(url),
            self._deadline.within(left_s),
            self._client.stream("GET", url, headers=dict(headers)) as response,
        ):
            if response.status_code in REDIRECTS and "location" in response.headers:
                return _redirect(url, response)
            _refuse_bad_status(url, response)
            body = b"" if response.status_code == 304 else _read(url, response, limit)
            return Fetched(
                url=url, status=response.status_code, headers=dict(response.headers), body=body
            )

    @contextmanager
    def _plain_errors(self, url: str) -> Iterator[None]:
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
        except (UnicodeError, ValueError) as error:
            raise FetchError(
                "is not an address that can be asked", subject=url, hint=str(error)[:120]
            ) from error


# ---- reading the answer --------------------------------------------------------------------------------------------


class _Redirect:
    __slots__ = ("permanent", "target")

    def __init__(self, target: str, *, permanent: bool) -> None:
        self.target = target
        self.permanent = permanent


def _redirect(url: str, response: httpx2.Response) -> _Redirect:
    target = urljoin(url, response.headers["location"].strip()).partition("#")[0]
    if urlsplit(target).scheme not in ("http", "https"):
        raise FetchError("redirects to something that is not http", subject=url)
    return _Redirect(target, permanent=response.status_code in PERMANENT)


def _read(url: str, response: httpx2.Response, limit: int) -> bytes:
    """The body, counted after decompression, so that a small bomb cannot grow."""
    pieces, size = [], 0
    for piece in response.iter_bytes():
        size += len(piece)
        if size > limit:
            raise FetchError(
                f"sent more than {limit / 1_000_000:.3g} MB",
                subject=url,
                hint="raise collect.max_feed_bytes if this is meant",
                status=response.status_code,
            )
        pieces.append(piece)
    return b"".join(pieces)


_MEANINGS: dict[int, tuple[str, str]] = {
    400: ("the server does not understand the request", ""),
    401: ("it wants a password", "ask the publisher for an open feed"),
    402: ("it wants payment", "ask the publisher for an open feed"),
    403: (
        "this server refuses automated readers",
        "set collect.user_agent to a name with your address, or ask the publisher to let it in",
    ),
    404: ("there is no such page", "look for the feed's new address and put it into sources.yaml"),
    406: ("it has no form of this page that we read", ""),
    410: (
        "the publisher took this feed away for good",
        "remove it from sources.yaml, or set enabled: false",
    ),
    429: ("too many requests; it will be asked less often", "raise interval_s of this source"),
    451: ("blocked for legal reasons", ""),
}


def _refuse_bad_status(url: str, response: httpx2.Response) -> None:
    status = response.status_code
    if 200 <= status < 300 or status == 304:
        return
    meaning, hint = _MEANINGS.get(
        status, ("the server is in trouble; it will be asked again later", "")
    )
    if status < 400:
        meaning = "a redirect that leads nowhere"
    elif status < 500 and status not in _MEANINGS:
        meaning = "the server refuses the request"
    name = f"{status} {response.reason_phrase}".strip()
    raise FetchError(
        f"answered {name}: {meaning}",
        subject=url,
        hint=hint,
        status=status,
        retry_after_s=_retry_after(response),
    )


def _retry_after(response: httpx2.Response) -> float | None:
    """Seconds the server asks to wait, from a number or a date measured against the server's own clock."""
    raw = response.headers.get("retry-after", "").strip()
    if raw.isdigit():
        return min(float(raw[:9]), LONGEST_RETRY_S)
    until, now = _http_date(raw), _http_date(response.headers.get("date", "")) or datetime.now(UTC)
    return min(max(0.0, (until - now).total_seconds()), LONGEST_RETRY_S) if until else None


def _http_date(raw: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(raw)
    except (ValueError, TypeError, IndexError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _plain_words(error: Exception) -> str:
    said = str(error).strip().rstrip(".")
    if isinstance(error, httpx2.ConnectError):
        if "certificate" in said.lower():
            return f"has a certificate that cannot be trusted ({said[:160]})"
        return f"cannot be reached ({said[:160]})" if said else "cannot be reached"
    if isinstance(error, httpx2.RemoteProtocolError):
        return f"broke the rules of HTTP ({said[:160]})"
    return f"broke the connection ({said[:160] or type(error).__name__})"


# ---- manners towards one host --------------------------------------------------------------------------------------


def _host_of(url: str) -> str:
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return url


class _Hosts:
    """Lets at most `per_host` requests at a time through to one host, their starts `gap_s` apart or more."""

    def __init__(
        self, *, per_host: int, gap_s: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._per_host = max(1, per_host)
        self._gap_s = gap_s
        self._clock = clock
        self._lock = threading.Lock()
        self._slots: dict[str, threading.BoundedSemaphore] = {}
        self._last_start: dict[str, float] = {}
        self._stopped = threading.Event()

    @contextmanager
    def turn(self, host: str, gap_s: float = 0.0) -> Iterator[None]:
        """Wait for a slot of a host that has rested; the wait itself takes no slot, so it holds nobody else up."""
        with self._lock:
            slot = self._slots.setdefault(host, threading.BoundedSemaphore(self._per_host))
        wait_s = 0.0
        while not self._stopped.wait(wait_s):
            with slot:
                wait_s = self._start(host, max(gap_s, self._gap_s))
                if wait_s <= 0:
                    yield
                    return
        raise FetchError("was not asked: collecting was stopped", subject=host)

    def _start(self, host: str, gap_s: float) -> float:
        """Start a request now if the host has rested for `gap_s`; otherwise return the seconds to wait."""
        with self._lock:
            now = self._clock()
            wait_s = self._last_start.get(host, -math.inf) + gap_s - now
            if wait_s <= 0:
                self._last_start[host] = now
            return wait_s

    def stop(self) -> None:
        self._stopped.set()


__all__ = ["BlockedAddress", "HttpFetcher"]
