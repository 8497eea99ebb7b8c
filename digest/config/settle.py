"""From a checked file to the frozen nouns: defaults filled in, secrets and paths resolved, contradictions named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from urllib.parse import urlsplit

from digest.config import schema
from digest.config.kinds import LOCAL_HOSTS
from digest.config.marked import Document
from digest.config.marked import Path as Keys
from digest.config.secrets import MissingSecret, read_secret
from digest.config.settings import (
    Alarms,
    CollectSettings,
    DeliverSettings,
    DkimKey,
    ProviderLimit,
    Relay,
    Settings,
    Tls,
)
from digest.errors import Problem
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
    Publication,
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
)
from digest.text import direction_of

SHORTEST_KEY = 32
DATABASES = ("sqlite", "postgresql", "postgresql+psycopg")
PREFERRED = ("publisher", "source", "section", "language", "country")


@dataclass(slots=True)
class Desk:
    """Where a file is settled: its folder, the environment, and the problems found on the way."""

    folder: Path
    document: Document
    env: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def complain(self, path: Keys, what: str, advice: str = "", *, key: bool = False) -> None:
        self.problems.append(self.document.problem(path, what, advice, key=key))

    def secret(self, path: Keys, name: str | None) -> str:
        """The secret of that name, "" when none is named or it cannot be had."""
        if name is None:
            return ""
        try:
            return read_secret(name, self.env)
        except MissingSecret as error:
            self.complain(path, error.what, error.advice)
            return ""

    def either(self, path: Keys, key: str, value: str | None, name: str | None) -> str:
        """A value that may stand in the file or come from the environment, not both."""
        if value is not None and name is not None:
            self.complain((*path, f"{key}_env"), f"{key} and {key}_env stand together", "keep one of them", key=True)
        return value or self.secret((*path, f"{key}_env"), name)

    def file(self, path: Keys, name: str | None) -> str:
        """The absolute path of a file named in YAML, relative to the folder."""
        if not name:
            return ""
        found = self.folder / Path(name).expanduser()
        if not found.is_file():
            self.complain(path, f"there is no file {found}", "paths are relative to the folder of digest.yaml")
        return str(found.resolve())


# ---- digest.yaml ----------------------------------------------------------------------------------------------


def settle_digest(file: schema.DigestFile, desk: Desk) -> Settings:
    """The settings of digest.yaml."""
    return Settings(
        publication=_publication(file.publication),
        timezone=file.timezone,
        storage_url=_storage_url(file.storage, desk),
        token_key=_token_key(file.tokens, desk),
        collect=_collect(file.collect),
        deliver=_deliver(file.deliver, desk),
        alarms=_alarms(file.alarms, desk),
        keep_articles_days=round(file.storage.keep_articles / 86400),
        templates_dir=_templates_dir(file.templates, desk),
    )


def _publication(shape: schema.PublicationShape) -> Publication:
    domain = shape.from_address.rpartition("@")[2]
    return Publication(
        name=shape.name,
        public_url=shape.public_url.rstrip("/"),
        from_address=shape.from_address,
        from_name=shape.from_name or shape.name,
        reply_to=shape.reply_to or "",
        postal_address=shape.postal_address or "",
        bounce_domain=shape.bounce_domain or domain,
        list_domain=shape.list_domain or domain,
        help_url=shape.help_url or "",
    )


def _storage_url(shape: schema.StorageShape, desk: Desk) -> str:
    url = desk.either(("storage",), "url", shape.url, shape.url_env)
    if not url:
        return "sqlite:///var/digest.db"
    key = "url" if shape.url else "url_env"
    scheme = url.partition("://")[0]
    if scheme not in DATABASES or "://" not in url:
        desk.complain(
            ("storage", key), f"the newsroom cannot keep things in {scheme}", "use sqlite:/// or postgresql://"
        )
    elif shape.url and _holds_password(shape.url):
        desk.complain(
            ("storage", "url"), "this address holds a password", "name an environment variable: url_env: DATABASE_URL"
        )
    return url


def _holds_password(url: str) -> bool:
    try:
        return urlsplit(url).password is not None
    except ValueError:
        return False


def _token_key(shape: schema.TokensShape, desk: Desk) -> str:
    key = desk.secret(("tokens", "key_env"), shape.key_env)
    if key and len(key) < SHORTEST_KEY:
        desk.complain(
            ("tokens", "key_env"),
            f"{shape.key_env} holds {len(key)} characters; a key needs {SHORTEST_KEY} or more",
            "make one: openssl rand -base64 32",
        )
    return key


def _collect(shape: schema.CollectShape) -> CollectSettings:
    return CollectSettings(
        user_agent=shape.user_agent,
        timeout_s=shape.timeout,
        connect_timeout_s=min(shape.connect_timeout, shape.timeout),
        workers=shape.workers,
        per_host=shape.per_host,
        host_gap_s=shape.host_gap,
        max_feed_bytes=round(shape.max_feed_size),
        max_page_bytes=round(shape.max_page_size),
        max_entries=shape.max_entries,
        max_redirects=shape.max_redirects,
        max_pages=shape.max_pages,
        allow_networks=shape.allow_networks,
    )


def _deliver(shape: schema.DeliverShape, desk: Desk) -> DeliverSettings:
    keys = tuple(_dkim_key(key, ("deliver", "dkim", number), desk) for number, key in enumerate(shape.dkim))
    first = keys[0] if keys else DkimKey(domain="", selector="", key_file="")
    names: dict[str, int] = {}
    for number, relay in enumerate(shape.relays):
        if relay.name in names:
            desk.complain(
                ("deliver", "relays", number, "name"),
                f'two relays are called "{relay.name}"',
                "the ledger tells them apart by name: rename one",
            )
        names.setdefault(relay.name, number)
    return DeliverSettings(
        relays=tuple(_relay(relay, ("deliver", "relays", number), desk) for number, relay in enumerate(shape.relays)),
        providers=tuple(
            ProviderLimit(provider=name, connections=limit.connections, per_minute=limit.per_minute)
            for name, limit in shape.providers.items()
        ),
        max_attempts=shape.max_attempts,
        first_retry_s=shape.first_retry,
        give_up_after_h=shape.give_up_after / 3600,
        uncertain=shape.uncertain,
        lease_s=shape.lease,
        batch=shape.batch,
        dkim_keys=keys,
        dkim_domain=first.domain,
        dkim_selector=first.selector,
        dkim_key_file=first.key_file,
    )


def _dkim_key(shape: schema.DkimShape, path: Keys, desk: Desk) -> DkimKey:
    return DkimKey(
        domain=shape.domain, selector=shape.selector, key_file=desk.file((*path, "key_file"), shape.key_file)
    )


def _relay(shape: schema.RelayShape, path: Keys, desk: Desk) -> Relay:
    local = shape.host in LOCAL_HOSTS
    whole = desk.document.whole(path)
    if whole and shape.password_env and not shape.username:
        desk.complain((*path, "password_env"), "a password without a username", "add username:", key=True)
    if whole and shape.username and not shape.password_env:
        desk.complain((*path, "username"), "a username without a password", "add password_env: SMTP_PASSWORD", key=True)
    if shape.tls == "none" and shape.password_env and not local:
        desk.complain((*path, "tls"), "tls: none would send the password in the clear", "use starttls or tls")
    if shape.port == 465 and shape.tls == "starttls":
        desk.complain((*path, "port"), "port 465 speaks TLS from its first byte", "set tls: tls")
    return Relay(
        name=shape.name,
        host=shape.host,
        port=shape.port,
        tls=Tls(shape.tls),
        username=shape.username or "",
        password=desk.secret((*path, "password_env"), shape.password_env),
        password_env=shape.password_env or "",
        auth=shape.auth,
        ca_file=desk.file((*path, "ca_file"), shape.ca_file),
        connections=shape.connections,
        messages_per_connection=shape.messages_per_connection,
        per_minute=shape.per_minute,
        weight=shape.weight,
        timeout_s=shape.timeout,
    )


def _alarms(shape: schema.AlarmsShape, desk: Desk) -> Alarms:
    return Alarms(
        webhook_url=desk.either(("alarms",), "webhook_url", shape.webhook_url, shape.webhook_url_env),
        command=shape.command,
        heartbeat_url=desk.either(("alarms",), "heartbeat_url", shape.heartbeat_url, shape.heartbeat_url_env),
    )


def _templates_dir(name: str | None, desk: Desk) -> Path | None:
    if name is None:
        return None
    found = desk.folder / Path(name).expanduser()
    if not found.is_dir():
        desk.complain(
            ("templates",), f"there is no folder {found}", "make it, or delete the key to use the shipped parts"
        )
    return found


# ---- sources.yaml and aliases.yaml ----------------------------------------------------------------------------


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
    )


def settle_alias(shape: schema.AliasShape) -> Alias:
    """One alias."""
    return Alias(id=shape.id, name=shape.name, kind=AliasKind(shape.kind), names=shape.names, within=shape.within or "")


# ---- topics and newsletters -----------------------------------------------------------------------------------


def settle_topic(shape: schema.TopicFile, rule: Rule, desk: Desk, *, default_id: str) -> Topic:
    """One topic around its rule."""
    should, should_not = shape.tests.should_match, shape.tests.should_not_match
    for number, text in enumerate(should_not):
        if text in should:
            desk.complain(("tests", "should_not_match", number), f'"{text}" also stands under should_match', "keep one")
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
        tests=(*_tests("should_match", should, desk), *_tests("should_not_match", should_not, desk)),
        languages=shape.languages,
        mark=desk.document.where(()),
    )


def _prefer(shape: schema.PreferShape, number: int, desk: Desk) -> Prefer:
    given = [(key, getattr(shape, key)) for key in PREFERRED if getattr(shape, key) is not None]
    if len(given) != 1 and desk.document.whole(("prefer", number)):
        what = "this entry says nothing to prefer" if not given else "this entry names more than one thing to prefer"
        desk.complain(("prefer", number), what, f"give it one of {', '.join(PREFERRED)}")
    field, value = given[0] if given else ("", "")
    return Prefer(field=field, value=value, bonus=shape.bonus)


def _tests(part: str, texts: tuple[str, ...], desk: Desk) -> tuple[TopicTest, ...]:
    return tuple(
        TopicTest(text=text, should_match=part == "should_match", mark=desk.document.where(("tests", part, number)))
        for number, text in enumerate(texts)
    )


def settle_newsletter(
    shape: schema.NewsletterFile, desk: Desk, *, default_id: str, timezone: str, language: str
) -> Newsletter:
    """One newsletter, with what it inherits from digest.yaml."""
    if shape.min_stories > shape.max_stories and desk.document.whole():
        what = f"min_stories {shape.min_stories} is more than max_stories {shape.max_stories}"
        desk.complain(("min_stories",), what, "no issue could ever go out: lower it")
    tongue = shape.language or language
    return Newsletter(
        id=shape.id or default_id,
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
        approval=Approval(shape.approval),
        pictures=PicturePolicy(shape.pictures),
        theme=shape.theme,
        from_name=shape.from_name or "",
        blocks=_blocks(shape.blocks),
        lowered=_lowered(shape.lowered, desk),
    )


def _topic_weights(topics: Mapping[str, float] | tuple[str, ...], desk: Desk) -> tuple[TopicWeight, ...]:
    if isinstance(topics, Mapping):
        return tuple(TopicWeight(topic_id=topic, weight=weight) for topic, weight in topics.items())
    for number, topic in enumerate(topics):
        if topic in topics[:number]:
            desk.complain(("topics", number), f'the topic "{topic}" stands here twice', "keep one of them")
    return tuple(TopicWeight(topic_id=topic) for topic in dict.fromkeys(topics))


def _sections(shape: schema.NewsletterFile, desk: Desk) -> tuple[Section, ...]:
    seen: set[str] = set()
    for number, section in enumerate(shape.sections):
        if section.id in seen:
            desk.complain(("sections", number, "id"), f'two sections have the id "{section.id}"', "rename one")
        seen.add(section.id)
        for place, topic in enumerate(section.topics):
            if topic not in shape.topics and desk.document.whole(("topics",)):
                desk.complain(
                    ("sections", number, "topics", place),
                    f'this newsletter does not follow the topic "{topic}"',
                    "add it under topics:, or take it out of the section",
                )
    return tuple(
        Section(id=one.id, title=one.title, topics=one.topics, max_stories=one.max_stories) for one in shape.sections
    )


def _schedule(shape: schema.ScheduleShape | None, desk: Desk) -> Schedule:
    if shape is None:
        return Schedule()
    if shape.cron and (shape.at or shape.days):
        desk.complain(
            ("schedule", "cron"), "cron stands together with days or at", "keep cron, or days and at", key=True
        )
    elif not shape.cron and shape.at is None and desk.document.whole(("schedule",)):
        desk.complain(("schedule",), "this schedule has no time", "add at: 06:30, or cron:")
    return Schedule(cron=shape.cron or "", days=shape.days, at=shape.at, deadline_min=round(shape.deadline / 60))


def _blocks(shape: schema.BlocksShape) -> Blocks:
    call = shape.membership
    return Blocks(
        trend_reports=tuple(
            TrendReport(title=one.title, url=one.url, caption=one.caption or "", picture=_picture(one.picture))
            for one in shape.trend_reports
        ),
        membership=Call(title=call.title, text=call.text, button=call.button, url=call.url) if call else None,
        sisters=tuple(SisterNewsletter(name=one.name, tagline=one.tagline or "", url=one.url) for one in shape.sisters),
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
            desk.complain(("lowered", number, "rule"), f'the rule "{one.rule}" stands here twice', "keep one of them")
    return tuple(LoweredRule(rule_id=one.rule, severity=one.severity, reason=one.reason) for one in shapes)


# ---- pins.yaml ------------------------------------------------------------------------------------------------


def settle_pins(shape: schema.PinsFile, desk: Desk) -> Pins:
    """An editor's pins; a line of `apart` keeps every two of its articles apart."""
    joined = {frozenset(pair) for group in shape.together for pair in combinations(group, 2)}
    for part, groups in (("together", shape.together), ("apart", shape.apart)):
        for number, group in enumerate(groups):
            if len(set(group)) < len(group):
                desk.complain((part, number), "one article stands here twice", "name different articles")
            if part == "apart" and any(frozenset(pair) in joined for pair in combinations(group, 2)):
                desk.complain((part, number), "these articles are pinned together as well", "keep one of the two pins")
    return Pins(together=shape.together, apart=tuple(pair for group in shape.apart for pair in combinations(group, 2)))
