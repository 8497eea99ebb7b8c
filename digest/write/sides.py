"""Sides: other stories of an issue that a card of one sentence takes in, on its own event."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from digest.models import Item, Story
from digest.write.candidates import headline_passage, headline_words
from digest.write.item_passages import passages
from digest.write.related_links import is_side_of
from digest.write.similarity import ANY_NEWS, content_words, number_words

MOST_SIDES = 2
"""Stories that a card of one sentence takes in, as further sides of its event."""

THEME_SHARE, THEME_LEAST = 0.25, 3
"""A word that more titles of an issue have than this share, and than this number, is its theme."""

RARE_ENOUGH = 3.0
"""Weight of the words that two stories share from which they tell one event. A word that one story
alone has weighs 1, one that all have 0, by the logarithm of their number: of the pairs of stories
that weighed so much an editor gave each to one event or one happening, of all others a third not.
"""

OPENING_CHARS = 300
"""Characters of a body that open a story whose article has no summary."""


@dataclass(frozen=True, slots=True)
class IssueWords:
    """The words of all stories of one issue: those of its theme, and how rare each word is."""

    theme: frozenset[str]
    weights: Mapping[str, float]


def words_of_issue(stories: Sequence[Story]) -> IssueWords:
    """Count the words of the stories of an issue.

    >>> words_of_issue([]).theme
    frozenset()
    """
    times: Counter[str] = Counter()
    for story in stories:
        times.update(_opening_words(story))
    # of one story alone no pair can be made, and its logarithm is nought
    heaviest = math.log(max(2, len(stories)))
    weights = {}
    for word, number in times.items():
        weights[word] = math.log(len(stories) / number) / heaviest
    return IssueWords(theme=theme_words(stories), weights=weights)


def theme_words(stories: Sequence[Story]) -> frozenset[str]:
    """Return the words that so many titles of an issue have that they tell no event.

    >>> theme_words([])
    frozenset()
    """
    times: Counter[str] = Counter()
    for story in stories:
        times.update(headline_words(story.lead))
    most = max(THEME_LEAST, THEME_SHARE * len(stories))
    return frozenset(word for word, number in times.items() if number > most)


def sides_among(
    story: Story, item: Item, others: Iterable[Story], words: IssueWords
) -> list[Story]:
    """Return the stories that tell sides of a card's event, in the order in which they come.

    Their titles share telling words with the card, or their openings share many rare ones.
    """
    language = story.lead.language
    card_text = " ".join([item.headline.text, *(passage.text for passage in passages(item))])
    sides = []
    for other in others:
        if not other.articles or other.lead.language != language:
            continue
        is_side = is_side_of(other, card_text, language or "en", theme=words.theme)
        if is_side or _weight_in_common(story, other, words) >= RARE_ENOUGH:
            sides.append(other)
    return sides[:MOST_SIDES]


def _weight_in_common(story: Story, other: Story, words: IssueWords) -> float:
    shared = _opening_words(story) & _opening_words(other)
    return math.fsum(words.weights.get(word, 0.0) for word in shared)


def _opening_words(story: Story) -> frozenset[str]:
    lead = story.lead
    text = f"{headline_passage(lead).text} {lead.lead or lead.body[:OPENING_CHARS]}"
    code = lead.language or "en"
    return content_words(text, code) - ANY_NEWS - number_words(code)


def with_sides(story: Story, sides: Sequence[Story]) -> Story:
    """Return a story that has the reports of some others as well.

    >>> with_sides(Story(id="s", articles=(), publishers=2), []).publishers
    2
    """
    articles = list(story.articles)
    for side in sides:
        articles += side.articles
    families = {article.family or article.publisher for article in articles}
    return replace(story, articles=tuple(articles), publishers=max(story.publishers, len(families)))


def told_in(item: Item, sides: Iterable[Story]) -> Iterator[str]:
    """Yield the ids of the stories that a card has a sentence of."""
    cited = {passage.article_id for passage in passages(item)}
    for side in sides:
        if not cited.isdisjoint(article.id for article in side.articles):
            yield side.id
