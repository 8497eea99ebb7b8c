"""Neighbours: for each article the most similar ones within the window, by an inverted index on its rarest terms."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from heapq import nlargest
from itertools import chain

from digest.edit.linkage import Pair
from digest.edit.profile import Profiles

WINDOW = timedelta(days=3)
"""Articles further apart in time are never of one event; nearer, their distance says nothing (a feed may give only
the day, or one date for a whole story)."""

LEAST_SIMILARITY = 0.04
QUERY_TERMS = 24
COMMON_TERM = 64
"""A term that this many articles of the window have finds nobody."""
CANDIDATES = 24


def similar_pairs(profiles: Profiles, times: Sequence[datetime]) -> dict[Pair, float]:
    """Cosine of every pair (earlier, later) of articles that are near in time and share rare terms.

    `times` must ascend. Cost: at most `QUERY_TERMS × COMMON_TERM` index entries and `CANDIDATES` cosines an article,
    whatever the size of the batch.
    """
    postings: dict[int, list[int]] = {}
    starts = _window_starts(times)
    found: dict[Pair, float] = {}
    for item, vector in enumerate(profiles.vectors):
        first = starts[item]
        lists = []
        for term in _query(vector):
            others = postings.setdefault(term, [])
            recent = len(others) - bisect_left(others, first)
            if 0 < recent <= COMMON_TERM:
                lists.append(others[-recent:])
        for other in _likeliest(lists):
            theirs = profiles.vectors[other]
            cosine = sum([vector[term] * theirs[term] for term in vector.keys() & theirs.keys()])
            if cosine >= LEAST_SIMILARITY:
                found[other, item] = cosine
        for term in vector:
            postings.setdefault(term, []).append(item)
    return found


def _window_starts(times: Sequence[datetime]) -> list[int]:
    """For each article the first one of its window."""
    starts = []
    first = 0
    for time in times:
        while time - times[first] > WINDOW:
            first += 1
        starts.append(first)
    return starts


def _query(vector: dict[int, float]) -> list[int]:
    if len(vector) <= QUERY_TERMS:
        return list(vector)
    return nlargest(QUERY_TERMS, vector, key=vector.__getitem__)


def _likeliest(lists: list[list[int]]) -> list[int]:
    """Those that share the most terms."""
    shared = Counter(chain.from_iterable(lists))
    if len(shared) <= CANDIDATES:
        return sorted(shared)
    return sorted(nlargest(CANDIDATES, shared, key=lambda other: (shared[other], other)))
