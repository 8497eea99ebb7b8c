"""Copies: two addresses of one page, one body under two titles, and agency copy in many outlets.

Of the versions that one house published, the newest stands: an update or a correction replaces the
report before it. The newest version of an agency's report may stand in a paper that prints it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from digest.edit.agencies import credited_agency, publishing_agency, without_dateline
from digest.edit.linkage import Pair
from digest.edit.repeated_text import cut_repeated_text
from digest.edit.short_versions import short_versions
from digest.edit.withdrawals import is_notice, withdrawn_pairs
from digest.edit.word_tables import cluster_tables
from digest.models import Article, Copy, CopyKind
from digest.text import word_texts
from digest.text.version_marks import is_corrected, update_number

SHINGLE_WORDS = 5
"""Words of a shingle: so many words in a row are seldom equal by chance."""

WIRE_OVERLAP = 0.5
FAMILY_OVERLAP = 0.25
"""Share of the shorter text's shingles found in the other: from here on the two are one text."""

SHORTEST_TEXT_WORDS = 25
"""A shorter text is a summary, and summaries of one event are alike without being copies."""

ANCHOR_LETTERS = 9
"""Shingles that begin with so long a word are indexed: few a text, and the same in every copy."""

COMMON_SHINGLE = 40
"""Articles that an index entry holds at most; a commoner shingle is a phrase of the day."""

SAME_PAGE_TITLE = 0.2
"""Share of words that two titles of one address have in common, or the page has other news now."""

OPENING_WORDS = 25
"""Words in which two prints of one agency report are compared: its first sentence. A print that is
equal so far is no newer version: papers add their own lines below, or cut the report's end.
"""

CORRECTED_RANK = 100
"""A correction stands above any number of updates that bear the same time."""

Shingle = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyLink:
    """One article that says what another says, both as positions in the batch."""

    kept: int
    folded: int
    kind: CopyKind
    detail: str


def find_copies(articles: Sequence[Article]) -> tuple[Copy, ...]:
    """Name every article that says the same as another, the one to keep, and the reason.

    Each article is folded once. The kept one is the newest version of the house that wrote the
    text: the agency whose text it is, else the house that had it first. The order of `articles`
    changes nothing.
    """
    copies = []
    for link in copy_links(cut_repeated_text(articles)):
        kept, folded = articles[link.kept].id, articles[link.folded].id
        if kept == folded:
            continue  # one article given twice is no copy of itself
        copies.append(Copy(kept=kept, folded=folded, kind=link.kind, detail=link.detail))
    return tuple(copies)


def copy_links(articles: Sequence[Article]) -> tuple[CopyLink, ...]:
    """Return the same as `find_copies`, by position in `articles`."""
    # the original comes first in the order, so that a copy never hides it
    order = sorted(range(len(articles)), key=lambda place: _originality(articles[place]))
    ordered = [articles[place] for place in order]
    groups = _Groups()
    for pair in _copy_pairs(ordered):
        groups.join(pair)
    links = []
    for members in groups.members():
        kept = _standing(members, ordered)
        for folded in members:
            if folded != kept:
                kind, detail = groups.reason(folded, kept)
                link = CopyLink(kept=order[kept], folded=order[folded], kind=kind, detail=detail)
                links.append(link)
    return tuple(links)


@dataclass(frozen=True, slots=True, kw_only=True)
class _CopyPair:
    """Two articles that say the same, the more original one first, as positions in the order."""

    original: int
    copy: int
    kind: CopyKind
    detail: str


