"""Rules of topic files: from YAML nodes to the rule tree of `digest.models`, and the leaves that can never matter."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from digest.config.schema import NearShape, PhraseShape, RuleShape, TopicFile
from digest.config.suggestions import did_you_mean
from digest.config.yaml_marks import Document, Path
from digest.errors import Problem
from digest.models import TEXT_FIELDS, Field, Near, Phrase, Rule, RuleNode
from digest.text import fold, word_texts

SHORTEST_PREFIX = 3
LONGEST_INITIALISM = 4
PARTS = ("any", "all", "none")

BEST_PLACE: Mapping[Field, float] = {Field.TITLE: 2.0, Field.LEAD: 1.5, Field.BODY: 1.5}
MOST_REPEATS = 2.0
"""What `match_articles` gives one leaf at most: its weight times its best place times its repeats."""


def rule_of(
    topic: TopicFile, document: Document, *, alias_ids: Collection[str] | None
) -> tuple[Rule, tuple[Problem, ...]]:
    """Build the rule of a topic file; problems name the leaf. `alias_ids` None: aliases are not checked."""
    reader = _Reader(document=document, alias_ids=alias_ids)
    rule = reader.rule(topic, (), below_none=False)
    if topic.any is None and topic.all is None and document.whole():
        reader.complain(
            (), "this topic would match everything", "give it any: or all:, with at least one leaf"
        )
    reader.check_reach(topic, rule)
    return rule, tuple(reader.problems)


@dataclass(frozen=True, slots=True)
class _Place:
    """A leaf with the path of its YAML node."""

    leaf: Phrase | Near
    path: Path


@dataclass(slots=True)
class _Reader:
    document: Document
    alias_ids: Collection[str] | None
    problems: list[Problem] = field(default_factory=list)
    paths: dict[int, Path] = field(default_factory=dict)

    def complain(self, path: Path, what: str, advice: str = "") -> None:
        self.problems.append(self.document.problem(path, what, advice))

    # ---- building ---------------------------------------------------------------------------------------------

    def rule(self, shape: RuleShape, path: Path, *, below_none: bool) -> Rule:
        built = {}
        for part in PARTS:
            nodes = getattr(shape, part)
            if nodes is not None and not nodes and self.document.whole((*path, part)):
                self.complain(
                    (*path, part), f"{part} is empty", f"give it a leaf, or delete {part}:"
                )
            below = below_none or part == "none"
            built[part] = tuple(
                self.node(node, (*path, part, number), below_none=below)
                for number, node in enumerate(nodes or ())
            )
        if (
            path
            and self.document.whole(path)
            and all(getattr(shape, part) is None for part in PARTS)
        ):
            self.complain(path, "this rule is empty", "give it any:, all: or none:")
        return Rule(**built, mark=self.document.where(path))

    def node(
        self, node: str | PhraseShape | NearShape | RuleShape, path: Path, *, below_none: bool
    ) -> RuleNode:
        if isinstance(node, RuleShape):
            return self.rule(node, path, below_none=below_none)
        if not isinstance(node, str) and node.weight is not None and below_none:
            self.complain(
                (*path, "weight"),
                "a leaf under none has no weight",
                "delete weight: it never counts",
            )
        leaf = self.near(node, path) if isinstance(node, NearShape) else self.phrase(node, path)
        self.paths[id(leaf)] = path
        return leaf

    def phrase(self, node: str | PhraseShape, path: Path) -> Phrase:
        if isinstance(node, str):
            self.check_term(node, path)
            return Phrase(text=node, mark=self.document.where(path))
        self.check_term(node.phrase, (*path, "phrase"))
        return Phrase(
            text=node.phrase,
            fields=self.fields(node.in_, path),
            weight=_weight(node),
            mark=self.document.where(path),
        )

    def near(self, node: NearShape, path: Path) -> Near:
        for number, term in enumerate(node.near):
            self.check_term(term, (*path, "near", number))
        if len({_key(term) for term in node.near}) < len(node.near):
            self.complain(
                (*path, "near"), "near names the same words twice", "name different words"
            )
        if node.words is not None and node.sentence:
            self.complain(
                (*path, "sentence"), "words and sentence stand together", "keep one of them"
            )
        return Near(
            terms=node.near,
            words=node.words,
            fields=self.fields(node.in_, path),
            weight=_weight(node),
            mark=self.document.where(path),
        )

    def fields(self, names: Sequence[str] | None, path: Path) -> tuple[Field, ...]:
        for number, name in enumerate(names or ()):
            if names and name in names[:number]:
                self.complain(
                    (*path, "in", number), f"{name} stands here twice", "keep one of them"
                )
        return tuple(Field(name) for name in names) if names else TEXT_FIELDS

    def check_term(self, text: str, path: Path) -> None:
        if text.startswith("@"):
            self.check_alias(text[1:], path)
            return
        if not word_texts(text):
            self.complain(path, f'"{text}" has no word in it', "write the words to look for")
        for word in text.split():
            if "*" in word.rstrip("*") or "**" in word:
                self.complain(
                    path, f'"{word}" has a * inside a word', "a prefix ends in one *, like missile*"
                )
            elif word.endswith("*") and len(fold(word[:-1])) < SHORTEST_PREFIX:
                self.complain(
                    path,
                    f'the prefix "{word}" is too short',
                    "give it three letters or more before the *",
                )

    def check_alias(self, name: str, path: Path) -> None:
        if self.alias_ids is None or name in self.alias_ids:
            return
        alias, _, rest = name.partition(" ")
        if rest and alias in self.alias_ids:
            advice = f'an alias stands alone: write {{near: ["@{alias}", {rest}]}}'
        else:
            near = did_you_mean(name, self.alias_ids, none="aliases.yaml has none yet")
            advice = near.replace('mean "', 'mean "@')
        self.complain(path, f'there is no alias "@{name}"', advice)

    # ---- leaves that can never matter --------------------------------------------------------------------------

    def check_reach(self, topic: TopicFile, rule: Rule) -> None:
        self.check_rule(rule, ())
        most = most_score(rule) + sum(max(prefer.bonus, 0.0) for prefer in topic.prefer)
        if topic.min_score > most > 0 and self.is_whole(rule, ()):
            self.complain(
                ("min_score",),
                f"min_score {topic.min_score:g} can never be reached",
                f"all leaves together give at most {most:g}: lower it, or raise weights",
            )

    def is_whole(self, rule: Rule, path: Path) -> bool:
        """True when no leaf of the rule was left out because of a mistake."""
        if not all(
            self.document.whole((*path, *step)) for step in ((), ("any",), ("all",), ("prefer",))
        ):
            return False
        inner = [
            (node, (*path, part, number))
            for part in ("any", "all")
            for number, node in enumerate(getattr(rule, part))
            if isinstance(node, Rule)
        ]
        return all(self.is_whole(node, below) for node, below in inner)

    def check_rule(self, rule: Rule, shut_out: tuple[_Place, ...]) -> None:
        for part in PARTS:
            self.check_twice(getattr(rule, part), part)
        shut_out = (*shut_out, *self.leaves(rule.none))
        for part in ("any", "all"):
            for node in getattr(rule, part):
                if isinstance(node, Rule):
                    self.check_rule(node, shut_out)
                else:
                    self.check_leaf(node, part, shut_out)

    def check_twice(self, nodes: Sequence[RuleNode], part: str) -> None:
        seen: dict[object, int] = {}
        for place in self.leaves(nodes):
            key = _leaf_key(place.leaf)
            if key in seen:
                what = f"{_said(place.leaf)} stands twice under {part}"
                self.complain(
                    place.path, what, f"the first is on line {seen[key]}; keep one of them"
                )
            seen.setdefault(key, self.document.mark(place.path)[0])

    def check_leaf(self, leaf: Phrase | Near, part: str, shut_out: Sequence[_Place]) -> None:
        path = self.paths[id(leaf)]
        for other in shut_out:
            if not _covers(other.leaf, leaf):
                continue
            line = self.document.mark(other.path)[0]
            what = (
                f"{_said(leaf)} can never match: {_said(other.leaf)} on line {line} is under none"
            )
            everything = "; with it under all, nothing ever matches" if part == "all" else ""
            self.complain(path, what, f"take one of the two out{everything}")
            return

    def leaves(self, nodes: Sequence[RuleNode]) -> Iterator[_Place]:
        for node in nodes:
            if not isinstance(node, Rule):
                yield _Place(node, self.paths[id(node)])


def most_score(rule: Rule) -> float:
    """The highest score the leaves of a rule can give together."""
    return sum(
        most_score(node)
        if isinstance(node, Rule)
        else node.weight * _best_place(node) * MOST_REPEATS
        for node in (*rule.any, *rule.all)
    )


def _best_place(leaf: Phrase | Near) -> float:
    return max(BEST_PLACE.get(name, 1.0) for name in leaf.fields)


def _weight(node: PhraseShape | NearShape) -> float:
    return 1.0 if node.weight is None else float(node.weight)


def _key(text: str) -> tuple[str, ...]:
    """Equal for two spellings of one term; the last word of a prefix keeps its `*`."""
    if text.startswith("@") or is_initialism(text):
        return (text,)
    pieces = ((word_texts(piece.rstrip("*")), piece.endswith("*")) for piece in text.split())
    return tuple(word + "*" * star for words, star in pieces for word in words)


def is_initialism(text: str) -> bool:
    """US, UN, WHO: matched in capitals only, because in lower case they are other words."""
    return text.isascii() and text.isalpha() and text.isupper() and len(text) <= LONGEST_INITIALISM


def _leaf_key(leaf: Phrase | Near) -> object:
    if isinstance(leaf, Phrase):
        return _key(leaf.text), frozenset(leaf.fields)
    return frozenset(_key(term) for term in leaf.terms), leaf.words, frozenset(leaf.fields)


def _covers(shut_out: Phrase | Near, leaf: Phrase | Near) -> bool:
    """True when `shut_out` is true wherever `leaf` is."""
    if isinstance(shut_out, Near):
        return _leaf_key(shut_out) == _leaf_key(leaf)
    if not set(leaf.fields) <= set(shut_out.fields):
        return False
    terms = (leaf.text,) if isinstance(leaf, Phrase) else leaf.terms
    return any(_within(_key(shut_out.text), _key(term)) for term in terms)


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """True when the words of `short`, prefixes included, stand in a row inside `long`."""
    return any(
        all(_word_covers(mine, theirs) for mine, theirs in zip(short, long[start:], strict=False))
        for start in range(len(long) - len(short) + 1)
    )


def _word_covers(mine: str, theirs: str) -> bool:
    return theirs.startswith(mine[:-1]) if mine.endswith("*") else mine == theirs


def _said(leaf: Phrase | Near) -> str:
    return f'"{leaf.text}"' if isinstance(leaf, Phrase) else f"near [{', '.join(leaf.terms)}]"
