"""Figures keep the words that they count; tolls stand side by side only where they differ."""

from __future__ import annotations

import pytest

from digest.models import Passage
from digest.render.story_figures import figures_of, toll_table


def said(text: str, article: str = "a") -> Passage:
    return Passage(text=text, article_id=article)


THREE = (
    said("Nine ships wait at the eastern anchorage."),
    said("Insurers charge 3 percent of a ship's value."),
    said("The harbour holds 1,340 containers and two cranes."),
)


def shown(*texts: str) -> list[tuple[str, str]]:
    """Return the figures of some sentences; two that always give one are put before them."""
    figures = figures_of([*THREE[:2], *map(said, texts)], "en")
    return [(figure.number, figure.counts) for figure in figures[2:]]


def test_three_figures_stand_in_the_order_of_their_sentences() -> None:
    figures = figures_of(THREE, "en-GB")
    assert [(figure.number, figure.counts) for figure in figures] == [
        ("9", "ships wait at the eastern anchorage"),
        ("3%", "of a ship's value"),
        ("1,340", "containers"),
    ]
    assert [figure.passage for figure in figures] == list(THREE)


def test_fewer_than_three_show_none_and_of_more_the_most_telling_stay() -> None:
    assert figures_of(THREE[:2], "en") == ()
    four = (*THREE, said("Pilots saw 40 boats."))
    assert [figure.number for figure in figures_of(four, "en")] == ["3%", "1,340", "40"]


def test_another_language_than_english_shows_none() -> None:
    assert figures_of(THREE, "ar") == ()


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Ships carried $4 billion of oil through the strait.", ("$4 billion", "of oil")),
        ("About 14 per cent of the fuel passes.", ("14%", "of the fuel passes")),
        ("Some 12,000 people were told to leave.", ("12,000", "people")),
        ("It counted 1,950 houses on the shore.", ("1,950", "houses on the shore")),
        ("Police held 40 men after the march.", ("40", "men")),
    ],
)
def test_a_number_keeps_the_words_that_it_counts(text: str, figure: tuple[str, str]) -> None:
    if figure[1] == "of oil":
        figure = (figure[0], "of oil through the strait")
    assert shown(text) == [figure]


@pytest.mark.parametrize(
    "text",
    [
        "They met for 12 hours at sea.",
        "12 hours were wasted at sea.",
        "A plan lapsed 4 years ago.",
        "It began on 12 January.",
        "The war of 1950 states its causes.",
        "Two navies agree on one lane.",
        "A nine-page plan was signed.",
        "It flew at 20 km an hour.",
        "The ship, F-35 class, sailed.",
        "No number stands here.",
        "It is 12.",
    ],
)
def test_a_time_a_year_or_a_number_without_things_is_no_figure(text: str) -> None:
    assert shown(text) == []


def table(*rows: tuple[str, str]) -> dict[str, tuple[str, ...]]:
    passages = [said(text) for _, text in rows]
    outlets = [outlet for outlet, _ in rows]
    found = toll_table(passages, outlets, ["en"] * len(rows))
    if found is None:
        return {}
    shown = {"": found.kinds}
    for row in found.rows:
        shown[outlets[passages.index(row.passage)]] = row.numbers
    return shown


@pytest.mark.parametrize(
    "text",
    [
        "The ship lies 30 nautical miles south of the wreck.",
        "The ship lies 30 km from the harbor.",
        "The ship lies 30 kilometres north-east of Avel.",
        "The ship lies 30 miles off the coast.",
    ],
)
def test_a_distance_that_tells_a_place_is_no_figure(text: str) -> None:
    assert shown(text) == []


def test_a_number_of_people_keeps_what_befell_them() -> None:
    text = "Six men were detained on a boat south of the wreck."
    assert shown(text) == [("6", "men were detained")]


def test_a_length_that_is_the_news_is_a_figure() -> None:
    assert shown("Crews laid 30 kilometers of cable.") == [("30", "kilometers of cable")]


def test_tolls_that_differ_stand_side_by_side_by_outlet() -> None:
    assert table(
        ("Courier", "The blast killed 12 people and wounded 30."),
        ("Agency", "State media said 9 people were killed."),
    ) == {"": ("killed",), "Courier": ("12",), "Agency": ("9",)}


