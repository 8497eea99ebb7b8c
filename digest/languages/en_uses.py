"""English signs for the model of uses: time, outlook, ties, speech and openings of a sentence."""

from __future__ import annotations

from digest.languages.sign import Sign

# the trained weights stand in this order: with another the model must be trained anew
USE_SIGNS = (
    # when it was
    Sign(
        name="some time ago",
        pattern=(
            r"\b(?:weeks?|months?|years?|decades?) (?:ago|earlier|before)\b|\bfor (?:weeks|months|"
            r"years|decades)\b|\bearlier this "
            r"(?:week|month|year)\b|\b(?:last|past|previous|recent) (?:few )?(?:week|month|year|"
            r"decade|summer|winter|spring|fall)s?\b"
        ),
        example="A smaller fire broke out two years ago.",
    ),
    Sign(name="since", pattern=r"\bsince\b", example="The port has been shut since March."),
    Sign(
        name="day of this week",
        pattern=(
            r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|overnight|tonight)\b"
        ),
        example="The port closed on Tuesday.",
    ),
    Sign(
        name="month",
        pattern=(
            r"(?-i:\b(?:Jan(?:uary)?|Feb(?:ruary)?|March|April|May|June|July|Aug(?:ust)?|"
            r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b)"
        ),
        example="The talks broke off in April.",
    ),
    Sign(
        name="has done",
        pattern=(
            r"\b(?:has|have) (?:\w+ly |long |also |already |repeatedly )?(?:been|\w+ed|\w+en|taken|"
            r"made|led|said|seen|become|drawn|grown|won)\b"
        ),
        example="Marenia has repeatedly closed its ports.",
    ),
    Sign(
        name="had done",
        pattern=(
            r"\bhad (?:\w+ly |also |already |previously )?(?:been|\w+ed|\w+en|taken|made|led|said|"
            r"seen|become)\b"
        ),
        example="Solmar had already opened its port.",
    ),
    Sign(name="is", pattern=r"\b(?:is|are)\b", example="The port is the largest of Marenia."),
    Sign(name="was", pattern=r"\b(?:was|were)\b", example="The port was closed."),
    # what may come
    Sign(name="would", pattern=r"\bwould\b", example="A strike would empty the shops."),
    Sign(name="could", pattern=r"\b(?:could|may|might)\b", example="Prices could rise."),
    Sign(name="will", pattern=r"\bwill\b|[’']ll\b", example="The port will open in May."),
    Sign(name="if", pattern=r"\bif\b", example="If the port stays shut, prices rise."),
    Sign(
        name="risk",
        pattern=(
            r"\b(?:risk|threat|fear|concern|danger|worr|warn|doubt|crisis|pressure|tension)\w*"
        ),
        example="The closure threatens the supply of bread.",
    ),
    Sign(
        name="plan or expectation",
        pattern=(
            r"\b(?:expect\w*|likely|unlikely|plans?|planned|scheduled|set to|due to|poised|aims?|"
            r"seek\w*|vow\w*|demand\w*|propos\w*)\b"
        ),
        example="Traders expect higher prices.",
    ),
    # what ties it to other events
    Sign(
        name="cause",
        pattern=(
            r"\b(?:because|amid|in response|retaliat\w*|led to|leading to|result\w*|prompt\w*|"
            r"trigger\w*|spark\w*|after)\b"
        ),
        example="Earlier closures led to shortages.",
    ),
    Sign(
        name="rank",
        pattern=(
            r"\b(?:first|largest|biggest|most|worst|deadliest|latest|longest|only|key|major|"
            r"historic|vital|crucial|critical|main|no other|depends?|dependent|rel(?:y|ies))\b"
        ),
        example="The blast was the deadliest in a decade.",
    ),
    Sign(
        name="trend",
        pattern=(
            r"\b(?:growing|increas\w*|worsen\w*|escalat\w*|intensif\w*|mounting|continu\w*|"
            r"spread\w*|expand\w*|rapid\w*|deepen\w*)\b"
        ),
        example="Tension in the port is growing.",
    ),
    Sign(
        name="control",
        pattern=(
            r"\b(?:control\w*|seiz\w*|captur\w*|occup\w*|overr[ua]n|advance\w*|territor\w*|"
            r"border)\b"
        ),
        example="The rebels control the coast.",
    ),
    Sign(
        name="accusation",
        pattern=(
            r"\b(?:accus\w*|blam\w*|alleg\w*|suspect\w*|believ\w*|contend\w*|claim\w*|oppos\w*|"
            r"critici\w*)\b"
        ),
        example="Marenia blames Solmar for the blast.",
    ),
    Sign(
        name="policy",
        pattern=(
            r"\b(?:policy|law|treaty|agreement|resolution|sanction\w*|deal|convention|accord|"
            r"blockade|embargo|ban)\b"
        ),
        example="The treaty bans warships from the lake.",
    ),
    Sign(
        name="allies",
        pattern=r"\b(?:ally|allies|support\w*|back\w*|partner\w*|relations?|ties)\b",
        example="Solmar is an ally of Marenia.",
    ),
    Sign(
        name="meaning",
        pattern=(
            r"\b(?:mean\w*|signal\w*|mark\w*|reflect\w*|underscor\w*|show\w*|represent\w*|"
            r"suggest\w*|appear\w*|seem\w*|raise\w*)\b"
        ),
        example="The vote marks a change of course.",
    ),
    Sign(
        name="war",
        pattern=(
            r"\b(?:war|conflict|fighting|violence|attack\w*|strike\w*|offensive|campaign|"
            r"invasion)\b"
        ),
        example="The war began with a raid.",
    ),
    Sign(
        name="party",
        pattern=(
            r"\b(?:group|regime|government|forces|rebels|militants|opposition|army|party|movement|"
            r"minority|sunni|shiite|kurdish)\b"
        ),
        example="The army holds the quay.",
    ),
    Sign(
        name="contrast",
        pattern=r"\b(?:but|although|though|despite|while|however|yet|instead)\b",
        example="Solmar agreed, but Marenia did not.",
    ),
    Sign(
        name="dead and wounded",
        pattern=r"\b(?:kill\w*|dead|died|deaths?|wound\w*|injur\w*)\b",
        example="The blast killed 12 dockers.",
    ),
    Sign(
        name="large number",
        pattern=(r"\b(?:million|billion|thousand|percent|per cent|hundreds|thousands|dozens)\b|%"),
        example="The port serves two million people.",
    ),
    Sign(name="digit", pattern=r"\d", example="Ship 12 sank."),
    # who says it, and how
    Sign(
        name="speech",
        pattern=r"\b(?:said|says|told|tweeted|wrote|added)\b",
        example="The port stays shut, Orlov said.",
    ),
    Sign(
        name="speech of a pronoun",
        pattern=r"\b(?:he|she|they) (?:said|says|added|told)\b",
        example="The port stays shut, she said.",
    ),
    Sign(
        name="speech at the end",
        pattern=r"\b(?:said|says)(?: \w+){0,6}\.$",
        example="The port stays shut, officials said on Tuesday.",
    ),
    Sign(
        name="source",
        pattern=(r"\b(?:according to|reported|reports|sources?|condition of anonymity)\b"),
        example="The port stays shut, according to the guards.",
    ),
    Sign(
        name="expert",
        pattern=r"\b(?:analysts?|experts?|observers?|critics|diplomats?)\b",
        example="Analysts see no end.",
    ),
    Sign(
        name="meeting or speech",
        pattern=(
            r"\b(?:meet\w*|met|interview|speech|statement|conference|visit\w*|arriv\w*|spoke|"
            r"address)\b"
        ),
        example="Orlov met the envoy.",
    ),
    Sign(name="quotation", pattern='[“"]', example="Orlov spoke of “a lie”."),
    Sign(name="opens with a quotation", pattern=r"\A[“\"‘']", example="“A lie,” Orlov said."),
    Sign(
        name="little but a quotation",
        pattern=r"\A[“\"].*[”\"],? ?(?:\w+ ){0,5}\w*\.?\Z",
        example="“We will not open the gates,” Orlov said.",
    ),
    Sign(
        name="I or we",
        pattern=r"(?-i:\b(?:I|we|our|us|my)\b)",
        example="“Now we wait.”",
    ),
    # how it opens
    Sign(
        name="opens with a pronoun",
        pattern=(
            r"(?-i:\A[“\"]?(?:He|She|It|They|His|Her|Their|Its|This|That|These|Those|We|I)\b)"
        ),
        example="They left the port.",
    ),
    Sign(name="opens with The", pattern=r"(?-i:\AThe\b)", example="The port is shut."),
    Sign(
        name="opens with a link",
        pattern=r"(?-i:\A(?:But|And|However|Yet|Still|Also|Meanwhile)\b)",
        example="But the port is shut.",
    ),
    Sign(
        name="opens with a full name",
        pattern=r"(?-i:\A[A-Z][\w.’'-]+ [A-Z])",
        example="Dana Orlov left.",
    ),
    Sign(
        name="relative clause",
        pattern=r", (?:which|who|where|whose)\b",
        example="Avel, which has no other port, waits.",
    ),
)
