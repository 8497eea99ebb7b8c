"""SmtpConnection: octets and lines to and from one relay. Knows nothing about commands."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable
from typing import cast

from digest.config import Relay
from digest.deliver.blocking_calls import run_in_thread
from digest.errors import RelayError

MAX_LINE_BYTES = 8192
"""RFC 5321 allows 512 octets a line; longer lines without an end are nonsense."""

CLOSE_S = 1.0
"""A relay that does not hang up together with us is left after so long."""


class ConnectionLost(Exception):
    """The relay hung up, fell silent or sent nonsense."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class SmtpConnection(asyncio.Protocol):
    """One connection. One coroutine at a time reads from it, and one waits for written octets.

    `lost` says why no more octets can come, "" while the connection lives.
    """

    def __init__(self) -> None:
        self.transport: asyncio.Transport  # octets are written here
        self.socket: asyncio.Transport  # the same transport, or the one below TLS
        self.received = bytearray()
        self.lost = ""
        self._loop = asyncio.get_running_loop()
        self.gone = self._loop.create_future()
        self._reader: asyncio.Future[None] | None = None
        self._writer: asyncio.Future[None] | None = None
        self._due = 0.0
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport, and ask to be told when all octets have left."""
        self.transport = self.socket = cast(asyncio.Transport, transport)
        # with a limit of 0, resume_writing is called when the last octet has left
        self.socket.set_write_buffer_limits(0)

    def data_received(self, data: bytes) -> None:
        """Keep octets for the reader."""
        self.received += data
        _wake(self._reader)

    def eof_received(self) -> None:
        """Note that the relay closed its side."""
        # the transport closes by itself after this
        self._lose("the relay closed the connection")

    def connection_lost(self, error: Exception | None) -> None:
        """Note that the connection has ended."""
        if isinstance(error, OSError):
            self._lose(f"connection lost ({reason_of(error)})")
        else:
            self._lose("connection lost")
        if not self.gone.done():
            self.gone.set_result(None)

    def resume_writing(self) -> None:
        """Wake the coroutine that waits until its octets have left."""
        _wake(self._writer)

    def write(self, octets: bytes) -> None:
        """Begin to write; raises ConnectionLost."""
        if self.lost:
            raise ConnectionLost(self.lost)
        self.transport.write(octets)

    async def written(self, timeout_s: float) -> None:
        """Wait until the operating system has taken all octets; raises ConnectionLost."""
        deadline = self._loop.time() + timeout_s
        while self._unsent_bytes() and not self.lost:
            self._writer = self._loop.create_future()
            # one deadline for all rounds: slow drops must not prolong it
            timer = self._loop.call_at(deadline, self._give_up)
            try:
                await self._writer
            finally:
                timer.cancel()
                self._writer = None
        if self.lost:
            raise ConnectionLost(self.lost)

    def line(self) -> bytes | None:
        """Return the next whole line without its end, or None while there is none."""
        end = self.received.find(b"\n")
        if end < 0:
            if len(self.received) > MAX_LINE_BYTES:
                raise ConnectionLost("an answer without end")
            return None
        line = bytes(self.received[:end])
        del self.received[: end + 1]
        return line.rstrip(b"\r")

    async def wait_for_data(self, timeout_s: float) -> None:
        """Wait until more octets have come, or none can come; give up after `timeout_s`."""
        if self.lost:
            raise ConnectionLost(self.lost)
        self._reader = self._loop.create_future()
        self._due = self._loop.time() + timeout_s
        # an earlier timer looks at the clock again by itself
        if self._timer is None or self._timer.when() > self._due:
            self._set_timer()
        try:
            await self._reader
        finally:
            self._reader = None

    async def secure(self, relay: Relay, context: ssl.SSLContext) -> None:
        """Begin TLS; raises OSError (with its ssl subclasses) and ConnectionLost."""
        secured = await self._loop.start_tls(
            self.transport,
            self,
            context,
            server_hostname=relay.host,
            ssl_handshake_timeout=relay.timeout_s,
        )
        if secured is None:
            raise ConnectionLost("the relay hung up while TLS began")
        # the same for the buffer of TLS itself
        secured.set_write_buffer_limits(0)
        # TLS tells when its own buffer is empty; the octets may still wait in the one below
        tls = cast(asyncio.BufferedProtocol, self.socket.get_protocol())
        self.socket.set_protocol(_DrainWatcher(tls, self.resume_writing))
        self.transport = secured

    def abort(self) -> None:
        """Break the connection; the coroutine that waits gets ConnectionLost."""
        self.transport.abort()

    async def close(self) -> None:
        """Hang up, and wait a moment until the relay has done so too."""
        if not self.transport.is_closing():
            self.transport.close()
            await asyncio.wait([self.gone], timeout=CLOSE_S)
        self.transport.abort()

    def _unsent_bytes(self) -> int:
        return self.transport.get_write_buffer_size() or self.socket.get_write_buffer_size()

    def _set_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._loop.call_at(self._due, self._look_at_the_clock)

    def _look_at_the_clock(self) -> None:
        # One timer serves many answers. When the awaited answer came and another is awaited, the
        # timer is set anew: cheaper than a timer for each answer.
        self._timer = None
        if self._reader is None:
            return
        if self._loop.time() < self._due:
            self._set_timer()
        else:
            self._give_up()

    def _give_up(self) -> None:
        self._lose("connection lost (timed out)")
        self.transport.abort()

    def _lose(self, reason: str) -> None:
        self.lost = self.lost or reason
        _wake(self._reader)
        _wake(self._writer)


class _DrainWatcher(asyncio.BufferedProtocol):
    """Stands between a socket and TLS, and tells when all octets have left the socket's buffer."""

    def __init__(self, tls: asyncio.BufferedProtocol, on_drained: Callable[[], None]) -> None:
        self._tls = tls
        self._on_drained = on_drained

    def get_buffer(self, sizehint: int) -> bytearray:
        """Hand on to TLS."""
        return cast(bytearray, self._tls.get_buffer(sizehint))

    def buffer_updated(self, nbytes: int) -> None:
        """Hand on to TLS."""
        self._tls.buffer_updated(nbytes)

    def eof_received(self) -> bool | None:
        """Hand on to TLS."""
        return self._tls.eof_received()

    def connection_lost(self, exc: Exception | None) -> None:
        """Hand on to TLS."""
        self._tls.connection_lost(exc)

    def pause_writing(self) -> None:
        """Hand on to TLS."""
        self._tls.pause_writing()

    def resume_writing(self) -> None:
        """Hand on to TLS, which may write more at once, and tell the connection."""
        self._tls.resume_writing()
        self._on_drained()


