"""Features of a sentence for the role model: its words, and measures of place, tense and speech."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import repeat
from operator import add, floordiv, sub
from typing import cast
from zlib import crc32

from digest.languages import RoleWords, language_of
from digest.models import Role

ROLES = tuple(Role)
UNIT = 64  # a feature of value 1

SHORT_WORDS = 6
"""A sentence of fewer words is a heading, a sign-off or an exclamation more often than news."""

OPENING_SENTENCES = 2
"""The first sentences of a text tell its main event."""

_LONGEST = 90  # words of a sentence that are read; their bytes must add up in 16 bits

# these numbers belong to the trained weights: with others the model must be trained anew
STEM_LETTERS, SHORT_LETTERS = 6, 3
"""Letters of a word that count for likeness, and letters up to which it is too short to."""

HEADING_WORDS = 8
"""Words up to which a first line is taken for a heading."""

YEAR_DIGITS = 4
ZERO, NINE = ord("0"), ord("9")

_WORD = re.compile(rb"[a-z]+(?:['-][a-z]+)*|\d[\d,.]*|[\"?$%:;!()]")
_CENTURIES = (18, 19, 20)
CENTURY = 100
_DIGIT = re.compile(rb"\d")
_AGED = re.compile(rb", \d\d,")
_PERFECT = re.compile(rb"\bhad (?:been|\w+(?:ed|en|wn|ne|ld|de|t))\b")
_ENDED = (b".", b"!", b"?", b'"', b"'", b")")
# curly marks, and the quotes of archives that know only apostrophes and backticks
_MARKS = (("’", "'"), ("“", '"'), ("”", '"'), ("``", '"'), ("''", '"'))
_STRAIGHT = tuple((mark.encode(), plain.encode()) for mark, plain in _MARKS)


def _bytes(words: Iterable[str]) -> frozenset[bytes]:
    return frozenset(word.encode() for word in words)


def _year_words() -> Iterator[bytes]:
    """Yield each year of the centuries, also with the comma or stop behind it."""
    for century in _CENTURIES:
        for year in range(CENTURY * century, CENTURY * (century + 1)):
            # "in 2011, the port" keeps its comma with the number
            for mark in ("", ",", "."):
                yield f"{year}{mark}".encode()


_YEARS = frozenset(_year_words())
_ENGLISH = language_of("en")
# the models of sentences know English alone, and their words are read as bytes for speed
_WORDS = cast("RoleWords", _ENGLISH.role_words)
_DULL, _SAID = _bytes(_WORDS.dull), _bytes(_WORDS.speech)
_AHEAD, _PAST = _bytes(_WORDS.ahead), _bytes(_WORDS.past)
_WE, _YOU = _bytes(_WORDS.we), _bytes(_WORDS.you)
_LONG_AGO = tuple(map(str.encode, _WORDS.long_ago))
_SPEAKER = tuple(map(str.encode, _WORDS.speakers))
# "may" is a verb far oftener than a month
_MONTHS = _bytes(_ENGLISH.months - {"may"})
_DAYS = _bytes(_ENGLISH.weekdays)
_LOGARITHM = tuple(min(2 * UNIT, round(21 * math.log(number or 1))) for number in range(501))


@dataclass(frozen=True, slots=True)
class Signs:
    """Hashes and measures of one sentence.

    `words` are 32-bit hashes, a number's of its length; `values` the measures of `_measure`, 0 to
    2 × UNIT.
    """

    words: set[int]
    values: list[int]


def see(sentences: Sequence[str], *, title: str, published: datetime | None = None) -> list[Signs]:
    """Observe each sentence of one article."""
    lines = [_plain(sentence) for sentence in sentences]
    tokens = [_WORD.findall(line)[:_LONGEST] for line in lines]
    distinct = [set(words) for words in tokens]
    telling = [_telling(words) for words in distinct]
    page = _Page.of(tokens, telling, _telling(_WORD.findall(_plain(title))), published)
    seen, quoted = [], False
    for index, words in enumerate(tokens):
        marks = words.count(b'"')
        known = distinct[index]
        digit = _DIGIT.search(lines[index]) is not None
        values = _measure(
            index, lines[index], words, known, telling[index], digit, quoted, marks, page
        )
        seen.append(Signs({*map(crc32, map(_shaped, known) if digit else known)}, values))
        # an odd number of marks leaves a quotation open into the next sentence
        quoted ^= bool(marks % 2)
    return seen


def _plain(text: str) -> bytes:
    line = text.lower().encode()
    for mark, straight in _STRAIGHT:
        line = line.replace(mark, straight)
    return line


def _telling(words: Iterable[bytes]) -> set[bytes]:
    return {word[:STEM_LETTERS] for word in words if len(word) > SHORT_LETTERS} - _DULL


def _shaped(word: bytes) -> bytes:
    # a number is known by its length alone; it starts with a digit
    if ZERO <= word[0] <= NINE:
        return b"#%d" % len(word)
    return word


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """The figures of the whole article: its size, title, first real sentence and year."""

    count: int
    title: set[bytes]
    opening: int
    first: set[bytes]
    year: int

    @classmethod
    def of(
        cls,
        tokens: list[list[bytes]],
        telling: list[set[bytes]],
        title: set[bytes],
        published: datetime | None,
    ) -> _Page:
        opening = _first_text_line(tokens)
        return cls(
            count=len(tokens),
            title=title,
            opening=opening,
            first=telling[opening],
            year=published.year if published else _last_year(tokens),
        )


def _first_text_line(tokens: list[list[bytes]]) -> int:
    """Return the place of the first line that is no heading; 0 where all are short."""
    for at, words in enumerate(tokens):
        if len(words) > HEADING_WORDS:
            return at
    return 0


def _last_year(tokens: list[list[bytes]]) -> int:
    """Return the last year that an article names; 0 where it names no year."""
    # an article is rarely older than the last year that it names
    last = 0
    for words in tokens:
        last = max(last, *_years(words), 0)
    return last


def _years(words: Iterable[bytes]) -> list[int]:
    # a cut of two sets is far cheaper than a look at each word
    return [int(word[:YEAR_DIGITS]) for word in _YEARS.intersection(words)]


def _measure(
    index: int,
    line: bytes,
    words: list[bytes],
    known: set[bytes],
    telling: set[bytes],
    digit: bool,
    quoted: bool,
    marks: int,
    page: _Page,
) -> list[int]:
    """Measure place, length, likeness, manner and time of a sentence in units of 1/UNIT."""
    count, many = page.count, len(telling) or 1
    in_title, in_first = len(telling & page.title), len(telling & page.first)
    speaks = not known.isdisjoint(_SAID)
    # the stored weights stand in this order, and the model must be trained anew for another
    return [
        UNIT,
        UNIT * index // count,
        UNIT // (1 + index),
        _LOGARITHM[min(1 + index, 500)],
        _LOGARITHM[min(count, 500)],
        UNIT // (count - index),
        min(len(words), 60) * UNIT // 30,
        UNIT * (len(words) < SHORT_WORDS),
        UNIT * in_title // (len(page.title) or 1),
        UNIT * in_title // many,
        UNIT * in_first // (len(page.first) or 1),
        UNIT * in_first // many,
        UNIT * (index == page.opening),
        UNIT * quoted,
        UNIT * speaks,
        UNIT * (b"had" in known and _PERFECT.search(line) is not None),
        UNIT * (digit and _AGED.search(line) is not None),
        UNIT * (b"(" in known),
        UNIT * (not line.endswith(_ENDED)),
        UNIT * (b"has" in known or b"have" in known),
        UNIT * (b"is" in known or b"are" in known),
        UNIT * (not known.isdisjoint(_AHEAD)),
        UNIT * (not known.isdisjoint(_WE)),
        UNIT * (not known.isdisjoint(_YOU)),
        UNIT * (not known.isdisjoint(_PAST) and any(map(line.__contains__, _LONG_AGO))),
        UNIT * (marks > 0),
        UNIT * bool(words and words[0] == b'"'),
        UNIT * bool(words and words[-1] == b'"'),
        UNIT * (b"?" in known),
        UNIT * (speaks and any(map(line.__contains__, _SPEAKER))),
        UNIT * digit,
        *_times(known, digit, page),
    ]


def _times(known: set[bytes], digit: bool, page: _Page) -> list[int]:
    """Measure the years, months and weekdays of a sentence, and the age of its first year."""
    years = _years(known) if digit else []
    ago = min(10, max(0, page.year - min(years))) if years and page.year else 0
    return [
        UNIT * bool(years),
        UNIT * ago // 5,
        UNIT * bool(years and max(years) >= page.year),
        UNIT * (not _MONTHS.isdisjoint(known)),
        UNIT * (not _DAYS.isdisjoint(known)),
    ]


_NONE = (0,) * len(ROLES)


def look_around(alone: Sequence[Sequence[float]], signs: Sequence[Signs]) -> list[list[int]]:
    """Turn first scores and measures of an article into features of the second layer.

    Each sentence has a list of whole numbers: its measures, its chances and its neighbours', the
    article's mean and best chance
    of each role, and the means of what came before and of what stands near.
    """
    chances = [_shares(scores) for scores in alone]
    count = len(chances)
    sums = [_NONE]
    for row in chances:
        sums.append(tuple(map(add, sums[-1], row)))
    whole = [2 * total // count for total in sums[-1]]
    best = [*map(max, zip(*chances, strict=True))]
    # two empty neighbours at each end, so that the first and the last sentence have all
    edged = [_NONE, _NONE, *chances, _NONE, _NONE]
    rows = []
    for at, (row, sign) in enumerate(zip(chances, signs, strict=True)):
        # five sentences on each side are what stands near
        low, high = max(0, at - 5), min(count, at + 6)
        size = high - low
        rows.append(
            [
                *sign.values,
                UNIT * (at < 1),
                UNIT * (at < OPENING_SENTENCES),
                UNIT * (at > count - 2),
                UNIT * (at > count - 3),
                *row,
                *edged[at],
                *edged[at + 1],
                *edged[at + 3],
                *edged[at + 4],
                *whole,
                *best,
                *map(floordiv, sums[at], repeat(at or 1)),
                *map(floordiv, map(sub, sums[high], sums[low]), repeat(size)),
            ]
        )
    return rows


def _shares(scores: Sequence[float]) -> list[int]:
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    unit = UNIT / sum(powers)
    return [round(power * unit) for power in powers]
