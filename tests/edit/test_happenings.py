"""Clusters that tell one event from several sides are pooled into one happening."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from digest.edit.asides import attach_asides
from digest.edit.happenings import Happening, pool_happenings
from digest.edit.likeness import Likeness, cosine
from digest.models import Article, Cluster, Merge

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)


def page(name: str, text: str, minutes: int = 0) -> Article:
    return Article(
        id=name,
        url=f"https://paper.example/{name}",
        title=text,
        published=NOON + timedelta(minutes=minutes),
        language="en",
    )


TOLL = page("toll", "Karim explosion kills dock workers", 5)
PROBE = page("probe", "Karim explosion: dock workers warned of fireworks", 3)
BREAD = page("bread", "Bakers of Veldt raise the price of bread", 1)
FLOUR = page("flour", "Veldt bread: bakers blame dear flour", 2)
ALL = (TOLL, PROBE, BREAD, FLOUR)


def cluster(*articles: Article, merges: tuple[Merge, ...] = ()) -> Cluster:
    return Cluster(articles=articles, merges=merges)


def names(happenings: tuple[Happening, ...]) -> list[list[str]]:
    return [[article.id for article in happening.reports] for happening in happenings]


def test_sides_of_one_event_are_pooled_and_other_news_stays_apart() -> None:
    clusters = [cluster(article) for article in ALL]
    assert names(pool_happenings(clusters, Likeness(ALL))) == [
        ["probe", "toll"],
        ["bread", "flour"],
    ]


def test_the_evidence_of_each_cluster_is_kept() -> None:
    merge = Merge(left="bread", right="flour", score=1.0)
    (happening,) = pool_happenings([cluster(BREAD, FLOUR, merges=(merge,))], Likeness(ALL))
    assert happening.merges == (merge,)


def test_an_editor_keeps_two_sides_apart() -> None:
    clusters = [cluster(TOLL), cluster(PROBE)]
    apart = {frozenset(("toll", "probe"))}
    assert names(pool_happenings(clusters, Likeness(ALL), apart=apart)) == [["toll"], ["probe"]]


def test_no_clusters_make_no_happening() -> None:
    assert pool_happenings([], Likeness(ALL)) == ()


def test_the_centre_of_a_group_is_as_like_each_of_two_members() -> None:
    likeness = Likeness(ALL)
    centre = likeness.centre([TOLL, PROBE])
    near = cosine(likeness.vector(TOLL), centre)
    assert near == pytest.approx(cosine(likeness.vector(PROBE), centre))
    assert near > cosine(likeness.vector(BREAD), centre)
    assert likeness.between(TOLL, TOLL) == pytest.approx(1.0)
    assert likeness.between(TOLL, BREAD) == 0.0


def test_a_word_that_fewer_articles_have_counts_more() -> None:
    likeness = Likeness(
        [
            page("a", "storm harbour"),
            page("b", "storm bread"),
            page("c", "storm harbour flour"),
            page("d", "storm wheat"),
        ]
    )
    by_id = {name: page(name, "") for name in "abcd"}
    assert likeness.between(by_id["a"], by_id["c"]) > likeness.between(by_id["b"], by_id["d"])


def test_an_aside_goes_to_the_one_happening_that_it_is_about() -> None:
    column = page("column", "Dock workers of Karim and their explosion")
    stray = page("stray", "Oarsmen win the rowing cup")
    likeness = Likeness([*ALL, column, stray])
    happenings = pool_happenings([cluster(TOLL, PROBE), cluster(BREAD, FLOUR)], likeness)
    attached = attach_asides([column, stray], happenings, likeness)
    assert attached == {0: (column,)}
