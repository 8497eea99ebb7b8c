"""Continuity: what a story tells, and whether earlier issues told it already."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from digest.models import Article, PastStory, StoryState
from digest.text import fold, stemmer, word_texts

SAME_THREAD = 0.25
"""Cosine of two stories' terms from which on they are one thread."""

_TERMS = 40
_TOLL = re.compile(
    r"\b(\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|thousands)\s+"
    r"(?:\w+\s+){0,2}?(killed|dead|deaths|die|died|wounded|injured|hurt|missing|hostages|arrested|detained|displaced)\b",
    re.IGNORECASE,
)
_TOLL_BEFORE = re.compile(
    r"\b(kill(?:s|ed|ing)|wound(?:s|ed|ing)|injur(?:es|ed|ing)|death toll (?:rises|climbs|reaches)\D{0,12})\s+"
    r"(?:at least\s+|more than\s+|over\s+|about\s+|some\s+|to\s+)*(\d[\d,]*)\b",
    re.IGNORECASE,
)
_DECISION_WORDS = (
    "approve approved approves vote voted votes sign signed signs agree agreed agrees resign resigned resigns order "
    "ordered orders ban banned bans sanction sanctioned sanctions recognise recognises recognised recognize release "
    "released releases arrest arrested arrests declare declared declares withdraw withdrew withdraws reject rejected "
    "rejects veto vetoed vetoes launch launched launches seize seized seizes appoint appointed appoints sack sacked "
    "suspend suspended suspends extend extended extends elect elected convict convicted sentenced indicted charged "
    "ceasefire truce"
)
_DECISIONS = frozenset(word_texts(_DECISION_WORDS))
_NAME = re.compile(r"(?<![.!?:]\s)(?<!^)\b([A-Z][\w'’-]+(?:\s+(?:al-|bin |ibn |of the |of )?[A-Z][\w'’-]+)*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuation:
    """How a story stands to earlier issues. `why` is a plain sentence."""

    state: StoryState
    past: PastStory | None
    thread_id: str
    new_fact: str
    why: str


def facts_of(articles: Iterable[Article]) -> tuple[str, ...]:
    """The folded tolls, decisions and names that the articles' titles and openings tell, sorted: `toll:killed:31`."""
    return tuple(sorted({fact for article in articles for fact in _facts(article)}))


def terms_of(articles: Sequence[Article], rarity: Mapping[str, float]) -> dict[str, float]:
    """The weighted stems a story is recognised by: at most 40, of length 1. `rarity` gives a stem's weight."""
    weights: dict[str, float] = {}
    for article in articles:
        for stem in set(stems_of(article)):
            weights[stem] = weights.get(stem, 0.0) + rarity.get(stem, 1.0)
    best = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:_TERMS]
    norm = math.sqrt(math.fsum(weight * weight for _, weight in best)) or 1.0
    return {stem: round(weight / norm, 4) for stem, weight in best}


def stems_of(article: Article) -> list[str]:
    """The stems of the title and the opening."""
    stem = stemmer(article.language or "en")
    text = f"{article.title} {article.title} {article.lead or article.body[:600]}"
    return [stem(word) for word in word_texts(text) if len(word) > 2]


def continue_story(
    articles: Sequence[Article], terms: Mapping[str, float], past: Sequence[PastStory], *, story_id: str
) -> Continuation:
    """Find the earlier story this one goes on with, and what is new in it."""
    before = _earlier(articles, terms, past)
    if not before:
        return Continuation(
            state=StoryState.NEW, past=None, thread_id=story_id, new_fact="", why="no earlier issue had it"
        )
    latest = max(before, key=lambda story: (story.published, story.story_id))
    known = {fact for story in past if story.thread_id == latest.thread_id for fact in story.facts}
    told = {name for story in past for name in (*story.article_ids, *story.article_urls)}
    fresh = [article for article in articles if told.isdisjoint((article.id, article.url, article.canonical_url))]
    new = [fact for fact in facts_of(fresh) if fact not in known and not fact.startswith("name:")]
    named = [fact for fact in facts_of(fresh) if fact not in known and fact.startswith("name:")]
    said = f"{latest.issue_id} carried “{latest.headline}”"
    if not fresh or not (new or named):
        return Continuation(
            state=StoryState.UNCHANGED, past=latest, thread_id=latest.thread_id, new_fact="",
            why=f"{said} and there is no new fact",
        )  # fmt: skip
    fact = _plain((new or named)[0])
    return Continuation(
        state=StoryState.DEVELOPED, past=latest, thread_id=latest.thread_id, new_fact=fact, why=f"{said}; new: {fact}"
    )


def _earlier(articles: Sequence[Article], terms: Mapping[str, float], past: Sequence[PastStory]) -> list[PastStory]:
    names = {name for article in articles for name in (article.id, article.url, article.canonical_url) if name}
    return [
        story
        for story in past
        if not names.isdisjoint((*story.article_ids, *story.article_urls)) or _cosine(terms, story.terms) >= SAME_THREAD
    ]


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return math.fsum(weight * other[term] for term, weight in one.items() if term in other)


def _facts(article: Article) -> Iterable[str]:
    opening = f"{article.title}. {(article.lead or article.body)[:500]}"
    for found in _TOLL.finditer(opening):
        yield f"toll:{fold(found[2])}:{fold(found[1]).replace(',', '')}"
    for found in _TOLL_BEFORE.finditer(opening):
        yield f"toll:{fold(found[1]).split()[0]}:{found[2].replace(',', '')}"
    yield from (f"decision:{word}" for word in word_texts(article.title) if word in _DECISIONS)
    yield from (f"name:{fold(found[1])}" for found in _NAME.finditer(article.title))


def _plain(fact: str) -> str:
    kind, _, rest = fact.partition(":")
    if kind == "toll":
        what, _, number = rest.partition(":")
        return f"{number} {what}"
    return rest
