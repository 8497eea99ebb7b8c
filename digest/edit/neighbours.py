"""Neighbours: for each article the most similar ones within the window, by an inverted index on its rarest terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import chain

from digest.edit.linkage import Pair
from digest.edit.profile import Profiles

WINDOW = timedelta(days=3)
"""Articles further apart in time are never of one event; nearer, their distance says nothing (a feed may give only
the day, or one date for a whole story)."""

LEAST_SIMILARITY = 0.04
LEAST_REACH = 16
EFFORT = 40_000
"""An article looks up its `reach` weightiest terms, if no more than 3 × `reach` articles have them, and is compared
with the `reach` articles that share most of them. The reach is `EFFORT` over the size of the batch: a small batch,
where all may be of one theme and fine shades tell events apart, is compared throughout; a large one costs n."""


def similar_pairs(profiles: Profiles, times: Sequence[datetime]) -> dict[Pair, float]:
    """Cosine of every pair (earlier, later) of articles that are near in time and share rare terms.

    `times` must ascend. Cost: at most `reach` cosines an article, whatever the size of the batch.
    """
    reach = max(LEAST_REACH, EFFORT // max(1, len(times)))
    vectors, norms = profiles.vectors, profiles.norms
    postings: dict[int, list[int]] = {}
    found: dict[Pair, float] = {}
    for item, (vector, first) in enumerate(zip(vectors, _window_starts(times), strict=True)):
        terms = sorted(vector, key=vector.__getitem__, reverse=True)[:reach] if len(vector) > reach else list(vector)
        lists = [postings[term] for term in terms if term in postings]
        mine, norm = vector.keys(), norms[item]
        for other in _likeliest(lists, first, reach):
            theirs = vectors[other]
            cosine = sum([vector[term] * theirs[term] for term in mine & theirs.keys()]) / (norm * norms[other])
            if cosine >= LEAST_SIMILARITY:
                found[other, item] = cosine
        for term in terms:
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


def _likeliest(lists: list[list[int]], first: int, reach: int) -> list[int]:
    """Those of the window that share the most terms."""
    common = 3 * reach
    recent = [others[-common:] for others in lists if len(others) <= common or others[-common] < first]
    shared = Counter(chain.from_iterable(recent))
    least = 2 if len(shared) > reach else 1
    likely = {other: number for other, number in shared.items() if number >= least and other >= first}
    if len(likely) <= reach:
        return sorted(likely)
    return sorted(sorted(likely, key=likely.__getitem__, reverse=True)[:reach])
