"""The sentences of a briefing in reading order, and the articles that they cite. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from digest.models import Briefing, Item, Passage


def passages(briefing: Briefing) -> Iterator[Passage]:
    """Yield every sentence of a briefing, in reading order."""
    yield from briefing.intro
    for item in briefing.items:
        yield item.headline
        yield from item_passages(item)
    for also in briefing.also:
        yield also.passage


def item_passages(item: Item) -> Iterator[Passage]:
    """Yield every sentence of one story below its headline, in reading order."""
    if item.dek:
        yield item.dek
    for paragraph in (item.lead, *item.what_happened, *item.why_it_matters):
        yield from paragraph
    for more in item.know_more:
        # the headline of an earlier issue leads to that issue, not to an article of this one
        if not more.past:
            yield more.passage


def story_article_ids(item: Item) -> tuple[str, ...]:
    """Return the articles that a story cites, in the order of their numbers.

    The numbers rise with the sentences: a headline bears none, so that its article comes last where
    no sentence cites it. Articles that *Know more* cites are left out, and so are those that no
    sentence cites.
    """
    only_know_more = set()
    for more in item.know_more:
        only_know_more.add(more.passage.article_id)
    # the headline leads to its article, so that this one is a source in any case
    only_know_more.discard(item.headline.article_id)
    ids: dict[str, None] = {}
    for passage in item_passages(item):
        if passage.article_id not in only_know_more:
            ids[passage.article_id] = None
    ids[item.headline.article_id] = None
    return tuple(ids)


def cited_article_ids(briefing: Briefing) -> Iterator[str]:
    """Yield the article of every citation, in reading order; one article may come several times."""
    for item in briefing.items:
        yield from story_article_ids(item)
        for more in item.know_more:
            yield more.passage.article_id
    for also in briefing.also:
        yield also.passage.article_id
