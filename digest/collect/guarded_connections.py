"""Connections of the collector: every address is judged as it is connected to, every read obeys the request's deadline.

The guard sits under the HTTP client, so redirects and names that change their address between look-up and connection
are covered: what is judged is what is connected to.
"""

from __future__ import annotations

import queue
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import httpcore2
import httpx2

from digest.collect.network_addresses import Network, refusal
from digest.errors import BlockedAddress

Address = tuple[socket.AddressFamily, tuple[Any, ...]]


class Deadline(threading.local):
    """When the request of this thread must be over, on the monotonic clock."""

    at: float = float("inf")

    def left(self, timeout: float | None) -> float:
        return min(self.at - time.monotonic(), float("inf") if timeout is None else timeout)

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        before, self.at = self.at, time.monotonic() + seconds
        try:
            yield
        finally:
            self.at = before


def guarded_transport(
    allowed: Iterable[Network], deadline: Deadline, *, connections: int, http2: bool = True
) -> httpx2.HTTPTransport:
    """An httpx2 transport whose connections are guarded and bounded by `deadline`."""
    transport = httpx2.HTTPTransport(http2=http2, trust_env=False)
    transport._pool = httpcore2.ConnectionPool(
        ssl_context=httpx2.create_ssl_context(trust_env=False),
        max_connections=connections,
        max_keepalive_connections=connections // 2,
        keepalive_expiry=15.0,
        http1=True,
        http2=http2,
        network_backend=_GuardedBackend(tuple(allowed), deadline),
    )
    return transport


class _GuardedBackend(httpcore2.NetworkBackend):
    def __init__(self, allowed: tuple[Network, ...], deadline: Deadline) -> None:
        self._allowed = allowed
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,  # noqa: ARG002 - the seam of httpcore2
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        until = time.monotonic() + self._left(timeout)
        addresses = self._judged(host, _resolve(host, port, until - time.monotonic()))
        failure: OSError | None = None
        for at, (family, address) in enumerate(addresses):
            share = (until - time.monotonic()) / (len(addresses) - at)
            if share <= 0:
                break
            try:
                return _BoundedStream(_connected(family, address, share), self._deadline)
            except TimeoutError:
                failure = None
            except OSError as error:
                failure = error
        if failure is None:
            raise httpcore2.ConnectTimeout("no connection in time")
        raise httpcore2.ConnectError(str(failure)) from failure

    def _left(self, timeout: float | None) -> float:
        left = self._deadline.left(timeout)
        if left <= 0:
            raise httpcore2.ConnectTimeout("the request's time was over")
        return left

    def _judged(self, host: str, addresses: list[Address]) -> list[Address]:
        """The addresses that may be connected to; none is an error that says why."""
        reasons = {address: refusal(str(address[1][0]), self._allowed) for address in addresses}
        open_ones = [address for address, reason in reasons.items() if not reason]
        if open_ones:
            return open_ones
        why = next(iter(reasons.values()), "no address")
        raise BlockedAddress(
            f"leads to {why}, which is never asked",
            subject=host,
            hint="if it is yours, add its network to collect.allow_networks in digest.yaml",
        )


def _resolve(host: str, port: int, timeout: float) -> list[Address]:
    """Look the name up in a thread of its own: the system's resolver knows no deadline."""
    answer: queue.SimpleQueue[list[Address] | OSError | UnicodeError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answer.put(list(dict.fromkeys((family, address) for family, _, _, _, address in found)))
        except (OSError, UnicodeError) as error:
            answer.put(error)

    threading.Thread(target=ask, name="resolve", daemon=True).start()
    try:
        result = answer.get(timeout=max(0.0, timeout))
    except queue.Empty:
        raise httpcore2.ConnectTimeout("the name server did not answer in time") from None
    if isinstance(result, list):
        return result
    raise httpcore2.ConnectError(f"no address found for {host}") from result


def _connected(
    family: socket.AddressFamily, address: tuple[Any, ...], timeout: float
) -> socket.socket:
    connection = socket.socket(family, socket.SOCK_STREAM)
    try:
        connection.settimeout(timeout)
        connection.connect(address)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except BaseException:
        connection.close()
        raise
    return connection


class _BoundedStream(httpcore2.NetworkStream):
    """A socket whose every wait ends with the deadline of the request, however slowly its bytes drip."""

    def __init__(self, connection: socket.socket, deadline: Deadline) -> None:
        self._socket = connection
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            self._arm(timeout, httpcore2.ReadTimeout)
            return self._socket.recv(max_bytes)
        except TimeoutError as error:
            raise httpcore2.ReadTimeout(str(error)) from error
        except OSError as error:
            raise httpcore2.ReadError(str(error)) from error

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        try:
            self._arm(timeout, httpcore2.WriteTimeout)
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
            self._arm(timeout, httpcore2.ConnectTimeout)
            return _BoundedStream(
                ssl_context.wrap_socket(self._socket, server_hostname=server_hostname),
                self._deadline,
            )
        except TimeoutError as error:
            self.close()
            raise httpcore2.ConnectTimeout(str(error)) from error
        except (OSError, ValueError) as error:
            self.close()
            raise httpcore2.ConnectError(str(error)) from error

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

    def _arm(self, timeout: float | None, late: type[Exception]) -> None:
        left = self._deadline.left(timeout)
        if left <= 0:
            raise late("the request's time was over")
        self._socket.settimeout(None if left == float("inf") else left)


def _is_readable(connection: socket.socket) -> bool:
    """True when an idle connection was closed by the other side (a read would return at once)."""
    import select

    if connection.fileno() < 0:
        return True
    poll = select.poll()
    poll.register(connection, select.POLLIN)
    return bool(poll.poll(0))
