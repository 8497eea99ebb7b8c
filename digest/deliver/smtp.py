"""SmtpTransport: hands messages to one relay over one reused connection, pipelined where offered (RFC 2920).

While the relay takes message n, the envelope of n+1 is on the wire behind its final dot: one round trip a message
instead of four. The final dot of n+1 leaves only when the outcome of n is stored, and n+2 as `handing`, so a crash
leaves at most one accepted message of a connection unrecorded. While that is stored, the body of n+1 leaves and n+3
is made.
"""

from __future__ import annotations

import re
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

from digest.config import Relay
from digest.deliver.replies import Stage, state_of
from digest.deliver.smtp_session import ConnectionLost, SmtpSession
from digest.errors import RelayError
from digest.models import DeliveryState, Message, Outcome, Reply
from digest.protocols import Handing

FINAL_DOT_PATIENCE = 4.0
"""The answer to the final dot may take this many times `timeout_s`: hanging up early is what makes duplicates."""


class HoldBack(Exception):
    """Raised by what `handing` returned: do not offer these messages, nor any after them."""


class SmtpTransport:
    """A Transport for one relay. Connects when first needed, and again after `messages_per_connection`.

    `hand_over` raises RelayError when the relay cannot be used at all; nothing it has not yielded was offered then.
    """

    def __init__(self, relay: Relay, *, local_name: str = "", pipelining: bool = True) -> None:
        self.relay = relay
        self._local_name = local_name or socket.gethostname() or "localhost"
        self._pipelining = pipelining
        self._session: SmtpSession | None = None
        self._handed_over = 0

    async def hand_over(
        self, messages: AsyncIterator[Message], *, handing: Handing
    ) -> AsyncIterator[Outcome]:
        """See protocols.Transport. After a lost connection no more are taken: the caller decides where they go."""
        while (first := await anext(messages, None)) is not None:
            session = await self._ready_session()
            conversation = _Conversation(session, self.relay, messages, handing, self._pipelining)
            async for outcome in conversation.run(
                first, self.relay.messages_per_connection - self._handed_over
            ):
                self._handed_over += 1
                yield outcome
            if conversation.broken:
                await self._drop_session()
            if conversation.unusable:
                raise conversation.unusable
            if conversation.broken or conversation.held_back:
                return

    def abort(self) -> None:
        """Break the connection; what is in flight ends as uncertain."""
        if self._session is not None:
            self._session.abort()

    async def close(self) -> None:
        """Say QUIT and hang up."""
        await self._drop_session(farewell=True)

    async def _ready_session(self) -> SmtpSession:
        if self._handed_over >= self.relay.messages_per_connection:
            await self.close()
        if self._session is None:
            self._session = await SmtpSession.opened(self.relay, local_name=self._local_name)
            self._handed_over = 0
        return self._session

    async def _drop_session(self, *, farewell: bool = False) -> None:
        session, self._session, self._handed_over = self._session, None, 0
        if session is not None:
            await session.close(farewell=farewell)


