"""digest.yaml: who publishes, where things are kept, relays and limits."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, ValidationError, model_validator
from pydantic_core import InitErrorDetails

from digest.config.schema.shape import (
    RelayKind,
    RelayOptions,
    ReturnOptions,
    Shape,
    ShapeWithKind,
)
from digest.config.value_types import (
    Domain,
    Duration,
    Email,
    EnvName,
    Flag,
    Host,
    Language,
    Line,
    Network,
    Number,
    Prose,
    PublicUrl,
    Size,
    Url,
    Whole,
    ZoneName,
)


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
    max_crawl_delay: Annotated[Duration, Field(ge=0, le=120)] = 30.0
    """What robots.txt may ask for between two pages; where it asks for more, the pages are not read."""
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


class RelayShape(ShapeWithKind):
    extension_point: ClassVar[str] = "relays"

    name: Line
    """Shown in the ledger."""
    kind: RelayKind = "smtp"
    """How mail is handed over; further keys belong to the kind."""
    options: RelayOptions = None
    host: Host | None = None
    """The host name of an SMTP relay, which must have one."""
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

    @classmethod
    def common_keys(cls, kind: str) -> tuple[str, ...]:
        """Leave out the keys of SMTP for a relay of another kind."""
        if kind == "smtp":
            return cls.known_keys()
        return tuple(key for key in cls.known_keys() if key not in SMTP_KEYS)

    @model_validator(mode="after")
    def _has_host(self) -> RelayShape:
        if self.kind == "smtp" and self.host is None:
            raise ValidationError.from_exception_data(
                "RelayShape", [InitErrorDetails(type="missing", loc=("host",), input=None)]
            )
        return self


SMTP_KEYS = ("host", "port", "tls", "username", "password_env", "auth", "ca_file")
"""Keys of a relay that only SMTP has."""


class ProviderShape(Shape):
    connections: Annotated[Whole, Field(ge=1, le=1000)] | None = None
    """At once, over all relays."""
    per_minute: Annotated[Number, Field(gt=0)] | None = None
    """Messages."""


class DkimShape(Shape):
    domain: Domain
    """The d= of the signature; the From's domain or one above it."""
    selector: Annotated[
        str, Field(pattern=r"^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$", max_length=63)
    ]
    """The s= of the signature."""
    key_file: Line
    """Private key, PEM, RSA or Ed25519."""


class HeadersShape(Shape):
    list_unsubscribe: Flag = True
    """List-Unsubscribe and its Post: leaving with one click. Gmail and Yahoo ask it of whoever sends much."""
    unsubscribe_by_mail: Flag = True
    """In it also a mail address to leave by; needs mail to the bounce domain to be read."""
    list_id: Flag = True
    """List-Id, by which readers and filters sort."""
    list_help: Flag = True
    """List-Help: help_url, else the public site."""
    list_archive: Flag = True
    """List-Archive."""
    archived_at: Flag = True
    """Archived-At: this issue on the web."""
    list_post_no: Flag = True
    """List-Post: NO."""
    feedback_id: Flag = True
    """Feedback-ID: issue and newsletter, by which Gmail's Postmaster Tools group complaints."""
    auto_submitted: Flag = True
    """Auto-Submitted: auto-generated, so that autoresponders keep silent."""
    precedence: Literal["bulk", "list"] | None = None
    """Precedence, an old word for the same; default: none."""
    cfbl_address: Email | None = None
    """CFBL-Address: where providers may send complaints (RFC 9477); default: none."""


class BouncesShape(ShapeWithKind):
    extension_point: ClassVar[str] = "return_channels"

    mailbox: Line | None = None
    """Where bounces and complaints come: maildir:PATH, mbox:PATH or imaps://user@host/FOLDER; default: none is read."""
    options: ReturnOptions = None
    password_env: EnvName | None = None
    """The environment variable that holds the IMAP password, or NAME_FILE the path of a file that does."""
    ca_file: Line | None = None
    """Trust this authority instead of the system's."""
    every: Annotated[Duration, Field(ge=10, le=86400)] = 300.0
    """How often `digest serve` reads it."""
    soft_limit: Annotated[Number, Field(gt=0, le=1000)] = 5.0
    """So many soft bounces, faded ones counting less, suppress an address."""
    soft_half_life: Annotated[Duration, Field(ge=3600, le=366 * 86400)] = 30 * 86400.0
    """After this time a soft bounce counts half."""

    @classmethod
    def kind_of(cls, mapping: dict[str, Any]) -> object:
        """Return the scheme of the mailbox, which names its kind."""
        return str(mapping.get("mailbox", "")).partition(":")[0]


class DeliverShape(Shape):
    relays: tuple[RelayShape, ...] = ()
    """SMTP relays in order of preference."""
    providers: dict[Line, ProviderShape] = Field(default_factory=dict)
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
    headers: HeadersShape = HeadersShape()
    """Which optional header fields a message carries."""
    bounces: BouncesShape = BouncesShape()
    """What comes back, and when it closes an address."""


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
