"""The measures of groups: B³, pairs, and the clusters that a longer window changes."""

from __future__ import annotations

import importlib.util
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType

import pytest

from digest.config import load_config, shipped_config
from digest.models import Article

BENCH = Path(__file__).parents[2] / "bench"
EDGE = datetime(2026, 11, 20, 13, tzinfo=UTC)


@pytest.fixture(scope="module")
def events() -> ModuleType:
    # the benches read one another as scripts of one folder do
    sys.path.insert(0, str(BENCH))
    try:
        spec = importlib.util.spec_from_file_location("bench_events", BENCH / "events.py")
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(BENCH))
    return module


def test_groups_that_are_the_events_score_one(events: ModuleType) -> None:
    score = events.score_groups(["fire", "fire", "flood"], [[0, 1], [2]])
    assert (score.precision, score.recall, score.b3, score.pair) == pytest.approx((1, 1, 1, 1))


def test_mixed_group_costs_precision_and_fragments_cost_recall(events: ModuleType) -> None:
    mixed = events.score_groups(["fire", "fire", "flood", "flood"], [[0, 1, 2, 3]])
    assert (mixed.precision, mixed.recall) == pytest.approx((0.5, 1))
    apart = events.score_groups(["fire", "fire", "flood", "flood"], [[0], [1], [2], [3]])
    assert (apart.precision, apart.recall, apart.pair) == pytest.approx((1, 0.5, 0))


def test_no_articles_score_nothing(events: ModuleType) -> None:
    assert events.score_groups([], []).b3 == 0


def test_group_that_stands_in_two_others_is_spread(events: ModuleType) -> None:
    day = [frozenset("ab"), frozenset("c")]
    assert events._spread(day, [frozenset("a"), frozenset("bc")]) == 1
    assert events._spread(day, day) == 0


def test_pairs_are_named_once_whatever_their_order(events: ModuleType) -> None:
    assert events._pairs([frozenset("ba"), frozenset("c")]) == {("a", "b")}


def page(number: int, title: str, hours: float) -> Article:
    return Article(
        id=str(number),
        url=f"https://e.example/{number}",
        title=title,
        published=EDGE - timedelta(hours=hours),
        publisher=f"outlet {number}",
        language="en",
    )


def test_clusters_of_a_day_are_compared_with_those_of_three_days(events: ModuleType) -> None:
    config = load_config(shipped_config(), env={})
    fire = "Warehouse blaze destroys chemical tanks near the quay"
    pages = [page(number, f"{fire}, crew {number} says", 1 + number / 10) for number in range(2)]
    # each other title has words of its own, so that the two reports alone are one cluster
    pages += [page(10 + n, f"Alpha{n} bravo{n} charlie{n} delta{n}", 2) for n in range(20)]
    pages += [page(50 + n, f"Echo{n} foxtrot{n} golf{n} hotel{n}", 40) for n in range(10)]
    counts = events._compared(pages, EDGE, config)
    assert counts == {
        "days": 1,
        "pairs of the day": 1,
        "pairs of the days": 1,
        "pairs of both": 1,
        "clusters": 1,
        "split": 0,
        "joined": 0,
        "several publishers": 1,
        "cut": 0,
    }


def test_cluster_of_one_publisher_is_none_of_several(events: ModuleType) -> None:
    groups = [frozenset("ab"), frozenset("cd"), frozenset("e")]
    publishers = {"a": "Coast Wire", "b": "Coast Wire", "c": "Coast Wire", "d": "Hill", "e": "Hill"}
    assert events._of_several(groups, publishers) == [frozenset("cd")]


def test_events_of_two_periods_are_scored_apart(events: ModuleType) -> None:
    whole = events.GroupedMorning(
        set_name="spring", groups={"clusters": [["fire", "fire"]], "happenings": [["fire", "fire"]]}
    )
    mixed = events.GroupedMorning(
        set_name="autumn", groups={"clusters": [["fire", "flood"]], "happenings": [["fire"]]}
    )
    assert events._against_events([whole])[1] == {"clusters": (0, 1), "happenings": (0, 1)}
    scores, several = events._against_events([whole, mixed])
    assert several == {"clusters": (1, 2), "happenings": (0, 2)}
    assert scores["clusters"].precision == pytest.approx(0.75)


def test_day_without_older_articles_is_not_measured(events: ModuleType) -> None:
    config = load_config(shipped_config(), env={})
    pages = [page(n, f"Alpha{n} bravo{n} charlie{n} delta{n}", 2) for n in range(20)]
    assert not events._compared(pages, EDGE, config)
