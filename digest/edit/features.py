"""Features: how much an article reads as feature, comment or news of elsewhere, sign by sign."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

from digest.edit.genre import reads_as_comment
from digest.edit.lands import LANDS
from digest.edit.profile import headline_of
from digest.models import Article

EVEN = 1.5
"""Points at which an article is as likely a feature as a report."""

COMMENT_POINTS = 1.3
"""Points of a text that argues more than it reports, which `digest.edit.genre` tells."""

_QUARREL_AT_HOME = (
    r"\b(?:campus|universit\w*|schools?|colleges?|students?|synagogues?|jewish|jews|"
    r"anti-?semiti\w*|rall(?:y|ies)|republicans?|democrats?|gop|senators?|congress\w*|"
    r"voters|polls?|election campaign|partisan\w*|bipartisan\w*|rifts?|"
    r"(?-i:Sen|Rep)\b\.)(?:\b|(?<=\.))"
)

_TELLS_ACT = (
    r"\b(?:kill\w*|attack\w*|strikes?|struck|airstrikes?|bomb\w*|missiles?|rockets?|"
    r"drones?|raids?|seiz\w+|captur\w+|ceasefire|truce|withdr\w+|agree\w*|resign\w*|quits?|"
    r"elect\w*|appoint\w*|arrest\w*|charg\w+|sues?|pass(?:es|ed)|approv\w+|reject\w*|"
    r"order\w*|declar\w+|deploy\w*|halt\w*|suspend\w*|launch\w*|fires?|fired|hits?|"
    r"clash\w*|delays?)\b"
)

# Each sign: its points, and the words of a title that show it. The points were set on recorded
# mornings where an editor had marked each article as a report or as something beside one.
SIGNS: tuple[tuple[str, float, re.Pattern[str]], ...] = tuple(
    (name, points, re.compile(pattern, re.IGNORECASE))
    for name, points, pattern in (
        ("opens with an article or a preposition", 1.7, r"^(?:the|an?|in|my|our|for|on)\b"),
        (
            "is about people, not about an act of state",
            1.3,
            r"\b(?:famil(?:y|ies)|mothers?|fathers?|dad|mum|mom|bride|wedding|couple|surviv\w+|"
            r"sons?|daughters?|child\w*|kids|pianist|pets?|musician|actors?|stars?|singers?|"
            r"photograph\w*|doctors?|woman|man|girls?|boys?|baby|grandmother|wife|husband|sister|"
            r"brother|friends?|teenagers?|born|love\w*|heart\w*|residents?|witness\w*|photos?|selfies?|"
            r"i|my|we|you)\b",
        ),
        (
            "explains or looks ahead",
            0.8,
            r"\b(?:how|why|what|who|here['’]s|explain\w*|maps?|mapped|timeline|chronology|history|"
            r"future|fears?|risks?|challenges?|could|may|might|likely|lessons?|meaning|behind|"
            r"inside|dilemma|reckoning|tests?|era|questions?|mystery|strategy|struggles?|tragedy|"
            r"analysis|comes amid)\b",
        ),
        ("asks", 0.8, r"\?"),
        ("speaks of somebody's something", 1.0, r"[’']s "),
        ("has a colon", 0.4, r": "),
        ("opens with a quotation", 0.3, r"^[\"'“‘]"),
        # with a capital alone: IT is a trade
        ("opens with a pronoun", 1.3, r"^[\"'“‘]?(?-i:She|He|They|It)\b"),
        (
            "tells who says so",
            -1.6,
            r"\b(?:says?|said|warn\w*|urg\w+|calls?|condemn\w*|vow\w*|slam\w*|denounc\w+|"
            r"discuss\w*|defends?|blam\w+|accus\w+|tells?|told)\b",
        ),
        (
            "names an office or a force",
            -0.5,
            r"\b(?:military|army|forces|officials?|ministers?|president|parliament|government|"
            r"pentagon|police|court|un|sources|white house|envoy|cabinet|authorities)\b",
        ),
        (
            "tells an act",
            -0.6,
            _TELLS_ACT,
        ),
        (
            "tells a quarrel at home",
            1.0,
            _QUARREL_AT_HOME,
        ),
        ("has a number", -0.5, r"\d"),
    )
)

_QUARREL = re.compile(
    _QUARREL_AT_HOME + r"|\b(?:blam(?:es?|ing)|fault(?:s|ed)?|under fire|narrative)\b",
    re.IGNORECASE,
)

_ACT = re.compile(_TELLS_ACT, re.IGNORECASE)

ELSEWHERE_POINTS = 1.0
"""Points of a title that names a land, or tells of markets and travel, where no topic of the
newsletter looks for this word."""

# Prices, markets and flights are news where a topic looks for them; to other newsletters they are
# a side of an event.
MARKETS = re.compile(
    r"\b(?:oil prices?|crude|brent|stocks?|shares|markets?|bonds?|investors?|inflation|"
    r"econom(?:y|ies|ists?)|gas(?:oline)? prices|fuel|airlines?|flights?|pilots?|tourists?|"
    r"travell?ers?|crypto\w*|insurers?)\b",
    re.IGNORECASE,
)

EXCLUSIVE_POINTS = -1.0
"""Points of a title that its outlet marks as its own find: they outweigh one sign of a feature. Set
on one morning, where the label alone told two like reports apart."""

_EXCLUSIVE = re.compile(r"exclusive\b", re.IGNORECASE)


def feature_share(article: Article, matched: Iterable[tuple[int, int]] = ()) -> float:
    """Return how likely an article is no plain news: 0 for news, 1 for a portrait.

    `matched` are the spans of the title that a topic matched; a land, or a market, named there is
    not elsewhere.

    >>> from datetime import UTC, datetime
    >>> noon = datetime(2026, 8, 13, 12, tzinfo=UTC)
    >>> news = Article(id="a", url="", title="Army says 12 killed in raid", published=noon)
    >>> portrait = Article(id="b", url="", title="The pianist's last song", published=noon)
    >>> feature_share(news) < 0.1 < 0.8 < feature_share(portrait)
    True
    """
    title = headline_of(article)
    worths = []
    for _, worth, sign in SIGNS:
        if sign.search(title):
            worths.append(worth)
    points = sum(worths)
    # the label is no part of the plain title, so it is sought in the whole
    if _EXCLUSIVE.match(article.title):
        points += EXCLUSIVE_POINTS
    if reads_as_comment(article):
        points += COMMENT_POINTS
    if _is_of_elsewhere(article.title, tuple(matched)):
        points += ELSEWHERE_POINTS
    # the logistic curve: points far from EVEN settle the share either way
    return 1 / (1 + math.exp(EVEN - points))


def quarrel_share(reports: Sequence[Article]) -> float:
    """Return the share of titles that tell a quarrel at home: of parties, campuses, candidates."""
    quarrels = 0
    for article in reports:
        if _QUARREL.search(headline_of(article)):
            quarrels += 1
    return quarrels / max(1, len(reports))


def quarrels_only(reports: Sequence[Article]) -> bool:
    """True where all titles tell a quarrel at home and none tells an act.

    >>> from datetime import UTC, datetime
    >>> noon = datetime(2026, 8, 13, 12, tzinfo=UTC)
    >>> row = Article(id="a", url="", title="Republicans and Democrats at odds", published=noon)
    >>> bill = Article(id="b", url="", title="Congress approves the arms bill", published=noon)
    >>> quarrels_only([row]), quarrels_only([row, bill])
    (True, False)
    """
    for article in reports:
        title = headline_of(article)
        # an act of a parliament is news, however its parties voted
        if _ACT.search(title) or not _QUARREL.search(title):
            return False
    return True


def _is_of_elsewhere(title: str, matched: tuple[tuple[int, int], ...]) -> bool:
    for words in (LANDS, MARKETS):
        for match in words.finditer(title):
            if not overlaps(match.span(), matched):
                return True
    return False


def overlaps(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    """Tell whether a span has a letter in common with one of the others.

    >>> overlaps((0, 4), [(3, 9)]), overlaps((0, 4), [(4, 9)])
    (True, False)
    """
    for start, end in others:
        if start < span[1] and span[0] < end:
            return True
    return False
