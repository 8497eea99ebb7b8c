"""How alike two sentences are, and where their tolls disagree: what keeps a briefing from saying a thing twice."""

from __future__ import annotations

import re
from functools import lru_cache

from digest.text import fold, stemmer, word_texts

_SPELT = re.compile(r"\b(?:u\.[sk]\.|cease-fire)")


def listed(words: str) -> frozenset[str]:
    """The words of a list written in lines."""
    return frozenset(words.split())


STOP_WORDS = listed(
    """a about above after again against all also am an and any are as at be because been before being below between
    both but by can could did do does doing down during each few for from further had has have having he her
    here hers herself him himself his how i if in into is it its itself just me more most my no nor not now of
    off on once only or other our out over own s said same say says she should so some such t than that the
    their them then there these they this those through to told too under until up very was we were what when
    where which while who whom why will with would you your mr mrs ms monday tuesday wednesday thursday friday
    saturday sunday today yesterday according added
    في من على إلى عن أن إن ما لا هذا هذه التي الذي مع قد كان كانت بعد قبل و أو ثم حتى قال
    של על את זה לא כי עם גם הוא היא אל או אם כל אשר אמר
    در از به که را با این آن برای و یا است بود شد کرد گفت"""
)
_LITTLE = listed(
    """upon take takes took taken make makes made set put get got go going effect local time a.m p.m am pm et gmt part
    come came new many much one two
    le la les l un une des du de et en dans sur pour par avec que qui est ont été a au aux son sa ses il elle ce cette
    bir ve bu da de için ile olarak olan dedi"""
)
_NO_CONTENT = frozenset(map(fold, STOP_WORDS | _LITTLE))
_SAME_THING = """
    ceasefire truce | killed kill kills killing dead death deaths deadly die died dies fatal fatalities slain |
    wounded injured hurt injuries wounds | explosion explosions blast blasts |
    attack attacks assault raid strike strikes |
    withdraw withdrew withdrawn withdrawal withdrawing pulled pullout pullback removed left leave leaves |
    militants fighters gunmen insurgents |
    accord agreement agreements deal pact | talks negotiations negotiation | soldiers troops forces | nuclear atomic |
    us america american americans | uk britain british | vessel vessels ship ships tanker tankers | weapons arms |
    protest protests demonstration demonstrations rally rallies | jail prison prisons | border borders frontier |
    plane planes aircraft jet jets | vote votes ballot poll election elections |
    israel israeli israelis | palestine palestinian palestinians | gaza gazan gazans | iraq iraqi iraqis |
    iran iranian iranians | syria syrian syrians | lebanon lebanese | egypt egyptian egyptians | jordan jordanian |
    turkey turkish turks | yemen yemeni yemenis | qatar qatari | kuwait kuwaiti | oman omani | libya libyan libyans |
    russia russian russians | china chinese | france french | germany german germans | india indian indians
"""
"""Words by which several outlets tell one thing, so that the same news in other words is known for the same."""

Tolls = frozenset[tuple[str, int]]
"""Of what kind and how many: ("killed", 12), ("wounded", 30), …"""

_NAMED_ONCE = {word: group.split()[0] for group in _SAME_THING.split("|") for word in group.split()}


@lru_cache(maxsize=4096)
def content_words(text: str, language: str = "en") -> frozenset[str]:
    """The stemmed words of `text` that carry meaning, numbers included."""
    plain = _SPELT.sub(lambda spelt: spelt[0].replace(".", "").replace("-", ""), text.casefold())
    stem = stemmer(language)
    return frozenset(
        stem(_NAMED_ONCE.get(word, word)) for word in word_texts(plain) if word not in _NO_CONTENT
    )


ANY_NEWS = content_words(
    "attack attacks strike strikes military kill killed war report reports talks deal plan minister official officials "
    "forces new year group leader president government state region source sources security troops us u.s. army force"
)
"""What stands in any news of the region and ties no two stories."""


def overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """Share of the smaller set that the other one holds, 0 to 1."""
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0


def in_conflict(ours: Tolls, theirs: Tolls) -> bool:
    """True when both give a toll of one kind and agree on none of its numbers."""
    for kind in {kind for kind, _ in ours}:
        mine = {number for k, number in ours if k == kind}
        others = {number for k, number in theirs if k == kind}
        if others and not mine & others:
            return True
    return False
