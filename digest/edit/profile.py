"""Profiles: what an article is about, as weighted terms, for comparing it with others."""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from digest.edit.word_tables import cluster_tables, genre_patterns, title_label, weekday_names
from digest.languages import base_code
from digest.models import Alias, AliasKind, Article
from digest.text import name_finder, stemmer, word_texts
from digest.text.headlines import headline_span

TEXT_PIECES = 120
"""Pieces between spaces of a text that are read: an event is told at the top."""

TEXT_LETTERS = 960
"""Letters of a text that are read, which bounds texts that have no spaces."""

SMALLEST_BATCH = 40
"""A smaller batch is weighed as one of so many articles: else all its words would be common."""

TITLE_TIMES = 2
"""A word of the title counts as so many words of the text."""

NAME_TIMES = 2
"""A known name counts as so many words of the text."""

DAYS = weekday_names()
TITLES_KEPT = 4096
"""Clean titles that are remembered: each step of the desk asks for those of one issue again."""
# Letters at the top of a text in which so many bullets are the table of contents of a newsletter.
_CONTENTS, _CONTENTS_ITEMS = 400, 3
# The words by which the name of a place says that it is a stretch of water.
_WATERS = frozenset({"sea", "gulf", "strait", "canal", "ocean", "mediterranean"})
SAME_OPENING_LETTERS = 60
"""Letters in which lead and body agree when the lead is the opening of the body."""

