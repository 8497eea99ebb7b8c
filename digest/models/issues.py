"""Issue: one dated, rendered mail, its pictures and states, and the lists that show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from digest.models.common import Direction
from digest.models.deliveries import DeliveryState


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
    OPINION = "https://slot.invalid/opinion"
    """Stands before the id of a story, or before the word poll."""


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
class IssueMark:
    """All that tells if an issue may be shown, and if a page made from it is still right."""

    newsletter_id: str
    kind: MailKind
    state: IssueState
    approved: datetime | None
    content_hash: str


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
