"""Clock times, sums of money and large numbers: two outlets that give one tell one fact."""

from __future__ import annotations

import re
from functools import lru_cache

_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s?(?P<half>[ap])\.?m\b"
    r"|(?<![\d:.$€£])(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)(?![:\d])",
    re.IGNORECASE,
)
# the coin stands before its sum as a sign, or behind it as a word
_MONEY = re.compile(
    r"(?P<coin>[$€£])\s?(?P<sum>\d[\d,]*(?:\.\d+)?)(?:\s?(?P<scale>million|billion|trillion)\b)?"
    r"|\b(?P<plain>\d[\d,]*(?:\.\d+)?)(?:\s(?P<plainscale>million|billion|trillion))?\s"
    r"(?P<name>dollars|euros|pounds|riyals|dirhams|liras?)\b",
    re.IGNORECASE,
)
# "100,000 people"; a sum of money is read above, and a year has no comma
_LARGE = re.compile(r"(?<![\d,.$€£])\d{1,3}(?:,\d{3})+(?![\d,.]*\d)")
_COINS = {"$": "dollars", "€": "euros", "£": "pounds"}


@lru_cache(maxsize=4096)
def clocks_and_prices(text: str) -> frozenset[str]:
    """Return the times of day, sums of money and numbers from 1,000 on that a text gives.

    Each has one spelling.

    >>> sorted(clocks_and_prices("From 8 a.m. (8:00 am) oil stood at $98.40 a barrel."))
    ['8:00 a', '98.40 dollars']
    """
    facts = set()
    for clock in _CLOCK.finditer(text):
        # "8 a.m." and "8:00 am" are one time; 24 hours have no half
        hour = clock["hour"] or clock["hour24"]
        minute = clock["minute"] or clock["minute24"] or "00"
        facts.add(f"{int(hour)}:{minute} {(clock['half'] or '').lower()}".strip())
    for price in _MONEY.finditer(text):
        # "5 lira" and "5 liras" are one sum
        name = _COINS.get(
            price["coin"] or "", f"{(price['name'] or '').lower().removesuffix('s')}s"
        )
        number = (price["sum"] or price["plain"]).rstrip(",").replace(",", "")
        scale = (price["scale"] or price["plainscale"] or "").lower()
        facts.add(" ".join(filter(None, (number, scale, name))))
    for number in _LARGE.findall(text):
        facts.add(number.replace(",", ""))
    return frozenset(facts)
