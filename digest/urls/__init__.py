"""Addresses of pages: one key for every address of one page.

Twins of a host, trackers, redirects, AMP forms and mirrors of one page share one key. Pure.
"""

from __future__ import annotations

import re

from digest.urls.canonical import canonical_url
from digest.urls.queries import is_tracking_parameter

__all__ = [
    "MAX_ADDRESS",
    "canonical_url",
    "is_tracking_parameter",
    "names_a_story",
    "untracked_url",
]

MAX_ADDRESS = 2_000
"""Characters. Some mail programs and browsers open no longer address."""

SLUG_HYPHENS = 3
"""A last part with this many hyphens is a slug of words: one article, and no section."""

_LONG_NUMBER = re.compile(r"\d{5}")


def untracked_url(url: str) -> str:
    """Return the same address without the parameters that only follow the reader.

    The result is fit for fetching and for readers: nothing else of the address changes.

    >>> untracked_url("https://example.org/a?id=3&utm_source=mail#top")
    'https://example.org/a?id=3#top'
    """
    address, mark, fragment = url.partition("#")
    path, _, query = address.partition("?")
    kept = []
    for part in query.split("&"):
        if not is_tracking_parameter(part.partition("=")[0]):
            kept.append(part)
    if any(kept):
        path += "?" + "&".join(kept)
    return path + mark + fragment


def names_a_story(url: str) -> bool:
    """Return True when the last part of a path names one article and no section.

    A slug of several words or a long number names an article.

    >>> names_a_story("https://example.org/news/port-reopens-after-blast")
    True
    >>> names_a_story("https://example.org/news")
    False
    """
    address = url.partition("#")[0].partition("?")[0]
    path = address.partition("://")[2].rstrip("/").partition("/")[2]
    last = path.rpartition("/")[2]
    return last.count("-") >= SLUG_HYPHENS or _LONG_NUMBER.search(last) is not None
