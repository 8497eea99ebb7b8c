"""Clock times and prices have one spelling, however a sentence writes them."""

from __future__ import annotations

import pytest

from digest.write.clock_and_price import clocks_and_prices


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("The gates shut at 8 a.m.", {"8:00 a"}),
        ("The gates shut at 8:00 am and opened at 5.30 p.m.", {"8:00 a", "5:30 p"}),
        ("The siren rang at 06:15 on Tuesday.", {"6:15"}),
        ("Crude rose to $98.40 a barrel.", {"98.40 dollars"}),
        ("Crude rose to 98.40 dollars a barrel.", {"98.40 dollars"}),
        ("The loan is worth €1.2 billion.", {"1.2 billion euros"}),
        ("Insurers paid 1,500 pounds for each hull.", {"1500", "1500 pounds"}),
        ("A $1,500, two-year loan.", {"1500 dollars"}),
        ("Nearly 100,000 people fled, and 2,300 came back in 2019.", {"100000", "2300"}),
        ("Some 999 people live by the quay, 1400 in summer.", set()),
        ("Team Avel won 3:2 and sold 40 boats in 2019.", set()),
        ("They sailed 12 miles at 25:30 knots.", set()),
    ],
)
def test_each_time_and_sum_is_read_in_one_spelling(text: str, given: set[str]) -> None:
    assert clocks_and_prices(text) == given


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("at 8 a.m.", "at 8:00 am"),
        ("at 8 AM", "at 08.00 a.m."),
        ("at 6:15", "at 06:15"),
        ("$98.40", "98.40 dollars"),
        ("$1,500", "1,500 DOLLARS"),
        ("€1.2 billion", "1.2 billion euros"),
        ("£ 3 million", "3 million pounds"),
        ("5 lira", "5 liras"),
    ],
)
def test_two_spellings_of_one_fact_are_one(one: str, other: str) -> None:
    # a large sum in words is a large number as well
    shared = clocks_and_prices(one) & clocks_and_prices(other)
    assert len(shared) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("at 8 a.m.", "at 8 p.m."),
        ("at 8 a.m.", "at 8:30 a.m."),
        ("at 6:15", "at 18:15"),
        ("$98.40", "€98.40"),
        ("$98.40", "$98.4"),
        ("$1.2 billion", "$1.2 million"),
        ("$1.2 billion", "$1.2"),
        ("100,000 people", "10,000 people"),
    ],
)
def test_two_facts_have_no_spelling_in_common(one: str, other: str) -> None:
    assert not clocks_and_prices(one) & clocks_and_prices(other)


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("0:00 and 23:59", {"0:00", "23:59"}),
        ("24:00 and 12:60", set()),
        ("1:2:3 and 12:30:45", set()),
        ("999,999 and 1,000", {"999999", "1000"}),
        ("1,00 and 10,0000 and 1,234.5", set()),
        ("$5 riyals", {"5 dollars"}),
        ("5 lira and 6 liras", {"5 liras", "6 liras"}),
        ("in 8 am. sharp", {"8:00 a"}),
        ("8 amber ships", set()),
        ("", set()),
    ],
)
def test_a_number_of_another_kind_is_no_time_and_no_sum(text: str, given: set[str]) -> None:
    assert clocks_and_prices(text) == given
