"""Tolls in English by its grammar: each way to say a number, a harm, and who it happened to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.text.tolls_english import english_tolls


def found(text: str) -> list[tuple[str, str]]:
    return [(toll.kind, toll.count) for toll in english_tolls(text)]


@pytest.mark.parametrize(
    ("number", "count"),
    [
        ("1", "1"),
        ("1,600", "1600"),
        ("1,600,000", "1600000"),
        ("twenty", "20"),
        ("Twenty-one", "21"),
        ("ninety-nine", "99"),
        ("a dozen", "12"),
        ("two dozen", "24"),
        ("three hundred", "300"),
        ("4 thousand", "4000"),
        ("1.5 million", "1500000"),
        ("dozens", "dozens"),
        ("Scores", "scores"),
        ("hundreds of thousands", "hundreds of thousands"),
    ],
)
def test_a_number_is_read_in_digits_and_in_words(number: str, count: str) -> None:
    assert found(f"{number} people were killed.") == [("killed", count)]


@pytest.mark.parametrize("number", ["1.5", "0.5", "12-year-old", "MS-13", "$12", "3.25", "no 12"])
def test_a_fraction_an_age_and_a_name_count_no_people(number: str) -> None:
    assert found(f"{number} killed.") == []


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("dead", "killed"),
        ("slain", "killed"),
        ("bodies", "killed"),
        ("fatalities", "killed"),
        ("martyred", "killed"),
        ("injuries", "wounded"),
        ("hurt", "wounded"),
        ("casualties", "casualties"),
        ("missing", "missing"),
        ("hostage", "hostages"),
        ("kidnapped", "hostages"),
        ("captured", "captured"),
        ("detained", "arrested"),
        ("homeless", "displaced"),
        ("evacuated", "displaced"),
    ],
)
def test_a_harm_behind_a_number_has_its_kind(word: str, kind: str) -> None:
    assert found(f"Storm leaves 12 {word}") == [(kind, "12")]


@pytest.mark.parametrize(
    "text",
    [
        "Divers recovered 12 bodies.",
        "12 more bodies were pulled from the rubble.",
        "The bodies of his crew lay beside 12 other bodies.",
    ],
)
def test_bodies_that_are_found_are_dead(text: str) -> None:
    assert found(text) == [("killed", "12")]


@pytest.mark.parametrize(
    "text",
    [
        "Two UN bodies condemned the strike.",
        "The two bodies agreed on inspections. Divers recovered a boat.",
        "Four sporting bodies will vote; the boat was found.",
    ],
)
def test_bodies_that_vote_or_agree_are_offices(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "phrase",
    [
        "killed 12",
        "killing at least 12",
        "kills nearly 12",
        "killed another 12",
        "the killings of some 12",
        "the deaths of up to 12",
        "killed a total of 12",
        "killed as many as 12",
        "killed an estimated 12",
    ],
)
def test_a_verb_stands_before_its_number_with_words_between(phrase: str) -> None:
    assert found(f"The blast {phrase} people.") == [("killed", "12")]


@pytest.mark.parametrize(
    "thing",
    [
        "days",
        "rockets",
        "drones",
        "airstrikes",
        "percent",
        "kilometers",
        "miles",
        "attacks",
        "raids",
    ],
)
def test_a_number_of_things_is_no_toll(thing: str) -> None:
    assert found(f"It was destroyed after 12 {thing} killed nobody.") == []
    assert found(f"Fire killed 12 {thing} ago.") == []


@pytest.mark.parametrize(
    ("text", "tolls"),
    [
        ("The death toll rose to 12.", [("killed", "12")]),
        ("The death toll of the quake has passed 1,200.", [("killed", "1200")]),
        ("Death toll hits at least 40", [("killed", "40")]),
        ("The death toll stands at two dozen.", [("killed", "24")]),
        ("The fire claimed 12 lives.", [("killed", "12")]),
        ("The flood cost nearly 40 young lives.", [("killed", "40")]),
        ("They risked 12 lives.", []),
    ],
)
def test_a_death_toll_and_lost_lives_are_tolls(text: str, tolls: list[tuple[str, str]]) -> None:
    assert found(text) == tolls


@pytest.mark.parametrize(("between", "is_read"), [(5, True), (6, False)])
def test_five_words_may_stand_between_a_number_and_its_harm(between: int, is_read: bool) -> None:
    words = " ".join(["old"] * between)
    assert bool(found(f"12 {words} killed.")) is is_read


@pytest.mark.parametrize(
    "word", ["when", "while", "after", "before", "that", "which", "as", "feared", "presumed"]
)
def test_another_thought_between_a_number_and_a_harm_parts_them(word: str) -> None:
    assert found(f"12 men left {word} killed.") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Rebels killed two men and a boy.", "3"),
        ("Rebels killed two men, a woman and three children on Monday.", "6"),
        ("Ten people, six men and four women were killed.", "10"),
        ("Ten people, six men and five women were killed.", "21"),
        ("A soldier and an officer were killed.", "2"),
        ("Police said one nurse, two doctors, and three patients died.", None),
    ],
)
def test_the_parts_of_a_toll_are_added_unless_the_first_counts_all(text: str, count) -> None:
    tolls = found(text)
    if count is None:
        # patients are no people of the table: the toll is that of the last number alone
        assert tolls == [("killed", "3")]
    else:
        assert tolls == [("killed", count)]


@pytest.mark.parametrize("month", ["Jan", "March", "Sept.", "September", "december"])
def test_the_day_of_a_month_counts_no_people(month: str) -> None:
    assert found(f"On {month} 11 killed men were found.") == []


@pytest.mark.parametrize("month", ["Jan.", "March", "Sept", "September", "May"])
def test_the_day_before_its_month_counts_no_people(month: str) -> None:
    assert found(f"On 12 {month} people were killed in Solmar.") == []
    assert found(f"On 3 {month} soldiers were wounded.") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("On 12 March 40 people were killed.", "40"),
        ("On 12 March 4 people were killed.", "4"),
        # no month has so many days
        ("On March 40 people were killed.", "40"),
        # words that begin like a month, or are written like one
        ("At sea 12 marines were killed.", "12"),
        ("Officials said 12 may have been killed.", "12"),
    ],
)
def test_people_beside_a_date_are_counted(text: str, count: str) -> None:
    assert found(text) == [("killed", count)]


@pytest.mark.parametrize(("year", "is_year"), [("1900", True), ("2099", True), ("1,900", False)])
def test_a_year_counts_no_people(year: str, is_year: bool) -> None:
    assert (found(f"Since then {year} killed.") == []) is is_year


@pytest.mark.parametrize(
    "aside",
    [
        ", including two children,",
        ", most of them women,",
        ", among them a nurse,",
        " (two of them girls)",
        " - mostly miners -",
        " including two nurses",
    ],
)
def test_an_aside_leaves_the_toll_whole(aside: str) -> None:
    assert found(f"12 people{aside} were killed.") == [("killed", "12")]


@given(st.text("0123456789 ,.-killedwo ndtwoanddozens", max_size=60))
def test_any_text_gives_counts_of_living_people(text: str) -> None:
    for toll in english_tolls(text):
        assert toll.kind
        assert toll.count
        assert toll.number is None or 0 <= toll.number < 10_000_000_000
        assert "  " not in toll.text
