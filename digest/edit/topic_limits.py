"""The limits of a topic: its best matches, young enough, and few of one publisher."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from digest.models import Article, Match, Topic


def within_limits(topic: Topic, pairs: list[tuple[Match, Article]], now: datetime) -> list[Match]:
    """Return the best matches first, cut to what the topic's limits let through."""
    limits = topic.limits
    # The limits come after the order, so that they cut the weakest.
    pairs.sort(key=lambda pair: (-pair[0].score, pair[0].article_id))
    if limits.max_age_h is not None:
        oldest = now - timedelta(hours=limits.max_age_h)
        young = []
        for pair in pairs:
            if pair[1].published >= oldest:
                young.append(pair)
        pairs = young
    if limits.per_publisher is not None:
        pairs = _first_per_publisher(pairs, limits.per_publisher)
    matches = []
    for match, _ in pairs[: limits.max_articles]:
        matches.append(match)
    return matches


def _first_per_publisher(
    pairs: list[tuple[Match, Article]], most: int
) -> list[tuple[Match, Article]]:
    seen: Counter[str] = Counter()
    kept = []
    for match, article in pairs:
        name = article.publisher.casefold()
        seen[name] += 1
        # Articles without a publisher are of no common publisher.
        if not name or seen[name] <= most:
            kept.append((match, article))
    return kept
