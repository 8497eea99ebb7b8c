"""Facts: tolls, decisions, actors, places and names, and those that are new to readers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.edit.facts import OPENING_LETTERS, WEIGHT_ORDER, FactReader, tells_act
from digest.models import Alias, AliasKind, Article

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)
READER = FactReader(
    (
        Alias(id="lunaria", name="Lunaria", kind=AliasKind.PLACE, names=("Lunaria",)),
        Alias(id="karim", name="Karim", kind=AliasKind.PLACE, names=("Karim",), within="lunaria"),
        Alias(id="guard", name="Harbour Guard", kind=AliasKind.GROUP, names=("Harbour Guard",)),
    )
)


def page(title: str, lead: str = "", name: str = "a") -> Article:
    return Article(id=name, url="", title=title, lead=lead, published=NOON, language="en")


def facts(title: str, lead: str = "") -> set[str]:
    return set(READER.facts_of([page(title, lead)]))


def new(*articles: Article, known: tuple[str, ...] = ()) -> list[str]:
    return [fact.fact for fact in READER.new_facts(articles, frozenset(known))]


def test_toll_is_read_in_title_and_opening() -> None:
    assert "toll:killed:12" in facts("Blast kills 12 people")
    assert "toll:killed:12" in facts("Blast at depot", "The blast killed 12 people.")


def test_opening_is_read_to_its_five_hundredth_letter() -> None:
    assert OPENING_LETTERS == 500
    assert "place:karim" in facts("Blast", "x" * 494 + " Karim.")
    assert "place:karim" not in facts("Blast", "x" * 500 + " Karim.")


def test_places_and_actors_are_told_apart() -> None:
    assert {"place:karim", "actor:guard"} <= facts("Harbour Guard enters Karim")


def test_decision_is_read_in_a_title_alone() -> None:
    assert "decision:approv" in facts("Parliament approves budget")
    assert "decision:approv" not in facts("Budget", "Parliament approves it.")


@pytest.mark.parametrize(
    ("title", "is_told"),
    [
        ("Parliament does not approve budget", False),
        ("Parliament never will now approve budget", False),
        ("Parliament never will surely now approve budget", True),
        ("Parliament didn’t approve budget", False),
    ],
)
def test_denial_within_three_words_takes_a_decision_back(title: str, is_told: bool) -> None:
    assert ("decision:approv" in facts(title)) is is_told


def test_election_is_no_decision() -> None:
    assert not [fact for fact in facts("Elections near") if fact.startswith("decision")]


def test_unknown_name_is_read_inside_a_sentence() -> None:
    assert "name:ann sample" in facts("Blast", "It was said by Ann Sample there.")


def test_days_months_and_roman_numbers_are_no_names() -> None:
    read = facts("Blast", "It burned on Monday, in August, under Karl, part II.")
    assert {fact for fact in read if fact.startswith("name:")} == {"name:karl"}


def test_facts_are_sorted_and_told_once() -> None:
    read = READER.facts_of([page("Blast kills 12 in Karim"), page("Karim blast kills 12")])
    assert list(read) == sorted(set(read))


def test_only_numbers_and_verbs_tell_an_act() -> None:
    assert [kind for kind in WEIGHT_ORDER if tells_act(f"{kind}:x")] == ["toll", "decision"]


def test_new_facts_come_number_first_and_bare_name_last() -> None:
    assert list(WEIGHT_ORDER) == ["toll", "decision", "actor", "place", "name"]
    told = new(page("Harbour Guard approves truce in Karim after blast kills 12"))
    kinds = [fact.partition(":")[0] for fact in told]
    assert kinds == sorted(kinds, key=WEIGHT_ORDER.__getitem__)
    assert {"toll", "decision", "actor", "place"} <= set(kinds)


def test_known_fact_is_not_new() -> None:
    assert "toll:killed:12" not in new(page("Blast kills 12"), known=("toll:killed:12",))
    assert "toll:killed:13" in new(page("Blast kills 13"), known=("toll:killed:12",))


def test_place_of_the_text_needs_two_articles_and_one_of_a_title_none() -> None:
    in_text = page("Blast", "It burned in Karim.")
    assert "place:karim" not in new(in_text)
    assert "place:karim" in new(in_text, page("Blast", "Karim burned.", name="b"))
    assert "place:karim" in new(page("Blast in Karim"))


def test_land_of_a_told_town_is_not_new_and_a_town_of_a_told_land_is() -> None:
    assert new(page("Blast in Lunaria"), known=("place:karim",)) == []
    assert new(page("Blast in Karim"), known=("place:lunaria",)) == ["place:karim"]


def test_a_circle_of_places_in_the_gazetteer_ends() -> None:
    around = [
        Alias(id=name, name=name.title(), kind=AliasKind.PLACE, within=within)
        for name, within in (("avel", "tarn"), ("tarn", "solmar"), ("solmar", "avel"))
    ]
    reader = FactReader(around)
    found = reader.new_facts([page("Blast in Tarn")], frozenset({"place:avel"}))
    assert [fact.fact for fact in found] == []


def test_a_place_within_an_unknown_one_holds_no_further_place() -> None:
    reader = FactReader([Alias(id="avel", name="Avel", kind=AliasKind.PLACE, within="nowhere")])
    found = reader.new_facts([page("Blast in Avel")], frozenset({"place:nowhere"}))
    assert [fact.fact for fact in found] == ["place:avel"]


def test_half_of_a_told_name_is_not_new() -> None:
    articles = [page("Blast", "It was said by Sample there.", name=name) for name in ("a", "b")]
    assert new(*articles) == ["name:sample"]
    assert new(*articles, known=("name:ann sample",)) == []


def test_new_decision_is_told_in_the_words_of_the_title() -> None:
    (fact,) = READER.new_facts(
        [page("Parliament approves budget, opposition walks out")], frozenset()
    )
    assert fact.fact == "decision:approv"
    assert fact.words == "approves budget"
