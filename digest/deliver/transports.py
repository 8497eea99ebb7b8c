"""The kinds of relay. To add one, write a Transport in a file of its own and add one line here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from digest.deliver.maildir import MaildirOptions, maildir_transport
from digest.kernel.registry import Kind, Registry
from digest.protocols import Transport

if TYPE_CHECKING:
    from digest.config import Relay

MakeTransport = Callable[["Relay"], Transport]
"""Builds the Transport of one connection to a relay; it connects when the first message comes."""


def _smtp_transport(relay: Relay) -> Transport:
    # imported here: every command that reads the configuration asks for the names of the kinds
    from digest.deliver.smtp import SmtpTransport

    return SmtpTransport(relay)


TRANSPORTS: Registry[MakeTransport] = Registry(
    "relay",
    [
        Kind(name="smtp", make=_smtp_transport),
        Kind(name="maildir", make=maildir_transport, options=MaildirOptions),
    ],
)


def open_transport(relay: Relay) -> Transport:
    """Return a Transport of the relay's kind. Raise UseError when the kind is unknown.

    >>> from digest.config import Relay
    >>> type(open_transport(Relay(name="main", host="127.0.0.1"))).__name__
    'SmtpTransport'
    """
    return TRANSPORTS[relay.kind].make(relay)
