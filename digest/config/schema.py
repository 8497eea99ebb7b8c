"""The shape of every YAML file as pydantic models. Their docstrings become the hints of the JSON Schemas."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, ValidationInfo, model_validator

from digest.config.kinds import (
    ClockTime,
    Country,
    Cron,
    Domain,
    Duration,
    Email,
    EnvName,
    Flag,
    Host,
    HttpsUrl,
    Id,
    Language,
    Line,
    Network,
    Number,
    Prose,
    PublicUrl,
    Size,
    Url,
    Weekday,
    Whole,
    ZoneName,
)


class Shape(BaseModel):
    """A mapping in a file. A key it does not know is reported with the keys it has, and the rest is still read."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True, hide_input_in_errors=True)

    @model_validator(mode="before")
    @classmethod
    def _report_unknown_keys(cls, data: object, info: ValidationInfo) -> object:
        if not isinstance(data, dict) or info.context is None:
            return data
        known = tuple(field.alias or name for name, field in cls.model_fields.items())
        unknown = [key for key in data if key not in known]
        for key in unknown:
            info.context.unknown_key(data, key, known=known)
        return {key: value for key, value in data.items() if key in known} if unknown else data


# ---- digest.yaml ----------------------------------------------------------------------------------------------


class PublicationShape(Shape):
    name: Line
    """Shown in the mail and on the pages."""
    public_url: PublicUrl
    """Where readers reach `digest serve`."""
    from_address: Email
    """The From of every mail."""
    from_name: Line | None = None
    """Shown before the address; default: name."""
    reply_to: Email | None = None
    """Where answers go; default: from_address."""
    postal_address: Prose | None = None
    """Mail law asks for it; stands in the footer."""
    bounce_domain: Domain | None = None
    """Domain of envelope senders; default: that of from_address."""
    list_domain: Domain | None = None
    """Domain of List-Id and Message-ID; default: that of from_address."""
    help_url: Url | None = None
    """For List-Help."""


class StorageShape(Shape):
    url: Line | None = None
    """sqlite:///var/digest.db or postgresql+psycopg://user@host/name; a password belongs into url_env."""
    url_env: EnvName | None = None
    """Instead of url: the environment variable that holds the whole address."""
    keep_articles: Annotated[Duration, Field(ge=86400)] = 90 * 86400.0
    """Older articles that no issue cites are forgotten."""


class TokensShape(Shape):
    key_env: EnvName | None = None
    """The environment variable of the key that signs readers' links; default: made once and kept in the database."""


class CollectShape(Shape):
    user_agent: Line = "digest-newsroom/0.1 (+{public_url})"
    """What the collector calls itself."""
    timeout: Annotated[Duration, Field(gt=0, le=600)] = 20.0
    """For one whole answer."""
    connect_timeout: Annotated[Duration, Field(gt=0, le=600)] = 10.0
    """For the connection alone."""
    workers: Annotated[Whole, Field(ge=1, le=256)] = 16
    """Sources asked at once."""
    per_host: Annotated[Whole, Field(ge=1, le=16)] = 2
    """Connections to one host at once."""
    host_gap: Annotated[Duration, Field(ge=0, le=60)] = 0.5
    """Between two requests to one host."""
    max_feed_size: Annotated[Size, Field(ge=1000, le=1_000_000_000)] = 8_000_000
    """Counted after decompression."""
    max_page_size: Annotated[Size, Field(ge=1000, le=1_000_000_000)] = 4_000_000
    """Counted after decompression."""
    max_entries: Annotated[Whole, Field(ge=1, le=100_000)] = 500
    """Of one feed; the newest are kept."""
    max_redirects: Annotated[Whole, Field(ge=0, le=20)] = 5
    """Redirects followed for one address."""
    max_pages: Annotated[Whole, Field(ge=0, le=100_000)] = 200
    """Article pages read for full text in one round."""
    allow_networks: tuple[Network, ...] = ()
    """Private networks the collector may reach."""


class RelayShape(Shape):
    name: Line
    """Shown in the ledger."""
    host: Host
    """The relay's host name."""
    port: Annotated[Whole, Field(ge=1, le=65535)] = 587
    """587 for STARTTLS, 465 for TLS."""
    tls: Literal["starttls", "tls", "none"] = "starttls"
    """none only without a password, or on this machine."""
    username: Line | None = None
    """For AUTH."""
    password_env: EnvName | None = None
    """The environment variable that holds the password, or NAME_FILE the path of a file that does."""
    auth: Literal["plain", "login", "xoauth2"] = "plain"
    """How to log in."""
    ca_file: Line | None = None
    """Trust this authority instead of the system's."""
    connections: Annotated[Whole, Field(ge=1, le=1000)] = 4
    """At once."""
    messages_per_connection: Annotated[Whole, Field(ge=1, le=1_000_000)] = 200
    """Then a new connection is made."""
    per_minute: Annotated[Number, Field(gt=0)] | None = None
    """Messages; default: no limit."""
    weight: Annotated[Whole, Field(ge=0, le=1000)] = 1
    """Share of the mail among relays; 0: only when all others are down."""
    timeout: Annotated[Duration, Field(gt=0, le=3600)] = 30.0
    """For one answer of the relay."""


