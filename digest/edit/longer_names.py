"""Longer names: where a short name is a part of another thing's name, it does not count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Place = tuple[str, int, int]
"""A field, the first word of a name in it, and how many words it has."""


def without_longer(
    places: Mapping[int, list[Place]], longer: Mapping[int, Sequence[int]]
) -> dict[int, list[Place]]:
    """Return the places of each term but those inside a place of one of its longer names.

    `longer` holds for a term the terms of its longer names. A term without a place left is absent.

    >>> sudan, south_sudan = ("title", 1, 1), ("title", 0, 2)
    >>> without_longer({1: [sudan], 2: [south_sudan]}, {1: [2]})
    {2: [('title', 0, 2)]}
    """
    kept: dict[int, list[Place]] = {}
    for term, own in places.items():
        around: list[Place] = []
        for longer_name in longer.get(term, ()):
            around += places.get(longer_name, ())
        left = own
        if around:
            left = [place for place in own if not _is_inside(place, around)]
        if left:
            kept[term] = left
    return kept


def _is_inside(place: Place, around: Sequence[Place]) -> bool:
    field, first, count = place
    for other_field, start, length in around:
        if field == other_field and start <= first and first + count <= start + length:
            return True
    return False
