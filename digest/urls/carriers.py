"""Carriers: addresses that only hold another address, such as redirects, caches and archives."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, unquote

HOSTS_REMEMBERED = 4096
"""A round of collecting meets a few hundred hosts; each is judged once."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """The paths under which a host carries an address, and the parameters that may hold it."""

    paths: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()


CARRIERS = {
    "google": Carrier(("/url", "/news/url", "/amp/s/", "/amp/"), ("url", "q")),
    "bing.com": Carrier(("/news/apiclick.aspx", "/ck/a"), ("url",)),
    "facebook.com": Carrier(("/l.php",), ("u",)),
    "l.instagram.com": Carrier(("/",), ("u",)),
    "youtube.com": Carrier(("/redirect",), ("q",)),
    "reddit.com": Carrier(("/media",), ("url",)),
    "out.reddit.com": Carrier(("/",), ("url",)),
    "t.umblr.com": Carrier(("/redirect",), ("z",)),
    "t.me": Carrier(("/iv",), ("url",)),
    "vk.com": Carrier(("/away.php",), ("to",)),
    "disq.us": Carrier(("/",), ("url",)),
    "getpocket.com": Carrier(("/redirect",), ("url",)),
    "slack-redir.net": Carrier(("/link",), ("url",)),
    "safelinks.protection.outlook.com": Carrier(("/",), ("url",)),
    "linkedin.com": Carrier(("/redir/redirect",), ("url",)),
    # these carry the address in their path and not in a parameter
    "yahoo.com": Carrier(),
    "web.archive.org": Carrier(),
    "cdn.ampproject.org": Carrier(),
    "bing-amp.com": Carrier(),
}
"""Carriers by their host. "google" stands for every national host of Google."""

AMP_CACHES = frozenset({"google", "bing.com", "bing-amp.com", "cdn.ampproject.org"})
"""Hosts that serve AMP copies under the address of the publisher."""

_GOOGLE = re.compile(r"(?:^|\.)google\.(?:com?(?:\.[a-z]{2})?|[a-z]{2})$")

# "/c/s/example.org/story": the letter names the kind of copy, "s" says https
_AMP_CACHE_PATH = re.compile(r"^/(?:amp|[acvri])(/s)?/(?=[^/]+\.)(.+)$")

# "/web/20200805120000/https://example.org/story"
_ARCHIVED = re.compile(r"^/web/\d{1,14}(?:[a-z]{2}_)?/(https?:/.+)$")

# Yahoo's redirects: "/…/*https://example.org/story"
_STARRED = re.compile(r"/\*(https?://?.+)$")

_GOOGLE_NEWS = re.compile(r"^/(?:rss/)?(?:__i/rss/rd/)?(?:articles|read)/(CBM[\w-]{20,2000})$")
_PACKED_ADDRESS = re.compile(rb"https?://[\x21-\x7e]{4,1500}")
_WEB_ADDRESS = re.compile(r"https?://[^/\s]+\.")


@lru_cache(maxsize=HOSTS_REMEMBERED)
def carrier_of(host: str) -> str:
    """Return the name under which `CARRIERS` lists a host or one of its parents; "" for others."""
    if _GOOGLE.search(host):
        return "google"
    labels = host.split(".")
    for at in range(len(labels)):
        name = ".".join(labels[at:])
        if name in CARRIERS:
            return name
    return ""


def carried_address(parts: SplitResult, hostname: str) -> str:
    """Return the address inside a redirect, an archive's copy or an AMP cache; "" for none."""
    name = carrier_of(hostname)
    if not name:
        return ""
    query = ""
    if parts.query:
        query = f"?{parts.query}"
    # a cache is asked first: Google's search redirects and its cache share a host
    if name in AMP_CACHES:
        cached = _AMP_CACHE_PATH.match(parts.path)
        if cached:
            return f"https://{cached[2]}{query}"
    if name == "web.archive.org":
        return _archived(parts.path, query)
    if name == "yahoo.com":
        return _behind_star(parts.path)
    if name == "google":
        packed = _GOOGLE_NEWS.match(parts.path)
        if packed:
            return _unpacked(packed[1]) or f"https://news.google.com/articles/{packed[1]}"
    return _in_parameter(CARRIERS[name], parts)


def _archived(path: str, query: str) -> str:
    archived = _ARCHIVED.match(path)
    if archived is None:
        return ""
    return archived[1] + query


def _behind_star(path: str) -> str:
    starred = _STARRED.search(path)
    if starred is None:
        return ""
    return _absolute(unquote(starred[1]))


def _in_parameter(carrier: Carrier, parts: SplitResult) -> str:
    if not carrier.paths or not parts.path.startswith(carrier.paths):
        return ""
    values = dict(parse_qsl(parts.query))
    for parameter in carrier.parameters:
        address = _absolute(values.get(parameter, ""))
        if address:
            return address
    return ""


def _unpacked(name: str) -> str:
    """Return the publisher's address from the name that Google News gives an article; "" for none.

    Until 2024 the name was a packed record with the address in clear. Newer records hold a key
    that only Google's servers turn into an address, so they stay as they are.
    """
    try:
        record = urlsafe_b64decode(name + "=" * (-len(name) % 4))
    except ValueError:
        return ""
    address = _PACKED_ADDRESS.search(record)
    if address is None:
        return ""
    return address[0].decode("ascii")


def _absolute(url: str) -> str:
    """Return the address when it is one of the web, and "" otherwise."""
    if _WEB_ADDRESS.match(url):
        return url
    return ""
