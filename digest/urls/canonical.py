"""The key of an address: rounds of small steps until no step changes it."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

from digest.urls.carriers import carried_address, carrier_of
from digest.urls.hosts import plain_host
from digest.urls.paths import plain_path
from digest.urls.platforms import PLATFORMS, on_platform
from digest.urls.queries import plain_query
from digest.urls.story_numbers import story_number

MAX_ROUNDS = 12
"""Each round removes a wrapper, a twin or an extension. Recorded addresses settle in two rounds."""

SCHEME_LETTERS = 12
"""A scheme ends within this many characters; "://" further back belongs to a parameter."""

ORDINARY_PORTS = (None, 80, 443)
"""Ports that an address need not name."""

# Invisible characters: controls, the soft hyphen, zero-width marks and marks of direction.
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

# A key of plain letters is settled after one round …
_SETTLED = re.compile(r"^https://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[a-zA-Z0-9_-]+)*/?$")

# … unless its path holds something that a further round may remove.
_UNSETTLED = re.compile(r"amp|lite|index|default", re.IGNORECASE)


def canonical_url(url: str) -> str:
    """Return a key that is equal for two addresses of one page.

    The key is https, without twin hosts, trackers, AMP forms and fragments. It serves to compare
    and not to fetch: where a path ends in the publisher's own story number, the key is host and
    number. Text that is no http address comes back without white space around it. Never raises;
    the key of a key is the key itself.

    >>> canonical_url("http://www.example.org/a/?utm_source=mail#top")
    'https://example.org/a'
    """
    key = _INVISIBLE.sub("", url).strip()
    for _ in range(MAX_ROUNDS):
        before = key
        key, settled = _one_round(key)
        if settled or key == before:
            break
    return key


def _one_round(url: str) -> tuple[str, bool]:
    """Return the key after one round, and True when a further round would change nothing."""
    parts = _split(url)
    if parts is None:
        return url, True
    hostname = parts.hostname or ""
    carried = carried_address(parts, hostname)
    if carried and carried != url:
        return carried, False
    host, was_amp = plain_host(hostname)
    path = plain_path(parts.path, host, was_amp=was_amp)
    query = plain_query(parts.query)
    if host in PLATFORMS:
        host, path, query = on_platform(host, path, query)
    else:
        number = story_number(path)
        if number:
            path = f"/{number}"
    key = f"https://{_with_port(host, parts.port)}{path}"
    if query:
        key += f"?{query}"
    # "#!" addresses a page of a site that is one script; other fragments are places on a page
    if parts.fragment.startswith("!"):
        key += f"#{parts.fragment}"
    return key, _is_settled(key, path, host)


def _split(url: str) -> SplitResult | None:
    """Take an http address apart; None for any other text."""
    if url.startswith("//") and "://" not in url[:SCHEME_LETTERS]:
        url = f"https:{url}"
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises ValueError for a port that is no number
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    return parts


def _with_port(host: str, port: int | None) -> str:
    if ":" in host:
        host = f"[{host}]"  # RFC 3986 section 3.2.2: an IPv6 address stands in brackets
    if port in ORDINARY_PORTS:
        return host
    return f"{host}:{port}"


def _is_settled(key: str, path: str, host: str) -> bool:
    if _SETTLED.match(key) is None or _UNSETTLED.search(path):
        return False
    return not carrier_of(host)
