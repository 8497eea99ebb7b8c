"""A toy kind of relay: each message is the body of a POST to an HTTP server.

The file shows that a new kind of relay is one file, and one line in the registry.
"""

from __future__ import annotations

import asyncio
import http.client
import threading
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from digest.config import Relay
from digest.deliver.transports import MakeTransport
from digest.errors import RelayError
from digest.kernel.registry import Kind
from digest.models import CheckResult, DeliveryState, Message, Outcome, Reply
from digest.protocols import Handing


class HttpTransport:
    """A Transport that posts each message to `http://host:port/`."""

    def __init__(self, relay: Relay) -> None:
        self._relay = relay

    async def hand_over(
        self, messages: AsyncIterator[Message], *, handing: Handing
    ) -> AsyncIterator[Outcome]:
        """Post each message and yield its outcome."""
        async for message in messages:
            await handing([message])()
            try:
                status, text = await self._request("POST", message.content)
            except OSError as error:
                # the request may have arrived: only a person can tell
                status, text = 0, str(error)
            state = DeliveryState.DEFERRED
            if status == 0:
                state = DeliveryState.UNCERTAIN
            elif 200 <= status < 300:
                state = DeliveryState.ACCEPTED
            elif 400 <= status < 500:
                state = DeliveryState.REFUSED
            yield Outcome(
                issue_id=message.issue_id,
                subscriber_id=message.subscriber_id,
                state=state,
                reply=Reply(code=status, text=text),
                relay=self._relay.name,
            )

    def abort(self) -> None:
        """Each request has a connection of its own, which ends by its time-out."""

    async def diagnose(self) -> Sequence[CheckResult]:
        """Ask the server whether it lives."""
        status, text = await self._request("GET", b"")
        subject = f"relay {self._relay.name}"
        return [CheckResult(subject=subject, ok=status == 200, finding=f"{status} {text}")]

    async def close(self) -> None:
        """No connection stays open."""

    async def _request(self, method: str, body: bytes) -> tuple[int, str]:
        try:
            return await asyncio.to_thread(self._blocking_request, method, body)
        except ConnectionRefusedError as error:
            subject = f"relay {self._relay.name}"
            raise RelayError("cannot connect", subject=subject, hint=str(error)) from error

    def _blocking_request(self, method: str, body: bytes) -> tuple[int, str]:
        connection = http.client.HTTPConnection(
            self._relay.host, self._relay.port, timeout=self._relay.timeout_s
        )
        try:
            connection.request(method, "/", body)
            response = connection.getresponse()
            response.read()
            return response.status, response.reason
        finally:
            connection.close()


def toy_kind() -> Kind[MakeTransport]:
    """The line that the registry needs."""
    return Kind(name="http", make=HttpTransport)


class ToyHttpServer(ThreadingHTTPServer):
    """Keeps the bodies of all posts, and answers each with `status`."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.bodies: list[bytes] = []
        self.status = 202

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Handler(BaseHTTPRequestHandler):
    server: ToyHttpServer

    def do_POST(self) -> None:
        self.server.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
        self._answer(self.server.status)

    def do_GET(self) -> None:
        self._answer(200)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the tests' output clean."""

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()


@contextmanager
def http_server() -> Iterator[ToyHttpServer]:
    """Serve on loopback until the block ends."""
    server = ToyHttpServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
