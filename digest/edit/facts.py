"""Facts: tolls, decisions, actors and places that titles and openings tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from digest.edit.profile import clean_title, headline_of
from digest.languages.en_dates import SHORT_MONTH
from digest.models import Alias, AliasKind, Article
from digest.text import fold, name_finder, stemmer, tolls, word_texts

OPENING_LETTERS = 500
"""Letters of title and text that are read: a new fact stands at the top."""

SNIPPET_WORDS = 8
"""Words of a title that tell a decision, at most."""

LEAST_SNIPPET_WORDS = 3
"""Words that a snippet keeps when it is cut at a joint."""

DENIAL_WORDS = 3
"""Words before a decision in which a "not" or "never" takes it back."""

FRONT_LETTERS = 5
"""Letters in which two names agree when one is a form of the other: Lanka, Lankan."""

TITLE_WEIGHT = 2
"""A known name in a title counts as two articles that have it in their text."""

WEIGHT_ORDER = {"toll": 0, "decision": 1, "actor": 2, "place": 3, "name": 4}
"""New facts are told in this order: a number first, a bare name last."""

_DECISION_WORDS = (
    "approve vote sign agree resign order ban sanction recognise recognize release arrest declare "
    "withdraw withdrew reject veto launch seize appoint sack suspend extend elect convict sentence "
    "indict charge ceasefire truce accept refuse expel nominate dissolve impose lift halt resume "
    "surrender recapture reopen"
)
_DECISIONS = frozenset(map(stemmer("en"), _DECISION_WORDS.split()))
_NO_DECISIONS = frozenset({"election", "elections"})
_NO_NAME = re.compile(rf"[IVX]+\Z|(?:[A-Z]\w+day|{SHORT_MONTH})\w*\b")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w'’-]+(?:\s+(?:(?:al|bin|ibn|of|the)[ -])*[A-Z][\w'’-]+)*")
_DENIED = re.compile(r"(?:\b(?:no|not|never|without)|n[’']t)\b", re.IGNORECASE)
_HANGING = re.compile(
    r"(?:[\s,;:–—-]+(?:a|an|the|of|to|in|on|at|for|and|or|as|by|with|from|over|after|into|amid|its|"
    r"his|her|their|\S+[’']s))+\Z",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"\s(?=(?:to|in|on|at|for|and|as|by|with|from|over|after|into|amid|despite|while|but|before|"
    r"under)\s)",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,;:](?=\s|$)|\s[–—|-]\s")


class FactReader:
    """Reads facts as `toll:killed:31`, `actor:hezbollah`, each with the words that tell it.

    Tolls are read in six languages, actors and places under every name the gazetteer has;
    decisions in English alone.
    """

    def __init__(self, aliases: Iterable[Alias] = ()) -> None:
        aliases = tuple(aliases)
        self._names = name_finder(aliases)
        self._aliases = {alias.id: alias for alias in aliases}
        self._stem = stemmer("en")

    def names_in(self, title: str) -> frozenset[str]:
        """Return the ids of the known names in a title."""
        return frozenset(self._names.find(clean_title(title)))

    def places_in(self, text: str) -> frozenset[str]:
        """Return the ids of the known places in a text."""
        alias_ids = self._names.find(text)
        return frozenset(name for name in alias_ids if self._aliases[name].kind is AliasKind.PLACE)

    def facts_of(self, articles: Iterable[Article]) -> tuple[str, ...]:
        """Return the folded facts of the articles, sorted."""
        facts: set[str] = set()
        for article in articles:
            for fact, _ in self._read(article):
                facts.add(fact)
        return tuple(sorted(facts))

    def new_facts(self, articles: Iterable[Article], known: frozenset[str]) -> list[NewFact]:
        """Return the facts of the articles that are not known, the weightiest first.

        A name counts only where a title has it or two articles do; half of a name that was told,
        and the land of a town that was told, are nothing new.
        """
        weight: Counter[str] = Counter()
        words: dict[str, str] = {}
        for article in articles:
            for fact, saying in self._read(article):
                weight[fact] += 1
                if _in_title(fact, saying, article):
                    weight[fact] += TITLE_WEIGHT - 1
                words.setdefault(fact, saying)
        known = known | self._held(known)
        new = []
        for fact in weight:
            # One mention of a name is too little: a text names many in passing.
            is_strong = tells_act(fact) or weight[fact] > 1
            if is_strong and fact not in known and not _half_told(fact, known):
                new.append(fact)
        new.sort(
            key=lambda fact: (WEIGHT_ORDER[_kind(fact)], -weight[fact], -len(words[fact]), fact)
        )
        return [NewFact((fact, words[fact])) for fact in new]

    def _held(self, known: Iterable[str]) -> set[str]:
        """Return the places that hold a known one: a reader of the town knows of its land."""
        held: set[str] = set()
        for fact in known:
            kind, _, place = fact.partition(":")
            while kind == "place" and place in self._aliases:
                place = self._aliases[place].within
                # The second condition ends a circle in the gazetteer.
                if not place or f"place:{place}" in held:
                    break
                held.add(f"place:{place}")
        return held

    def _read(self, article: Article) -> Iterator[tuple[str, str]]:
        """Yield the facts with the words that tell them."""
        title = headline_of(article)
        opening = f"{title}. {(article.lead or article.body)[:OPENING_LETTERS]}"
        for toll in tolls(opening, article.language):
            yield f"toll:{toll.kind}:{toll.count}", toll.text
        # Decisions are read in titles alone: a text tells many that are not its news.
        yield from self._decisions(title)
        for alias in self._names.find(opening):
            kind = "actor"
            if self._aliases[alias].kind is AliasKind.PLACE:
                kind = "place"
            yield f"{kind}:{alias}", self._aliases[alias].name
        for name in _NAME.finditer(opening):
            # A known name was told above, under its alias.
            if not self._names.find(name[0]) and not _NO_NAME.match(name[0]):
                yield f"name:{fold(name[0])}", name[0]

    def _decisions(self, title: str) -> Iterator[tuple[str, str]]:
        pieces = title.split()
        for place, piece in enumerate(pieces):
            # "Elections" has the stem of "elect", and is no decision.
            words = set(word_texts(piece)) - _NO_DECISIONS
            before = " ".join(pieces[max(0, place - DENIAL_WORDS) : place])
            for stem in sorted(_DECISIONS.intersection(map(self._stem, words))):
                if not _DENIED.search(before):
                    yield f"decision:{stem}", _snippet(pieces[place:])


class NewFact(tuple[str, str]):
    """A fact and the words that tell it."""

    __slots__ = ()

    @property
    def fact(self) -> str:
        """The folded fact: `toll:killed:31`."""
        return self[0]

    @property
    def words(self) -> str:
        """The words of the source."""
        return self[1]


def tells_act(fact: str) -> bool:
    """True for a fact whose words hold a number or a verb; a bare name says nothing by itself.

    >>> tells_act("toll:killed:31"), tells_act("actor:hezbollah")
    (True, False)
    """
    return _kind(fact) in {"toll", "decision"}


def _kind(fact: str) -> str:
    return fact.partition(":")[0]


def _snippet(pieces: Sequence[str]) -> str:
    """Return the words of a title from a decision on: to the end of its clause, or to a joint."""
    clause = _CLAUSE_END.split(" ".join(pieces))[0].split()
    snippet = " ".join(clause[:SNIPPET_WORDS])
    if len(clause) > SNIPPET_WORDS:
        for joint in reversed([*_JOINT.finditer(snippet)]):
            if len(snippet[: joint.start()].split()) >= LEAST_SNIPPET_WORDS:
                snippet = snippet[: joint.start()]
                break
    return _HANGING.sub("", snippet).rstrip(" ,;:.")


def _half_told(fact: str, known: Iterable[str]) -> bool:
    """True for a name whose words all begin like those of known names: Rubio, Marco Rubio."""
    # tolls and decisions are told whole or not at all
    if _kind(fact) != "name":
        return False
    known_words: list[str] = []
    for known_fact in known:
        if _kind(known_fact) == "name":
            known_words += known_fact.removeprefix("name:").split()
    words = fact.removeprefix("name:").split()
    for word in words:
        if not _is_alike_to_any(word, known_words):
            return False
    return True


def _is_alike_to_any(word: str, known_words: Iterable[str]) -> bool:
    for old in known_words:
        if _alike(word, old):
            return True
    return False


def _alike(word: str, old: str) -> bool:
    return word.startswith(old[:FRONT_LETTERS]) and old.startswith(word[:FRONT_LETTERS])


def _in_title(fact: str, saying: str, article: Article) -> bool:
    """True where the title vouches for the fact; a capital in a title makes no name."""
    if _kind(fact) == "decision":
        return True
    return _kind(fact) != "name" and fold(saying) in fold(article.title)
