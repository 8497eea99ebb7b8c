"""Continuity: what a story tells, and whether earlier issues told it already."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from digest.edit.genre import why_no_report
from digest.edit.profile import STOP_WORDS, clean_title
from digest.models import Alias, AliasKind, Article, PastStory, StoryState
from digest.text import fold, name_finder, stemmer, tolls, word_texts

SAME_THREAD = 0.3
"""Cosine of two stories' terms from which on they are one thread, when they share no article."""

_TERMS = 40
_FRONT = 5
_OTHER_WORDS, _OTHER_SHARE = 5, 0.6
"""Words of a title, and share of them, that its thread never had, from which on it tells another thing."""

_OPENING = 500
_SNIPPET_WORDS = 8
_DECISION_WORDS = (
    "approve vote sign agree resign order ban sanction recognise recognize release arrest declare withdraw withdrew "
    "reject veto launch seize appoint sack suspend extend elect convict sentence indict charge ceasefire truce accept "
    "refuse expel nominate dissolve impose lift halt resume surrender recapture reopen"
)
_DECISIONS = frozenset(map(stemmer("en"), _DECISION_WORDS.split()))
_NO_DECISIONS = frozenset({"election", "elections"})
_NO_NAME = re.compile(
    r"[IVX]+\Z|(?:[A-Z]\w+day|Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)\w*\b"
)
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w'’-]+(?:\s+(?:(?:al|bin|ibn|of|the)[ -])*[A-Z][\w'’-]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuation:
    """How a story stands to earlier issues. `why` is a plain sentence."""

    state: StoryState
    past: PastStory | None
    thread_id: str
    new_fact: str
    why: str


class FactReader:
    """Reads tolls, decisions, actors and places out of titles and openings: `toll:killed:31`, `actor:hezbollah`.

    Tolls are read in six languages, actors and places under every name the gazetteer has; decisions in English alone.
    """

    def __init__(self, aliases: Iterable[Alias] = ()) -> None:
        aliases = tuple(aliases)
        self._names = name_finder(aliases)
        self._aliases = {alias.id: alias for alias in aliases}
        self._stem = stemmer("en")

    def facts_of(self, articles: Iterable[Article]) -> tuple[str, ...]:
        """The folded facts of the articles, sorted."""
        return tuple(sorted({fact for article in articles for fact, _ in self._read(article)}))

    def new_facts(self, articles: Iterable[Article], known: frozenset[str]) -> list[str]:
        """What the articles tell and nobody told before, in the sources' words, the weightiest first: tolls, decisions,
        then actors and places that a title names or two articles do."""
        told: Counter[str] = Counter()
        words: dict[str, str] = {}
        for article in articles:
            for fact, saying in self._read(article):
                told[fact] += 2 if _in_title(fact, saying, article) else 1
                words.setdefault(fact, saying)
        known = known | self._held(known)
        new = [fact for fact in told if fact not in known and not _half_told(fact, known)]
        strong = [fact for fact in new if fact.startswith(("toll:", "decision:")) or told[fact] > 1]
        strong.sort(
            key=lambda fact: (_ORDER[fact.partition(":")[0]], -told[fact], -len(words[fact]), fact)
        )
        return [words[fact] for fact in strong]

    def _held(self, known: Iterable[str]) -> set[str]:
        """The places that hold a known one: who told of a town told of its land."""
        held: set[str] = set()
        for fact in known:
            kind, _, place = fact.partition(":")
            while (
                kind == "place"
                and place in self._aliases
                and (place := self._aliases[place].within)
            ):
                if f"place:{place}" in held:
                    break
                held.add(f"place:{place}")
        return held

    def _read(self, article: Article) -> Iterator[tuple[str, str]]:
        """Facts with the words that say them."""
        title = clean_title(article.title)
        opening = f"{title}. {(article.lead or article.body)[:_OPENING]}"
        for toll in tolls(opening, article.language):
            yield f"toll:{toll.kind}:{toll.count}", toll.text
        yield from self._decisions(title)
        for alias in self._names.find(opening):
            place = self._aliases[alias].kind is AliasKind.PLACE
            yield f"{'place' if place else 'actor'}:{alias}", self._aliases[alias].name
        for found in _NAME.finditer(opening):
            if not self._names.find(found[0]) and not _NO_NAME.match(found[0]):
                yield f"name:{fold(found[0])}", found[0]

    def _decisions(self, title: str) -> Iterator[tuple[str, str]]:
        pieces = title.split()
        for place, piece in enumerate(pieces):
            words = [word for word in word_texts(piece) if word not in _NO_DECISIONS]
            for stem in sorted(_DECISIONS.intersection(map(self._stem, words))):
                if not _DENIED.search(" ".join(pieces[max(0, place - 3) : place])):
                    yield f"decision:{stem}", _snippet(pieces[place:])


_DENIED = re.compile(r"(?:\b(?:no|not|never|without)|n[’']t)\b", re.IGNORECASE)
_HANGING = re.compile(
    r"(?:[\s,;:–—-]+(?:a|an|the|of|to|in|on|at|for|and|or|as|by|with|from|over|after|into|amid|its|his|her|their|\S+[’']s))+\Z",
    re.I,
)

_JOINT = re.compile(
    r"\s(?=(?:to|in|on|at|for|and|as|by|with|from|over|after|into|amid|despite|while|but|before|under)\s)",
    re.I,
)


