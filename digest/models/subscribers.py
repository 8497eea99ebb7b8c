"""Subscriber: a reader with newsletters, consent and state, and the ways to join and leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from digest.models.common import ReaderClock, Tier
from digest.models.segments import Segment


class SubscriberState(StrEnum):
    """The state of a subscriber; mail goes to active ones alone."""

    # consent, a wish to leave, or a bounce moves a reader on; an import never moves one back
    PENDING = "pending"
    ACTIVE = "active"
    LEFT = "left"
    SUPPRESSED = "suppressed"


class LeftBy(StrEnum):
    """The way by which a reader left."""

    # RFC 8058: the provider's own button, without a page
    ONE_CLICK = "one-click"
    PAGE = "page"
    PREFERENCES = "preferences"
    MAIL = "mail"
    OPERATOR = "operator"
    PROGRAM = "program"
    """Another program said so; its name stands behind the word."""
    MOVED = "moved"
    """The reader went on with another address."""


class Enrolment(StrEnum):
    """The result for a reader that was to be added.

    An import never brings back a reader who left or whose address is closed, here or in the program
    that the file came from.
    """

    # the first five are decided by our own records
    NEW = "new"
    JOINED = "joined"
    ALREADY = "already"
    LEFT_BEFORE = "left before"
    SUPPRESSED = "suppressed"
    LEFT = "left"
    """The file says that the reader left: the address is closed here, too."""
    BOUNCED = "bounced"
    """The file says that mail to the address came back: it is closed here, too."""
    COMPLAINED = "complained"
    """The file says that the reader complained: the address is closed here, too."""
    BLOCKED = "blocked"
    """The file says that the address is blocked: it is closed here, too."""
    UNCONFIRMED = "unconfirmed"
    """The file says that the reader never confirmed: no reader is made of the line."""
    PAUSED = "paused"
    """The file says that the reader takes a pause: no reader is made of the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """The proof that a subscriber asked: the time, the way, and the wording shown."""

    at: datetime
    source: str
    wording: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """A reader. `newsletters` are the ids chosen.

    `id` is opaque and safe in logs; the address is not. No issue goes to the reader before
    `paused_until`. `tier` is the reader's own; `has_seat` tells of a seat in a member's team.
    """

    id: str
    email: str
    name: str = ""
    # both must allow a mail: the newsletter is chosen, and the reader is active
    newsletters: tuple[str, ...] = ()
    state: SubscriberState = SubscriberState.ACTIVE
    consent: Consent | None = None
    created: datetime | None = None
    language: str = ""
    tier: Tier = Tier.FREE
    paused_until: datetime | None = None
    text_only: bool = False
    clock: ReaderClock = ReaderClock()
    has_seat: bool = False

    @property
    def is_member(self) -> bool:
        """True for a member, and for a reader with a seat in a member's team."""
        return self.tier is Tier.MEMBER or self.has_seat


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriberQuery:
    """The conditions of a list of subscribers. An empty field asks for no condition."""

    newsletter_id: str = ""
    state: SubscriberState | None = None
    words: str = ""
    """A part of the address or of the name; the case of ASCII letters does not count."""
    domain: str = ""
    segment: Segment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriberCounts:
    """How many subscribers there are, by state, and how many still get each newsletter."""

    by_state: Mapping[SubscriberState, int]
    by_newsletter: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One event in the history of an address, with its evidence: a reply, a way, an issue."""

    at: datetime
    what: str
    evidence: str = ""
