"""COLLECT: sources → articles.

Takes the memory of each source, and returns articles and the new memory. Each name below is loaded
when it is first asked for: a command that collects nothing loads no HTTP client and no parser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.lazy_imports import lazy_names

if TYPE_CHECKING:
    from digest.collect.collector import harvest
    from digest.collect.feed import parse_feed
    from digest.collect.feed_entries import FeedEntry, ParsedFeed
    from digest.collect.guarded_connections import Deadline, guarded_transport
    from digest.collect.harvests import Harvest, HarvestOutcome
    from digest.collect.host_turns import HostMemory
    from digest.collect.http import HttpFetcher
    from digest.collect.network_addresses import parse_networks
    from digest.collect.page import ArticlePage, read_page
    from digest.collect.source_health import Health, HealthStatus, health
    from digest.collect.source_kinds import SOURCE_KINDS
    from digest.collect.watched_pages import PageVisit, VisitOutcome, visit_pages

__all__ = [
    "SOURCE_KINDS",
    "ArticlePage",
    "Deadline",
    "FeedEntry",
    "Harvest",
    "HarvestOutcome",
    "Health",
    "HealthStatus",
    "HostMemory",
    "HttpFetcher",
    "PageVisit",
    "ParsedFeed",
    "VisitOutcome",
    "guarded_transport",
    "harvest",
    "health",
    "parse_feed",
    "parse_networks",
    "read_page",
    "visit_pages",
]

__getattr__ = lazy_names(
    __name__,
    {
        "source_kinds": ["SOURCE_KINDS"],
        "page": ["ArticlePage", "read_page"],
        "feed_entries": ["FeedEntry", "ParsedFeed"],
        "guarded_connections": ["Deadline", "guarded_transport"],
        "network_addresses": ["parse_networks"],
        "harvests": ["Harvest", "HarvestOutcome"],
        "source_health": ["Health", "HealthStatus", "health"],
        "host_turns": ["HostMemory"],
        "http": ["HttpFetcher"],
        "collector": ["harvest"],
        "feed": ["parse_feed"],
        "watched_pages": ["PageVisit", "VisitOutcome", "visit_pages"],
    },
)
