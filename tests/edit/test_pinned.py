"""An editor's pins name events by any article in them, and come before points."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.edit import match_articles, select_stories
from digest.edit.pinned import PinnedArticles
from digest.models import (
    Article,
    Newsletter,
    Phrase,
    Pins,
    Rule,
    Selection,
    Topic,
    TopicWeight,
)

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)
TOPIC = Topic(id="port", name="Ports", rule=Rule(any=(Phrase(text="port"),)))
LETTER = Newsletter(
    id="n",
    name="N",
    tagline="",
    topics=(TopicWeight(topic_id="port"),),
    max_stories=2,
    min_stories=0,
)
TEXTS = (
    ("Port of Karim burns after blast", "Fire crews fought the blaze at the port of Karim."),
    ("Port of Veldt opens second pier", "Ferries may now dock at the port of Veldt by night."),
    ("Tax doubles for the port of Ombria", "Traders protest against the tax at Ombria port."),
    ("Why the port of Tessaly matters", "It may be argued that the port of Tessaly matters."),
)
PAGES = tuple(
    Article(
        id=f"p{number}",
        url=f"https://paper{number}.example/a",
        canonical_url=f"paper{number}.example/a",
        title=title,
        lead=lead,
        publisher=f"Paper {number}",
        published=NOON,
        language="en",
    )
    for number, (title, lead) in enumerate(TEXTS)
)


def select(pins: Pins) -> Selection:
    matches = match_articles(PAGES, (TOPIC,))
    return select_stories(PAGES, matches, LETTER, pins=pins, now=NOON)


def led(selection: Selection) -> list[str]:
    return [story.lead.id for story in selection.stories]


@pytest.mark.parametrize("name", ["p2", "https://paper2.example/a", "paper2.example/a"])
def test_a_lead_pin_opens_the_issue_under_any_name_of_the_article(name: str) -> None:
    first = led(select(Pins()))
    assert first[0] != "p2"
    opened = select(Pins(lead=(name,)))
    assert led(opened)[0] == "p2"
    assert opened.stories[0].reasons[-1].detail == "rank 1 of 2, pinned: lead"


def test_a_card_pin_gives_a_card_and_a_drop_pin_takes_it() -> None:
    left_out = ({"p0", "p1", "p2"} - set(led(select(Pins())))).pop()
    assert left_out in led(select(Pins(card=(left_out,))))
    dropped = select(Pins(drop=(left_out, "p0")))
    assert not {left_out, "p0"} & set(led(dropped))
    codes = {story.lead.id: story.reasons[-1].code for story in dropped.missed}
    assert codes["p0"] == "dropped"


def test_a_pinned_comment_is_told_as_a_report() -> None:
    assert "p3" not in led(select(Pins()))
    assert led(select(Pins(lead=("p3",))))[0] == "p3"


def test_of_several_pins_on_one_event_the_drop_counts() -> None:
    pinned = PinnedArticles(Pins(lead=("p0",), drop=("p1",), card=("p2",)), PAGES)
    assert pinned.of(PAGES) == "drop"
    assert pinned.of(PAGES[:1]) == "lead"
    assert pinned.of(PAGES[2:3]) == "card"
    assert pinned.of(PAGES[3:]) == ""


def test_apart_pins_name_pairs_of_different_articles() -> None:
    pinned = PinnedArticles(Pins(apart=(("p0", "paper1.example/a"), ("p2", "p2"))), PAGES)
    assert pinned.apart == {frozenset(("p0", "p1"))}


def test_an_unknown_name_pins_nothing() -> None:
    assert select(Pins(lead=("missing",))) == select(Pins())


def test_together_pins_stand_on_one_card_however_unlike_they_are() -> None:
    selection = select(Pins(together=(("p0", "p1"),)))
    story = next(one for one in selection.stories if "p0" in {a.id for a in one.articles})
    assert {article.id for article in story.articles} == {"p0", "p1"}
