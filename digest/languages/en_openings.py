"""English openings: the signs that a sentence leans on the sentence before."""

from __future__ import annotations

from digest.languages.sign import Sign

_ADVERBS = (
    "meanwhile|however|though|too|therefore|then|instead|nevertheless|in turn|in fact|of course|"
    "for (?:example|instance|his part|her part|its part|their part)|by contrast|similarly|likewise"
)
_RECORDS = (
    "interview|statement|speech|letter|post|video|report|article|address|briefing|hearing|meeting|"
    "call|audio|clip|footage|survey|study|poll|filing|lawsuit|complaint"
)

FIRM_OPENINGS = (
    Sign(
        name="by this reasoning",
        pattern=(
            r"(?:by|with|on|under|after|given|from|through|during|despite) "
            r"(?:this|that|these|those) [a-z]+"
        ),
        example="By this reasoning the port may close.",
    ),
    Sign(
        name="conjunction",
        pattern=(
            r"(?:and|but|or|nor|so|yet|however|meanwhile|moreover|furthermore|instead|also|"
            r"then|still|"
            r"thus|therefore|hence)\b"
        ),
        example="But the harbor stayed shut.",
    ),
    Sign(
        name="hours later",
        pattern=(
            r"(?:(?:an?|the|some|about|nearly) )?(?:[a-z]+ )?(?:minute|hour|day|week|month|year)s? "
            "(?:later|earlier|before),"
        ),
        example="Three days later, the port opened.",
    ),
    Sign(
        name="the next day",
        pattern=(
            r"the (?:next|following|previous) (?:day|night|morning|evening|week|month|year)\b"
        ),
        example="The next day the port opened.",
    ),
    Sign(
        name="for example",
        pattern=(
            r"(?:for (?:example|instance|(?:his|her|its|their) part)|at (?:the same time|that|"
            r"this))\b"
        ),
        example="For example, bread is scarce.",
    ),
    Sign(
        name="on the other hand",
        pattern=(
            r"(?:on the (?:other hand|contrary)|that said|to (?:that|this) end|"
            r"(?:because of|despite|like) (?:this|that))\b"
        ),
        example="On the other hand, Solmar is open.",
    ),
    Sign(
        name="the same, the former",
        pattern=r"the (?:same|other|latter|former|two|pair)\b",
        example="The latter sank.",
    ),
    Sign(
        name="with this",
        pattern=(r"(?:by|with|given|on|for|from|under|after|before) (?:this|that|these|those)\b"),
        example="With this the talks ended.",
    ),
    Sign(
        name="somebody added",
        pattern=r"[^,“”\"]{2,80}? (?:added(?:,|:| that\b)|then (?:added|said|told)\b)",
        example="Orlov added that the port stays shut.",
    ),
    Sign(
        name="somebody then",
        pattern=r"(?-i:[A-Z][\w.’'-]+ ){1,3}then\b",
        example="Orlov then left.",
    ),
    Sign(
        name="case in point, if so",
        pattern=r"(?:case in point|if so|if not|in (?:that|this|such a) case)\b[:,]?",
        example="Case in point: Dana Orlov left the quay.",
    ),
    Sign(
        name="the suspect with a name",
        pattern=(
            r"the (?:[\w-]+ )?(?:suspects?|victims?|attackers?|gunm[ae]n|defendants?), (?-i:[A-Z])"
        ),
        example="The suspect, Dana Orlov, left the quay.",
    ),
    Sign(
        name="the officials, speaking",
        pattern=(
            r"the (?:[\w-]+ )?(?:officials?|sources?|diplomats?|lawmakers?), "
            r"(?:speaking|who (?:spoke|asked|requested|declined))\b"
        ),
        example="The Marenian officials, speaking without their names, gave no date.",
    ),
)
"""A sentence that opens so leans, however much the rest tells."""

