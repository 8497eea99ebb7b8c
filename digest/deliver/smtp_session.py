"""One SMTP connection: connect, TLS, login, and lines in and out. Knows nothing of messages."""

from __future__ import annotations

import base64
import contextlib
import socket
import ssl
from dataclasses import dataclass

from digest.config import Relay, Tls
from digest.deliver.replies import parse_reply
from digest.errors import RelayError
from digest.models import Reply

MAX_LINE = 8192


class ConnectionLost(Exception):
    """The relay hung up, fell silent or talked nonsense. `reply` is the last word it said, if any."""

    def __init__(self, reason: str, *, reply: Reply | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.reply = reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting:
    """What EHLO offered. `size` is the largest message in bytes, 0 when the relay does not say."""

    extensions: frozenset[str]
    auth: frozenset[str]
    size: int = 0


class SmtpSession:
    """A live connection after EHLO, TLS and login. Opening raises RelayError with what to do about it."""

    def __init__(self, relay: Relay, *, local_name: str = "localhost") -> None:
        self._relay = relay
        self._local_name = local_name
        self._socket = _connect(relay)
        self._buffer = bytearray()
        try:
            self.greeting = self._open()
        except (ConnectionLost, OSError) as error:
            self.close()
            raise _unusable(relay, str(error), "check host, port and tls of the relay") from error
        except RelayError:
            self.close()
            raise

    def offers(self, extension: str) -> bool:
        return extension in self.greeting.extensions

    def send(self, octets: bytes) -> None:
        """Write all octets; raises ConnectionLost."""
        try:
            self._socket.sendall(octets)
        except OSError as error:
            raise ConnectionLost(f"connection lost while writing ({_why(error)})") from error

    def reply(self, *, timeout_s: float | None = None) -> Reply:
        """Read one answer; raises ConnectionLost on silence, hang-up or nonsense."""
        self._socket.settimeout(timeout_s or self._relay.timeout_s)
        lines = [self._line()]
        while lines[-1][3:4] == "-":
            lines.append(self._line())
        try:
            return parse_reply(lines)
        except ValueError as error:
            raise ConnectionLost(f"not an SMTP answer: {lines[0][:80]!r}") from error

    def command(self, line: str) -> Reply:
        self.send(line.encode() + b"\r\n")
        return self.reply()

    def abort(self) -> None:
        """Break the connection from another thread; its reader then sees ConnectionLost."""
        with contextlib.suppress(OSError):  # it may be gone already, which is what is wanted
            self._socket.shutdown(socket.SHUT_RDWR)

    def farewell(self) -> None:
        """Say QUIT; whether the relay still listens does not matter."""
        with contextlib.suppress(ConnectionLost):
            self.send(b"QUIT\r\n")

    def close(self) -> None:
        self._socket.close()

    def _open(self) -> Greeting:
        if self._relay.tls is Tls.TLS:
            self._wrap()
        banner = self.reply()
        if banner.code != 220:
            raise _unusable(self._relay, f"greeted with {banner.code} {banner.text}", "ask the relay's operator")
        greeting = self._ehlo()
        if self._relay.tls is Tls.STARTTLS:
            greeting = self._start_tls(greeting)
        if self._relay.username:
            self._login(greeting)
        return greeting

    def _ehlo(self) -> Greeting:
        self.send(f"EHLO {self._local_name}\r\n".encode())
        lines = [self._line()]
        while lines[-1][3:4] == "-":
            lines.append(self._line())
        if not lines[0].startswith("250"):
            helo = self.command(f"HELO {self._local_name}")
            if helo.code != 250:
                raise _unusable(self._relay, f"EHLO refused: {helo.code} {helo.text}", "ask the relay's operator")
            return Greeting(extensions=frozenset(), auth=frozenset())
        return _read_ehlo([line[4:] for line in lines[1:]])

    def _start_tls(self, greeting: Greeting) -> Greeting:
        if "STARTTLS" not in greeting.extensions:
            hint = "use tls: tls for an implicit TLS port, or tls: none on a trusted host"
            raise _unusable(self._relay, "STARTTLS is not offered", hint)
        answer = self.command("STARTTLS")
        if answer.code != 220 or self._buffer:  # octets after the answer could be an injection (CVE-2011-0411)
            raise _unusable(self._relay, f"STARTTLS refused: {answer.code} {answer.text}", "ask the relay's operator")
        self._wrap()
        return self._ehlo()

    def _wrap(self) -> None:
        try:
            context = ssl.create_default_context(cafile=self._relay.ca_file or None)
            self._socket = context.wrap_socket(self._socket, server_hostname=self._relay.host)
        except ssl.SSLCertVerificationError as error:
            hint = "fix the certificate, or name its authority in ca_file"
            raise _unusable(self._relay, f"certificate refused: {error.verify_message}", hint) from error
        except OSError as error:
            raise _unusable(self._relay, f"TLS failed ({_why(error)})", "check tls, port and ca_file") from error

    def _login(self, greeting: Greeting) -> None:
        relay, mechanism = self._relay, self._relay.auth.upper()
        if mechanism not in greeting.auth:
            offered = ", ".join(sorted(greeting.auth)) or "none"
            raise _unusable(
                relay, f"login by {mechanism} is not offered (offered: {offered})", "set auth, or turn on tls"
            )
        if mechanism == "LOGIN":
            answer = self.command("AUTH LOGIN")
            for word in (relay.username, relay.password):
                answer = self.command(_b64(word)) if answer.code == 334 else answer
        elif mechanism == "XOAUTH2":
            answer = self.command("AUTH XOAUTH2 " + _b64(f"user={relay.username}\1auth=Bearer {relay.password}\1\1"))
            answer = self.command("") if answer.code == 334 else answer
        elif mechanism == "PLAIN":
            answer = self.command("AUTH PLAIN " + _b64(f"\0{relay.username}\0{relay.password}"))
        else:
            raise _unusable(relay, f"auth {relay.auth} is not known", "use plain, login or xoauth2")
        if answer.code != 235:
            raise _unusable(relay, f"login refused: {answer.code} {answer.text}", "check username and password_env")

    def _line(self) -> str:
        while (end := self._buffer.find(b"\n")) < 0:
            if len(self._buffer) > MAX_LINE:
                raise ConnectionLost("an answer without end")
            try:
                octets = self._socket.recv(65536)
            except OSError as error:
                raise ConnectionLost(f"connection lost ({_why(error)})") from error
            if not octets:
                raise ConnectionLost("the relay closed the connection")
            self._buffer += octets
        line = self._buffer[:end].decode("utf-8", "replace").rstrip("\r")
        del self._buffer[: end + 1]
        return line


def _connect(relay: Relay) -> socket.socket:
    try:
        connection = socket.create_connection((relay.host, relay.port), timeout=relay.timeout_s)
    except OSError as error:
        raise _unusable(relay, f"cannot connect ({_why(error)})", "check host and port, and that it is up") from error
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


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
