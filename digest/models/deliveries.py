"""Message, Delivery, Outcome: one copy of an issue for one reader, and its row in the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Issue × subscriber as RFC 5322 bytes, with its envelope.

    Lines end with CRLF and are not dot-stuffed.
    """

    issue_id: str
    subscriber_id: str
    message_id: str
    # RFC 5321: bounces go to this address, which bears the message's own token
    envelope_from: str
    recipient: str
    content: bytes
    dot_lines: bool = True
    """False when it is known that no line begins with a dot, which SMTP would have to double."""


class DeliveryState(StrEnum):
    """The state of a ledger row.

    `handing` is stored before MAIL FROM; a crash leaves it, and a sweep names it `uncertain`.
    """

    # these three wait or are at work; a worker's lease guards the last two
    QUEUED = "queued"
    LEASED = "leased"
    HANDING = "handing"
    # the reply decides these three (RFC 5321); an accepted message is never sent again
    ACCEPTED = "accepted"
    DEFERRED = "deferred"
    REFUSED = "refused"
    SUPPRESSED = "suppressed"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The relay's reply.

    `code` is the SMTP code (0: no reply came), `enhanced` the RFC 3463 code or "".
    """

    # RFC 5321: the first digit decides between accepted, later and never
    code: int
    enhanced: str = ""
    text: str = ""
    queue_id: str = ""


class ReturnKind(StrEnum):
    """The meaning of one mail that came back, or of a refusal while a message was handed over.

    The store keeps the first four; the others are settled when the mail is read.
    """

    HARD = "hard"
    """The address is wrong or gone: it is suppressed at once."""
    SOFT = "soft"
    """It did not arrive, and the address may be fine: counted, and fading."""
    COMPLAINT = "complaint"
    """The reader called it spam: the address is suppressed at once."""
    POLICY = "policy"
    """The sender is accused: kept as evidence, never counted against the reader."""
    LEAVE = "leave"
    """A mail to the unsubscribe address: the reader leaves the newsletter."""
    AUTO_REPLY = "auto_reply"
    """A machine answered for a person: no action follows."""
    UNMATCHED = "unmatched"
    """It speaks of a message, but bears no token of ours: a person must look."""
    UNKNOWN = "unknown"
    """None of these: a person must look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """A mail that came back for one message: a bounce, a complaint, or a refusal at hand-over."""

    issue_id: str
    subscriber_id: str
    kind: ReturnKind
    at: datetime
    reply: Reply | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One ledger row, unique by (issue, subscriber). `domain` is the recipient's, for shaping.

    `wave` is the moment of the reader's wave; None for an issue that goes to all at once. `variant`
    is the variant of the issue that the reader gets; "" is the whole.
    """

    issue_id: str
    subscriber_id: str
    state: DeliveryState
    attempts: int = 0
    domain: str = ""
    relay: str = ""
    reply: Reply | None = None
    retry_at: datetime | None = None
    # a lease that has run out is settled by a sweep, whoever held it
    leased_by: str = ""
    leased_until: datetime | None = None
    updated: datetime | None = None
    wave: datetime | None = None
    variant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The result of one hand-over: the next state of the row, and the reply that decided it.

    `alarm` is set when the reply accuses the sender, not the subscriber (5.7.x, 4.7.28). `claim`
    names the claim by which the row was held: the outcome comes too late when another holds it.
    """

    issue_id: str
    subscriber_id: str
    state: DeliveryState
    reply: Reply | None = None
    relay: str = ""
    retry_at: datetime | None = None
    # an accused sender must hear the accusation before the next thousand messages
    alarm: str = ""
    claim: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """The balance of one issue.

    `selected` was frozen at approval; `by_state` counts the ledger rows.
    """

    issue_id: str
    selected: int
    by_state: Mapping[DeliveryState, int]

    @property
    def balances(self) -> bool:
        """True when every selected subscriber has a ledger row."""
        return self.selected == sum(self.by_state.values())
