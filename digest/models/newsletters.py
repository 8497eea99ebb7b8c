"""Newsletter: a standing title with its schedule and blocks, and the publication behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from digest.models.articles import Picture
from digest.models.common import Direction, Tier
from digest.models.opinions import Poll
from digest.models.variants import Variant
from digest.models.waves import Waves


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The publisher: the identity that mail law and readers ask for."""

    name: str
    public_url: str
    from_address: str
    from_name: str = ""
    # an empty text leaves out the line or the header field that it would fill
    reply_to: str = ""
    postal_address: str = ""
    bounce_domain: str = ""
    list_domain: str = ""
    help_url: str = ""
    # own words for mails and pages, by language code: an added language, or other labels
    labels: Mapping[str, Mapping[str, str | Mapping[str, str]]] = field(
        default_factory=dict, hash=False
    )

    @property
    def base_url(self) -> str:
        """The public address without a slash at its end: the path of a page goes behind it."""
        return self.public_url.rstrip("/")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderPolicy:
    """The optional header fields that a message carries. An empty word leaves its field out."""

    # RFC 8058 and RFC 2369: large providers ask for both ways to leave
    list_unsubscribe: bool = True
    unsubscribe_by_mail: bool = True
    # RFC 2919 and RFC 2369: help a reader's own filters
    list_id: bool = True
    list_help: bool = True
    list_archive: bool = True
    archived_at: bool = True
    list_post_no: bool = True
    feedback_id: bool = True
    # RFC 3834: keeps holiday answers away
    auto_submitted: bool = True
    # off until named: no standard asks for the first, and RFC 9477 is experimental
    precedence: str = ""
    cfbl_address: str = ""


class CatchUp(StrEnum):
    """The way with a slot that no process ran in time, as after an outage."""

    SKIP = "skip"
    """Its issue is left out, with its news."""
    LATE = "late"
    """Its issue is made up as long as its deadline has not passed."""
    MERGE = "merge"
    """Its issue is left out, and the next one holds its news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """The time at which an issue is due, in the newsletter's zone.

    It is either `cron` (five fields, weekday names) or `days` and `at`. `deadline_min` are the
    minutes after which a late issue raises an alarm. An issue waits `wait_for_sources_min` at most
    for sources that do not answer.
    """

    # two forms of one thing: `cron` is read first
    cron: str = ""
    days: tuple[str, ...] = ()
    at: time | None = None
    deadline_min: int = 120
    catch_up: CatchUp = CatchUp.LATE
    wait_for_sources_min: float = 0.0


class Approval(StrEnum):
    """The way to approve: at once when the checks pass, or by a person."""

    # the words are those of `approval:` in YAML
    AUTO = "auto"
    MANUAL = "manual"


class PicturePolicy(StrEnum):
    """The way in which a mail shows pictures."""

    # by rising weight: no picture, the publisher's, a copy on our site, a copy in the mail
    NONE = "none"
    LINK = "link"
    HOST = "host"
    EMBED = "embed"


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicWeight:
    """A topic that a newsletter follows. `weight` scales its stories' rank (1.0 = ordinary)."""

    topic_id: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the newsletter: a title over at most `max_stories` stories of its topics."""

    id: str
    title: str
    topics: tuple[str, ...]
    max_stories: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendReport:
    """A longer piece, from the operator's YAML. `picture` needs width and height."""

    title: str
    url: str
    caption: str = ""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """The membership call: title, a sentence or two, and one button."""

    title: str
    text: str
    button: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SisterNewsletter:
    """Another newsletter of the house, shown at the end of the mail."""

    name: str
    tagline: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingDay:
    """One entry of *The week ahead*, from the operator's YAML."""

    day: date
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockValue:
    """One key of an added block, with its value as text."""

    key: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedBlock:
    """The YAML block of a mail part that an extension or the newsroom folder added.

    `part` is the name of the part; its own model reads the values, all of which are text here.
    """

    part: str
    values: tuple[BlockValue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """How briefings are written: the kind of the writer, and the keys that only this kind has."""

    kind: str = "extractive"
    # checked by the model of the writer's own kind; None when that has no keys
    options: object | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """The standing blocks around the news; an empty one is left out.

    `leave_out` are the names of parts and blocks that the newsletter does not want.
    """

    # in the order in which a mail shows them
    trend_reports: tuple[TrendReport, ...] = ()
    membership: Call | None = None
    sisters: tuple[SisterNewsletter, ...] = ()
    added: tuple[AddedBlock, ...] = ()
    # a paid text is marked as such
    sponsored: Call | None = None
    week_ahead: tuple[ComingDay, ...] = ()
    # questions to readers: off until a newsletter asks for them
    more_or_less: bool = False
    poll: Poll | None = None
    leave_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LoweredRule:
    """A preflight rule that an operator lowered for one newsletter, with the written reason.

    `mark` is `file:line:column` of its id in the newsletter's file.
    """

    rule_id: str
    severity: str
    reason: str
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsletter:
    """A standing title: what it covers, when it is due, how long it is, and who may approve it."""

    id: str
    name: str
    tagline: str
    topics: tuple[TopicWeight, ...]
    sections: tuple[Section, ...] = ()
    schedule: Schedule = Schedule()
    timezone: str = "UTC"
    # limits of the selection: fewer than the least holds the issue back
    look_back_h: float = 24.0
    min_stories: int = 1
    max_stories: int = 5
    max_also: int = 6
    # screen readers and mail clients ask for both
    language: str = "en"
    direction: Direction = Direction.LTR
    writing: Writing = Writing()
    # for a first issue: the checks approve it, and pictures stay with their publishers
    approval: Approval = Approval.AUTO
    pictures: PicturePolicy = PicturePolicy.LINK
    theme: str = "default"
    # degrees on the circle of hues; None is one of its own among those that share the theme
    hue: int | None = None
    from_name: str = ""
    blocks: Blocks = Blocks()
    lowered: tuple[LoweredRule, ...] = ()
    # an issue for members goes to no other reader, and stands on no public page
    tier: Tier = Tier.FREE
    # one issue at each reader's own hour; all at once from the start
    waves: Waves = Waves()
    segment: str = ""
    """The id of the segment to which its issues go; "" is each of its readers."""
    variants: tuple[Variant, ...] = ()
    """Parts of its issues among which readers choose."""
