"""Measure the groups of the desk on recorded mornings: against the events that an editor found, and
over windows of two lengths.

The folder is that of `desk.py`. For each of its issues the articles of its events are grouped by
clusters, and by the happenings that pool them; a group with articles of two events is mixed. For
each recorded day the articles of its 24 hours are clustered alone, and among those of 72 hours: of
the clusters of the day some are split or joined there, as older articles have their say. A cluster
of several publishers counts as cut when the longer window parts it; of all pairs that stand
together in either window, some stand apart in the other. `--json` prints one object. Exits 1 when a
promise is broken.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import combinations

from clusters import Score, score_groups
from desk import DATA, Morning, matches_of, newsletter_of, read_articles, read_mornings, window_of

from digest.config import Config, load_config, shipped_config
from digest.edit import cluster_articles
from digest.edit.pooled_window import PooledWindow, pool_window
from digest.edit.reports import part_reports
from digest.models import Article

LEAST_AGREEMENT = 0.75
"""F1 over the pairs of one cluster, in the day alone and among three days, that must be reached."""
LEAST_B3 = {"clusters": 0.60, "happenings": 0.64}
"""B³ F1 against an editor's events that must be reached."""
DAY, DAYS = timedelta(hours=24), timedelta(hours=72)
EDGE_H = 13
"""Windows end at this hour (UTC)."""
LEAST_ARTICLES = 20
"""A day of fewer articles is not measured."""
LEAST_OLDER = 0.3
"""Nor is one whose two days before have fewer articles than this share of it."""


def main() -> int:
    """Score the folder and print the figures."""
    if not (DATA / "days.jsonl").is_file():
        print(f"events: recorded mornings are not here ({DATA.name}/); nothing measured")
        return 0
    config = load_config(shipped_config(), env={})
    mornings = [_grouped(morning, pooled) for morning, pooled in _pooled_mornings(config)]
    scores, mixed = _against_events(mornings)
    windows = _over_windows(config)
    if "--json" in sys.argv:
        kinds = {kind: vars(score) for kind, score in scores.items()}
        print(json.dumps({"scores": kinds, "mixed": mixed, "windows": windows}))
    else:
        _print(scores, mixed, windows)
        _print_sets(mornings)
    kept = all(scores[kind].b3 >= least for kind, least in LEAST_B3.items())
    return 0 if kept and windows["agreement"] >= LEAST_AGREEMENT else 1


def _print(
    scores: dict[str, Score], mixed: dict[str, tuple[int, int]], windows: dict[str, float]
) -> None:
    print(f"{'groups':11} {'B3 P':>6} {'B3 R':>6} {'B3 F1':>6} {'pair':>6}  mixed")
    for kind, score in scores.items():
        print(f"{kind:11} {score}  {mixed[kind][0]} of {mixed[kind][1]}")
    print(
        f"24 h alone and among 72 h, {windows['days']} days: pairs agree "
        f"{windows['agreement']:.3f}; of {windows['clusters']} clusters {windows['split']} are "
        f"split, and {windows['joined']} of the longer window join two; {windows['cut']} of "
        f"{windows['several']} of several publishers are cut; {windows['apart']:.3f} of the pairs "
        "of either window stand apart in the other"
    )


def _print_sets(mornings: Sequence[GroupedMorning]) -> None:
    """Print B³ F1 and pair F1 of each recorded period: a period of one war is dense."""
    for set_name in sorted({morning.set_name for morning in mornings}):
        of_set = [morning for morning in mornings if morning.set_name == set_name]
        scores = _against_events(of_set)[0]
        line = ", ".join(f"{kind} {s.b3:.3f} {s.pair:.3f}" for kind, s in scores.items())
        print(f"{set_name:11} {line}")


# ---- against an editor's events ------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class GroupedMorning:
    """The groups of one morning, as names of the events that their articles tell."""

    set_name: str
    groups: dict[str, list[list[str]]]


def _grouped(morning: Morning, pooled: PooledWindow) -> GroupedMorning:
    event_of = _event_names(morning)
    by_kind = {
        "clusters": [cluster.articles for cluster in pooled.clusters],
        "happenings": [happening.reports for happening in pooled.happenings],
    }
    groups: dict[str, list[list[str]]] = {}
    for kind, found in by_kind.items():
        groups[kind] = []
        for articles in found:
            names = [event_of[article.id] for article in articles if article.id in event_of]
            if names:
                groups[kind].append(names)
    return GroupedMorning(set_name=morning.set_name, groups=groups)


