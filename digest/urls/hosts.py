"""Hosts: one spelling for the hosts under which a publisher serves the same pages."""

from __future__ import annotations

import re
from functools import lru_cache

import idna

HOSTS_REMEMBERED = 4096
"""A round of collecting meets a few hundred hosts; each is judged once."""

TWIN_LABELS = frozenset({"www", "www1", "www2", "www3", "m", "mobile", "amp", "wap", "touch"})
"""First parts of hosts that serve the pages of the host behind them."""

TWIN_HOSTS = {
    "edition.cnn.com": "cnn.com",
    "us.cnn.com": "cnn.com",
    "bbc.co.uk": "bbc.com",
    "news.bbc.co.uk": "bbc.com",
    "x.com": "twitter.com",
    "feeds.feedburner.com": "feedproxy.google.com",
}
"""Hosts that serve the same pages as another host of their publisher."""

SHARED_SUFFIXES = frozenset({"co", "com", "org", "net", "gov", "edu", "ac", "or", "ne", "go"})
"""Second-level names under which a country lets everyone register, as in "co.uk"."""

CORE_LABELS = 2
"""The last two parts of a host are its own name: "m.com" is no mobile twin of "com"."""

COUNTRY_LETTERS = 2
"""ISO 3166-1 gives each country code two letters."""

_IP_ADDRESS = re.compile(r"^[\d.]+$|:")


@lru_cache(maxsize=HOSTS_REMEMBERED)
def plain_host(host: str) -> tuple[str, bool]:
    """Return the host without the labels of its twins, and True when it was an AMP twin.

    >>> plain_host("amp.example.org")
    ('example.org', True)
    """
    host = _ascii_host(host.lower().strip("."))
    if _IP_ADDRESS.search(host):
        return host, False
    labels = host.split(".")
    core = len(labels) - CORE_LABELS
    kept = []
    for at, label in enumerate(labels):
        if at >= core or label not in TWIN_LABELS:
            kept.append(label)
    # "m.co.uk" is a name of its own: take the label back that stood before a shared suffix
    if len(kept) == CORE_LABELS and kept[0] in SHARED_SUFFIXES and len(kept[1]) == COUNTRY_LETTERS:
        kept = labels[core - 1 :]
    plain = ".".join(kept)
    return TWIN_HOSTS.get(plain, plain), "amp" in labels[:core]


def _ascii_host(host: str) -> str:
    """Return the ASCII form of a host (IDNA 2008), or the host itself when it has none."""
    if host.isascii():
        return host
    try:
        return idna.encode(host, uts46=True).decode("ascii").lower()
    except UnicodeError:  # the errors of idna are of this class
        return host
