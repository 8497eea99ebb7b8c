"""COLLECT: sources → articles. Takes what is remembered of each source and returns articles and what to remember."""

from digest.collect.collector import Harvest, HarvestOutcome, harvest
from digest.collect.feed import parse_feed
from digest.collect.feed_entries import Entry, ParsedFeed
from digest.collect.http import HttpFetcher
from digest.collect.page import Page, read_page
from digest.collect.source_health import Health, HealthStatus, health

__all__ = [
    "Entry",
    "Harvest",
    "HarvestOutcome",
    "Health",
    "HealthStatus",
    "HttpFetcher",
    "Page",
    "ParsedFeed",
    "harvest",
    "health",
    "parse_feed",
    "read_page",
]
