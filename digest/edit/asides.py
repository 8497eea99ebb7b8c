"""Asides: comment, videos and round-ups, each attached to the happening that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from digest.edit.happenings import Happening
from digest.edit.likeness import Likeness, cosine
from digest.models import Article

ABOUT = 0.25
"""Likeness of an aside to a happening from which on it is about this happening."""


def attach_asides(
    asides: Iterable[Article], happenings: Sequence[Happening], likeness: Likeness
) -> dict[int, tuple[Article, ...]]:
    """Return for each happening, by its number, the asides that are about it.

    An aside goes to the one happening that it is most like; an aside that is like none is in no
    group. Cost: each aside is compared with each happening.
    """
    attached: dict[int, tuple[Article, ...]] = {}
    for aside in asides:
        vector = likeness.vector(aside)
        best, best_likeness = -1, ABOUT
        for number, happening in enumerate(happenings):
            alike = cosine(vector, happening.centre)
            # Of equal happenings the first counts.
            if alike > best_likeness or (best < 0 and alike == ABOUT):
                best, best_likeness = number, alike
        if best >= 0:
            attached[best] = (*attached.get(best, ()), aside)
    return attached


def alone(
    asides: Iterable[Article], attached: Mapping[int, Sequence[Article]]
) -> tuple[Article, ...]:
    """Return the asides that are about no happening, in the order in which they come."""
    taken = set()
    for group in attached.values():
        for article in group:
            taken.add(article.id)
    return tuple(article for article in asides if article.id not in taken)
