"""Average-link clustering of scored pairs: two groups merge when their members agree on average."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain

Pair = tuple[int, int]

MOST_MISSED = 10
"""Pairs without a score that count for each member of the smaller of two groups. An article is
compared with its nearest only, so that most pairs of two large groups have no score.
"""


def average_link(
    count: int,
    scores: Mapping[Pair, float],
    *,
    threshold: float,
    missing: float = 0.0,
    together: Collection[Pair] = (),
    apart: Collection[Pair] = (),
) -> list[list[int]]:
    """Merge the two groups that agree best, until no two agree at `threshold` or more.

    The items are 0 … count-1. `scores` has each pair (low, high) once; a pair without a score
    counts as `missing`, at most `MOST_MISSED` times for each article of the smaller group. Pairs in
    `together` start merged; groups with a pair in `apart` between them never merge, whatever else
    is asked. Ties go to the lowest item, so the result depends on the numbering alone. Returns
    sorted groups in order of their lowest item. Cost: O(p log p) for p pairs, as long as groups
    stay small. `missing` is below `threshold`, so articles that no chain of agreeing pairs connects
    never meet, and each such part is linked by itself.
    """
    agreeing = []
    for pair, score in scores.items():
        if score >= threshold:
            agreeing.append(pair)
    # Parts that no agreeing pair connects can be linked one by one: small heaps are fast.
    home = _homes(count, chain(agreeing, together))
    parts: defaultdict[int, list[int]] = defaultdict(list)
    for item, name in enumerate(home):
        parts[name].append(item)
    inside: defaultdict[int, list[tuple[int, int, float]]] = defaultdict(list)
    for (left, right), score in scores.items():
        if home[left] == home[right]:
            inside[home[left]].append((left, right, score))
    enemies = _both_ways(apart)
    groups: list[list[int]] = []
    for name, items in parts.items():
        first, *rest = items
        # one article, or two that may stand together, need no further look
        if not rest or (not rest[1:] and rest[0] not in enemies.get(first, ())):
            groups.append(items)
        else:
            pinned = []
            for pair in together:
                if home[pair[0]] == name:
                    pinned.append(pair)
            linkage = _Linkage(items, inside[name], missing, enemies)
            groups += linkage.run(threshold, pinned)
    return sorted(groups)


def _homes(count: int, pairs: Iterable[Pair]) -> list[int]:
    """Return for each item the lowest item that a chain of pairs connects it with."""
    home = list(range(count))
    for left, right in pairs:
        # each step halves the path to the root, which keeps later searches short
        while left != home[left]:
            home[left] = left = home[home[left]]
        while right != home[right]:
            home[right] = right = home[home[right]]
        # the lower number leads, whatever the order of the pairs
        home[max(left, right)] = min(left, right)
    for item, lower in enumerate(home):
        home[item] = home[lower]
    return home


def _both_ways(pairs: Iterable[Pair]) -> dict[int, set[int]]:
    neighbours: dict[int, set[int]] = {}
    for left, right in pairs:
        neighbours.setdefault(left, set()).add(right)
        neighbours.setdefault(right, set()).add(left)
    return neighbours


class _Linkage:
    """The groups of one part, each named by its lowest item.

    `links[a][b]` is the sum of the scores between two groups, with their number.
    """

    def __init__(
        self,
        items: Sequence[int],
        scores: Iterable[tuple[int, int, float]],
        missing: float,
        enemies: Mapping[int, set[int]],
    ) -> None:
        self.members = {item: [item] for item in items}
        self.missing = missing
        self.links: dict[int, dict[int, tuple[float, int]]] = {item: {} for item in items}
        for left, right, score in scores:
            self.links[left][right] = self.links[right][left] = (score, 1)
        # A copy, because groups take over the enemies of their members.
        self.enemies: dict[int, set[int]] = {}
        for item in items:
            if item in enemies:
                self.enemies[item] = set(enemies[item])
        self.home = dict(zip(items, items, strict=True))
        self.heap: list[tuple[float, int, int]] = []

    def run(self, threshold: float, together: Collection[Pair]) -> list[list[int]]:
        """Merge until no two groups agree; pairs of `together` merge first."""
        for left, right in together:
            if self._agreement(self.home[left], self.home[right]) > float("-inf"):
                self._merge(self.home[left], self.home[right], threshold)
        self.heap = self._agreeing_links(threshold)
        heapq.heapify(self.heap)
        while self.heap:
            agreement, left, right = heapq.heappop(self.heap)
            # An entry is stale where a group is gone or has grown since it was pushed.
            alive = left in self.members and right in self.members
            if alive and -agreement == self._agreement(left, right):
                self._merge(left, right, threshold)
        return [sorted(self.members[name]) for name in sorted(self.members)]

    def _agreeing_links(self, threshold: float) -> list[tuple[float, int, int]]:
        agreeing = []
        for left, rights in self.links.items():
            for right in rights:
                if left < right:
                    agreement = self._agreement(left, right)
                    if agreement >= threshold:
                        agreeing.append((-agreement, left, right))
        return agreeing

    def _agreement(self, left: int, right: int) -> float:
        total, number = self.links[left].get(right, (0.0, 0))
        if self.enemies.get(left) and not self.enemies[left].isdisjoint(self.members[right]):
            return float("-inf")
        # Pairs without a score count as missing, up to a most for each member of the smaller group.
        few, many = sorted((len(self.members[left]), len(self.members[right])))
        pairs = max(number, few * min(many, MOST_MISSED))
        return (total + self.missing * (pairs - number)) / pairs

    def _merge(self, left: int, right: int, threshold: float) -> None:
        if left == right:
            return
        # A group is named by its lowest item, so that the result does not depend on the order.
        left, right = min(left, right), max(left, right)
        for item in self.members[right]:
            self.home[item] = left
        self.members[left] += self.members.pop(right)
        if right in self.enemies:
            self.enemies.setdefault(left, set()).update(self.enemies.pop(right))
        self._join_links(left, right)
        for third in self.links[left]:
            agreement = self._agreement(left, third)
            if agreement >= threshold:
                heapq.heappush(self.heap, (-agreement, min(left, third), max(left, third)))

    def _join_links(self, left: int, right: int) -> None:
        mine, theirs = self.links[left], self.links.pop(right)
        mine.pop(right, None)
        theirs.pop(left, None)
        for third, (total, number) in theirs.items():
            before = mine.get(third, (0.0, 0))
            mine[third] = self.links[third][left] = (before[0] + total, before[1] + number)
            del self.links[third][right]
