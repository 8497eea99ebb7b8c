"""Likeness: how much articles, and groups of articles, have the same rare words and names."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from digest.edit.profile import profile_batch
from digest.models import Alias, Article

Vector = Mapping[int, float]
"""Weighted terms of length 1."""


class Likeness:
    """The vectors of the articles of one issue; a term counts more when fewer articles have it.

    Build it from articles in a fixed order, so that sums come out the same each time.
    """

    def __init__(self, articles: Sequence[Article], aliases: Iterable[Alias] = ()) -> None:
        # Rarity is that of these articles alone, so vectors of two batches cannot be compared.
        profiles = profile_batch(articles, aliases)
        self._vectors: dict[str, Vector] = {}
        for article, vector, length in zip(articles, profiles.vectors, profiles.norms, strict=True):
            self._vectors[article.id] = _scaled(vector, length)

    def vector(self, article: Article) -> Vector:
        """The vector of one article of the window."""
        return self._vectors[article.id]

    def between(self, first: Article, second: Article) -> float:
        """The likeness of two articles: 0 for no word in common, 1 for the same words."""
        return cosine(self._vectors[first.id], self._vectors[second.id])

    def centre(self, articles: Iterable[Article]) -> Vector:
        """The vector of a group: the mean of its articles, of length 1."""
        total: dict[int, float] = {}
        for article in articles:
            for term, weight in self._vectors[article.id].items():
                total[term] = total.get(term, 0.0) + weight
        length = math.hypot(*total.values()) or 1.0
        return _scaled(total, length)


def _scaled(vector: Vector, length: float) -> Vector:
    return {term: weight / length for term, weight in vector.items()}


def cosine(first: Vector, second: Vector) -> float:
    """The cosine of two vectors of length 1.

    >>> cosine({1: 0.6, 2: 0.8}, {2: 1.0})
    0.8
    """
    shared = first.keys() & second.keys()
    # fsum rounds once, so the order of a set changes nothing.
    return math.fsum([first[term] * second[term] for term in shared])