OPENINGS = (
    *FIRM_OPENINGS,
    Sign(
        name="doing so",
        pattern=r"(?:to|by|in|after|before)? ?(?:do|doing|achieve|achieving) (?:so|this|that)\b",
        example="By doing so, Marenia lost a port.",
    ),
    Sign(
        name="in the interview",
        pattern=rf"(?:in|during|at|after|on|from|by) the (?:[\w-]+ )?(?:{_RECORDS}),",
        example="In the interview, Orlov named no date.",
    ),
    Sign(
        name="with its",
        pattern=(
            r"(?:any |no |the |an? |some )?[a-z]+ (?:to|of|on|in|at|for|against|from|with|"
            r"about) its\b"
        ),
        example="Any damage to its quay is costly.",
    ),
    Sign(
        name="nevertheless",
        pattern=(
            "(?:nevertheless|nonetheless|otherwise|besides|similarly|likewise|conversely|"
            "consequently|"
            r"accordingly|indeed)\b"
        ),
        example="Nevertheless the port opened.",
    ),
    Sign(
        name="separately",
        pattern=(
            "(?:separately|elsewhere|additionally|finally|later|afterwards?|earlier|previously|"
            "even|"
            r"again|plus|rather|too)\b"
        ),
        example="Separately, a strike began.",
    ),
    Sign(
        name="as a result",
        pattern=(
            "(?:after that|as a result|in (?:addition|contrast|other words|turn|response|"
            "return|that|"
            r"this|fact))\b"
        ),
        example="As a result the port shut.",
    ),
    Sign(name="by contrast", pattern=r"by contrast\b", example="By contrast, Solmar is open."),
    Sign(name="in another", pattern=r"in (?:an)?other\b", example="In another port, work went on."),
    Sign(
        name="of course",
        pattern=r"(?:of course|not only|as such)\b",
        example="Of course the port matters.",
    ),
    Sign(
        name="since then, second, asked",
        pattern=(
            r"(?:(?:until|since|by) then|second(?:ly)?|third(?:ly)?|what is more|"
            r"asked (?:about|whether|if|why|how))\b"
        ),
        example="Since then, the port is shut.",
    ),
    Sign(
        name="some of them",
        pattern=r"(?:(?:an? )?[a-z]+ of|among) (?:it|them)\b",
        example="Some of them left.",
    ),
    Sign(
        name="one of those",
        pattern=r"(?:among|some of|one of) those\b",
        example="One of those ships sank.",
    ),
    Sign(
        name="all three",
        pattern=r"all (?:of (?:this|that|these)|two|three|four|five)\b",
        example="All three ships sank.",
    ),
    Sign(
        name="neither, both, another",
        pattern=r"(?:neither|none of|both|others?|another)\b",
        example="Both ships sank.",
    ),
    Sign(
        name="the first is",
        pattern=r"the (?:first|second|third|last|next) (?:is|was|of these)\b",
        example="The first is the port.",
    ),
    Sign(
        name="yes, first, overall",
        pattern=(
            r"(?:yes|no|well|first|next|last(?:ly)?|now|overall|absent that|in short|to be sure),"
        ),
        example="Overall, trade fell.",
    ),
    Sign(
        name="because, which, who",
        pattern=r"(?:because|which|who)\b",
        example="Because of the fire the port shut.",
    ),
    Sign(
        name="a second ship",
        pattern="an? (?:second|third|fourth|fifth) [a-z]",
        example="A second ship sank.",
    ),
    Sign(
        name="other ships",
        pattern=r"(?:[a-z]+ )?other (?!than\b)",
        example="Many other ships sank.",
    ),
    Sign(
        name="perhaps, clearly",
        pattern=r"(?:perhaps|maybe|whatever|no wonder|obviously|clearly|naturally)\b",
        example="Clearly the port matters.",
    ),
    Sign(
        name="in both cases",
        pattern="in (?:each|either|both) case",
        example="In both cases it sank.",
    ),
    Sign(name="on the one", pattern="on the (?:one|other),", example="On the other, ships wait."),
    Sign(
        name="adverb between commas",
        pattern=rf"[^.,“”\"]{{3,60}}, (?:{_ADVERBS}),",
        example="Orlov, however, named no date.",
    ),
    Sign(
        name="pronoun",
        pattern=(
            r"(?!there (?:is|are|was|were|has been|have been)\b)"
            r"(?!it (?:is|was|remains|remained) (?:not |still )?(?:yet |immediately )?"
            r"(?:un)?(?:clear|known|certain|likely)\b)"
            r"(?:he|she|they|it|his|her|their|its|him|them|this|that|these|those|such|here|"
            r"there|we|our|"
            r"us|i|my|you|your)\b(?! (?:is|are|was|were|has|have) (?:no|little|growing|"
            r"widespread)\b)"
        ),
        example="He named no date.",
    ),
)

