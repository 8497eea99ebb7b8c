"""digest.yaml → Settings: defaults filled in, secrets and paths resolved, contradictions named."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from digest.config import schema
from digest.config.file_context import Desk
from digest.config.settings import (
    Alarms,
    BounceSettings,
    CollectSettings,
    DeliverSettings,
    DkimKey,
    ProviderLimit,
    Relay,
    Settings,
    Tls,
)
from digest.config.value_types import LOCAL_HOSTS
from digest.config.yaml_marks import Path as Keys
from digest.models import HeaderPolicy, Publication

SHORTEST_KEY = 32
DATABASES = ("sqlite", "postgresql", "postgresql+psycopg")


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
            ("storage", key),
            f"the newsroom cannot keep things in {scheme}",
            "use sqlite:/// or postgresql://",
        )
    elif shape.url and _holds_password(shape.url):
        desk.complain(
            ("storage", "url"),
            "this address holds a password",
            "name an environment variable: url_env: DATABASE_URL",
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
        max_crawl_delay_s=shape.max_crawl_delay,
        max_feed_bytes=round(shape.max_feed_size),
        max_page_bytes=round(shape.max_page_size),
        max_entries=shape.max_entries,
        max_redirects=shape.max_redirects,
        max_pages=shape.max_pages,
        allow_networks=shape.allow_networks,
    )


def _deliver(shape: schema.DeliverShape, desk: Desk) -> DeliverSettings:
    keys = tuple(
        _dkim_key(key, ("deliver", "dkim", number), desk) for number, key in enumerate(shape.dkim)
    )
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
        relays=tuple(
            _relay(relay, ("deliver", "relays", number), desk)
            for number, relay in enumerate(shape.relays)
        ),
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
        headers=_headers(shape.headers),
        bounces=_bounces(shape.bounces, desk),
    )


def _dkim_key(shape: schema.DkimShape, path: Keys, desk: Desk) -> DkimKey:
    return DkimKey(
        domain=shape.domain,
        selector=shape.selector,
        key_file=desk.file((*path, "key_file"), shape.key_file),
    )


def _headers(shape: schema.HeadersShape) -> HeaderPolicy:
    return HeaderPolicy(**shape.model_dump(exclude_none=True))


def _bounces(shape: schema.BouncesShape, desk: Desk) -> BounceSettings:
    path = ("deliver", "bounces")
    mailbox = shape.mailbox or ""
    scheme, _, rest = mailbox.partition(":")
    if scheme in ("maildir", "mbox"):
        mailbox = f"{scheme}:{desk.folder / Path(rest).expanduser()}"
    elif scheme == "imaps":
        if _holds_password(mailbox):
            advice = "name an environment variable: password_env: BOUNCES_PASSWORD"
            desk.complain((*path, "mailbox"), "this address holds a password", advice)
    elif mailbox and scheme not in desk.kinds.return_channels:
        advice = "use maildir:PATH, mbox:PATH or imaps://user@host/FOLDER"
        desk.complain((*path, "mailbox"), "no such kind of mailbox", advice)
    return BounceSettings(
        mailbox=mailbox,
        password=desk.secret((*path, "password_env"), shape.password_env),
        ca_file=desk.file((*path, "ca_file"), shape.ca_file),
        every_s=shape.every,
        soft_limit=shape.soft_limit,
        soft_half_life_s=shape.soft_half_life,
        options=shape.options,
    )


def _relay(shape: schema.RelayShape, path: Keys, desk: Desk) -> Relay:
    local = shape.host in LOCAL_HOSTS
    whole = desk.document.whole(path)
    if whole and shape.password_env and not shape.username:
        desk.complain(
            (*path, "password_env"), "a password without a username", "add username:", key=True
        )
    if whole and shape.username and not shape.password_env:
        desk.complain(
            (*path, "username"),
            "a username without a password",
            "add password_env: SMTP_PASSWORD",
            key=True,
        )
    if shape.tls == "none" and shape.password_env and not local:
        desk.complain(
            (*path, "tls"), "tls: none would send the password in the clear", "use starttls or tls"
        )
    if shape.port == 465 and shape.tls == "starttls":
        desk.complain((*path, "port"), "port 465 speaks TLS from its first byte", "set tls: tls")
    return Relay(
        name=shape.name,
        host=shape.host or "",
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
        kind=shape.kind,
        options=shape.options,
    )


def _alarms(shape: schema.AlarmsShape, desk: Desk) -> Alarms:
    return Alarms(
        webhook_url=desk.either(
            ("alarms",), "webhook_url", shape.webhook_url, shape.webhook_url_env
        ),
        command=shape.command,
        heartbeat_url=desk.either(
            ("alarms",), "heartbeat_url", shape.heartbeat_url, shape.heartbeat_url_env
        ),
    )


def _templates_dir(name: str | None, desk: Desk) -> Path | None:
    if name is None:
        return None
    found = desk.folder / Path(name).expanduser()
    if not found.is_dir():
        desk.complain(
            ("templates",),
            f"there is no folder {found}",
            "make it, or delete the key to use the shipped parts",
        )
    return found
