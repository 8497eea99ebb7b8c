"""Pictures of articles: each card below the lead gets that of its own article, if it has one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from digest.models import Item, Picture, Story
from digest.write.cleaning import usable_picture


def with_pictures(items: Iterable[Item], stories: Sequence[Story]) -> Iterator[Item]:
    """Give each item without a picture that of the article which its headline leads to.

    The mail decides which cards show theirs. A picture leads to the article of the headline, so
    that of another outlet would lead astray.
    """
    pictures = _by_article(stories)
    for item in items:
        if item.picture is None:
            item = replace(item, picture=pictures.get(item.headline.article_id))
        yield item


def _by_article(stories: Iterable[Story]) -> dict[str, Picture]:
    pictures = {}
    for story in stories:
        for article in story.articles:
            picture = usable_picture(article.picture)
            if picture:
                pictures[article.id] = picture
    return pictures
