"""English acts: the words by which a title tells what was done, as patterns."""

from __future__ import annotations

# "in March", "9 March" and "March 2027" are the month; crowds march without such a neighbor.
_BEFORE_THE_MONTH = (
    r"(?<!\bin\s)(?<!\bof\s)(?<!\bby\s)(?<!\bfor\s)(?<!\bfrom\s)(?<!\bsince\s)(?<!\buntil\s)"
    r"(?<!\blast\s)(?<!\bnext\s)(?<!\bthis\s)(?<!\bearly\s)(?<!\blate\s)(?<!\bmid-)(?<!\d\s)"
)
_MARCH = _BEFORE_THE_MONTH + r"march(?![\s-]\d)"

ACTS = {
    "blast": "blast* explosion* explod* bombing* detonat*",
    "air strike": r"air[-\s]?strike* bombard* shelling",
    "truce": "truce* cease-?fire* armistice*",
    "talks": "talks negotiat* mediat* summit*",
    "protest": "protest* demonstrat* rally rallies riot* unrest anger angry outrage* marches "
    "marchers crowds chant* mobbed uprising* " + _MARCH,
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
    "coup": "coup coups mutin*",
    "release": "release* freed swap*",
    "funeral": "funeral* mourn* burial* buried",
    "toll": "kill* dead death* dies died wound* injur* hurt casualt* victim* toll",
    "rescue": "rescu* survive survives survived alive",
}
"""Each act with its words; `*` stands for any ending."""
