"""Earlier events: sentences of stored articles from before a story that explain it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import timedelta

from digest.languages import language_of
from digest.models import Article, Story
from digest.text import tolls
from digest.write.candidates import headline_passage, quotables
from digest.write.draft_state import StoryDraft
from digest.write.explaining import Candidate, candidate, may_explain
from digest.write.quotable import Quotable
from digest.write.signs import passing_news
from digest.write.similarity import NO_ACTORS, content_words

GOOD_EARLIER = 0.6
"""Least chance that an editor prints a sentence from deeper in an earlier article."""

SAME_ACTORS = 2
"""Telling words that the titles of a story and of an earlier article must share."""

SETTLED_TOLL = timedelta(days=7)
"""Age from which a toll in the first sentence of an earlier article is no more overtaken."""

OPENING_CHARS = 300
"""Characters of a text that open it: they show which words of a title are names."""

MOST_TITLES = 12
"""Earlier articles that are read for one story: those whose titles tell most of its own."""

FEWEST_TITLES = 50
"""Titles below which it cannot be told how rare a word is."""

RARE_TOGETHER = 0.8
"""Weight of the words that the title of an earlier article shares with a story. A word that stands
in one title alone weighs 1, one that all have 0, by the logarithm of their number."""

STEM = 4
"""Letters of a word by which a title is looked at closely: its ending may differ."""

COMMON_MONTHS = frozenset({"may", "march"})
"""Names of months that are other words without their capital."""

_WORD = re.compile(r"\w{3,}")
_QUOTATION = re.compile(r"[“”„«»\"]|(?<!\w)['‘’](?=\w)")


def earlier_background(
    draft: StoryDraft, earlier: Sequence[Article], printed: Collection[str] = ()
) -> list[Candidate]:
    """Return the sentences of earlier articles on the same actors or places that may explain.

    `printed` are the words of sentences that readers had in an earlier issue.
    """
    reports = {article.id for article in draft.story.articles}
    candidates = []
    for article in earlier:
        if article.id in reports or article.published >= draft.story.lead.published:
            continue
        if len(_telling(article) & draft.title) < SAME_ACTORS:
            continue
        for quote in quotables(article):
            if quote.text in printed or not _is_on_actors(draft, quote):
                continue
            explains = _explains(draft, quote) and may_explain(draft, quote)
            if explains and draft.concerns(quote):
                candidates.append(candidate(draft, quote))
    return candidates


def _is_on_actors(draft: StoryDraft, quote: Quotable) -> bool:
    """Tell whether a sentence names actors or places of the headline: articles tell more."""
    shared = quote.content & (draft.title - NO_ACTORS)
    return len(shared) >= SAME_ACTORS and bool(shared - quote.common)


def _explains(draft: StoryDraft, quote: Quotable) -> bool:
    """Tell whether a sentence of an earlier article is background, or tells an earlier event."""
    if quote.background >= GOOD_EARLIER:
        return True
    # the first sentence of an old report tells its event
    return quote.index == 0 and _tells_event(quote) and not _has_passed(draft, quote)


def _tells_event(quote: Quotable) -> bool:
    """Tell whether a sentence says when something was, in no words of a speaker."""
    if not quote.alone or _QUOTATION.search(quote.text):
        return False
    return quote.dated or quote.looks_back or _names_month(quote)


def _names_month(quote: Quotable) -> bool:
    months = language_of(quote.language).months
    for word in quote.text.split():
        name = word.strip(".,;:()").casefold()
        if name in months and (word[:1].isupper() or name not in COMMON_MONTHS):
            return True
    return False


def _has_passed(draft: StoryDraft, quote: Quotable) -> bool:
    """Tell whether the first sentence of an old report told the state of a day that is over."""
    if passing_news(quote.language).search(quote.text):
        return True
    age = draft.story.lead.published - quote.article.published
    return age < SETTLED_TOLL and bool(list(tolls(quote.text, quote.language)))


def earlier_of(
    story: Story, earlier: Iterable[Article], theme: frozenset[str] = frozenset()
) -> tuple[Article, ...]:
    """Return the earlier articles whose titles share actors or places with a story.

    Names of `theme`, which the whole issue has, tie no two: on a day of one war all share them.

    >>> earlier_of(Story(id="s", articles=()), [])
    ()
    """
    if not story.articles:
        return ()
    ours, common = _telling(story.lead), _common(story.lead)
    tied = []
    for article in earlier:
        shared = ours & _telling(article)
        names_of_theme = theme - common - _common(article)
        names = shared - common - _common(article)
        if len(shared) >= SAME_ACTORS and names and shared - names_of_theme:
            tied.append(article)
    return tuple(tied)


def titles_on(stories: Iterable[Story], titles: Mapping[str, str], language: str) -> list[str]:
    """Return the ids of the titles that share actors or places with a story of a language.

    `titles` are those of the store by id, in which it shows how rare a word is.

    >>> titles_on([], {"a": "Port Avel opens"}, "en")
    []
    """
    told = [story for story in stories if story.articles and story.lead.language == language]
    near = _near(titles, told, language or "en")
    words = {name: content_words(title, language or "en") for name, title in near.items()}
    times = Counter(word for known in words.values() for word in known)
    wanted: dict[str, None] = {}
    for story in told:
        wanted.update(dict.fromkeys(_tied_titles(_telling(story.lead), words, times, len(titles))))
    return list(wanted)


def _near(titles: Mapping[str, str], stories: Iterable[Story], code: str) -> dict[str, str]:
    """Return the titles that have the beginning of a word of some story's title."""
    # to read each title word by word would take seconds: a store holds a hundred thousand
    beginnings = set()
    for story in stories:
        for word in _WORD.findall(headline_passage(story.lead).text):
            if content_words(word, code) - NO_ACTORS:
                beginnings.add(re.escape(word[:STEM]))
    if not beginnings:
        return {}
    pattern = re.compile(rf"\b(?:{'|'.join(sorted(beginnings))})", re.IGNORECASE)
    return {name: title for name, title in titles.items() if pattern.search(title)}


def _tied_titles(
    ours: frozenset[str], words: Mapping[str, frozenset[str]], times: Counter[str], count: int
) -> list[str]:
    """Return the ids of the titles that share rare words with a title, the surest first."""
    heaviest = math.log(max(2, count))
    tied = []
    for place, (name, known) in enumerate(words.items()):
        shared = ours & known
        weight = math.fsum(1 - math.log(times[word]) / heaviest for word in shared)
        # of a few titles it cannot be told how rare a word is
        is_tied = count < FEWEST_TITLES or weight >= RARE_TOGETHER
        if len(shared) >= SAME_ACTORS and is_tied:
            tied.append((-weight, place, name))
    return [name for *_, name in sorted(tied)[:MOST_TITLES]]


def _telling(article: Article) -> frozenset[str]:
    """Return the words of a title that may name actors or places."""
    title = headline_passage(article).text
    return content_words(title, article.language or "en") - NO_ACTORS


def _common(article: Article) -> frozenset[str]:
    """Return the words that an article opens with and writes with a small letter: no names."""
    opening = article.lead or article.body[:OPENING_CHARS]
    lower = [word for word in opening.split() if not word[0].isupper()]
    return content_words(" ".join(lower), article.language or "en")
