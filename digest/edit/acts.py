"""Acts: what a title says was done, so that two cards on one act of one actor are told once.

Words tell two sides of an event from two events badly, and so do the names, which a whole day
shares. An act that few titles of the day tell, done by or to one name, is nearly always one event.
English only: a title in another language has no act.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from digest.edit.profile import clean_title

THEME_SHARE, THEME_LEAST = 0.15, 3
"""An act that more stories name than this share of the day, and than this number, is the theme of
the day; a rarer act tells one event."""

TOLL = "toll"
"""The act that any news of violence tells: it ties two titles only beside another act."""

# Each act: the words of a title that tell it; `*` stands for any ending.
_WORDS = {
    "blast": "blast* explosion* explod* bombing* detonat*",
    "air strike": "airstrike* bombard* shelling",
    "truce": "truce* ceasefire* armistice*",
    "talks": "talks negotiat* mediat* summit*",
    "protest": "protest* demonstrat* rally rallies riot* unrest anger angry outrage* march marches",
    "siege": "sieg* besieg* blockad*",
    "hostages": "hostage* captive* kidnap* abduct*",
    "vote": "vote* voting ballot* election* referendum*",
    "resignation": "resign* quit* oust* sacked steps stepped",
    "appointment": "appoint* nominat* successor* replacement*",
    "trial": "sue sues sued lawsuit* trial* indict* convict* sentence*",
    "arrest": "arrest* detain* detention jailed",
    "invasion": "invasion* invade* offensive* incursion*",
    "probe": "probe* investigat* inquiry",
    "sanctions": "sanction* embargo*",
    "seizure": "seize* captur* takeover storm storms stormed",
    "crash": "crash* collid* capsiz* sank sinks",
    "disaster": "earthquake* quake* flood* wildfire*",
    "flight": "evacuat* flee flees fled displac*",
    "murder": "assassin* murder*",
    "deal": "deal* accord* agreement* pact* treaty",
    "execution": "execut* hanged",
    "hack": "hack* cyberattack*",
    "coup": "coup* mutin*",
    "release": "release* freed swap*",
    "funeral": "funeral* mourn* burial* buried",
    TOLL: "kill* dead death* dies died wound* injur* hurt casualt* victim* toll",
    "rescue": "rescu* survive survives survived alive",
}

# two spellings of one word
_SPELT = (
    (re.compile(r"\bcease-fire", re.IGNORECASE), "ceasefire"),
    (re.compile(r"\bair[- ](?=strike)", re.IGNORECASE), "air"),
)


def _pattern(words: str) -> re.Pattern[str]:
    endings = [word.replace("*", r"\w*") for word in words.split()]
    return re.compile(rf"\b(?:{'|'.join(endings)})\b", re.IGNORECASE)


_ACTS = {act: _pattern(words) for act, words in _WORDS.items()}


def acts_of(title: str) -> frozenset[str]:
    """Return the acts that a title tells.

    >>> sorted(acts_of("Air strikes kill nine as cease-fire talks stall"))
    ['air strike', 'talks', 'toll', 'truce']
    """
    plain = clean_title(title)
    for spelling, word in _SPELT:
        plain = spelling.sub(word, plain)
    return frozenset(act for act, words in _ACTS.items() if words.search(plain))


def themes_of(stories: Iterable[frozenset[str]]) -> frozenset[str]:
    """Return the acts that so many stories of a day tell that they tell no two apart."""
    stories = list(stories)
    told: Counter[str] = Counter()
    for acts in stories:
        told.update(acts)
    most = max(THEME_LEAST, THEME_SHARE * len(stories))
    return frozenset(act for act, times in told.items() if times > most)


def share_act(one: frozenset[str], other: frozenset[str], themes: frozenset[str]) -> bool:
    """Tell whether two titles share an act of their own, or two acts at once.

    >>> share_act(frozenset({"siege"}), frozenset({"siege", "toll"}), frozenset())
    True
    """
    shared = one & other
    # a blast that kills, told twice, is one event even on the day of the blast
    return len(shared) > 1 or bool(shared - themes - {TOLL})
