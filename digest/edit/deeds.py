"""Deeds and remarks: a title that tells a deed done, and one that tells the words of another land.

Where one publisher tells an event, its size says nothing; then an editor puts deeds before words.
English only: titles in other languages tell neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from digest.edit.features import overlaps
from digest.edit.lands import LANDS
from digest.edit.profile import headline_of
from digest.languages import base_code
from digest.models import Article

# Forms that are a verb in nearly all titles: "attacks" and "strike" may be the noun of a plan.
_BY_FORCE = r"""
hits? struck kill(?:s|ed)? wound(?:s|ed) injur(?:es?|ed) shoots? shot sinks? sank sunk bomb(?:s|ed)
shell(?:s|ed) down(?:s|ed) destroy(?:s|ed)? storm(?:s|ed) seiz(?:es?|ed) (?:re)?captur(?:es?|ed)
invad(?:es?|ed) besieg(?:es?|ed|ing) fire[sd] launch(?:es|ed) clash(?:es|ed)? ambush(?:es|ed)
kidnap(?:s|ped)? assassinat(?:es?|ed) attacked targeted raid(?:s|ed) evacuat(?:es?|ed)
intercept(?:s|ed)? dead missing death\stoll
"""
_BY_OFFICE = r"""
resign(?:s|ed)? quits? oust(?:s|ed)? sack(?:s|ed) names? named appoint(?:s|ed)? elect(?:s|ed)?
sentenc(?:es|ed) arrest(?:s|ed) detain(?:s|ed)? charged indict(?:s|ed)? execut(?:es?|ed)
order(?:s|ed) declar(?:es?|ed) approv(?:es?|ed) pass(?:es|ed) sign(?:s|ed) reject(?:s|ed)?
accept(?:s|ed)? agree[sd]? withdr[ae]ws? withdrew deploy(?:s|ed)? halt(?:s|ed) suspend(?:s|ed)?
shuts? clos(?:es|ed) cuts ban(?:s|ned) impos(?:es?|ed) lift(?:s|ed) free[sd] releas(?:es|ed)
extend(?:s|ed)? begins began resum(?:es?|ed) end(?:s|ed) sue[sd]
"""
_DEEDS = re.compile(
    r"(?<!\bto )(?<!\bnot )(?<!\bcould )(?<!\bmay )(?<!\bmight )(?<!\bwill )(?<!\bbe )"
    rf"\b(?:{'|'.join((_BY_FORCE + _BY_OFFICE).split())})\b",
    re.IGNORECASE,
)
_LATER_CLAUSE = re.compile(
    r"\b(?:after|amid|as|over|since|despite|if|unless|while|following|ahead of)\b|: ",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w)|(?<!\w)'[^']*'(?!\w)")

_SAYS = (
    r"(?:say|says|said|warns?|urges?|calls?|condemns?|accuses?|tells?|hopes?|pledges|promises|"
    r"denies|insists|critici[sz]es?)"
)
_FEW_WORDS = r"(?: [\w.'’-]+){0,3}?"
"""Words between a land and its verb: "Germany's defense minister warns"."""
_REMARK = re.compile(
    rf"\b{LANDS.pattern}(?:['’]s)?{_FEW_WORDS} {_SAYS}\b"
    rf"|\bsays? (?:the )?{LANDS.pattern}"
    rf"|{LANDS.pattern} told\Z",
    re.IGNORECASE,
)


def tells_deed(article: Article) -> bool:
    """True where the first clause of a title tells a deed done, by force or by an office.

    >>> from datetime import UTC, datetime
    >>> noon = datetime(2026, 8, 13, 12, tzinfo=UTC)
    >>> deed = Article(id="a", url="", title="Drones hit depot in Karim", published=noon)
    >>> wish = Article(id="b", url="", title="Karim wants to hit depots", published=noon)
    >>> tells_deed(deed), tells_deed(wish)
    (True, False)
    """
    if not _is_english(article):
        return False
    # a later clause tells what came before, and a quotation what somebody calls a deed
    first_clause = _LATER_CLAUSE.split(_QUOTED.sub(" ", headline_of(article)))[0]
    return _DEEDS.search(first_clause) is not None


def remarks_from_elsewhere(article: Article, matched: Iterable[tuple[int, int]]) -> bool:
    """True where a title tells the words of a land elsewhere, and no deed.

    `matched` are the spans of the title that a topic matched: a land that it looks for is not
    elsewhere.
    """
    if not _is_english(article) or tells_deed(article):
        return False
    spans = tuple(matched)
    for remark in _REMARK.finditer(article.title):
        for land in LANDS.finditer(article.title):
            if overlaps(land.span(), [remark.span()]) and not overlaps(land.span(), spans):
                return True
    return False


def _is_english(article: Article) -> bool:
    return base_code(article.language) == "en"
