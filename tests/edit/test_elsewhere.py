"""News of another land that met a topic by a word of any land."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from digest.edit.elsewhere import follows_markets, is_of_elsewhere
from digest.edit.facts import FactReader
from digest.models import Alias, AliasKind, Article, Field, Hit, Match, Story

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)
READER = FactReader(
    [
        Alias(id="marenia", name="Marenia", kind=AliasKind.PLACE),
        Alias(id="china", name="China", kind=AliasKind.PLACE),
        Alias(id="harbor-union", name="Harbor Union", kind=AliasKind.GROUP),
    ]
)


def story(*titles: str, hits: tuple[Hit, ...] = ()) -> Story:
    articles = tuple(
        Article(id=title, url="", title=title, published=NOON, language="en") for title in titles
    )
    match = Match(article_id=titles[0], topic_id="coast", score=2, hits=hits)
    return Story(id="s", articles=articles, matches=(match,))


def hit(start: int, end: int) -> Hit:
    return Hit(leaf="any.0", field=Field.TITLE, start=start, end=end, text="", weight=1.0)


@pytest.mark.parametrize(
    "title",
    [
        "Singapore tries drones over its parks",
        "Harbor Union opens an office in Japan",
        "China counts its ships",
        "Soldiers of Benin repel an attack",
        "Sri Lankan navy finds a boat",
    ],
)
def test_a_land_alone_is_elsewhere(title: str) -> None:
    assert is_of_elsewhere(story(title), READER)


@pytest.mark.parametrize(
    "title",
    [
        "Japan sends engineers to Marenia",
        "Japan warns of war in the Middle East",
        "India buys oil from Gulf states",
        "Harbor Union opens an office",
        "Panama-flagged ship burns",
        "North African envoys meet",
    ],
)
def test_a_place_that_is_followed_or_no_land_at_all_is_not(title: str) -> None:
    assert not is_of_elsewhere(story(title), READER)


def test_one_title_of_the_region_keeps_the_story() -> None:
    assert not is_of_elsewhere(story("Japan sends engineers", "Marenia greets engineers"), READER)


def test_a_land_that_a_topic_looks_for_is_not_elsewhere() -> None:
    assert not is_of_elsewhere(story("Japan counts its ships", hits=(hit(0, 5),)), READER)
    assert is_of_elsewhere(story("Japan counts its ships", hits=(hit(17, 22),)), READER)


@pytest.mark.parametrize(
    "title", ["Oil prices jump as Marenia mobilizes", "Airlines cancel flights to Marenia"]
)
def test_markets_are_elsewhere_where_the_newsletter_does_not_follow_them(title: str) -> None:
    place = hit(title.index("Marenia"), len(title))
    assert is_of_elsewhere(story(title, hits=(place,)), READER, markets_followed=False)
    assert not is_of_elsewhere(story(title, hits=(place,)), READER, markets_followed=True)


def test_the_markets_of_a_place_that_a_topic_looks_for_are_its_news() -> None:
    economy = story("Marenia's economy reels after the storm", hits=(hit(0, 7),))
    assert not is_of_elsewhere(economy, READER, markets_followed=False)


def test_one_report_of_the_event_keeps_a_story_about_markets() -> None:
    both = story("Oil prices jump", "Marenia calls up its reserve")
    assert not is_of_elsewhere(both, READER, markets_followed=False)


@pytest.mark.parametrize(
    ("text", "followed"),
    [
        ("oil and gas prices", True),
        ("airline", True),
        ("Marenia", False),
        ("Marenia's underground stores of fuel burn", False),
    ],
)
def test_a_newsletter_follows_markets_where_a_topic_met_the_name_of_one(
    text: str, followed: bool
) -> None:
    found = replace(hit(0, 1), text=text)
    match = Match(article_id="a", topic_id="coast", score=2, hits=(found,))
    assert follows_markets([match]) is followed
    assert not follows_markets([])
