"""COLLECT: sources → articles.

Takes the memory of each source, and returns articles and the new memory. Each name below is loaded
when it is first asked for: a command that collects nothing loads no HTTP client and no parser.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.collect.collector import harvest
    from digest.collect.feed import parse_feed
    from digest.collect.feed_entries import FeedEntry, ParsedFeed
    from digest.collect.harvests import Harvest, HarvestOutcome
    from digest.collect.http import HttpFetcher
    from digest.collect.page import ArticlePage, read_page
    from digest.collect.source_health import Health, HealthStatus, health
    from digest.collect.source_kinds import SOURCE_KINDS

__all__ = [
    "SOURCE_KINDS",
    "ArticlePage",
    "FeedEntry",
    "Harvest",
    "HarvestOutcome",
    "Health",
    "HealthStatus",
    "HttpFetcher",
    "ParsedFeed",
    "harvest",
    "health",
    "parse_feed",
    "read_page",
]

_MODULES = {
    "SOURCE_KINDS": "source_kinds",
    "ArticlePage": "page",
    "FeedEntry": "feed_entries",
    "Harvest": "harvests",
    "HarvestOutcome": "harvests",
    "Health": "source_health",
    "HealthStatus": "source_health",
    "HttpFetcher": "http",
    "ParsedFeed": "feed_entries",
    "harvest": "collector",
    "health": "source_health",
    "parse_feed": "feed",
    "read_page": "page",
}
"""The module of this room in which each name of the front door stands."""


def __getattr__(name: str) -> object:
    """Load a name of the front door from its module."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_MODULES[name]}"), name)
