"""The section `deliver` of digest.yaml: relays, shaping, retries, signatures and returned mail."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field, ValidationError, ValidationInfo
from pydantic.dataclasses import dataclass
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import InitErrorDetails

from digest.config.address_types import Domain, Email, Host, holds_password
from digest.config.kind_types import EventsKind, RelayKind, RelayOptions, ReturnOptions
from digest.config.quantities import DAY_S, HOUR_S, duration
from digest.config.secret_types import FilePath, Secret
from digest.config.section import YAML_KEYS, ReadBy, YamlSection, YamlSectionWithKind, noun_fields
from digest.config.value_types import Flag, Line, Number, Selector, Whole, mistake
from digest.models import HeaderPolicy

SMTP_KEYS = (
    "host",
    "port",
    "tls",
    "username",
    "password_env",
    "auth",
    "ca_file",
    "helo_name",
    "signs",
)
"""Keys of a relay that only SMTP has."""


class Tls(StrEnum):
    """How a connection to a relay is encrypted."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class Relay(YamlSectionWithKind):
    """One relay. Its kind says how mail is handed over."""

    extension_point: ClassVar[str] = "relays"

    name: Line
    """The name that the ledger shows."""
    kind: RelayKind = "smtp"
    """How mail is handed over; further keys belong to the kind."""
    options: RelayOptions = None
    host: Host = ""
    """The host name of the relay; an SMTP relay must have one."""
    # 587 is the port for mail of own users (RFC 6409); 25 is for servers among themselves
    port: Annotated[Whole, Field(ge=1, le=65535)] = 587
    """587 for STARTTLS, 465 for TLS."""
    # encrypted unless the operator decides otherwise: the mail holds addresses
    tls: Tls = Tls.STARTTLS
    """none is for relays without a password, or on this machine."""
    username: Line = ""
    """The user name for AUTH."""
    password: Annotated[Secret, Field(alias="password_env")] = Field(default="", repr=False)
    """The environment variable that holds the password; NAME_FILE may name a file instead."""
    auth: Literal["plain", "login", "xoauth2"] = "plain"
    """The way to log in."""
    ca_file: FilePath = ""
    """The certificate of an authority to trust instead of the system's."""
    helo_name: Host = ""
    """The name by which this relay is greeted; default: that of `deliver: helo_name:`."""
    signs: Flag = False
    """True where this relay signs with DKIM itself; else a key belongs under `dkim:`."""
    connections: Annotated[Whole, Field(ge=1, le=1000)] = 4
    """Connections at once."""
    # many relays drop a connection that never ends
    messages_per_connection: Annotated[Whole, Field(ge=1, le=1_000_000)] = 200
    """Messages on one connection; then a new connection is made."""
    per_minute: Annotated[Number, Field(gt=0)] | None = None
    """Messages in a minute; default: no limit."""
    # 0 is a relay in reserve, no relay that is switched off
    weight: Annotated[Whole, Field(ge=0, le=1000)] = 1
    """The relay's share of the mail; a relay with 0 is used when all others are down."""
    timeout_s: Annotated[float, Field(alias="timeout"), duration("1ms", "1h")] = 30.0
    """The longest wait for one answer of the relay."""

    @classmethod
    def common_keys(cls, kind: str) -> tuple[str, ...]:
        """Leave out the keys of SMTP for a relay of another kind."""
        # a pipe or a folder has no host and no password
        if kind == "smtp":
            return cls.known_keys()
        return tuple(key for key in cls.known_keys() if key not in SMTP_KEYS)

    def __post_init__(self) -> None:
        """Refuse an SMTP relay without a host."""
        # "missing" is pydantic's word for an absent key: the problem is then said like any other
        if self.kind == "smtp" and not self.host:
            raise ValidationError.from_exception_data(
                "Relay", [InitErrorDetails(type="missing", loc=("host",), input=None)]
            )


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class ProviderLimit(YamlSection):
    """The shaping of one mailbox provider: google, microsoft, yahoo, apple, …, or default."""

    # the name is the key of the mapping in the file, so it is no key of its own
    provider: SkipJsonSchema[Annotated[str, Field(alias="?provider", exclude=True)]] = "default"
    connections: Annotated[Whole, Field(ge=1, le=1000)] | None = None
    """Connections at once, over all relays; default: no limit."""
    per_minute: Annotated[Number, Field(gt=0)] | None = None
    """Messages in a minute; default: no limit."""


