"""Compile the topics of all newsletters into one automaton, with word boundaries, prefixes, aliases and clitics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick_rs

from digest.models import Alias, Near, Phrase, Rule, RuleNode, Topic
from digest.text import word_texts

_ARABIC_PREFIXES = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل")
_ARABIC_ARTICLES = ("ال", "وال", "فال", "بال", "كال", "لل", "وبال", "ولل", "فلل")
_HEBREW_PREFIXES = (
    "ו",
    "ה",
    "ב",
    "ל",
    "מ",
    "ש",
    "כ",
    "וה",
    "וב",
    "ול",
    "ומ",
    "וש",
    "שה",
    "שב",
    "של",
    "מה",
    "כש",
    "בה",
    "לה",
)
_SHORTEST_CLITIC_HOST = 3
_LONGEST_INITIALISM = 4


@dataclass(frozen=True, slots=True)
class Literal:
    """One spelling of a term: its folded words, which of them are prefixes, and whether it must stand in capitals."""

    words: tuple[str, ...]
    prefix: tuple[bool, ...]
    capitals: bool

    @property
    def key(self) -> str:
        """What the automaton looks for: the words up to the first prefix, with the spaces that bound them."""
        if True not in self.prefix:
            return " " + " ".join(self.words) + " "
        return " " + " ".join(self.words[: self.prefix.index(True) + 1])


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf with its terms resolved: `terms` are indexes into `Rulebook.spellings`, `index` is its own number."""

    index: int
    node: Phrase | Near
    terms: tuple[int, ...]

    @property
    def label(self) -> str:
        """The leaf as the operator wrote it."""
        if isinstance(self.node, Phrase):
            return self.node.text
        within = "one sentence" if self.node.words is None else f"{self.node.words} words"
        return f"{' … '.join(self.node.terms)} (within {within})"


@dataclass(frozen=True, slots=True)
class Branch:
    """A rule with its children compiled."""

    any: tuple[Leaf | Branch, ...]
    all: tuple[Leaf | Branch, ...]
    none: tuple[Leaf | Branch, ...]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All topics, ready to match. `found_by` gives for each automaton key its (term, literal) pairs; `topics_of` for
    each term the topics that it may make true."""

    topics: tuple[Topic, ...]
    trees: tuple[Branch, ...]
    automaton: ahocorasick_rs.AhoCorasick
    found_by: tuple[tuple[tuple[int, Literal], ...], ...]
    topics_of: tuple[tuple[int, ...], ...]
    fields: frozenset[str]


@lru_cache(maxsize=8)
def compile_topics(topics: tuple[Topic, ...], aliases: tuple[Alias, ...]) -> Rulebook:
    """Compile every leaf of every topic; equal terms are looked for once. Cost: one automaton, about 1 ms a topic."""
    return _Compiler(aliases).compile(topics)


class _Compiler:
    def __init__(self, aliases: Sequence[Alias]) -> None:
        self.aliases = {alias.id: alias for alias in aliases}
        self.terms: dict[str, int] = {}
        self.topics_of: list[set[int]] = []
        self.fields: set[str] = set()
        self.leaves = 0

    def compile(self, topics: tuple[Topic, ...]) -> Rulebook:
        trees = tuple(self.branch(topic.rule, number) for number, topic in enumerate(topics))
        keys: dict[str, list[tuple[int, Literal]]] = {}
        for text, term in self.terms.items():
            for literal in spellings(text, self.aliases):
                keys.setdefault(literal.key, []).append((term, literal))
        return Rulebook(
            topics=topics,
            trees=trees,
            automaton=ahocorasick_rs.AhoCorasick(list(keys), implementation=_fast(keys)),
            found_by=tuple(tuple(pairs) for pairs in keys.values()),
            topics_of=tuple(tuple(sorted(numbers)) for numbers in self.topics_of),
            fields=frozenset(self.fields),
        )

    def branch(self, rule: Rule, topic: int) -> Branch:
        return Branch(
            any=tuple(self.node(node, topic) for node in rule.any),
            all=tuple(self.node(node, topic) for node in rule.all),
            none=tuple(self.node(node, topic) for node in rule.none),
        )

    def node(self, node: RuleNode, topic: int) -> Leaf | Branch:
        if isinstance(node, Rule):
            return self.branch(node, topic)
        texts = (node.text,) if isinstance(node, Phrase) else node.terms
        terms = tuple(self.term(text) for text in texts)
        for term in terms:
            self.topics_of[term].add(topic)
        self.fields.update(node.fields)
        self.leaves += 1
        return Leaf(index=self.leaves - 1, node=node, terms=terms)

    def term(self, text: str) -> int:
        if text not in self.terms:
            self.terms[text] = len(self.terms)
            self.topics_of.append(set())
        return self.terms[text]


def _fast(keys: dict[str, list[tuple[int, Literal]]]) -> ahocorasick_rs.Implementation:
    """A DFA is the fastest to run and the slowest to build."""
    few = sum(map(len, keys)) < 20_000
    return ahocorasick_rs.Implementation.DFA if few else ahocorasick_rs.Implementation.ContiguousNFA


def spellings(term: str, aliases: dict[str, Alias]) -> Iterator[Literal]:
    """Every spelling of a term as an operator writes it: `oil*`, `Strait of Hormuz`, `@hezbollah`.

    An unknown alias has no spelling; checking the configuration is where it is an error.
    """
    if term.startswith("@"):
        alias = aliases.get(term[1:])
        names = dict.fromkeys((alias.name, *alias.names)) if alias else {}
        for name in names:
            yield from _literals(name)
        return
    yield from _literals(term)


def _literals(text: str) -> Iterator[Literal]:
    pieces = [(word, piece.endswith("*")) for piece in text.split() for word in _words_of(piece)]
    if not pieces:
        return
    found = tuple(word for word, _ in pieces)
    prefix = tuple(star for _, star in pieces)
    capitals = _is_initialism(text)
    for first in _with_clitics(found[0]):
        yield Literal(words=(first, *found[1:]), prefix=prefix, capitals=capitals)


def _words_of(piece: str) -> list[str]:
    return word_texts(piece.rstrip("*"))


def _is_initialism(text: str) -> bool:
    """US, UN, IS, WHO: in lower case they are other words."""
    return text.isascii() and text.isalpha() and text.isupper() and len(text) <= _LONGEST_INITIALISM


def _with_clitics(word: str) -> Iterator[str]:
    """The word, and in Arabic and Hebrew the word with the particles that are written onto it."""
    yield word
    if len(word) < _SHORTEST_CLITIC_HOST:
        return
    if "\u0590" <= word[0] <= "\u05ff":
        yield from (prefix + word for prefix in _HEBREW_PREFIXES)
    elif "\u0600" <= word[0] <= "\u06ff":
        bare = word[2:] if word.startswith("ال") and len(word) > _SHORTEST_CLITIC_HOST + 1 else word
        if bare is word:
            yield from (prefix + word for prefix in _ARABIC_PREFIXES)
        yield from (article + bare for article in _ARABIC_ARTICLES if article + bare != word)
