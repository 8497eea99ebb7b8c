"""digest.yaml: who publishes, where things are kept, relays and limits; and the whole Config.

Each section of the file is one frozen model: its fields are the settings that code reads, their
aliases the keys that operators write.
"""

from __future__ import annotations

from dataclasses import dataclass as plain_dataclass
from datetime import time
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo
from pydantic.dataclasses import dataclass

from digest.config.address_types import Domain, Email, Network, PublicUrl, Url, holds_password
from digest.config.api_settings import ApiSettings
from digest.config.delivery_settings import (
    BounceSettings,
    DeliverSettings,
    DkimKey,
    ProviderLimit,
    Relay,
    Tls,
)
from digest.config.membership_settings import Membership
from digest.config.quantities import DAY_S, duration, size
from digest.config.reader_settings import FirstMail, ReaderSettings, WelcomeKeys
from digest.config.secret_types import FolderPath, Secret, TokenKey
from digest.config.section import YAML_KEYS, ReadBy, YamlSection, noun_fields
from digest.config.shipped import shipped_config
from digest.config.time_types import ClockTime, ZoneName
from digest.config.value_types import Flag, Language, Line, Prose, Whole, mistake
from digest.config.webhook_settings import Webhook
from digest.config.websub_settings import WebSubSettings
from digest.models import Alias, Newsletter, Pins, Publication, Source, Topic

__all__ = [
    "AlarmSettings",
    "ApiSettings",
    "BounceSettings",
    "CollectSettings",
    "Config",
    "DeliverSettings",
    "DkimKey",
    "FirstMail",
    "ProviderLimit",
    "ReaderSettings",
    "Relay",
    "Settings",
    "SourceWatchSettings",
    "Storage",
    "Tls",
    "Tokens",
    "WelcomeKeys",
]

# a trial runs on one file; a newsroom of several machines needs a server
DATABASES = ("sqlite", "postgresql", "postgresql+psycopg")


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class PublicationKeys(YamlSection):
    """The publisher: the identity that mail law and readers ask for."""

    name: Line
    """The name in the mail and on the pages."""
    public_url: PublicUrl
    """The address at which readers reach `digest serve`; https."""
    from_address: Email
    """The From of every mail."""
    from_name: Line = ""
    """The name before the From address; default: name."""
    reply_to: Email = ""
    """The address for answers; default: from_address."""
    postal_address: Prose = ""
    """Mail law demands it; it stands in the footer. Under the example's no mail is sent."""
    # a domain of its own keeps the standing of the From domain apart from bounces
    bounce_domain: Domain = ""
    """The domain of envelope senders (VERP); default: that of from_address."""
    list_domain: Domain = ""
    """The domain of List-Id and Message-ID; default: that of from_address."""
    help_url: Url = ""
    """The page of List-Help; default: the public site."""


def _publication(keys: PublicationKeys) -> Publication:
    """Fill in what the other keys say."""
    domain = keys.from_address.rpartition("@")[2]
    values = noun_fields(keys, Publication)
    # an empty key means the usual case, so most files have three keys
    values["from_name"] = keys.from_name or keys.name
    values["bounce_domain"] = keys.bounce_domain or domain
    values["list_domain"] = keys.list_domain or domain
    return Publication(**values)


def _check_database(url: str, info: ValidationInfo) -> str:
    # only the scheme is judged here: the rest is the driver's, which says more about it
    scheme, separator, _ = url.partition("://")
    if info.context is None:
        return url
    if scheme not in DATABASES or not separator:
        raise mistake(
            f"the newsroom cannot keep things in {scheme}", "use sqlite:/// or postgresql://"
        )
    # behind two slashes stands a host, which a file has not
    if scheme == "sqlite" and not url.startswith("sqlite:///"):
        path = url.removeprefix("sqlite://")
        raise mistake(f'"{url}" names no file', f"write three slashes: sqlite:///{path}")
    return url


