"""Further reports of the event of a card: a card of one sentence may quote one."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from digest.models import Article, Item, Story
from digest.write.candidates import headline_passage
from digest.write.item_passages import passages
from digest.write.similarity import ANY_NEWS, content_words, number_words

MOST_FURTHER = 4
"""Reports that the writer is given for one card: the first one or two of use are taken."""

ONE_NEWS = timedelta(hours=36)
"""Time before the lead article from which on a report counts as news of the same event."""

RARE_TOGETHER = 2.0
"""Weight of the words that a title shares with a card, from which both tell one event. A word that
stands in one title alone weighs 1, one that all have 0, by the logarithm of their number."""

RARE_IN_HAPPENING, COMMON_IN_HAPPENING = 2.4, 1.2
"""The same of the title and opening of a report of the same happening, and how much of the weight
is of words that are no names: a happening has many sides."""

OPENING_CHARS = 300
"""Characters of a text that open it, where it has no summary."""

SHARE_OF_TITLE = 0.3
"""Share of the weight of a title that the card must tell: a long title shares words by chance."""

OF_PICTURES = content_words("video videos footage photo photos pictures images shows show watch")
"""Words that stand in any note on pictures and tie no two events."""

FEWEST_TITLES = 50
"""Titles below which it cannot be told how rare a word is."""

LEAST_LOWER = 3
"""Words with a small letter from which a text writes its names alone with capitals."""


@dataclass(frozen=True, slots=True)
class CountedReports:
    """The reports of some days, and how many of their titles have each word."""

    articles: tuple[Article, ...]
    times: Counter[str]

    def weight(self, word: str) -> float:
        """Return 1 for a word of one title alone, and less the more titles have it."""
        times = max(1, self.times[word])
        return math.log(len(self.articles) / times) / math.log(len(self.articles))


def count_titles(articles: Iterable[Article]) -> CountedReports:
    """Put articles in a fixed order, the newest first, and count the words of their titles.

    >>> count_titles([]).articles
    ()
    """
    ordered = sorted(articles, key=lambda article: article.id)
    ordered.sort(key=lambda article: article.published, reverse=True)
    times: Counter[str] = Counter()
    for article in ordered:
        times.update(_title_words(article))
    return CountedReports(articles=tuple(ordered), times=times)


def further_reports_for(
    story: Story,
    item: Item,
    reports: CountedReports,
    *,
    held: Collection[str],
    theme: frozenset[str] = frozenset(),
) -> list[Article]:
    """Return the reports on the event of a card that no card or line holds, the surest first.

    `held` are the ids of articles that stand in the issue already. Words of `theme`, which the
    whole issue has, tie no title to a card.
    """
    # of a few titles it cannot be told how rare a word is
    if len(reports.articles) < FEWEST_TITLES:
        return []
    of_the_happening = {match.article_id for match in story.matches}
    card = _words_of(item, story.lead.language or "en")
    tied = []
    for article in reports.articles:
        if article.id in held or article.language != story.lead.language:
            continue
        if article.published < story.lead.published - ONE_NEWS:
            continue
        weight = card.tie_by_title(article, reports, theme)
        if article.id in of_the_happening:
            weight = max(weight, card.tie_by_opening(article, reports))
        if weight:
            tied.append((-weight, article.id, article))
    tied.sort(key=lambda entry: entry[:2])
    return [article for *_, article in tied[:MOST_FURTHER]]


@dataclass(frozen=True, slots=True)
class _CardWords:
    """The words of a card and, of these, its names."""

    content: frozenset[str]
    names: frozenset[str]
    code: str

    def tie_by_title(
        self, article: Article, reports: CountedReports, theme: frozenset[str]
    ) -> float:
        """Weigh the words of a title that the card has; 0 where they tie the two by chance."""
        title = _title_words(article) - theme
        names, common = self._shared(title, article.title)
        weight = _weigh(names | common, reports)
        enough = max(RARE_TOGETHER, SHARE_OF_TITLE * _weigh(title, reports))
        if not names or not common or weight < enough:
            return 0.0
        return weight

    def tie_by_opening(self, article: Article, reports: CountedReports) -> float:
        """Weigh the words of a title and the text below it that the card has, in the same way."""
        opening = article.lead or article.body[:OPENING_CHARS]
        words = content_words(opening, self.code) - ANY_NEWS - number_words(self.code)
        names, common = self._shared(_title_words(article) | words, f"{article.title}. {opening}")
        weight = _weigh(names | common, reports)
        if not names or weight < RARE_IN_HAPPENING:
            return 0.0
        if _weigh(common, reports) < COMMON_IN_HAPPENING:
            return 0.0
        return weight

    def _shared(self, words: frozenset[str], text: str) -> tuple[frozenset[str], frozenset[str]]:
        """Return the names that the card shares with words of a text, and the other words.

        Two events at one place share its names, and two of one kind the words of that kind.
        """
        shared = (words & self.content) - OF_PICTURES
        names = self.names | _names(text, self.code)
        return shared & names, shared - names


def _words_of(item: Item, code: str) -> _CardWords:
    texts = [item.headline.text, *(passage.text for passage in passages(item))]
    names = frozenset[str]()
    for text in texts:
        names |= _names(text, code)
    return _CardWords(content=content_words(" ".join(texts), code), names=names, code=code)


def _weigh(words: Iterable[str], reports: CountedReports) -> float:
    return math.fsum(map(reports.weight, words))


def _title_words(article: Article) -> frozenset[str]:
    code = article.language or "en"
    return content_words(headline_passage(article).text, code) - ANY_NEWS - number_words(code)


def _names(text: str, code: str) -> frozenset[str]:
    """Return the content words that a text writes with a capital within it.

    A title that writes each word so shows no names.
    """
    words: Sequence[str] = text.split()
    lower = [word for word in words if word[0].islower()]
    if len(lower) < LEAST_LOWER:
        return frozenset()
    capitals = [word for word in words[1:] if word[0].isupper()]
    return content_words(" ".join(capitals), code)
