"""newsletters/*.yaml: a standing title with its topics, sections, schedule and blocks."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Discriminator, Field, Tag
from pydantic.dataclasses import dataclass

from digest.config.address_types import HttpsUrl, Url
from digest.config.file_context import FileContext
from digest.config.kind_types import AddedBlocks, WriterKind, WriterOptions
from digest.config.quantities import HOUR_S, MINUTE_S, duration
from digest.config.section import (
    OPTIONS,
    YAML_KEYS,
    ReadBy,
    YamlSection,
    YamlSectionWithKind,
    known_part,
    noun_fields,
    option_keys,
)
from digest.config.time_types import ClockTime, Cron, Day, Weekdays, ZoneName
from digest.config.value_types import Id, Language, Line, Number, Prose, Whole
from digest.config.variant_keys import MOST_VARIANTS, LeftOut, VariantKeys, as_variant
from digest.kernel.polls import FEWEST_ANSWERS, MOST_ANSWERS, MOST_CHARS
from digest.models import (
    Approval,
    Blocks,
    Call,
    CatchUp,
    ComingDay,
    Direction,
    LateJoiners,
    Newsletter,
    Picture,
    PicturePolicy,
    Poll,
    Schedule,
    Section,
    Tier,
    TrendReport,
    Variant,
    Waves,
    WavesBy,
    Writing,
)

PLAIN_NEWSLETTER = Newsletter(id="", name="", tagline="", topics=())
"""A newsletter with the defaults that the noun declares."""
# defaults stand once, at the nouns: the keys below read them from a plain specimen
PLAIN_SCHEDULE = Schedule()
PLAIN_WAVES = Waves()
PLAIN_SECTION = Section(id="", title="", topics=())


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class SectionKeys(YamlSection):
    """One part of the issue."""

    id: Id
    """The id, unique in this newsletter."""
    title: Line
    """The title over its stories."""
    topics: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Topics of the newsletter whose stories stand here."""
    # clients cut long mails, so a section has a bound
    max_stories: Annotated[Whole, Field(ge=1, le=50)] = PLAIN_SECTION.max_stories
    """The most stories of the section."""


def _section(keys: SectionKeys) -> Section:
    return Section(**noun_fields(keys, Section))


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class ScheduleKeys(YamlSection):
    """When an issue is due: days and at, or cron."""

    days: Weekdays = PLAIN_SCHEDULE.days
    """Weekdays or ranges of weekdays, like sun-thu; default: every day."""
    at: ClockTime | None = PLAIN_SCHEDULE.at
    """The local time of the issue."""
    # numbers of weekdays begin at 0 or 1, by program: a name is one day everywhere
    cron: Cron = PLAIN_SCHEDULE.cron
    """Instead of days and at; weekdays by name."""
    # counted from the slot, so that a late draft and a slow relay both raise it
    deadline_min: Annotated[
        int, Field(alias="deadline"), duration("5m", "1d", kept_in=MINUTE_S)
    ] = PLAIN_SCHEDULE.deadline_min
    """An issue that is not out by then raises the alarm."""
    catch_up: CatchUp = PLAIN_SCHEDULE.catch_up
    """For a slot that was missed: late makes it up; merge puts its news into the next; skip not."""
    # a source that was away for days is not waited for
    wait_for_sources_min: Annotated[
        float, Field(alias="wait_for_sources"), duration("0m", "1h", kept_in=MINUTE_S)
    ] = PLAIN_SCHEDULE.wait_for_sources_min
    """The longest wait for sources that answered within a day and do not now."""


def _schedule(keys: ScheduleKeys) -> Schedule:
    return Schedule(**noun_fields(keys, Schedule))


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class WavesKeys(YamlSection):
    """When the issue of a slot goes to each reader."""

    by: WavesBy = PLAIN_WAVES.by
    """newsletter: all readers at once; reader: each at the own hour, in the own zone."""
    # a day at most: the next issue would overtake this one
    until_h: Annotated[float | None, Field(alias="until"), duration("1h", "1d", kept_in=HOUR_S)] = (
        PLAIN_WAVES.until_h
    )
    """The last wave goes so long after the slot; later hours go with it."""
    late_joiners: LateJoiners = PLAIN_WAVES.late_joiners
    """For readers who join meanwhile: next_issue, own_hour (if it is ahead), or at_once."""


def _waves(keys: WavesKeys) -> Waves:
    return Waves(**noun_fields(keys, Waves))


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class PictureKeys(YamlSection):
    """A picture of a trend report."""

    url: HttpsUrl
    """The address of the picture; https."""
    # must be there: a picture without words says nothing to a reader who cannot see it
    alt: Line
    """The picture in words for readers who do not see it; not the caption."""
    caption: Line = ""
    """The text under the picture."""
    credit: Line = ""
    """The photographer or agency."""
    # the size is declared, so that the mail does not jump while pictures load
    width: Annotated[Whole, Field(ge=1, le=20_000)]
    """The width in pixels."""
    height: Annotated[Whole, Field(ge=1, le=20_000)]
    """The height in pixels."""