def _check_no_password(url: str, info: ValidationInfo) -> str:
    if info.context is not None and holds_password(url):
        raise mistake(
            "this address holds a password",
            "name an environment variable: url_env: DATABASE_URL",
        )
    return url


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class Storage(YamlSection):
    """The place of articles, issues and readers."""

    url: Annotated[Line, AfterValidator(_check_database), AfterValidator(_check_no_password)] = (
        Field(default="sqlite:///var/digest.db", repr=False)
    )
    """sqlite:///PATH or postgresql+psycopg://user@host/name; url_env is for a password."""
    url_in_env: Annotated[Secret, AfterValidator(_check_database), Field(alias="url_env")] = Field(
        default="", repr=False
    )
    """Instead of url: the environment variable that holds the whole address."""
    # longer than a story runs: an earlier report is cited in *Why it matters*
    keep_articles_days: Annotated[
        int, Field(alias="keep_articles"), duration("1d", kept_in=DAY_S)
    ] = 90
    """Older articles that no issue cites are forgotten."""
    keep_drafts_days: Annotated[int, Field(alias="keep_drafts"), duration("7d", kept_in=DAY_S)] = 60
    """Older drafts that were never approved are deleted, and old claims of slots and alarms."""
    keep_reasons_days: Annotated[
        int, Field(alias="keep_reasons"), duration("60d", kept_in=DAY_S)
    ] = 180
    """After this time the reasons for the choice of an issue's stories are deleted."""
    keep_deliveries_days: Annotated[
        int, Field(alias="keep_deliveries"), duration("60d", kept_in=DAY_S)
    ] = 400
    """After this time an issue's ledger rows leave their balance alone; bounces go, too."""
    keep_pictures_days: Annotated[
        int, Field(alias="keep_pictures"), duration("60d", kept_in=DAY_S)
    ] = 1100
    """After this time the pictures of an issue are deleted; its text stays in the archive."""

    def __post_init__(self) -> None:
        """Take the address from the environment, where the file names a variable."""
        # a frozen model is completed while it is made, never later
        if self.url_in_env:
            object.__setattr__(self, "url", self.url_in_env)


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class Tokens(YamlSection):
    """The key of readers' links."""

    key: Annotated[TokenKey, Field(alias="key_env")] = Field(default="", repr=False)
    """The environment variable of the key that signs readers' links, 32 characters or more;
    default: one is made and kept in the database."""


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class CollectSettings(YamlSection):
    """Manners and limits of the collector."""

    user_agent: Line = "digest-newsroom/0.1 (+{public_url})"
    """The name by which the collector introduces itself."""
    # one slow outlet must not hold the round: all others wait for its worker
    timeout_s: Annotated[float, Field(alias="timeout"), duration("1ms", "10m")] = 20.0
    """The longest wait for one whole answer."""
    connect_timeout_s: Annotated[float, Field(alias="connect_timeout"), duration("1ms", "10m")] = (
        10.0
    )
    """The longest wait for a connection."""
    workers: Annotated[Whole, Field(ge=1, le=256)] = 16
    """Sources asked at once."""
    # browsers open six at most; a guest takes fewer
    per_host: Annotated[Whole, Field(ge=1, le=16)] = 2
    """Connections to one host at once."""
    host_gap_s: Annotated[float, Field(alias="host_gap"), duration("0s", "1m")] = 0.5
    """The time between two requests to one host."""
    # a host that wants minutes between pages would hold the whole round
    max_crawl_delay_s: Annotated[float, Field(alias="max_crawl_delay"), duration("0s", "2m")] = 30.0
    """The longest delay of robots.txt that is kept; a host that asks for more is not read."""
    max_feed_bytes: Annotated[int, Field(alias="max_feed_size"), size("1KB", "1GB")] = 8_000_000
    """The largest feed, counted after decompression."""
    max_page_bytes: Annotated[int, Field(alias="max_page_size"), size("1KB", "1GB")] = 4_000_000
    """The largest page, counted after decompression."""
    # a feed that lists its whole archive would fill the first issue with old news
    max_entries: Annotated[Whole, Field(ge=1, le=100_000)] = 500
    """Entries of one feed; the newest are kept."""
    # browsers give up at twenty; outlets need two or three
    max_redirects: Annotated[Whole, Field(ge=0, le=20)] = 5
    """Redirects followed for one address."""
    max_pages: Annotated[Whole, Field(ge=0, le=100_000)] = 200
    """Article pages read for full text in one round."""
    allow_networks: tuple[Network, ...] = ()
    """Private networks that the collector may reach."""
    secure_links: Flag = True
    """true: http links of articles become https where their host answers there."""

    def __post_init__(self) -> None:
        """Bound the wait for a connection by the wait for the whole answer."""
        # a longer wait could never end before the whole answer is given up
        if self.connect_timeout_s > self.timeout_s:
            object.__setattr__(self, "connect_timeout_s", self.timeout_s)


def _check_hidden_address(url: str, info: ValidationInfo) -> str:
    """Refuse a secret that is no web address; the message never shows the secret."""
    if info.context is not None and not url.lower().startswith(("https://", "http://")):
        raise mistake(
            "this variable holds no web address", "set it to one that starts with https://"
        )
    return url


