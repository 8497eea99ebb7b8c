"""Connections of the collector: judged as they are made, and bounded by the request's deadline.

The guard sits under the HTTP client, so it also covers redirects, and names that change their
address between look-up and connection: the address that is judged is the address connected to.
"""

from __future__ import annotations

import queue
import select
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

import httpcore2
import httpx2

from digest.collect.network_addresses import Network, refusal
from digest.errors import BlockedAddress

SocketAddress = tuple[socket.AddressFamily, tuple[Any, ...]]
"""A family and the address that `socket.connect` takes."""

LookUp = Callable[[str, int, float], Sequence[SocketAddress]]
"""Host, port and seconds → the addresses of the host, in the order in which they are tried."""

IDLE_S = 15.0
"""A connection that stays open so long without a request is closed."""

NO_LIMIT_S = float("inf")


class Deadline(threading.local):
    """The moment at which the request of this thread must be over, on the monotonic clock."""

    at: float = NO_LIMIT_S

    def left_s(self, timeout_s: float | None) -> float:
        """Return the seconds left, `timeout_s` at most."""
        left_s = self.at - time.monotonic()
        if timeout_s is None:
            return left_s
        return min(left_s, timeout_s)

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Set the deadline of this thread for the time of a `with` block."""
        before, self.at = self.at, time.monotonic() + seconds
        try:
            yield
        finally:
            self.at = before


def guarded_transport(
    allowed: Iterable[Network], deadline: Deadline, *, connections: int, http2: bool = True
) -> httpx2.HTTPTransport:
    """Return an httpx2 transport whose connections are guarded and bounded by `deadline`."""
    transport = httpx2.HTTPTransport(verify=_tls_context(), http2=http2, trust_env=False)
    # httpx2 has no public way to set the backend of its pool
    transport._pool = httpcore2.ConnectionPool(
        ssl_context=_tls_context(),
        max_connections=connections,
        max_keepalive_connections=connections // 2,
        keepalive_expiry=IDLE_S,
        http1=True,
        http2=http2,
        network_backend=GuardedBackend(tuple(allowed), deadline),
    )
    return transport


@cache
def _tls_context() -> ssl.SSLContext:
    # once a process: the certificates of all authorities take some 20 ms to read
    return httpx2.create_ssl_context(trust_env=False)


class GuardedBackend(httpcore2.NetworkBackend):
    """Opens connections to public addresses, and to those the operator allows."""

    def __init__(
        self, allowed: Sequence[Network], deadline: Deadline, look_up: LookUp | None = None
    ) -> None:
        self._allowed = allowed
        self._deadline = deadline
        self._look_up = look_up or look_up_host

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,  # noqa: ARG002 - the seam of httpcore2
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        """Connect to the first address of the host that answers in its share of the time.

        A host whose IPv6 address is dead is reached by its IPv4 address. Raises BlockedAddress when
        the host has no address that may be asked.
        """
        left_s = self._deadline.left_s(timeout)
        if left_s <= 0:
            raise httpcore2.ConnectTimeout("the request's time was over")
        until = time.monotonic() + left_s
        addresses = self._permitted(host, self._look_up(host, port, left_s))
        failure: OSError | None = None
        for tried, (family, address) in enumerate(addresses):
            # each address gets its share of the time that is left
            share_s = (until - time.monotonic()) / (len(addresses) - tried)
            if share_s <= 0:
                break
            try:
                return _BoundedStream(_connected(family, address, share_s), self._deadline)
            except TimeoutError:
                # a time-out says more than the refusal of the address before
                failure = None
            except OSError as error:
                failure = error
        if failure is None:
            raise httpcore2.ConnectTimeout("no connection in time")
        raise httpcore2.ConnectError(str(failure)) from failure

    def _permitted(self, host: str, addresses: Sequence[SocketAddress]) -> list[SocketAddress]:
        """Return the addresses that may be asked. Raise BlockedAddress, with why, without any."""
        permitted = []
        reason = "no address"
        for family, address in addresses:
            fault = refusal(str(address[0]), self._allowed)
            if not fault:
                permitted.append((family, address))
            # the first fault is told: the operator looks that address up first
            elif not permitted and reason == "no address":
                reason = fault
        if permitted:
            return permitted
        raise BlockedAddress(
            f"leads to {reason}, which is never asked",
            subject=host,
            hint="if it is yours, add its network to collect.allow_networks in digest.yaml",
        )


def look_up_host(host: str, port: int, timeout_s: float) -> list[SocketAddress]:
    """Look a name up in a thread of its own, because the system's resolver knows no deadline."""
    answer: queue.SimpleQueue[list[SocketAddress] | OSError | UnicodeError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            records = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            answer.put(error)
            return
        addresses = [(family, address) for family, _, _, _, address in records]
        # each address once, in the order of the resolver
        answer.put(list(dict.fromkeys(addresses)))

    # a daemon: a resolver that hangs must not hold the program
    threading.Thread(target=ask, name="resolve", daemon=True).start()
    try:
        result = answer.get(timeout=max(0.0, timeout_s))
    except queue.Empty:
        raise httpcore2.ConnectTimeout("the name server did not answer in time") from None
    if isinstance(result, list):
        return result
    raise httpcore2.ConnectError(f"no address found for {host}") from result


def _connected(
    family: socket.AddressFamily, address: tuple[Any, ...], timeout_s: float
) -> socket.socket:
    connection = socket.socket(family, socket.SOCK_STREAM)
    try:
        connection.settimeout(timeout_s)
        connection.connect(address)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    # also on an interrupt: the descriptor is never left open
    except BaseException:
        connection.close()
        raise
    return connection


class _BoundedStream(httpcore2.NetworkStream):
    """A socket whose every wait ends with the request's deadline, however slowly bytes drip."""

    def __init__(self, connection: socket.socket, deadline: Deadline) -> None:
        self._socket = connection
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            self._limit_next_wait(timeout, httpcore2.ReadTimeout)
            return self._socket.recv(max_bytes)
        except TimeoutError as error:
            raise httpcore2.ReadTimeout(str(error)) from error
        except OSError as error:
            raise httpcore2.ReadError(str(error)) from error

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        try:
            self._limit_next_wait(timeout, httpcore2.WriteTimeout)
            self._socket.sendall(buffer)
        except TimeoutError as error:
            raise httpcore2.WriteTimeout(str(error)) from error
        except OSError as error:
            raise httpcore2.WriteError(str(error)) from error

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        try:
            self._limit_next_wait(timeout, httpcore2.ConnectTimeout)
            secured = ssl_context.wrap_socket(self._socket, server_hostname=server_hostname)
        # before OSError, which is its parent
        except TimeoutError as error:
            self.close()
            raise httpcore2.ConnectTimeout(str(error)) from error
        except (OSError, ValueError) as error:
            self.close()
            raise httpcore2.ConnectError(str(error)) from error
        return _BoundedStream(secured, self._deadline)

    def close(self) -> None:
        self._socket.close()

    def get_extra_info(self, info: str) -> Any:
        if info == "ssl_object":
            return self._socket if isinstance(self._socket, ssl.SSLSocket) else None
        if info == "socket":
            return self._socket
        if info == "is_readable":
            return _is_readable(self._socket)
        return None

    def _limit_next_wait(self, timeout_s: float | None, too_late: type[Exception]) -> None:
        """Set the time-out of the socket's next call; raise `too_late` when no time is left."""
        left_s = self._deadline.left_s(timeout_s)
        if left_s <= 0:
            raise too_late("the request's time was over")
        self._socket.settimeout(None if left_s == NO_LIMIT_S else left_s)


def _is_readable(connection: socket.socket) -> bool:
    """Tell whether the other side closed an idle connection: a read would return at once."""
    if connection.fileno() < 0:
        return True
    if not hasattr(select, "poll"):
        # Windows has no poll, and its select knows no limit of descriptors
        return bool(select.select([connection], [], [], 0)[0])
    poll = select.poll()
    poll.register(connection, select.POLLIN)
    return bool(poll.poll(0))
