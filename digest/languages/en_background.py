"""English signs of sentences that seldom or never explain the news."""

from __future__ import annotations

from digest.languages.sign import Sign

WEAK_BACKGROUND = (
    Sign(
        name="reaction",
        pattern=(
            r"\b(?:condemn|prais|welcom|criticiz|criticis|mourn|denounc|reject)(?:s|e[sd]|ed)\b"
            r"|\b(?:urg(?:ed|es)|call(?:ed|s) (?:for|on))\b"
        ),
        example="Solmar welcomed the talks on the harbor.",
    ),
    Sign(
        name="remarks",
        pattern=(
            r"\b(?:speech|interview|remarks|news conference)\b|\b(?:declined|refused) to (?:say|"
            r"comment|discuss)\b|\bexpress(?:ed|es) (?:concern|hope|regret|support)\b"
        ),
        example="Orlov declined to say how long the harbor stays shut.",
    ),
    Sign(
        name="weapon or craft",
        pattern=(
            r"\b(?:aircraft|(?:fighter|war) ?(?:jets?|planes?)|drones?|missiles?|bombs?|"
            r"helicopters?)\b"
        ),
        example="The helicopters were built in Solmar and can carry twelve divers.",
    ),
    Sign(
        name="picture as proof",
        pattern=r"\b(?:videos?|footage|images|photos|photographs)\b",
        example="Since the fire, videos of the quay have been seen by many.",
    ),
    Sign(
        name="one report on another",
        pattern=r", citing\b|\baccording to data\b",
        example="The harbor, citing its master, counted thirty ships.",
    ),
    Sign(
        name="news of the hour",
        pattern=r"\b(?:today|overnight|tonight|this (?:morning|afternoon|evening))\b",
        example="Solmar fired on the quay overnight.",
    ),
    Sign(
        name="next in the order of news",
        pattern=r"^(?:in (?:the|its|a|another) (?:latest|newest|separate)|meanwhile|in another)\b",
        example="In the latest turn, Solmar sent two tugs to Port Avel.",
    ),
    Sign(
        name="way on a map",
        pattern=(
            r"\b(?:routes?|roads?|miles|kilomet(?:er|re)s|km)\b.{0,60}\b(?:north|south|east|west|"
            r"from)\b"
        ),
        example="The shortest road off the quay leads south to Tarn.",
    ),
    Sign(
        name="somebody beside somebody",
        pattern=r"^(?:standing|speaking|sitting|appearing|flanked)\b",
        example="Standing beside Orlov, the envoy of Solmar spoke of a new start.",
    ),
)
"""A sentence with such a sign explains the news only where its judge is sure."""

NO_BACKGROUND = (
    Sign(
        name="shares of a poll",
        pattern=(
            r"(?:\d ?%|\bper ?cent) of (?:\w+ )?(?:Democrats|Republicans|voters|respondents|adults|"
            r"Americans|people (?:asked|polled|surveyed))\b"
        ),
        example="Some 29 percent of voters blame the harbor master.",
    ),
    Sign(
        name="press release",
        pattern=r"\bpress release\b|\bNational Committee\b",
        example="The Dockers' Party issued a press release on Monday blasting Orlov.",
    ),
    Sign(
        name="claim of a deed",
        pattern=r"\bclaim\w* responsibility\b",
        example="No group claimed responsibility, but Marenia accused Solmar.",
    ),
    Sign(
        name="targets counted",
        pattern=(
            r"\b(?:hit|struck|bombed) (?:about |some |more than |at least )?\d[\d,]* targets\b|"
            r"\bnumber of (?:air ?)?(?:strikes|raids|sorties)\b"
        ),
        example="The army said it hit about 20 targets on the coast.",
    ),
    Sign(
        name="toll of an office",
        pattern=(
            r"\bministry (?:has |had )?(?:said|says|reported|counted|put)\b.*\d.*\b(?:killed|dead|"
            r"wounded|injured)\b"
        ),
        example="The health ministry has reported 12 people killed and 40 wounded.",
    ),
    Sign(
        name="build of a weapon",
        pattern=(
            r"\bproduction of the (?:aircraft|planes?|jets?|missiles?|drones?|ships?)\b|"
            r"\b(?:aircraft|planes?|jets?|missiles?|drones?|tanks?)\b.{0,60}\b(?:was built|were "
            r"built|range of|top speed|can carry|is equipped|are equipped)\b"
        ),
        example="Though production of the aircraft ceased, Solmar plans to fly it until June.",
    ),
    Sign(
        name="announced with the news",
        pattern=(
            r"\balso announced\b|"
            r"\bannounced (?:on |late )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
        ),
        example="As the envoy flew in, Solmar also announced that it would send two tugs.",
    ),
)
"""A sentence with such a sign never explains the news, however sure its judge is."""

STAKES = (
    Sign(
        name="shuts a way",
        pattern=r"\brul(?:es|ed|ing) out\b",
        example="The strike rules out a harvest before winter.",
    ),
    Sign(
        name="shows a wider matter",
        pattern=(
            r"\b(?:spotlight|shed(?:s|ding)? (?:\w+ )?light on|highlight(?:s|ed|ing)|"
            r"underscor(?:es|ed|ing)|underlin(?:es|ed|ing)|expos(?:es|ing))\b"
        ),
        example="The fire casts a spotlight on the age of the tanks.",
    ),
    Sign(
        name="raises doubt or fear",
        pattern=(
            r"\b(?:rais|stok|fuel|spark|heighten|deepen|renew|reviv)(?:es?|ed|ing|s)? "
            r"(?:\w+ ){0,3}(?:questions?|fears?|concerns?|stakes|prospects?|tensions?|worries|"
            r"doubts|risks?)\b"
        ),
        example="The closure raised new fears of a shortage.",
    ),
    Sign(
        name="may come of the news",
        pattern=(
            r"\b(?:threaten(?:s|ed|ing)? to|could|might) (?:\w+ )?(?:transform|widen|draw|drag|"
            r"deepen|derail|undermine|upend|spark|trigger|plunge|destabili[sz]e|escalate|disrupt|"
            r"worsen|lead to|lift|raise|push|hurt|help|force|cost|delay)\b"
        ),
        example="The closure could push up the price of bread.",
    ),
    Sign(
        name="greatest for a time",
        pattern=(
            r"\b(?:first|biggest|largest|worst|deadliest|highest|lowest|most (?!of\b)\w+) "
            r".{0,60}\b(?:since|in (?:\w+ )?(?:years|decades|months|history|memory))\b"
        ),
        example="It is the worst fire of the harbor in decades.",
    ),
    Sign(
        name="step to more",
        pattern=(
            r"\b(?:pav(?:es|ed|ing) the way|set(?:s|ting)? the stage|turning point|at stake|"
            r"amid signs that|(?:a|another|major|heavy) (?:blow|setback) (?:to|for))\b"
        ),
        example="The pact paves the way for a second terminal.",
    ),
)
"""A sentence with such a sign tells what is at stake, wherever it stands in its report."""
