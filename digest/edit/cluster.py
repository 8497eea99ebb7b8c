"""Group articles about one event, whatever order they come in, with the evidence of each merge."""

from __future__ import annotations

import functools
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
    plain = cut_repeated_text(ordered)
    copies = [link for link in copy_links(plain) if link.folded not in pinned.kept_apart]
    home = {link.folded: link.kept for link in copies}
    batch = [item for item in range(len(ordered)) if item not in home]
    profiles = profile_batch([plain[item] for item in batch], aliases)
    scores = score_pairs(
        profiles, similar_pairs(profiles, [ordered[item].published for item in batch])
    )
    position = {item: number for number, item in enumerate(batch)}
    together, apart = (
        [(position[home.get(one, one)], position[home.get(other, other)]) for one, other in pairs]
        for pairs in (pinned.together, pinned.apart)
    )
    groups = group_profiles(profiles, scores, together=together, apart=apart)
    ids = [ordered[item].id for item in batch]
    merges = [_merges(ids, group, profiles, scores) for group in groups]
    return _clusters(
        ordered, [[batch[number] for number in group] for group in groups], merges, copies
    )


def group_profiles(
    profiles: Profiles,
    scores: Mapping[Pair, float],
    *,
    threshold: float = THRESHOLD,
    together: Collection[Pair] = (),
    apart: Collection[Pair] = (),
) -> list[list[int]]:
    """Group the batch by the scores of its pairs. Round-ups join the one group they fit best, after
    all others.
    """
    bounded = {pair: min(SUREST, score) for pair, score in scores.items() if score > STRANGERS}
    pinned = {item for pair in together for item in pair}
    round_ups = profiles.round_ups - pinned
    events = (
        {pair: score for pair, score in bounded.items() if round_ups.isdisjoint(pair)}
        if round_ups
        else bounded
    )
    proper = functools.cache(profiles.proper)
    vetoes = [
        pair
        for pair, score in events.items()
        if score > threshold and conflict(profiles, pair, score, proper)
    ]
    groups = average_link(
        len(profiles),
        events,
        threshold=threshold,
        missing=STRANGERS,
        together=together,
        apart=[*apart, *vetoes],
    )
    return _with_round_ups(groups, bounded, round_ups, threshold, set(apart))


def _with_round_ups(
    groups: list[list[int]],
    scores: Mapping[Pair, float],
    round_ups: frozenset[int],
    threshold: float,
    apart: Collection[Pair],
) -> list[list[int]]:
    events = [group for group in groups if round_ups.isdisjoint(group)] if round_ups else groups
    joined = [list(group) for group in events]
    for item in sorted(round_ups):
        best, number = max(
            (
                (_agreement(item, group, scores, apart), -number)
                for number, group in enumerate(events)
            ),
            default=(STRANGERS, 0),
        )
        if best >= threshold:
            joined[-number].append(item)
        else:
            joined.append([item])
    return sorted(sorted(group) for group in joined)


def _agreement(
    item: int, group: list[int], scores: Mapping[Pair, float], apart: Collection[Pair]
) -> float:
    pairs = [(min(item, member), max(item, member)) for member in group]
    if any(pair in apart or pair[::-1] in apart for pair in pairs):
        return float("-inf")
    return sum(scores.get(pair, STRANGERS) for pair in pairs) / len(pairs)


def _merges(
    ids: list[str], group: list[int], profiles: Profiles, scores: Mapping[Pair, float]
) -> tuple[Merge, ...]:
    """Return the evidence of a group: for each article after the first, its best agreement."""
    merges = []
    for number, item in enumerate(group[1:], start=1):
        pairs = [(other, item) for other in group[:number]]
        best = max(pairs, key=lambda pair: (scores.get(pair, STRANGERS), -pair[0]))
        score = scores.get(best)
        reasons = (
            evidence(profiles, best, score)
            if score is not None
            else (
                Reason(
                    code="pinned",
                    detail="an editor put them together, or they agree with the same others",
                ),
            )
        )
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
    found = []
    for group, why in zip(groups, merges, strict=True):
        links = [link for item in group for link in folded.get(item, ())]
        items = sorted([*group, *(link.folded for link in links)])
        copied = tuple(
            Merge(
                left=ordered[link.kept].id,
                right=ordered[link.folded].id,
                score=SUREST,
                reasons=(Reason(code=link.kind.value, detail=link.detail),),
            )
            for link in links
        )
        found.append(
            (
                items,
                Cluster(articles=tuple(ordered[item] for item in items), merges=(*why, *copied)),
            )
        )
    return tuple(cluster for _, cluster in sorted(found, key=lambda pair: pair[0]))


class _Pinned:
    """An editor's pins as pairs of positions."""

    def __init__(self, ordered: Sequence[Article], pins: Pins) -> None:
        named: dict[str, list[int]] = {}
        if pins.together or pins.apart:
            for item, article in enumerate(ordered):
                for name in {article.id, article.url, article.canonical_url} - {""}:
                    named.setdefault(name, []).append(item)
        groups = [
            [item for name in group for item in named.get(name, ())] for group in pins.together
        ]
        self.together = [(group[0], item) for group in groups for item in group[1:]]
        self.apart = [
            (one, other)
            for left, right in pins.apart
            for one in named.get(left, ())
            for other in named.get(right, ())
            if one != other
        ]
        self.kept_apart = frozenset(item for pair in self.apart for item in pair)
