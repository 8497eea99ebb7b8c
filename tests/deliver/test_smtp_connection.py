"""An SMTP connection: lines in, octets out, and the wait until all octets have left, also by
TLS."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
import time
from collections.abc import Awaitable, Callable, Iterator

import pytest
from test_smtp import HERE, Certificates, certificates  # noqa: F401 - a fixture

from digest.config import Relay, Tls
from digest.deliver.smtp_connection import (
    MAX_LINE_BYTES,
    ConnectionLost,
    SmtpConnection,
    connect,
)
from digest.errors import RelayError

READ_ALL_S = 10.0
"""The time in which a reader on loopback has read twenty megabytes, also on a busy machine."""


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(5)
        yield server


def relay_to(listener: socket.socket, **changes: object) -> Relay:
    port = listener.getsockname()[1]
    keys: dict[str, object] = {"tls": Tls.NONE, "timeout_s": 5.0, **changes}
    return Relay(name="main", host="127.0.0.1", port=port, **keys)  # type: ignore[arg-type]


def with_connection(
    listener: socket.socket,
    do: Callable[[SmtpConnection, socket.socket], Awaitable[None]],
) -> None:
    """Connect, and run a coroutine with both ends."""

    async def run() -> None:
        connection = await connect(relay_to(listener))
        peer, _ = listener.accept()
        try:
            await do(connection, peer)
        finally:
            connection.abort()
            peer.close()

    asyncio.run(run())


def test_lines_come_whole_and_without_their_ends(listener: socket.socket) -> None:
    async def do(connection: SmtpConnection, peer: socket.socket) -> None:
        peer.sendall(b"220 one\r\n250-two\n25")
        await connection.wait_for_data(5)
        assert connection.line() == b"220 one"
        assert connection.line() == b"250-two"
        assert connection.line() is None

    with_connection(listener, do)


def test_an_answer_without_end_is_given_up(listener: socket.socket) -> None:
    async def do(connection: SmtpConnection, peer: socket.socket) -> None:
        connection.received += b"x" * MAX_LINE_BYTES
        assert connection.line() is None
        connection.received += b"x"
        with pytest.raises(ConnectionLost, match="without end"):
            connection.line()

    with_connection(listener, do)


def test_silence_and_a_hang_up_are_told_apart(listener: socket.socket) -> None:
    async def silent(connection: SmtpConnection, peer: socket.socket) -> None:
        await connection.wait_for_data(0.05)
        assert connection.lost == "connection lost (timed out)"
        with pytest.raises(ConnectionLost, match="timed out"):
            connection.write(b"NOOP\r\n")

    async def hung_up(connection: SmtpConnection, peer: socket.socket) -> None:
        peer.close()
        await connection.wait_for_data(5)
        assert connection.lost == "the relay closed the connection"
        with pytest.raises(ConnectionLost):
            await connection.wait_for_data(5)

    with_connection(listener, silent)
    with_connection(listener, hung_up)


def test_written_waits_until_the_other_end_has_room(listener: socket.socket) -> None:
    async def do(connection: SmtpConnection, peer: socket.socket) -> None:
        connection.write(b"x" * 20_000_000)
        waiting = asyncio.ensure_future(connection.written(10))
        await asyncio.sleep(0.1)
        assert not waiting.done()
        reader = threading.Thread(target=_read_all, args=(peer, 20_000_000), daemon=True)
        reader.start()
        await waiting
        assert connection.transport.get_write_buffer_size() == 0
        # the last octets are still in the kernel: the other end reads them before it is closed
        reader.join(READ_ALL_S)
        assert not reader.is_alive()

    with_connection(listener, do)


def test_octets_that_do_not_leave_in_time_are_given_up(listener: socket.socket) -> None:
    async def do(connection: SmtpConnection, peer: socket.socket) -> None:
        connection.write(b"x" * 20_000_000)
        started_s = time.monotonic()
        with pytest.raises(ConnectionLost, match="timed out"):
            await connection.written(0.1)
        assert time.monotonic() - started_s < 3

    with_connection(listener, do)


def test_through_tls_too_written_waits_until_the_other_end_has_room(
    listener: socket.socket,
    certificates: Certificates,  # noqa: F811
) -> None:
    size_bytes = 20_000_000
    go_on = threading.Event()

    def serve() -> None:
        peer, _ = listener.accept()
        secured = certificates.server(HERE).wrap_socket(peer, server_side=True)
        go_on.wait(5)
        _read_all(secured, size_bytes)
        secured.close()

    async def run() -> None:
        relay = relay_to(listener)
        connection = await connect(relay)
        context = ssl.create_default_context(cafile=str(certificates.ca_file))
        await connection.secure(relay, context)
        connection.write(b"x" * size_bytes)
        waiting = asyncio.ensure_future(connection.written(20))
        await asyncio.sleep(0.2)
        assert not waiting.done()
        go_on.set()
        await waiting
        assert connection.socket.get_write_buffer_size() == 0
        server.join(READ_ALL_S)
        assert not server.is_alive()
        connection.abort()

    server = threading.Thread(target=serve, daemon=True)
    server.start()
    asyncio.run(run())


def test_a_port_without_a_server_is_an_unusable_relay() -> None:
    relay = Relay(name="main", host="127.0.0.1", port=1, tls=Tls.NONE)
    with pytest.raises(RelayError, match="cannot connect") as caught:
        asyncio.run(connect(relay))
    assert caught.value.subject == "relay main (127.0.0.1:1)"


def _read_all(peer: socket.socket, size_bytes: int) -> None:
    while size_bytes > 0:
        octets = peer.recv(1 << 20)
        if not octets:
            return
        size_bytes -= len(octets)