class ProviderShape(Shape):
    connections: Annotated[Whole, Field(ge=1, le=1000)] | None = None
    """At once, over all relays."""
    per_minute: Annotated[Number, Field(gt=0)] | None = None
    """Messages."""


class DkimShape(Shape):
    domain: Domain
    """The d= of the signature; the From's domain or one above it."""
    selector: Annotated[str, Field(pattern=r"^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$", max_length=63)]
    """The s= of the signature."""
    key_file: Line
    """Private key, PEM, RSA or Ed25519."""


class DeliverShape(Shape):
    relays: tuple[RelayShape, ...] = ()
    """SMTP relays in order of preference."""
    providers: dict[Line, ProviderShape] = {}
    """Shaping per mailbox provider: google, microsoft, yahoo, apple, …, or default."""
    max_attempts: Annotated[Whole, Field(ge=1, le=100)] = 8
    """Then the address is refused."""
    first_retry: Annotated[Duration, Field(ge=1, le=86400)] = 300.0
    """Grows with each attempt."""
    give_up_after: Annotated[Duration, Field(ge=60, le=7 * 86400)] = 86400.0
    """A deferred message older than this is refused."""
    uncertain: Literal["hold", "resend"] = "hold"
    """What to do when the line broke after the message and before the reply."""
    lease: Annotated[Duration, Field(ge=5, le=3600)] = 120.0
    """How long a worker owns the readers it claimed."""
    batch: Annotated[Whole, Field(ge=1, le=10_000)] = 100
    """Readers claimed at once."""
    dkim: tuple[DkimShape, ...] = ()
    """Signatures; `digest dkim new` makes keys."""


class AlarmsShape(Shape):
    webhook_url: Url | None = None
    """Gets a POST when an issue is late."""
    webhook_url_env: EnvName | None = None
    """Instead of webhook_url, when the address is a secret."""
    command: tuple[Line, ...] = ()
    """A program and its arguments, run when an issue is late."""
    heartbeat_url: Url | None = None
    """Called after each good run."""
    heartbeat_url_env: EnvName | None = None
    """Instead of heartbeat_url, when the address is a secret."""


class DigestFile(Shape):
    """digest.yaml: who publishes, where things are kept, relays and limits."""

    publication: PublicationShape
    """Who publishes: the identity that mail law and readers ask for."""
    timezone: ZoneName = "UTC"
    """Default of newsletters."""
    language: Language = "en"
    """Default of newsletters."""
    templates: Line | None = None
    """Folder of your own email parts; default: the shipped ones."""
    storage: StorageShape = StorageShape()
    """Where articles, issues and readers are kept."""
    tokens: TokensShape = TokensShape()
    """The key of readers' links."""
    collect: CollectShape = CollectShape()
    """Manners and limits of the collector."""
    deliver: DeliverShape = DeliverShape()
    """Relays, shaping, retries and signatures."""
    alarms: AlarmsShape = AlarmsShape()
    """Whom to call when an issue is late; never the relay itself."""


# ---- sources.yaml ---------------------------------------------------------------------------------------------


class SourceShape(Shape):
    id: Id
    """Unique."""
    name: Line
    """Shown to operators."""
    url: Url
    """The feed; unique."""
    publisher: Line | None = None
    """Shown to readers; default: name."""
    family: Line | None = None
    """The owner; papers of one family count as one voice; default: publisher."""
    country: Country | None = None
    """ISO 3166."""
    language: Language | None = None
    """Default: what the feed says, then detected."""
    section: Line | None = None
    """Your own word; topics may prefer it."""
    state_run: Flag = False
    """Readers see it beside the outlet's name."""
    full_text: Flag = False
    """May the article's page be read for its text?"""
    pictures: Flag = False
    """May its pictures be shown?"""
    weight: Annotated[Number, Field(gt=0, le=10)] = 1.0
    """Scales rank; 1.0 is ordinary."""
    interval: Annotated[Duration, Field(ge=60, le=7 * 86400)] = 900.0
    """Least time between two fetches."""
    enabled: Flag = True
    """false: kept, never asked."""


class SourcesFile(Shape):
    """sources.yaml: the feeds."""

    sources: tuple[SourceShape, ...]
    """One entry a feed."""


# ---- aliases.yaml ---------------------------------------------------------------------------------------------


class AliasShape(Shape):
    id: Id
    """Used as @id in topics."""
    name: Line
    """The name to show."""
    kind: Literal["person", "group", "place", "ship", "weapon", "body"]
    """What it is."""
    names: tuple[Line, ...] = ()
    """Other names, in any script."""
    within: Id | None = None
    """Alias id of the place or body that holds it."""


