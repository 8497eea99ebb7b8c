"""sources, aliases, topics, newsletters and pins → their nouns: defaults filled in, contradictions named."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from digest.config import schema
from digest.config.file_context import Desk
from digest.config.suggestions import did_you_mean
from digest.models import (
    Alias,
    AliasKind,
    Approval,
    Blocks,
    Call,
    Direction,
    LoweredRule,
    Newsletter,
    Picture,
    PicturePolicy,
    Pins,
    Prefer,
    Rule,
    Schedule,
    Section,
    SisterNewsletter,
    Source,
    Topic,
    TopicLimits,
    TopicTest,
    TopicWeight,
    TrendReport,
    Writing,
)
from digest.text import direction_of

House = Mapping[str, tuple[str, SisterNewsletter]]
"""Every newsletter by its id: its language, and how its sisters show it."""

PREFERRED = ("publisher", "source", "section", "language", "country")


def settle_source(shape: schema.SourceShape) -> Source:
    """One source, with the defaults that its other keys give."""
    publisher = shape.publisher or shape.name
    return Source(
        id=shape.id,
        name=shape.name,
        url=shape.url,
        publisher=publisher,
        family=shape.family or publisher,
        country=shape.country or "",
        language=shape.language or "",
        section=shape.section or "",
        state_run=shape.state_run,
        full_text=shape.full_text,
        pictures=shape.pictures,
        weight=shape.weight,
        interval_s=round(shape.interval),
        enabled=shape.enabled,
        kind=shape.kind,
        options=shape.options,
    )


def settle_alias(shape: schema.AliasShape) -> Alias:
    """One alias."""
    return Alias(
        id=shape.id,
        name=shape.name,
        kind=AliasKind(shape.kind),
        names=shape.names,
        within=shape.within or "",
    )


def settle_topic(shape: schema.TopicFile, rule: Rule, desk: Desk, *, default_id: str) -> Topic:
    """One topic around its rule."""
    should, should_not = shape.tests.should_match, shape.tests.should_not_match
    for number, text in enumerate(should_not):
        if text in should:
            desk.complain(
                ("tests", "should_not_match", number),
                f'"{text}" also stands under should_match',
                "keep one",
            )
    return Topic(
        id=shape.id or default_id,
        name=shape.name,
        rule=rule,
        min_score=shape.min_score,
        prefer=tuple(_prefer(prefer, number, desk) for number, prefer in enumerate(shape.prefer)),
        limits=TopicLimits(
            max_age_h=None if shape.limits.max_age is None else shape.limits.max_age / 3600,
            per_publisher=shape.limits.per_publisher,
            max_articles=shape.limits.max_articles,
        ),
        tests=(
            *_tests("should_match", should, desk),
            *_tests("should_not_match", should_not, desk),
        ),
        languages=shape.languages,
        mark=desk.document.where(()),
    )


def _prefer(shape: schema.PreferShape, number: int, desk: Desk) -> Prefer:
    given = [(key, getattr(shape, key)) for key in PREFERRED if getattr(shape, key) is not None]
    if len(given) != 1 and desk.document.whole(("prefer", number)):
        what = (
            "this entry says nothing to prefer"
            if not given
            else "this entry names more than one thing to prefer"
        )
        desk.complain(("prefer", number), what, f"give it one of {', '.join(PREFERRED)}")
    field, value = given[0] if given else ("", "")
    return Prefer(field=field, value=value, bonus=shape.bonus)


def _tests(part: str, texts: tuple[str, ...], desk: Desk) -> tuple[TopicTest, ...]:
    return tuple(
        TopicTest(
            text=text,
            should_match=part == "should_match",
            mark=desk.document.where(("tests", part, number)),
        )
        for number, text in enumerate(texts)
    )


def settle_newsletter(
    shape: schema.NewsletterFile,
    desk: Desk,
    *,
    default_id: str,
    timezone: str,
    language: str,
    house: House,
) -> Newsletter:
    """One newsletter, with what it inherits from digest.yaml."""
    if shape.min_stories > shape.max_stories and desk.document.whole():
        what = f"min_stories {shape.min_stories} is more than max_stories {shape.max_stories}"
        desk.complain(("min_stories",), what, "no issue could ever go out: lower it")
    own_id, tongue = shape.id or default_id, shape.language or language
    return Newsletter(
        id=own_id,
        name=shape.name,
        tagline=shape.tagline,
        topics=_topic_weights(shape.topics, desk),
        sections=_sections(shape, desk),
        schedule=_schedule(shape.schedule, desk),
        timezone=shape.timezone or timezone,
        look_back_h=shape.look_back / 3600,
        min_stories=shape.min_stories,
        max_stories=shape.max_stories,
        max_also=shape.max_also,
        language=tongue,
        direction=Direction(shape.direction) if shape.direction else direction_of(tongue),
        writing=Writing(kind=shape.writing.kind, options=shape.writing.options),
        approval=Approval(shape.approval),
        pictures=PicturePolicy(shape.pictures),
        theme=shape.theme,
        from_name=shape.from_name or "",
        blocks=_blocks(
            shape.blocks, _sisters(shape.blocks, desk, house, own_id=own_id, language=tongue)
        ),
        lowered=_lowered(shape.lowered, desk),
    )


def _topic_weights(
    topics: Mapping[str, float] | tuple[str, ...], desk: Desk
) -> tuple[TopicWeight, ...]:
    if isinstance(topics, Mapping):
        return tuple(TopicWeight(topic_id=topic, weight=weight) for topic, weight in topics.items())
    for number, topic in enumerate(topics):
        if topic in topics[:number]:
            desk.complain(
                ("topics", number), f'the topic "{topic}" stands here twice', "keep one of them"
            )
    return tuple(TopicWeight(topic_id=topic) for topic in dict.fromkeys(topics))


def _sections(shape: schema.NewsletterFile, desk: Desk) -> tuple[Section, ...]:
    seen: set[str] = set()
    owners: dict[str, str] = {}
    for number, section in enumerate(shape.sections):
        if section.id in seen:
            desk.complain(
                ("sections", number, "id"), f'two sections have the id "{section.id}"', "rename one"
            )
        seen.add(section.id)
        for place, topic in enumerate(section.topics):
            path = ("sections", number, "topics", place)
            if topic not in shape.topics and desk.document.whole(("topics",)):
                what = f'this newsletter does not follow the topic "{topic}"'
                desk.complain(path, what, "add it under topics:, or take it out of the section")
            if topic in owners:
                what = f'the topic "{topic}" stands in the section "{owners[topic]}" already'
                desk.complain(path, what, "its stories go there: take it out of one")
            owners.setdefault(topic, section.id)
    return tuple(
        Section(id=one.id, title=one.title, topics=one.topics, max_stories=one.max_stories)
        for one in shape.sections
    )


def _schedule(shape: schema.ScheduleShape | None, desk: Desk) -> Schedule:
    if shape is None:
        return Schedule()
    if shape.cron and (shape.at or shape.days):
        desk.complain(
            ("schedule", "cron"),
            "cron stands together with days or at",
            "keep cron, or days and at",
            key=True,
        )
    elif not shape.cron and shape.at is None and desk.document.whole(("schedule",)):
        desk.complain(("schedule",), "this schedule has no time", "add at: 06:30, or cron:")
    return Schedule(
        cron=shape.cron or "", days=shape.days, at=shape.at, deadline_min=round(shape.deadline / 60)
    )


def _blocks(shape: schema.BlocksShape, sisters: tuple[SisterNewsletter, ...]) -> Blocks:
    call = shape.membership
    return Blocks(
        trend_reports=tuple(
            TrendReport(
                title=one.title,
                url=one.url,
                caption=one.caption or "",
                picture=_picture(one.picture),
            )
            for one in shape.trend_reports
        ),
        membership=Call(title=call.title, text=call.text, button=call.button, url=call.url)
        if call
        else None,
        sisters=sisters,
        added=shape.added,
    )


def _sisters(
    shape: schema.BlocksShape, desk: Desk, house: House, *, own_id: str, language: str
) -> tuple[SisterNewsletter, ...]:
    if shape.sisters == "all":
        return tuple(
            one for name, (tongue, one) in house.items() if name != own_id and tongue == language
        )
    return tuple(_sister(one, number, desk, house) for number, one in enumerate(shape.sisters))


def _sister(shape: schema.SisterShape, number: int, desk: Desk, house: House) -> SisterNewsletter:
    path = ("blocks", "sisters", number)
    if shape.newsletter and shape.newsletter not in house:
        what = f'there is no newsletter "{shape.newsletter}"'
        desk.complain((*path, "newsletter"), what, did_you_mean(shape.newsletter, house))
    elif not (shape.newsletter or (shape.name and shape.url)) and desk.document.whole(path):
        desk.complain(
            path, "this entry leads to no newsletter", "give it newsletter, or name and url"
        )
    _, ours = house.get(shape.newsletter or "", ("", SisterNewsletter(name="", tagline="", url="")))
    return SisterNewsletter(
        name=shape.name or ours.name,
        tagline=shape.tagline or ours.tagline,
        url=shape.url or ours.url,
    )


def _picture(shape: schema.PictureShape | None) -> Picture | None:
    if shape is None:
        return None
    return Picture(
        url=shape.url,
        alt=shape.alt,
        caption=shape.caption or "",
        credit=shape.credit or "",
        width=shape.width,
        height=shape.height,
    )


def _lowered(shapes: tuple[schema.LoweredShape, ...], desk: Desk) -> tuple[LoweredRule, ...]:
    for number, one in enumerate(shapes):
        if any(one.rule == other.rule for other in shapes[:number]):
            desk.complain(
                ("lowered", number, "rule"),
                f'the rule "{one.rule}" stands here twice',
                "keep one of them",
            )
    return tuple(
        LoweredRule(
            rule_id=one.rule,
            severity=one.severity,
            reason=one.reason,
            mark=desk.document.where(("lowered", number, "rule")),
        )
        for number, one in enumerate(shapes)
    )


def settle_pins(shape: schema.PinsFile, desk: Desk) -> Pins:
    """An editor's pins; a line of `apart` keeps every two of its articles apart."""
    joined = {frozenset(pair) for group in shape.together for pair in combinations(group, 2)}
    for part, groups in (("together", shape.together), ("apart", shape.apart)):
        for number, group in enumerate(groups):
            if len(set(group)) < len(group):
                desk.complain(
                    (part, number), "one article stands here twice", "name different articles"
                )
            if part == "apart" and any(
                frozenset(pair) in joined for pair in combinations(group, 2)
            ):
                desk.complain(
                    (part, number),
                    "these articles are pinned together as well",
                    "keep one of the two pins",
                )
    return Pins(
        together=shape.together,
        apart=tuple(pair for group in shape.apart for pair in combinations(group, 2)),
    )
