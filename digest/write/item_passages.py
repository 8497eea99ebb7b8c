"""The passages of a card in reading order, and how many sentences it has."""

from __future__ import annotations

from collections.abc import Iterator

from digest.models import Item, Passage


def passages(item: Item) -> Iterator[Passage]:
    """Every passage of an item in reading order, without its headline and links."""
    yield from (item.dek,) if item.dek else ()
    for paragraph in (item.lead, *item.what_happened, *item.why_it_matters):
        yield from paragraph


def count_sentences(item: Item) -> int:
    """Return the sentences of a card below its headline and dek.

    >>> from digest.models import Passage
    >>> count_sentences(Item(story_id="s", headline=Passage(text="Port opens", article_id="a")))
    0
    """
    paragraphs = (item.lead, *item.what_happened, *item.why_it_matters)
    return sum(map(len, paragraphs))
