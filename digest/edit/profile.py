"""Profiles: what an article is about, as weighted terms, for comparing it with others."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import ahocorasick_rs

from digest.models import Alias, Article
from digest.text import NameFinder, stemmer, word_texts

TEXT_WORDS = 120
SMALLEST_BATCH = 40
TITLE_TIMES = 2
NAME_TIMES = 2
"""How much of the text is read; how many articles a tiny batch counts as, lest all its words be common; how often a
title's word, and a known name, counts beside a word of the text."""

_STOP_WORDS = (
    "a an the of to in on for and or but with by from at as is was were be been being are it its this that these those "
    "he she they i you we his her their them him us our your my me not no nor so if than then there here after before "
    "since until over under into onto out off about up down between against during through more most less new say says "
    "said saying tell told who whom whose what when where which while why how will would could should can may might "
    "must has have had having do does did done also just all any each both one two three first last next other another "
    "some such same many much few very only even still yet year years day days week weeks month months time people "
    "news report reported reports according monday tuesday wednesday thursday friday saturday sunday today yesterday "
    "tomorrow morning afternoon evening night january february march april may june july august september october "
    "november december s t re ve ll don didn doesn isn wasn aren weren won hasn haven hadn"
)
STOP_WORDS = frozenset(_STOP_WORDS.split())
DAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
# what stands around the text, not in it: from the marker to the end of its sentence
_MARKED = (
    "sign up|subscribe|click here|read more|follow us|get the latest|advertisement|listen to this article|"
    "this article was|this article is|copyright|all rights reserved|photo by|photograph by|related stories|more stories"
)
_MARKERS = ahocorasick_rs.AhoCorasick(_MARKED.split("|"))
_BOILERPLATE = re.compile(rf"(?:^|(?<=[.!?\n]))\s*(?:{_MARKED})\b[^.!?\n]*(?:[.!?]|\n|$)", re.IGNORECASE)
_HEAD = re.compile(
    r"^(?:live|watch|video|photos?|opinion|analysis|explainer|exclusive|breaking|update \d+)\s*[:|-]\s*", re.I
)
_TAIL = re.compile(r"\s+[|–—-]\s+[^|–—-]{2,30}$")
_ROUND_UP = re.compile(
    r"\b(?:live (?:updates?|blog|coverage)|as it happened|(?:news|daily|morning|evening|weekly|weekend) "
    r"(?:brief(?:ing)?|round-?up|digest|highlights|wrap|summary)|round-?up|newsletter|week in review|"
    r"top (?:stories|news)|(?:five|5|10|ten) things|the latest:|what (?:we know|to know)|news in brief|"
    r"at a glance|timeline)\b|^live\b",
    re.IGNORECASE,
)
_HINTS = "live happen brief round digest highlight wrap summary newsletter week top things latest know glance timeline"
_ROUND_UP_WORDS = ahocorasick_rs.AhoCorasick(_HINTS.split())
# a capital inside a sentence, or a number
_PROPER = re.compile(r"(?<=[a-z,] )(?:[A-Z][\w'’]+|\d[\d,.]*\d)(?:[ -][A-Z][\w'’]+)*")


@dataclass(frozen=True, slots=True)
class Profile:
    """What is kept of one article beside its vector: `title` terms, weekdays named, known names."""

    title: frozenset[int]
    days: frozenset[str]
    names: frozenset[str]
    round_up: bool


@dataclass(frozen=True, slots=True)
class Profiles:
    """Profiles of one batch. `terms` gives a term's text, `rarity` its weight in this batch; a vector has length
    `norms`."""

    of: list[Profile]
    terms: list[str]
    rarity: list[float]
    vectors: list[dict[int, float]]
    norms: list[float]
    title_weight: list[float]
    _reader: _Reader
    _articles: Sequence[Article]

    def proper(self, item: int) -> frozenset[int]:
        """Terms that article `item` writes as names, or as numbers, inside its sentences."""
        article = self._articles[item]
        return self._reader.proper(article)