async def connect(relay: Relay) -> SmtpConnection:
    """Connect to a relay; raises RelayError."""
    address = (relay.host, relay.port)
    loop = asyncio.get_running_loop()
    try:
        # in a thread: the resolver of the system blocks
        connected = await run_in_thread(
            lambda: socket.create_connection(address, timeout=relay.timeout_s)
        )
        _, connection = await loop.create_connection(SmtpConnection, sock=connected)
    except OSError as error:
        reason = f"cannot connect ({reason_of(error)})"
        raise unusable(relay, reason, "check host and port, and that it is up") from error
    except UnicodeError as error:
        # a part between two dots that is empty or longer than 63 letters
        raise unusable(relay, "no host can have this name", "check host") from error
    return connection


def unusable(relay: Relay, reason: str, hint: str) -> RelayError:
    """Return the error of a relay that cannot be used at all."""
    subject = f"relay {relay.name} ({relay.host}:{relay.port})"
    return RelayError(reason, subject=subject, hint=hint)


def reason_of(error: OSError) -> str:
    """Return the reason of a network error in a few words."""
    if isinstance(error, TimeoutError):
        return "timed out"
    return error.strerror or str(error)


def _wake(waiter: asyncio.Future[None] | None) -> None:
    if waiter is not None and not waiter.done():
        waiter.set_result(None)
