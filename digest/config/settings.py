"""Config: what the operator's YAML files say, checked and frozen. Secrets are resolved from environment or files."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel

from digest.config.shipped import shipped_config
from digest.models import Alias, HeaderPolicy, Newsletter, Pins, Publication, Source, Topic


class Tls(StrEnum):
    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """One relay. `kind` says how mail is handed over; `options` holds the keys of that kind.

    `password` is filled from `<password_env>`, `<password_env>_FILE`; it never prints.
    """

    name: str
    host: str = ""
    port: int = 587
    tls: Tls = Tls.STARTTLS
    username: str = ""
    password: str = field(default="", repr=False)
    password_env: str = ""
    auth: str = "plain"
    ca_file: str = ""
    connections: int = 4
    messages_per_connection: int = 200
    per_minute: float | None = None
    weight: int = 1
    timeout_s: float = 30.0
    kind: str = "smtp"
    options: BaseModel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderLimit:
    """Shaping of one mailbox provider (`google`, `microsoft`, …, or `default`)."""

    provider: str
    connections: int | None = None
    per_minute: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectSettings:
    """Manners and limits of the collector."""

    user_agent: str = "digest-newsroom/0.1 (+{public_url})"
    timeout_s: float = 20.0
    connect_timeout_s: float = 10.0
    workers: int = 16
    per_host: int = 2
    host_gap_s: float = 0.5
    max_crawl_delay_s: float = 30.0
    max_feed_bytes: int = 8_000_000
    max_page_bytes: int = 4_000_000
    max_entries: int = 500
    max_redirects: int = 5
    max_pages: int = 200
    allow_networks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DkimKey:
    """One signature: `key_file` is the absolute path of a PEM private key, RSA or Ed25519."""

    domain: str
    selector: str
    key_file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BounceSettings:
    """Where mail comes back to, as `open_return_channel` takes it ("": nowhere), and how many soft bounces close an address."""

    mailbox: str = ""
    password: str = field(default="", repr=False)
    ca_file: str = ""
    every_s: float = 300.0
    soft_limit: float = 5.0
    soft_half_life_s: float = 30 * 86400.0
    options: BaseModel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverSettings:
    """How hard sending tries. `uncertain` is `hold` or `resend`."""

    relays: tuple[Relay, ...] = ()
    providers: tuple[ProviderLimit, ...] = ()
    max_attempts: int = 8
    first_retry_s: float = 300.0
    give_up_after_h: float = 24.0
    uncertain: str = "hold"
    lease_s: float = 120.0
    batch: int = 100
    dkim_keys: tuple[DkimKey, ...] = ()
    headers: HeaderPolicy = HeaderPolicy()
    bounces: BounceSettings = BounceSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarms:
    """Whom to call when an issue is late: a webhook, a command, a heartbeat address. Never the relay itself."""

    webhook_url: str = ""
    command: tuple[str, ...] = ()
    heartbeat_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """digest.yaml. `token_key` signs readers' links; it is made and kept in the storage folder when not set."""

    publication: Publication
    timezone: str = "UTC"
    storage_url: str = "sqlite:///var/digest.db"
    token_key: str = field(default="", repr=False)
    collect: CollectSettings = CollectSettings()
    deliver: DeliverSettings = DeliverSettings()
    alarms: Alarms = Alarms()
    keep_articles_days: int = 90
    templates_dir: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
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
        """Where a theme is looked for: the newsroom's own first, then those of its templates, then the shipped ones."""
        own = (self.folder / "themes",)
        parts = (self.settings.templates_dir / "themes",) if self.settings.templates_dir else ()
        return (*own, *parts, shipped_config() / "themes")
