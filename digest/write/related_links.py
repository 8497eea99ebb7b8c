"""Links and pictures of a card: *Know more*, the picture, and the line of *In brief*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from datetime import datetime, timedelta

from digest.languages import base_code, is_known, language_of
from digest.models import Article, Field, KnowMore, Passage, PastStory, Picture, Story
from digest.text import tolls
from digest.text.headlines import headline_span
from digest.write.candidates import (
    fold_space,
    headline_passage,
    headline_words,
    quotables,
    text_of,
)
from digest.write.cleaning import usable_picture
from digest.write.shortening import shorten
from digest.write.signs import passing_news
from digest.write.similarity import (
    ANY_NEWS,
    NO_ACTORS,
    SETTLED,
    Tolls,
    content_words,
    in_conflict,
    number_words,
    overlap,
)

SAME = 0.7
"""Share of common content words from which a headline repeats another."""

RELATED = 0.25
"""Share of common content words from which two headlines may be akin."""

NEW_SHARE = 0.45
"""Share of its words that is new, asked of the line of another outlet's report of the event."""

TELLING = 2
"""Telling words that akin headlines must share: one name alone ties no two stories."""

SIDE_WORDS, SIDE_COMMON_WORDS = 3, 2
"""Telling words that a line shares with a card whose event it tells a side of, and how many of
them are no names."""

LINE_WORDS = 25
"""Words of one line: a link, or a headline under *In brief*."""

ON_ITS_NEWS = 0.25
"""Share of words that the fact of a link has in common with the title of its article."""

WORDS_OF_ITS_TITLE = 2
"""Words of meaning that the fact of a link shares with the title of its article, where it has so
many: one word may be of any other sentence."""

ONE_DAY = timedelta(hours=24)
"""Age from which a line on the state of its day tells nothing more."""

_CIRCUMSTANCES = re.compile(r"\s(?:amid|despite)\s.*", re.IGNORECASE)

FACT_IN = 4
"""The fact of a link is looked for in so many first sentences of its article."""


def know_more(
    story: Story,
    related: Sequence[Story],
    *,
    cited: Set[str],
    most: int,
    card_words: frozenset[str] = frozenset(),
    event_words: frozenset[str] = frozenset(),
    now: datetime | None = None,
) -> tuple[KnowMore, ...]:
    """Return links with one fact each: the thread's past, akin stories, then other outlets.

    Stories are akin when their headlines share actors or places. `cited` are ids of articles that
    the card quotes already, `card_words` the words of meaning that it says, and `event_words` those
    of its headline and opening, of which a link must name two actors or places. `now` is the moment
    of the issue.
    """
    links = []
    if story.past and story.past.headline:
        links.append(_past_link(story.past))
    # the past first: a reader of the last issue looks for it
    articles = []
    for neighbour in related:
        if is_akin(story, neighbour):
            articles.append(neighbour.lead)
    own = tuple(_uncited(story, cited))
    articles += own
    for article in articles:
        line = fact_line(article)
        if line is None or not _is_on_event(line, article, event_words):
            continue
        if now and _has_passed(line, article, now):
            continue
        # another outlet's line on the same event must tell more than the card, and no older toll
        if article in own and (
            _says_again(line, article, card_words) or _overtaken(line, article, story)
        ):
            continue
        links.append(_link(article, line))
    return tuple(links[:most])


def _is_on_event(line: Passage, article: Article, event_words: frozenset[str]) -> bool:
    """Tell whether a link names two actors or places of the event: a story holds other matters.

    Words behind "amid" tell the circumstances of a title and not its news.
    """
    if not event_words:
        return True
    language = article.language or "en"
    told = frozenset[str]()
    for text in (headline_passage(article).text, line.text):
        told |= content_words(_CIRCUMSTANCES.sub("", text), language)
    return len(told & event_words - NO_ACTORS) >= TELLING


def _has_passed(line: Passage, article: Article, now: datetime) -> bool:
    """Tell whether a line told the state of its day, and that day is over."""
    if now - article.published <= ONE_DAY:
        return False
    code = base_code(article.language)
    return is_known(code) and passing_news(code).search(line.text) is not None


def _says_again(line: Passage, article: Article, card_words: frozenset[str]) -> bool:
    words = content_words(line.text, article.language or "en")
    return len(words - card_words) < NEW_SHARE * len(words)


def _overtaken(line: Passage, article: Article, story: Story) -> bool:
    """Tell whether a line gives a lower toll than the headline of a card, from well before."""
    if story.lead.published - article.published <= SETTLED:
        return False
    ours, theirs = _tolls_of(headline_passage(story.lead), story.lead), _tolls_of(line, article)
    if not in_conflict(ours, theirs):
        return False
    return max(number for _, number in theirs) < max(number for _, number in ours)


