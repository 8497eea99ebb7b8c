"""The seams of mail: relays, name servers, and the ways by which mail comes back."""

from __future__ import annotations

from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Iterator,
    Sequence,
)
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from digest.models import Message

if TYPE_CHECKING:
    from digest.models import (
        CheckResult,
        Outcome,
    )


class HoldBack(Exception):
    """The announced messages must not be offered, nor any message after them."""


Handing = Callable[[Sequence[Message]], Callable[[], Awaitable[None]]]
"""Announces messages that are about to be offered.

The function that it returns waits until the announced messages, and all outcomes that came back
before, are stored. It raises HoldBack when the announced messages must not be offered. A message
that waited since may be announced again while it can still be taken back: its reader may have left.
"""


class Transport(Protocol):
    """One conversation with one relay. Each kind of relay has a Transport of its own."""

    def hand_over(
        self, messages: AsyncIterator[Message], *, handing: Handing
    ) -> AsyncIterator[Outcome]:
        """Take messages as the relay has room, and yield one Outcome for each as its reply comes.

        A message that was taken and never offered comes back as QUEUED. The transport calls
        `handing` with the messages that it is about to offer, and awaits what that returned
        before the relay can accept them. A HoldBack may pass through and end the hand-over. Raises
        RelayError when the relay cannot be used at all; the messages that it has not
        yielded were not offered then.
        """
        ...

    # not async: a connection that hangs must not be waited for
    def abort(self) -> None:
        """Break the connection at once; a message in flight ends as UNCERTAIN."""
        ...

    async def diagnose(self) -> Sequence[CheckResult]:
        """Connect, secure the connection and log in, and return a result for each step."""
        ...

    async def close(self) -> None:
        """Say goodbye and hang up. Closing twice is harmless; the next hand-over reconnects."""
        ...


TxtLookup = Callable[[str], Sequence[str]]
"""Gives the TXT records of a DNS name, () when it has none; raises OSError without an answer."""

MxLookup = Callable[[str], Sequence[str]]
"""Gives the MX hosts of a domain, best first, () when it has none; raises OSError as TxtLookup."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingMail:
    """One unread mail. `key` is the name that its mailbox knows it by."""

    key: str
    raw: bytes


class ReturnChannel(Protocol):
    """A way by which bounces, complaints and unsubscribe mails come back. No mail is deleted."""

    def unread(self) -> Iterator[IncomingMail]:
        """Yield each mail that has not been settled yet."""
        ...

    def settle(self, mail: IncomingMail, *, understood: bool) -> None:
        """Mark a mail as read; one that is not understood is kept visible for a person.

        Settle a mail after its meaning is stored: a crash in between reads the mail again.
        """
        ...
