"""Contradictions between the keys of digest.yaml."""

from __future__ import annotations

from collections.abc import Iterator

from digest.config.address_types import LOCAL_HOSTS
from digest.config.documents import Document, KeyPath
from digest.config.settings import Relay, Settings, Tls
from digest.errors import Problem

TLS_PORT = 465
"""The port of relays that speak TLS from their first byte (RFC 8314)."""


def check_settings(settings: Settings, document: Document) -> Iterator[Problem]:
    """Yield each contradiction that digest.yaml holds."""
    names: set[str] = set()
    for number, relay in enumerate(settings.deliver.relays):
        path = ("deliver", "relays", number)
        if relay.name in names:
            yield document.problem(
                (*path, "name"),
                f'two relays are called "{relay.name}"',
                "the ledger tells them apart by name: rename one",
            )
        names.add(relay.name)
        yield from _check_relay(relay, path, document)


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
    if relay.tls is Tls.NONE and has_password and relay.host not in LOCAL_HOSTS:
        yield document.problem(
            (*path, "tls"), "tls: none would send the password in the clear", "use starttls or tls"
        )
    if relay.port == TLS_PORT and relay.tls is Tls.STARTTLS:
        yield document.problem(
            (*path, "port"), "port 465 speaks TLS from its first byte", "set tls: tls"
        )
