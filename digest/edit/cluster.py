"""Group articles about one event, whatever order they come in, with the evidence of each merge."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence

from digest.edit.copies import CopyLink, copy_links
from digest.edit.linkage import Pair, average_link
from digest.edit.neighbours import similar_pairs
from digest.edit.pairs import conflict, evidence, score_pairs
from digest.edit.profile import Profiles, profile_batch
from digest.edit.repeated_text import cut_repeated_text
from digest.models import Alias, Article, Cluster, Merge, Pins, Reason

THRESHOLD = -1.0
STRANGERS = -2.0
"""Log-odds from which on two groups merge; and the least that two articles count, compared or not:
in a large event each is like some of the others only."""

SUREST = 6.0
"""Log-odds that one pair counts at most: one very sure pair must not carry a whole group."""


def cluster_articles(
    articles: Sequence[Article], *, aliases: Iterable[Alias] = (), pins: Pins | None = None
) -> tuple[Cluster, ...]:
    """Put each article into exactly one cluster; the order of `articles` changes nothing.

    Copies are folded first and travel with the article they copy. Two groups merge while their
    articles agree on average; a newcomer that resembles one member only stays out. An editor's pins
    come before everything. Clusters are ordered by their first article, articles within by
    (published, id).
    """
    ordered = sorted(
        articles, key=lambda article: (article.published, article.id, article.url, article.title)
    )
    pinned = _Pinned(ordered, pins or Pins())
    # Repeated text is cut before copies are sought: a shared footer makes no copy.
    plain = cut_repeated_text(ordered)
    copies = []
    home: dict[int, int] = {}
    for link in copy_links(plain):
        # An editor's "apart" is stronger than equal words.
        if link.folded not in pinned.kept_apart:
            copies.append(link)
            home[link.folded] = link.kept
    batch = [item for item in range(len(ordered)) if item not in home]
    texts, times, ids = [], [], []
    for item in batch:
        texts.append(plain[item])
        times.append(ordered[item].published)
        ids.append(ordered[item].id)
    profiles = profile_batch(texts, aliases)
    scores = score_pairs(profiles, similar_pairs(profiles, times))
    # From here on articles are numbered within the batch, which has no folded copies.
    position = {item: number for number, item in enumerate(batch)}
    groups = group_profiles(
        profiles,
        scores,
        together=_in_batch(pinned.together, home, position),
        apart=_in_batch(pinned.apart, home, position),
    )
    merges = []
    originals = []
    for group in groups:
        merges.append(_merges(ids, group, profiles, scores))
        originals.append([batch[number] for number in group])
    return _clusters(ordered, originals, merges, copies)


def _in_batch(
    pairs: Iterable[Pair], home: Mapping[int, int], position: Mapping[int, int]
) -> list[Pair]:
    """Return pinned pairs by their numbers in the batch; a folded copy stands for its original."""
    numbered = []
    for left, right in pairs:
        numbered.append((position[home.get(left, left)], position[home.get(right, right)]))
    return numbered


def group_profiles(
    profiles: Profiles,
    scores: Mapping[Pair, float],
    *,
    threshold: float = THRESHOLD,
    together: Collection[Pair] = (),
    apart: Collection[Pair] = (),
) -> list[list[int]]:
    """Group the batch by the scores of its pairs.

    Round-ups join the one group they fit best, after all others.
    """
    pinned: set[int] = set()
    for pair in together:
        pinned.update(pair)
    # A pinned round-up takes part like a report: an editor said that it tells the event.
    round_ups = profiles.round_ups - pinned
    proper = functools.cache(profiles.proper)
    bounded: dict[Pair, float] = {}
    events: dict[Pair, float] = {}
    vetoes = list(apart)
    for pair, score in scores.items():
        # A pair below STRANGERS would count less than one that was never compared.
        if score <= STRANGERS:
            continue
        bounded[pair] = min(SUREST, score)
        if not round_ups.isdisjoint(pair):
            continue
        events[pair] = bounded[pair]
        # Reading names is slow, so only pairs that might merge are looked at for a conflict.
        if bounded[pair] > threshold and conflict(profiles, pair, bounded[pair], proper):
            vetoes.append(pair)
    groups = average_link(
        len(profiles),
        events,
        threshold=threshold,
        missing=STRANGERS,
        together=together,
        apart=vetoes,
    )
    return _with_round_ups(groups, bounded, round_ups, threshold, set(apart))


def _with_round_ups(
    groups: list[list[int]],
    scores: Mapping[Pair, float],
    round_ups: frozenset[int],
    threshold: float,
    apart: Collection[Pair],
) -> list[list[int]]:
    events = [group for group in groups if round_ups.isdisjoint(group)]
    joined = [list(group) for group in events]
    for item in sorted(round_ups):
        # Round-ups are measured against `events`, not `joined`: one must not draw in the next.
        best, best_number = STRANGERS, 0
        for number, group in enumerate(events):
            agreement = _agreement(item, group, scores, apart)
            if number == 0 or agreement > best:
                best, best_number = agreement, number
        if best >= threshold:
            joined[best_number].append(item)
        else:
            joined.append([item])
    return sorted(map(sorted, joined))


def _agreement(
    item: int, group: list[int], scores: Mapping[Pair, float], apart: Collection[Pair]
) -> float:
    agreements = []
    for member in group:
        pair = (min(item, member), max(item, member))
        # An editor may name the two in either order.
        if pair in apart or pair[::-1] in apart:
            return float("-inf")
        agreements.append(scores.get(pair, STRANGERS))
    return sum(agreements) / len(agreements)


def _merges(
    ids: list[str], group: list[int], profiles: Profiles, scores: Mapping[Pair, float]
) -> tuple[Merge, ...]:
    """Return the evidence of a group: for each article after the first, its best agreement."""
    merges = []
    for number, item in enumerate(group[1:], start=1):
        # Of equal scores the earliest article counts, so that the evidence stays the same.
        best = (group[0], item)
        for earlier in group[1:number]:
            pair = (earlier, item)
            if scores.get(pair, STRANGERS) > scores.get(best, STRANGERS):
                best = pair
        score = scores.get(best)
        if score is None:
            detail = "an editor put them together, or they agree with the same others"
            reasons: tuple[Reason, ...] = (Reason(code="pinned", detail=detail),)
        else:
            reasons = evidence(profiles, best, score)
        merges.append(
            Merge(left=ids[best[0]], right=ids[item], score=round(score or 0.0, 4), reasons=reasons)
        )
    return tuple(merges)


def _clusters(
    ordered: Sequence[Article],
    groups: list[list[int]],
    merges: list[tuple[Merge, ...]],
    copies: Sequence[CopyLink],
) -> tuple[Cluster, ...]:
    folded: dict[int, list[CopyLink]] = {}
    for link in copies:
        folded.setdefault(link.kept, []).append(link)
    clusters: list[tuple[list[int], Cluster]] = []
    for group, evidences in zip(groups, merges, strict=True):
        items = list(group)
        copied = []
        for item in group:
            for link in folded.get(item, ()):
                items.append(link.folded)
                copied.append(_copy_merge(link, ordered))
        items.sort()
        articles = tuple(ordered[item] for item in items)
        clusters.append((items, Cluster(articles=articles, merges=(*evidences, *copied))))
    # Copies may be older than their original, so the order is settled after they came back.
    clusters.sort(key=lambda pair: pair[0])
    return tuple(cluster for _, cluster in clusters)


def _copy_merge(link: CopyLink, ordered: Sequence[Article]) -> Merge:
    reason = Reason(code=link.kind.value, detail=link.detail)
    left, right = ordered[link.kept].id, ordered[link.folded].id
    return Merge(left=left, right=right, score=SUREST, reasons=(reason,))


class _Pinned:
    """An editor's pins as pairs of positions."""

    def __init__(self, ordered: Sequence[Article], pins: Pins) -> None:
        # Most issues have no pins, and the articles need not be listed by name.
        named: dict[str, list[int]] = {}
        if pins.together or pins.apart:
            named = _positions_by_name(ordered)
        self.together: list[Pair] = []
        for group in pins.together:
            items: list[int] = []
            for name in group:
                items += named.get(name, ())
            # Pairs with the first article suffice: what starts merged stays merged.
            for item in items[1:]:
                self.together.append((items[0], item))
        self.apart: list[Pair] = []
        for left_name, right_name in pins.apart:
            for pair in itertools.product(named.get(left_name, ()), named.get(right_name, ())):
                if pair[0] != pair[1]:
                    self.apart.append(pair)
        self.kept_apart = frozenset(itertools.chain.from_iterable(self.apart))


def _positions_by_name(ordered: Sequence[Article]) -> dict[str, list[int]]:
    """Return the positions of articles by id and by both addresses."""
    named: dict[str, list[int]] = {}
    for item, article in enumerate(ordered):
        for name in {article.id, article.url, article.canonical_url} - {""}:
            named.setdefault(name, []).append(item)
    return named
