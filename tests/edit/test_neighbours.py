"""Neighbours: the pairs of articles that are near in time and share rare terms."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from digest.edit.neighbours import similar_pairs
from digest.edit.profile import profile_batch
from digest.models import Article

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)


def pairs(*titles: str, hours: tuple[float, ...] = ()) -> dict[tuple[int, int], float]:
    times = [NOON + timedelta(hours=gap) for gap in hours or (0.0,) * len(titles)]
    articles = []
    for number, (title, time) in enumerate(zip(titles, times, strict=True)):
        article = Article(id=f"a{number}", url="", title=title, published=time, language="en")
        articles.append(article)
    return similar_pairs(profile_batch(articles), times)


def test_the_same_title_has_cosine_one() -> None:
    similar = pairs("Depot explodes in Karim", "Depot explodes in Karim")
    assert similar == {(0, 1): pytest.approx(1.0)}


def test_articles_without_a_common_term_are_no_pair() -> None:
    assert pairs("Depot explodes in Karim", "Blizzard buries villages") == {}


def test_pairs_name_the_earlier_article_first() -> None:
    similar = pairs("Depot explodes", "Blizzard falls", "Depot explodes", "Depot explodes")
    assert set(similar) == {(0, 2), (0, 3), (2, 3)}


def test_articles_three_days_apart_are_compared_and_no_further_ones() -> None:
    titles = ("Depot explodes in Karim", "Depot explodes in Karim")
    assert set(pairs(*titles, hours=(0, 72))) == {(0, 1)}
    assert pairs(*titles, hours=(0, 72.01)) == {}


def test_window_moves_on_with_the_later_article() -> None:
    titles = ("Depot explodes in Karim",) * 3
    assert set(pairs(*titles, hours=(0, 48, 96))) == {(0, 1), (1, 2)}


def test_no_article_has_no_pair() -> None:
    assert similar_pairs(profile_batch([]), []) == {}
