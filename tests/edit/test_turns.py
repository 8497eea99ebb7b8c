"""A title tells an escalation, a first of its kind, or neither."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.edit.turns import tells_escalation, tells_first
from digest.models import Article

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)


def page(title: str, language: str = "en") -> Article:
    return Article(id="a", url="", title=title, language=language, published=NOON)


@pytest.mark.parametrize(
    "title",
    [
        "Marenia invades Karim",
        "Fears of an invasion grow in Karim",
        "Troops of Marenia cross the river",
        "Karim calls up reservists",
        "Marenia sends aircraft carrier to the strait",
        "Carrier strike group nears Karim",
        "Port of Avel under siege",
        "Marenia declares war on Karim",
        "Clashes on the river open a new front",
        "Karim under martial law after coup",
    ],
)
def test_forces_that_move_a_siege_and_a_coup_are_an_escalation(title: str) -> None:
    assert tells_escalation(page(title))


@pytest.mark.parametrize(
    "title",
    [
        "Envoys of Marenia and Karim meet in the port",
        "Carriers resume flights to Karim",
        "Cold front brings rain to Karim",
        "Marenia couples wed in the port",
        "Ground prices rise in Avel",
    ],
)
def test_an_airline_and_a_cold_front_are_none(title: str) -> None:
    assert not tells_escalation(page(title))


@pytest.mark.parametrize(
    "title",
    [
        "First ship docks in Karim since the storm",
        "Harbor chief speaks in public for first time",
        "Marenia signs landmark law on water",
        "Rare talks between Karim and Marenia",
    ],
)
def test_a_first_and_a_rare_event_are_known_by_the_word(title: str) -> None:
    assert tells_first(page(title))


@pytest.mark.parametrize(
    "title",
    [
        "First lady of Marenia docks in Karim",
        "First responders reach the port",
        "Karim finds rare earths",
        "Trade of Karim fell in the first half",
        "Firstborn sons of Karim",
    ],
)
def test_an_office_a_metal_and_a_half_year_are_no_first(title: str) -> None:
    assert not tells_first(page(title))


def test_a_title_is_read_with_the_words_of_its_own_language() -> None:
    assert tells_escalation(page("Troops in Karim", language=""))
    assert not tells_escalation(page("Troops in Karim", language="de"))
    assert tells_escalation(page("Truppen in Karim", language="de-AT"))
    assert tells_first(page("First ship in Karim", language="en-GB"))
    assert not tells_first(page("First ship in Karim", language="fr"))


def test_a_title_in_a_language_without_such_words_tells_neither() -> None:
    assert not tells_escalation(page("Troops in Karim", language="es"))
    assert not tells_first(page("First ship in Karim", language="es"))