HiddenAddress = Annotated[Secret, AfterValidator(_check_hidden_address)]
"""A web address that is a secret: the file names the environment variable that holds it."""


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class SourceWatchSettings(YamlSection):
    """The watch of cited pages after an issue went out."""

    enabled: bool = True
    """Cited pages are read again after an issue went out, and changes raise notices."""
    lasts_s: Annotated[float, Field(alias="lasts"), duration("1h", "60d")] = 72 * 3600.0
    """The time for which an issue's pages are watched, from its approval."""
    every_s: Annotated[float, Field(alias="every"), duration("15m", "7d")] = 3 * 3600.0
    """The time between two readings of one page."""
    headlines: bool = False
    """Changed headlines raise notices, too; outlets change them often."""


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class AlarmSettings(YamlSection):
    """The calls when an issue is late or a cited page changed; never by the relay itself."""

    webhook_url: Url = Field(default="", repr=False)
    """This address gets a POST when an issue is late or a cited page changed."""
    webhook_url_in_env: Annotated[HiddenAddress, Field(alias="webhook_url_env")] = Field(
        default="", repr=False
    )
    """Instead of webhook_url, when the address is a secret."""
    command: tuple[Line, ...] = ()
    """A program and its arguments, run when an issue is late or a cited page changed."""
    heartbeat_url: Url = Field(default="", repr=False)
    """This address is called after each good run."""
    heartbeat_url_in_env: Annotated[HiddenAddress, Field(alias="heartbeat_url_env")] = Field(
        default="", repr=False
    )
    """Instead of heartbeat_url, when the address is a secret."""

    def __post_init__(self) -> None:
        """Take addresses from the environment, where the file names a variable."""
        # the variable wins: an address in the file may be an old example
        if self.webhook_url_in_env:
            object.__setattr__(self, "webhook_url", self.webhook_url_in_env)
        if self.heartbeat_url_in_env:
            object.__setattr__(self, "heartbeat_url", self.heartbeat_url_in_env)


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class WeeklyReport(YamlSection):
    """A mail to operators with the figures of the week; it names no reader."""

    to: tuple[Email, ...] = ()
    """The addresses that get it; without one there is no report."""
    day: Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"] = "mon"
    """The weekday of the report."""
    # before the working day, behind the issues of the morning
    at: ClockTime = time(8)
    """The time of day, in the time zone of digest.yaml."""


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class Settings(YamlSection):
    """digest.yaml: who publishes, where things are kept, relays and limits."""

    publication: Annotated[Publication, ReadBy(PublicationKeys, _publication, Publication)]
    """The publisher: the identity that mail law and readers ask for."""
    timezone: ZoneName = "UTC"
    """The time zone of newsletters that name none; an IANA name."""
    language: Language = "en"
    """The language of newsletters that name none."""
    templates_dir: Annotated[FolderPath | None, Field(alias="templates")] = None
    """The folder of your own email parts; default: the shipped parts."""
    storage: Storage = Field(default_factory=Storage)
    """The place of articles, issues and readers."""
    tokens: Tokens = Field(default_factory=Tokens)
    """The key of readers' links."""
    collect: CollectSettings = Field(default_factory=CollectSettings)
    """Manners and limits of the collector."""
    deliver: DeliverSettings = Field(default_factory=DeliverSettings)
    """Relays, shaping, retries and signatures."""
    readers: ReaderSettings = Field(default_factory=ReaderSettings)
    """How readers join by themselves, and how long things are kept."""
    api: ApiSettings = Field(default_factory=ApiSettings)
    """The way in for other programs; off until it is switched on."""
    websub: WebSubSettings = Field(default_factory=WebSubSettings)
    """The hub that tells readers of feeds of news at once."""
    webhooks: tuple[Webhook, ...] = ()
    """Programs that are told facts by signed posts."""
    memberships: tuple[Membership, ...] = ()
    """Programs that say by signed posts who is a member."""
    weekly_report: WeeklyReport = Field(default_factory=WeeklyReport)
    """A mail to operators with the figures of the week."""
    alarms: AlarmSettings = Field(default_factory=AlarmSettings)
    """The calls when an issue is late or a cited page changed; never by the relay itself."""
    source_watch: SourceWatchSettings = Field(default_factory=SourceWatchSettings)
    """The watch of cited pages after an issue went out."""

    @property
    def storage_url(self) -> str:
        """The address of the database."""
        return self.storage.url

    @property
    def token_key(self) -> str:
        """The key that signs readers' links; "": the key in the database is used."""
        return self.tokens.key

    @property
    def keep_articles_days(self) -> int:
        """Articles that no issue cites are forgotten after this time."""
        return self.storage.keep_articles_days


@plain_dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The whole newsroom. `folder` is where the files were read from."""

    folder: Path
    settings: Settings
    sources: tuple[Source, ...] = ()
    aliases: tuple[Alias, ...] = ()
    topics: tuple[Topic, ...] = ()
    newsletters: tuple[Newsletter, ...] = ()
    pins: Pins = Pins()

    @property
    def theme_folders(self) -> tuple[Path, ...]:
        """The folders of themes: the newsroom's own, that of its templates, the shipped one."""
        # the operator's own look wins over a shipped one of the same name
        folders = [self.folder / "themes"]
        if self.settings.templates_dir:
            folders.append(self.settings.templates_dir / "themes")
        folders.append(shipped_config() / "themes")
        return tuple(folders)
