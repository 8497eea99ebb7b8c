"""A scripted SMTP server on loopback: answers each recipient by a script, and keeps the mail."""

from __future__ import annotations

import base64
import contextlib
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

HANG_UP = "hang up"
HANG_UP_AFTER_DOT = "hang up after the dot"
FALL_SILENT = "fall silent"


@dataclass(kw_only=True)
class ScriptedServer:
    """Maps the start of a local part to an answer, or to one of the words above.

    `replies` are answers to RCPT, `after_data` those to the final dot. `on_rcpt` and `on_dot` are
    asked before each such answer. `late_rcpt_s` and `late_dot_s` are the seconds by which an answer
    comes late.
    """

    extensions: tuple[str, ...] = ("PIPELINING", "SIZE 10000000", "8BITMIME", "SMTPUTF8")
    replies: Mapping[str, str] = field(default_factory=dict)
    after_data: Mapping[str, str] = field(default_factory=dict)
    on_rcpt: Callable[[str], str | None] = lambda _: None
    on_dot: Callable[[str], str | None] = lambda _: None
    late_rcpt_s: Mapping[str, float] = field(default_factory=dict)
    late_dot_s: Mapping[str, float] = field(default_factory=dict)
    eager_data: bool = False
    login: tuple[str, str] = ("", "")
    tls: ssl.SSLContext | None = None
    tls_at_once: bool = False
    round_trip_s: float = 0.0
    port: int = 0
    taken: list[tuple[str, str, bytes, float]] = field(default_factory=list)
    connections: int = 0
    transcript: list[str] = field(default_factory=list)

    def __enter__(self) -> ScriptedServer:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._ended = threading.Event()
        self._open: set[socket.socket] = set()
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in list(self._open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self._thread.join(2)

    @property
    def recipients(self) -> list[str]:
        return [recipient for _, recipient, _, _ in self.taken]

    @property
    def open_connections(self) -> int:
        return len(self._open)

    def _accept(self) -> None:
        threads = []
        while not self._ended.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                break
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.connections += 1
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            thread.start()
            threads.append(thread)
        for thread in threads:
            thread.join(1)

    def _serve(self, connection: socket.socket) -> None:
        self._open.add(connection)
        try:
            with contextlib.suppress(OSError):
                _Dialogue(self, connection).run()
        finally:
            self._open.discard(connection)


class _HangUp(Exception):
    pass


class _Dialogue:
    def __init__(self, server: ScriptedServer, connection: socket.socket) -> None:
        self._server = server
        self._connection = connection
        self._sender, self._recipients = "", []
        if server.tls and server.tls_at_once:
            self._connection = server.tls.wrap_socket(connection, server_side=True)
        self._lines = self._read_lines()

    def run(self) -> None:
        try:
            with contextlib.suppress(_HangUp, StopIteration):
                self._say("220 loopback ready")
                while True:
                    line = next(self._lines).decode("utf-8").strip()
                    self._server.transcript.append(line)
                    self._answer(line)
        finally:
            self._connection.close()

    def _read_lines(self) -> Iterator[bytes]:
        buffer = b""
        while True:
            while b"\n" not in buffer:
                octets = self._connection.recv(65536)
                if not octets:
                    return
                buffer += octets
                time.sleep(self._server.round_trip_s)
            line, _, buffer = buffer.partition(b"\n")
            yield line + b"\n"

    def _answer(self, line: str) -> None:
        verb = line.split(" ")[0].upper()
        if verb == "EHLO":
            words = ["loopback", *self._server.extensions]
            if self._server.tls and not isinstance(self._connection, ssl.SSLSocket):
                words.append("STARTTLS")
            for word in words[:-1]:
                self._say("250-" + word)
            self._say("250 " + words[-1])
        elif verb == "STARTTLS" and self._server.tls:
            self._say("220 go ahead")
            self._connection = self._server.tls.wrap_socket(self._connection, server_side=True)
            self._lines = self._read_lines()
        elif verb == "AUTH":
            self._auth(line)
        elif verb == "MAIL":
            self._sender, self._recipients = _address(line), []
            self._script(self._server.replies, "MAIL", "250 2.1.0 ok")
        elif verb == "RCPT":
            self._rcpt(_address(line))
        elif verb == "DATA":
            self._data()
        elif verb == "QUIT":
            self._say("221 bye")
            raise _HangUp
        else:
            self._say("250 ok" if verb in ("RSET", "HELO", "NOOP") else "500 5.5.1 what?")

    def _auth(self, line: str) -> None:
        _, mechanism, *rest = line.split(" ")
        user, password = self._server.login
        if mechanism == "PLAIN":
            good = base64.b64decode(rest[0]) == f"\0{user}\0{password}".encode()
        elif mechanism == "XOAUTH2":
            good = base64.b64decode(rest[0]) == f"user={user}\1auth=Bearer {password}\1\1".encode()
        else:
            said = []
            for prompt in ("VXNlcm5hbWU6", "UGFzc3dvcmQ6"):
                self._say("334 " + prompt)
                said.append(base64.b64decode(next(self._lines).strip()).decode())
            good = said == [user, password]
        self._say("235 2.7.0 ok" if good else "535 5.7.8 wrong credentials")

    def _rcpt(self, recipient: str) -> None:
        scripted = self._server.on_rcpt(recipient)
        self._be_late(self._server.late_rcpt_s, recipient)
        if scripted:
            self._script({recipient: scripted}, recipient, "")
            return
        if self._script(self._server.replies, recipient, "250 2.1.5 ok"):
            self._recipients.append(recipient)

    def _data(self) -> None:
        if not self._recipients:
            self._say(
                "354 go on, though nobody is to get it"
                if self._server.eager_data
                else "554 5.5.1 nobody"
            )
            if self._server.eager_data:
                assert next(self._lines) == b".\r\n"
                self._say("554 5.5.1 nobody")
            return
        self._say("354 end with a dot")
        recipient = self._recipients[0]
        if any(
            recipient.startswith(start) and word == HANG_UP
            for start, word in self._server.after_data.items()
        ):
            next(self._lines)
            raise _HangUp
        content = b""
        while (line := next(self._lines)) != b".\r\n":
            content += line[1:] if line.startswith(b".") else line
        self._server.taken.append((self._sender, recipient, content, time.monotonic()))
        scripted = self._server.on_dot(recipient)
        self._be_late(self._server.late_dot_s, recipient)
        self._script(
            {recipient: scripted} if scripted else self._server.after_data,
            recipient,
            f"250 2.0.0 Ok: queued as Q{len(self._server.taken):05}",
        )

    def _be_late(self, seconds: Mapping[str, float], recipient: str) -> None:
        for start, late_s in seconds.items():
            if recipient.startswith(start):
                time.sleep(late_s)

    def _script(self, script: Mapping[str, str], subject: str, otherwise: str) -> bool:
        for start, word in script.items():
            if subject.startswith(start):
                if word in (HANG_UP, HANG_UP_AFTER_DOT):
                    raise _HangUp
                if word == FALL_SILENT:
                    self._server._ended.wait(20)
                    raise _HangUp
                self._say(word)
                if word.startswith("421"):
                    raise _HangUp
                return False
        self._say(otherwise)
        return True

    def _say(self, line: str) -> None:
        self._connection.sendall(line.encode() + b"\r\n")


def _address(line: str) -> str:
    found = re.search(r"<(.*?)>", line)
    return found[1] if found else ""
