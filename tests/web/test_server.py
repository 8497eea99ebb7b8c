"""The server of the readers' pages: slow and greedy clients take no descriptors from sending."""

from __future__ import annotations

import logging
import resource
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from ipaddress import ip_network

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from waiting import eventually

from digest.web.connection_limits import MOST_CONNECTIONS, ConnectionLimits, descriptor_limits
from digest.web.repeated_lines import CountRepeats, LineCounter
from digest.web.server import pages_server

HEAD = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
SHORT_S = 0.2
LONG_S = 30.0
LONG_CHARS = 8_000_000
"""More than the buffers of the system take."""


async def hello(request: Request) -> Response:
    await request.body()
    return PlainTextResponse("hello")


async def who(request: Request) -> Response:
    return PlainTextResponse(request.client.host if request.client else "")


async def a_long_page(request: Request) -> Response:
    return PlainTextResponse("x" * LONG_CHARS)


@contextmanager
def served(limits: ConnectionLimits) -> Iterator[int]:
    routes = [Route("/", hello, methods=["GET", "POST"]), Route("/long", a_long_page)]
    app = Starlette(routes=routes)
    server = pages_server(app, limits=limits)
    door = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, args=([door],))
    thread.start()
    try:
        eventually(lambda: server.started, "the server")
        yield door.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(20)
        door.close()


def connected(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=10)


def is_closed(client: socket.socket) -> bool:
    """Read to the end. A server that cuts a connection off may reset it."""
    try:
        while client.recv(65536):
            pass
    except ConnectionResetError:
        return True
    except TimeoutError:
        return False
    return True


def answer(client: socket.socket, request: bytes = HEAD) -> bytes:
    client.sendall(request)
    received = b""
    while b"hello" not in received:
        piece = client.recv(65536)
        if not piece:
            break
        received += piece
    return received


def test_a_client_that_sends_no_head_is_cut_off() -> None:
    with served(ConnectionLimits(head_within_s=SHORT_S)) as port, connected(port) as client:
        assert is_closed(client)


def test_a_client_that_drips_its_head_is_cut_off() -> None:
    with served(ConnectionLimits(head_within_s=SHORT_S)) as port, connected(port) as client:
        client.sendall(HEAD[:10])
        assert is_closed(client)


