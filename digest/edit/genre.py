"""Genre: what is no report of news, told by its address, title, categories and voice; and what
reads like a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from urllib.parse import urlsplit

from digest.edit.profile import is_round_up
from digest.models import Article

_OPINION = (
    r"opinions?|op-?eds?|editorials?|columns?|columnists?|commentary|commentisfree|breakingviews|"
    r"viewpoints?|letters|"
    r"morning bid|trading day|first take"
)
_SHOW = (
    r"podcasts?|photo-?essays?|photo-?galler(?:y|ies)|galler(?:y|ies)|cartoons?|quiz(?:zes)?|"
    r"crosswords?|newsletters?"
)
_SPORT = r"sports?|football|soccer|cricket|tennis|golf|nba|nfl|horoscopes?"
_VIDEO = r"videos?|watch|in (?:pictures|photos|video)"
ROUND_UP = "a round-up"
VIDEO = "a video or pictures"
SUPPORTING = frozenset({ROUND_UP, VIDEO})
"""What tells the event and counts as a publisher of it, and never leads."""

_KINDS = tuple(
    (kind, re.compile(rf"(?:{words})(?P<label>\s*[:|–—-]\s)?", re.IGNORECASE))
    for kind, words in (
        ("an opinion", _OPINION),
        ("a podcast or gallery", _SHOW),
        ("sport", _SPORT),
        (VIDEO, _VIDEO),
    )
)
_LIVE_PAGE = re.compile(
    r"/(?:live|live-?blogs?|live-news|live-updates|newsletters?)/|-live-updates\b", re.IGNORECASE
)
_VIDEO_PAGE = re.compile(r"//(?:\w+\.)?(?:youtube|youtu|vimeo|dailymotion)\.", re.IGNORECASE)
_SHOWN = re.compile(  # a title that tells what is to be seen, not what happened
    r"^(?:watch|see|hear) (?:the|what|how|why|this|inside|as|moment)\b"
    r"|\bbefore[ -]and[ -]after (?:\w+ )?(?:images|photos|pictures)\b"
    r"|^(?:videos?|photos?|pictures|images|footage) (?:that )?(?:shows?|captures?|"
    r"reveals?) (?:the )?"
    r"(?:moments?|scale|extent|aftermath|scenes?)\b|^the moment\b|\bin pictures$",
    re.IGNORECASE,
)
_POLL = re.compile(  # a survey of opinions; "polls open" and "exit polls" are news of a vote
    r"^(?:[\w. ]+ )?polls?\s*[:|–—-]\s|\bpolls? (?:shows?|finds?|says?|suggests?)\b|, polls? "
    r"(?:shows?|finds?|says?|suggests?)",
    re.IGNORECASE,
)
_OPINION_OUTLET = re.compile(r"\bopinions?\b", re.IGNORECASE)
_CREDIT = re.compile(
    r"\b(?:views|opinions) expressed (?:here|in this (?:article|column|commentary|piece)|are)\b"
    r"|\bis an? (?:[\w.’'-]+ ){0,4}(?:columnist|opinion writer|contributing editor) (?:for|at|to|"
    r"with)\b"
    r"|\bANALYSIS/OPINION\b",
    re.IGNORECASE,
)
_WHO_WRITES = (
    re.compile(  # the line on the author below a comment: "Ann Sample is a professor of law at …"
        r"^[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3},? (?:[^.\n]{0,80}, )?is (?:(?:an?|"
        r"the) )?(?:[\w’'-]+,? ){0,5}"
        r"(?:editor|fellow|professor|author|scholar|contributor|lecturer|strategist)\b",
        re.MULTILINE,
    )
)
_QUOTED = re.compile(
    r"“[^”\n]*|\"[^\"\n]*\"?|«[^»\n]*"
)  # one left open runs to the end of its paragraph
_FIRST_PERSON = re.compile(
    r"(?<![’'‘])\b(?:I(?:’m|'m|’ve|'ve|’d|'d|’ll|'ll)?|[Mm]y)\b(?!\.)(?<!War I)"
)
_WEIGHS = (
    re.compile(  # a title that promises thoughts on the news: "Why …", "Analysis: …", "… or fear?"
        r"^(?:analysis|explainer|fact ?box|fact ?check|q&a|profile)\s*[:|–—-]\s|^(?-i:Why|How|What|"
        r"Who)\b"
        r"|[?؟](?:[\"”’']?$| [|–—-] )",
        re.IGNORECASE,
    )
)
_ANALYSIS_PAGE = re.compile(r"\b(?:news-)?analysis\b", re.IGNORECASE)
_ARGUES = re.compile(
    r"\b(?:should|must|ought|of course|indeed|perhaps|surely|after all|simply|let[’']s|clearly|"
    r"obviously|truth is|"
    r"in other words|worth|ridiculous|absurd|sadly|I|my|we|our|(?-i:us)|your?)\b(?!\.\w)"
    r"|\b\w+(?:n[’']t|[’'](?:re|ve|ll))\b|\b(?:it|that|there|he|what)[’']s\b|\?",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"\b(?:said|told|according to|announced|spokes(?:man|woman|person)|testified|reporters|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_READ, _TOO_SHORT = 3000, 120
"""Letters of a text that are read for its voice, and words below which it has none."""

_OWN_VOICE = 3
"""How often the writer says "I" or "my" outside quotations before a text is taken for the writer's
own view.
"""


def _is_filed_under(words: re.Pattern[str], places: Iterable[str]) -> bool:
    """True where one part of the address, or one tag, is wholly such a word."""
    for place in places:
        if words.fullmatch(place.strip()):
            return True
    return False


def why_no_report(article: Article) -> str:
    """Say what an article is when it does not report news; "" for a report."""
    path, tags = urlsplit(article.url).path.split("/")[:-1], (*article.categories, article.section)
    for kind, words in _KINDS:
        label = words.match(article.title)
        places = (
            path if kind == VIDEO else [*path, *tags]
        )  # a report with a video in it is tagged so, too
        if (label and label["label"]) or _is_filed_under(words, places):
            return kind
    if is_round_up(article) or _LIVE_PAGE.search(article.url):
        return ROUND_UP
    if _VIDEO_PAGE.search(article.url) or _SHOWN.search(article.title):
        return VIDEO
    # The order is from the surest sign to the weakest; the first that holds names the kind.
    if _POLL.search(article.title):
        return "a poll"
    if _OPINION_OUTLET.search(f"{article.publisher} {urlsplit(article.url).netloc}"):
        return "an opinion"
    text = article.body or article.lead
    if _CREDIT.search(text[:600]) or _CREDIT.search(text[-600:]) or _WHO_WRITES.search(text[-400:]):
        return "an opinion"
    # Quotations are cut first: a report quotes people who say "I".
    own = islice(_FIRST_PERSON.finditer(_QUOTED.sub(" ", text[:4000])), _OWN_VOICE)
    if len(list(own)) == _OWN_VOICE:
        return "a text in the first person"
    return ""


def reads_as_comment(article: Article) -> bool:
    """True for analysis and comment without the signs of an opinion: it may stand, and never before
    a report.

    Its title asks or explains, or its text has more words of argument than of who said what on
    which day. Of comments in the development data the text alone tells four in five; of reports it
    takes one in fifteen for a comment.
    """
    if _WEIGHS.search(article.title) or _ANALYSIS_PAGE.search(urlsplit(article.url).path):
        return True
    # The words of others argue in reports, too, so quotations do not count.
    text = _QUOTED.sub(" ", article.body[:_READ])
    # A few words would let one "should" decide.
    if len(text.split()) < _TOO_SHORT:
        return False
    return len(_ARGUES.findall(text)) > len(_REPORTS.findall(text))
