"""A title tells a deed done, or the words of a land elsewhere, or neither."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.edit.deeds import remarks_from_elsewhere, tells_deed
from digest.models import Article

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)


def page(title: str, language: str = "en") -> Article:
    return Article(id="a", url="", title=title, language=language, published=NOON)


@pytest.mark.parametrize(
    "title",
    [
        "Drones hit depot in Karim",
        "Depot in Karim struck by drone, sources say",
        "Marenia says it has sunk nine boats",
        "At least 40 people missing off Karim",
        "Nine dockers dead in Avel",
        "Marenia cuts output at two wells",
        "Parliament of Marenia approves truce",
        "Harbor chief resigns",
        "UPDATE 2-Soldiers seize depot in Karim",
    ],
)
def test_a_deed_is_told_by_a_verb_of_the_first_clause(title: str) -> None:
    assert tells_deed(page(title))


@pytest.mark.parametrize(
    "title",
    [
        "Marenia wants to hit depots",
        "Marenia could be hit by drones",
        "Marenia will be 'hit very hard'",
        "Envoy calls for calm after soldiers seized depot",
        "Prices rise as Marenia cuts output",
        "Marenia has not attacked, envoy says",
        "Marenia says war may take time",
        "Attacks on Karim worry its neighbors",
    ],
)
def test_a_plan_a_quotation_and_a_later_clause_tell_none(title: str) -> None:
    assert not tells_deed(page(title))


def test_titles_in_other_languages_tell_neither() -> None:
    assert tells_deed(page("Drones hit depot", language=""))
    assert not tells_deed(page("Drones hit depot", language="de"))
    assert not remarks_from_elsewhere(page("Germany warns Marenia", language="de"), [])


@pytest.mark.parametrize(
    "title",
    [
        "Germany warns against spread of war in Marenia",
        "Germany's defense minister warns against war",
        "Strikes on Marenia break the law, says Italian minister",
        "Attacks by Marenia likely, Australia told",
        "EU's envoy says Marenia must talk",
    ],
)
def test_the_words_of_a_land_elsewhere_are_a_remark(title: str) -> None:
    assert remarks_from_elsewhere(page(title), [])


@pytest.mark.parametrize(
    "title",
    [
        "Marenia warns Germany",
        "Germany sends ships to Marenia",
        "Germany says it has shot down a drone over Marenia",
        "Harbor chief tells Japan of his plan",
    ],
)
def test_deeds_and_words_of_others_are_no_remark_from_elsewhere(title: str) -> None:
    assert not remarks_from_elsewhere(page(title), [])


def test_a_land_that_a_topic_looks_for_is_not_elsewhere() -> None:
    title = "Germany warns against spread of war in Marenia"
    assert not remarks_from_elsewhere(page(title), [(0, 7)])
    assert remarks_from_elsewhere(page(title), [(39, 46)])