def _tolls_of(passage: Passage, article: Article) -> Tolls:
    numbers = set()
    for toll in tolls(passage.text, article.language or "en"):
        if toll.number is not None:
            numbers.add((toll.kind, toll.number))
    return frozenset(numbers)


def is_akin(story: Story, neighbour: Story, *, theme: frozenset[str] = frozenset()) -> bool:
    """Tell whether two stories are of one thread, or share actors or places in their headlines.

    Words of `theme`, which the whole issue has, tie no two stories.
    """
    if neighbour.id == story.id:
        return False
    if story.thread_id and story.thread_id == neighbour.thread_id:
        return True
    ours, theirs = _title(story), _title(neighbour)
    shared = (ours & theirs) - ANY_NEWS - theme
    if overlap(ours, theirs) < RELATED or len(shared) < TELLING:
        return False
    return bool(_names(story) & _names(neighbour))


def is_side_of(
    line: Story, card_text: str, language: str, *, theme: frozenset[str] = frozenset()
) -> bool:
    """Tell whether a line of *In brief* is on the event that `card_text` tells.

    Three telling words in common are asked, two of which are no names: two events of one war share
    its names. Words of `theme`, which the whole issue has, tell no event, and number words do not.

    >>> is_side_of(Story(id="s", articles=()), "The port opens.", "en")
    False
    """
    if not line.articles:
        return False
    known = content_words(card_text, language) - ANY_NEWS - theme
    # the title alone: a sentence further down shares words by chance; and two events share numbers
    title = headline_passage(line.lead).text
    shared = (content_words(title, language) & known) - number_words(language)
    lower = " ".join(word for word in title.split() if not word[0].isupper())
    common = shared & content_words(lower, language)
    return len(shared) >= SIDE_WORDS and len(common) >= SIDE_COMMON_WORDS


def _names(story: Story) -> frozenset[str]:
    """Return the content words of a headline that are written as names.

    A script without case, and German with its nouns, gives all content words.
    """
    language = language_of(story.lead.language)
    words = headline_passage(story.lead).text.split()
    # in a headline in title case each word passes; the shared telling words then decide alone
    capitals = []
    for word in words:
        if word[0].isupper():
            capitals.append(word)
    if language.capital_nouns or not capitals:
        capitals = words
    return content_words(" ".join(capitals), language.code) - ANY_NEWS


def _uncited(story: Story, cited: Set[str]) -> Iterator[Article]:
    """Yield the story's articles that no sentence came from, each with a headline of its own."""
    shown = [_title(story)]
    for article in story.articles:
        if article.id == story.lead.id or article.id in cited:
            continue
        words = headline_words(article)
        likeness = max(overlap(words, other) for other in shown)
        # wire copies carry one headline at many outlets
        if likeness < SAME:
            shown.append(words)
            yield article


def _title(story: Story) -> frozenset[str]:
    return headline_words(story.lead)


def fact_line(article: Article) -> Passage | None:
    """Return a fact of an article in one line: an early sentence on its news that stands alone.

    Its headline stands in where no sentence makes a whole line.
    """
    language = article.language or "en"
    title = content_words(headline_passage(article).text, language)
    # a fact from deep in the text would not say the news of the article
    for quote in quotables(article)[:FACT_IN]:
        # a sentence on another matter would send readers to a page that tells something else
        if not quote.alone or quote.tells_nothing or not _is_on(quote.content, title):
            continue
        source = text_of(article, quote.field)
        line = shorten(quote.passage, source, most_words=LINE_WORDS)
        if line and not line.text.endswith("…"):
            return line
    return headline_line(article)


def _is_on(words: frozenset[str], title: frozenset[str]) -> bool:
    """Tell whether the words of a sentence are on the news of a title."""
    if len(words & title) < min(WORDS_OF_ITS_TITLE, len(title)):
        return False
    return overlap(words, title) >= ON_ITS_NEWS


def headline_line(article: Article) -> Passage | None:
    """Return the headline in one line, shown cut where it is longer.

    None where no cut keeps its sense.
    """
    return shorten(headline_passage(article), article.title, most_words=LINE_WORDS)


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
    """Return the lead article's picture; if it has none, that of another article of the story."""
    for article in story.articles:
        picture = usable_picture(article.picture)
        if picture:
            return picture
    return None


def also_passage(story: Story) -> Passage:
    """Return one line of a story: the first of its headlines that makes one.

    The lead's stands as published where no headline does.
    """
    for article in story.articles:
        # a line in another language would puzzle the subscriber
        if article.language != story.lead.language:
            continue
        line = headline_line(article)
        if line:
            return line
    return headline_passage(story.lead)


def led_by(story: Story, article: Article) -> Story:
    """Return the story with another of its articles as the lead."""
    articles = [article]
    for candidate in story.articles:
        if candidate.id != article.id:
            articles.append(candidate)
    return replace(story, articles=tuple(articles))