class AliasesFile(Shape):
    """aliases.yaml: people, groups, places, ships, weapons and bodies under all their names."""

    aliases: tuple[AliasShape, ...]
    """One entry a thing."""


# ---- topics/*.yaml --------------------------------------------------------------------------------------------

FieldName = Literal["title", "lead", "body", "url", "author", "category", "source", "caption"]
Weight = Annotated[Number, Field(gt=0, le=100)]


class PhraseShape(Shape):
    phrase: Line
    """Words in order; `oil*` is a prefix; `@hezbollah` any name of that alias."""
    in_: Annotated[tuple[FieldName, ...] | None, Field(alias="in", min_length=1)] = None
    """Parts of the article to look at; default: title, lead, body."""
    weight: Weight | None = None
    """Default 1."""


class NearShape(Shape):
    near: Annotated[tuple[Line, ...], Field(min_length=2, max_length=8)]
    """All of these, close together."""
    words: Annotated[Whole, Field(ge=1, le=100)] | None = None
    """At most this many words apart."""
    sentence: Literal[True] | None = None
    """In one sentence; the default."""
    in_: Annotated[tuple[FieldName, ...] | None, Field(alias="in", min_length=1)] = None
    """Parts of the article to look at; default: title, lead, body."""
    weight: Weight | None = None
    """Default 1."""


class RuleShape(Shape):
    any: tuple[Node, ...] | None = None
    """At least one of these."""
    all: tuple[Node, ...] | None = None
    """Each of these."""
    none: tuple[Node, ...] | None = None
    """None of these."""


def _branch(value: Any) -> str:
    """Which kind of node an operator meant, so that only its own mistakes are reported."""
    if not isinstance(value, dict):
        return "?text"
    if not value:
        return "?rule"
    for branch, signs in (("?phrase", {"phrase"}), ("?near", {"near"}), ("?rule", {"any", "all", "none"})):
        if signs & set(value):
            return branch
    return "?phrase"


Node = Annotated[
    Annotated[Line, Tag("?text")]
    | Annotated[PhraseShape, Tag("?phrase")]
    | Annotated[NearShape, Tag("?near")]
    | Annotated[RuleShape, Tag("?rule")],
    Discriminator(_branch),
]


class PreferShape(Shape):
    publisher: Line | None = None
    """A publisher's name, or that of its family."""
    source: Id | None = None
    """A source's id."""
    section: Line | None = None
    """A section of sources, or a category of the article."""
    language: Language | None = None
    """A language tag."""
    country: Country | None = None
    """The country of the source."""
    bonus: Annotated[Number, Field(ge=-100, le=100)] = 1.0
    """Added to the score; below 0 it takes away."""


class LimitsShape(Shape):
    max_age: Annotated[Duration, Field(ge=3600)] | None = None
    """Older articles are left out."""
    per_publisher: Annotated[Whole, Field(ge=1)] | None = None
    """Articles of one publisher."""
    max_articles: Annotated[Whole, Field(ge=1)] | None = None
    """Articles altogether; the best are kept."""


class TestsShape(Shape):
    should_match: tuple[Prose, ...] = ()
    """Headlines the topic must match."""
    should_not_match: tuple[Prose, ...] = ()
    """Headlines it must not."""


class TopicFile(RuleShape):
    """A topic: what an operator cares about, as one rule with tests."""

    id: Id | None = None
    """Default: the file's name."""
    name: Line
    """Shown to operators."""
    languages: tuple[Language, ...] = ()
    """Default: all."""
    min_score: Annotated[Number, Field(gt=0)] = 1.0
    """An article matches when the weights of its true leaves add up to this."""
    prefer: tuple[PreferShape, ...] = ()
    """Added to the score of matching articles."""
    limits: LimitsShape = LimitsShape()
    """Caps on what the topic lets through."""
    tests: TestsShape = TestsShape()
    """Run by `digest check`."""


# ---- newsletters/*.yaml ---------------------------------------------------------------------------------------


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
    name: Line
    """The other newsletter."""
    tagline: Line | None = None
    """What it brings."""
    url: Url
    """Where to join."""


class BlocksShape(Shape):
    trend_reports: Annotated[tuple[TrendReportShape, ...], Field(max_length=6)] = ()
    """Longer pieces."""
    membership: MembershipShape | None = None
    """One call with one button."""
    sisters: tuple[SisterShape, ...] = ()
    """Your other newsletters."""


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
        Annotated[dict[Id, Annotated[Number, Field(gt=0, le=100)]], Field(min_length=1), Tag("?weights")]
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


# ---- pins.yaml ------------------------------------------------------------------------------------------------

Pinned = Annotated[tuple[Line, ...], Field(min_length=2)]


class PinsFile(Shape):
    """pins.yaml: an editor's word on which articles are one story."""

    together: tuple[Pinned, ...] = ()
    """Articles that are one story."""
    apart: tuple[Pinned, ...] = ()
    """Articles that are not."""
