"""One event that a whole day tells fills no issue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations

from digest.edit import match_articles, select_stories
from digest.edit.happenings import find_happenings
from digest.edit.select import MOST_SIDES
from digest.models import Article, Newsletter, Phrase, Pins, Rule, Selection, Topic, TopicWeight

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)
SIDES = (
    (
        "Karim explosion: surgeons operate by torchlight",
        "Wards lost power after the explosion in Karim.",
    ),
    (
        "Port of Karim stored fireworks before explosion, papers show",
        "The explosion in Karim began in a shed of fireworks.",
    ),
    ("Insurers count the cost of the Karim explosion", "Claims from Karim may reach billions."),
    (
        "Karim explosion: choir sings for the missing",
        "Singers gathered below the cathedral of Karim after the explosion.",
    ),
    (
        "Grain silos lost in Karim explosion",
        "A third of the wheat of Karim burned in the blast, an explosion of fireworks.",
    ),
    (
        "Lunaria sends rescue dogs after Karim explosion",
        "Dogs and handlers fly to Karim to search after the blast.",
    ),
    (
        "Engineers fear for towers after Karim explosion",
        "Cracks run through towers of Karim since the explosion.",
    ),
    (
        "Bride flees Karim explosion in her gown",
        "A photographer filmed a wedding as the explosion shook Karim.",
    ),
)
ELSEWHERE = ("Marenia", "Lunaria", "Tessaly", "Ombria")
NEWS = (
    ("{} elects a mayor", "Voters in {} chose a baker."),
    ("{} bans plastic kites", "Children of {} may fly paper alone."),
    ("Floods cut off {}", "Rivers rose over the bridges of {} at dawn."),
    ("{} port opens a second pier", "Ferries may dock at the port of {} by night."),
    ("Teachers strike in {}", "Schools of {} stay shut for want of pay."),
    ("{} wins the rowing cup", "Oarsmen of {} came home to drums."),
    ("Bakers of {} raise the price of bread", "Flour is dear in {} since the drought."),
    ("Wolves seen near {}", "Herders of {} keep their sheep indoors."),
    ("{} orchestra loses its hall", "Players of {} rehearse in a garage."),
    ("{} museum finds a lost map", "A drawer in {} held a chart of the coast."),
)
TOPIC = Topic(id="port", name="Ports", rule=Rule(any=(Phrase(text="port"), Phrase(text="Karim"))))
LETTER = Newsletter(
    id="coast", name="Coast", tagline="", topics=(TopicWeight(topic_id="port"),), min_stories=1
)


def news(texts: Sequence[tuple[str, str]], name: str) -> list[Article]:
    return [
        Article(
            id=f"{name}{n}", url=f"https://{name}{n}.example/", title=title, lead=lead, publisher=f"{name}{n}",
            published=NOON - timedelta(minutes=n), language="en",
        )
        for n, (title, lead) in enumerate(texts)
    ]  # fmt: skip


def elsewhere() -> list[Article]:
    return news(
        [(title.format(place), lead.format(place)) for place in ELSEWHERE for title, lead in NEWS],
        "other",
    )


def select(articles: Sequence[Article], pins: Pins) -> Selection:
    return select_stories(articles, match_articles(articles, (TOPIC,)), LETTER, pins=pins, now=NOON)


def test_a_happening_is_a_name_and_a_noun_that_go_together_all_day() -> None:
    (found,) = find_happenings([*news(SIDES, "side"), *elsewhere()])
    assert (found.name, found.label) == ("karim", "karim explosion")
    assert found.is_told_by(news(SIDES, "side")[0])
    assert not found.is_told_by(
        news([("Karim elects a mayor", "A year after the explosion.")], "side")[0]
    )


def test_a_name_of_many_stories_is_no_happening() -> None:
    many = [(title.format("Karim"), lead.format("Karim")) for title, lead in NEWS]
    assert find_happenings([*news(many, "side"), *elsewhere()]) == ()


def test_a_war_of_which_much_else_is_told_is_no_happening() -> None:
    war = [*SIDES, *((title.format("Karim"), lead.format("Karim")) for title, lead in NEWS[:6])]
    assert find_happenings([*news(war, "side"), *elsewhere()]) == ()


def test_what_one_publisher_alone_repeats_is_no_happening() -> None:
    house = [Article(id=a.id, url=a.url, title=a.title, lead=a.lead, publisher="Karim Post", published=NOON)
             for a in news(SIDES, "side")]  # fmt: skip
    assert find_happenings([*house, *elsewhere()]) == ()


def test_a_handful_of_articles_has_no_happening() -> None:
    assert find_happenings(news(SIDES, "side")) == ()


def test_sides_of_one_happening_do_not_fill_the_issue() -> None:
    sides = news(SIDES, "side")
    selection = select(
        [*sides, *elsewhere()], Pins(apart=tuple(combinations([side.id for side in sides], 2)))
    )
    cards, lines = (
        [one.lead.id.startswith("side") for one in part]
        for part in (selection.stories, selection.also)
    )
    assert (sum(cards), sum(lines)) == (MOST_SIDES, MOST_SIDES)
    assert False in cards
    missed = [
        story.reasons[-1].detail
        for story in selection.missed
        if story.reasons[-1].code == "same_happening"
    ]
    assert missed
    assert set(missed) == {"2 others tell sides of “karim explosion” already"}
