"""Scores of topics: how much one leaf may give, and how much a whole topic may reach."""

from __future__ import annotations

from collections.abc import Iterable

from digest.models import Near, Phrase, Prefer, Rule

MOST_PER_LEAF = 4.0
"""Mentions of one leaf add up to this many times its weight at most.

Tuned with the places of mentions on the first half of the development side of Reuters-21578;
`bench/topics.py` scores the second half.
"""


def leaf_score(weight: float, mentions: float) -> float:
    """Return the score of a leaf whose mentions count `mentions` together.

    >>> leaf_score(2.0, 1.3), leaf_score(2.0, 9.0)
    (2.6, 8.0)
    """
    return weight * min(MOST_PER_LEAF, mentions)


def highest_score(rule: Rule, prefer: Iterable[Prefer] = ()) -> float:
    """Return the highest score that an article can get from a rule and its bonuses.

    A leaf in any part of an article reaches its most by repetition. Leaves under `none` give no
    score, and a bonus below zero is not counted.

    >>> highest_score(Rule(any=(Phrase(text="port"), Phrase(text="quay", weight=2.0))))
    12.0
    """
    score = 0.0
    for node in (*rule.any, *rule.all):
        score += _highest_of_node(node)
    for preference in prefer:
        score += max(preference.bonus, 0.0)
    return score


def _highest_of_node(node: Phrase | Near | Rule) -> float:
    if isinstance(node, Rule):
        return highest_score(node)
    return node.weight * MOST_PER_LEAF
