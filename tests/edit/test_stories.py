"""Stories: names, the rarity of stems, and one happening made into a story."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from digest.edit.stories import name_story, rarity_of
from digest.models import Article

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)


def page(name: str, title: str = "Depot burns", hours: float = 0) -> Article:
    time = NOON + timedelta(hours=hours)
    return Article(id=name, url="", title=title, published=time, language="en")


def test_story_is_named_by_its_first_article_alone() -> None:
    assert name_story([page("a")]) == name_story([page("a"), page("b", hours=1)])
    assert name_story([page("a")]) != name_story([page("b")])


def test_name_does_not_depend_on_the_text_of_the_article() -> None:
    assert name_story([page("a")]) == name_story([replace(page("a"), title="Other title")])


def test_name_has_twelve_hexadecimal_digits() -> None:
    name = name_story([page("a")])
    assert len(name) == 12
    assert set(name) <= set("0123456789abcdef")


def test_stem_of_fewer_articles_is_rarer() -> None:
    rarity = rarity_of([page("a", "Depot burns"), page("b", "Depot sold"), page("c", "Snow falls")])
    assert rarity["snow"] > rarity["depot"] > 0


def test_rarity_is_the_logarithm_of_one_in_so_many_articles() -> None:
    rarity = rarity_of([page("a", "Depot"), page("b", "Depot"), page("c", "Snow")])
    assert rarity["snow"] == pytest.approx(math.log(4))
    assert rarity["depot"] == pytest.approx(math.log(2))


def test_stem_counts_once_an_article() -> None:
    twice = rarity_of([page("a", "Depot beside depot"), page("b", "Snow")])
    assert twice["depot"] == twice["snow"]


def test_window_without_articles_has_no_rarity() -> None:
    assert rarity_of([]) == {}
