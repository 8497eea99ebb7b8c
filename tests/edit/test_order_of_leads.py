"""The report that leads: each wish goes before all wishes behind it, and ids settle ties."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from digest.edit.happenings import Happening
from digest.edit.lead_article import Preference, order_articles
from digest.edit.likeness import Likeness
from digest.models import Article, Picture

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)
TITLE = "Soldiers seize depot in Karim"
TEXT = "Soldiers seized a fuel depot in Karim on Monday."
PLAIN = Article(
    id="m",
    url="https://paper.example/m",
    title=TITLE,
    lead=TEXT,
    published=NOON,
    language="en",
    publisher="Paper",
)

# each article fails one wish; they stand in the order of the wishes, the gravest failure first
FAILURES = (
    replace(PLAIN, id="language", language="fr"),
    replace(PLAIN, id="told"),
    replace(PLAIN, id="text", lead=""),
    replace(PLAIN, id="comments", lead="It was the boldest move of the whole long year."),
    replace(PLAIN, id="unmatched"),
    replace(PLAIN, id="video", url="https://paper.example/videos/m"),
    replace(PLAIN, id="state", state_run=True),
    replace(PLAIN, id="light", weight=0.5),
)


def order(*articles: Article) -> list[str]:
    likeness = Likeness(articles)
    happening = Happening(reports=articles, merges=(), centre=likeness.centre(articles))
    matched = {article.id for article in articles} - {"unmatched"}
    wanted = Preference(language="en", matched=matched, carried=frozenset({"told"}))
    return [article.id for article in order_articles(articles, happening, likeness, wanted)]


def test_the_wishes_go_one_before_the_other() -> None:
    names = [article.id for article in reversed(FAILURES)]
    assert order(PLAIN, *FAILURES) == ["m", *names]


@pytest.mark.parametrize("place", range(len(FAILURES) - 1))
def test_a_graver_failure_outweighs_every_lighter_one(place: int) -> None:
    grave, light = FAILURES[place], FAILURES[place + 1]
    # the grave one has all that could speak for it behind that wish
    favoured = replace(grave, picture=Picture(url="https://paper.example/p.jpg"))
    assert order(favoured, light)[0] == light.id


def test_the_order_does_not_depend_on_the_order_of_the_articles() -> None:
    few = (PLAIN, *FAILURES[-3:])
    for mixed in permutations(few):
        assert order(*mixed) == order(*few)


def test_of_like_reports_the_longer_leads() -> None:
    more = " Soldiers in Karim seized the fuel of the depot."
    longer = replace(PLAIN, id="z", lead=TEXT + more * 5)
    far = replace(
        PLAIN, id="far", title="Bakers sell out in Tessel", lead="Bakers sold out in Tessel." * 60
    )
    assert order(PLAIN, longer)[0] == "z"
    # length does not outweigh a report that is far from the event
    assert order(PLAIN, longer, far)[-1] == "far"


def test_of_equal_reports_the_earlier_leads_and_then_the_first_by_id() -> None:
    later = replace(PLAIN, id="a", published=NOON + timedelta(minutes=1))
    assert order(later, PLAIN) == ["m", "a"]
    assert order(PLAIN, replace(PLAIN, id="b")) == ["b", "m"]


def test_agency_copy_at_another_outlet_stands_behind_an_own_report() -> None:
    copied = replace(PLAIN, id="c", lead=f"{TEXT[:-1]} (Reuters).", authors=("Reuters",))
    own = replace(copied, id="d", publisher="Reuters")
    assert order(copied, own)[0] == "d"
