"""Addresses in the YAML files: web, mail, hosts and networks. Each says how to write it."""

from __future__ import annotations

import ipaddress
from typing import Annotated
from urllib.parse import urlsplit

from digest.config.value_types import mistake, pattern_value, shown, text_value
from digest.errors import UseError
from digest.kernel.links import LinkFault, link_fault
from digest.kernel.mail_addresses import normal_address

# 63 characters at most, without a hyphen at either end (RFC 1035, 1123)
LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
HOST = rf"{LABEL}(\.{LABEL})*"
# a last label that begins with a digit would be the number of a host
DOMAIN = rf"({LABEL}\.)+[A-Za-z]([A-Za-z0-9-]{{0,61}}[A-Za-z0-9])"
IPV6 = "[0-9a-fA-F:]*:[0-9a-fA-F:.]+"
LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")
"""Hosts that are this machine: mail to them needs no encryption."""


def read_url(text: str) -> str:
    """Return the http(s) address as it stands; raise the mistake that is in it.

    >>> read_url("https://cedar.example/world.xml")
    'https://cedar.example/world.xml'
    """
    fault = link_fault(text)
    # a feed may stand on the operator's own network, where a host has a name of one word
    if fault is None or fault is LinkFault.ONE_LABEL_HOST:
        return text
    if fault is LinkFault.SECRET:
        raise mistake(f"this address {fault}", "secrets never stand in YAML: take it out")
    if fault is LinkFault.TOO_LONG:
        raise mistake(f"{shown(text)} is not a web address", f"it {fault}")
    if fault is LinkFault.NOT_HTTP:
        raise mistake(f"{shown(text)} is not a web address", "start it with https:// or http://")
    raise mistake(
        f"{shown(text)} is not a web address", "write it like https://example.org/feed.xml"
    )


def holds_password(url: str) -> bool:
    """Say whether an address of any scheme holds a password.

    >>> holds_password("imaps://desk:word@mail.example.org/INBOX")
    True
    """
    try:
        return urlsplit(url).password is not None
    except ValueError:
        return False


def is_this_machine(host: str) -> bool:
    """Say whether a host is the machine that asks, by its name or by its number.

    >>> is_this_machine("127.0.0.2"), is_this_machine("news.example.org")
    (True, False)
    """
    if host in LOCAL_HOSTS or host.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    # a connection to 0.0.0.0 reaches this machine, too
    return address.is_loopback or address.is_unspecified


def _read_https(text: str) -> str:
    if urlsplit(read_url(text)).scheme != "https":
        raise mistake(
            f"{shown(text)} is not https", "mail programs show pictures only over https://"
        )
    return text


def _read_public_url(text: str) -> str:
    parts = urlsplit(read_url(text))
    # a newsroom on this machine alone may do without TLS while it is tried out
    if parts.scheme != "https" and parts.hostname not in LOCAL_HOSTS:
        raise mistake(
            f"{shown(text)} is not https", "one-click unsubscribe (RFC 8058) needs https://"
        )
    if parts.query or parts.fragment:
        raise mistake(
            f"{shown(text)} ends in a query", "write only the start, like https://news.example.org"
        )
    # paths are joined to this address, and each begins with a slash
    return text.rstrip("/")


def read_email(text: str) -> str:
    """Return the address in its written form; raise the mistake that is in it.

    An address of the newsroom keeps to ASCII before the @: every mail server then takes its mail.
    """
    try:
        address = normal_address(text)
    except UseError:
        raise mistake(
            f"{shown(text)} is not a mail address", "write it like desk@example.org"
        ) from None
    # SMTPUTF8 is rare, and a bounce to such a sender would be lost
    if not address.isascii():
        raise mistake(
            f"{shown(text)} is not a mail address that every server takes",
            "write the part before the @ in plain letters",
        )
    return address


def _read_network(text: str) -> str:
    try:
        return str(ipaddress.ip_network(text))
    except ValueError:
        raise mistake(f"{shown(text)} is not a network", _network_advice(text)) from None


def _network_advice(text: str) -> str:
    try:
        return f"did you mean {ipaddress.ip_interface(text).network}?"
    except ValueError:
        return "write it like 10.0.0.0/8 or 127.0.0.1"


Url = Annotated[
    str,
    *text_value(
        read_url,
        wants="a web address",
        advice="start it with https:// or http://",
        pattern="^https?://[^\\s]+$",
    ),
]
HttpsUrl = Annotated[
    str,
    *text_value(
        _read_https,
        wants="a secure web address",
        advice="start it with https://",
        pattern="^https://[^\\s]+$",
    ),
]
PublicUrl = Annotated[
    str,
    *text_value(
        _read_public_url,
        wants="a web address",
        advice="write it like https://news.example.org",
        pattern="^https?://",
    ),
]
Email = Annotated[
    str,
    *text_value(
        read_email,
        wants="a mail address",
        advice="write it like desk@example.org",
        pattern="^[^@\\s]+@[^@\\s]+$",
    ),
]
Domain = Annotated[
    str, *pattern_value(DOMAIN, wants="a domain", advice="write it like news.example.org")
]
Host = Annotated[
    str,
    *pattern_value(rf"({HOST}|{IPV6})", wants="a host", advice="write it like smtp.example.org"),
]
Network = Annotated[
    str,
    *text_value(
        _read_network, wants="a network", advice="write it like 10.0.0.0/8", example="10.0.0.0/8"
    ),
]
