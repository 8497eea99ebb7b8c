"""Each comment, video or round-up goes to the one happening that it is about."""

from __future__ import annotations

from datetime import UTC, datetime

from digest.edit.asides import ABOUT, attach_asides
from digest.edit.happenings import Happening
from digest.edit.likeness import Likeness, Vector
from digest.models import Article

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)


def page(name: str, title: str) -> Article:
    return Article(id=name, url="", title=title, published=NOON, language="en")


ASIDE = page("aside", "Depot")
OTHER = page("other", "Blizzard")
LIKENESS = Likeness([ASIDE, OTHER])
DEPOT = next(iter(LIKENESS.vector(ASIDE)))
SNOW = next(iter(LIKENESS.vector(OTHER)))


def happening(centre: Vector) -> Happening:
    return Happening(reports=(page("report", "Report"),), merges=(), centre=centre)


def attach(*centres: Vector) -> dict[int, tuple[Article, ...]]:
    return attach_asides([ASIDE], [happening(centre) for centre in centres], LIKENESS)


def test_an_aside_is_about_a_happening_from_a_quarter_on() -> None:
    assert ABOUT == 0.25
    assert attach({DEPOT: 0.25}) == {0: (ASIDE,)}
    assert attach({DEPOT: 0.2499}) == {}


def test_an_aside_goes_to_the_likeliest_happening_alone() -> None:
    assert attach({DEPOT: 0.3}, {DEPOT: 0.9}, {DEPOT: 0.5}) == {1: (ASIDE,)}


def test_the_first_of_two_equal_happenings_has_the_aside() -> None:
    assert attach({DEPOT: 0.5}, {DEPOT: 0.5}) == {0: (ASIDE,)}
    assert attach({DEPOT: 0.25}, {DEPOT: 0.25}) == {0: (ASIDE,)}


def test_asides_of_one_happening_keep_their_order() -> None:
    centre = {DEPOT: 0.7, SNOW: 0.7}
    attached = attach_asides([OTHER, ASIDE], [happening(centre)], LIKENESS)
    assert attached == {0: (OTHER, ASIDE)}


def test_without_happenings_no_aside_is_attached() -> None:
    assert attach() == {}
