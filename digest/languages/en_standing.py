"""English words by which a sentence stands alone: bare things, and words that are no surname."""

from __future__ import annotations

from digest.languages.en_outlets import AGENCIES
from digest.languages.language import listed
from digest.languages.sign import Sign

# behind "the", "that" or "this" alone each of these must be known from a sentence before
BARE_THINGS = (
    Sign(
        name="office",
        pattern=r"ministry|ministers?|officials?|court|judge|president|prime minister|general"
        r"|agency|senator|congressman|lawmakers?|inspectors?|spokes(?:man|woman|person)",
        example="The ministry said so.",
    ),
    Sign(
        name="force",
        pattern=r"army|military|soldiers?|militants?|rebels|fighters|troops|attackers?|protesters",
        example="The rebels left on Monday.",
    ),
    Sign(
        name="person",
        pattern=r"man|men|woman|women|couple|family|boy|girl|child|children|doctor|lawyer"
        r"|authors?|suspects?|victims?|sources?",
        example="The suspects were freed.",
    ),
    Sign(
        name="body",
        pattern=r"groups?|company|companies|organi[sz]ation|party|team|firm|bank|network",
        example="The group denied this.",
    ),
    Sign(
        name="paper and word",
        pattern=r"statement|reports?|announcement|letter|study|survey|messages?|comments?|remarks"
        r"|claims?|allegations?|warning|request|document|coverage|paper|newspaper|site|website"
        r"|video|footage",
        example="The letter was found on Monday.",
    ),
    Sign(
        name="decision and plan",
        pattern=r"measure|plan|move|decision|deal|agreement|proposal|law|bill|resolution|vote"
        r"|ruling|order|sanctions|project|program(?:me)?|planning|actions?|option|takeover|theme"
        r"|development",
        example="The proposal was refused.",
    ),
    Sign(
        name="meeting",
        pattern=r"meeting|talks|visit|truce|cease-?fire",
        example="The truce holds.",
    ),
    Sign(
        name="attack and disaster",
        pattern=r"attacks?|incident|blast|explosion|strikes?|operation|violence|crash|fire|storm"
        r"|quake|earthquake|shooting|killings?|offensive|raid",
        example="The blast was heard in Avel.",
    ),
    Sign(
        name="case at law",
        pattern=r"case|charges|arrests?|investigation",
        example="The investigation began on Monday.",
    ),
    Sign(
        name="place",
        pattern=r"country|city|town|village|area|region|building",
        example="The village was taken.",
    ),
    Sign(
        name="ship and plane",
        pattern=r"ship|vessel|plane|aircraft",
        example="The vessel sank off Avel.",
    ),
    Sign(name="number", pattern=r"figures?|number", example="The figures were wrong."),
)
"""Things that a sentence takes as known where it opens with these."""

# "the minister" may be another minister than the minister above
ONE_OF_MANY = listed(
    """
    ministry minister ministers group groups official officials statement man men woman
    women company companies agency source sources general spokesman spokeswoman
    spokesperson suspect suspects couple family boy girl doctor lawyer author authors
    senator congressman lawmaker lawmakers comments remarks figures number case city town
    village area region two three first second latter former others
    """
)
"""Things of which a story may have several, so that the name above tells too little."""

NO_SURNAMES = listed(
    """
    He She They It We You I That This These Those One Others Another Some Many Most Both
    All Few Several Neither Police Officials Authorities Witnesses Residents Analysts Experts
    Doctors Medics Rescuers Activists Sources Investigators Prosecutors Diplomats Lawyers
    Organizers Organisers Critics Supporters Researchers Scientists Economists Traders
    Relatives Survivors Locals Neighbors Neighbours Reports Media
    """
)
"""Words that stand before "said" and are no name of a person."""

BODIES = listed(
    """
    Hamas Hezbollah Houthis Fatah Interpol Kremlin Pentagon NATO Nato UNICEF Unicef
    Amnesty Oxfam Israel Iran Iraq Syria Lebanon Egypt Jordan Turkey Qatar Kuwait
    Bahrain Oman Yemen Libya Sudan Tunisia Algeria Morocco Pakistan Afghanistan India Russia
    China Japan Ukraine Britain France Germany Italy Spain Greece Cyprus Washington London
    Paris Berlin Moscow Beijing Tehran Baghdad Damascus Beirut Cairo Amman Ankara Riyadh Doha
    Jerusalem Ramallah Sanaa Tripoli Kyiv Brussels
    """
) | frozenset(AGENCIES.values())
"""States, capitals and bodies that speak; each reader knows these."""
