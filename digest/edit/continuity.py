"""Continuity: how a story stands to the stories that earlier issues carried."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from digest.edit.facts import FactReader, tells_act
from digest.edit.genre import why_no_report
from digest.edit.profile import headline_of
from digest.edit.word_tables import cluster_tables
from digest.models import Article, PastStory, StoryState
from digest.text import stemmer, word_texts

SAME_THREAD = 0.3
"""Cosine of the terms of two stories from which on they are one thread without a shared page."""

MOST_TERMS = 40
"""Weightiest stems that a story is recognised by."""

STEMS_LETTERS = 600
"""Letters of a body that are read where an article has no lead."""

SHORTEST_WORD = 3
"""Letters of a word that says something."""

LEAST_NEW_WORDS = 4
"""New words of a title from which on it may tell another thing; fewer may be other wording."""

MOST_TOLD = 0.5
"""Share of the words of title and lead that the thread had, from which on an article tells
nothing new. An article that shares less tells another act, place or day."""


STALE_AFTER = timedelta(hours=24)
"""How long before the last issue of its thread a report may have been published and still bring
news: it came in late. An older one tells what that issue already went on from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuation:
    """How a story stands to earlier issues. `why` is a plain sentence."""

    state: StoryState
    past: PastStory | None
    thread_id: str
    new_fact: str
    why: str


def terms_of(articles: Sequence[Article], rarity: Mapping[str, float]) -> dict[str, float]:
    """Return the weighted stems of a story: at most `MOST_TERMS`, of length 1.

    `rarity` gives the weight of a stem.
    """
    weights: dict[str, float] = {}
    for article in articles:
        for stem in sorted(set(stems_of(article))):
            weights[stem] = weights.get(stem, 0.0) + rarity.get(stem, 1.0)
    best = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_TERMS]
    norm = math.sqrt(math.fsum(weight * weight for _, weight in best)) or 1.0
    return {stem: round(weight / norm, 4) for stem, weight in best}


def stems_of(article: Article) -> list[str]:
    """Return the stems of the title and the opening."""
    stem = stemmer(article.language or "en")
    headline = headline_of(article)
    text = f"{headline} {article.lead or article.body[:STEMS_LETTERS]}"
    stems = []
    for word in word_texts(text):
        if len(word) >= SHORTEST_WORD:
            stems.append(stem(word))
    return stems


def continue_story(
    articles: Sequence[Article],
    terms: Mapping[str, float],
    past: Sequence[PastStory],
    *,
    story_id: str,
    reader: FactReader,
) -> Continuation:
    """Find the earlier story that this one goes on with, and what is new in it.

    A story goes on with another when they share an article, or nearly all their rare words. It
    developed when articles that no issue carried tell a toll, a decision, an actor or a place
    that its thread had not, or when most of the words of a later report are new. Only a fact with
    a number or a verb is named as new; a bare name would say nothing.
    """
    before = _earlier(articles, terms, past)
    if not before:
        return Continuation(
            state=StoryState.NEW,
            past=None,
            thread_id=story_id,
            new_fact="",
            why="no earlier issue had it",
        )
    # Readers remember the latest issue best.
    latest = max(before, key=lambda story: (story.published, story.story_id))
    # All stories of the thread count: a fact that any issue told is not new.
    thread = []
    for story in past:
        if story.thread_id == latest.thread_id:
            thread.append(story)
    fresh = _untold(articles, past, since=latest.published - STALE_AFTER)
    news, new_fact = _news(fresh, thread, latest, reader)
    carried = f"{latest.issue_id} carried “{latest.headline}”"
    if news:
        state, why = StoryState.DEVELOPED, f"{carried}; {news}"
    else:
        state, why = StoryState.UNCHANGED, f"{carried}, and {_nothing_new(fresh)}"
    return Continuation(
        state=state, past=latest, thread_id=latest.thread_id, new_fact=new_fact, why=why
    )


