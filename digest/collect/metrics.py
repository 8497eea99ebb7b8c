"""Counters of collecting in the Prometheus registry of the process."""

from __future__ import annotations

from prometheus_client import Counter

ARTICLES = Counter("digest_articles_total", "Articles stored by this process", ["outcome"])


def count_articles(*, new: int, changed: int) -> None:
    """Add the articles of one source to the counters."""
    ARTICLES.labels(outcome="new").inc(new)
    ARTICLES.labels(outcome="changed").inc(changed)
