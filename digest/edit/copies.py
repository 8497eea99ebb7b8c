"""Copies: two addresses of one page, the same body, wire copies across outlets; and whose voice an article is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digest.edit.linkage import Pair
from digest.edit.profile import STOP_WORDS
from digest.edit.repeated_text import cut_repeated_text
from digest.models import Article, Copy, CopyKind
from digest.text import fold, word_texts

SHINGLE_WORDS = 5
WIRE_OVERLAP = 0.5
FAMILY_OVERLAP = 0.25
"""Share of the shorter text's shingles found in the other: above it the two are one text."""

_SHORTEST_TEXT_WORDS = 25
_ANCHOR_LETTERS = 9
"""Shingles that begin with so long a word are indexed: the same ones in every copy, few enough for a day of news."""
_COMMON_SHINGLE = 40
_SAME_PAGE_TITLE = 0.2
"""Words that two titles of one address must share; a page that is used again for other news shares none."""

Shingle = tuple[str, ...]

AGENCIES = {
    "reuters": "Reuters",
    "ap": "AP",
    "associated press": "AP",
    "afp": "AFP",
    "agence france-presse": "AFP",
    "dpa": "dpa",
    "efe": "EFE",
    "xinhua": "Xinhua",
    "tass": "TASS",
    "anadolu": "Anadolu",
    "anadolu agency": "Anadolu",
    "bloomberg": "Bloomberg",
    "upi": "UPI",
    "wam": "WAM",
    "spa": "SPA",
    "irna": "IRNA",
    "sana": "SANA",
    "jta": "JTA",
}
_NAMES = "|".join(re.escape(name) for name in sorted(AGENCIES, key=len, reverse=True))
_DATELINE = re.compile(rf"[^.!?]{{0,80}}\(({_NAMES})\)\s*[-–—:]|^by ({_NAMES})\b", re.IGNORECASE)
_CITING = re.compile(
    rf"\b(?:citing|cited by|according to|reports?|reported by|told|via)\s+(?:the\s+)?({_NAMES})\b"
    rf"|\b({_NAMES})(?: news agency)? (?:reported|reports|said|says)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CopyLink:
    """One article that says what another says, both as positions in the batch."""

    kept: int
    folded: int
    kind: CopyKind
    detail: str


def find_copies(articles: Sequence[Article]) -> tuple[Copy, ...]:
    """Name every article that says the same as another, which one to keep, and why; each article is folded once.

    The kept one is the agency's own, else the earliest, else the longest. The order of `articles` changes nothing.
    """
    return tuple(
        Copy(
            kept=articles[link.kept].id,
            folded=articles[link.folded].id,
            kind=link.kind,
            detail=link.detail,
        )
        for link in copy_links(cut_repeated_text(articles))
    )


def copy_links(articles: Sequence[Article]) -> tuple[CopyLink, ...]:
    """As `find_copies`, by position."""
    order = sorted(range(len(articles)), key=lambda item: _originality(articles[item]))
    ordered = [articles[item] for item in order]
    links: dict[int, CopyLink] = {}
    for one, other, kind, detail in _copy_pairs(ordered):
        kept, folded = one, other
        while kept in links:
            kept = links[kept].kept
        if folded not in links and folded != kept:
            links[folded] = CopyLink(kept, folded, kind, detail)
    return tuple(
        CopyLink(order[_root(links, link.kept)], order[link.folded], link.kind, link.detail)
        for link in links.values()
    )


def _root(links: dict[int, CopyLink], item: int) -> int:
    while item in links:
        item = links[item].kept
    return item


def voice_of(article: Article) -> str:
    """Whose voice an article is: the agency it credits, else its publisher's family, else its publisher or source."""
    agency = credited_agency(article)
    name = agency or article.family or article.publisher or article.source_id or article.id
    return fold(name)


def credited_agency(article: Article) -> str:
    """The agency in the dateline or byline, e.g. "BEIRUT (Reuters) - …"; "" when there is none."""
    opening = (article.lead or article.body)[:160]
    found = _DATELINE.match(opening) or _DATELINE.match(article.body[:160])
    if found:
        return AGENCIES[(found[1] or found[2]).lower()]
    for author in article.authors:
        if author.lower() in AGENCIES:
            return AGENCIES[author.lower()]
    return ""


def cited_agency(article: Article) -> str:
    """The agency an article leans on in its first lines ("citing Reuters"); "" when there is none."""
    found = _CITING.search(f"{article.title}. {article.lead} {article.body[:600]}")
    return AGENCIES[(found[1] or found[2]).lower()] if found else ""


def _originality(article: Article) -> tuple[bool, object, int, str]:
    agency = credited_agency(article)
    own = bool(agency) and fold(agency) in fold(article.publisher)
    return (not own, article.published, -len(article.body), article.id)


def _copy_pairs(ordered: Sequence[Article]) -> Iterable[tuple[int, int, CopyKind, str]]:
    yield from _same_page(ordered)
    yield from _same_text(ordered)
    yield from _overlapping(ordered)


def _same_page(ordered: Sequence[Article]) -> Iterable[tuple[int, int, CopyKind, str]]:
    pages: dict[str, list[int]] = {}
    for item, article in enumerate(ordered):
        if address := article.canonical_url or article.url:
            pages.setdefault(address, []).append(item)
    for first, *others in pages.values():
        for other in others:
            if _like_titles(ordered[first].title, ordered[other].title):
                yield first, other, CopyKind.SAME_URL, f"the same page as {_name(ordered[first])}"


def _like_titles(one: str, other: str) -> bool:
    mine, theirs = set(word_texts(one)), set(word_texts(other))
    return len(mine & theirs) >= _SAME_PAGE_TITLE * min(len(mine), len(theirs))


def _same_text(ordered: Sequence[Article]) -> Iterable[tuple[int, int, CopyKind, str]]:
    first: dict[str, int] = {}
    for item, article in enumerate(ordered):
        text = max(article.body, article.lead, key=len)
        if text.count(" ") >= _SHORTEST_TEXT_WORDS:
            original = first.setdefault(text, item)
            if original != item:
                yield (
                    original,
                    item,
                    CopyKind.SAME_TEXT,
                    f"the text of {_name(ordered[original])}, word for word",
                )


def _overlapping(ordered: Sequence[Article]) -> Iterable[tuple[int, int, CopyKind, str]]:
    """Pairs that share enough shingles. An index of some shingles finds the candidates, all shingles decide."""
    shingles: dict[int, frozenset[Shingle]] = {}
    for one, other in _candidates(ordered):
        for item in {one, other} - shingles.keys():
            shingles[item] = _shingles(_text(ordered[item]))
        mine, theirs = shingles[one], shingles[other]
        overlap = len(mine & theirs) / min(len(mine), len(theirs))
        family = _one_family(ordered[one], ordered[other])
        if overlap >= WIRE_OVERLAP or (family and overlap >= FAMILY_OVERLAP):
            kind = CopyKind.FAMILY if family else CopyKind.WIRE
            source = credited_agency(ordered[one]) or _name(ordered[one])
            yield one, other, kind, f"{overlap:.0%} of the shorter text is also in {source}"


def _one_family(one: Article, other: Article) -> bool:
    """True for two articles of one house whose titles have a telling word in common.

    A house retells its own news in many words, and prints the same paragraph below all its news.
    """
    if not one.family or one.family != other.family:
        return False
    words = set(word_texts(one.title)) & set(word_texts(other.title))
    return not words <= STOP_WORDS


def _name(article: Article) -> str:
    return article.publisher or article.id


def _text(article: Article) -> list[str]:
    cut = max(article.body, article.lead, key=len).lower().split()
    return cut if len(cut) >= _SHORTEST_TEXT_WORDS else []


def _candidates(ordered: Sequence[Article]) -> list[Pair]:
    met: dict[int, list[int]] = {}  # by hash: who meets by chance does not overlap
    found: set[Pair] = set()
    for item, article in enumerate(ordered):
        text = _text(article)
        for start in [start for start, word in enumerate(text) if len(word) >= _ANCHOR_LETTERS]:
            others = met.setdefault(hash(tuple(text[start : start + SHINGLE_WORDS])), [])
            if len(others) < _COMMON_SHINGLE and (not others or others[-1] != item):
                found.update((other, item) for other in others)
                others.append(item)
    return sorted(found)


def _shingles(text: list[str]) -> frozenset[Shingle]:
    return frozenset(
        tuple(text[start : start + SHINGLE_WORDS]) for start in range(len(text) - SHINGLE_WORDS + 1)
    )