def test_each_kind_that_differs_is_a_column_and_a_missing_number_is_empty() -> None:
    assert table(
        ("Courier", "The blast killed 12 people and wounded 30."),
        ("Agency", "It killed 9 people."),
        ("Ledger", "It wounded 31 people."),
    ) == {
        "": ("killed", "wounded"),
        "Courier": ("12", "30"),
        "Agency": ("9", ""),
        "Ledger": ("", "31"),
    }


@pytest.mark.parametrize(
    "rows",
    [
        (("Courier", "It killed 12 people."), ("Agency", "It killed 12 people.")),
        (("Courier", "It killed 12 people."), ("Courier", "It killed 9 people.")),
        (("Courier", "It killed 12 people."), ("Agency", "It killed dozens of people.")),
        (("Courier", "It killed 12 people."), ("", "It killed 9 people.")),
        (("Courier", "It killed 12 people."), ("Agency", "The toll rose to 9, and 2 others died.")),
        (("Courier", "It killed 12 people."), ("Agency", "It killed 9 people, including 2 boys.")),
        (("Courier", "It killed 12 people."), ("Agency", "It killed 9 men and killed 2 boys.")),
        (("Courier", "It killed 12 people."), ("Agency", "It wounded 9 people.")),
        (("Courier", "It killed 12 people."), ("Agency", "Divers recovered two bodies.")),
        (("Courier", "It killed 12 people."), ("Agency", "Two UN bodies condemned the blast.")),
        (),
    ],
)
def test_tolls_that_agree_or_that_one_outlet_gives_make_no_table(
    rows: tuple[tuple[str, str], ...],
) -> None:
    assert table(*rows) == {}


def test_a_sentence_without_an_outlet_hides_no_toll_behind_it() -> None:
    assert table(
        ("", "It killed 7 people."),
        ("Courier", "It killed 12 people."),
        ("Agency", "It killed 9 people."),
    ) == {"": ("killed",), "Courier": ("12",), "Agency": ("9",)}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Police held 40 men, who carried $4 billion of bonds.", "$4 billion"),
        ("Nine ships and 340 containers wait there.", "340"),
        ("Crews moved 340 containers and 12 percent of the fuel.", "12%"),
        # of two numbers of one worth the first is told
        ("Crews moved 340 containers and 512 pallets there.", "340"),
    ],
)
def test_a_sentence_gives_its_most_telling_figure(text: str, number: str) -> None:
    assert shown(text)[0][0] == number


def test_a_share_goes_before_a_number_in_digits_and_that_before_a_word() -> None:
    words = [said(f"{word} ships wait at the anchorage.") for word in ("Nine", "Seven", "Eight")]
    digits = [said(f"Crews moved {number} containers.") for number in (41, 42)]
    share = said("Insurers charge 3 percent of a ship's value.")
    chosen = figures_of([*words, share, *digits], "en")
    assert [figure.number for figure in chosen] == ["3%", "41", "42"]
    # of equal worth the earlier sentences stay
    earlier = figures_of([*words, digits[0]], "en")
    assert [figure.number for figure in earlier] == ["9", "7", "41"]


def test_one_and_two_things_are_told_in_the_sentence_and_three_in_large_type() -> None:
    assert shown("Crews moved 2 containers.", "Two navies sent boats.") == []
    assert shown("Crews moved 3 containers.") == [("3", "containers")]
    assert shown("Three navies sent boats.") == [("3", "navies sent boats")]


def test_a_number_counts_at_most_six_words() -> None:
    ((_, counts),) = shown("Crews moved 340 containers from the quay of the old eastern port.")
    assert len(counts.split()) <= 6
    assert counts == "containers from the quay"


@pytest.mark.parametrize(
    ("number", "is_figure"),
    [("1899", True), ("1900", False), ("2099", False), ("2100", True), ("1,900", True)],
)
def test_a_number_of_a_year_is_no_figure_without_a_comma(number: str, is_figure: bool) -> None:
    assert bool(shown(f"Crews moved {number} containers.")) is is_figure