def test_a_client_that_drips_its_body_is_cut_off() -> None:
    limits = ConnectionLimits(head_within_s=LONG_S, answer_within_s=SHORT_S)
    with served(limits) as port, connected(port) as client:
        client.sendall(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc")
        assert is_closed(client)


def test_a_kept_connection_is_answered_again_and_its_next_head_is_timed() -> None:
    limits = ConnectionLimits(head_within_s=1.0, answer_within_s=LONG_S)
    with served(limits) as port, connected(port) as client:
        assert b"hello" in answer(client)
        assert b"hello" in answer(client)
        client.sendall(HEAD[:10])
        assert is_closed(client)


def test_a_client_that_never_reads_its_answer_is_cut_off() -> None:
    limits = ConnectionLimits(head_within_s=LONG_S, answer_within_s=SHORT_S)
    with served(limits) as port, socket.socket() as client:
        # a small buffer: the rest of the answer waits in the server
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        client.connect(("127.0.0.1", port))
        client.sendall(HEAD.replace(b"/", b"/long", 1))
        eventually(lambda: limits.open_from.total() == 1, "a connection")
        eventually(lambda: limits.open_from.total() == 0, "a free place")


def test_a_client_that_reads_slowly_gets_the_whole_of_its_answer() -> None:
    limits = ConnectionLimits(head_within_s=LONG_S, answer_within_s=LONG_S)
    with served(limits) as port, connected(port) as client:
        client.sendall(HEAD.replace(b"/", b"/long", 1))
        received = 0
        while received < LONG_CHARS:
            received += len(client.recv(4_000_000))
        assert b"hello" in answer(client)


def test_connections_past_the_cap_are_closed_at_once_and_a_free_place_is_taken_again() -> None:
    limits = ConnectionLimits(most=3, head_within_s=LONG_S)
    with served(limits) as port, ExitStack() as clients:
        held = [clients.enter_context(connected(port)) for _ in range(3)]
        eventually(lambda: limits.open_from.total() == 3, "three connections")
        with connected(port) as fourth:
            assert is_closed(fourth)
        held[0].close()
        eventually(lambda: limits.open_from.total() == 2, "a free place")
        with connected(port) as fifth:
            assert b"hello" in answer(fifth)
    assert limits.open_from.total() == 0


class TestProxies:
    def seen_from(self, address: str) -> str:
        """The address of a reader for the pages, where a client at `address` names two others."""
        limits = ConnectionLimits(proxies=(ip_network("172.18.0.0/16"),))
        config = pages_server(Starlette(routes=[Route("/", who)]), limits=limits).config
        config.load()
        client = TestClient(config.loaded_app, client=(address, 50_000))
        # the first is the reader's own word, the last that of the proxy
        return client.get("/", headers={"x-forwarded-for": "203.0.113.9, 198.51.100.7"}).text

    @pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.2", "::1", "172.18.0.3"])
    def test_the_word_of_the_operators_own_proxy_counts(self, address: str) -> None:
        assert self.seen_from(address) == "198.51.100.7"

    @pytest.mark.parametrize("address", ["192.0.2.1", "172.19.0.3", "2001:db8::1"])
    def test_the_word_of_a_stranger_counts_nowhere(
        self, address: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # the server underneath would heed this variable
        monkeypatch.setenv("FORWARDED_ALLOW_IPS", "*")
        assert self.seen_from(address) == address


class TestLimits:
    def test_one_address_has_a_cap_and_the_proxy_on_this_machine_has_none(self) -> None:
        limits = ConnectionLimits(most=100, most_from_one_address=2)
        assert [limits.admit("192.0.2.1") for _ in range(3)] == [True, True, False]
        assert limits.admit("192.0.2.2")
        assert all(limits.admit("127.0.0.1") for _ in range(5))
        assert all(limits.admit("::1") for _ in range(5))

    def test_all_connections_together_have_a_cap(self) -> None:
        limits = ConnectionLimits(most=2, most_from_one_address=2)
        assert [limits.admit(f"192.0.2.{n}") for n in range(3)] == [True, True, False]

    def test_a_closed_connection_is_forgotten_with_its_address(self) -> None:
        limits = ConnectionLimits(most_from_one_address=1)
        assert limits.admit("192.0.2.1")
        limits.release("192.0.2.1")
        assert dict(limits.open_from) == {}
        assert limits.admit("192.0.2.1")

    def test_a_quarter_of_the_descriptors_is_for_readers(self) -> None:
        descriptors, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (256, most))
        try:
            assert descriptor_limits().most == 64
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, most))
        assert descriptor_limits().most <= MOST_CONNECTIONS


class TestRepeatedLines:
    def test_one_line_of_a_kind_is_written_each_minute_and_the_rest_is_counted(self) -> None:
        now_s = [0.0]
        lines = LineCounter(monotonic_s=lambda: now_s[0])
        assert [lines.count("down") for _ in range(3)] == [0, None, None]
        assert lines.count("other") == 0
        now_s[0] = 59.9
        assert lines.count("down") is None
        now_s[0] = 60.0
        assert lines.count("down") == 3
        now_s[0] = 120.0
        assert lines.count("down") == 0

    @pytest.mark.parametrize("values", [("a", "b"), ("a", "a")])
    def test_lines_that_differ_in_their_values_are_of_one_kind(
        self, values: tuple[str, str]
    ) -> None:
        repeats = CountRepeats(LineCounter(monotonic_s=lambda: 0.0))
        records = [
            logging.LogRecord("uvicorn.error", logging.WARNING, "", 1, "bad %s", (value,), None)
            for value in values
        ]
        assert [repeats.filter(record) for record in records] == [True, False]

    def test_the_next_line_names_how_many_were_left_out(self) -> None:
        now_s = [0.0]
        repeats = CountRepeats(LineCounter(monotonic_s=lambda: now_s[0]))

        def record() -> logging.LogRecord:
            return logging.LogRecord("asyncio", logging.ERROR, "", 1, "no room", (), None)

        for _ in range(5):
            repeats.filter(record())
        now_s[0] = 61.0
        last = record()
        assert repeats.filter(last)
        assert last.getMessage() == "no room (4 more like it were left out)"
