"""Citations: what a reader needs to know of each article that an issue cites, lists or links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from digest.models import AlsoItem, Article, Citation, Item, KnowMore, Selection
from digest.write.item_passages import passages


def citations_of(
    items: Sequence[Item],
    also: Sequence[AlsoItem],
    selection: Selection,
    earlier: Sequence[Article],
) -> tuple[Citation, ...]:
    """Say of every article that the issue cites, lists or links what a reader needs to know."""
    known = {article.id: article for article in earlier}
    stories = (*selection.stories, *selection.also)
    # a link may lead to a story that the issue had no room for
    for story in (*stories, *selection.missed):
        for article in (*story.articles, *story.comments):
            known[article.id] = article
    # a dict keeps the order in which readers meet the articles
    wanted: dict[str, None] = {}
    for item in items:
        wanted.update(dict.fromkeys(item.article_ids))
        wanted.update(dict.fromkeys(passage.article_id for passage in passages(item)))
        wanted.update(dict.fromkeys(_linked(item.know_more)))
    wanted.update(dict.fromkeys(line.passage.article_id for line in also))
    wanted.update(dict.fromkeys(story.lead.id for story in stories))
    citations = []
    for article_id in wanted:
        # an earlier issue's article may be linked and no longer be stored
        if article_id in known:
            citations.append(_citation(known[article_id]))
    return tuple(citations)


def _linked(links: Iterable[KnowMore]) -> Iterator[str]:
    return (link.passage.article_id for link in links)


def _citation(article: Article) -> Citation:
    return Citation(
        article_id=article.id,
        url=article.url,
        title=article.title,
        outlet=article.publisher,
        published=article.published,
        language=article.language or "en",
        state_run=article.state_run,
    )
