"""Compile the topics of all newsletters into one automaton, with word boundaries, prefixes, aliases
and clitics.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick_rs

from digest.models import Alias, Near, Phrase, Rule, RuleNode, Topic
from digest.text.names import Spelling, alias_spellings, spellings

MOST_DFA_LETTERS = 20_000
"""Letters of all keys from which on a DFA takes too long to build."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf with its terms resolved: `terms` are indexes into `Rulebook.spellings`, `index` is its
    own number.
    """

    index: int
    node: Phrase | Near
    terms: tuple[int, ...]

    @property
    def label(self) -> str:
        """The leaf as the operator wrote it."""
        if isinstance(self.node, Phrase):
            return self.node.text
        within = "one sentence"
        if self.node.words is not None:
            within = f"{self.node.words} words"
        return f"{' … '.join(self.node.terms)} (within {within})"


@dataclass(frozen=True, slots=True)
class Branch:
    """A rule with its children compiled."""

    any: tuple[Leaf | Branch, ...]
    all: tuple[Leaf | Branch, ...]
    none: tuple[Leaf | Branch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """All topics, ready to match. `found_by` gives for each automaton key its (term, spelling)
    pairs; `topics_of` for each term the topics that it may make true; `longer` for the term of an
    alias those of the longer names in which it does not count."""

    topics: tuple[Topic, ...]
    trees: tuple[Branch, ...]
    automaton: ahocorasick_rs.AhoCorasick
    found_by: tuple[tuple[tuple[int, Spelling], ...], ...]
    topics_of: tuple[tuple[int, ...], ...]
    fields: frozenset[str]
    longer: Mapping[int, tuple[int, ...]]


@lru_cache(maxsize=8)
def compile_topics(topics: tuple[Topic, ...], aliases: tuple[Alias, ...]) -> Rulebook:
    """Compile every leaf of every topic; equal terms are looked for once. Cost: one automaton,
    about 1 ms a topic.
    """
    return _Compiler(aliases).compile(topics)


class _Compiler:
    def __init__(self, aliases: Sequence[Alias]) -> None:
        self.aliases = {alias.id: alias for alias in aliases}
        self.terms: dict[str, int] = {}
        self.topics_of: list[set[int]] = []
        self.fields: set[str] = set()
        self.leaves = 0

    def compile(self, topics: tuple[Topic, ...]) -> Rulebook:
        """Compile all topics; the automaton comes last, when every term is known."""
        trees = tuple([self.branch(topic.rule, number) for number, topic in enumerate(topics)])
        longer = self.longer_names()
        keys: dict[str, list[tuple[int, Spelling]]] = {}
        for text, term in self.terms.items():
            for spelling in _spellings(text, self.aliases):
                # terms share a spelling ("US" of two topics); the automaton wants each key once
                keys.setdefault(spelling.key, []).append((term, spelling))
        return Rulebook(
            topics=topics,
            trees=trees,
            automaton=ahocorasick_rs.AhoCorasick(list(keys), implementation=_fast(keys)),
            # The automaton numbers its keys in this order.
            found_by=tuple(map(tuple, keys.values())),
            topics_of=tuple(map(tuple, map(sorted, self.topics_of))),
            fields=frozenset(self.fields),
            longer=longer,
        )

    def longer_names(self) -> dict[int, tuple[int, ...]]:
        """Return the terms of the names in which an alias does not count, by the alias's term."""
        longer = {}
        # the terms grow while longer names are added
        for text, term in list(self.terms.items()):
            alias = self.aliases.get(text.removeprefix("@")) if text.startswith("@") else None
            if alias is not None and alias.not_in:
                longer[term] = tuple(map(self.term, alias.not_in))
        return longer

    def branch(self, rule: Rule, topic: int) -> Branch:
        """Compile a rule; leaves are numbered in the order any, all, none."""
        return Branch(
            any=self.nodes(rule.any, topic),
            all=self.nodes(rule.all, topic),
            none=self.nodes(rule.none, topic),
        )

    def nodes(self, nodes: Iterable[RuleNode], topic: int) -> tuple[Leaf | Branch, ...]:
        """Compile the children of a rule in their order."""
        return tuple([self.node(node, topic) for node in nodes])

    def node(self, node: RuleNode, topic: int) -> Leaf | Branch:
        """Compile one child: a branch, or a leaf with the numbers of its terms."""
        if isinstance(node, Rule):
            return self.branch(node, topic)
        if isinstance(node, Phrase):
            terms: tuple[int, ...] = (self.term(node.text),)
        else:
            terms = tuple(map(self.term, node.terms))
        for term in terms:
            self.topics_of[term].add(topic)
        # only fields that some leaf reads are scanned in an article
        self.fields.update(node.fields)
        self.leaves += 1
        return Leaf(index=self.leaves - 1, node=node, terms=terms)

    def term(self, text: str) -> int:
        """Return the number of a term; one text has one number in all topics."""
        if text not in self.terms:
            self.terms[text] = len(self.terms)
            self.topics_of.append(set())
        return self.terms[text]


def _fast(keys: dict[str, list[tuple[int, Spelling]]]) -> ahocorasick_rs.Implementation:
    """Choose the automaton: a DFA is the fastest to run and the slowest to build."""
    if sum(map(len, keys)) < MOST_DFA_LETTERS:
        return ahocorasick_rs.Implementation.DFA
    return ahocorasick_rs.Implementation.ContiguousNFA


def _spellings(term: str, aliases: dict[str, Alias]) -> Iterable[Spelling]:
    """Every spelling of a term as an operator writes it: `oil*`, `Strait of Hormuz`, `@hezbollah`.

    An unknown alias has no spelling; checking the configuration is where it is an error.
    """
    if not term.startswith("@"):
        return spellings(term)
    alias = aliases.get(term[1:])
    if alias is None:
        return ()
    return alias_spellings(alias)
