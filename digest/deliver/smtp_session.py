"""SmtpSession: a connection after EHLO, TLS and login, which takes commands and gives replies."""

from __future__ import annotations

import base64
import contextlib
import ssl
from dataclasses import dataclass
from typing import Self

from digest.config import Relay, Tls
from digest.deliver.replies import parse_reply, wants_tls_or_login
from digest.deliver.smtp_connection import (
    ConnectionLost,
    SmtpConnection,
    connect,
    reason_of,
    unusable,
)
from digest.errors import RelayError
from digest.models import Reply

READY = 220
"""The code of a relay's banner, and of its consent to STARTTLS."""

OK = 250
LOGGED_IN = 235
CONTINUE_LOGIN = 334


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting:
    """The extensions that EHLO offered.

    `size_bytes` is the largest message that the relay takes, 0 when it does not say.
    """

    extensions: frozenset[str]
    auth: frozenset[str]
    size_bytes: int = 0


class SmtpSession:
    """A live session with one relay. Make it with `opened`."""

    greeting: Greeting

    def __init__(self, relay: Relay, connection: SmtpConnection, helo_name: str) -> None:
        self._relay = relay
        self._connection = connection
        self._helo_name = helo_name

    @classmethod
    async def opened(cls, relay: Relay, *, helo_name: str = "localhost") -> Self:
        """Connect, secure and log in. Raises RelayError, with a hint at the setting to mend."""
        session = cls(relay, await connect(relay), helo_name)
        try:
            session.greeting = await session._open()
        except ConnectionLost as error:
            await session.close()
            raise unusable(relay, str(error), "check host, port and tls of the relay") from error
        except RelayError:
            await session.close()
            raise
        return session

    def offers(self, extension: str) -> bool:
        """Return True when EHLO offered that extension."""
        return extension in self.greeting.extensions

    def send(self, octets: bytes) -> None:
        """Begin to write all octets; raises ConnectionLost."""
        self._connection.write(octets)

    async def sent(self) -> None:
        """Wait until all octets have left; raises ConnectionLost."""
        await self._connection.written(self._relay.timeout_s)

    async def reply(self, *, timeout_s: float | None = None) -> Reply:
        """Read one answer; raises ConnectionLost on silence, hang-up or nonsense."""
        lines = await self._lines(timeout_s or self._relay.timeout_s)
        try:
            return parse_reply(*lines)
        except ValueError as error:
            raise ConnectionLost(f"not an SMTP answer: {lines[0][:80]!r}") from error

    def demand(self, reply: Reply) -> RelayError | None:
        """Return the error that an answer to MAIL means, if it asks for TLS or a login first."""
        if not wants_tls_or_login(reply):
            return None
        offers_tls = self.offers("STARTTLS") or "TLS" in reply.text.upper()
        if self._relay.tls is Tls.NONE and offers_tls:
            hint = "set tls: starttls"
        else:
            hint = "set username and password_env, and look at auth"
        return unusable(self._relay, f"MAIL FROM refused: {reply.code} {reply.text}", hint)

    async def command(self, line: str) -> Reply:
        """Send one command and read its answer; raises ConnectionLost."""
        self.send(line.encode() + b"\r\n")
        return await self.reply()

    def abort(self) -> None:
        """Break the connection; the coroutine that waits gets ConnectionLost."""
        self._connection.abort()

    async def close(self, *, farewell: bool = False) -> None:
        """Hang up, with a QUIT before it if wanted. The answer to QUIT is not awaited."""
        if farewell:
            with contextlib.suppress(ConnectionLost):
                self.send(b"QUIT\r\n")
        await self._connection.close()

    async def _lines(self, timeout_s: float) -> list[str]:
        lines: list[str] = []
        # a hyphen behind the code announces another line of the same answer
        while not lines or lines[-1][3:4] == "-":
            line = self._connection.line()
            while line is None:
                await self._connection.wait_for_data(timeout_s)
                line = self._connection.line()
            lines.append(line.decode("utf-8", "replace"))
        return lines

    async def _open(self) -> Greeting:
        if self._relay.tls is Tls.TLS:
            await self._secure()
        banner = await self.reply()
        if banner.code != READY:
            reason = f"greeted with {banner.code} {banner.text}"
            raise unusable(self._relay, reason, "ask the relay's operator")
        greeting = await self._ehlo()
        if self._relay.tls is Tls.STARTTLS:
            greeting = await self._start_tls(greeting)
        if self._relay.username:
            await self._login(greeting)
        return greeting

    async def _ehlo(self) -> Greeting:
        self.send(f"EHLO {self._helo_name}\r\n".encode())
        lines = await self._lines(self._relay.timeout_s)
        if lines[0].startswith(str(OK)):
            return _read_ehlo([line[4:] for line in lines[1:]])
        helo = await self.command(f"HELO {self._helo_name}")
        if helo.code != OK:
            reason = f"EHLO refused: {helo.code} {helo.text}"
            raise unusable(self._relay, reason, "ask the relay's operator")
        # a relay that knows HELO alone offers no extension
        return Greeting(extensions=frozenset(), auth=frozenset())

    async def _start_tls(self, greeting: Greeting) -> Greeting:
        if "STARTTLS" not in greeting.extensions:
            hint = "use tls: tls for an implicit TLS port, or tls: none on a trusted host"
            raise unusable(self._relay, "STARTTLS is not offered", hint)
        answer = await self.command("STARTTLS")
        # octets behind the answer could have been injected before TLS (CVE-2011-0411)
        if answer.code != READY or self._connection.received:
            reason = f"STARTTLS refused: {answer.code} {answer.text}"
            raise unusable(self._relay, reason, "ask the relay's operator")
        await self._secure()
        return await self._ehlo()

    async def _secure(self) -> None:
        relay = self._relay
        try:
            # made for each connection: an operator may renew the authority's file while this runs
            context = ssl.create_default_context(cafile=relay.ca_file or None)
            await self._connection.secure(relay, context)
        except ssl.SSLCertVerificationError as error:
            hint = "fix the certificate, or name its authority in ca_file"
            raise unusable(relay, f"certificate refused: {error.verify_message}", hint) from error
        except OSError as error:
            reason = f"TLS failed ({reason_of(error)})"
            raise unusable(relay, reason, "check tls, port and ca_file") from error

    async def _login(self, greeting: Greeting) -> None:
        relay = self._relay
        mechanism = relay.auth.upper()
        # asked before the password leaves: it goes to no mechanism that is not offered
        if mechanism not in greeting.auth:
            offered = ", ".join(sorted(greeting.auth)) or "none"
            reason = f"login by {mechanism} is not offered (offered: {offered})"
            raise unusable(relay, reason, "set auth, or turn on tls")
        if mechanism == "LOGIN":
            answer = await self._login_in_steps()
        elif mechanism == "XOAUTH2":
            answer = await self._login_by_token()
        elif mechanism == "PLAIN":
            credentials = _base64(f"\0{relay.username}\0{relay.password}")
            answer = await self.command("AUTH PLAIN " + credentials)
        else:
            raise unusable(relay, f"auth {relay.auth} is not known", "use plain, login or xoauth2")
        if answer.code != LOGGED_IN:
            reason = f"login refused: {answer.code} {answer.text}"
            raise unusable(relay, reason, "check username and password_env")

    async def _login_in_steps(self) -> Reply:
        answer = await self.command("AUTH LOGIN")
        for word in (self._relay.username, self._relay.password):
            if answer.code == CONTINUE_LOGIN:
                answer = await self.command(_base64(word))
        return answer

    async def _login_by_token(self) -> Reply:
        token = f"user={self._relay.username}\1auth=Bearer {self._relay.password}\1\1"
        answer = await self.command("AUTH XOAUTH2 " + _base64(token))
        if answer.code == CONTINUE_LOGIN:
            # the relay sent the details of a refusal, and waits for an empty line
            answer = await self.command("")
        return answer


def _read_ehlo(lines: list[str]) -> Greeting:
    extensions: set[str] = set()
    auth: set[str] = set()
    size_bytes = 0
    for line in lines:
        # some relays say AUTH=LOGIN
        word, *values = line.replace("=", " ", 1).upper().split() or [""]
        extensions.add(word)
        if word == "AUTH":
            auth.update(values)
        if word == "SIZE" and values and values[0].isdecimal():
            size_bytes = int(values[0])
    return Greeting(extensions=frozenset(extensions), auth=frozenset(auth), size_bytes=size_bytes)


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()
