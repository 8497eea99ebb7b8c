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
