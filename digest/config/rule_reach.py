"""Leaves of a rule that can never matter, and scores that can never be reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from digest.config.documents import Document, KeyPath
from digest.errors import Problem
from digest.kernel.topic_scores import highest_score
from digest.models import Near, Phrase, Prefer, Rule, RuleNode
from digest.text import word_texts

LONGEST_INITIALISM = 4
"""Letters of the longest word that is taken for initials, like NATO."""


def check_reach(
    rule: Rule,
    document: Document,
    *,
    places: Mapping[int, KeyPath],
    min_score: float,
    bonuses: Sequence[float],
) -> Iterator[Problem]:
    """Yield a problem for each leaf that can never matter, and for a score out of reach.

    `places` gives the path of each leaf by the leaf's identity.
    """
    check = _ReachCheck(document=document, places=places)
    yield from check.rule(rule, ())
    prefer = [Prefer(field="", value="", bonus=bonus) for bonus in bonuses]
    highest = highest_score(rule, prefer)
    # a rule whose leaves were taken out as mistakes may reach its score once they are mended
    if min_score > highest > 0 and _is_whole(rule, (), document):
        yield document.problem(
            ("min_score",),
            f"min_score {min_score:g} can never be reached",
            f"all leaves together give at most {highest:g}: lower it, or raise weights",
        )


def is_initialism(text: str) -> bool:
    """Say whether a word is matched in capitals only, because in lower case it is another word.

    >>> is_initialism("US"), is_initialism("Us")
    (True, False)
    """
    return text.isascii() and text.isalpha() and text.isupper() and len(text) <= LONGEST_INITIALISM


def term_key(text: str) -> tuple[str, ...]:
    """Return the words of a term; equal for two spellings of one term.

    The last word of a prefix keeps its `*`.

    >>> term_key("Missile Strike*")
    ('missile', 'strike*')
    """
    if text.startswith("@") or is_initialism(text):
        return (text,)
    key = []
    for piece in text.split():
        ending = ""
        if piece.endswith("*"):
            ending = "*"
        key += [word + ending for word in word_texts(piece.rstrip("*"))]
    return tuple(key)


def _is_whole(rule: Rule, path: KeyPath, document: Document) -> bool:
    """Say whether every leaf of a rule, as the operator wrote it, is in the rule."""
    # `none` is left out: it takes scores away, and never adds to the highest
    for step in ((), ("any",), ("all",), ("prefer",)):
        if not document.whole((*path, *step)):
            return False
    for part in ("any", "all"):
        for number, node in enumerate(getattr(rule, part)):
            if isinstance(node, Rule) and not _is_whole(node, (*path, part, number), document):
                return False
    return True


@dataclass(frozen=True, slots=True)
class _ReachCheck:
    """Looks for leaves that stand twice, and for leaves that `none` shuts out."""

    document: Document
    places: Mapping[int, KeyPath]

    def rule(self, rule: Rule, shut_out: Sequence[Phrase | Near]) -> Iterator[Problem]:
        for part in ("any", "all", "none"):
            yield from self.doubles(_leaves(getattr(rule, part)), part)
        # a nested rule inherits what its parents shut out
        shut_out = [*shut_out, *_leaves(rule.none)]
        for part in ("any", "all"):
            for node in getattr(rule, part):
                if isinstance(node, Rule):
                    yield from self.rule(node, shut_out)
                else:
                    yield from self.dead_leaf(node, part, shut_out)

    def doubles(self, leaves: Sequence[Phrase | Near], part: str) -> Iterator[Problem]:
        """Yield a problem for each leaf that stands twice in one list."""
        first_lines: dict[object, int] = {}
        for leaf in leaves:
            path = self.places[id(leaf)]
            key = _leaf_key(leaf)
            if key in first_lines:
                what = f"{_written(leaf)} stands twice under {part}"
                advice = f"the first is on line {first_lines[key]}; keep one of them"
                yield self.document.problem(path, what, advice)
            first_lines.setdefault(key, self.document.mark(path)[0])

    def dead_leaf(
        self, leaf: Phrase | Near, part: str, shut_out: Sequence[Phrase | Near]
    ) -> Iterator[Problem]:
        """Yield a problem when a leaf under `none` is true wherever this leaf is."""
        # one blocker is enough for a message; the operator takes out either
        for blocker in shut_out:
            if not _covers(blocker, leaf):
                continue
            line = self.document.mark(self.places[id(blocker)])[0]
            what = f"{_written(leaf)} can never match: {_written(blocker)} on line {line}"
            advice = "take one of the two out"
            if part == "all":
                advice = f"{advice}; with it under all, nothing ever matches"
            path = self.places[id(leaf)]
            yield self.document.problem(path, f"{what} is under none", advice)
            return


def _leaves(nodes: Sequence[RuleNode]) -> list[Phrase | Near]:
    return [node for node in nodes if not isinstance(node, Rule)]


def _leaf_key(leaf: Phrase | Near) -> object:
    """Return a key that is equal for two leaves that are true at the same places."""
    if isinstance(leaf, Phrase):
        return term_key(leaf.text), frozenset(leaf.fields)
    terms = frozenset(term_key(term) for term in leaf.terms)
    return terms, leaf.words, frozenset(leaf.fields)


def _covers(blocker: Phrase | Near, leaf: Phrase | Near) -> bool:
    """Say whether `blocker` is true wherever `leaf` is."""
    # words that stand near each other cover the same words near each other, no more
    if isinstance(blocker, Near):
        return _leaf_key(blocker) == _leaf_key(leaf)
    if not set(leaf.fields) <= set(blocker.fields):
        return False
    terms = leaf.terms if isinstance(leaf, Near) else (leaf.text,)
    blocked = term_key(blocker.text)
    for term in terms:
        if _stands_in(blocked, term_key(term)):
            return True
    return False


def _stands_in(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Say whether the words of `short`, prefixes included, stand in a row inside `long`."""
    for start in range(len(long) - len(short) + 1):
        row = long[start : start + len(short)]
        if all(_word_covers(mine, theirs) for mine, theirs in zip(short, row, strict=True)):
            return True
    return False


def _word_covers(mine: str, theirs: str) -> bool:
    if mine.endswith("*"):
        return theirs.startswith(mine[:-1])
    return mine == theirs


def _written(leaf: Phrase | Near) -> str:
    """Return a leaf as a message names it."""
    if isinstance(leaf, Phrase):
        return f'"{leaf.text}"'
    return f"near [{', '.join(leaf.terms)}]"
