"""Copies: two addresses of one page, the same body, wire copies across outlets; and whose voice an article is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from digest.edit.linkage import Pair
from digest.models import Article, Copy, CopyKind
from digest.text import fold, word_texts

SHINGLE_WORDS = 5
WIRE_OVERLAP = 0.5
FAMILY_OVERLAP = 0.25
"""Share of the shorter text's shingles found in the other: above it the two are one text."""

_SHORTEST_TEXT_WORDS = 25
_SAMPLE = 16
"""One shingle in so many is indexed: enough to meet every copy, cheap enough for a whole day of news."""
_COMMON_SHINGLE = 40

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


def find_copies(articles: Sequence[Article]) -> tuple[Copy, ...]:
    """Name every article that says the same as another, which one to keep, and why; each article is folded once.

    The kept one is the agency's own, else the earliest, else the longest. The order of `articles` changes nothing.
    """
    ordered = sorted(articles, key=_originality)
    kept: dict[str, Copy] = {}
    for one, other, kind, detail in _copy_pairs(ordered):
        original, copy = ordered[one].id, ordered[other].id
        if copy not in kept and copy != original:
            while original in kept:
                original = kept[original].kept
            kept[copy] = Copy(kept=original, folded=copy, kind=kind, detail=detail)
    return tuple(kept.values())


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
    yield from _equal(ordered, [article.canonical_url or article.url for article in ordered], CopyKind.SAME_URL)
    texts = [_text(article) for article in ordered]
    yield from _equal(ordered, [_digest(text) for text in texts], CopyKind.SAME_TEXT)
    yield from _overlapping(ordered, texts)


def _equal(ordered: Sequence[Article], keys: Sequence[str], kind: CopyKind) -> Iterable[tuple[int, int, CopyKind, str]]:
    first: dict[str, int] = {}
    for item, key in enumerate(keys):
        if not key:
            continue
        if key in first:
            detail = "one page, two addresses" if kind is CopyKind.SAME_URL else "the same text, word for word"
            yield first[key], item, kind, f"{detail} as {ordered[first[key]].publisher or ordered[first[key]].id}"
        else:
            first[key] = item


def _text(article: Article) -> list[str]:
    cut = word_texts(article.body) if len(article.body) >= len(article.lead) else word_texts(article.lead)
    return cut if len(cut) >= _SHORTEST_TEXT_WORDS else []


def _digest(text: list[str]) -> str:
    return blake2b(" ".join(text).encode(), digest_size=16).hexdigest() if text else ""


def _overlapping(ordered: Sequence[Article], texts: list[list[str]]) -> Iterable[tuple[int, int, CopyKind, str]]:
    """Pairs that share enough shingles. A sampled index finds the candidates, the full sets decide."""
    shingles: dict[int, frozenset[int]] = {}
    for one, other in _candidates(texts):
        mine, theirs = (shingles.setdefault(item, _shingles(texts[item])) for item in (one, other))
        overlap = len(mine & theirs) / min(len(mine), len(theirs))
        family = bool(ordered[one].family) and ordered[one].family == ordered[other].family
        if overlap >= WIRE_OVERLAP or (family and overlap >= FAMILY_OVERLAP):
            kind = CopyKind.FAMILY if family else CopyKind.WIRE
            yield one, other, kind, _overlap_detail(ordered[one], overlap)


def _overlap_detail(original: Article, overlap: float) -> str:
    agency = credited_agency(original)
    return f"{overlap:.0%} of the shorter text is also in {agency or original.publisher or original.id}"


def _candidates(texts: list[list[str]]) -> list[Pair]:
    met: dict[int, list[int]] = {}
    found: dict[Pair, int] = {}
    for item, text in enumerate(texts):
        for shingle in _sample(text):
            others = met.setdefault(shingle, [])
            if len(others) < _COMMON_SHINGLE:
                for other in others:
                    found[other, item] = found.get((other, item), 0) + 1
                others.append(item)
    return sorted(found)


def _sample(text: list[str]) -> Iterable[int]:
    """Shingles whose hash falls into one class: the same ones are chosen in every copy."""
    return {shingle for shingle in _shingles(text) if shingle % _SAMPLE == 0} if text else ()


def _shingles(text: list[str]) -> frozenset[int]:
    """Hashes that are the same in every run (built-in `hash` of text is not)."""
    joined = (" ".join(text[start : start + SHINGLE_WORDS]) for start in range(len(text) - SHINGLE_WORDS + 1))
    return frozenset(int.from_bytes(blake2b(shingle.encode(), digest_size=8).digest(), "big") for shingle in joined)
