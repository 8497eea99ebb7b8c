"""What stands around a story's sentences: links to know more, the picture, and the line of *Also today*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from digest.models import Article, Field, KnowMore, Passage, PastStory, Picture, Story
from digest.write.candidates import fold_space, headline_passage
from digest.write.cleaning import usable_picture
from digest.write.headlines import headline_span
from digest.write.shortening import shorten
from digest.write.similarity import ANY_NEWS, content_words, overlap

_SAME = 0.7  # share of common content words from which a headline repeats another
_RELATED = 0.25
_LINE = 25  # words of one line


def know_more(
    story: Story, related: Sequence[Story], *, cited: Set[str], most: int
) -> tuple[KnowMore, ...]:
    """The thread's past, related stories of this issue, then what other publishers of this story add."""
    ours = _title(story)
    akin = [other.lead for other in related if other.id != story.id and _akin(ours, _title(other))]
    past = [_past_link(story.past)] if story.past and story.past.headline else []
    links = [
        _link(article, line)
        for article in (*akin, *_untold(story, cited))
        if (line := headline_line(article))
    ]
    return tuple((past + links)[:most])


def _untold(story: Story, cited: Set[str]) -> Iterator[Article]:
    """The story's articles that no sentence came from, each with a headline unlike those before."""
    shown = [_title(story)]
    for article in story.articles:
        words = content_words(article.title, article.language or "en")
        if article.id not in {story.lead.id, *cited} and all(
            overlap(words, other) < _SAME for other in shown
        ):
            shown.append(words)
            yield article


def _akin(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """True when two headlines share enough, and two words that do not stand in any news of the region."""
    return overlap(ours, theirs) >= _RELATED and len((ours & theirs) - ANY_NEWS) >= 2


def _title(story: Story) -> frozenset[str]:
    return content_words(story.lead.title, story.lead.language or "en")


def headline_line(article: Article) -> Passage | None:
    """The headline in one line of at most 25 words, shown cut where it is longer; None where no cut keeps its sense."""
    return shorten(headline_passage(article), article.title, most_words=_LINE)


def _link(article: Article, line: Passage) -> KnowMore:
    return KnowMore(
        passage=line, url=article.url, outlet=article.publisher, published=article.published
    )


def _past_link(past: PastStory) -> KnowMore:
    start, end = headline_span(past.headline)
    passage = Passage(
        text=fold_space(past.headline[start:end]),
        article_id=next(iter(past.article_ids), ""),
        field=Field.TITLE,
        start=start,
        end=end,
    )
    return KnowMore(passage=passage, url=past.url, outlet="", published=past.published, past=True)


def story_picture(story: Story) -> Picture | None:
    """The lead article's picture; if it has none, that of another article of the story."""
    return next(
        (picture for article in story.articles if (picture := usable_picture(article.picture))),
        None,
    )


def also_passage(story: Story) -> Passage:
    """One line of a story: the first of its headlines that makes one, its lead's as published where none does."""
    lines = (
        headline_line(article)
        for article in story.articles
        if article.language == story.lead.language
    )
    return next((line for line in lines if line), headline_passage(story.lead))
