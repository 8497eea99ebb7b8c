"""Rules of topic files: sections → the rule tree of `digest.models`.

`rule_reach.py` looks for leaves that can never matter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from digest.config.documents import Document, KeyPath
from digest.config.rule_reach import check_reach, term_key
from digest.config.suggestions import did_you_mean
from digest.config.topic_file import NearKeys, PhraseKeys, RuleKeys, TopicFile
from digest.errors import Problem
from digest.models import TEXT_FIELDS, Field, Near, Phrase, Rule, RuleNode
from digest.text import fold, word_texts

SHORTEST_PREFIX = 3
"""Letters before the * of a prefix; shorter prefixes match most texts."""
RULE_PARTS = ("any", "all", "none")
PLAIN_WEIGHT = Phrase(text="").weight


def rule_of(
    topic: TopicFile,
    document: Document,
    *,
    alias_ids: Collection[str] | None,
    found_right: bool = False,
) -> tuple[Rule, tuple[Problem, ...]]:
    """Return the rule of a topic file, and the problems of its leaves.

    With `alias_ids` None, the names of aliases are not checked. A rule that was `found_right`
    before is read without the checks of its terms and its reach, which take most of the time.
    """
    builder = _RuleBuilder(document=document, alias_ids=alias_ids, found_right=found_right)
    rule = builder.rule(topic, (), below_none=False)
    if found_right:
        return rule, ()
    # none alone: every article that lacks those words would match
    if topic.any is None and topic.all is None and document.whole():
        builder.complain(
            (), "this topic would match everything", "give it any: or all:, with at least one leaf"
        )
    prefer = [preference.bonus for preference in topic.prefer]
    reach = check_reach(
        rule, document, places=builder.places, min_score=topic.min_score, bonuses=prefer
    )
    return rule, (*builder.problems, *reach)


def alias_names(rule: Rule) -> Iterator[str]:
    """Yield the names of aliases that a rule uses, without their @.

    >>> list(alias_names(Rule(any=(Phrase(text="@beirut"), Phrase(text="port")))))
    ['beirut']
    """
    for node in (*rule.any, *rule.all, *rule.none):
        if isinstance(node, Rule):
            yield from alias_names(node)
            continue
        terms = node.terms if isinstance(node, Near) else (node.text,)
        for term in terms:
            if term.startswith("@"):
                yield term[1:]


@dataclass(slots=True, kw_only=True)
class _RuleBuilder:
    """Builds one rule; keeps the path of each leaf by the leaf's identity."""

    document: Document
    alias_ids: Collection[str] | None
    found_right: bool = False
    problems: list[Problem] = field(default_factory=list)
    places: dict[int, KeyPath] = field(default_factory=dict)

    def complain(self, path: KeyPath, what: str, advice: str) -> None:
        self.problems.append(self.document.problem(path, what, advice))

    def rule(self, keys: RuleKeys, path: KeyPath, *, below_none: bool) -> Rule:
        built: dict[str, tuple[RuleNode, ...]] = {}
        given = 0
        for part in RULE_PARTS:
            nodes = getattr(keys, part)
            built[part] = ()
            if nodes is None:
                continue
            given += 1
            if not nodes and self.document.whole((*path, part)):
                advice = f"give it a leaf, or delete {part}:"
                self.complain((*path, part), f"{part} is empty", advice)
            below = below_none or part == "none"
            built[part] = self.nodes(nodes, (*path, part), below_none=below)
        # an empty rule at the top is reported as a topic that matches everything
        if path and not given and self.document.whole(path):
            self.complain(path, "this rule is empty", "give it any:, all: or none:")
        return Rule(**built, mark=self.document.where(path))

    def nodes(
        self,
        nodes: Sequence[str | PhraseKeys | NearKeys | RuleKeys],
        path: KeyPath,
        *,
        below_none: bool,
    ) -> tuple[RuleNode, ...]:
        built = []
        for number, node in enumerate(nodes):
            built.append(self.node(node, (*path, number), below_none=below_none))
        return tuple(built)

    def node(
        self, node: str | PhraseKeys | NearKeys | RuleKeys, path: KeyPath, *, below_none: bool
    ) -> RuleNode:
        if isinstance(node, RuleKeys):
            return self.rule(node, path, below_none=below_none)
        leaf: Phrase | Near
        if isinstance(node, str):
            self.check_term(node, path)
            leaf = Phrase(text=node, mark=self.document.where(path))
        else:
            # a branch under none takes the match away, so its leaves add to no score
            if node.weight is not None and below_none:
                what = "a leaf under none has no weight"
                self.complain((*path, "weight"), what, "delete weight: it never counts")
            leaf = self.leaf(node, path)
        # by identity: two equal leaves stand at two places of the file
        self.places[id(leaf)] = path
        return leaf

    def leaf(self, node: PhraseKeys | NearKeys, path: KeyPath) -> Phrase | Near:
        weight = PLAIN_WEIGHT
        if node.weight is not None:
            weight = float(node.weight)
        fields = self.fields(node.in_, path)
        mark = self.document.where(path)
        if isinstance(node, PhraseKeys):
            self.check_term(node.phrase, (*path, "phrase"))
            return Phrase(text=node.phrase, fields=fields, weight=weight, mark=mark)
        self.check_near(node, path)
        return Near(terms=node.near, words=node.words, fields=fields, weight=weight, mark=mark)

    def fields(self, fields: Sequence[Field] | None, path: KeyPath) -> tuple[Field, ...]:
        if fields is None:
            return TEXT_FIELDS
        for number, name in enumerate(fields):
            if name in fields[:number]:
                what = f"{name} stands here twice"
                self.complain((*path, "in", number), what, "keep one of them")
        return tuple(fields)

    # ---- terms -------------------------------------------------------------------------------

    def check_near(self, node: NearKeys, path: KeyPath) -> None:
        for number, term in enumerate(node.near):
            self.check_term(term, (*path, "near", number))
        if len({term_key(term) for term in node.near}) < len(node.near):
            what = "near names the same words twice"
            self.complain((*path, "near"), what, "name different words")
        if node.words is not None and node.sentence:
            what = "words and sentence stand together"
            self.complain((*path, "sentence"), what, "keep one of them")

    def check_term(self, text: str, path: KeyPath) -> None:
        if self.found_right:
            return
        if text.startswith("@"):
            self.check_alias(text[1:], path)
            return
        if not word_texts(text):
            self.complain(path, f'"{text}" has no word in it', "write the words to look for")
        for word in text.split():
            self.check_prefix(word, path)

    def check_prefix(self, word: str, path: KeyPath) -> None:
        if "*" in word.rstrip("*") or "**" in word:
            what = f'"{word}" has a * inside a word'
            self.complain(path, what, "a prefix ends in one *, like missile*")
        elif word.endswith("*") and len(fold(word[:-1])) < SHORTEST_PREFIX:
            what = f'the prefix "{word}" is too short'
            self.complain(path, what, "give it three letters or more before the *")

    def check_alias(self, name: str, path: KeyPath) -> None:
        if self.alias_ids is None or name in self.alias_ids:
            return
        alias, _, rest = name.partition(" ")
        if rest and alias in self.alias_ids:
            advice = f'an alias stands alone: write {{near: ["@{alias}", {rest}]}}'
        else:
            near = did_you_mean(name, self.alias_ids, none="aliases.yaml has none yet")
            advice = near.replace('mean "', 'mean "@')
        self.complain(path, f'there is no alias "@{name}"', advice)
