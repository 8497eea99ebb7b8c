"""Only permitted addresses are connected to, each address is tried, and no wait outlasts the
deadline."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import httpcore2
import pytest

from digest.collect.guarded_connections import Deadline, GuardedBackend, SocketAddress
from digest.collect.network_addresses import parse_networks
from digest.errors import BlockedAddress

LOOPBACK = parse_networks(["127.0.0.0/8", "::1"])


@pytest.fixture
def server() -> Iterator[socket.socket]:
    """Yield a socket that listens on loopback and greets each connection."""
    accepted: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def greet() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                accepted.append(connection)
                connection.sendall(b"hello")

        threading.Thread(target=greet, daemon=True).start()
        yield listener
    for connection in accepted:
        connection.close()


def backend(addresses: list[SocketAddress], *, allowed: object = LOOPBACK) -> GuardedBackend:
    return GuardedBackend(allowed, Deadline(), lambda _host, _port, _left_s: addresses)  # type: ignore[arg-type]


def v4(port: int, host: str = "127.0.0.1") -> SocketAddress:
    return (socket.AF_INET, (host, port))


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def test_the_first_address_that_answers_is_used(server: socket.socket) -> None:
    port = server.getsockname()[1]
    stream = backend([v4(port)]).connect_tcp("paper.example", 80, timeout=5)
    assert stream.read(5, timeout=5) == b"hello"
    stream.close()


@pytest.mark.parametrize("dead", [1, 2])
def test_a_host_with_dead_addresses_is_reached_by_the_last_one(
    server: socket.socket, dead: int
) -> None:
    port = server.getsockname()[1]
    addresses = [v4(closed_port()) for _ in range(dead)]
    stream = backend([*addresses, v4(port)]).connect_tcp("paper.example", 80, timeout=5)
    assert stream.read(5, timeout=5) == b"hello"
    stream.close()


def test_a_dead_ipv6_address_falls_back_to_ipv4(server: socket.socket) -> None:
    port = server.getsockname()[1]
    ipv6 = (socket.AF_INET6, ("::1", closed_port(), 0, 0))
    stream = backend([ipv6, v4(port)]).connect_tcp("paper.example", 80, timeout=5)
    assert stream.read(5, timeout=5) == b"hello"
    stream.close()


def test_addresses_that_refuse_are_an_error_of_the_connection() -> None:
    with pytest.raises(httpcore2.ConnectError):
        backend([v4(closed_port()), v4(closed_port())]).connect_tcp("a.example", 80, timeout=5)


def test_an_address_that_must_not_be_asked_is_passed_over(server: socket.socket) -> None:
    port = server.getsockname()[1]
    private = v4(port, "10.255.255.1")
    stream = backend([private, v4(port)]).connect_tcp("paper.example", 80, timeout=5)
    assert stream.read(5, timeout=5) == b"hello"
    stream.close()


@pytest.mark.parametrize(
    ("addresses", "reason"),
    [
        ([v4(80)], "a loopback address"),
        ([v4(80, "10.0.0.1"), v4(80)], "a private address"),
        ([v4(80, "169.254.169.254")], "a link-local address"),
        ([], "no address"),
    ],
)
def test_a_host_without_a_permitted_address_is_blocked_with_the_reason(
    addresses: list[SocketAddress], reason: str
) -> None:
    with pytest.raises(BlockedAddress, match=reason):
        backend(addresses, allowed=()).connect_tcp("inner.example", 80, timeout=5)


def test_no_connection_is_made_after_the_deadline(server: socket.socket) -> None:
    deadline = Deadline()
    guarded = GuardedBackend(LOOPBACK, deadline, lambda *_: [v4(server.getsockname()[1])])
    with deadline.within(-1.0), pytest.raises(httpcore2.ConnectTimeout):
        guarded.connect_tcp("paper.example", 80, timeout=5)


def test_a_server_that_drips_is_left_at_the_deadline(server: socket.socket) -> None:
    deadline = Deadline()
    guarded = GuardedBackend(LOOPBACK, deadline, lambda *_: [v4(server.getsockname()[1])])
    started = time.monotonic()
    with deadline.within(0.3):
        stream = guarded.connect_tcp("paper.example", 80, timeout=5)
        assert stream.read(5, timeout=5) == b"hello"
        with pytest.raises(httpcore2.ReadTimeout):
            stream.read(5, timeout=5)
    stream.close()
    assert time.monotonic() - started < 30.0


def test_a_deadline_holds_for_its_block_and_its_thread_only() -> None:
    deadline = Deadline()
    assert deadline.left_s(None) == float("inf")
    assert deadline.left_s(2.0) == 2.0
    with deadline.within(10.0):
        assert 9.0 < deadline.left_s(None) <= 10.0
        assert deadline.left_s(2.0) == 2.0
        with deadline.within(1.0):
            assert deadline.left_s(2.0) <= 1.0
        assert deadline.left_s(None) > 9.0
        seen: list[float] = []
        thread = threading.Thread(target=lambda: seen.append(deadline.left_s(None)))
        thread.start()
        thread.join()
        assert seen == [float("inf")]
    assert deadline.left_s(None) == float("inf")


def test_an_idle_connection_that_the_server_closed_is_known(server: socket.socket) -> None:
    stream = backend([v4(server.getsockname()[1])]).connect_tcp("paper.example", 80, timeout=5)
    stream.read(5, timeout=5)
    assert stream.get_extra_info("is_readable") is False
    assert stream.get_extra_info("ssl_object") is None
    assert stream.get_extra_info("unknown") is None
    stream.close()
    assert stream.get_extra_info("is_readable") is True