def _against_events(
    mornings: Iterable[GroupedMorning],
) -> tuple[dict[str, Score], dict[str, tuple[int, int]]]:
    labels: dict[str, list[str]] = {"clusters": [], "happenings": []}
    groups: dict[str, list[list[int]]] = {"clusters": [], "happenings": []}
    for morning in mornings:
        for kind, found in morning.groups.items():
            for names in found:
                first = len(labels[kind])
                labels[kind] += names
                groups[kind].append(list(range(first, len(labels[kind]))))
    scores, mixed = {}, {}
    for kind, numbered in groups.items():
        scores[kind] = score_groups(labels[kind], numbered)
        several = [group for group in numbered if len({labels[kind][item] for item in group}) > 1]
        mixed[kind] = len(several), len(numbered)
    return scores, mixed


def _pooled_mornings(config: Config) -> Iterator[tuple[Morning, PooledWindow]]:
    articles_of: dict[str, list[Article]] = {}
    for morning in read_mornings(DATA):
        if morning.set_name not in articles_of:
            articles_of[morning.set_name] = read_articles(DATA, morning.set_name)
        newsletter = newsletter_of(config, morning)
        window = window_of(morning, articles_of[morning.set_name])
        matches = matches_of(config, newsletter, window, morning.now)
        yield (
            morning,
            pool_window(window, matches, newsletter, aliases=config.aliases, now=morning.now),
        )


def _event_names(morning: Morning) -> dict[str, str]:
    """Return the event of each article, named with its issue: an event may stand in two."""
    names = {}
    for event in morning.events:
        for article_id in (*event.reports, *event.comments):
            names[article_id] = f"{morning.name} {event.name}"
    return names


# ---- over windows --------------------------------------------------------------------------------


def _over_windows(config: Config) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for set_name in sorted({morning.set_name for morning in read_mornings(DATA)}):
        # when an article was collected is no matter of its event
        articles = [replace(a, collected=a.published) for a in read_articles(DATA, set_name)]
        if len({article.published.hour for article in articles}) > 1:
            for day in sorted({article.published.date() for article in articles}):
                edge = datetime(
                    day.year, day.month, day.day, EDGE_H, tzinfo=articles[0].published.tzinfo
                )
                counts.update(_compared(articles, edge, config))
    said = counts["pairs of the day"] + counts["pairs of the days"]
    both = counts["pairs of both"]
    return {
        "days": counts["days"],
        "agreement": round(2 * both / max(1, said), 3),
        "clusters": counts["clusters"],
        "split": counts["split"],
        "joined": counts["joined"],
        "several": counts["several publishers"],
        "cut": counts["cut"],
        "apart": round((said - 2 * both) / max(1, said - both), 3),
    }


def _compared(articles: Sequence[Article], edge: datetime, config: Config) -> Counter[str]:
    """Compare the clusters of the day before `edge` with those of three days."""
    window = [article for article in articles if edge - DAYS < article.published <= edge]
    reports = part_reports(window).reports
    fresh = [article for article in reports if article.published > edge - DAY]
    older = len(reports) - len(fresh)
    if len(fresh) < LEAST_ARTICLES or older < LEAST_OLDER * len(fresh):
        return Counter()
    ids = frozenset(article.id for article in fresh)
    short, long = _groups(fresh, ids, config), _groups(reports, ids, config)
    several = _of_several(short, {article.id: article.publisher for article in fresh})
    pairs, long_pairs = _pairs(short), _pairs(long)
    return Counter(
        {
            "days": 1,
            "pairs of the day": len(pairs),
            "pairs of the days": len(long_pairs),
            "pairs of both": len(pairs & long_pairs),
            "clusters": sum(len(group) > 1 for group in short),
            "split": _spread(short, long),
            "joined": _spread(long, short),
            "several publishers": len(several),
            "cut": _spread(several, long),
        }
    )


def _of_several(
    groups: Iterable[frozenset[str]], publishers: Mapping[str, str]
) -> list[frozenset[str]]:
    """Return the groups with articles of two publishers or more."""
    several = []
    for group in groups:
        if len({publishers[name] for name in group}) > 1:
            several.append(group)
    return several


def _groups(
    articles: Sequence[Article], ids: frozenset[str], config: Config
) -> list[frozenset[str]]:
    """Return the clusters of articles, each as far as it lies in `ids`."""
    groups = []
    for cluster in cluster_articles(articles, aliases=config.aliases):
        groups.append(ids.intersection(article.id for article in cluster.articles))
    return groups


def _pairs(groups: Iterable[frozenset[str]]) -> set[tuple[str, str]]:
    pairs: set[tuple[str, str]] = set()
    for group in groups:
        pairs.update(combinations(sorted(group), 2))
    return pairs


def _spread(groups: Iterable[frozenset[str]], others: Iterable[frozenset[str]]) -> int:
    """Count the groups whose articles stand in several of the others."""
    home = {}
    for number, other in enumerate(others):
        for name in other:
            home[name] = number
    return sum(len({home[name] for name in group}) > 1 for group in groups)


if __name__ == "__main__":
    sys.exit(main())
