"""What stands around a story's sentences: links to know more, the picture, and the line of *Also today*."""

from __future__ import annotations

from collections.abc import Sequence, Set

from digest.models import Article, Field, KnowMore, Passage, Picture, Story
from digest.write.cleaning import usable_picture
from digest.write.likeness import ANY_NEWS, content_words, overlap
from digest.write.quarry import fold_space, headline_passage
from digest.write.shortening import shorten

_SAME = 0.7  # share of common content words from which a headline repeats another
_RELATED = 0.25


def know_more(story: Story, related: Sequence[Story], *, cited: Set[str], most: int) -> tuple[KnowMore, ...]:
    """The thread's past, related stories of this issue, then what other publishers of this story add."""
    links = []
    if story.past and story.past.headline:
        links.append(_past_link(story))
    ours = _title(story)
    links += [_link(other.lead) for other in related if other.id != story.id and _akin(ours, _title(other))]
    shown = [ours]
    for article in story.articles:
        words = content_words(article.title, article.language or "en")
        if article.id not in {story.lead.id, *cited} and all(overlap(words, other) < _SAME for other in shown):
            links.append(_link(article))
            shown.append(words)
    return tuple(links[:most])


def _akin(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """True when two headlines share enough, and two words that do not stand in any news of the region."""
    return overlap(ours, theirs) >= _RELATED and len((ours & theirs) - ANY_NEWS) >= 2


def _title(story: Story) -> frozenset[str]:
    return content_words(story.lead.title, story.lead.language or "en")


def _link(article: Article) -> KnowMore:
    return KnowMore(
        passage=headline_passage(article), url=article.url, outlet=article.publisher, published=article.published
    )


def _past_link(story: Story) -> KnowMore:
    past = story.past
    assert past is not None  # noqa: S101
    headline = fold_space(past.headline)
    passage = Passage(
        text=headline,
        article_id=next(iter(past.article_ids), ""),
        field=Field.TITLE,
        start=0,
        end=len(past.headline),
    )
    return KnowMore(passage=passage, url=past.url, outlet="", published=past.published, past=True)


def story_picture(story: Story) -> Picture | None:
    """The lead article's picture; if it has none, that of another article of the story."""
    return next((picture for article in story.articles if (picture := usable_picture(article.picture))), None)


def also_passage(story: Story, *, most_words: int = 25) -> Passage:
    """One line of a story: its headline, shown cut where it is longer than `most_words` and can be."""
    headline = headline_passage(story.lead)
    return shorten(headline, story.lead.title, most_words=most_words) or headline
