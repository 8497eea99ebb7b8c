"""Pairs: how surely two articles are of one event, and the evidence in words."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from operator import mul

from digest.edit.linkage import Pair
from digest.edit.profile import SMALLEST_BATCH, Profiles
from digest.models import Reason

NEAREST = 10
"""Each article is scored against so many of its nearest."""

LEAST_SHARED = 2.0
MANY_ACTORS = 4
BEYOND_DOUBT = 2.0
"""What two articles of one event share at least, in words that nobody else has; names that each must have before none
in common is a veto; the log-odds from which on that is not asked."""
IN_DOUBT = 1.0
"""Log-odds below which a name of the gazetteer in one article needs some name in common with the other."""

FEATURES = (
    "cosine",
    "title_told_most",
    "title_told_least",
    "rarest_shared",
    "rare_shared",
    "other_day",
    "nearer_than_others",
    "mutual_rank",
)
# Log-odds of "one event", learned by `bench/clusters.py --train` from the development sides of two sets of same-story
# groups that human editors made (AllSides round-ups 2016–2018 and 2021). Weights of eight numbers: no text.
WEIGHTS = (-8.321, 1.356, 2.740, 1.344, 0.272, -1.586, 14.266, 1.591)
BIAS = -4.611


def score_pairs(profiles: Profiles, similar: Mapping[Pair, float]) -> dict[Pair, float]:
    """Log-odds that two articles tell one event, for each article and its nearest; 0 is even."""
    return _weigh(_featured(profiles, similar), WEIGHTS, BIAS)


def weigh(features: Mapping[Pair, Sequence[float]], weights: Sequence[float], bias: float) -> dict[Pair, float]:
    """Weigh the features of each pair."""
    return _weigh(features.items(), weights, bias)


def _weigh(
    features: Iterable[tuple[Pair, Sequence[float]]], weights: Sequence[float], bias: float
) -> dict[Pair, float]:
    return {pair: bias + sum(map(mul, weights, values)) for pair, values in features}


def pair_features(profiles: Profiles, similar: Mapping[Pair, float]) -> dict[Pair, tuple[float, ...]]:
    """The numbers of `FEATURES` for each article and its nearest.

    Two of them compare a pair with its surroundings, so that the bar rises by itself where a batch is all of one theme:
    how much nearer the two are than either is to its further neighbours, and how high each ranks with the other.
    """
    return dict(_featured(profiles, similar))


def _featured(profiles: Profiles, similar: Mapping[Pair, float]) -> Iterator[tuple[Pair, tuple[float, ...]]]:
    ranks, density = _surroundings(similar)
    unit = 1 / math.log(len(profiles) + 2)
    titles, vectors, rarity = profiles.titles, profiles.vectors, profiles.rarity.__getitem__
    for pair, cosine in similar.items():
        one, other = pair
        mine, theirs = ranks[one].get(other), ranks[other].get(one)
        if mine is None and theirs is None:
            continue
        vector, vector_other = vectors[one], vectors[other]
        told = sum([rarity(term) for term in titles[one] if term in vector_other]) / profiles.title_weights[one]
        retold = sum([rarity(term) for term in titles[other] if term in vector]) / profiles.title_weights[other]
        rare = sorted(map(rarity, vector.keys() & vector_other.keys()), reverse=True)[:15]
        yield (
            pair,
            (
                cosine,
                max(told, retold),
                min(told, retold),
                sum(rare[:3]) / 3 * unit,
                min(1.0, sum(rare) / 15 * unit),
                _other_day(profiles, one, other),
                cosine - (density[one] + density[other]) / 2,
                (0.0 if mine is None else 1 / (1 + mine)) + (0.0 if theirs is None else 1 / (1 + theirs)),
            ),
        )


def evidence(profiles: Profiles, pair: Pair, score: float) -> tuple[Reason, ...]:
    """What the two share, for an editor: rare words, names, the day; and how sure the desk is."""
    one, other = pair
    shared = profiles.vectors[one].keys() & profiles.vectors[other].keys()
    rarest = sorted([(-profiles.rarity[term], profiles.terms[term]) for term in shared])[:6]
    words = [word for _, word in rarest if not word.startswith("@")]
    names = sorted(profiles.names[one] & profiles.names[other])
    reasons = [Reason(code="agree", detail="log-odds that the two tell one event", value=round(score, 3))]
    if words:
        reasons.append(Reason(code="words", detail=f"both have the rare words {', '.join(words)}"))
    if names:
        reasons.append(Reason(code="names", detail=f"both name {', '.join(names[:6])}"))
    if profiles.days[one] & profiles.days[other]:
        reasons.append(Reason(code="day", detail="both name the same day of the week"))
    return tuple(reasons)


def conflict(profiles: Profiles, pair: Pair, score: float, proper: Callable[[int], frozenset[int]]) -> str:
    """Say why two articles cannot be of one event although their words agree; "" when nothing speaks against it.

    Templates: titles alike but for a name or number that the other article never mentions ("wins Ohio", "wins Iowa").
    Actors: both name several people or places, and no two are the same; not asked when the words leave no doubt.
    `proper` gives the names an article writes.
    """
    one, other = pair
    if _shared_rarity(profiles, one, other) < LEAST_SHARED:
        return "they share too few rare words"
    mine, theirs = set(profiles.titles[one]), set(profiles.titles[other])
    shared = mine & theirs
    if len(shared) >= max(3, len(mine) - len(shared), len(theirs) - len(shared)) and mine != shared != theirs:
        mine = (mine - shared - profiles.vectors[other].keys()) & proper(one)
        theirs = (theirs - shared - profiles.vectors[one].keys()) & proper(other)
        if mine and theirs:
            return f"titles differ in {_names(profiles, mine)} and {_names(profiles, theirs)}"
    if score < BEYOND_DOUBT and min(len(proper(one)), len(proper(other))) >= MANY_ACTORS:
        return "they name nobody and no place in common" if proper(one).isdisjoint(proper(other)) else ""
    known = profiles.names[one], profiles.names[other]
    if score < IN_DOUBT and any(known) and known[0].isdisjoint(known[1]) and proper(one).isdisjoint(proper(other)):
        return "they name nothing in common, and their words leave doubt"
    return ""


def _shared_rarity(profiles: Profiles, one: int, other: int) -> float:
    """The rarity of all shared words, in words that nobody else has; a name of the gazetteer counts a quarter more."""
    shared = profiles.vectors[one].keys() & profiles.vectors[other].keys()
    rarest = math.log(max(len(profiles) + 1, SMALLEST_BATCH))
    names = profiles.names[one] & profiles.names[other]
    return sum(map(profiles.rarity.__getitem__, shared)) / rarest + len(names) / 4


def _names(profiles: Profiles, terms: Collection[int]) -> str:
    return ", ".join(sorted(profiles.terms[term] for term in terms))


def _surroundings(similar: Mapping[Pair, float]) -> tuple[dict[int, dict[int, int]], dict[int, float]]:
    """For each article the ranks of its nearest, and how near its third to tenth neighbours are on average."""
    near: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for (one, other), cosine in similar.items():
        near[one].append((-cosine, other))
        near[other].append((-cosine, one))
    ranks: dict[int, dict[int, int]] = {}
    density: dict[int, float] = {}
    for item, neighbours in near.items():
        neighbours.sort()
        ranks[item] = {other: rank for rank, (_, other) in enumerate(neighbours[:NEAREST])}
        density[item] = -sum([cosine for cosine, _ in neighbours[2:10]]) / 8
    return ranks, density


def _other_day(profiles: Profiles, one: int, other: int) -> float:
    mine, theirs = profiles.days[one], profiles.days[other]
    return 1.0 if mine and theirs and mine.isdisjoint(theirs) else 0.0
