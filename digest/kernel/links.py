"""Links: may a reader open an address, and does it follow the reader."""

from __future__ import annotations

import re
from enum import StrEnum
from urllib.parse import parse_qsl, urljoin, urlsplit

from digest.urls import MAX_ADDRESS, is_tracking_parameter, untracked_url

WEB_SCHEMES = ("http", "https")
HTTP_PORT, HTTPS_PORT = 80, 443

# Marks that end or break a link in HTML, in plain text or in a message header.
_ENCODED = {ord(mark): f"%{ord(mark):02X}" for mark in " \"'<>\\`{|}^"}

INVISIBLE_MARKS = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Blanks without width, and marks of direction and byte order: copied links and names have some."""

_WEB_ADDRESS = re.compile(r"https?://[^/]", re.IGNORECASE)


class LinkFault(StrEnum):
    """The fault that keeps a reader from opening an address."""

    UNREADABLE = "cannot be read as an address"
    NOT_HTTP = "does not begin with https:// or http://"
    NO_HOST = "names no host"
    ONE_LABEL_HOST = "names a host that only its own network knows"
    SECRET = "holds a user name or a password"  # noqa: S105 (a message, no secret)
    BAD_CHARACTER = "holds a character that no address has"
    TOO_LONG = "is longer than 2,000 characters"


def link_fault(address: str) -> LinkFault | None:
    """Return the first fault of an address, or None when a reader may open it.

    >>> link_fault("https://example.org/news/1") is None
    True
    >>> link_fault("javascript:alert(1)")
    <LinkFault.NOT_HTTP: 'does not begin with https:// or http://'>
    """
    # first, so that no pattern sees an endless text
    if len(address) > MAX_ADDRESS:
        return LinkFault.TOO_LONG
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 (raises ValueError for a port that is no number)
    except ValueError:
        return LinkFault.UNREADABLE
    if parts.scheme not in WEB_SCHEMES:
        return LinkFault.NOT_HTTP
    if not parts.hostname:
        return LinkFault.NO_HOST
    # a mail program would show the password to everybody
    if parts.username or parts.password:
        return LinkFault.SECRET
    if not address.isprintable() or address.translate(_ENCODED) != address:
        return LinkFault.BAD_CHARACTER
    # an IPv6 address has colons instead of dots
    if "." not in parts.hostname and ":" not in parts.hostname:
        return LinkFault.ONE_LABEL_HOST
    return None


def reader_link(link: str, base: str = "") -> str:
    """Return the web address that a link on the page `base` leads to; "" for none to open.

    Spaces, quotation marks and other marks that break a link are percent-encoded.

    >>> reader_link("/a b", "https://example.org/news")
    'https://example.org/a%20b'
    >>> reader_link("https://user:secret@example.org/")
    ''
    """
    # encoded before joining, because joining keeps blanks
    link = link.strip().translate(_ENCODED)
    if not link:
        return ""
    address = link
    # a whole address needs no base, and joining would rewrite it
    if not _WEB_ADDRESS.match(link):
        try:
            address = urljoin(base, link)
        except ValueError:
            return ""
    if link_fault(address) is not None:
        return ""
    return address


def feed_key(address: str) -> str:
    """Return a key that is equal for two addresses of one feed.

    It is stricter than the key of a page: a parameter like `source=sport` tells feeds apart, and so
    do all but those that only follow people.

    >>> feed_key("http://www.example.org/rss.php?source=sport&utm_source=x")
    '//example.org/rss.php?source=sport'
    """
    try:
        parts = urlsplit(untracked_url(address.strip()))
        port = parts.port
    except ValueError:
        return address.strip()
    host = (parts.hostname or "").removeprefix("www.")
    if port is not None and port not in (HTTP_PORT, HTTPS_PORT):
        host += f":{port}"
    # the order of parameters tells no feeds apart
    query = "&".join(sorted(part for part in parts.query.split("&") if part))
    key = f"//{host}{parts.path.rstrip('/')}"
    return f"{key}?{query}" if query else key


def tracking_parameters(address: str) -> tuple[str, ...]:
    """Return the names of the query parameters that only follow the reader, in order.

    >>> tracking_parameters("https://example.org/a?id=3&utm_source=mail")
    ('utm_source',)
    """
    query = address.partition("#")[0].partition("?")[2]
    names = []
    for name, _ in parse_qsl(query, keep_blank_values=True):
        if is_tracking_parameter(name):
            names.append(name)
    return tuple(names)
