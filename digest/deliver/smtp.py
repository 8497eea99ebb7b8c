"""SmtpTransport: hands messages to one relay over one reused connection, pipelined (RFC 2920).

While the relay takes message n, the envelope of n+1 is on the wire behind its final dot: one
round trip a message instead of four. The final dot of n+1 leaves only when the outcome of n is
stored, and n+2 as `handing`, so a crash leaves at most one accepted message of a connection
unrecorded. While that is stored, the body of n+1 leaves and n+3 is made. A message that a slow
relay let wait is announced again before its final dot, since its reader may have left.
"""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Sequence

from digest.config import LOCAL_HOSTS, Relay, Tls
from digest.deliver.smtp_connection import ConnectionLost
from digest.deliver.smtp_conversation import SmtpConversation
from digest.deliver.smtp_session import SmtpSession
from digest.errors import RelayError
from digest.models import CheckResult, Message, Outcome
from digest.protocols import Handing


class SmtpTransport:
    """A Transport for one relay of kind `smtp`.

    It connects when the first message comes, and again after `messages_per_connection`. When
    `hand_over` raises RelayError, no message that it has not yielded was offered.
    """

    def __init__(self, relay: Relay, *, helo_name: str = "", pipelining: bool = True) -> None:
        self.relay = relay
        self._helo_name = helo_name or relay.helo_name or socket.gethostname() or "localhost"
        self._pipelining = pipelining
        self._session: SmtpSession | None = None
        self._handed_over = 0

    async def hand_over(
        self, messages: AsyncIterator[Message], *, handing: Handing
    ) -> AsyncIterator[Outcome]:
        """Hand messages over; see protocols.Transport.

        After a lost connection no more are taken: the caller decides where they go.
        """
        first = await anext(messages, None)
        while first is not None:
            session = await self._ready_session()
            conversation = SmtpConversation(
                session, self.relay, messages, handing, pipelining=self._pipelining
            )
            # a conversation takes no more messages than the connection may still carry
            room = self.relay.messages_per_connection - self._handed_over
            async for outcome in conversation.run(first, room):
                self._handed_over += 1
                yield outcome
            if conversation.broken:
                await self._drop_session()
            if conversation.unusable:
                raise conversation.unusable
            if conversation.broken or conversation.held_back:
                return
            first = await anext(messages, None)

    def abort(self) -> None:
        """Break the connection; a message in flight ends as UNCERTAIN."""
        if self._session is not None:
            self._session.abort()

    async def diagnose(self) -> Sequence[CheckResult]:
        """Connect, secure, log in and say MAIL FROM; raises RelayError."""
        session = await SmtpSession.opened(self.relay, helo_name=self._helo_name)
        try:
            # some relays tell only at MAIL FROM that they want TLS or a login
            demand = session.demand(await session.command("MAIL FROM:<>"))
        except ConnectionLost as lost:
            reason = f"MAIL FROM: {lost.reason}"
            raise RelayError(reason, hint="ask the relay's operator") from lost
        finally:
            await session.close(farewell=True)
        if demand is not None:
            raise demand
        return _findings(self.relay, session)

    async def close(self) -> None:
        """Say QUIT and hang up."""
        await self._drop_session(farewell=True)

    async def _ready_session(self) -> SmtpSession:
        if self._handed_over >= self.relay.messages_per_connection:
            await self.close()
        if self._session is None:
            self._session = await SmtpSession.opened(self.relay, helo_name=self._helo_name)
            self._handed_over = 0
        return self._session

    async def _drop_session(self, *, farewell: bool = False) -> None:
        session, self._session, self._handed_over = self._session, None, 0
        if session is not None:
            await session.close(farewell=farewell)


_SECURITY = {Tls.NONE: "not encrypted", Tls.STARTTLS: "STARTTLS", Tls.TLS: "TLS"}


def _findings(relay: Relay, session: SmtpSession) -> list[CheckResult]:
    subject = f"relay {relay.name}"
    login = f"logged in as {relay.username}" if relay.username else "no login"
    finding = f"{relay.host}:{relay.port} answers, {_SECURITY[relay.tls]}, {login}"
    results = [CheckResult(subject=subject, ok=True, finding=finding)]
    # without it each command waits for its reply, and an issue takes several times as long
    if not session.offers("PIPELINING"):
        results.append(
            CheckResult(
                subject=f"{subject} pipelining",
                ok=None,
                finding="not offered",
                advice="sending works, a few times slower; ask the relay's operator for PIPELINING",
            )
        )
    is_remote = relay.host not in LOCAL_HOSTS
    if relay.tls is Tls.NONE and session.offers("STARTTLS") and is_remote:
        results.append(
            CheckResult(
                subject=f"{subject} encryption",
                ok=None,
                finding="STARTTLS is offered and not used",
                advice="set tls: starttls",
            )
        )
    if relay.tls is Tls.NONE and relay.username:
        results.append(
            CheckResult(
                subject=f"{subject} password",
                ok=False,
                finding="sent in clear",
                advice="set tls: starttls or tls",
            )
        )
    return results
