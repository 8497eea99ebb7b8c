"""SmtpTransport: hands messages to one relay over one reused connection, pipelined where offered (RFC 2920).

While the relay takes message n, the envelope of n+1 is on the wire behind its final dot: one round trip a message
instead of four. The body of n+1 leaves only when the caller took the outcome of n and stored n+2 as `handing`, so a
crash leaves at most one accepted message of a connection unrecorded.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator, Sequence

from digest.config import Relay
from digest.deliver.replies import Stage, state_of
from digest.deliver.smtp_session import ConnectionLost, SmtpSession
from digest.models import DeliveryState, Message, Outcome, Reply

FINAL_DOT_PATIENCE = 4.0
"""The answer to the final dot may take this many times `timeout_s`: hanging up early is what makes duplicates."""

Handing = Callable[[Sequence[Message]], None]


class HoldBack(Exception):
    """Raised by a `handing` callback: do not offer these messages, nor any after them."""


class SmtpTransport:
    """A Transport for one relay. Connects when first needed, and again after `messages_per_connection`.

    `hand_over` raises DeliverError when the relay cannot be used at all; nothing it has not yielded was offered then.
    """

    def __init__(self, relay: Relay, *, local_name: str = "", pipelining: bool = True) -> None:
        self.relay = relay
        self._local_name = local_name or socket.gethostname() or "localhost"
        self._pipelining = pipelining
        self._session: SmtpSession | None = None
        self._handed_over = 0

    def hand_over(self, messages: Sequence[Message], *, handing: Handing) -> Iterator[Outcome]:
        """See protocols.Transport. After a lost connection the rest is QUEUED: the caller decides where it goes."""
        left = {message.subscriber_id: message for message in messages}
        while left:
            session = self._ready_session()
            room = self.relay.messages_per_connection - self._handed_over
            conversation = _Conversation(session, self.relay, list(left.values())[:room], handing, self._pipelining)
            for outcome in conversation.run():
                del left[outcome.subscriber_id]
                self._handed_over += 1
                yield outcome
            if conversation.broken:
                self._drop_session()
            if conversation.broken or conversation.held_back:
                break
        for message in left.values():
            yield _queued(message, self.relay)

    def abort(self) -> None:
        """Break the connection, from any thread; what is in flight ends as uncertain."""
        session = self._session
        if session is not None:
            session.abort()

    def close(self) -> None:
        """Say QUIT and hang up."""
        if self._session is not None:
            self._session.farewell()
            self._drop_session()

    def _ready_session(self) -> SmtpSession:
        if self._handed_over >= self.relay.messages_per_connection:
            self.close()
        if self._session is None:
            self._session = SmtpSession(self.relay, local_name=self._local_name)
            self._handed_over = 0
        return self._session

    def _drop_session(self) -> None:
        if self._session is not None:
            self._session.close()
        self._session = None
        self._handed_over = 0


class _Conversation:
    """The exchange of some messages over one live session. Messages that `run` yields nothing for were never offered.

    Afterwards `broken` says that the session is of no more use, and `held_back` that the caller wanted no more.
    """

    def __init__(
        self, session: SmtpSession, relay: Relay, messages: Sequence[Message], handing: Handing, pipelining: bool
    ) -> None:
        self._session = session
        self._relay = relay
        self._waiting = iter(messages)
        self._handing = handing
        self._pipelining = pipelining and session.offers("PIPELINING")
        self._unfit: list[Outcome] = []
        self.broken = False
        self.held_back = False

    def run(self) -> Iterator[Outcome]:
        current, following = self._announced(2)
        on_the_wire = False
        while current is not None:
            try:
                outcome = self._envelope(current, on_the_wire)
                if outcome is None:
                    self._session.send(_stuffed(current.content))
            except ConnectionLost as lost:
                self.broken = True
                yield self._outcome(current, DeliveryState.QUEUED, Reply(code=0, text=lost.reason))
                yield from self._never_taken(following)
                return
            on_the_wire = outcome is None and self._pipelining
            if outcome is None:
                outcome = self._content_answered(current, following)
            yield outcome
            yield from self._take_unfit()
            if self.broken:
                yield from self._never_taken(following)
                return
            current, (following,) = following, self._announced(1)
        yield from self._take_unfit()

    def _announced(self, count: int) -> list[Message | None]:
        """The next messages that the relay can take, stored as `handing`; None for want of one, or when held back."""
        messages: list[Message] = []
        while len(messages) < count and not self.held_back and (message := next(self._waiting, None)) is not None:
            obstacle = self._obstacle(message)
            if obstacle is None:
                messages.append(message)
            else:
                self._unfit.append(self._answered(message, obstacle, Stage.RCPT))
        try:
            if messages:
                self._handing(messages)
        except HoldBack:
            self.held_back = True
            messages = []
        return [*messages, *[None] * (count - len(messages))]

    def _obstacle(self, message: Message) -> Reply | None:
        """Why this relay can never take the message, said before it is offered."""
        size = self._session.greeting.size
        if size and len(message.content) > size:
            return Reply(code=552, enhanced="5.3.4", text=f"larger than the {size} bytes the relay takes")
        if not message.recipient.isascii() and not self._session.offers("SMTPUTF8"):
            return Reply(code=553, enhanced="5.6.7", text="the relay does not offer SMTPUTF8")
        return None

    def _envelope(self, message: Message, on_the_wire: bool) -> Outcome | None:
        """MAIL, RCPT and DATA and their answers: None when the body may follow, else what became of the message."""
        commands = self._envelope_commands(message)
        if self._pipelining:
            if not on_the_wire:
                self._session.send(b"".join(commands))
            return self._pipelined_answers(message)
        for command, stage, wanted in zip(commands, Stage, (250, 250, 354), strict=True):
            self._session.send(command)
            reply = self._session.reply()
            if not _wanted(reply, wanted):
                refused = self._answered(message, reply, stage)
                if not self.broken:
                    self._clear(b"RSET\r\n")
                return refused
        return None

    def _pipelined_answers(self, message: Message) -> Outcome | None:
        refused: Outcome | None = None
        for stage, wanted in zip(Stage, (250, 250, 354), strict=True):
            reply = self._session.reply()
            if refused is None and not _wanted(reply, wanted):
                refused = self._answered(message, reply, stage)
                if self.broken:
                    return refused
        if refused is not None and reply.code == 354:  # DATA was taken although nobody is to get it: send nothing
            self._clear(b".\r\n")
        elif refused is not None:
            self._clear(b"RSET\r\n")
        return refused

    def _content_answered(self, message: Message, following: Message | None) -> Outcome:
        """End the message, with the next envelope behind it, and wait for the answer that decides."""
        octets = b".\r\n"
        if self._pipelining and following is not None:
            octets += b"".join(self._envelope_commands(following))
        try:
            self._session.send(octets)
            reply = self._session.reply(timeout_s=self._relay.timeout_s * FINAL_DOT_PATIENCE)
        except ConnectionLost as lost:
            self.broken = True
            return self._outcome(message, DeliveryState.UNCERTAIN, Reply(code=0, text=lost.reason))
        return self._answered(message, reply, Stage.DATA)

    def _clear(self, octets: bytes) -> None:
        """Leave a refused transaction. A relay that hangs up now has still answered for the message."""
        try:
            self._session.send(octets)
            self._session.reply()
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
        if reply.code == 421:
            self.broken = True
        state, alarm = state_of(reply, stage=stage)
        return self._outcome(message, state, reply, alarm)

    def _never_taken(self, message: Message | None) -> Iterator[Outcome]:
        """A message whose envelope at most was seen when the connection broke, through no fault of its own."""
        if message is not None:
            yield _queued(message, self._relay)

    def _take_unfit(self) -> Iterator[Outcome]:
        unfit, self._unfit = self._unfit, []
        return iter(unfit)

    def _outcome(self, message: Message, state: DeliveryState, reply: Reply, alarm: str = "") -> Outcome:
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


def _queued(message: Message, relay: Relay) -> Outcome:
    return Outcome(
        issue_id=message.issue_id,
        subscriber_id=message.subscriber_id,
        state=DeliveryState.QUEUED,
        relay=relay.name,
    )


def _stuffed(content: bytes) -> bytes:
    """The content as it goes on the wire, up to the final dot (RFC 5321, 4.5.2)."""
    stuffed = content.replace(b"\r\n.", b"\r\n..")
    if stuffed.startswith(b"."):
        stuffed = b"." + stuffed
    return stuffed if stuffed.endswith(b"\r\n") else stuffed + b"\r\n"
