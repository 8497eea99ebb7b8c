"""A toll holds a count of living people, and a year is no toll."""

from __future__ import annotations

import pytest

from digest.text import tolls
from digest.text.toll import Toll


@pytest.mark.parametrize(("count", "number"), [("12", 12), ("dozens", None)])
def test_a_toll_has_a_number_when_its_count_is_in_digits(count, number):
    assert Toll("killed", count, f"{count} killed").number == number


@pytest.mark.parametrize(
    ("number", "is_toll"),
    [("1899", True), ("1900", False), ("2099", False), ("2100", True), ("1,950", True)],
)
def test_a_year_of_this_age_without_a_thousands_mark_is_no_toll(number, is_toll):
    assert bool(tolls(f"Floods killed {number} people.")) is is_toll


@pytest.mark.parametrize(
    ("number", "is_toll"), [("9,999,999,999", True), ("10,000,000,000", False)]
)
def test_ten_billion_counts_no_living_people(number, is_toll):
    assert bool(tolls(f"The war killed {number} people.")) is is_toll


def test_a_part_of_a_person_is_no_toll():
    assert tolls("The war killed 2.5 people.") == ()
    assert [toll.count for toll in tolls("The war killed 2.5 million people.")] == ["2500000"]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("a dozen people", "12"),
        ("two dozen people", "24"),
        ("three hundred people", "300"),
        ("a thousand people", "1000"),
        ("two million people", "2000000"),
        ("twenty-one people", "21"),
        ("tens of thousands of people", "tens of thousands"),
    ],
)
def test_scales_multiply_and_vague_words_stay(words, count):
    assert [toll.count for toll in tolls(f"The war killed {words}.")] == [count]


def test_the_day_of_a_month_is_no_toll():
    assert tolls("Since the killing on September 11 people were wounded.") == ()


@pytest.mark.parametrize(
    ("verb", "kind"),
    [
        ("killed", "killed"),
        ("wounded", "wounded"),
        ("injured", "wounded"),
        ("arrested", "arrested"),
        ("detained", "arrested"),
        ("captured", "captured"),
        ("kidnapped", "hostages"),
        ("abducted", "hostages"),
        ("displaced", "displaced"),
    ],
)
def test_each_verb_names_its_kind_of_harm(verb, kind):
    assert [toll.kind for toll in tolls(f"Gunmen {verb} 12 villagers.")] == [kind]


def test_a_verb_with_one_number_leaves_the_next_number_its_own_harm():
    found = tolls("A blast killed 12 dockers and left 30 injured.")
    assert [(toll.kind, toll.count) for toll in found] == [("killed", "12"), ("wounded", "30")]
