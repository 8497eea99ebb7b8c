"""English turns: the words by which a title tells an escalation, or a first of its kind."""

from __future__ import annotations

from digest.languages.news_words import TurnWords

TURNS = TurnWords(
    escalation=(
        r"invad(?:es?|ed|ing)|invasions?|sieges?|besieg\w+|mobili[sz]\w+|reservists|conscript\w*"
        r"|warships?|aircraft\scarriers?|carrier\s(?:strike\s)?groups?|troops|airborne|deploy\w*"
        r"|(?:ground|land)\s(?:war|offensive|operation|invasion|forces)"
        r"|(?:another|new|second|northern|southern|eastern|western)\sfront"
        r"|declar\w+\swar|martial\slaw|state\sof\semergency|coups?"
    ),
    # "First lady" is an office, and rare earths are a metal.
    first=(
        r"first(?!\s(?:lady|minister|thing|aid|responders?|quarter|half|degree|instance))"
        r"|landmark|historic|unprecedented|rare(?!\searths?)"
    ),
)
