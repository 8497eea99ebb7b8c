"""Lands elsewhere: lands of the world whose own news a newsletter of one region does not follow.

A land is elsewhere only where no topic of the newsletter looks for its name.
"""

from __future__ import annotations

import re

_WORDS = r"""
australia* aussie* new\szealand* nz
uk u\.k\. british britain* england wales welsh scotland scottish ireland irish london
french france paris german* berlin spain spanish portug* italy italian* vatican greenland
dutch netherlands belgi* swiss switzerland austria* denmark danish norway norwegian* sweden swedish
finland finnish iceland* poland hungar* czech* slovak* sloven* croat* serb* bosnia* kosov* albania*
macedonia* romania* bulgaria* moldova* estonia* latvia* lithuania* belarus* europe* eu
ukrain* zelensk* kyiv russia* kremlin moscow kazakh* uzbek* kyrgyz* tajik* turkmenistan
india indian indians pakistan* afghan* bangladesh* sri\slanka* nepal* asia* china chinese beijing
taiwan* hong\skong japan* tokyo korea* mongolia* thai* vietnam* cambodia* myanmar philippin*
filipino* malaysia* indonesia* singapore*
(?<!north\s)africa* nigeria* niger benin mali burkina\sfaso ghana* senegal* cameroon* chad kenya*
uganda* rwanda* congo* angola* zambia* zimbabwe* mozambi* tanzania* ethiopia* boko\sharam
canad* mexic* cuba* haiti* jamaica* grenada guatemala* honduras nicaragua* panama latin\samerica*
brazil* argentin* chile* peru colombia* venezuela* bolivia* ecuador*
"""
"""Names of lands, their people and capitals; `*` stands for any ending. The rims of the region
(Cyprus, Greece, the Caucasus, the Horn) are left out: their news is often news of the region.
"""

_PATTERNS = [word.replace("*", r"\w*") for word in _WORDS.split()]

# A ship under a flag of convenience is no news of that land.
LANDS = re.compile(rf"\b(?:{'|'.join(_PATTERNS)})(?!\w|[-\s]flagged\b)", re.IGNORECASE)
