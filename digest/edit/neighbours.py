"""Neighbours: for each article the most similar ones within the window, by an inverted index on its
rarest terms.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from digest.edit.linkage import Pair
from digest.edit.profile import Profiles

WINDOW = timedelta(days=3)
"""Articles further apart in time are never of one event. A lesser distance says nothing: a feed may
give only the day, or one date for a whole story."""

LEAST_SIMILARITY = 0.04
LEAST_REACH = 16
EFFORT = 40_000
"""Comparisons that a batch may cost. Each article is compared with its `reach` nearest ones, where
the reach is `EFFORT` over the number of articles: in a small batch, whose articles may all be of
one theme, that is every other article. The nearest share most of the article's `reach` weightiest
terms; a term that more than 3 × `reach` articles have is passed over."""


def similar_pairs(profiles: Profiles, times: Sequence[datetime]) -> dict[Pair, float]:
    """Cosine of every pair (earlier, later) of articles that are near in time and share rare terms.

    `times` must ascend. Cost: at most `reach` cosines an article, whatever the size of the batch.
    """
    reach = max(LEAST_REACH, EFFORT // max(1, len(times)))
    vectors, norms = profiles.vectors, profiles.norms
    index = _Index(reach)
    cosines: dict[Pair, float] = {}
    for item, (vector, first) in enumerate(zip(vectors, _window_starts(times), strict=True)):
        terms = list(vector)
        if len(vector) > reach:
            terms = sorted(vector, key=vector.__getitem__, reverse=True)[:reach]
        mine, norm = vector.keys(), norms[item]
        for other in index.meet(item, terms, first):
            theirs = vectors[other]
            # Plain comprehensions: this is the innermost loop of the desk.
            cosine = sum([vector[term] * theirs[term] for term in mine & theirs.keys()]) / (
                norm * norms[other]
            )
            if cosine >= LEAST_SIMILARITY:
                cosines[other, item] = cosine
    return cosines


def _window_starts(times: Sequence[datetime]) -> list[int]:
    """For each article the first one of its window."""
    starts = []
    first = 0
    for time in times:
        while time - times[first] > WINDOW:
            first += 1
        starts.append(first)
    return starts


class _Index:
    """The articles of the window by the terms they have."""

    def __init__(self, reach: int) -> None:
        self.reach = reach
        self.having: defaultdict[int, list[int]] = defaultdict(list)

    def meet(self, item: int, terms: Iterable[int], first: int) -> list[int]:
        """Enter an article, and name those from `first` on that share the most of its terms."""
        having, common = self.having, 3 * self.reach
        met: list[int] = []
        for term in terms:
            others = having[term]
            if others:
                # Positions ascend, so those that left the window stand at the front.
                if others[0] < first:
                    del others[: bisect_left(others, first)]
                if len(others) <= common:
                    met += others
            others.append(item)
        return self._likeliest(met)

    def _likeliest(self, met: list[int]) -> list[int]:
        shared = Counter(met)
        # one common term is no reason to compare where many articles were met
        least = 2 if len(shared) > self.reach else 1
        likely = sorted([other for other, times in shared.items() if times >= least])
        if len(likely) <= self.reach:
            return likely
        return sorted(sorted(likely, key=shared.__getitem__, reverse=True)[: self.reach])