class _Conversation:
    """The exchange of some messages over one live session.

    Afterwards `broken` says that the session is of no more use, `unusable` that the relay is not either, and why, and
    `held_back` that the caller wanted no more.
    """

    def __init__(
        self,
        session: SmtpSession,
        relay: Relay,
        messages: AsyncIterator[Message],
        handing: Handing,
        pipelining: bool,
    ) -> None:
        self._session = session
        self._relay = relay
        self._waiting = messages
        self._handing = handing
        self._pipelining = pipelining and session.offers("PIPELINING")
        self._unfit: list[Outcome] = []
        self._count = 0
        self.broken = False
        self.unusable: RelayError | None = None
        self.held_back = False

    async def run(self, first: Message, count: int) -> AsyncIterator[Outcome]:
        """The first and others in turn, `count` at most, and no more are taken than that: of `current` the body leaves
        while `following` is stored as `handing`."""
        self._count = count
        current: Message | None = None
        following, on_the_wire = await self._next(first), False
        while current is not None or following is not None:
            stored = self._handing([following] if following is not None else [])
            outcome = await self._begun(current, on_the_wire) if current is not None else None
            after = await self._next()
            if not await self._may_follow(stored):
                for message in filter(None, (following, after)):
                    yield self._queued(message)
                following = after = None
            if current is not None:
                on_the_wire = outcome is None and self._pipelining
                yield outcome or await self._content_answered(current, following)
            for outcome in self._take_unfit():
                yield outcome
            if self.broken:
                for message in filter(None, (following, after)):
                    yield self._queued(message)
                return
            current, following = following, after

    async def _next(self, message: Message | None = None) -> Message | None:
        """The next message that the relay can take; what became of others is kept in `_unfit`."""
        while (
            self._count > 0 and (message := message or await anext(self._waiting, None)) is not None
        ):
            self._count -= 1
            obstacle = self._obstacle(message)
            if obstacle is None:
                return message
            self._unfit.append(self._answered(message, obstacle, Stage.RCPT))
            message = None
        return None

    async def _begun(self, message: Message, on_the_wire: bool) -> Outcome | None:
        """Envelope and body, without the final dot: None when that may follow, else what became of the message."""
        try:
            outcome = await self._envelope(message, on_the_wire)
            if outcome is None:
                self._session.send(
                    _stuffed(message.content) if message.dot_lines else message.content
                )
                await self._session.sent()  # a loss up to here is one before the final dot
        except ConnectionLost as lost:
            self.broken = True
            return self._outcome(message, DeliveryState.QUEUED, Reply(code=0, text=lost.reason))
        return outcome

    async def _may_follow(self, stored: Callable[[], Awaitable[None]]) -> bool:
        """Wait until what came back, and what follows, is stored."""
        try:
            await stored()
        except HoldBack:
            self.held_back = True
        return not self.held_back

    def _obstacle(self, message: Message) -> Reply | None:
        """Why this relay can never take the message, said before it is offered."""
        size = self._session.greeting.size
        if size and len(message.content) > size:
            return Reply(
                code=552, enhanced="5.3.4", text=f"larger than the {size} bytes the relay takes"
            )
        if not message.recipient.isascii() and not self._session.offers("SMTPUTF8"):
            return Reply(code=553, enhanced="5.6.7", text="the relay does not offer SMTPUTF8")
        return None

    async def _envelope(self, message: Message, on_the_wire: bool) -> Outcome | None:
        """MAIL, RCPT and DATA and their answers: None when the body may follow, else what became of the message."""
        commands = self._envelope_commands(message)
        if self._pipelining:
            if not on_the_wire:
                self._session.send(b"".join(commands))
            return await self._pipelined_answers(message)
        for command, stage, wanted in zip(commands, Stage, (250, 250, 354), strict=True):
            self._session.send(command)
            reply = await self._session.reply()
            if not _wanted(reply, wanted):
                refused = self._answered(message, reply, stage)
                if not self.broken:
                    await self._clear(b"RSET\r\n")
                return refused
        return None

    async def _pipelined_answers(self, message: Message) -> Outcome | None:
        refused: Outcome | None = None
        for stage, wanted in zip(Stage, (250, 250, 354), strict=True):
            reply = await self._session.reply()
            if refused is None and not _wanted(reply, wanted):
                refused = self._answered(message, reply, stage)
                if self.broken:
                    return refused
        if (
            refused is not None and reply.code == 354
        ):  # DATA was taken although nobody is to get it: send nothing
            await self._clear(b".\r\n")
        elif refused is not None:
            await self._clear(b"RSET\r\n")
        return refused

    async def _content_answered(self, message: Message, following: Message | None) -> Outcome:
        """End the message, with the next envelope behind it, and wait for the answer that decides."""
        octets = b".\r\n"
        if self._pipelining and following is not None:
            octets += b"".join(self._envelope_commands(following))
        try:
            self._session.send(octets)
            reply = await self._session.reply(timeout_s=self._relay.timeout_s * FINAL_DOT_PATIENCE)
        except ConnectionLost as lost:
            self.broken = True
            return self._outcome(message, DeliveryState.UNCERTAIN, Reply(code=0, text=lost.reason))
        return self._answered(message, reply, Stage.DATA)

    async def _clear(self, octets: bytes) -> None:
        """Leave a refused transaction. A relay that hangs up now has still answered for the message."""
        try:
            self._session.send(octets)
            await self._session.reply()
        except ConnectionLost:
            self.broken = True

    def _envelope_commands(self, message: Message) -> tuple[bytes, bytes, bytes]:
        options = f" SIZE={len(message.content)}" if self._session.offers("SIZE") else ""
        options += "" if message.recipient.isascii() else " BODY=8BITMIME SMTPUTF8"
        return (
            f"MAIL FROM:<{message.envelope_from}>{options}\r\n".encode(),
            f"RCPT TO:<{message.recipient}>\r\n".encode(),
            b"DATA\r\n",
        )

    def _answered(self, message: Message, reply: Reply, stage: Stage) -> Outcome:
        if stage is Stage.MAIL and (unusable := self._session.demand(reply)):
            self.unusable, self.broken = unusable, True
            return self._queued(message)
        if reply.code == 421:
            self.broken = True
        state, alarm = state_of(reply, stage=stage)
        return self._outcome(message, state, reply, alarm)

    def _take_unfit(self) -> Iterator[Outcome]:
        unfit, self._unfit = self._unfit, []
        return iter(unfit)

    def _queued(self, message: Message) -> Outcome:
        """A message that was not offered, or whose envelope at most was seen, through no fault of its own."""
        return self._outcome(message, DeliveryState.QUEUED)

    def _outcome(
        self, message: Message, state: DeliveryState, reply: Reply | None = None, alarm: str = ""
    ) -> Outcome:
        return Outcome(
            issue_id=message.issue_id,
            subscriber_id=message.subscriber_id,
            state=state,
            reply=reply,
            relay=self._relay.name,
            alarm=alarm,
        )


def _wanted(reply: Reply, code: int) -> bool:
    return reply.code == code or (code == 250 and reply.code == 251)


_DOT_AT_START = re.compile(
    rb"\r\n\."
)  # twice as fast as bytes.replace, which is slow at finding several octets


def _stuffed(content: bytes) -> bytes:
    """The content as it goes on the wire, up to the final dot (RFC 5321, 4.5.2)."""
    stuffed = _DOT_AT_START.sub(b"\r\n..", content)
    if stuffed.startswith(b"."):
        stuffed = b"." + stuffed
    return stuffed if stuffed.endswith(b"\r\n") else stuffed + b"\r\n"
