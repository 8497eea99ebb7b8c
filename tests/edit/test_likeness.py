"""Likeness: vectors of length 1, the cosine of two, and the centre of a group."""

from __future__ import annotations

import math
from datetime import UTC, datetime

import pytest

from digest.edit.likeness import Likeness, cosine
from digest.models import Article

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)


def page(name: str, title: str) -> Article:
    return Article(id=name, url="", title=title, published=NOON, language="en")


PORT = page("port", "Fuel depot explodes at harbour")
SAME = page("same", "Fuel depot explodes at harbour")
HALF = page("half", "Fuel depot inspected by auditors")
SNOW = page("snow", "Blizzard buries mountain villages")
ALL = Likeness([PORT, SAME, HALF, SNOW])


def test_cosine_of_vectors_without_a_common_term_is_zero() -> None:
    assert cosine({1: 1.0}, {2: 1.0}) == 0
    assert cosine({}, {1: 1.0}) == 0


def test_cosine_adds_the_products_of_common_terms() -> None:
    assert cosine({1: 0.6, 2: 0.8}, {1: 0.8, 2: 0.6}) == pytest.approx(0.96)


def test_vectors_have_length_one() -> None:
    for article in (PORT, HALF, SNOW):
        assert math.hypot(*ALL.vector(article).values()) == pytest.approx(1)


def test_same_words_are_wholly_alike_and_other_words_not_at_all() -> None:
    assert ALL.between(PORT, SAME) == pytest.approx(1)
    assert ALL.between(PORT, SNOW) == 0
    assert 0 < ALL.between(PORT, HALF) < 1


def test_likeness_is_the_same_in_both_directions() -> None:
    assert ALL.between(PORT, HALF) == ALL.between(HALF, PORT)


def test_rare_words_in_common_count_more_than_common_words() -> None:
    crowd = [page(f"c{n}", "Fuel market report") for n in range(60)]
    left = page("left", "Fuel zeppelin")
    by_common, by_rare = page("common", "Fuel giraffe"), page("rare", "Zeppelin giraffe")
    likeness = Likeness([*crowd, left, by_common, by_rare])
    assert likeness.between(left, by_rare) > likeness.between(left, by_common)


def test_centre_of_one_article_is_its_vector() -> None:
    assert ALL.centre([PORT]) == pytest.approx(ALL.vector(PORT))


def test_centre_has_length_one_and_leans_to_the_majority() -> None:
    centre = ALL.centre([PORT, SAME, SNOW])
    assert math.hypot(*centre.values()) == pytest.approx(1)
    assert cosine(centre, ALL.vector(PORT)) > cosine(centre, ALL.vector(SNOW)) > 0


def test_centre_of_no_article_is_empty() -> None:
    assert ALL.centre([]) == {}
