"""SmtpConversation: the commands and replies by which messages go over one live session."""

from __future__ import annotations

import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

from digest.config import Relay
from digest.deliver.replies import SUCCESS, Stage, state_of
from digest.deliver.smtp_connection import ConnectionLost
from digest.deliver.smtp_session import SmtpSession
from digest.deliver.unknown_addresses import calls_one_unknown, from_addresses
from digest.errors import RelayError
from digest.models import DeliveryState, Message, Outcome, Reply
from digest.protocols import Handing, HoldBack

FINAL_DOT_PATIENCE = 4.0
"""The answer to the final dot may take this many times `timeout_s`.

A sender that hangs up before that answer causes duplicates.
"""

FRESH_S = 0.1
"""A message that was announced longer ago is announced again right before its final dot.

A reader may have left while a slow relay let the message wait.
"""

OK = 250
WILL_FORWARD = 251
"""An answer to RCPT that is as good as 250 (RFC 5321, section 3.4)."""

START_MAIL_INPUT = 354
CLOSING = 421

# The good answers to MAIL, RCPT and DATA.
_WANTED_CODES = (OK, OK, START_MAIL_INPUT)

_DOT_AT_LINE_START = re.compile(rb"\r\n\.")  # twice as fast as bytes.replace on several octets


class SmtpConversation:
    """The exchange of some messages over one session.

    Afterwards `broken` is True when the session is of no more use, `unusable` holds the error when
    the relay is not either, and `held_back` is True when the caller wanted no more.
    """

    def __init__(
        self,
        session: SmtpSession,
        relay: Relay,
        messages: AsyncIterator[Message],
        handing: Handing,
        *,
        pipelining: bool,
    ) -> None:
        self._session = session
        self._relay = relay
        self._messages = messages
        self._handing = handing
        self._pipelining = pipelining and session.offers("PIPELINING")
        self._impossible: list[Outcome] = []
        self._room = 0
        self._announced_at_s: dict[str, float] = {}
        self.broken = False
        self.unusable: RelayError | None = None
        self.held_back = False

    async def run(self, first: Message, count: int) -> AsyncIterator[Outcome]:
        """Hand over `first` and the following messages, at most `count`, and take no more.

        The body of `current` leaves while `following` is stored as `handing` and `after` is made.
        """
        self._room = count
        current: Message | None = None
        following = await self._next_possible(first)
        envelope_sent = False
        while current is not None or following is not None:
            # posted before the body of `current` leaves, so that both happen at one time
            stored = self._announced(following)
            outcome: Outcome | None = None
            if current is not None:
                outcome = await self._begin(current, envelope_sent)
            # made while the relay reads the body of `current`
            after = await self._next_possible()
            if not await self._may_follow(stored):
                for put_back in self._queued_again(following, after):
                    yield put_back
                # the conversation ends with `current`, whose envelope the relay has
                following = after = None
            if current is not None:
                envelope_sent = outcome is None and self._pipelining
                if outcome is None:
                    outcome = await self._finish(current, following)
                yield outcome
            for impossible in self._take_impossible():
                yield impossible
            if self.broken:
                for put_back in self._queued_again(following, after):
                    yield put_back
                return
            current, following = following, after
        # also where the relay can take none of the messages, and no round was made
        for impossible in self._take_impossible():
            yield impossible

    def _queued_again(self, *messages: Message | None) -> Iterator[Outcome]:
        """Yield the outcomes of messages that were taken and not offered."""
        for message in messages:
            if message is not None:
                yield self._outcome(message, DeliveryState.QUEUED)

    def _announced(self, message: Message | None) -> Callable[[], Awaitable[None]]:
        if message is None:
            return self._handing([])
        self._announced_at_s[message.subscriber_id] = time.monotonic()
        return self._handing([message])

    async def _next_possible(self, message: Message | None = None) -> Message | None:
        """Return the next message that the relay can take; keep outcomes of the impossible ones."""
        while self._room > 0:
            if message is None:
                message = await anext(self._messages, None)
            if message is None:
                return None
            self._room -= 1
            obstacle = self._obstacle(message)
            if obstacle is None:
                return message
            alarm = f"relay {self._relay.name}: {obstacle.text}"
            outcome = self._outcome(message, DeliveryState.DEFERRED, obstacle, alarm)
            self._impossible.append(outcome)
            message = None
        return None

    async def _begin(self, message: Message, envelope_sent: bool) -> Outcome | None:
        """Send envelope and body, without the final dot.

        Return None when the final dot may follow, else the outcome of the message.
        """
        try:
            outcome = await self._envelope(message, envelope_sent)
            if outcome is None:
                self._session.send(wire_form(message))
                await self._session.sent()  # a loss up to here is one before the final dot
        except ConnectionLost as lost:
            # no final dot has left, so the relay cannot have taken the message
            self.broken = True
            reply = Reply(code=0, text=lost.reason)
            return self._outcome(message, DeliveryState.QUEUED, reply)
        return outcome

    async def _may_follow(self, stored: Callable[[], Awaitable[None]]) -> bool:
        """Wait until the outcomes that came back, and the following message, are stored."""
        try:
            await stored()
        except HoldBack:
            self.held_back = True
        return not self.held_back

    async def _is_still_wanted(self, message: Message) -> bool:
        """Announce a message again that waited; return False when it must not be offered by now."""
        age_s = time.monotonic() - self._announced_at_s.pop(message.subscriber_id)
        if age_s < FRESH_S:
            return True
        try:
            await self._handing([message])()
        except HoldBack:
            return False
        return True

    def _obstacle(self, message: Message) -> Reply | None:
        """Return why this relay cannot take the message; None when it may be offered.

        The reply is a temporary one: another relay may take the message, or this one tomorrow.
        """
        size_bytes = self._session.greeting.size_bytes
        length = len(message.content)
        if size_bytes and length > size_bytes:
            text = f"takes {size_bytes} bytes at most, and the message has {length}"
            return Reply(code=452, enhanced="4.3.4", text=text)
        if not message.recipient.isascii() and not self._session.offers("SMTPUTF8"):
            # the local part cannot be written in ASCII, as a domain can
            text = "does not offer SMTPUTF8, which an address with letters beyond ASCII needs"
            return Reply(code=450, enhanced="4.6.7", text=text)
        return None

    async def _envelope(self, message: Message, envelope_sent: bool) -> Outcome | None:
        """Exchange MAIL, RCPT and DATA.

        Return None when the body may follow, else the outcome of the message.
        """
        commands = self._envelope_commands(message)
        if self._pipelining:
            if not envelope_sent:
                self._session.send(b"".join(commands))
            return await self._pipelined_answers(message)
        for command, stage, wanted in zip(commands, Stage, _WANTED_CODES, strict=True):
            self._session.send(command)
            reply = await self._session.reply()
            if not _is_wanted(reply, wanted):
                refused = self._answered(message, reply, stage)
                if not self.broken:
                    await self._clear(b"RSET\r\n")
                return refused
        return None

    async def _pipelined_answers(self, message: Message) -> Outcome | None:
        refused: Outcome | None = None
        for stage, wanted in zip(Stage, _WANTED_CODES, strict=True):
            reply = await self._session.reply()
            if refused is None and not _is_wanted(reply, wanted):
                refused = self._answered(message, reply, stage)
                if self.broken:
                    return refused
        if refused is not None and reply.code == START_MAIL_INPUT:
            # DATA was taken although the relay has no recipient: end it without content
            await self._clear(b".\r\n")
        elif refused is not None:
            await self._clear(b"RSET\r\n")
        return refused

    async def _finish(self, message: Message, following: Message | None) -> Outcome:
        """Send the final dot, with the next envelope behind it, and read the answer to it."""
        if not await self._is_still_wanted(message):
            # the body has left: without its final dot, only the end of the line takes it back
            self.broken = True
            return self._outcome(message, DeliveryState.QUEUED)
        octets = b".\r\n"
        if self._pipelining and following is not None:
            # RFC 2920 section 3.1: commands behind the final dot are allowed
            octets += b"".join(self._envelope_commands(following))
        try:
            self._session.send(octets)
            timeout_s = self._relay.timeout_s * FINAL_DOT_PATIENCE
            reply = await self._session.reply(timeout_s=timeout_s)
        except ConnectionLost as lost:
            self.broken = True
            # the dot may have arrived: a second copy would be a duplicate
            unanswered = Reply(code=0, text=lost.reason)
            return self._outcome(message, DeliveryState.UNCERTAIN, unanswered)
        return self._answered(message, reply, Stage.DATA)

    async def _clear(self, octets: bytes) -> None:
        """Leave a refused transaction. A relay that hangs up now has answered for the message."""
        try:
            self._session.send(octets)
            await self._session.reply()
        except ConnectionLost:
            self.broken = True

    def _envelope_commands(self, message: Message) -> tuple[bytes, bytes, bytes]:
        options = ""
        if self._session.offers("SIZE"):
            options += f" SIZE={len(message.content)}"
        if not message.recipient.isascii():
            options += " BODY=8BITMIME SMTPUTF8"
        return (
            f"MAIL FROM:<{message.envelope_from}>{options}\r\n".encode(),
            f"RCPT TO:<{message.recipient}>\r\n".encode(),
            b"DATA\r\n",
        )

    def _answered(self, message: Message, reply: Reply, stage: Stage) -> Outcome:
        if stage is Stage.MAIL:
            self.unusable = self._session.demand(reply)
            if self.unusable is not None:
                self.broken = True
                return self._outcome(message, DeliveryState.QUEUED)
        # 421: the relay hangs up after this answer (RFC 5321, section 3.8)
        if reply.code == CLOSING:
            self.broken = True
        own_addresses: tuple[str, ...] = ()
        # a server that tries to call us back may speak of our address as it does of a reader's
        if "@" in reply.text and reply.code not in SUCCESS:
            from_field = _from_addresses(message)
            own_addresses = from_field if calls_one_unknown(reply.text, from_field) else ()
        state, alarm = state_of(reply, stage=stage, own_addresses=own_addresses)
        return self._outcome(message, state, reply, alarm)

    def _take_impossible(self) -> list[Outcome]:
        impossible, self._impossible = self._impossible, []
        return impossible

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


def wire_form(message: Message) -> bytes:
    """Return the content as it goes on the wire, up to the final dot (RFC 5321, section 4.5.2)."""
    content = message.content
    if message.dot_lines:
        content = _DOT_AT_LINE_START.sub(b"\r\n..", content)
        if content.startswith(b"."):
            content = b"." + content
    if not content.endswith(b"\r\n"):
        content += b"\r\n"
    return content


MAX_HEADER_BYTES = 8_000
"""The part of a message in which its From stands."""


def _from_addresses(message: Message) -> tuple[str, ...]:
    head = message.content[:MAX_HEADER_BYTES].partition(b"\r\n\r\n")[0]
    return from_addresses(head.decode("utf-8", "replace"))


def _is_wanted(reply: Reply, wanted: int) -> bool:
    if reply.code == wanted:
        return True
    return wanted == OK and reply.code == WILL_FORWARD
