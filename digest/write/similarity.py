"""Likeness of two sentences, and where their tolls disagree: no fact is told twice."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache, lru_cache

from digest.languages import base_code, language_of
from digest.text import fold, stemmer, word_texts
from digest.text.numbers import SMALL_NUMBERS

_SPELT = re.compile(r"\b(?:u\.[sk]\.|cease-fire)")


@cache
def stop_words(code: str) -> frozenset[str]:
    """Return the words of a language that carry no meaning, folded.

    Texts of every language quote English names, so the English words are among them.
    """
    return frozenset(map(fold, language_of(code).stop_words | language_of("en").stop_words))


# Words by which several outlets tell one thing, so that other words for it count as the same.
_SAME_THING = """
    ceasefire truce | killed kill kills killing dead death deaths deadly die died dies fatal
    fatalities slain | wounded injured hurt injuries wounds | explosion explosions blast blasts
    | attack attacks assault raid strike strikes | withdraw withdrew withdrawn withdrawal
    withdrawing pulled pullout pullback removed left leave leaves | militants fighters gunmen
    insurgents | accord agreement agreements deal pact | talks negotiations negotiation |
    soldiers troops forces | nuclear atomic | us america american americans | uk britain british
    | vessel vessels ship ships tanker tankers | weapons arms | protest protests demonstration
    demonstrations rally rallies | jail prison prisons | border borders frontier | plane planes
    aircraft jet jets | invasion invade invades invading offensive incursion | siege sieges
    besieged besieging blockade blockaded blockades | electricity power | hostage hostages captive
    captives | prepare prepares preparing prepared gearing bracing braces | huge massive enormous
    | lawsuit suit sues sued | vote votes ballot poll election elections | israel israeli israelis
    |
    palestine palestinian palestinians | gaza gazan gazans | iraq iraqi iraqis | iran iranian
    iranians | syria syrian syrians | lebanon lebanese | egypt egyptian egyptians | jordan
    jordanian | turkey turkish turks | yemen yemeni yemenis | qatar qatari | kuwait kuwaiti |
    oman omani | libya libyan libyans | russia russian russians | china chinese | france french
    | germany german germans | india indian indians
"""

Tolls = frozenset[tuple[str, int]]
"""Of what kind and how many: ("killed", 12), ("wounded", 30), …"""

SETTLED = timedelta(hours=6)
"""A lower toll that much older has been overtaken and disagrees with no later one."""

_NAMED_ONCE = {word: group.split()[0] for group in _SAME_THING.split("|") for word in group.split()}


@lru_cache(maxsize=4096)
def content_words(text: str, language: str = "en") -> frozenset[str]:
    """The stemmed words of `text` that carry meaning, numbers included."""
    plain = _SPELT.sub(lambda spelt: spelt[0].replace(".", "").replace("-", ""), text.casefold())
    # both are cached per language: this function runs for each sentence
    stem, without_content = stemmer(language), stop_words(base_code(language))
    content = set()
    for word in word_texts(plain):
        if word not in without_content:
            content.add(stem(_NAMED_ONCE.get(word, word)))
    return frozenset(content)


ANY_NEWS = content_words(
    "attack attacks strike strikes military kill killed war report reports talks deal plan "
    "minister official officials "
    "forces new year group leader president government state region source sources security "
    "troops us u.s. army force without within still may amid"
)
"""Words that stand in any news of the region and tie no two stories."""

NO_ACTORS = ANY_NEWS | content_words(
    "white house congress senate pentagon kremlin palace parliament cabinet party opposition "
    "country nation national world people man woman men women children city town capital "
    "first second third last latest next old possible likely big high low top north south east "
    "west northern southern eastern western central day days week month time "
    "say says said tell tells told warn warns warned call calls called begin begins start starts "
    "make makes take takes hold holds set sets see sees face faces rise rises fall falls "
    "well hit hits urge urges vow vows claim claims back amid over after policy crisis"
)
"""Words that name no actor or place of one event: seats of power, ranks, times, words of titles."""


@cache
def day_words(code: str) -> frozenset[str]:
    """Return the stems of the weekdays of a language: all news of one day shares its name."""
    return content_words(" ".join(language_of(base_code(code)).weekdays), code)


@cache
def number_words(code: str) -> frozenset[str]:
    """Return the stems of number words: two events with six dead share a number alone."""
    # the English words are read by tables of their own, and stand in texts of every language
    words = [*SMALL_NUMBERS, *language_of(base_code(code)).numbers]
    return content_words(" ".join(words), code)


def overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """Return the share of the smaller set that the other one holds, 0 to 1.

    >>> overlap(frozenset({"port", "shut"}), frozenset({"port"}))
    1.0
    """
    if not left or not right:
        return 0.0
    return len(left & right) / min(len(left), len(right))


def in_conflict(ours: Tolls, theirs: Tolls) -> bool:
    """Tell whether both give a toll of one kind and agree on none of its numbers.

    >>> in_conflict(frozenset({("killed", 12)}), frozenset({("killed", 19)}))
    True
    """
    mine, theirs_by_kind = _numbers_by_kind(ours), _numbers_by_kind(theirs)
    for kind in mine.keys() & theirs_by_kind.keys():
        if not mine[kind] & theirs_by_kind[kind]:
            return True
    return False


def _numbers_by_kind(tolls: Tolls) -> dict[str, set[int]]:
    numbers: dict[str, set[int]] = {}
    for kind, number in tolls:
        numbers.setdefault(kind, set()).add(number)
    return numbers