class _Groups:
    """Articles that say the same, joined pair by pair, with the reason of each join."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}
        self._reasons: dict[int, tuple[CopyKind, str]] = {}

    def join(self, pair: _CopyPair) -> None:
        """Put both articles of a pair into one group."""
        original, copy = self._root(pair.original), self._root(pair.copy)
        # the first reason of an article is the surest: pairs come in the order of their kinds
        self._reasons.setdefault(pair.copy, (pair.kind, pair.detail))
        self._reasons.setdefault(pair.original, (pair.kind, pair.detail))
        if original != copy:
            # the most original article of a group stays its root
            self._parent[max(original, copy)] = min(original, copy)

    def members(self) -> Iterator[list[int]]:
        """Yield the members of each group, the most original first."""
        groups: dict[int, list[int]] = {}
        for item in sorted(self._reasons):
            groups.setdefault(self._root(item), []).append(item)
        yield from groups.values()

    def reason(self, folded: int, kept: int) -> tuple[CopyKind, str]:
        """Return why an article is folded; a root that gave way is folded as its successor was."""
        if self._root(folded) == folded:
            return self._reasons[kept]
        return self._reasons[folded]

    def _root(self, item: int) -> int:
        while item in self._parent:
            item = self._parent[item]
        return item


def _standing(members: Sequence[int], ordered: Sequence[Article]) -> int:
    """Return the member that stands for a group: the newest version of the house that wrote it.

    A text that an agency wrote may be newest in a paper that prints it under the agency's name.
    """
    original = ordered[members[0]]
    standing = members[0]
    for member in members[1:]:
        if not _one_house(original, ordered[member]):
            continue
        if _version(ordered[member]) > _version(ordered[standing]):
            standing = member
    for member in _rewrites(members, ordered):
        if ordered[member].published > ordered[standing].published:
            standing = member
    return _last_notice(members, ordered, standing)


def _last_notice(members: Sequence[int], ordered: Sequence[Article], standing: int) -> int:
    """Return the notice that takes a report back, unless a newer version of the report stands."""
    for member in members:
        is_newest = ordered[member].published >= ordered[standing].published
        if is_newest and is_notice(ordered[member]):
            standing = member
    return standing


def _rewrites(members: Sequence[int], ordered: Sequence[Article]) -> Iterator[int]:
    """Yield the first print of each version of an agency's report, by the time it was printed.

    Versions are told apart by their opening. A later print of a known version is none.
    """
    agency = _agency_of(members, ordered)
    if not agency:
        return
    openings = set()
    for member in sorted(members, key=lambda member: (ordered[member].published, member)):
        opening = _opening(ordered[member])
        if opening not in openings and credited_agency(ordered[member]) == agency:
            yield member
        openings.add(opening)


def _agency_of(members: Sequence[int], ordered: Sequence[Article]) -> str:
    """Return the agency that published a group's text, or the first one that it credits."""
    for member in members:
        agency = publishing_agency(ordered[member]) or credited_agency(ordered[member])
        if agency:
            return agency
    return ""


def _opening(article: Article) -> tuple[str, ...]:
    """Return the first words of a report behind its dateline."""
    return tuple(word_texts(without_dateline(_longest_text(article)))[:OPENING_WORDS])


def _version(article: Article) -> tuple[object, int]:
    """Order the versions of a report: by time, and by the mark of the title at one time."""
    rank = update_number(article.title)
    if is_corrected(article.title):
        rank = CORRECTED_RANK
    return article.published, rank


def _originality(article: Article) -> tuple[bool, object, int, str]:
    """Order articles by whose text it may be: the agency's, the earliest, the longest."""
    return (not publishing_agency(article), article.published, -len(article.body), article.id)


# --- pairs that say the same ------------------------------------------------------------------


def _copy_pairs(ordered: Sequence[Article]) -> Iterator[_CopyPair]:
    yield from _same_page(ordered)
    yield from _same_text(ordered)
    yield from _overlapping(ordered)
    yield from _brought_up_to_date(ordered)
    yield from _taken_back(ordered)


def _same_page(ordered: Sequence[Article]) -> Iterator[_CopyPair]:
    pages: dict[str, list[int]] = {}
    for item, article in enumerate(ordered):
        # the canonical address is equal for the printed and the mobile page
        address = article.canonical_url or article.url
        if address:
            pages.setdefault(address, []).append(item)
    for first, *later in pages.values():
        detail = f"the same page as {_name(ordered[first])}"
        for item in later:
            # a page that is filled anew each day keeps its address
            if _is_same_news(ordered[first], ordered[item]):
                yield _CopyPair(original=first, copy=item, kind=CopyKind.SAME_URL, detail=detail)


def _is_same_news(earlier: Article, later: Article) -> bool:
    """Return False for a page that its publisher used again for other news.

    A number in the address names one story for good, so its title may change altogether.
    """
    if _STORY_ADDRESS.search(later.canonical_url):
        return True
    return _are_titles_alike(earlier.title, later.title)


# the key of an address that holds host and story number alone
_STORY_ADDRESS = re.compile(r"^https://[^/]+/[0-9a-z.-]*\d{6,}[0-9a-z-]*$")


def _are_titles_alike(earlier: str, later: str) -> bool:
    words, later_words = set(word_texts(earlier)), set(word_texts(later))
    return len(words & later_words) >= SAME_PAGE_TITLE * min(len(words), len(later_words))


