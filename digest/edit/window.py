"""Window: the articles that one issue may choose from, by the time the desk first saw them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from digest.models import Article

LATE_H = 24.0
"""Hours before the window. An article that a feed showed late still counts as news when it was
published no earlier than this; an older one is a page that a feed lists again."""


def open_window(
    articles: Iterable[Article], *, look_back_h: float, now: datetime
) -> tuple[Article, ...]:
    """Keep the articles that were first seen in the last `look_back_h` hours, in their order.

    An article without a time of collecting counts as seen when it was published, and one whose
    text was changed counts once more. An article dated after `now` is left out.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 8, 13, 12, tzinfo=UTC)
    >>> late = Article(id="a", url="https://a.example/", title="Port opens",
    ...                published=noon - timedelta(hours=30), collected=noon - timedelta(hours=2))
    >>> [article.id for article in open_window([late], look_back_h=24, now=noon)]
    ['a']
    """
    opened = now - timedelta(hours=look_back_h)
    oldest = opened - timedelta(hours=LATE_H)
    window = []
    for article in articles:
        first_seen = article.collected or article.published
        # the moment of opening belongs to the issue before: its desk had that article already
        seen_in_time = opened < first_seen <= now
        # a page rewritten in place may hold a new toll; continuity says if it does
        edited_in_time = article.updated is not None and opened < article.updated <= now
        if (seen_in_time or edited_in_time) and oldest <= article.published <= now:
            window.append(article)
    return tuple(window)