# "this week" points at the calendar and "those who" at what follows, not at the sentence before
_POINTS_ELSEWHERE = (
    "(?:past|coming|last|next) |week|month|year|morning|afternoon|evening|night|day|spring|summer|"
    "autumn|fall|winter|season|one|time|century|decade|route|region|country|nation|city|town|area|"
    r"part|kind|sort|who|in|of|with|from|at|on|near|under|still|most|already|[a-z]+(?:ed|ing)\b"
)
_PREPOSITIONS = "on|with|by|at|from|about|into|over|of|to|in|for|during|under|against"

# these keep the case of the sentence: "These Germans" is no demonstrative with a common noun
POINTING_BACK = (
    Sign(
        name="this with its noun",
        pattern=rf"(?i:\b(?:this|these|those)) (?!{_POINTS_ELSEWHERE})[a-z]",
        example="The army closed this harbor.",
    ),
    Sign(
        name="these with a name",
        pattern=r"\b(?:these|those) [A-Z]",
        example="Orlov named those Marenians.",
    ),
    Sign(name="such", pattern=r"\bsuch (?!as\b)[a-z]", example="Orlov called such talks useless."),
    Sign(
        name="the two",
        pattern=r"\bthe two(?= (?:in|on|at|of|are|were|have|had|will|would)\b|[,.])",
        example="Orlov freed the two in March.",
    ),
    Sign(
        name="also",
        pattern=(r"(?<!but )(?<!and )(?<!who )(?<!which )(?<!that )(?<!while )\balso\b"),
        example="Orlov also named a date.",
    ),
    Sign(
        name="as well, too",
        pattern=r"\b(?:separately|as well[.,]|, too[.,])",
        example="Solmar closed its port as well.",
    ),
    Sign(
        name="has since",
        pattern=r"\b(?:has|have|had) since\b",
        example="Solmar has since opened its port.",
    ),
    Sign(
        name="at the time",
        pattern=r"\bat the time\b(?! (?:of|when)\b)",
        example="Solmar said nothing at the time.",
    ),
    Sign(
        name="however, to be sure at the end",
        pattern=r"\b(?:however|to be sure)\.",
        example="Solmar is open, however.",
    ),
    Sign(
        name="since it happened",
        pattern=r"\bsince it (?:happened|began|started)\b",
        example="Orlov is the first to leave since it happened.",
    ),
    Sign(
        name="he said between commas",
        pattern=r"(?:^|,)\s*(?:he|she|they|it) (?:said|added)\b",
        example="The port stays shut, he said.",
    ),
    Sign(
        name="on that with its noun",
        pattern=(
            rf"\b(?<!early )(?:{_PREPOSITIONS}) that "
            r"(?!(?:he|she|it|they|we|you|the|an?|of|is|was|would|will|which|who|no|not|there|"
            r"its|his|"
            r"her|their|all|some|any)\b)[a-z]"
        ),
        example="Solmar insists on that clause.",
    ),
    Sign(
        name="of this",
        pattern=(
            r"\b(?:of|to|for|like|with|by|on|about|in|before|after|given|despite) "
            r"(?:this|that|these|those)[,.;]"
        ),
        example="Solmar knew of this.",
    ),
    Sign(
        name="the statement said",
        pattern=(
            r", the (?:[a-z-]+ )?(?:reports?|statement|officials?|sources?|spokes\w+|group|charity|"
            r"agency|ministry|company|organi[sz]ation) (?:said|says|added)\b"
        ),
        example="The port stays shut, the statement said.",
    ),
    Sign(
        name="on the matter",
        pattern=r"\bon the (?:matter|issue|subject)\b(?! of\b)",
        example="Solmar said nothing on the matter.",
    ),
    Sign(
        name="that meeting",
        pattern=(
            r"\bthat (?:gathering|meeting|move|decision|plan|deal|objective|goal|approach|"
            r"visit|attack|"
            "incident|report|proposal|speech|interview|line|point|vote)\\b"
        ),
        example="Orlov left that meeting early.",
    ),
)
