"""Issue, Subscriber, Message, Delivery: from the rendered issue to the ledger row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from digest.models.common import Direction, ReaderClock, Tier
from digest.models.segments import Segment


class Slot(StrEnum):
    """The places in a rendered issue that only delivery can fill.

    Each is an address that no sanitiser, inliner or minifier touches; `.invalid` never resolves
    (RFC 2606).
    """

    # whole addresses: a placeholder in braces would be escaped by an inliner
    UNSUBSCRIBE = "https://slot.invalid/unsubscribe"
    PREFERENCES = "https://slot.invalid/preferences"
    WEB_VIEW = "https://slot.invalid/view"
    ADDRESS = "reader@slot.invalid"
    CONFIRM = "https://slot.invalid/confirm"


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineImage:
    """A picture embedded in the message; the HTML refers to it as `cid:<cid>`."""

    cid: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class HostedPicture:
    """A picture that a mail links and the public site serves at `/p/<name>`.

    The name is a hash of the content.
    """

    name: str
    content_type: str
    content: bytes


class IssueState(StrEnum):
    """The course of an issue: draft or held, approved, sending, sent; paused, ended, cancelled.

    An ended issue stays in the archive, for some readers have it; a cancelled one never left.
    """

    # until approval the content may change; from then on only the state does
    DRAFT = "draft"
    HELD = "held"
    APPROVED = "approved"
    SENDING = "sending"
    PAUSED = "paused"
    SENT = "sent"
    ENDED = "ended"
    CANCELLED = "cancelled"


class MailKind(StrEnum):
    """The reason for a mail: an issue of a newsletter, or a mail beside the issues."""

    # all but the first go to single readers, outside of every slot
    ISSUE = "issue"
    CONFIRMATION = "confirmation"
    ACCESS = "access"
    """A reader asked for the link to the own preferences."""
    WELCOME = "welcome"
    REPORT = "report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One dated, rendered instance of a newsletter. An approved issue never changes.

    `content_hash` is SHA-256 over subject, preheader, HTML, text and images. `made_from` holds the
    fingerprints of what it was rendered from.
    """

    id: str
    newsletter_id: str
    newsletter_name: str
    slot: date
    subject: str
    preheader: str
    # the final bytes but for the slots: approval freezes exactly these
    html: str
    text: str
    content_hash: str
    language: str
    direction: Direction
    created: datetime
    # a draft has neither pictures of its own nor a moment of approval
    images: tuple[InlineImage, ...] = ()
    state: IssueState = IssueState.DRAFT
    approved: datetime | None = None
    kind: MailKind = MailKind.ISSUE
    made_from: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueSummary:
    """An issue without its text and pictures, for lists.

    `selected` readers were frozen at approval. `by_state` counts their ledger rows where the counts
    were asked for, and is empty elsewhere.
    """

    id: str
    newsletter_id: str
    newsletter_name: str
    slot: date
    subject: str
    preheader: str
    created: datetime
    state: IssueState
    approved: datetime | None
    kind: MailKind
    selected: int
    by_state: Mapping[DeliveryState, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PastIssue:
    """An issue that went out, as the archive lists it.

    `threads` are (thread id, headline) of those of its stories that another issue reported too.
    """

    id: str
    slot: date
    subject: str
    preheader: str
    threads: tuple[tuple[str, str], ...] = ()
    newsletter_id: str = ""
    published: datetime | None = None
    # a correction stands on the page of the issue
    corrected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundIssue:
    """An issue that a search found, with the passage that holds most of its terms."""

    issue: PastIssue
    excerpt: str = ""


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
    `paused_until`.
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

    `wave` is the moment of the reader's wave; None for an issue that goes to all at once.
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


class Severity(StrEnum):
    """How much a finding weighs: an error stops the issue."""

    # from worst to mildest: lists are sorted so
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that preflight or the checks noticed.

    `source` is the standard or the page that the rule follows.
    """

    rule_id: str
    severity: Severity
    message: str
    where: str = ""
    source: str = ""