def _list_providers(limits: dict[str, ProviderLimit]) -> tuple[ProviderLimit, ...]:
    return tuple(replace(limit, provider=provider) for provider, limit in limits.items())


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class DkimKey(YamlSection):
    """One signature."""

    domain: Domain
    """The d= of the signature: the domain of the From address, or one above it."""
    selector: Selector
    """The s= of the signature."""
    key_file: FilePath
    """The private key, PEM, RSA or Ed25519; `digest dkim new` makes one."""
    # 0: most receivers judge a signature when the mail comes
    expires_s: Annotated[float, Field(alias="expires"), duration("1d", "366d")] = 0.0
    """The x= of the signature: after this time it counts no more; default: it stays good."""


USUAL_HEADERS = HeaderPolicy()


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class HeaderKeys(YamlSection):
    """The optional header fields that a message carries."""

    list_unsubscribe: Flag = USUAL_HEADERS.list_unsubscribe
    """List-Unsubscribe and its Post: leaving with one click. Gmail and Yahoo demand it."""
    unsubscribe_by_mail: Flag = USUAL_HEADERS.unsubscribe_by_mail
    """Adds a mail address to leave by; mail to the bounce domain must then be read."""
    list_id: Flag = USUAL_HEADERS.list_id
    """List-Id, by which readers and filters sort."""
    list_help: Flag = USUAL_HEADERS.list_help
    """List-Help: help_url, else the public site."""
    list_archive: Flag = USUAL_HEADERS.list_archive
    """List-Archive: the archive on the web."""
    archived_at: Flag = USUAL_HEADERS.archived_at
    """Archived-At: this issue on the web."""
    list_post_no: Flag = USUAL_HEADERS.list_post_no
    """List-Post: NO."""
    feedback_id: Flag = USUAL_HEADERS.feedback_id
    """Feedback-ID: Gmail's Postmaster Tools group complaints by issue and newsletter."""
    auto_submitted: Flag = USUAL_HEADERS.auto_submitted
    """Auto-Submitted: auto-generated, so that autoresponders keep silent."""
    # off: Auto-Submitted (RFC 3834) says the same by a standard
    precedence: Literal["bulk", "list"] | None = None
    """Precedence, an old word for the same; default: no such field."""
    cfbl_address: Email = USUAL_HEADERS.cfbl_address
    """CFBL-Address: the address for complaints of providers (RFC 9477); default: no such field."""


def _header_policy(keys: HeaderKeys) -> HeaderPolicy:
    values = noun_fields(keys, HeaderPolicy)
    values["precedence"] = keys.precedence or USUAL_HEADERS.precedence
    return HeaderPolicy(**values)


def _read_mailbox(text: str, info: ValidationInfo) -> str:
    """Return the address of the return channel with its path made absolute."""
    if info.context is None:
        return text
    scheme, _, rest = text.partition(":")
    if scheme not in info.context.kinds.return_channels:
        raise mistake(
            "no such kind of mailbox", "use maildir:PATH, mbox:PATH or imaps://user@host/FOLDER"
        )
    # a relative path counts from the newsroom, wherever the command runs
    if scheme in MAILBOX_FILES:
        return f"{scheme}:{info.context.folder / Path(rest).expanduser()}"
    if holds_password(text):
        raise mistake(
            "this address holds a password",
            "name an environment variable: password_env: BOUNCES_PASSWORD",
        )
    return text


