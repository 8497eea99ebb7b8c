"""One SMTP connection: connect, TLS, login, and lines in and out. Knows nothing of messages."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import socket
import ssl
import time
from dataclasses import dataclass
from typing import Self, cast

from digest.config import Relay, Tls
from digest.deliver.blocking_calls import aside
from digest.deliver.replies import parse_reply, wants_tls_or_login
from digest.errors import RelayError
from digest.models import Reply

MAX_LINE = 8192

WRITTEN_S = 0.001
"""What has yet to leave is looked at this often."""

CLOSE_S = 1.0
"""A relay that does not hang up with us is left after so long."""


class ConnectionLost(Exception):
    """The relay hung up, fell silent or talked nonsense."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting:
    """What EHLO offered. `size` is the largest message in bytes, 0 when the relay does not say."""

    extensions: frozenset[str]
    auth: frozenset[str]
    size: int = 0


class _Wire(asyncio.Protocol):
    """Octets in and out. One coroutine at a time waits for it; `lost` says why no more can come."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport  # what to write to
        self.socket: asyncio.Transport  # the same, or what TLS writes to
        self.received = bytearray()
        self.lost = ""
        self._loop = asyncio.get_running_loop()
        self.gone = self._loop.create_future()
        self._waiter: asyncio.Future[None] | None = None
        self._due = 0.0
        self._alarm: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = self.socket = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self.received += data
        self._wake()

    def eof_received(self) -> None:
        self._lose("the relay closed the connection")

    def connection_lost(self, error: Exception | None) -> None:
        self._lose(
            f"connection lost ({_why(error)})" if isinstance(error, OSError) else "connection lost"
        )
        if not self.gone.done():
            self.gone.set_result(None)

    def write(self, octets: bytes) -> None:
        if self.lost:
            raise ConnectionLost(self.lost)
        self.transport.write(octets)

    async def written(self, timeout_s: float) -> None:
        """Wait until the system has taken all that was written. Asked again and again, since TLS tells nobody."""
        ends = time.monotonic() + timeout_s
        while (
            self.transport.get_write_buffer_size()
            or self.socket.get_write_buffer_size()
            or self.lost
        ):
            if time.monotonic() > ends:
                self._give_up()
            if self.lost:
                raise ConnectionLost(self.lost)
            await asyncio.sleep(WRITTEN_S)

    def line(self) -> bytes | None:
        """The next line that has come whole, without its end; None while there is none."""
        end = self.received.find(b"\n")
        if end < 0:
            if len(self.received) > MAX_LINE:
                raise ConnectionLost("an answer without end")
            return None
        line = bytes(self.received[:end])
        del self.received[: end + 1]
        return line.rstrip(b"\r")

    async def more(self, timeout_s: float) -> None:
        """Wait until more has come, or nothing can; the relay is given up after so long."""
        if self.lost:
            raise ConnectionLost(self.lost)
        self._waiter = self._loop.create_future()
        self._due = self._loop.time() + timeout_s
        if self._alarm is None or self._alarm.when() > self._due:
            self._set_alarm()
        try:
            await self._waiter
        finally:
            self._waiter = None

    def _set_alarm(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = self._loop.call_at(self._due, self._look_at_time)

    def _look_at_time(self) -> None:
        """One alarm serves many answers: it is set again when the one that it was set for has come."""
        self._alarm = None
        if self._waiter is not None and self._loop.time() < self._due:
            self._set_alarm()
        elif self._waiter is not None:
            self._give_up()

    def _give_up(self) -> None:
        self._lose("connection lost (timed out)")
        self.transport.abort()

    def _lose(self, why: str) -> None:
        self.lost = self.lost or why
        self._wake()

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)


class SmtpSession:
    """A live connection after EHLO, TLS and login."""

    greeting: Greeting

    def __init__(self, relay: Relay, wire: _Wire, local_name: str) -> None:
        self._relay = relay
        self._wire = wire
        self._local_name = local_name

    @classmethod
    async def opened(cls, relay: Relay, *, local_name: str = "localhost") -> Self:
        """Connect, secure and log in; raises RelayError with what to do about it."""
        session = cls(relay, await _connected(relay), local_name)
        try:
            session.greeting = await session._open()
        except ConnectionLost as error:
            await session.close()
            raise _unusable(relay, str(error), "check host, port and tls of the relay") from error
        except RelayError:
            await session.close()
            raise
        return session

    def offers(self, extension: str) -> bool:
        return extension in self.greeting.extensions

    def send(self, octets: bytes) -> None:
        """Begin to write all octets; raises ConnectionLost."""
        self._wire.write(octets)

    async def sent(self) -> None:
        """Wait until all octets have left; raises ConnectionLost."""
        await self._wire.written(self._relay.timeout_s)

    async def reply(self, *, timeout_s: float | None = None) -> Reply:
        """Read one answer; raises ConnectionLost on silence, hang-up or nonsense."""
        lines = await self._lines(timeout_s or self._relay.timeout_s)
        try:
            return parse_reply(*lines)
        except ValueError as error:
            raise ConnectionLost(f"not an SMTP answer: {lines[0][:80]!r}") from error

    def demand(self, reply: Reply) -> RelayError | None:
        """The error that an answer to MAIL stands for, where it asks for TLS or a login first."""
        if not wants_tls_or_login(reply):
            return None
        plain = self._relay.tls is Tls.NONE and (
            self.offers("STARTTLS") or "TLS" in reply.text.upper()
        )
        hint = "set tls: starttls" if plain else "set username and password_env, and look at auth"
        return _unusable(self._relay, f"MAIL FROM refused: {reply.code} {reply.text}", hint)

    async def command(self, line: str) -> Reply:
        self.send(line.encode() + b"\r\n")
        return await self.reply()

    def abort(self) -> None:
        """Break the connection; whoever reads then sees ConnectionLost."""
        self._wire.transport.abort()

    async def close(self, *, farewell: bool = False) -> None:
        """Hang up, with a QUIT before it if wanted; whether the relay still listens does not matter."""
        if farewell:
            with contextlib.suppress(ConnectionLost):
                self.send(b"QUIT\r\n")
        if not self._wire.transport.is_closing():
            self._wire.transport.close()
            await asyncio.wait([self._wire.gone], timeout=CLOSE_S)
        self._wire.transport.abort()

    async def _lines(self, timeout_s: float) -> list[str]:
        lines: list[str] = []
        while not lines or lines[-1][3:4] == "-":
            while (line := self._wire.line()) is None:
                await self._wire.more(timeout_s)
            lines.append(line.decode("utf-8", "replace"))
        return lines

    async def _open(self) -> Greeting:
        if self._relay.tls is Tls.TLS:
            await self._wrap()
        banner = await self.reply()
        if banner.code != 220:
            raise _unusable(
                self._relay, f"greeted with {banner.code} {banner.text}", "ask the relay's operator"
            )
        greeting = await self._ehlo()
        if self._relay.tls is Tls.STARTTLS:
            greeting = await self._start_tls(greeting)
        if self._relay.username:
            await self._login(greeting)
        return greeting

    async def _ehlo(self) -> Greeting:
        self.send(f"EHLO {self._local_name}\r\n".encode())
        lines = await self._lines(self._relay.timeout_s)
        if not lines[0].startswith("250"):
            helo = await self.command(f"HELO {self._local_name}")
            if helo.code != 250:
                raise _unusable(
                    self._relay,
                    f"EHLO refused: {helo.code} {helo.text}",
                    "ask the relay's operator",
                )
            return Greeting(extensions=frozenset(), auth=frozenset())
        return _read_ehlo([line[4:] for line in lines[1:]])

    async def _start_tls(self, greeting: Greeting) -> Greeting:
        if "STARTTLS" not in greeting.extensions:
            hint = "use tls: tls for an implicit TLS port, or tls: none on a trusted host"
            raise _unusable(self._relay, "STARTTLS is not offered", hint)
        answer = await self.command("STARTTLS")
        if (
            answer.code != 220 or self._wire.received
        ):  # octets after the answer could be an injection (CVE-2011-0411)
            raise _unusable(
                self._relay,
                f"STARTTLS refused: {answer.code} {answer.text}",
                "ask the relay's operator",
            )
        await self._wrap()
        return await self._ehlo()

    async def _wrap(self) -> None:
        loop, relay, wire = asyncio.get_running_loop(), self._relay, self._wire
        try:
            context = ssl.create_default_context(cafile=relay.ca_file or None)
            secured = await loop.start_tls(
                wire.transport,
                wire,
                context,
                server_hostname=relay.host,
                ssl_handshake_timeout=relay.timeout_s,
            )
        except ssl.SSLCertVerificationError as error:
            hint = "fix the certificate, or name its authority in ca_file"
            raise _unusable(relay, f"certificate refused: {error.verify_message}", hint) from error
        except OSError as error:
            raise _unusable(
                relay, f"TLS failed ({_why(error)})", "check tls, port and ca_file"
            ) from error
        if secured is None:
            raise ConnectionLost("the relay hung up while TLS began")
        wire.transport = secured

    async def _login(self, greeting: Greeting) -> None:
        relay, mechanism = self._relay, self._relay.auth.upper()
        if mechanism not in greeting.auth:
            offered = ", ".join(sorted(greeting.auth)) or "none"
            raise _unusable(
                relay,
                f"login by {mechanism} is not offered (offered: {offered})",
                "set auth, or turn on tls",
            )
        if mechanism == "LOGIN":
            answer = await self.command("AUTH LOGIN")
            for word in (relay.username, relay.password):
                answer = await self.command(_b64(word)) if answer.code == 334 else answer
        elif mechanism == "XOAUTH2":
            bearer = f"user={relay.username}\1auth=Bearer {relay.password}\1\1"
            answer = await self.command("AUTH XOAUTH2 " + _b64(bearer))
            answer = await self.command("") if answer.code == 334 else answer
        elif mechanism == "PLAIN":
            answer = await self.command(
                "AUTH PLAIN " + _b64(f"\0{relay.username}\0{relay.password}")
            )
        else:
            raise _unusable(relay, f"auth {relay.auth} is not known", "use plain, login or xoauth2")
        if answer.code != 235:
            raise _unusable(
                relay,
                f"login refused: {answer.code} {answer.text}",
                "check username and password_env",
            )


async def _connected(relay: Relay) -> _Wire:
    try:
        connection = await aside(
            lambda: socket.create_connection((relay.host, relay.port), timeout=relay.timeout_s)
        )
        _, wire = await asyncio.get_running_loop().create_connection(_Wire, sock=connection)
    except OSError as error:
        raise _unusable(
            relay, f"cannot connect ({_why(error)})", "check host and port, and that it is up"
        ) from error
    return wire


def _read_ehlo(lines: list[str]) -> Greeting:
    extensions: set[str] = set()
    auth: set[str] = set()
    size = 0
    for line in lines:
        word, *values = line.replace("=", " ", 1).upper().split() or [""]
        extensions.add(word)
        if word == "AUTH":
            auth.update(values)
        if word == "SIZE" and values and values[0].isdecimal():
            size = int(values[0])
    return Greeting(extensions=frozenset(extensions), auth=frozenset(auth), size=size)


def _unusable(relay: Relay, what: str, hint: str) -> RelayError:
    return RelayError(what, subject=f"relay {relay.name} ({relay.host}:{relay.port})", hint=hint)


def _why(error: OSError) -> str:
    return "timed out" if isinstance(error, TimeoutError) else error.strerror or str(error)


def _b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()
