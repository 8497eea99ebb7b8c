"""Genre: what is not a report of news, told by its address, title, categories and voice."""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import urlsplit

from digest.edit.profile import is_round_up
from digest.models import Article

_OPINION = (
    r"opinions?|op-?eds?|editorials?|columns?|columnists?|commentary|commentisfree|breakingviews|viewpoints?|letters|"
    r"morning bid|trading day"
)
_SHOW = (
    r"podcasts?|photo-?essays?|photo-?galler(?:y|ies)|galler(?:y|ies)|cartoons?|quiz(?:zes)?|crosswords?|newsletters?"
)
_SPORT = r"sports?|football|soccer|cricket|tennis|golf|nba|nfl|horoscopes?"
_KINDS = tuple(
    (kind, re.compile(rf"(?:{words})(?P<label>\s*[:|–—-]\s)?", re.IGNORECASE))
    for kind, words in (("an opinion", _OPINION), ("a podcast or gallery", _SHOW), ("sport", _SPORT))
)
_AND_MORE = re.compile(r"\b(?:other|more) (?:[\w-]+ )?(?:developments|news|headlines|stories)\b", re.IGNORECASE)
_CREDIT = re.compile(
    r"\b(?:views|opinions) expressed (?:here|in this (?:article|column|commentary|piece)|are)\b"
    r"|\bis an? (?:[\w.’'-]+ ){0,4}(?:columnist|opinion writer|contributing editor) (?:for|at|to|with)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^”\n]*|\"[^\"\n]*\"?|«[^»\n]*")  # one left open runs to the end of its paragraph
_FIRST_PERSON = re.compile(r"(?<![’'‘])\b(?:I(?:’m|'m|’ve|'ve|’d|'d|’ll|'ll)?|[Mm]y)\b(?!\.)(?<!War I)")
ROUND_UP = "a round-up"
_OWN_VOICE = 3
"""How often the writer says "I" or "my" outside quotations before a text is taken for the writer's own view."""


def why_no_report(article: Article) -> str:
    """Say what an article is when it does not report news; "" for a report."""
    places = [*urlsplit(article.url).path.split("/")[:-1], *article.categories, article.section]
    for kind, words in _KINDS:
        label = words.match(article.title)
        if any(words.fullmatch(place.strip()) for place in places) or (label and label["label"]):
            return kind
    if is_round_up(article) or _AND_MORE.search(article.title):
        return ROUND_UP
    text = article.body or article.lead
    if _CREDIT.search(text[:600]) or _CREDIT.search(text[-600:]):
        return "an opinion"
    own = islice(_FIRST_PERSON.finditer(_QUOTED.sub(" ", text[:4000])), _OWN_VOICE)
    return "a text in the first person" if len(list(own)) == _OWN_VOICE else ""
