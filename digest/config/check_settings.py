"""Contradictions between the keys of digest.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from digest.config.address_types import LOCAL_HOSTS, is_this_machine
from digest.config.documents import Document, KeyPath
from digest.config.labels_files import has_words, unknown_language
from digest.config.segment_settings import check_segments
from digest.config.settings import Relay, Settings, Tls
from digest.config.websub_settings import HUB_NAME
from digest.errors import Problem

SQLITE = "sqlite:///"
TLS_PORT = 465
"""The port of relays that speak TLS from their first byte (RFC 8314)."""


def check_settings(settings: Settings, document: Document, folder: Path) -> Iterator[Problem]:
    """Yield each contradiction that digest.yaml holds."""
    if not has_words(settings.language, folder):
        yield unknown_language(settings.language, document)
    yield from _check_public_url(settings, document)
    readers = settings.readers
    yield from check_segments(readers.segments, readers.attributes, document)
    names: set[str] = set()
    for number, relay in enumerate(settings.deliver.relays):
        path = ("deliver", "relays", number)
        if relay.name in names:
            yield document.problem(
                (*path, "name"),
                f'two relays are called "{relay.name}"',
                "the ledger tells them apart by name: rename one",
            )
        # the first of two relays keeps the name, so the second is the one reported
        names.add(relay.name)
        yield from _check_relay(relay, path, document)
    yield from _check_events(settings, document)
    yield from _check_webhooks(settings, document)
    yield from _check_memberships(settings, document)
    yield from _check_websub(settings, document)


def in_folder(settings: Settings, folder: Path) -> Settings:
    """Return the settings with the path of an SQLite database made absolute.

    The path is relative to the newsroom's folder: a command finds one database wherever it runs.
    """
    start, separator, path = settings.storage.url.partition(SQLITE)
    if start or not separator or not path or path.startswith((":memory:", "file:")):
        return settings
    url = f"{SQLITE}{(folder / Path(path).expanduser()).absolute()}"
    return replace(settings, storage=replace(settings.storage, url=url))


def _check_public_url(settings: Settings, document: Document) -> Iterator[Problem]:
    """Refuse a public address on this machine once mails leave this machine."""
    host = urlsplit(settings.publication.public_url).hostname or ""
    leaving = [relay for relay in settings.deliver.relays if relay.host not in ("", *LOCAL_HOSTS)]
    if is_this_machine(host) and leaving:
        yield document.problem(
            ("publication", "public_url"),
            f"{host} is this machine: no reader could open the links of a mail",
            f"write the public address, or take out the relay {leaving[0].name}",
        )


def _check_events(settings: Settings, document: Document) -> Iterator[Problem]:
    """Refuse two providers of one kind: they share an address, and one proof alone is asked."""
    kinds: set[str] = set()
    for number, source in enumerate(settings.deliver.events):
        if source.kind in kinds:
            yield document.problem(
                ("deliver", "events", number, "kind"),
                f"two providers of the kind {source.kind}",
                f"both would post to /returns/{source.kind}: keep one",
            )
        kinds.add(source.kind)


def _check_webhooks(settings: Settings, document: Document) -> Iterator[Problem]:
    # the hub of the feeds is told facts as webhooks are, by its own name
    names = {HUB_NAME}
    for number, webhook in enumerate(settings.webhooks):
        path = ("webhooks", number)
        if webhook.name in names:
            yield document.problem(
                (*path, "name"),
                f'two webhooks are called "{webhook.name}"',
                "their messages are told apart by name: rename one",
            )
        names.add(webhook.name)
        # facts about readers cross no open network in the clear
        if urlsplit(webhook.url).scheme != "https" and not webhook.allow_networks:
            yield document.problem(
                (*path, "url"),
                "the address of a webhook is not https",
                "start it with https://, or name its network: allow_networks: [10.0.0.0/8]",
            )


def _check_memberships(settings: Settings, document: Document) -> Iterator[Problem]:
    names: set[str] = set()
    for number, membership in enumerate(settings.memberships):
        if membership.name in names:
            yield document.problem(
                ("memberships", number, "name"),
                f'two memberships are called "{membership.name}"',
                f"both would post to /members/{membership.name}: rename one",
            )
        names.add(membership.name)


def _check_websub(settings: Settings, document: Document) -> Iterator[Problem]:
    hub = settings.websub
    if hub.hub and urlsplit(hub.hub).scheme != "https" and not hub.allow_networks:
        yield document.problem(
            ("websub", "hub"),
            "the address of the hub is not https",
            "start it with https://, or name its network: allow_networks: [10.0.0.0/8]",
        )


def _check_relay(relay: Relay, path: KeyPath, document: Document) -> Iterator[Problem]:
    has_password = document.has((*path, "password_env"))
    if document.whole(path) and has_password and not relay.username:
        yield document.problem(
            (*path, "password_env"), "a password without a username", "add username:", key=True
        )
    if document.whole(path) and relay.username and not has_password:
        yield document.problem(
            (*path, "username"),
            "a username without a password",
            "add password_env: SMTP_PASSWORD",
            key=True,
        )
    # a relay on this machine is reached over no network that could be listened to
    if relay.tls is Tls.NONE and has_password and relay.host not in LOCAL_HOSTS:
        yield document.problem(
            (*path, "tls"), "tls: none would send the password in the clear", "use starttls or tls"
        )
    if relay.port == TLS_PORT and relay.tls is Tls.STARTTLS:
        yield document.problem(
            (*path, "port"), "port 465 speaks TLS from its first byte", "set tls: tls"
        )
