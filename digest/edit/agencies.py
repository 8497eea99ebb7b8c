"""Agencies: the news agency that an article credits or cites, and whose voice an article is."""

from __future__ import annotations

import re

from digest.languages.en_outlets import AGENCIES
from digest.models import Article
from digest.text import fold

DATELINE_CHARS = 160
"""An agency is credited in the first lines, behind at most one long place name."""

OPENING_CHARS = 600
"""An article that leans on an agency says so in its first paragraphs."""

# longer names first, so that "anadolu agency" is not read as "anadolu"
_NAMES = "|".join(re.escape(name) for name in sorted(AGENCIES, key=len, reverse=True))

# "BEIRUT (Reuters) - …" and "By Reuters"
_DATELINE = re.compile(rf"[^.!?]{{0,80}}\(({_NAMES})\)\s*[-–—:]|^by ({_NAMES})\b", re.IGNORECASE)

# "…, citing Reuters" and "AFP reported …"
_CITING = re.compile(
    rf"\b(?:citing|cited by|according to|reports?|reported by|told|via)\s+(?:the\s+)?({_NAMES})\b"
    rf"|\b({_NAMES})(?: news agency)? (?:reported|reports|said|says)\b",
    re.IGNORECASE,
)


def _publisher_names() -> str:
    """Return the names that an agency publishes under: short ones in capitals alone."""
    names = []
    for name, agency in AGENCIES.items():
        if agency.isupper() and agency.lower() == name:
            names.append(agency)  # "SPA" is an agency, and "Spa Weekly" is a magazine
        else:
            names.append(f"(?i:{re.escape(name)})")
    return "|".join(sorted(names, key=len, reverse=True))


# "Reuters World", "The Associated Press"
_PUBLISHER = re.compile(rf"(?:The )?({_publisher_names()})(?!\w)")


def credited_agency(article: Article) -> str:
    """Return the agency of the dateline or byline; "" when there is none.

    An author counts only when the whole name is an agency's.
    """
    opening = article.lead or article.body
    for text in (opening, article.body):
        dateline = _DATELINE.match(text[:DATELINE_CHARS])
        if dateline:
            return AGENCIES[(dateline[1] or dateline[2]).lower()]
    # A reporter of an agency who writes for an outlet does not make it the agency's text.
    for author in article.authors:
        if author.lower() in AGENCIES:
            return AGENCIES[author.lower()]
    return ""


def without_dateline(text: str) -> str:
    """Cut the dateline or byline that credits an agency.

    >>> without_dateline("KARIM (Reuters) - The port reopened.").strip()
    'The port reopened.'
    """
    dateline = _DATELINE.match(text[:DATELINE_CHARS])
    if dateline is None:
        return text
    return text[dateline.end() :]


def cited_agency(article: Article) -> str:
    """Return the agency that an article leans on in its first lines; "" when there is none."""
    opening = f"{article.title}. {article.lead} {article.body[:OPENING_CHARS]}"
    citation = _CITING.search(opening)
    if citation is None:
        return ""
    return AGENCIES[(citation[1] or citation[2]).lower()]


def publishing_agency(article: Article) -> str:
    """Return the agency that published an article itself; "" when it was another house.

    The pages of an agency often lack the dateline that papers print.
    """
    publisher = _PUBLISHER.match(article.publisher)
    if publisher is None:
        return ""
    return AGENCIES[publisher[1].lower()]


def voice_of(article: Article) -> str:
    """Return whose voice an article is, for counting independent voices.

    The voice is the credited agency, else the publisher's family, else the publisher or source.
    """
    agency = credited_agency(article)
    name = agency or article.family or article.publisher or article.source_id or article.id
    return fold(name)