# a capital inside a sentence, or a number
_PROPER = re.compile(r"(?<=[a-z,] )(?:[A-Z][\w'’]+|\d[\d,.]*\d)(?:[ -][A-Z][\w'’]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profiles:
    """One batch of articles in columns. A term is a number, an article its place in the batch."""

    titles: list[tuple[int, ...]]
    """The terms of each title."""
    days: list[frozenset[int]]
    """The weekdays that each article mentions."""
    names: list[frozenset[str]]
    """The aliases that each article mentions, by id."""
    languages: list[str]
    """The base code of the language of each article."""
    places: list[frozenset[str]]
    """The places that each article mentions within a land, with the places that hold them."""
    vectors: list[dict[int, float]]
    """The weight of each term of each article."""
    norms: list[float]
    """The length of each vector."""
    title_weights: list[float]
    """The rarity of all terms of each title together."""
    round_ups: frozenset[int]
    """The articles that tell many events."""
    terms: list[str]
    """The text of each term."""
    rarity: list[float]
    """The rarity of each term in this batch."""
    waters: dict[str, frozenset[int]]
    """The known seas, gulfs, straits and canals, each with the terms of its name."""
    _numbering: _TermNumbering
    _articles: Sequence[Article]

    def __len__(self) -> int:
        return len(self.vectors)

    def proper(self, item: int) -> frozenset[int]:
        """Return the terms that an article writes as names or numbers inside its sentences."""
        return self._numbering.proper(self._articles[item])


def profile_batch(articles: Sequence[Article], aliases: Iterable[Alias] = ()) -> Profiles:
    """Profile the articles of one batch. The fewer articles have a term, the rarer it is."""
    aliases = tuple(aliases)
    numbering, within = _TermNumbering(aliases), _places_within(aliases)
    titles, days, names, counts = [], [], [], []
    for article in articles:
        title, weekdays, known, count = numbering.read(article)
        titles.append(title)
        days.append(weekdays)
        names.append(known)
        counts.append(count)
    # Rarity needs the counts of the whole batch, so vectors are weighed in a second pass.
    rarity = _rarity(counts, len(numbering.numbers))
    vectors = [_weighed(count, rarity) for count in counts]
    # Names are read last: words of theirs that no article has must not count as terms.
    waters = _waters(numbering, aliases)
    return Profiles(
        titles=titles,
        days=days,
        names=names,
        languages=[base_code(article.language) for article in articles],
        places=[_held(known, within) for known in names],
        vectors=vectors,
        norms=[math.hypot(*vector.values()) or 1.0 for vector in vectors],
        title_weights=[sum(map(rarity.__getitem__, title)) or 1.0 for title in titles],
        round_ups=_round_ups(articles),
        terms=[numbering.spelled.get(number, term) for term, number in numbering.numbers.items()],
        rarity=rarity,
        waters=waters,
        _numbering=numbering,
        _articles=articles,
    )


def _round_ups(articles: Iterable[Article]) -> frozenset[int]:
    items = []
    for item, article in enumerate(articles):
        if is_round_up(article):
            items.append(item)
    return frozenset(items)


def _held(names: Iterable[str], within: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the places of an article with those that hold them."""
    held = _NO_NAMES
    for name in names:
        held |= within.get(name, _NO_NAMES)
    return held


def _places_within(aliases: tuple[Alias, ...]) -> dict[str, frozenset[str]]:
    """Return each place that lies within another, with the places up to its land.

    The land is not among them: two towns of one land are two places.
    """
    holder: dict[str, str] = {}
    for alias in aliases:
        if alias.kind is AliasKind.PLACE:
            holder[alias.id] = alias.within
    chains: dict[str, frozenset[str]] = {}
    for place in holder:
        chain: list[str] = []
        at = place
        # A gazetteer may hold a circle by mistake; each place is visited once.
        while holder.get(at) and at not in chain:
            chain.append(at)
            at = holder[at]
        if chain:
            chains[place] = frozenset(chain)
    return chains


def _waters(numbering: _TermNumbering, aliases: Sequence[Alias]) -> dict[str, frozenset[int]]:
    """Return the terms of each known sea, gulf, strait or canal: its id, the words of its name, and
    the places named inside that, as Aden is in "Gulf of Aden".
    """
    words_of = {}
    for alias in aliases:
        if alias.kind is AliasKind.PLACE:
            words_of[alias] = frozenset(numbering.stems(alias.name))
    waters = {}
    for water, words in words_of.items():
        if _WATERS.isdisjoint(word_texts(water.name)):
            continue
        terms = {f"@{water.id}", *words}
        for place, inside in words_of.items():
            if inside <= words:
                terms.add(f"@{place.id}")
        waters[water.id] = numbering.known(terms)
    return waters


def _rarity(counts: Sequence[dict[int, int]], terms: int) -> list[float]:
    # The logarithm of one in so many articles; a term that no article has weighs nothing.
    seen = Counter(chain.from_iterable(counts))
    total = max(len(counts) + 1, SMALLEST_BATCH)
    rarity = [0.0] * terms
    for term, articles in seen.items():
        rarity[term] = math.log(total / articles)
    return rarity


def _weighed(counts: dict[int, int], rarity: Sequence[float]) -> dict[int, float]:
    # Most terms occur once, and the logarithm of 1 need not be computed for them.
    vector = {}
    for term, times in counts.items():
        if times == 1:
            vector[term] = rarity[term]
        else:
            vector[term] = (1 + math.log(times)) * rarity[term]
    return vector


def is_round_up(article: Article) -> bool:
    """True for live pages, newsletters and digests of many events: they support a story and never
    join two.
    """
    # The automaton is a quick first look; the slow pattern decides on the few titles left.
    language, title = article.language, article.title
    hints = cluster_tables(language).hints.find_matches_as_indexes(title.lower())
    if hints and genre_patterns(language).round_ups.search(title):
        return True
    return article.body.count("\n•", 0, _CONTENTS) >= _CONTENTS_ITEMS


@functools.lru_cache(maxsize=TITLES_KEPT)
def clean_title(title: str, outlet: str = "") -> str:
    """Return the headline of a title, without the genre before it: a comment tells one event too.

    >>> clean_title("Opinion: Marenia closes its port | Coast Wire")
    'Marenia closes its port'
    """
    start, end = headline_span(title, outlet)
    return title_label().sub("", title[start:end])


def headline_of(article: Article) -> str:
    """Return the headline of an article's title, without the outlet's name and the genre."""
    return clean_title(article.title, article.publisher)


def clean_text(article: Article) -> str:
    """Lead and body without what stands around the text."""
    lead, body = article.lead, article.body
    # Many feeds print the opening of the body as the lead; it must not count twice.
    if not lead or body.startswith(lead[:SAME_OPENING_LETTERS]):
        text = body
    elif body:
        text = f"{lead}\n{body}"
    else:
        text = lead
    text = text[:TEXT_LETTERS]
    # The pattern is slow, so it runs only where the automaton saw a marker.
    words = cluster_tables(article.language)
    if words.markers.find_matches_as_indexes(text.lower()):
        return words.around.sub(" ", text)
    return text


class _TermNumbering:
    """Numbers terms in the order it meets them; remembers the terms of every piece of text between
    spaces.
    """

    def __init__(self, aliases: tuple[Alias, ...]) -> None:
        # Days have the first numbers, after one that no term has.
        self.numbers = dict(zip(("", *DAYS), range(len(DAYS) + 1), strict=True))
        self.spelled: dict[int, str] = {}
        self.terms: dict[str, _Terms] = {}
        # Without aliases the search for names is left out, for speed.
        self.names = None
        if aliases:
            self.names = name_finder(aliases)

    def read(
        self, article: Article
    ) -> tuple[tuple[int, ...], frozenset[int], frozenset[str], dict[int, int]]:
        """Return the title's terms, weekdays, known names, and the count of each term."""
        headline, body = headline_of(article), clean_text(article)
        terms = self._terms(article.language)
        counts: dict[int, int] = {}
        for term in terms.of(body.split(None, TEXT_PIECES)[:TEXT_PIECES]):
            counts[term] = counts.get(term, 0) + 1
        days = _NO_DAYS
        # Weekdays are taken out of the counts: they are compared as days, not as words.
        if not counts.keys().isdisjoint(_DAY_NUMBERS):
            days = frozenset([day for day in _DAY_NUMBERS if counts.pop(day, 0)])
        title = tuple({*terms.of(headline.split())}.difference(_DAY_NUMBERS))
        for term in title:
            counts[term] = counts.get(term, 0) + TITLE_TIMES
        # Known names count beside their words, under an id of their own.
        if not self.names:
            return title, days, _NO_NAMES, counts
        head = self.names.find(headline)
        names = dict.fromkeys((*head, *self.names.find(body)))
        for name in names:
            counts[self._number(f"@{name}")] = NAME_TIMES
        title += tuple(self._number(f"@{name}") for name in head)
        return title, days, frozenset(names), counts

    def proper(self, article: Article) -> frozenset[int]:
        """Return the terms that an article writes as names or numbers inside its sentences."""
        names = " ".join(_PROPER.findall(clean_text(article)))
        return frozenset(self._terms(article.language).of(names.split())) - _DAY_NUMBERS

    def stems(self, name: str) -> Iterable[str]:
        """Return the stems of a name in English, in which most names of places are written."""
        stem, dull = stemmer("en"), cluster_tables("en").dull
        return [stem(word) for word in word_texts(name) if word not in dull]

    def known(self, terms: Iterable[str]) -> frozenset[int]:
        """Return the numbers of those terms that an article of the batch has."""
        return frozenset(self.numbers[term] for term in terms if term in self.numbers)

    def _terms(self, language: str) -> _Terms:
        code = base_code(language)
        if code not in self.terms:
            words = cluster_tables(code)
            number = functools.partial(self._number_word, stemmer(code), words.days)
            self.terms[code] = _Terms(number, words.dull.difference(words.days))
        return self.terms[code]

    def _number_word(self, stem: Callable[[str], str], days: Mapping[str, int], word: str) -> int:
        # A weekday has one number in every language, so its stem is not taken.
        if word in days:
            return self._number(DAYS[days[word] - 1], word)
        return self._number(stem(word), word)

    def _number(self, term: str, word: str = "") -> int:
        """The number of a term; the first word that had it is how people will read it."""
        number = self.numbers.setdefault(term, len(self.numbers))
        self.spelled.setdefault(number, word or term)
        return number


_DAY_NUMBERS = frozenset(range(1, len(DAYS) + 1))
_NO_DAYS: frozenset[int] = frozenset()
_NO_NAMES: frozenset[str] = frozenset()


class _Terms(dict[str, tuple[int, ...]]):
    """From a piece of text to the numbers of its stems, without words that say nothing: one look-up
    a piece.
    """

    def __init__(self, number: Callable[[str], int], dull: frozenset[str]) -> None:
        super().__init__()
        self.number = number
        self.dull = dull

    def of(self, pieces: Iterable[str]) -> Iterable[int]:
        """Return the terms of pieces of text, one after the other."""
        return chain.from_iterable(map(self.__getitem__, pieces))

    def __missing__(self, piece: str) -> tuple[int, ...]:
        # Each different piece comes here once; later look-ups find it in the dictionary.
        numbers = []
        for word in word_texts(piece):
            if len(word) > 1 and word not in self.dull:
                numbers.append(self.number(word))
        self[piece] = tuple(numbers)
        return self[piece]