def _untold(
    articles: Iterable[Article], past: Iterable[PastStory], *, since: datetime
) -> list[Article]:
    """Return the articles published after `since` that no issue carried on any of its cards, or not
    in today's words.
    """
    latest_by_name: dict[str, datetime] = {}
    for story in past:
        for name in (*story.article_ids, *story.article_urls):
            latest_by_name[name] = max(story.published, latest_by_name.get(name, story.published))
    untold = []
    for article in articles:
        # An article may have come back under another address.
        times = [latest_by_name[name] for name in _names(article) if name in latest_by_name]
        # A page that was rewritten since is read again: its new facts are news.
        rewritten = bool(times) and article.updated is not None and article.updated > max(times)
        last_change = max(article.published, article.updated or article.published)
        if (not times or rewritten) and last_change > since:
            untold.append(article)
    return untold


def _news(
    fresh: Sequence[Article],
    thread: Sequence[PastStory],
    latest: PastStory,
    reader: FactReader,
) -> tuple[str, str]:
    """Return what is new in plain words, and the fact to name; both "" where nothing is."""
    known: set[str] = set()
    for story in thread:
        known.update(story.facts)
    for fact in reader.new_facts(fresh, frozenset(known)):
        if tells_act(fact.fact):
            return f"new: {fact.words}", fact.words
        # a place is a detail of a told event; an actor in a title is somebody who did something
        if fact.fact.startswith("actor:") and _is_in_titles(fact.words, fresh):
            return f"new: {fact.words}", ""
    for article in fresh:
        if article.published > latest.published and _tells_another_thing(article, thread):
            return f"“{article.title}” tells another thing", ""
    return "", ""


def _is_in_titles(words: str, articles: Iterable[Article]) -> bool:
    for article in articles:
        if words in article.title:
            return True
    return False


def _tells_another_thing(article: Article, thread: Iterable[PastStory]) -> bool:
    """True for a report of which the thread had less than half of the title and of the lead."""
    if why_no_report(article):
        return False
    stem = stemmer(article.language or "en")
    known_stems: set[str] = set()
    for story in thread:
        known_stems.update(story.terms)
        known_stems.update(map(stem, word_texts(story.headline)))
    title = _telling_stems(headline_of(article), article.language)
    text = title | _telling_stems(article.lead, article.language)
    # a title of few new words is most often another wording of the same news
    if len(title - known_stems) < LEAST_NEW_WORDS:
        return False
    return (
        _told_share(title, known_stems) < MOST_TOLD and _told_share(text, known_stems) < MOST_TOLD
    )


def _telling_stems(text: str, language: str) -> set[str]:
    stem, dull = stemmer(language or "en"), cluster_tables(language).dull
    stems = set()
    for word in word_texts(text):
        if len(word) >= SHORTEST_WORD and word not in dull:
            stems.add(stem(word))
    return stems


def _told_share(stems: set[str], known_stems: set[str]) -> float:
    return len(stems & known_stems) / max(1, len(stems))


def _nothing_new(fresh: Sequence[Article]) -> str:
    if fresh:
        return "no later article tells a new fact"
    return "no article has come since"


def _earlier(
    articles: Sequence[Article], terms: Mapping[str, float], past: Sequence[PastStory]
) -> list[PastStory]:
    names: set[str] = set()
    for article in articles:
        names.update(_names(article))
    earlier = []
    for story in past:
        shares_page = not names.isdisjoint((*story.article_ids, *story.article_urls))
        if shares_page or _cosine(terms, story.terms) >= SAME_THREAD:
            earlier.append(story)
    return earlier


def _names(article: Article) -> set[str]:
    return {article.id, article.url, article.canonical_url} - {""}


def _cosine(first: Mapping[str, float], second: Mapping[str, float]) -> float:
    return math.fsum([first[term] * second[term] for term in first.keys() & second.keys()])
