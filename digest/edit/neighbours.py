"""Neighbours: the articles of the window that are most like an article, by its rarest terms."""

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
"""Cosine of two articles below which they are no neighbours."""

LEAST_REACH = 16
"""Each article is compared with so many others at least, however large the batch."""

EFFORT = 40_000
"""Comparisons that a batch may cost. Each article is compared with its `reach` nearest ones, where
the reach is `EFFORT` over the number of articles: in a small batch, whose articles may all be of
one theme, that is every other article. The nearest share most of the article's `reach` weightiest
terms."""

COMMON_TIMES = 3
"""A term that more than so many times `reach` articles have leads to no neighbour."""


def similar_pairs(profiles: Profiles, times: Sequence[datetime]) -> dict[Pair, float]:
    """Return the cosine of each two articles that are near in time and share rare terms.

    Each pair is (earlier, later); `times` must ascend. Cost: at most `reach` cosines an article,
    whatever the size of the batch.
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
    """Return for each article the position of the first one of its window."""
    starts = []
    first = 0
    for time in times:
        while time - times[first] > WINDOW:
            first += 1
        starts.append(first)
    return starts


class _Index:
    """The articles of the window, under each term that they have."""

    def __init__(self, reach: int) -> None:
        self.reach = reach
        self.articles_with: defaultdict[int, list[int]] = defaultdict(list)

    def meet(self, item: int, terms: Iterable[int], first: int) -> list[int]:
        """Enter an article, and return those from `first` on that share most of its terms."""
        articles_with, most_articles = self.articles_with, COMMON_TIMES * self.reach
        met: list[int] = []
        for term in terms:
            others = articles_with[term]
            if others:
                # Positions ascend, so those that left the window stand at the front.
                if others[0] < first:
                    del others[: bisect_left(others, first)]
                if len(others) <= most_articles:
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