def profile_batch(articles: Sequence[Article], aliases: Iterable[Alias] = ()) -> Profiles:
    """Profile the articles of one batch. A term is the rarer, the fewer articles of the batch have it."""
    reader = _Reader(aliases)
    of: list[Profile] = []
    vectors: list[dict[int, float]] = []
    for article in articles:
        profile, counts = reader.read(article)
        of.append(profile)
        vectors.append(counts)
    seen = Counter(chain.from_iterable(vectors))
    total = max(len(of) + 1, SMALLEST_BATCH)
    rarity = [math.log(total / seen[term]) if term in seen else 0.0 for term in range(len(reader.numbers))]
    for item, counts in enumerate(vectors):
        vectors[item] = {term: _LOGS[int(times)] * rarity[term] for term, times in counts.items()}
    return Profiles(
        of=of,
        terms=list(reader.numbers),
        rarity=rarity,
        vectors=vectors,
        norms=[math.sqrt(sum([weight * weight for weight in vector.values()])) or 1.0 for vector in vectors],
        title_weight=[sum([rarity[term] for term in profile.title]) or 1.0 for profile in of],
        _reader=reader,
        _articles=articles,
    )


def is_round_up(article: Article) -> bool:
    """True for live pages, newsletters and digests of many events: they support a story and never join two."""
    return bool(_ROUND_UP_WORDS.find_matches_as_indexes(article.title.lower()) and _ROUND_UP.search(article.title))


def clean_title(title: str) -> str:
    """The title without "LIVE:" before it and "| Outlet" behind it."""
    return _TAIL.sub("", _HEAD.sub("", title))


def clean_text(article: Article) -> str:
    """Lead and body without what stands around the text."""
    lead, body = article.lead, article.body
    text = body if not lead or body.startswith(lead[:60]) else f"{lead}\n{body}" if body else lead
    text = text[: TEXT_WORDS * 8]
    return _BOILERPLATE.sub(" ", text) if _MARKERS.find_matches_as_indexes(text.lower()) else text


_LOGS = [0.0, *(1 + math.log(times) for times in range(1, 4 * TEXT_WORDS))]


class _Reader:
    """Numbers terms in the order it meets them; remembers the stem of every word."""

    def __init__(self, aliases: Iterable[Alias]) -> None:
        self.numbers: dict[str, int] = {"": 0}
        self.stems: dict[str, _Stems] = {}
        self.names = NameFinder(aliases)

    def read(self, article: Article) -> tuple[Profile, dict[int, float]]:
        """The profile and how often each term is in title and text."""
        headline_text, body_text = clean_title(article.title), clean_text(article)
        title = word_texts(headline_text)
        text = word_texts(body_text)[:TEXT_WORDS]
        stems = self._stems(article.language)
        headline = frozenset(filter(None, map(stems.__getitem__, title)))
        counts: dict[int, float] = {}
        for term in filter(None, map(stems.__getitem__, text)):
            counts[term] = counts.get(term, 0) + 1
        for term in headline:
            counts[term] = counts.get(term, 0) + TITLE_TIMES
        names = {*self.names.find_in(headline_text, title), *self.names.find_in(body_text, text)}
        for name in sorted(names):
            counts[self._number(f"@{name}")] = NAME_TIMES
        return (
            Profile(
                title=headline,
                days=DAYS.intersection(text),
                names=frozenset(names),
                round_up=is_round_up(article),
            ),
            counts,
        )

    def proper(self, article: Article) -> frozenset[int]:
        stems = self._stems(article.language)
        words = word_texts(" ".join(_PROPER.findall(clean_text(article))))
        return frozenset(filter(None, map(stems.__getitem__, words)))

    def _stems(self, language: str) -> _Stems:
        code = (language or "en")[:2].lower()
        if code not in self.stems:
            self.stems[code] = _Stems(stemmer(code), self._number)
        return self.stems[code]

    def _number(self, term: str) -> int:
        return self.numbers.setdefault(term, len(self.numbers))


class _Stems(dict[str, int]):
    """From a word to the number of its stem; 0 for a word that says nothing."""

    def __init__(self, stem: Callable[[str], str], number: Callable[[str], int]) -> None:
        super().__init__()
        self.stem = stem
        self.number = number

    def __missing__(self, word: str) -> int:
        stop = len(word) < 2 or word in STOP_WORDS
        self[word] = found = 0 if stop else self.number(self.stem(word))
        return found
