"""Turns: a title that tells that a war widens, that power changes hands by force, or a first.

Two events of like weight differ in this to an editor. English only: titles in other languages tell
none.
"""

from __future__ import annotations

import re

from digest.edit.profile import headline_of
from digest.languages import base_code
from digest.models import Article

_ESCALATION = re.compile(
    r"\b(?:invad(?:es?|ed|ing)|invasions?|sieges?|besieg\w+|mobili[sz]\w+|reservists|conscript\w*"
    r"|warships?|aircraft\scarriers?|carrier\s(?:strike\s)?groups?|troops|airborne|deploy\w*"
    r"|(?:ground|land)\s(?:war|offensive|operation|invasion|forces)"
    r"|(?:another|new|second|northern|southern|eastern|western)\sfront"
    r"|declar\w+\swar|martial\slaw|state\sof\semergency|coups?)\b",
    re.IGNORECASE,
)
# "First lady" is an office, and rare earths are a metal.
_FIRST = re.compile(
    r"\bfirst\b(?!\s(?:lady|minister|thing|aid|responders?|quarter|half|degree|instance))"
    r"|\b(?:landmark|historic|unprecedented)\b|\brare\b(?!\searths?)",
    re.IGNORECASE,
)


def tells_escalation(article: Article) -> bool:
    """True where a title tells that forces move, a siege, an invasion or a coup.

    >>> from datetime import UTC, datetime
    >>> noon = datetime(2026, 8, 13, 12, tzinfo=UTC)
    >>> move = Article(id="a", url="", title="Karim sends warships to the strait", published=noon)
    >>> talk = Article(id="b", url="", title="Karim and Tessel meet in the port", published=noon)
    >>> tells_escalation(move), tells_escalation(talk)
    (True, False)
    """
    return _meets(_ESCALATION, article)


def tells_first(article: Article) -> bool:
    """True where a title says that its event is the first of its kind, or a rare one.

    >>> from datetime import UTC, datetime
    >>> noon = datetime(2026, 8, 13, 12, tzinfo=UTC)
    >>> visit = Article(id="a", url="", title="First ship docks in Karim", published=noon)
    >>> guest = Article(id="b", url="", title="First lady docks in Karim", published=noon)
    >>> tells_first(visit), tells_first(guest)
    (True, False)
    """
    return _meets(_FIRST, article)


def _meets(words: re.Pattern[str], article: Article) -> bool:
    if base_code(article.language) != "en":
        return False
    return words.search(headline_of(article)) is not None
