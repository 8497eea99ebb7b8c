"""Longer names: a name inside the name of another thing is no mention."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from own_newsroom import shipped_newsroom

from digest.edit import match_articles
from digest.models import Alias, AliasKind, Article, Phrase, Rule, Topic

NOW = datetime(2026, 3, 4, tzinfo=UTC)
MARENIA = Alias(
    id="marenia", name="Marenia", kind=AliasKind.PLACE, not_in=("New Marenia", "Marenia Street")
)
TOPIC = Topic(id="coast", name="Coast", rule=Rule(any=(Phrase(text="@marenia"),)), min_score=1)


def article(title: str, lead: str = "") -> Article:
    return Article(
        id="a", url="https://news.example/a", title=title, lead=lead, published=NOW, language="en"
    )


def matched(title: str, lead: str = "") -> list[str]:
    matches = match_articles([article(title, lead)], [TOPIC], aliases=(MARENIA,), now=NOW)
    return [hit.text for match in matches for hit in match.hits]


def test_a_name_inside_a_longer_name_is_no_mention() -> None:
    assert matched("New Marenia counts its people") == []
    assert matched("A house on Marenia Street burns") == []


def test_a_name_beside_a_longer_name_is_a_mention() -> None:
    assert matched("Marenia sends grain to New Marenia") == ["Marenia"]
    assert matched("New Marenia waits", "Grain from Marenia arrives.") == ["Marenia"]


@pytest.mark.parametrize(
    ("topic", "title"),
    [
        ("middle-east-security", "Vessel boarded off Yemen"),
        ("middle-east-security", "Tanker struck by projectile in the Gulf"),
        ("middle-east-security", "Iran closes two military bases"),
        ("middle-east-security", "PKK besieged in its last camp"),
        ("middle-east-security", "Watchdog counts missiles of Iran"),
        ("middle-east-security", "Deconfliction line with Syria restored"),
        ("middle-east-security", "Iraq militias agree to disarm"),
        ("middle-east-security", "Aircraft carrier leaves the Red Sea"),
        ("middle-east-security", "Arms sales to Egypt cleared"),
        ("gulf", "Gulf ministers meet on air defence"),
        ("gulf", "Prince MbS lays out a budget"),
        ("north-africa", "Sudan signs a grain treaty with South Sudan"),
        ("gulf", "Oman hosts talks of the Gulf states"),
    ],
)
def test_a_shipped_topic_meets_a_headline(topic: str, title: str) -> None:
    assert topic in shipped_matches(title)


@pytest.mark.parametrize(
    ("topic", "title"),
    [
        ("middle-east-security", "Ship seized in the Gulf of Mexico"),
        ("middle-east-security", "Tanker struck by lightning off the Gulf Coast"),
        ("middle-east-security", "Army clashes with rebels in South Sudan"),
        ("gulf", "Banks sell their MBS holdings"),
        ("gulf", "PIF rules for small savers change"),
        ("gulf", "Gulf Coast refiners restart"),
        ("north-africa", "South Sudan holds its first census"),
        ("gulf", "Second printing for the Nelson of Carola Oman"),
        ("turkey", "Prices of roast turkey rise before the holiday"),
        ("turkey", "Storm nears Turks and Caicos"),
        ("lebanon", "Fire closes a mill in Lebanon, Ohio"),
    ],
)
def test_an_ambiguous_name_alone_meets_no_shipped_topic(topic: str, title: str) -> None:
    assert topic not in shipped_matches(title)


def shipped_matches(title: str) -> set[str]:
    config = shipped_newsroom()
    matches = match_articles([article(title)], config.topics, aliases=config.aliases, now=NOW)
    return {match.topic_id for match in matches}
