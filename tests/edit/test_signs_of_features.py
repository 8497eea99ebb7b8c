"""Each sign of a feature adds its points to a title that shows it, and none to its near miss."""

from __future__ import annotations

import math
from datetime import UTC, datetime

import pytest

from digest.edit.features import (
    COMMENT_POINTS,
    ELSEWHERE_POINTS,
    EVEN,
    EXCLUSIVE_POINTS,
    MARK_SIGNS,
    WORD_SIGNS,
    feature_share,
    overlaps,
    quarrel_share,
    quarrels_only,
    signs_in,
)
from digest.edit.title_words import names_market
from digest.models import Article

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)
PLAIN = "Avel port opens"

POINTS = {
    "opens with an article or a preposition": (1.7, "The Avel port opens", "Then Avel port opens"),
    "is about people, not about an act of state": (
        1.3,
        "Avel port mother opens",
        "Avel port opens motherhood",
    ),
    "explains or looks ahead": (0.8, "Avel port opens inside", "Avel port opens showcase"),
    "asks": (0.8, "Avel port opens?", "Avel port opens!"),
    "speaks of somebody's something": (1.0, "Avel’s port opens", "Avels’ port opens"),
    "has a colon": (0.4, "Avel port: opens", "Avel port:opens"),
    "opens with a quotation": (0.3, "“Avel port opens”", "Avel “port” opens"),
    "opens with a pronoun": (1.3, "He opens Avel port", "IT trade of Avel opens"),
    "tells who says so": (-1.6, "Avel port opens, said", "Avel port opens saidly"),
    "names an office or a force": (-0.5, "Avel port police opens", "Avel port policed opens"),
    "tells an act": (-0.6, "Avel port attacked", "Avel port counterattacks"),
    "tells a quarrel at home": (1.0, "Avel port campus opens", "Avel port campuslike opens"),
    "has a number": (-0.5, "Avel port 9 opens", "Avel port nine opens"),
}
"""The points of each sign, a title that shows this sign alone, and one that only looks so."""


def page(title: str, body: str = "") -> Article:
    return Article(id="a", url="", title=title, body=body, published=NOON, language="en")


def points_of(title: str, body: str = "", matched: tuple[tuple[int, int], ...] = ()) -> float:
    """Return the points behind a share: the logistic curve read backwards."""
    share = feature_share(page(title, body), matched)
    return EVEN + math.log(share / (1 - share))


def test_the_signs_have_these_points() -> None:
    shared = [*WORD_SIGNS, *MARK_SIGNS]
    assert {name: points for name, points, _ in shared} == {
        name: points for name, (points, _, _) in POINTS.items()
    }


def test_a_title_without_a_sign_has_no_points() -> None:
    assert points_of(PLAIN) == pytest.approx(0.0)


@pytest.mark.parametrize("name", POINTS)
def test_a_sign_adds_its_points_alone(name: str) -> None:
    points, title, _ = POINTS[name]
    # a question reads as a comment as well
    expected = points + (COMMENT_POINTS if name == "asks" else 0.0)
    assert points_of(title) == pytest.approx(expected)


@pytest.mark.parametrize("name", POINTS)
def test_a_title_that_only_looks_so_does_not_show_the_sign(name: str) -> None:
    points, shows, only_looks_so = POINTS[name]
    assert signs_in(shows, "en") == [(name, points)]
    assert name not in dict(signs_in(only_looks_so, "en"))


def test_the_points_of_several_signs_add_up() -> None:
    assert points_of("The Avel port 9 opens") == pytest.approx(1.7 - 0.5)


def test_a_find_of_its_outlets_own_loses_points_at_the_front_of_a_title_alone() -> None:
    assert points_of(f"Exclusive: {PLAIN}") == pytest.approx(EXCLUSIVE_POINTS)
    assert points_of(f"{PLAIN} exclusive") == pytest.approx(0.0)
    assert points_of(f"Exclusively {PLAIN}") == pytest.approx(0.0)


def test_a_text_that_argues_adds_its_points() -> None:
    argued = "We should ask why. Of course they won't. Perhaps it's clear that we must. " * 9
    assert points_of(PLAIN, argued) == pytest.approx(COMMENT_POINTS)


@pytest.mark.parametrize(
    ("title", "matched", "points"),
    [
        ("Avel port of Japan opens", (), ELSEWHERE_POINTS),
        ("Avel port of Japan opens", ((13, 18),), 0.0),
        ("Avel port of Japan opens", ((12, 13),), ELSEWHERE_POINTS),
        ("Avel fuel port opens", (), ELSEWHERE_POINTS),
        ("Avel fuel port opens", ((5, 9),), 0.0),
        # a second land that no topic looks for is elsewhere all the same
        ("Japan and China open Avel port", ((0, 5),), ELSEWHERE_POINTS),
    ],
)
def test_a_land_or_a_market_counts_where_no_topic_looks_for_it(
    title: str, matched: tuple[tuple[int, int], ...], points: float
) -> None:
    assert points_of(title, matched=matched) == pytest.approx(points)


@pytest.mark.parametrize(
    ("span", "other", "shared"),
    [((0, 4), (4, 8), False), ((0, 5), (4, 8), True), ((4, 8), (0, 4), False),
     ((4, 8), (0, 5), True), ((0, 9), (3, 4), True), ((3, 4), (0, 9), True)],
)  # fmt: skip
def test_two_spans_overlap_where_they_share_a_letter(
    span: tuple[int, int], other: tuple[int, int], shared: bool
) -> None:
    assert overlaps(span, [other]) is shared
    assert overlaps(other, [span]) is shared
    assert not overlaps(span, [])


QUARREL, ACT = "Republicans and Democrats at odds", "Congress approves the arms bill"


@pytest.mark.parametrize(
    ("titles", "share", "alone"),
    [
        ((), 0.0, True),
        ((QUARREL,), 1.0, True),
        ((QUARREL, QUARREL), 1.0, True),
        ((QUARREL, ACT), 1.0, False),
        ((QUARREL, PLAIN), 0.5, False),
        ((PLAIN,), 0.0, False),
        (("Avel blames Solmar",), 1.0, True),
        (("Sen. Orlov speaks",), 1.0, True),
        (("sen. orlov speaks",), 0.0, False),
    ],
)
def test_a_quarrel_at_home_is_told_by_all_titles_without_an_act(
    titles: tuple[str, ...], share: float, alone: bool
) -> None:
    pages = [page(title) for title in titles]
    assert quarrel_share(pages) == share
    assert quarrels_only(pages) is alone


@pytest.mark.parametrize(
    "word", ["oil price", "Brent", "shares", "airline", "travelers", "cryptos"]
)
def test_a_market_is_a_whole_word(word: str) -> None:
    assert names_market(f"Avel {word} port")
    assert not names_market(f"Avel q{word} port")