def _same_text(ordered: Sequence[Article]) -> Iterator[_CopyPair]:
    first_with: dict[str, int] = {}
    for item, article in enumerate(ordered):
        text = _longest_text(article)
        if text.count(" ") < SHORTEST_TEXT_WORDS:
            continue
        first = first_with.setdefault(text, item)
        if first != item:
            detail = f"the text of {_name(ordered[first])}, word for word"
            yield _CopyPair(original=first, copy=item, kind=CopyKind.SAME_TEXT, detail=detail)


def _overlapping(ordered: Sequence[Article]) -> Iterator[_CopyPair]:
    """Yield pairs that share enough shingles.

    An index of some shingles finds the candidates, and all shingles decide.
    """
    shingles: dict[int, frozenset[Shingle]] = {}
    for original, copy in _candidates(ordered):
        for item in (original, copy):
            # an article stands in many pairs, and its shingles are made once
            if item not in shingles:
                shingles[item] = _shingles(_words(ordered[item]))
        shared = len(shingles[original] & shingles[copy])
        # by the shorter text: a paper cuts an agency's report from its end
        overlap = shared / min(len(shingles[original]), len(shingles[copy]))
        is_family = _is_family_news(ordered[original], ordered[copy])
        if overlap < WIRE_OVERLAP and not (is_family and overlap >= FAMILY_OVERLAP):
            continue
        kind = CopyKind.WIRE
        if is_family:
            kind = CopyKind.FAMILY
        # an agency that is credited says more than the first paper to print its report
        source = credited_agency(ordered[original]) or _name(ordered[original])
        detail = f"{overlap:.0%} of the shorter text is also in {source}"
        yield _CopyPair(original=original, copy=copy, kind=kind, detail=detail)


def _brought_up_to_date(ordered: Sequence[Article]) -> Iterator[_CopyPair]:
    for first, second in short_versions(ordered):
        detail = f"another version of a short report in {_name(ordered[first])}"
        yield _CopyPair(original=first, copy=second, kind=CopyKind.FAMILY, detail=detail)


def _taken_back(ordered: Sequence[Article]) -> Iterator[_CopyPair]:
    for notice, report in withdrawn_pairs(ordered):
        first, second = sorted((notice, report))
        detail = f"withdrawn by {_name(ordered[notice])}"
        yield _CopyPair(original=first, copy=second, kind=CopyKind.FAMILY, detail=detail)


def _one_house(first: Article, second: Article) -> bool:
    """Return True for two articles of one family or agency, or of one publisher without these."""
    agency = publishing_agency(first)
    if agency and agency == publishing_agency(second):
        return True
    if first.family or second.family:
        return first.family == second.family
    return bool(first.publisher) and first.publisher == second.publisher


def _is_family_news(first: Article, second: Article) -> bool:
    """Return True for two articles of one family whose titles have a telling word in common.

    A family retells its own news in many words, and prints the same paragraph below all its news.
    """
    if not first.family or first.family != second.family:
        return False
    words = set(word_texts(first.title)) & set(word_texts(second.title))
    return not words <= cluster_tables(first.language).dull


def _name(article: Article) -> str:
    return article.publisher or article.id


def _longest_text(article: Article) -> str:
    return max(article.body, article.lead, key=len)


def _words(article: Article) -> list[str]:
    """Return the words of a text that is long enough to be a copy, and no words of others."""
    words = _longest_text(article).lower().split()
    if len(words) < SHORTEST_TEXT_WORDS:
        return []
    return words


def _candidates(ordered: Sequence[Article]) -> list[Pair]:
    """Return pairs that share one indexed shingle, in a fixed order."""
    # by hash: two shingles that meet by chance are told apart when all shingles are compared
    holders: dict[int, list[int]] = {}
    pairs: set[Pair] = set()
    for item, article in enumerate(ordered):
        words = _words(article)
        for start, word in enumerate(words):
            if len(word) < ANCHOR_LETTERS:
                continue
            earlier = holders.setdefault(hash(tuple(words[start : start + SHINGLE_WORDS])), [])
            if len(earlier) >= COMMON_SHINGLE or item in earlier[-1:]:
                continue
            for holder in earlier:
                pairs.add((holder, item))
            earlier.append(item)
    return sorted(pairs)


def _shingles(words: list[str]) -> frozenset[Shingle]:
    starts: Iterable[int] = range(len(words) - SHINGLE_WORDS + 1)
    return frozenset(tuple(words[start : start + SHINGLE_WORDS]) for start in starts)
