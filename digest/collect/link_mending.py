"""Links as feeds write them → web addresses: wraps, spaces and broken schemes are mended."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from digest.kernel.links import INVISIBLE_MARKS, reader_link

MAX_RAW_CHARS = 4_000
"""A longer link leads nowhere, also without its white space."""

_ESCAPED_AMPERSAND = re.compile(r"&(?:amp|#0{0,3}38|#x26);", re.IGNORECASE)
_QUOTES = "\"'“”‘’"
_WRAP = re.compile(r"[ \t]*+[\r\n]\s*+")
_BROKEN_SCHEME = re.compile(r"(h{0,2}t{1,3}ps?)(?:: ?|;|\.|%3A)?/{1,3}:?(?=[\w\[])", re.IGNORECASE)
_DOUBLE_SCHEME = re.compile(r"https?:/{0,2}(?=https?:?//?[^/])", re.IGNORECASE)
_FOREIGN_PREFIX = re.compile(r"(?:feed|view-source|url|link)\s?:\s?(?=https?:)", re.IGNORECASE)
_FEED_SCHEME = re.compile(r"feed:(?=//)", re.IGNORECASE)
_IN_A_TAG = re.compile(r"<a\s[^<>]{0,300}?href\s?=\s?[\"']([^\"'<>]{1,2000})[\"']", re.IGNORECASE)
_AFTER_SCHEME = re.compile(r"^(https?:)/{0,3} *+", re.IGNORECASE)
_HOST_FIRST = re.compile(r"([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4})(?=[:/?#]|$)", re.IGNORECASE)


def mended_link(raw: str, base: str = "") -> str:
    """Return the address that a link of a feed means; "" when it means none.

    >>> mended_link("http//example.org/news/3", "https://example.org/")
    'http://example.org/news/3'
    >>> mended_link("www.example.org/news/1", "https://example.org/feed")
    'https://www.example.org/news/1'
    """
    # before any pattern looks at the text
    if len(raw) > MAX_RAW_CHARS:
        return ""
    # a link that a feed broke over two lines is one word; a blank inside it is a character
    link = _WRAP.sub("", INVISIBLE_MARKS.sub("", raw).strip().strip(_QUOTES))
    # a place on the page of the feed is no page of its own
    if link.startswith("#"):
        return ""
    # escaped once more than the markup around it
    link = _ESCAPED_AMPERSAND.sub("&", link)
    # a whole link of HTML in the place of its address
    tag = _IN_A_TAG.match(link)
    if tag:
        link = tag[1].strip()
    # browsers take a backslash for a slash, and JSON writes one before each slash
    link = link.replace("\\/", "/").replace("\\", "/")
    link = _FEED_SCHEME.sub("https:", _FOREIGN_PREFIX.sub("", link))
    # software that prefixes `http://` does so to whole addresses, too
    link = _DOUBLE_SCHEME.sub("", link, count=1)
    # a sound scheme matches as well and is written anew
    scheme = _BROKEN_SCHEME.match(link)
    if scheme:
        secure = "s" if scheme[1].lower().endswith("s") else ""
        link = f"http{secure}://{link[scheme.end() :]}"
    else:
        link = _AFTER_SCHEME.sub(r"\1//", link)
    if _begins_with_host(link, base):
        link = f"https://{link}"
    return reader_link(link, base)


def _begins_with_host(link: str, base: str) -> bool:
    """Tell whether a link without scheme begins with a host: `www.` or the host of its own page."""
    host = _HOST_FIRST.match(link)
    if host is None:
        return False
    name = host[1].lower()
    # no folder of a site begins with `www.`
    if name.startswith("www."):
        return True
    try:
        own = (urlsplit(base).hostname or "").removeprefix("www.")
    except ValueError:
        return False
    return bool(own) and (name == own or name.endswith(f".{own}"))