def _picture(keys: PictureKeys) -> Picture:
    return Picture(**noun_fields(keys, Picture))


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class TrendReportKeys(YamlSection):
    """A longer piece under the news."""

    title: Line
    """Its headline."""
    url: Url
    """Its address."""
    caption: Line = ""
    """One sentence under the title."""
    picture: Annotated[Picture, ReadBy(PictureKeys, _picture, Picture)] | None = None
    """A picture above the title."""


def _trend_report(keys: TrendReportKeys) -> TrendReport:
    return TrendReport(**noun_fields(keys, TrendReport))


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class MembershipKeys(YamlSection):
    """The membership call: one text and one button."""

    title: Line
    """The title over the call."""
    text: Prose
    """A sentence or two."""
    button: Line
    """The words on the button."""
    url: Url
    """The page that the button opens."""


def _call(keys: MembershipKeys) -> Call:
    return Call(**noun_fields(keys, Call))


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class ComingDayKeys(YamlSection):
    """One day of the week ahead."""

    # an exact date: "Thursday" would be another day a week later
    day: Day
    """The date, like 2026-11-26; past days and those beyond a week are left out of an issue."""
    text: Line
    """The event that is expected."""
    url: Url = ""
    """A page about it."""


def _coming_day(keys: ComingDayKeys) -> ComingDay:
    return ComingDay(**noun_fields(keys, ComingDay))


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class PollKeys(YamlSection):
    """One question to readers; totals of the answers are kept, and no names."""

    question: Annotated[Line, Field(min_length=1, max_length=MOST_CHARS)]
    """The question."""
    answers: Annotated[
        tuple[Annotated[Line, Field(min_length=1, max_length=MOST_CHARS)], ...],
        Field(min_length=FEWEST_ANSWERS, max_length=MOST_ANSWERS),
    ]
    """Two to five answers, no two the same."""
    # by number: the story is not chosen when this file is written
    story: Annotated[Whole, Field(ge=1, le=50)] = 1
    """The number of the story that the question is about; an issue with fewer stories asks not."""


def _poll(keys: PollKeys) -> Poll:
    return Poll(**noun_fields(keys, Poll))


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class SisterKeys(YamlSection):
    """Another newsletter: one of this newsroom, or any with a name and an address."""

    newsletter: Id = ""
    """One of this newsroom; its name, tagline and archive stand where the keys below are absent."""
    name: Line = ""
    """The name of the newsletter."""
    tagline: Line = ""
    """The line under its name."""
    url: Url = ""
    """The address where it is read."""


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class WritingKeys(YamlSectionWithKind):
    """How the briefing is written."""

    extension_point: ClassVar[str] = "writers"

    # the kind decides which further keys there are
    kind: WriterKind = Writing().kind
    """The kind of writer; further keys belong to the kind."""
    options: WriterOptions = None


def _writing(keys: WritingKeys) -> Writing:
    return Writing(kind=keys.kind, options=keys.options)


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class BlocksKeys(YamlSection):
    """Standing blocks under the news; an absent block is left out of the mail."""

    trend_reports: Annotated[
        tuple[Annotated[TrendReport, ReadBy(TrendReportKeys, _trend_report, TrendReport)], ...],
        Field(max_length=6),
    ] = ()
    """Longer pieces."""
    membership: Annotated[Call, ReadBy(MembershipKeys, _call, Call)] | None = None
    """One call with one button."""
    sisters: Annotated[
        # a tag chooses one form, so that a mistake is told for that form alone
        Annotated[Literal["all"], Tag("?all")] | Annotated[tuple[SisterKeys, ...], Tag("?list")],
        Discriminator(lambda value: "?all" if isinstance(value, str) else "?list"),
    ] = ()
    """Other newsletters; all: those of this newsroom in the same language."""
    sponsored: Annotated[Call, ReadBy(MembershipKeys, _call, Call)] | None = None
    """A paid text with one button; the mail marks it as such."""
    # a calendar of two months, of which each issue shows a week
    week_ahead: Annotated[
        tuple[Annotated[ComingDay, ReadBy(ComingDayKeys, _coming_day, ComingDay)], ...],
        Field(max_length=60),
    ] = ()
    """Days that subscribers should know of; an issue shows those of the coming week."""
    more_or_less: bool = Blocks().more_or_less
    """Yes asks under the stories whether readers want more or less like each."""
    poll: Annotated[Poll, ReadBy(PollKeys, _poll, Poll)] | None = None
    """One question to readers under the stories."""
    # named one by one, so that a new part of the mail comes to every newsletter
    leave_out: tuple[LeftOut, ...] = ()
    """Parts and blocks that this newsletter does not want; docs/email.md lists them."""
    added: AddedBlocks = ()

    @classmethod
    def with_known_keys(cls, mapping: dict[str, Any], context: FileContext) -> dict[str, Any]:
        """Report each unknown key; gather the blocks of added mail parts."""
        own, added = dict[str, Any](), dict[str, Any]()
        # a part without a model has no block of its own
        parts = [name for name, model in context.kinds.parts.items() if model is not None]
        for key, value in mapping.items():
            if key in cls.known_keys():
                own[key] = value
            elif key not in parts:
                context.unknown_key(mapping, key, known=(*cls.known_keys(), *parts))
            elif isinstance(value, dict):
                added[key] = known_part(value, option_keys(context.kinds.parts[key]), context)
            else:
                added[key] = value
        return {**own, OPTIONS: added}


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class LoweredKeys(YamlSection):
    """A preflight rule that is taken less seriously."""

    rule: Line
    """The id of the rule; docs/email.md has them all."""
    severity: Literal["warning", "note"]
    """The new weight of its findings."""
    # must be there: a rule lowered without a reason is never raised again
    reason: Line
    """The reason, for the next reader of this file."""


