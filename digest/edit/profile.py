"""Profiles: what an article is about, as weighted terms, for comparing it with others."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import ahocorasick_rs

from digest.models import Alias, AliasKind, Article
from digest.text import name_finder, stemmer, word_texts

TEXT_PIECES = 120
TEXT_LETTERS = 960
SMALLEST_BATCH = 40
TITLE_TIMES = 2
NAME_TIMES = 2
"""How much of the text is read, in pieces between spaces and in letters; how many articles a tiny
batch counts as, lest all its words be common; how often a title's word, and a known name, counts
beside a word of the text.
"""

_STOP_WORDS = (
    "a an the of to in on for and or but with by from at as is was were be been being are it its "
    "this that these those "
    "he she they i you we his her their them him us our your my me not no nor so if than then "
    "there here after before "
    "since until over under into onto out off about up down between against during through more "
    "most less new say says "
    "said saying tell told who whom whose what when where which while why how will would could "
    "should can may might "
    "must has have had having do does did done also just all any each both one two three first "
    "last next other another "
    "some such same many much few very only even still yet year years day days week weeks month "
    "months time people "
    "news report reported reports according monday tuesday wednesday thursday friday saturday "
    "sunday today yesterday "
    "tomorrow morning afternoon evening night january february march april may june july august "
    "september october "
    "november december s t re ve ll don didn doesn isn wasn aren weren won hasn haven hadn"
)
STOP_WORDS = frozenset(_STOP_WORDS.split())
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# what stands around the text, not in it: from the marker to the end of its sentence
_MARKED = (
    "sign up|subscribe|click here|read more|follow us|get the latest|advertisement|listen to this "
    "article|"
    "this article was|this article is|copyright|all rights reserved|photo by|photograph by|related "
    "stories|more stories"
)
_MARKERS = ahocorasick_rs.AhoCorasick(_MARKED.split("|"))
_BOILERPLATE = re.compile(
    rf"(?:^|(?<=[.!?\n]))\s*(?:{_MARKED})\b[^.!?\n]*(?:[.!?]|\n|$)", re.IGNORECASE
)
_HEAD = re.compile(
    r"^(?:live|watch|video|photos?|opinion|analysis|explainer|exclusive|breaking|update \d+)\s*[:|"
    r"-]\s*",
    re.I,
)
_TAIL = re.compile(r"\s+[|–—-]\s+[^|–—-]{2,30}$")
_ROUND_UP = re.compile(
    r"\b(?:live (?:updates?|blog|coverage)|as it happened|(?:news|daily|morning|evening|weekly|"
    r"weekend) "
    r"(?:brief(?:ing)?|round-?up|digest|highlights|wrap|summary)|round-?up|newsletter|"
    r"week in review|"
    r"top (?:stories|news)|(?:five|5|10|ten) things|the latest:|(?:what|all|everything) (?:we|"
    r"you need to) know|"
    r"(?:what|things) to know|news in brief|at a glance|timeline|key (?:events|moments)|"
    r"(?:other|more) (?:[\w-]+ )?(?:developments|news|headlines|stories))\b|^live\b|\blive:|"
    r"\blatest news:|"
    r"^(?:first thing|the papers|newspaper headlines|(?:morning|afternoon|evening|weekend) (?:mail|"
    r"update|edition)):|"
    r"\bwhat happened on day\b",
    re.IGNORECASE,
)
_HINTS = (
    "live happen brief round digest highlight wrap summary newsletter week top things latest know "
    "glance timeline key "
    "other more first papers headlines morning afternoon evening weekend"
)
_ROUND_UP_WORDS = ahocorasick_rs.AhoCorasick(_HINTS.split())
_CONTENTS, _CONTENTS_ITEMS = 400, 3
"""Letters at the top of a text in which so many bullets are the table of contents of a newsletter.
"""
# a capital inside a sentence, or a number
_PROPER = re.compile(r"(?<=[a-z,] )(?:[A-Z][\w'’]+|\d[\d,.]*\d)(?:[ -][A-Z][\w'’]+)*")


@dataclass(frozen=True, slots=True)
class Profiles:
    """One batch in columns. Of each article: its title's terms, the weekdays and known names it
    mentions, its language, the places it names that lie within another, each with those that hold
    it; its vector and that vector's length. Of each term: its text, and its rarity in this batch.
    """

    titles: list[tuple[int, ...]]
    days: list[frozenset[int]]
    names: list[frozenset[str]]
    languages: list[str]
    places: list[frozenset[str]]
    vectors: list[dict[int, float]]
    norms: list[float]
    title_weights: list[float]
    round_ups: frozenset[int]
    terms: list[str]
    rarity: list[float]
    _reader: _Reader
    _articles: Sequence[Article]

    def __len__(self) -> int:
        return len(self.vectors)

    def proper(self, item: int) -> frozenset[int]:
        """Terms that article `item` writes as names, or as numbers, inside its sentences."""
        return self._reader.proper(self._articles[item])


def profile_batch(articles: Sequence[Article], aliases: Iterable[Alias] = ()) -> Profiles:
    """Profile the articles of one batch. A term is the rarer, the fewer articles of the batch have
    it.
    """
    aliases = tuple(aliases)
    reader, within = _Reader(aliases), _places_within(aliases)
    titles, days, names, counts = [], [], [], []
    for article in articles:
        title, weekdays, known, count = reader.read(article)
        titles.append(title)
        days.append(weekdays)
        names.append(known)
        counts.append(count)
    rarity = _rarity(counts, len(reader.numbers))
    vectors = [_weighed(count, rarity) for count in counts]
    return Profiles(
        titles=titles,
        days=days,
        names=names,
        languages=[_code(article.language) for article in articles],
        places=[
            _NO_NAMES.union(*(within[name] for name in known if name in within)) for known in names
        ],
        vectors=vectors,
        norms=[math.hypot(*vector.values()) or 1.0 for vector in vectors],
        title_weights=[sum(map(rarity.__getitem__, title)) or 1.0 for title in titles],
        round_ups=frozenset(item for item, article in enumerate(articles) if is_round_up(article)),
        terms=[reader.spelled.get(number, term) for term, number in reader.numbers.items()],
        rarity=rarity,
        _reader=reader,
        _articles=articles,
    )


def _places_within(aliases: tuple[Alias, ...]) -> dict[str, frozenset[str]]:
    """Each place that lies within another, with the places that hold it, up to its land and without
    it.
    """
    holder = {alias.id: alias.within for alias in aliases if alias.kind is AliasKind.PLACE}
    found: dict[str, frozenset[str]] = {}
    for place in holder:
        chain: list[str] = []
        at = place
        while holder.get(at) and at not in chain:
            chain.append(at)
            at = holder[at]
        if chain:
            found[place] = frozenset(chain)
    return found


def _rarity(counts: Sequence[dict[int, int]], terms: int) -> list[float]:
    seen = Counter(chain.from_iterable(counts))
    total = max(len(counts) + 1, SMALLEST_BATCH)
    return [math.log(total / seen[term]) if term in seen else 0.0 for term in range(terms)]


def _weighed(counts: dict[int, int], rarity: Sequence[float]) -> dict[int, float]:
    return {
        term: rarity[term] if times == 1 else (1 + math.log(times)) * rarity[term]
        for term, times in counts.items()
    }


def is_round_up(article: Article) -> bool:
    """True for live pages, newsletters and digests of many events: they support a story and never
    join two.
    """
    if _ROUND_UP_WORDS.find_matches_as_indexes(article.title.lower()) and _ROUND_UP.search(
        article.title
    ):
        return True
    return article.body.count("\n•", 0, _CONTENTS) >= _CONTENTS_ITEMS


def clean_title(title: str) -> str:
    """The title without "LIVE:" before it and "| Outlet" behind it."""
    return _TAIL.sub("", _HEAD.sub("", title))


def clean_text(article: Article) -> str:
    """Lead and body without what stands around the text."""
    lead, body = article.lead, article.body
    text = body if not lead or body.startswith(lead[:60]) else f"{lead}\n{body}" if body else lead
    text = text[:TEXT_LETTERS]
    return _BOILERPLATE.sub(" ", text) if _MARKERS.find_matches_as_indexes(text.lower()) else text


class _Reader:
    """Numbers terms in the order it meets them; remembers the terms of every piece of text between
    spaces.
    """

    def __init__(self, aliases: tuple[Alias, ...]) -> None:
        self.numbers = {term: number for number, term in enumerate(("", *DAYS))}
        self.spelled: dict[int, str] = {}
        self.terms: dict[str, _Terms] = {}
        self.names = name_finder(aliases) if aliases else None

    def read(
        self, article: Article
    ) -> tuple[tuple[int, ...], frozenset[int], frozenset[str], dict[int, int]]:
        """Return the title's terms, weekdays, known names, and the count of each term."""
        headline, body = clean_title(article.title), clean_text(article)
        terms = self._terms(article.language)
        counts: dict[int, int] = {}
        for term in terms.of(body.split(None, TEXT_PIECES)[:TEXT_PIECES]):
            counts[term] = counts.get(term, 0) + 1
        days = _NO_DAYS
        if not counts.keys().isdisjoint(_DAY_NUMBERS):
            days = frozenset([day for day in _DAY_NUMBERS if counts.pop(day, 0)])
        title = tuple({*terms.of(headline.split())}.difference(_DAY_NUMBERS))
        for term in title:
            counts[term] = counts.get(term, 0) + TITLE_TIMES
        if not self.names:
            return title, days, _NO_NAMES, counts
        head = self.names.find(headline)
        names = dict.fromkeys((*head, *self.names.find(body)))
        for name in names:
            counts[self._number(f"@{name}")] = NAME_TIMES
        title += tuple(self._number(f"@{name}") for name in head)
        return title, days, frozenset(names), counts

    def proper(self, article: Article) -> frozenset[int]:
        names = " ".join(_PROPER.findall(clean_text(article)))
        return frozenset(self._terms(article.language).of(names.split())) - _DAY_NUMBERS

    def _terms(self, language: str) -> _Terms:
        code = _code(language)
        if code not in self.terms:
            stem = stemmer(code)
            self.terms[code] = _Terms(
                lambda word: self._number(word if word in DAYS else stem(word), word)
            )
        return self.terms[code]

    def _number(self, term: str, word: str = "") -> int:
        """The number of a term; the first word that had it is how people will read it."""
        number = self.numbers.setdefault(term, len(self.numbers))
        self.spelled.setdefault(number, word or term)
        return number


def _code(language: str) -> str:
    return (language or "en")[:2].lower()


_DAY_NUMBERS = frozenset(range(1, len(DAYS) + 1))
_NO_DAYS: frozenset[int] = frozenset()
_NO_NAMES: frozenset[str] = frozenset()


class _Terms(dict[str, tuple[int, ...]]):
    """From a piece of text to the numbers of its stems, without words that say nothing: one look-up
    a piece.
    """

    def __init__(self, number: Callable[[str], int]) -> None:
        super().__init__()
        self.number = number

    def of(self, pieces: Iterable[str]) -> Iterable[int]:
        return chain.from_iterable(map(self.__getitem__, pieces))

    def __missing__(self, piece: str) -> tuple[int, ...]:
        words = [word for word in word_texts(piece) if len(word) > 1]
        self[piece] = found = tuple(
            self.number(word) for word in words if word in DAYS or word not in STOP_WORDS
        )
        return found
