"""newsletters/*.yaml: a standing title with its topics, sections, schedule and blocks."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Discriminator, Field, Tag

from digest.config.schema.shape import (
    OPTIONS,
    AddedBlocks,
    Shape,
    ShapeWithKind,
    WriterKind,
    WriterOptions,
    known_part,
    option_keys,
)
from digest.config.value_types import (
    ClockTime,
    Cron,
    Duration,
    HttpsUrl,
    Id,
    Language,
    Line,
    Number,
    Prose,
    Url,
    Weekday,
    Whole,
    ZoneName,
)


class SectionShape(Shape):
    id: Id
    """Unique in this newsletter."""
    title: Line
    """Stands over its stories."""
    topics: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Of the newsletter's topics."""
    max_stories: Annotated[Whole, Field(ge=1, le=50)] = 3
    """At most this many stories."""


class ScheduleShape(Shape):
    days: tuple[Weekday, ...] = ()
    """Default: every day."""
    at: ClockTime | None = None
    """Local time."""
    cron: Cron | None = None
    """Instead of days and at; weekdays by name."""
    deadline: Annotated[Duration, Field(ge=300, le=86400)] = 7200.0
    """An issue not out by then raises the alarm."""


class PictureShape(Shape):
    url: HttpsUrl
    """https."""
    alt: Line
    """What is seen; not the caption."""
    caption: Line | None = None
    """Stands under it."""
    credit: Line | None = None
    """Who took it."""
    width: Annotated[Whole, Field(ge=1, le=20_000)]
    """Pixels."""
    height: Annotated[Whole, Field(ge=1, le=20_000)]
    """Pixels."""


class TrendReportShape(Shape):
    title: Line
    """Its headline."""
    url: Url
    """Where it is read."""
    caption: Line | None = None
    """One sentence under the title."""
    picture: PictureShape | None = None
    """Shown above the title."""


class MembershipShape(Shape):
    title: Line
    """Over the call."""
    text: Prose
    """A sentence or two."""
    button: Line
    """What the button says."""
    url: Url
    """Where it leads."""


class SisterShape(Shape):
    newsletter: Id | None = None
    """One of this newsroom: its name, tagline and archive are taken where the keys below say nothing."""
    name: Line | None = None
    """What it is called."""
    tagline: Line | None = None
    """What it brings."""
    url: Url | None = None
    """Where it is read."""


class WritingShape(ShapeWithKind):
    extension_point: ClassVar[str] = "writers"

    kind: WriterKind = "extractive"
    """Who writes the briefing; further keys belong to the kind."""
    options: WriterOptions = None


class BlocksShape(Shape):
    trend_reports: Annotated[tuple[TrendReportShape, ...], Field(max_length=6)] = ()
    """Longer pieces."""
    membership: MembershipShape | None = None
    """One call with one button."""
    sisters: Annotated[
        Annotated[Literal["all"], Tag("?all")] | Annotated[tuple[SisterShape, ...], Tag("?list")],
        Discriminator(lambda value: "?all" if isinstance(value, str) else "?list"),
    ] = ()
    """Your other newsletters; all: those of this newsroom in the same language."""
    added: AddedBlocks = ()

    @classmethod
    def with_known_keys(cls, mapping: dict[str, Any], context: Any) -> dict[str, Any]:
        """Report each unknown key; gather the blocks of added mail parts."""
        own, added = dict[str, Any](), dict[str, Any]()
        parts = [name for name, model in context.kinds.parts.items() if model is not None]
        for key, value in mapping.items():
            if key in cls.known_keys():
                own[key] = value
            elif key in parts:
                block_keys = option_keys(context.kinds.parts[key])
                if isinstance(value, dict):
                    value = known_part(value, block_keys, context)
                added[key] = value
            else:
                context.unknown_key(mapping, key, known=(*cls.known_keys(), *parts))
        return {**own, OPTIONS: added}


class LoweredShape(Shape):
    rule: Line
    """The preflight rule's id."""
    severity: Literal["warning", "note"]
    """What it counts as from now on."""
    reason: Line
    """Why; whoever reads this file next wants to know."""


class NewsletterFile(Shape):
    """A newsletter: what it covers, when it is due, how long it is, and who may approve it."""

    id: Id | None = None
    """Default: the file's name."""
    name: Line
    """The standing title."""
    tagline: Line
    """Stands under the name."""
    topics: Annotated[
        Annotated[
            dict[Id, Annotated[Number, Field(gt=0, le=100)]], Field(min_length=1), Tag("?weights")
        ]
        | Annotated[tuple[Id, ...], Field(min_length=1), Tag("?list")],
        Discriminator(lambda value: "?list" if isinstance(value, list | str) else "?weights"),
    ]
    """topic: weight; a plain list means weight 1."""
    sections: tuple[SectionShape, ...] = ()
    """Parts of the issue, in order."""
    schedule: ScheduleShape | None = None
    """When it is due; without one it is only ever run by hand."""
    timezone: ZoneName | None = None
    """Default: that of digest.yaml."""
    look_back: Annotated[Duration, Field(ge=3600, le=31 * 86400)] = 86400.0
    """How old an article may be."""
    min_stories: Annotated[Whole, Field(ge=1, le=50)] = 1
    """Fewer: the issue is held."""
    max_stories: Annotated[Whole, Field(ge=1, le=50)] = 5
    """Stories written out."""
    max_also: Annotated[Whole, Field(ge=0, le=50)] = 6
    """Lines of "Also today"."""
    language: Language | None = None
    """Default: that of digest.yaml."""
    direction: Literal["ltr", "rtl"] | None = None
    """Default: that of the language."""
    writing: WritingShape = WritingShape()
    """How the briefing is written."""
    approval: Literal["auto", "manual"] = "auto"
    """manual waits for `digest issues approve`."""
    pictures: Literal["none", "link", "host", "embed"] = "link"
    """How pictures travel."""
    theme: Id = "default"
    """themes/NAME.yaml."""
    from_name: Line | None = None
    """Default: that of digest.yaml."""
    blocks: BlocksShape = BlocksShape()
    """Standing blocks under the news."""
    lowered: tuple[LoweredShape, ...] = ()
    """Preflight rules you take less seriously, and why."""
