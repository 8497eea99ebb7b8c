"""Newsletter files → newsletters, with the contradictions inside one file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest.config.documents import Document, MarkedMap
from digest.config.file_context import FileContext
from digest.config.labels_files import has_words, unknown_language
from digest.config.newsletter_file import BlocksKeys, LoweredKeys, NewsletterFile, SisterKeys
from digest.config.section import noun_fields
from digest.config.suggestions import did_you_mean
from digest.kernel.cron import read_cron
from digest.kernel.polls import poll_mistake
from digest.models import (
    Blocks,
    Direction,
    LoweredRule,
    Newsletter,
    Section,
    SisterNewsletter,
    Tier,
    TopicWeight,
    WavesBy,
)
from digest.text import direction_of

if TYPE_CHECKING:
    from digest.config.settings import Settings

NO_SISTER = SisterNewsletter(name="", tagline="", url="")


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseTitle:
    """A newsletter of this newsroom as its sisters see it."""

    language: str
    shown: SisterNewsletter
    is_for_members: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The inheritance of newsletters: settings of digest.yaml, and the newsroom's titles by id."""

    timezone: str
    language: str
    titles: Mapping[str, HouseTitle]


def house_of(documents: Iterable[Document], settings: Settings) -> House:
    """Return all that newsletters inherit, however wrong the rest of their files is."""
    titles = {}
    for document in documents:
        titles[document.declared_id] = _house_title(document, settings)
    return House(timezone=settings.timezone, language=settings.language, titles=titles)


def _house_title(document: Document, settings: Settings) -> HouseTitle:
    """Return a newsletter as its sisters see it, however wrong the rest of its file is."""
    declared: Mapping[str, object] = {}
    if isinstance(document.root, MarkedMap):
        declared = document.root
    public_url = settings.publication.public_url.rstrip("/")
    shown = SisterNewsletter(
        name=str(declared.get("name", "")),
        tagline=str(declared.get("tagline", "")),
        url=f"{public_url}/archive/{document.declared_id}",
    )
    return HouseTitle(
        language=str(declared.get("language", settings.language)),
        shown=shown,
        is_for_members=declared.get("tier") == Tier.MEMBER,
    )


def build_newsletter(
    file: NewsletterFile, context: FileContext, house: House, *, default_id: str
) -> Newsletter:
    """Return the newsletter of a file; report contradictions to the context."""
    _check_story_counts(file, context)
    _check_sections(file, context)
    _check_schedule(file, context)
    _check_waves(file, context)
    _check_language(file, context)
    _check_poll(file, context)
    _check_variants(file, context)
    # values that a newsletter does not give are those of digest.yaml
    own_id = file.id or default_id
    language = file.language or house.language
    values = noun_fields(file, Newsletter)
    values["id"] = own_id
    values["topics"] = _topic_weights(file, context)
    values["timezone"] = file.timezone or house.timezone
    values["language"] = language
    values["direction"] = Direction(file.direction or direction_of(language))
    values["lowered"] = tuple(_lowered(file.lowered, context))
    sisters = tuple(
        _sisters(
            file.blocks,
            context,
            house,
            own_id=own_id,
            language=language,
            for_members=file.tier is Tier.MEMBER,
        )
    )
    values["blocks"] = Blocks(**{**noun_fields(file.blocks, Blocks), "sisters": sisters})
    return Newsletter(**values)


def _check_story_counts(file: NewsletterFile, context: FileContext) -> None:
    if file.min_stories > file.max_stories and context.document.whole():
        what = f"min_stories {file.min_stories} is more than max_stories {file.max_stories}"
        context.complain(("min_stories",), what, "no issue could ever go out: lower it")


def _check_language(file: NewsletterFile, context: FileContext) -> None:
    if file.language and not has_words(file.language, context.folder):
        context.problems.append(unknown_language(file.language, context.document))


def _check_poll(file: NewsletterFile, context: FileContext) -> None:
    poll = file.blocks.poll
    if poll is not None and context.document.whole():
        mistake = poll_mistake(poll)
        if mistake:
            context.complain(("blocks", "poll"), f"this poll cannot be asked: {mistake}", "mend it")


def _check_variants(file: NewsletterFile, context: FileContext) -> None:
    """Variant ids are unique, and each variant names sections or topics of the newsletter."""
    ids: set[str] = set()
    for number, variant in enumerate(file.variants):
        place = ("variants", number)
        if variant.id in ids:
            what = f'two variants have the id "{variant.id}"'
            context.complain((*place, "id"), what, "rename one")
        ids.add(variant.id)
        if not variant.sections and not variant.topics:
            context.complain(place, "this variant has no stories", "name sections or topics")
        known = {"sections": [section.id for section in file.sections], "topics": [*file.topics]}
        for key, names in (("sections", variant.sections), ("topics", variant.topics)):
            for at, name in enumerate(names):
                if name not in known[key]:
                    what = f'"{name}" is none of the {key} of this newsletter'
                    context.complain((*place, key, at), what, did_you_mean(name, known[key]))


