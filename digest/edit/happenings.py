"""Happenings: one event that a whole day tells, in more stories than an issue should give it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from digest.edit.profile import SMALLEST_BATCH, STOP_WORDS, clean_title
from digest.models import Article
from digest.text import stemmer, word_texts

LEAST_ARTICLES = 6
LEAST_VOICES = 3
"""So many articles, of so many publishers, have both words of a happening at least."""

INSEPARABLE, AKIN = 0.6, 0.35
"""Of the articles that have either of two words, the share that has both: from which on the two are a happening, and
from which on another word is one more for it."""

_OPENING = 300
_NAME, _NOUN = (
    0.1,
    0.3,
)  # share of its occurrences in lower case up to which a word is a name, and from which a noun
_OFFICES = "president minister prime secretary general war conflict government state official leader spokesman"
_NO_DEEDS = frozenset(map(stemmer("en"), _OFFICES.split()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """A name and the words for what happened there, as stems: Karim, and explosion or blast. `label` is for people."""

    name: str
    deeds: frozenset[str]
    label: str

    def is_told_by(self, article: Article) -> bool:
        """True when the title has one of the words, and the title or the opening has the name."""
        title, opening = _title(article), _opening(article)
        told = {stem for stem, _, _ in _stems(title, article.language)}
        named = {stem for stem, _, _ in _stems(f"{title} {opening}", article.language)}
        return self.name in named and not self.deeds.isdisjoint(told)


def find_happenings(articles: Sequence[Article]) -> tuple[Happening, ...]:
    """Find the names and nouns that the articles of a window have together so often that they are one event.

    A war has names and nouns, too, but much that is said of a country at war is of no attack, and much that is said of
    attacks is of others; a city and its explosion are seldom told apart. `INSEPARABLE` lies between the two. In a batch
    so small that all of it may be of one theme there are none. Cost: each name of an article meets each noun of it.
    """
    if len(articles) < SMALLEST_BATCH:
        return ()
    words = _Words(articles)
    found = (_happening(words, name) for name in sorted(words.names))
    return tuple(happening for happening in found if happening)


def _happening(words: _Words, name: str) -> Happening | None:
    shares = words.shares(name)
    deed = max(shares, key=lambda noun: (shares[noun], noun), default="")
    if not deed or shares[deed] < INSEPARABLE or not words.are_heard(name, deed):
        return None
    others = words.shares(deed)
    deeds = {deed, *(noun for noun in shares if min(shares[noun], others.get(noun, 0.0)) >= AKIN)}
    return Happening(
        name=name, deeds=frozenset(deeds), label=f"{words.spelled[name]} {words.spelled[deed]}"
    )


class _Words:
    """The stems that enough articles have: which are names, which are nouns, and which article has which."""

    def __init__(self, articles: Sequence[Article]) -> None:
        having: defaultdict[str, set[int]] = defaultdict(set)
        lower: Counter[str] = Counter()
        self.spelled: dict[str, str] = {}
        self.voices = [article.family or article.publisher for article in articles]
        for item, article in enumerate(articles):
            stems = list(_stems(f"{_title(article)} {_opening(article)}", article.language))
            lower.update({stem for stem, _, small in stems if small})
            for stem, word, _ in stems:
                having[stem].add(item)
                self.spelled.setdefault(stem, word)
        self.having = {
            stem: items for stem, items in having.items() if len(items) >= LEAST_ARTICLES
        }
        self.names = [
            s for s, items in self.having.items() if s.isalpha() and lower[s] <= _NAME * len(items)
        ]
        self.nouns_of: list[list[str]] = [[] for _ in articles]
        for stem, items in self.having.items():
            if stem not in _NO_DEEDS and lower[stem] >= _NOUN * len(items):
                for item in items:
                    self.nouns_of[item].append(stem)

    def shares(self, stem: str) -> dict[str, float]:
        """Of each noun that `stem` meets: the share of the articles with either that have both."""
        mine = self.having[stem]
        met = Counter(chain.from_iterable(self.nouns_of[item] for item in mine))
        return {
            noun: both / (len(mine) + len(self.having[noun]) - both)
            for noun, both in met.items()
            if noun != stem
        }

    def are_heard(self, name: str, noun: str) -> bool:
        """True when enough articles, of enough publishers, have both."""
        both = self.having[name] & self.having[noun]
        return (
            len(both) >= LEAST_ARTICLES
            and len({self.voices[item] for item in both}) >= LEAST_VOICES
        )


def _title(article: Article) -> str:
    return clean_title(article.title)


def _opening(article: Article) -> str:
    return (article.lead or article.body)[:_OPENING]


def _stems(text: str, language: str) -> Iterator[tuple[str, str, bool]]:
    """The stems of a text, each with its word and whether that is written in lower case."""
    stem = stemmer(language or "en")
    for piece in text.split():
        for word in word_texts(piece):
            if len(word) > 2 and word not in STOP_WORDS:
                yield stem(word), word, piece.islower()