def _topics_form(value: object) -> str:
    """Say whether topics are written as a list or with weights."""
    if isinstance(value, list | str):
        return "?list"
    return "?weights"


TopicWeights = Annotated[dict[Id, Annotated[Number, Field(gt=0, le=100)]], Field(min_length=1)]
TopicList = Annotated[tuple[Id, ...], Field(min_length=1)]


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class NewsletterFile(YamlSection):
    """A newsletter: what it covers, when it is due, how long it is, and who may approve it."""

    id: Id = ""
    """The id of the newsletter; default: the file's name."""
    name: Line
    """The standing title."""
    tagline: Line
    """The line under the name."""
    topics: Annotated[
        Annotated[TopicWeights, Tag("?weights")] | Annotated[TopicList, Tag("?list")],
        Discriminator(_topics_form),
    ]
    """The topics with their weights; a plain list gives each the weight 1."""
    sections: tuple[Annotated[Section, ReadBy(SectionKeys, _section, Section)], ...] = ()
    """Parts of the issue, in order; default: one part without a title."""
    schedule: Annotated[Schedule, ReadBy(ScheduleKeys, _schedule, Schedule)] = PLAIN_SCHEDULE
    """The times of its issues; a newsletter without a schedule is run by hand."""
    waves: Annotated[Waves, ReadBy(WavesKeys, _waves, Waves)] = PLAIN_NEWSLETTER.waves
    """One issue at each reader's own hour; without it all readers get it at once."""
    timezone: ZoneName = ""
    """The time zone; default: that of digest.yaml."""
    look_back_h: Annotated[
        float, Field(alias="look_back"), duration("1h", "31d", kept_in=HOUR_S)
    ] = PLAIN_NEWSLETTER.look_back_h
    """The greatest age of an article; after a pause, up to four times this."""
    min_stories: Annotated[Whole, Field(ge=1, le=50)] = PLAIN_NEWSLETTER.min_stories
    """An issue with fewer stories is held."""
    # a bound against slips of the pen; preflight judges whether the mail is too long
    max_stories: Annotated[Whole, Field(ge=1, le=50)] = PLAIN_NEWSLETTER.max_stories
    """The most stories that are written out."""
    max_also: Annotated[Whole, Field(ge=0, le=50)] = PLAIN_NEWSLETTER.max_also
    """The most lines of "In brief"."""
    language: Language = ""
    """The language; default: that of digest.yaml."""
    direction: Direction | None = None
    """ltr or rtl; default: that of the language."""
    writing: Annotated[Writing, ReadBy(WritingKeys, _writing, Writing)] = PLAIN_NEWSLETTER.writing
    """How the briefing is written."""
    approval: Approval = PLAIN_NEWSLETTER.approval
    """auto sends what preflight finds no error in; manual waits for `digest issues approve`."""
    pictures: PicturePolicy = PLAIN_NEWSLETTER.pictures
    """How pictures travel."""
    theme: Id = PLAIN_NEWSLETTER.theme
    """The look: the name of a file in themes/."""
    hue: Annotated[Whole, Field(ge=0, le=359)] | None = None
    """The hue of its accent, in degrees; default: one of its own among those of its theme."""
    from_name: Line = PLAIN_NEWSLETTER.from_name
    """The name before the From address; default: the newsletter's name and the house."""
    blocks: BlocksKeys = Field(default_factory=BlocksKeys)
    """Standing blocks under the news."""
    tier: Tier = PLAIN_NEWSLETTER.tier
    """free, or member: its issues go to members alone, and stand on no public page."""
    segment: Id = PLAIN_NEWSLETTER.segment
    """A segment of digest.yaml: its issues go to these readers alone."""
    variants: Annotated[
        tuple[Annotated[Variant, ReadBy(VariantKeys, as_variant, Variant)], ...],
        Field(max_length=MOST_VARIANTS),
    ] = PLAIN_NEWSLETTER.variants
    """Parts of its issues among which readers choose on their page of preferences."""
    lowered: tuple[LoweredKeys, ...] = ()
    """Preflight rules that you take less seriously, and why."""
