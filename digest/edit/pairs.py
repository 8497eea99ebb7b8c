"""Pairs: how surely two articles are of one event, and the evidence in words."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from operator import mul

from digest.edit.linkage import Pair
from digest.edit.profile import SMALLEST_BATCH, Profiles
from digest.models import Reason

NEAREST = 30
"""Each article is scored against so many of its nearest."""

LEAST_SHARED = 2
"""Words that two articles of one event share at least."""

LEAST_TOLD = 0.15
"""Share of each title that the other article must tell, where their shared words together
weigh less than `LEAST_SHARED` words of a single article."""

SHOWN_WORDS = 6
"""Rare words, and names, that the evidence of a merge lists."""

TEMPLATE_WORDS = 3
"""Shared words of two titles from which on one may be the template of the other."""

BEYOND_DOUBT = 2.0
"""Log-odds from which on two articles tell one event although they name other places of a land."""

RAREST = 15
"""So many of the rarest words that two articles share are weighed."""

FEW_ARTICLES = 16
"""In a batch of fewer articles each has a nearest one by chance, so that ranks say less."""

FEATURES = ("title_told_least", "rare_shared", "other_day", "mutual_rank", "shorter_text")
# Log-odds of "one event", learned by `bench/train_clusters.py` from the development sides of two
# sets of same-story groups that human editors made (AllSides round-ups 2016–2018 and 2021).
# These are the weights of five numbers, in the order of `FEATURES`, and hold no text: a title that
# the other article tells whole adds 4.4, the rarest words shared 5.7, the first rank with each
# other up to 13; two weekdays take 1.9, and a text e times as long takes 1.1, as it shares more.
WEIGHTS = (4.377, 5.695, -1.949, 6.710, -1.061)
BIAS = -1.762


def score_pairs(profiles: Profiles, similar: Mapping[Pair, float]) -> dict[Pair, float]:
    """Return the log-odds that two articles tell one event, for each and its nearest; 0 is even."""
    return _weigh(_featured(profiles, similar), WEIGHTS, BIAS)


def weigh(
    features: Mapping[Pair, Sequence[float]], weights: Sequence[float], bias: float
) -> dict[Pair, float]:
    """Weigh the features of each pair."""
    return _weigh(features.items(), weights, bias)


def _weigh(
    features: Iterable[tuple[Pair, Sequence[float]]], weights: Sequence[float], bias: float
) -> dict[Pair, float]:
    return {pair: bias + sum(map(mul, weights, values)) for pair, values in features}


def pair_features(
    profiles: Profiles, similar: Mapping[Pair, float]
) -> dict[Pair, tuple[float, ...]]:
    """Return the numbers of `FEATURES` for each article and its nearest.

    The mutual rank tells pairs apart in a batch of one theme, where all articles look alike. It is
    multiplied by the nearness of the batch: where most events are told once, the nearest article of
    each is still far away. A shorter text has less to share, and texts in two languages share names
    alone.
    """
    return dict(_featured(profiles, similar))


def _featured(
    profiles: Profiles, similar: Mapping[Pair, float]
) -> Iterator[tuple[Pair, tuple[float, ...]]]:
    ranks, nearness = _surroundings(similar, len(profiles))
    first = max(1.0, FEW_ARTICLES / max(1, len(profiles)))
    unit = 1 / (RAREST * math.log(max(len(profiles) + 1, SMALLEST_BATCH)))
    vectors, rarity = profiles.vectors, profiles.rarity.__getitem__
    # Lengths are logarithms: a text twice as long does not share twice as much.
    lengths = [math.log(len(vector) + 1) for vector in vectors]
    name_lengths = [math.log(len(names) + 1) for names in profiles.names]
    languages = profiles.languages
    for pair in similar:
        left, right = pair
        mine, theirs = ranks[left].get(right), ranks[right].get(left)
        # A pair counts when one article is among the nearest of the other, in either direction.
        if mine is None and theirs is None:
            continue
        # Texts in two languages have names alone in common, so these measure their length.
        sizes = lengths if languages[left] == languages[right] else name_lengths
        vector, right_vector = vectors[left], vectors[right]
        rare = sorted(map(rarity, vector.keys() & right_vector.keys()), reverse=True)[:RAREST]
        yield (
            pair,
            (
                _told(profiles, left, right),
                min(1.0, sum(rare) * unit),
                _other_day(profiles, left, right),
                nearness * _mutual(mine, theirs, first),
                min(sizes[left], sizes[right]),
            ),
        )


def _mutual(rank: int | None, other_rank: int | None, first: float) -> float:
    """Return how high two articles rank with each other; no rank counts nothing."""
    mutual = 0.0
    if rank is not None:
        mutual = 1 / (first + rank)
    if other_rank is not None:
        mutual += 1 / (first + other_rank)
    return mutual


def evidence(profiles: Profiles, pair: Pair, score: float) -> tuple[Reason, ...]:
    """Return the reasons of a pair for an editor: its log-odds, rare words, names and day."""
    left, right = pair
    shared = profiles.vectors[left].keys() & profiles.vectors[right].keys()
    rarest = sorted([(-profiles.rarity[term], profiles.terms[term]) for term in shared])
    words = []
    for _, word in rarest[:SHOWN_WORDS]:
        # A known name is written as "@id" and listed by itself.
        if not word.startswith("@"):
            words.append(word)
    names = sorted(profiles.names[left] & profiles.names[right])
    reasons = [
        Reason(code="agree", detail="log-odds that the two tell one event", value=round(score, 3))
    ]
    if words:
        reasons.append(Reason(code="words", detail=f"both have the rare words {', '.join(words)}"))
    if names:
        reasons.append(Reason(code="names", detail=f"both name {', '.join(names[:SHOWN_WORDS])}"))
    if profiles.days[left] & profiles.days[right]:
        reasons.append(Reason(code="day", detail="both name the same day of the week"))
    return tuple(reasons)


def conflict(
    profiles: Profiles, pair: Pair, score: float, proper: Callable[[int], frozenset[int]]
) -> str:
    """Say why two articles cannot be of one event although their words agree; "" when nothing
    speaks against it.

    Templates: titles alike but for a name or number that the other article never mentions ("wins
    Ohio", "wins Iowa"); `proper` gives the names an article writes. Places: each names places of a
    land, and no place of the one is, holds or lies in a place of the other. One sea: it is too wide
    to make an event, however many words of its name the two share.
    """
    left, right = pair
    # few words in common, and titles made from one template, are told by the words alone
    if _share_little(profiles, left, right):
        return "they share too few rare words"
    template = _differ_in_a_name(profiles, left, right, proper)
    if template:
        return template
    # names of places weigh only as long as the words leave a doubt
    if score >= BEYOND_DOUBT:
        return ""
    return _of_one_sea(profiles, left, right) or _of_two_places(profiles, left, right)


def _differ_in_a_name(
    profiles: Profiles, left: int, right: int, proper: Callable[[int], frozenset[int]]
) -> str:
    """Say in which names two titles differ that are alike otherwise; "" where they are not.

    A name counts only where the other article never mentions it.
    """
    mine, theirs = set(profiles.titles[left]), set(profiles.titles[right])
    shared = mine & theirs
    own, others = mine - shared, theirs - shared
    if not own or not others:
        return ""
    # a template: enough is shared, and no title has more of its own than that
    if len(shared) < max(TEMPLATE_WORDS, len(own), len(others)):
        return ""
    own_names = (own - profiles.vectors[right].keys()) & proper(left)
    other_names = (others - profiles.vectors[left].keys()) & proper(right)
    if not own_names or not other_names:
        return ""
    return f"titles differ in {_names(profiles, own_names)} and {_names(profiles, other_names)}"


def _of_one_sea(profiles: Profiles, left: int, right: int) -> str:
    """Say that two articles share the name of a sea and little else; "" where they share more."""
    sea = _shared_sea(profiles, left, right)
    if sea and _share_little(profiles, left, right, sea):
        return "they share a sea and little else"
    return ""


def _of_two_places(profiles: Profiles, left: int, right: int) -> str:
    """Name the towns of a land that two articles are about; "" where one is, or holds, another."""
    here, there = profiles.places[left], profiles.places[right]
    if here and there and here.isdisjoint(there):
        return f"one is about {', '.join(sorted(here))}, the other about {', '.join(sorted(there))}"
    return ""


def _shared_sea(profiles: Profiles, left: int, right: int) -> frozenset[int]:
    """Return the terms of the seas that both articles name."""
    terms: frozenset[int] = frozenset()
    for name in profiles.names[left] & profiles.names[right]:
        terms |= profiles.waters.get(name, frozenset())
    return terms


def _share_little(
    profiles: Profiles, left: int, right: int, beside: frozenset[int] = frozenset()
) -> bool:
    """True where two articles share few rare words, beside those of `beside`."""
    shared = (profiles.vectors[left].keys() & profiles.vectors[right].keys()) - beside
    rarest = math.log(max(len(profiles) + 1, SMALLEST_BATCH))
    if len(shared) < LEAST_SHARED:
        return True
    common = sum(map(profiles.rarity.__getitem__, shared)) < LEAST_SHARED * rarest
    return common and _told(profiles, left, right, beside) < LEAST_TOLD


def _told(profiles: Profiles, left: int, right: int, beside: frozenset[int] = frozenset()) -> float:
    """Return the share of each title that the other article tells, by rarity; the lesser share.

    Terms of `beside` count as not told.
    """
    rarity, titles, vectors, weights = (
        profiles.rarity,
        profiles.titles,
        profiles.vectors,
        profiles.title_weights,
    )
    # the lower of both directions: a short title is easily contained in a long text
    least_share = math.inf
    for mine, theirs in ((left, right), (right, left)):
        shared = [
            rarity[term] for term in titles[mine] if term in vectors[theirs] and term not in beside
        ]
        least_share = min(least_share, sum(shared) / weights[mine])
    return least_share


def _names(profiles: Profiles, terms: Collection[int]) -> str:
    return ", ".join(sorted([profiles.terms[term] for term in terms]))


def _surroundings(
    similar: Mapping[Pair, float], count: int
) -> tuple[dict[int, dict[int, int]], float]:
    """Return the ranks of the nearest of each article, and the nearness of the batch.

    That is the average cosine of each article with the nearest one.
    """
    near: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for (left, right), cosine in similar.items():
        near[left].append((-cosine, right))
        near[right].append((-cosine, left))
    ranks: dict[int, dict[int, int]] = {}
    for item, neighbours in near.items():
        neighbours.sort()
        ranks[item] = {right: rank for rank, (_, right) in enumerate(neighbours[:NEAREST])}
    return ranks, -math.fsum(neighbours[0][0] for neighbours in near.values()) / max(1, count)


def _other_day(profiles: Profiles, left: int, right: int) -> float:
    mine, theirs = profiles.days[left], profiles.days[right]
    # An article without a day says nothing about the day.
    if mine and theirs and mine.isdisjoint(theirs):
        return 1.0
    return 0.0