def _snippet(pieces: Sequence[str]) -> str:
    """The words of a title from a decision on: to the end of its clause, else to the last joint that leaves a few."""
    clause = re.split(r"[,;:](?=\s|$)|\s[–—|-]\s", " ".join(pieces))[0].split()
    said = " ".join(clause[:_SNIPPET_WORDS])
    if len(clause) > _SNIPPET_WORDS:
        said = next(
            (
                said[: joint.start()]
                for joint in reversed([*_JOINT.finditer(said)])
                if said.count(" ", 0, joint.start()) > 1
            ),
            said,
        )
    return _HANGING.sub("", said).rstrip(" ,;:.")


_ORDER = {"toll": 0, "decision": 1, "actor": 2, "place": 3, "name": 4}


def _half_told(fact: str, known: Iterable[str]) -> bool:
    """True for a name whose words all begin like those of known ones: Rubio after Marco Rubio, Lankan after Lanka."""
    if not fact.startswith("name:"):
        return False
    words = fact.removeprefix("name:").split()
    told = [
        word
        for other in known
        if other.startswith("name:")
        for word in other.removeprefix("name:").split()
    ]
    return all(
        any(word.startswith(old[:_FRONT]) and old.startswith(word[:_FRONT]) for old in told)
        for word in words
    )


def _in_title(fact: str, saying: str, article: Article) -> bool:
    """A title vouches for decisions and known names; a capital in a title does not make a word a name."""
    return fact.startswith("decision:") or (
        not fact.startswith("name:") and fold(saying) in fold(article.title)
    )


def terms_of(articles: Sequence[Article], rarity: Mapping[str, float]) -> dict[str, float]:
    """The weighted stems a story is recognised by: at most 40, of length 1. `rarity` gives a stem's weight."""
    weights: dict[str, float] = {}
    for article in articles:
        for stem in sorted(set(stems_of(article))):
            weights[stem] = weights.get(stem, 0.0) + rarity.get(stem, 1.0)
    best = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:_TERMS]
    norm = math.sqrt(math.fsum(weight * weight for _, weight in best)) or 1.0
    return {stem: round(weight / norm, 4) for stem, weight in best}


def stems_of(article: Article) -> list[str]:
    """The stems of the title and the opening."""
    stem = stemmer(article.language or "en")
    text = f"{clean_title(article.title)} {article.lead or article.body[:600]}"
    return [stem(word) for word in word_texts(text) if len(word) > 2]


def continue_story(
    articles: Sequence[Article],
    terms: Mapping[str, float],
    past: Sequence[PastStory],
    *,
    story_id: str,
    reader: FactReader,
) -> Continuation:
    """Find the earlier story this one goes on with, and what is new in it.

    A story goes on with another when they share an article, or nearly all their rare words. It developed when articles
    that no issue carried tell a toll, a decision, an actor or a place that its thread had not; or when the title of
    such a report is another tale altogether: then the headline itself says what is new.
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
    latest = max(before, key=lambda story: (story.published, story.story_id))
    known = frozenset(
        fact for story in past if story.thread_id == latest.thread_id for fact in story.facts
    )
    told = {name for story in past for name in (*story.article_ids, *story.article_urls)}
    fresh = [
        article
        for article in articles
        if told.isdisjoint((article.id, article.url, article.canonical_url))
    ]
    new = reader.new_facts(fresh, known)
    thread = [story for story in past if story.thread_id == latest.thread_id]
    later = [article for article in fresh if article.published > latest.published]
    another = next(
        (article.title for article in later if not new and _is_another_tale(article, thread)), ""
    )
    said = f"{latest.issue_id} carried “{latest.headline}”"
    news = f"new: {new[0]}" if new else f"“{another}” tells another thing" if another else ""
    why = f"{said}; {news}" if news else f"{said}, and " + _nothing_new(fresh)
    return Continuation(
        state=StoryState.DEVELOPED if news else StoryState.UNCHANGED,
        past=latest,
        thread_id=latest.thread_id,
        new_fact=new[0] if new else "",
        why=why,
    )


def _is_another_tale(article: Article, thread: Sequence[PastStory]) -> bool:
    """True for a report whose title has little in common with the headlines and the words of its thread."""
    if why_no_report(article):
        return False
    stem = stemmer(article.language or "en")
    told = {
        term for story in thread for term in (*story.terms, *map(stem, word_texts(story.headline)))
    }
    title = {
        stem(word)
        for word in word_texts(clean_title(article.title))
        if len(word) > 2 and word not in STOP_WORDS
    }
    return len(title - told) >= max(_OTHER_WORDS, _OTHER_SHARE * len(title))


def _nothing_new(fresh: Sequence[Article]) -> str:
    return "no later article tells a new fact" if fresh else "no article has come since"


def _earlier(
    articles: Sequence[Article], terms: Mapping[str, float], past: Sequence[PastStory]
) -> list[PastStory]:
    names = {
        name
        for article in articles
        for name in (article.id, article.url, article.canonical_url)
        if name
    }
    return [
        story
        for story in past
        if not names.isdisjoint((*story.article_ids, *story.article_urls))
        or _cosine(terms, story.terms) >= SAME_THREAD
    ]


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return math.fsum(weight * other[term] for term, weight in one.items() if term in other)
