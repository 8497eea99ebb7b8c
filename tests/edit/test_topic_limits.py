"""The limits of a topic: the best matches stay, whatever the order of the articles."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from digest.edit.topic_limits import within_limits
from digest.models import Article, Match, Rule, Topic, TopicLimits

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)

Pair = tuple[Match, Article]


def pair(name: str, score: float, *, hours: float = 1, publisher: str = "Herald") -> Pair:
    article = Article(
        id=name,
        url=f"https://paper.example/{name}",
        title=name,
        publisher=publisher,
        published=NOW - timedelta(hours=hours),
    )
    return Match(article_id=name, topic_id="ports", score=score, hits=()), article


NO_LIMITS = TopicLimits()


def kept(pairs: list[Pair], limits: TopicLimits = NO_LIMITS) -> list[str]:
    topic = Topic(id="ports", name="Ports", rule=Rule(), limits=limits)
    return [match.article_id for match in within_limits(topic, pairs, NOW)]


def test_without_limits_all_stay_and_the_best_come_first() -> None:
    assert kept([pair("a", 1), pair("b", 3), pair("c", 2)]) == ["b", "c", "a"]


def test_equal_scores_stand_by_the_ids_of_their_articles() -> None:
    assert kept([pair("b", 1), pair("a", 1)]) == ["a", "b"]


def test_the_weakest_are_cut() -> None:
    pairs = [pair("a", 1), pair("b", 3), pair("c", 2)]
    assert kept(pairs, TopicLimits(max_articles=2)) == ["b", "c"]


@pytest.mark.parametrize(("hours", "stays"), [(23.9, True), (24, True), (24.1, False)])
def test_an_article_may_be_as_old_as_the_limit_says(hours: float, stays: bool) -> None:
    assert bool(kept([pair("a", 1, hours=hours)], TopicLimits(max_age_h=24))) is stays


def test_a_publisher_keeps_its_best() -> None:
    pairs = [pair("a", 1), pair("b", 3), pair("c", 2), pair("d", 1, publisher="Gazette")]
    assert kept(pairs, TopicLimits(per_publisher=1)) == ["b", "d"]


def test_the_case_of_a_publishers_name_does_not_count() -> None:
    pairs = [pair("a", 2, publisher="HERALD"), pair("b", 1, publisher="Herald")]
    assert kept(pairs, TopicLimits(per_publisher=1)) == ["a"]


def test_articles_without_a_publisher_are_of_no_common_one() -> None:
    pairs = [pair("a", 2, publisher=""), pair("b", 1, publisher="")]
    assert kept(pairs, TopicLimits(per_publisher=1)) == ["a", "b"]


def test_old_articles_leave_their_place_to_young_ones() -> None:
    pairs = [pair("a", 3, hours=48), pair("b", 2), pair("c", 1)]
    assert kept(pairs, TopicLimits(max_age_h=24, per_publisher=1, max_articles=1)) == ["b"]
