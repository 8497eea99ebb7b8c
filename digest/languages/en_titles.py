"""English title words: signs of features, deeds, quarrels and markets in a headline."""

from __future__ import annotations

from digest.languages.en_lands import FLAGS, LANDS, REGIONS, REMARKS
from digest.languages.sign import Sign
from digest.languages.title_words import TitleWords

TITLES = TitleWords(
    # a headline of news leaves its articles out
    soft_openings=(
        Sign(name="article", pattern=r"^(?:the|an?)", example="The last ferry of Avel"),
        Sign(name="preposition", pattern=r"^(?:in|for|on)", example="In Avel, ferries wait"),
        Sign(name="the writer's own", pattern=r"^(?:my|our)", example="My year on a ferry"),
    ),
    # with a capital alone: IT is a trade
    pronouns=(
        Sign(
            name="opening pronoun",
            pattern=r"^[\"'“‘]?(?-i:She|He|They|It)",
            example="She steers the ferry",
        ),
    ),
    # signs of a feature
    # a mother makes a portrait, a minister makes news
    people=(
        Sign(
            name="family",
            pattern=r"famil(?:y|ies)|mothers?|fathers?|dad|mum|mom|sons?|daughters?|grandmother"
            r"|wife"
            r"|husband|sister|brother",
            example="Families leave Avel",
        ),
        Sign(
            name="wedding and love",
            pattern=r"bride|wedding|couple|love\w*|heart\w*|friends?",
            example="Wedding on a ferry",
        ),
        Sign(
            name="child",
            pattern=r"child\w*|kids|girls?|boys?|baby|teenagers?|born",
            example="Children of the port",
        ),
        Sign(
            name="woman or man",
            pattern=r"woman|man",
            example="Man who keeps the lighthouse",
        ),
        Sign(
            name="art and pastime",
            pattern=r"pianist|pets?|musician|actors?|stars?|singers?",
            example="Pianist plays on the quay",
        ),
        Sign(
            name="picture",
            pattern=r"photograph\w*|photos?|selfies?",
            example="Photos from the quay",
        ),
        Sign(
            name="person at the place",
            pattern=r"surviv\w+|doctors?|residents?|witness\w*",
            example="Residents of Avel wait",
        ),
        Sign(name="writer and reader", pattern=r"i|my|we|you", example="Ferries we miss"),
    ),
    # news says that something happened; these look back, ahead or behind it
    explains=(
        Sign(
            name="question word",
            pattern=r"how|why|what|who|here['’]s|explain\w*",
            example="How ferries sail",
        ),
        Sign(
            name="map and time line",
            pattern=r"maps?|mapped|timeline|chronology|history|era|analysis",
            example="Ferry crisis: a timeline",
        ),
        Sign(
            name="outlook",
            pattern=r"future|fears?|risks?|challenges?|could|may|might|likely",
            example="Ferries could stop",
        ),
        Sign(
            name="lesson",
            pattern=r"lessons?|meaning|tests?|questions?|mystery|strategy|dilemma|reckoning",
            example="Lessons of the ferry strike",
        ),
        Sign(
            name="view from inside",
            pattern=r"behind|inside|struggles?|tragedy|comes amid",
            example="Inside the port of Avel",
        ),
    ),
    # where the blank ends the word
    owners=(
        Sign(
            name="somebody's",
            # bounded, so that a text without blanks is read once
            pattern=r"\S{0,40}[’']s(?= )",
            example="Avel's ferries wait",
        ),
    ),
    # signs of plain news
    # the strongest sign of news: somebody speaks
    says=(
        Sign(
            name="speech",
            pattern=r"says?|said|tells?|told",
            example="Ferries wait, master says",
        ),
        Sign(name="warning", pattern=r"warn\w*|urg\w+|vow\w*", example="Port warns of delays"),
        Sign(
            name="charge",
            pattern=r"condemn\w*|slam\w*|denounc\w+|blam\w+|accus\w+",
            example="Karim condemns the strike",
        ),
        Sign(
            name="call and talk",
            pattern=r"calls?|discuss\w*|defends?",
            example="Envoys discuss the port",
        ),
    ),
    # the actors in news of a state
    offices=(
        Sign(
            name="force",
            pattern=r"military|army|forces|police|pentagon",
            example="Army clears the quay",
        ),
        Sign(
            name="office",
            pattern=r"officials?|ministers?|president|parliament|government|court|un|white house"
            r"|envoy|cabinet|authorities",
            example="Parliament debates ferries",
        ),
        Sign(name="sources", pattern=r"sources", example="Ferries to stop: sources"),
    ),
    # deeds in news of a war or of a state, as noun or verb
    acts=(
        Sign(
            name="strike",
            pattern=r"kill\w*|attack\w*|strikes?|struck|airstrikes?|bomb\w*|missiles?|rockets?"
            r"|drones?|raids?|fires?|fired|hits?|clash\w*",
            example="Drones over Avel",
        ),
        Sign(name="capture", pattern=r"seiz\w+|captur\w+", example="Rebels seize Avel"),
        Sign(
            name="truce and accord",
            pattern=r"ceasefire|truce|agree\w*|withdr\w+",
            example="Truce begins",
        ),
        Sign(
            name="office gained or lost",
            pattern=r"resign\w*|quits?|elect\w*|appoint\w*",
            example="Master of the port quits",
        ),
        Sign(
            name="court",
            pattern=r"arrest\w*|charg\w+|sues?",
            example="Two arrested in Avel",
        ),
        Sign(
            name="decision",
            pattern=r"pass(?:es|ed)|approv\w+|reject\w*|order\w*|declar\w+",
            example="House approves the budget",
        ),
        Sign(
            name="start and stop",
            pattern=r"deploy\w*|halt\w*|suspend\w*|launch\w*|delays?",
            example="Karim halts ferries",
        ),
    ),
    # at the front alone: an exclusive zone is a stretch of the sea
    exclusives=(Sign(name="own find", pattern=r"^exclusive", example="Exclusive: Port to close"),),
    # quarrels at home
    # an event far away as a matter of parties and campuses at home
    quarrels=(
        Sign(
            name="campus",
            pattern=r"campus|universit\w*|schools?|colleges?|students?",
            example="Row at a campus over Karim",
        ),
        Sign(
            name="faith at home",
            pattern=r"synagogues?|jewish|jews|anti-?semiti\w*",
            example="Synagogues ask for guards",
        ),
        Sign(name="rally", pattern=r"rall(?:y|ies)", example="Rally for Karim"),
        Sign(
            name="party",
            pattern=r"republicans?|democrats?|gop|senators?|congress\w*|(?-i:Sen|Rep)\.",
            example="Senators disagree on Karim",
        ),
        Sign(
            name="vote",
            pattern=r"voters|polls?",
            example="Voters turn from Karim",
        ),
        Sign(
            name="rift",
            pattern=r"partisan\w*|bipartisan\w*|rifts?",
            example="Rift over Karim widens",
        ),
    ),
    # too weak alone for the points of a feature
    blame=(
        Sign(
            name="blame",
            pattern=r"blam(?:es?|ing)|fault(?:s|ed)?",
            example="Avel blames Solmar",
        ),
        Sign(
            name="dispute",
            pattern=r"under fire|narrative",
            example="Mayor under fire over ferries",
        ),
    ),
    # deeds that were done
    # forms that are a verb in nearly all titles: "attacks" and "strike" may be the noun of a plan
    deeds=(
        Sign(
            name="hit and shot",
            pattern=r"hits?|struck|kill(?:s|ed)?|wound(?:s|ed)|injur(?:es?|ed)|shoots?|shot"
            r"|bomb(?:s|ed)|shell(?:s|ed)|attacked|targeted|fire[sd]|launch(?:es|ed)",
            example="Drone hits depot",
        ),
        Sign(
            name="destroyed",
            pattern=r"sinks?|sank|sunk|down(?:s|ed)|destroy(?:s|ed)?|intercept(?:s|ed)?",
            example="Navy sinks nine boats",
        ),
        Sign(
            name="taken by force",
            pattern=r"storm(?:s|ed)|seiz(?:es?|ed)|(?:re)?captur(?:es?|ed)|invad(?:es?|ed)"
            r"|besieg(?:es?|ed|ing)|clash(?:es|ed)?|ambush(?:es|ed)|raid(?:s|ed)",
            example="Soldiers seize depot",
        ),
        Sign(
            name="harm to people",
            pattern=r"kidnap(?:s|ped)?|assassinat(?:es?|ed)|evacuat(?:es?|ed)|dead|missing"
            r"|death\stoll",
            example="Nine dockers dead",
        ),
        Sign(
            name="office gained or lost",
            pattern=r"resign(?:s|ed)?|quits?|oust(?:s|ed)?|sack(?:s|ed)|names?|named"
            r"|appoint(?:s|ed)?|elect(?:s|ed)?",
            example="Harbor chief resigns",
        ),
        Sign(
            name="court",
            pattern=r"sentenc(?:es|ed)|arrest(?:s|ed)|detain(?:s|ed)?|charged|indict(?:s|ed)?"
            r"|execut(?:es?|ed)|sue[sd]",
            example="Police arrested a docker",
        ),
        Sign(
            name="decision",
            pattern=r"order(?:s|ed)|declar(?:es?|ed)|approv(?:es?|ed)|pass(?:es|ed)|sign(?:s|ed)"
            r"|reject(?:s|ed)?|accept(?:s|ed)?|agree[sd]?|ban(?:s|ned)|impos(?:es?|ed)"
            r"|lift(?:s|ed)",
            example="House approves truce",
        ),
        Sign(
            name="forces moved",
            pattern=r"withdr(?:[ae]ws?|ew)|deploy(?:s|ed)?",
            example="Karim withdraws its boats",
        ),
        Sign(
            name="start and stop",
            pattern=r"halt(?:s|ed)|suspend(?:s|ed)?|shuts?|clos(?:es|ed)|cuts|begins|began"
            r"|resum(?:es?|ed)|end(?:s|ed)|extend(?:s|ed)?",
            example="Karim cuts output",
        ),
        Sign(
            name="freed",
            pattern=r"free[sd]|releas(?:es|ed)",
            example="Rebels freed two dockers",
        ),
    ),
    # right before the verb, each of one length, so that it can be looked for backwards
    undone=(
        Sign(name="wish", pattern=r"to", example="Karim to hit depots"),
        Sign(name="denial", pattern=r"not", example="Karim has not attacked"),
        Sign(name="chance", pattern=r"could", example="Drones could hit Avel"),
        Sign(name="permission", pattern=r"may", example="Karim may hit depots"),
        Sign(name="doubt", pattern=r"might", example="Karim might hit depots"),
        Sign(name="future", pattern=r"will", example="Karim will hit depots"),
        Sign(name="future of a victim", pattern=r"be", example="Avel can be hit"),
    ),
    # the clause behind these tells what came before
    later=(
        Sign(
            name="what came before",
            pattern=r"after|since|following|amid|as|over|while|ahead of",
            example="Prices rise as Karim cuts output",
        ),
        Sign(
            name="condition",
            pattern=r"if|unless|despite",
            example="Talks hold despite raids",
        ),
    ),
    # news of elsewhere
    lands=LANDS,
    flags=FLAGS,
    regions=REGIONS,
    remarks=REMARKS,
    # news where a topic looks for these, and a side of an event elsewhere
    markets=(
        Sign(
            name="energy price",
            pattern=r"oil prices?|crude|brent|gas(?:oline)? prices|fuel",
            example="Oil prices jump",
        ),
        Sign(
            name="trade on markets",
            pattern=r"stocks?|shares|markets?|bonds?|investors?|inflation|econom(?:y|ies|ists?)"
            r"|crypto\w*",
            example="Stocks fall",
        ),
        Sign(
            name="flight and travel",
            pattern=r"airlines?|flights?|pilots?|tourists?|travell?ers?",
            example="Airlines avoid Karim",
        ),
    ),
)
