"""Connection limits: how many connections readers may hold open, and for how long.

A few slow or idle clients must not take the descriptors and the patience that sending needs.
"""

from __future__ import annotations

import asyncio
import socket
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import ClassVar

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_WITHIN_S = 10.0
"""A browser sends the head of a request in one piece; ten seconds bear a bad radio link."""

ANSWER_WITHIN_S = 60.0
"""Seconds from the head of a request to the last byte of the answer, for slow readers too."""

MOST_CONNECTIONS = 512
"""Connections in all. A TLS proxy in front opens far fewer."""

MOST_FROM_ONE_ADDRESS = 32
"""Connections from one address; a browser opens six. The operator's own proxy has no such cap."""

Network = IPv4Network | IPv6Network

SHARE_OF_DESCRIPTORS = 4
"""Readers' connections take a quarter of the process's descriptors: the rest is for sending."""


MOST_AT_ONCE = 128
DESCRIPTORS_AT_ONCE = 16
"""Connections that are taken from the system at one time: a sixteenth of the descriptors. A burst
of more waits there: no connection takes a descriptor before it is admitted or refused."""


@dataclass(slots=True, kw_only=True)
class ConnectionLimits:
    """The caps, and the connections that are open now."""

    most: int = MOST_CONNECTIONS
    most_from_one_address: int = MOST_FROM_ONE_ADDRESS
    head_within_s: float = HEAD_WITHIN_S
    answer_within_s: float = ANSWER_WITHIN_S
    at_once: int = MOST_AT_ONCE
    proxies: Sequence[Network] = ()
    """Networks of the operator's own proxies, besides this machine."""
    open_from: Counter[str] = field(default_factory=Counter)

    def admit(self, address: str) -> bool:
        """Count a new connection and return True, or return False when a cap is reached.

        >>> limits = ConnectionLimits(most_from_one_address=1)
        >>> limits.admit("192.0.2.1"), limits.admit("192.0.2.1")
        (True, False)
        """
        # the cap for all comes first: a proxy's address has no cap of its own
        if self.open_from.total() >= self.most:
            return False
        if self.open_from[address] >= self.most_from_one_address and not self._is_proxy(address):
            return False
        self.open_from[address] += 1
        return True

    def release(self, address: str) -> None:
        """Count an admitted connection as closed."""
        self.open_from[address] -= 1
        if self.open_from[address] <= 0:
            # a long-lived server must not remember every address that ever came
            del self.open_from[address]

    def _is_proxy(self, address: str) -> bool:
        try:
            host = ip_address(address)
        except ValueError:
            # a Unix socket has no address; only this machine reaches it
            return True
        return host.is_loopback or any(host in network for network in self.proxies)


def descriptor_limits(proxies: Sequence[Network] = ()) -> ConnectionLimits:
    """Return limits that leave most of the process's file descriptors to sending."""
    try:
        # imported late: not every system has it
        import resource
    except ModuleNotFoundError:  # Windows has no such limit
        return ConnectionLimits(proxies=proxies)
    descriptors, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if descriptors == resource.RLIM_INFINITY:
        return ConnectionLimits(proxies=proxies)
    return ConnectionLimits(
        proxies=proxies,
        most=max(1, min(MOST_CONNECTIONS, descriptors // SHARE_OF_DESCRIPTORS)),
        at_once=max(1, min(MOST_AT_ONCE, descriptors // DESCRIPTORS_AT_ONCE)),
    )


class LimitedProtocol(H11Protocol):
    """One connection: refused past a cap, cut off when its client is too slow."""

    limits: ClassVar[ConnectionLimits]
    _address = ""
    _admitted = False
    _timer: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle | None = None
    """Runs while the client has not yet taken all bytes of answers that are complete."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Admit the connection or close it at once."""
        # uvicorn sets `client` and `transport` in here
        super().connection_made(transport)
        send_at_once(transport)
        self._address = self.client[0] if self.client else ""
        self._admitted = self.limits.admit(self._address)
        if self._admitted:
            self._allow(self.limits.head_within_s)
        else:
            transport.abort()

    def data_received(self, data: bytes) -> None:
        """Read a piece of a request."""
        if not self._admitted:
            return
        if self._timer is None:
            # the next request of a kept connection begins
            self._allow(self.limits.head_within_s)
        # uvicorn makes a new cycle as soon as the head of a request is complete
        before = self.cycle
        super().data_received(data)
        if self.cycle is not before:
            self._allow(self.limits.answer_within_s)
            # a client that asks again has read what came before
            if self.transport.get_write_buffer_size() == 0:
                self._stop_unread()
            # a short answer may be done within the call above
            if self.cycle.response_complete:
                self._stop_timer()

    def on_response_complete(self) -> None:
        """Wait for the next request: uvicorn's keep-alive time-out holds meanwhile.

        That time-out closes politely, behind the last byte: a client that never reads would keep
        its place for good.
        """
        self._stop_timer()
        is_unread = self.transport.get_write_buffer_size() > 0
        # one timer for all answers: a client must not gain time by asking again
        if is_unread and self._unread is None:
            within_s = self.limits.answer_within_s
            self._unread = self.loop.call_later(within_s, self._cut_off_unread)
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Free the place of the connection."""
        self._stop_timer()
        self._stop_unread()
        if self._admitted:
            # only an admitted connection was counted
            self.limits.release(self._address)
        super().connection_lost(exc)

    def _allow(self, seconds: float) -> None:
        self._stop_timer()
        self._timer = self.loop.call_later(seconds, self.transport.abort)

    def _cut_off_unread(self) -> None:
        self._unread = None
        if self.transport.get_write_buffer_size() > 0:
            self.transport.abort()

    def _stop_unread(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def send_at_once(transport: asyncio.Transport) -> None:
    """Send the small pieces of an answer without waiting for the client's word on earlier ones.

    asyncio does so only where it opened the listening socket itself. Else the second answer on a
    kept connection takes 40 ms more.
    """
    connection = transport.get_extra_info("socket")
    # a Unix socket knows no such option
    if connection is not None and connection.family in (socket.AF_INET, socket.AF_INET6):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def limited_protocol(limits: ConnectionLimits) -> type[LimitedProtocol]:
    """Return the protocol of one server: its connections share these limits."""

    # uvicorn takes a class and makes the objects itself, so the class holds the limits
    class OneServersProtocol(LimitedProtocol):
        pass

    OneServersProtocol.limits = limits
    return OneServersProtocol