MAILBOX_FILES = ("maildir", "mbox")
"""Kinds of return channel whose address is a path."""


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class BounceSettings(YamlSectionWithKind):
    """Returned mail: where it is read, and how many soft bounces close an address."""

    extension_point: ClassVar[str] = "return_channels"

    mailbox: Annotated[Line, AfterValidator(_read_mailbox)] = ""
    """maildir:PATH, mbox:PATH or imaps://user@host/FOLDER; default: no mailbox is read."""
    options: ReturnOptions = None
    password: Annotated[Secret, Field(alias="password_env")] = Field(default="", repr=False)
    """The environment variable that holds the IMAP password; NAME_FILE may name a file instead."""
    ca_file: FilePath = ""
    """The certificate of an authority to trust instead of the system's."""
    every_s: Annotated[float, Field(alias="every"), duration("10s", "1d")] = 300.0
    """The time between two readings by `digest serve`."""
    # a full mailbox is often emptied: one soft bounce says little
    soft_limit: Annotated[Number, Field(gt=0, le=1000)] = 5.0
    """So many soft bounces suppress an address; faded bounces count less."""
    soft_half_life_s: Annotated[float, Field(alias="soft_half_life"), duration("1h", "366d")] = (
        30 * DAY_S
    )
    """After this time a soft bounce counts half."""

    @classmethod
    def kind_of(cls, mapping: dict[str, Any]) -> object:
        """Return the scheme of the mailbox, which names its kind."""
        # the address says it already: a key `kind` could disagree
        return str(mapping.get("mailbox", "")).partition(":")[0]


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class EventSource(YamlSection):
    """One mail provider that posts bounces and complaints to /returns/KIND."""

    kind: EventsKind
    """ses, postmark, mailgun, sparkpost, postal or kumomta."""
    secret: Annotated[Secret, Field(alias="secret_env")] = Field(default="", repr=False)
    """The environment variable of the password (postmark, sparkpost, kumomta) or the signing key
    (mailgun)."""
    public_key: FilePath = ""
    """postal: the file of the server's public key, in PEM."""
    topic: Line = ""
    """ses: the topic of SNS, arn:aws:sns:REGION:ACCOUNT:NAME."""

    def __post_init__(self) -> None:
        """Refuse a provider without the key that proves its posts."""
        # without its key any stranger could post bounces and close addresses
        needed = PROOF_KEYS.get(self.kind, "secret_env")
        given = {"topic": self.topic, "public_key": self.public_key, "secret_env": self.secret}
        if not given[needed]:
            raise ValidationError.from_exception_data(
                "EventSource", [InitErrorDetails(type="missing", loc=(needed,), input=None)]
            )


PROOF_KEYS = {"ses": "topic", "postal": "public_key"}
"""The key that proves the posts of a provider; of every other it is `secret_env`."""


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class DeliverSettings(YamlSection):
    """Relays, shaping, retries and signatures."""

    relays: tuple[Relay, ...] = ()
    """The relays in order of preference."""
    providers: Annotated[
        tuple[ProviderLimit, ...], ReadBy(dict[Line, ProviderLimit], _list_providers, tuple)
    ] = ()
    """Shaping of each mailbox provider: google, microsoft, yahoo, apple, …, or default."""
    helo_name: Host = ""
    """The name by which relays are greeted (EHLO); default: the name of this machine."""
    # with a doubled wait eight attempts reach over half a day
    max_attempts: Annotated[Whole, Field(ge=1, le=100)] = 8
    """Attempts for one message; then the address is refused."""
    first_retry_s: Annotated[float, Field(alias="first_retry"), duration("1s", "1d")] = 300.0
    """The wait before the second attempt; it grows with each attempt."""
    give_up_after_h: Annotated[
        float, Field(alias="give_up_after"), duration("1m", "7d", kept_in=HOUR_S)
    ] = 24.0
    """A deferred message older than this is refused."""
    # hold: a second copy is worse than a question to a person
    uncertain: Literal["hold", "resend"] = "hold"
    """The choice when a line broke after the message and before the reply."""
    lease_s: Annotated[float, Field(alias="lease"), duration("5s", "1h")] = 120.0
    """The time for which a worker owns the readers that it claimed."""
    # a crash leaves no more rows than this to be settled by a sweep
    batch: Annotated[Whole, Field(ge=1, le=10_000)] = 100
    """Readers claimed at once."""
    dkim_keys: Annotated[tuple[DkimKey, ...], Field(alias="dkim")] = ()
    """The signatures of each message."""
    headers: Annotated[HeaderPolicy, ReadBy(HeaderKeys, _header_policy, HeaderPolicy)] = (
        USUAL_HEADERS
    )
    """The optional header fields that a message carries."""
    bounces: BounceSettings = Field(default_factory=BounceSettings)
    """Returned mail: where it is read, and when it closes an address."""
    events: tuple[EventSource, ...] = ()
    """Providers that post bounces and complaints to /returns/KIND, one of each kind."""

    @property
    def goes_signed(self) -> bool:
        """True when each message bears a DKIM signature: ours, or that of every relay."""
        if self.dkim_keys:
            return True
        for relay in self.relays:
            # a pipe or a folder hands over to a program that we cannot know
            if relay.kind == "smtp" and not relay.signs:
                return False
        return True

    def __post_init__(self) -> None:
        """Give the common HELO name to each relay that has none of its own."""
        if not self.helo_name:
            return
        relays: list[Relay] = []
        for relay in self.relays:
            if relay.kind == "smtp" and not relay.helo_name:
                relay = replace(relay, helo_name=self.helo_name)
            relays.append(relay)
        # the section is frozen, and this is still its making
        object.__setattr__(self, "relays", tuple(relays))