def _topic_weights(file: NewsletterFile, context: FileContext) -> tuple[TopicWeight, ...]:
    weights: dict[str, TopicWeight] = {}
    # a mapping gives each topic a weight, and YAML refuses a key twice
    if isinstance(file.topics, Mapping):
        for topic, weight in file.topics.items():
            weights[topic] = TopicWeight(topic_id=topic, weight=weight)
        return tuple(weights.values())
    for number, topic in enumerate(file.topics):
        if topic in weights:
            what = f'the topic "{topic}" stands here twice'
            context.complain(("topics", number), what, "keep one of them")
        weights[topic] = TopicWeight(topic_id=topic)
    return tuple(weights.values())


def _check_sections(file: NewsletterFile, context: FileContext) -> None:
    """Section ids are unique, and each topic of the newsletter stands in one section at most."""
    ids: set[str] = set()
    owners: dict[str, str] = {}
    for number, section in enumerate(file.sections):
        if section.id in ids:
            what = f'two sections have the id "{section.id}"'
            context.complain(("sections", number, "id"), what, "rename one")
        ids.add(section.id)
        _check_section_topics(file, section, number, owners, context)


def _check_section_topics(
    file: NewsletterFile,
    section: Section,
    number: int,
    owners: dict[str, str],
    context: FileContext,
) -> None:
    for place, topic in enumerate(section.topics):
        path = ("sections", number, "topics", place)
        if topic not in file.topics and context.document.whole(("topics",)):
            what = f'this newsletter does not follow the topic "{topic}"'
            context.complain(path, what, "add it under topics:, or take it out of the section")
        # a story stands in one section, that of its best topic
        if topic in owners:
            what = f'the topic "{topic}" stands in the section "{owners[topic]}" already'
            context.complain(path, what, "its stories go there: take it out of one")
        owners.setdefault(topic, section.id)


def _check_schedule(file: NewsletterFile, context: FileContext) -> None:
    schedule, document = file.schedule, context.document
    if schedule.cron and (schedule.at or schedule.days):
        context.complain(
            ("schedule", "cron"),
            "cron stands together with days or at",
            "keep cron, or days and at",
            key=True,
        )
        return
    if schedule.wait_for_sources_min >= schedule.deadline_min and document.whole(("schedule",)):
        what = "wait_for_sources is as long as the deadline"
        advice = "an issue that waits so long is late: lower it, or give a longer deadline"
        context.complain(("schedule",), what, advice)
    # a schedule of which a wrong value was taken out may have had a time
    has_time = schedule.cron or schedule.at is not None
    if document.has(("schedule",)) and not has_time and document.whole(("schedule",)):
        context.complain(("schedule",), "this schedule has no time", "add at: 06:30, or cron:")


def _check_waves(file: NewsletterFile, context: FileContext) -> None:
    """Waves count from the one slot of a day."""
    if file.waves.by is not WavesBy.READER or not context.document.whole(("schedule",)):
        return
    schedule = file.schedule
    if schedule.at is None and not schedule.cron:
        what = "waves by reader need a schedule: they begin at its slot"
        context.complain(("waves",), what, "add schedule:, or take waves out")
    elif schedule.cron and len(read_cron(schedule.cron).times) > 1:
        # the evening's issue would come next morning, together with the morning's
        what = "waves by reader stand together with several slots a day"
        context.complain(("waves",), what, "keep one slot a day, or take waves out")


def _sisters(
    blocks: BlocksKeys,
    context: FileContext,
    house: House,
    *,
    own_id: str,
    language: str,
    for_members: bool,
) -> Iterator[SisterNewsletter]:
    if blocks.sisters == "all":
        for newsletter_id, title in house.titles.items():
            # a reader of one language gains nothing from a newsletter in another
            # a free mail names what every reader may have
            is_hidden = title.is_for_members and not for_members
            if newsletter_id != own_id and title.language == language and not is_hidden:
                yield title.shown
        return
    for number, keys in enumerate(blocks.sisters):
        _check_sister(keys, number, context, house)
        yield _sister(keys, house)


def _check_sister(keys: SisterKeys, number: int, context: FileContext, house: House) -> None:
    path = ("blocks", "sisters", number)
    # a newsletter of this house needs no name and no address: both are known
    if keys.newsletter:
        if keys.newsletter not in house.titles:
            what = f'there is no newsletter "{keys.newsletter}"'
            advice = did_you_mean(keys.newsletter, house.titles)
            context.complain((*path, "newsletter"), what, advice)
        return
    if not (keys.name and keys.url) and context.document.whole(path):
        what = "this entry leads to no newsletter"
        context.complain(path, what, "give it newsletter, or name and url")


def _sister(keys: SisterKeys, house: House) -> SisterNewsletter:
    """Return a sister newsletter; the newsroom's own title fills the keys that are absent."""
    own = NO_SISTER
    if keys.newsletter in house.titles:
        own = house.titles[keys.newsletter].shown
    # the entry's own words come before those of the newsletter it names
    return replace(
        own,
        name=keys.name or own.name,
        tagline=keys.tagline or own.tagline,
        url=keys.url or own.url,
    )


def _lowered(entries: tuple[LoweredKeys, ...], context: FileContext) -> Iterator[LoweredRule]:
    rules: set[str] = set()
    for number, keys in enumerate(entries):
        path = ("lowered", number, "rule")
        if keys.rule in rules:
            context.complain(path, f'the rule "{keys.rule}" stands here twice', "keep one of them")
        rules.add(keys.rule)
        yield LoweredRule(
            rule_id=keys.rule,
            severity=keys.severity,
            reason=keys.reason,
            mark=context.document.where(path),
        )
