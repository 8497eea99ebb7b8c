"""Happenings: clusters that tell one event from several sides, pooled before anything counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from digest.edit.likeness import Likeness, Vector, cosine
from digest.edit.linkage import Pair, average_link
from digest.models import Article, Cluster, Merge

ONE_HAPPENING = 0.2
"""Mean likeness of two groups of clusters from which on they tell one happening."""

TERMS_COMPARED = 24
"""Clusters are compared when one of so many weightiest terms of the one is such a term of the
other: each cluster meets few others, whatever the size of the window."""

# A term that more clusters have among their weightiest says nothing about any cluster.
_MOST_MEETING = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One event with its sides. `reports` are in order of (published, id)."""

    reports: tuple[Article, ...]
    merges: tuple[Merge, ...]
    centre: Vector


def pool_happenings(
    clusters: Sequence[Cluster], likeness: Likeness, *, apart: Collection[frozenset[str]] = ()
) -> tuple[Happening, ...]:
    """Pool clusters that are alike on average into happenings.

    A cluster holds what reads alike; an event that the whole day tells stands in many clusters.
    `apart` holds pairs of article ids that an editor keeps apart. The result is in the order of
    the clusters. Cost: n log n, as each cluster meets its likely neighbours only.
    """
    centres = [likeness.centre(cluster.articles) for cluster in clusters]
    likely: dict[Pair, float] = {}
    for pair in _likely_pairs(centres):
        likely[pair] = cosine(centres[pair[0]], centres[pair[1]])
    # Pairs that were not compared count as not alike at all.
    groups = average_link(
        len(clusters),
        likely,
        threshold=ONE_HAPPENING,
        apart=_pairs_kept_apart(clusters, apart),
    )
    happenings = []
    for group in groups:
        sides = [clusters[number] for number in group]
        happenings.append(_happening(sides, likeness))
    return tuple(happenings)


def _happening(clusters: Sequence[Cluster], likeness: Likeness) -> Happening:
    reports: list[Article] = []
    merges: list[Merge] = []
    for cluster in clusters:
        reports += cluster.articles
        merges += cluster.merges
    reports.sort(key=lambda article: (article.published, article.id))
    return Happening(reports=tuple(reports), merges=tuple(merges), centre=likeness.centre(reports))


def _likely_pairs(centres: Sequence[Vector]) -> list[Pair]:
    having: defaultdict[int, list[int]] = defaultdict(list)
    pairs: set[Pair] = set()
    for number, centre in enumerate(centres):
        # ties are broken by the term, so that the order of articles does not matter
        weightiest = sorted(centre, key=lambda term: (-centre[term], term))[:TERMS_COMPARED]
        for term in weightiest:
            met = having[term]
            # a term that so many happenings have tells no two happenings apart
            if len(met) < _MOST_MEETING:
                for earlier in met:
                    pairs.add((earlier, number))
            met.append(number)
    return sorted(pairs)


def _pairs_kept_apart(clusters: Sequence[Cluster], apart: Collection[frozenset[str]]) -> list[Pair]:
    if not apart:
        return []
    home: dict[str, int] = {}
    for number, cluster in enumerate(clusters):
        for article in cluster.articles:
            home[article.id] = number
    return list(_homes(home, apart))


def _homes(home: dict[str, int], apart: Collection[frozenset[str]]) -> Iterator[Pair]:
    for names in apart:
        # An article outside the window has no cluster to keep apart.
        numbers = {home.get(name, -1) for name in names} - {-1}
        if len(numbers) > 1:
            first, second = sorted(numbers)
            yield first, second
