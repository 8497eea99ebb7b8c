"""Signs in titles tell a portrait, an explainer and news of elsewhere from plain news."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.edit.features import feature_share, quarrels_only, signs_in
from digest.models import Article

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)
ARGUED = (
    "We should ask why. Of course they won't say. Perhaps it's clear that this must not go on. "
)


def page(title: str, body: str = "") -> Article:
    return Article(id="a", url="", title=title, body=body, published=NOON)


def share(title: str, body: str = "") -> float:
    return feature_share(page(title, body))


@pytest.mark.parametrize(
    "title",
    [
        "Karim port burns",
        "Ministers agree on a truce in Karim",
        "Army says 12 killed in raid on Karim",
    ],
)
def test_plain_news_is_no_feature(title: str) -> None:
    assert share(title) < 0.2


@pytest.mark.parametrize(
    "title",
    [
        "The bride who lost her veil in Karim",
        "A mother's long wait in Karim",
        "The history behind Karim's port: a timeline",
    ],
)
def test_portraits_and_explainers_are_features(title: str) -> None:
    assert share(title) > 0.7


@pytest.mark.parametrize(
    ("sign", "title"),
    [
        ("opens with an article or a preposition", "The port burns"),
        ("is about people, not about an act of state", "Port burns, families flee"),
        ("explains or looks ahead", "Port burns: risks"),
        ("asks", "Port burns?"),
        ("speaks of somebody's something", "Karim's port burns"),
        ("has a colon", "Karim: port burns"),
        ("opens with a quotation", "“Port burns”"),
        ("tells who says so", "Port burns, mayor says"),
        ("names an office or a force", "Port burns near police"),
        ("tells an act", "Port hit"),
        ("tells a quarrel at home", "Senators see port burn"),
        ("has a number", "Port burns 3 days"),
    ],
)
def test_each_sign_shows_in_a_title_of_its_own(sign: str, title: str) -> None:
    assert sign in dict(signs_in(title, "en"))


def test_a_plain_title_shows_no_sign_and_stands_at_its_even_chance() -> None:
    assert share("Karim port burns") == pytest.approx(0.182, abs=0.001)


def test_a_text_that_argues_is_more_of_a_feature() -> None:
    assert share("Karim port burns", ARGUED * 12) > 0.4


def test_a_land_elsewhere_makes_news_less_of_the_newsletters() -> None:
    plain, elsewhere = share("Karim port burns"), share("India port burns")
    assert plain < elsewhere
    assert feature_share(page("India port burns"), [(0, 5)]) == pytest.approx(plain)
    assert feature_share(page("India port burns"), [(5, 10)]) == pytest.approx(elsewhere)


@pytest.mark.parametrize("title", ["Oil prices jump after Karim fire", "Airlines avoid Karim"])
def test_markets_and_flights_count_as_elsewhere_unless_a_topic_looks_for_them(title: str) -> None:
    first = title.split(" Karim", maxsplit=1)[0]
    inside = feature_share(page(title), [(0, len(first))])
    assert share(title) > inside + 0.1


def test_a_quarrel_at_home_is_told_from_an_act_of_a_parliament() -> None:
    quarrel = page("Partisan rift over Karim grows")
    assert quarrels_only([quarrel])
    assert not quarrels_only([quarrel, page("Congress approves arms for Karim")])
    assert not quarrels_only([quarrel, page("Karim port burns")])


def test_an_exclusive_is_plainer_news_than_the_same_title_without_the_label() -> None:
    title = "Karim may close its port, sources say"
    assert share(f"Exclusive: {title}") < share(title)
    assert share(f"{title} in an exclusive zone") >= share(title)
