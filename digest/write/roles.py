"""What each sentence of a news text does: main event, its cause, history, evaluation, expectation …

Two linear layers, trained by `bench/train_roles.py`: the first sees a sentence (its words, place, tense, speech, dates
and likeness to the title) and the words of those before it, the second sees the sentence again but for its words,
and what the first made of it and of the article around it. The weights of a feature are packed into one integer, so
that a layer is a sum of products of whole numbers.
"""

from __future__ import annotations

import json
import math
import re
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib import resources
from itertools import repeat
from operator import add, floordiv, mul, sub
from zlib import compress, crc32, decompress

from digest.models import Role

ROLES = tuple(Role)
UNIT = 64  # a feature of value 1
_EVEN = 128  # the byte of a weight of zero
_LONGEST = 90  # words of a sentence that are read; their bytes must add up in 16 bits

_WORD = re.compile(rb"[a-z]+(?:['-][a-z]+)*|\d[\d,.]*|[\"?$%:;!()]")
_CENTURIES = (b"18", b"19", b"20")
_DIGIT = re.compile(rb"\d")
_AGED = re.compile(rb", \d\d,")
_PERFECT = re.compile(rb"\bhad (?:been|\w+(?:ed|en|wn|ne|ld|de|t))\b")
_ENDED = (b".", b"!", b"?", b'"', b"'", b")")
# curly marks, and the quotes of archives that know only apostrophes and backticks
_MARKS = (("’", "'"), ("“", '"'), ("”", '"'), ("``", '"'), ("''", '"'))
_STRAIGHT = tuple((mark.encode(), plain.encode()) for mark, plain in _MARKS)


def _words(line: str) -> frozenset[bytes]:
    return frozenset(line.encode().split())


def _phrases(line: str) -> tuple[bytes, ...]:
    return tuple(line.encode().split(b";"))


_DULL = _words(
    "the a an of to in on at for and or but by with from as is was are were be been has have had that this it its "
    "he she his her they their not who which will would said says"
)
_SAID = _words("said says told added according tweeted wrote asked argued warned")
_AHEAD = _words(
    "will would could may might expect expects expected likely plan plans planned next should forecast forecasts soon"
)
_WE = _words("i we my our us me i'm we're i've we've")
_YOU = _words("you your")
_LONG_AGO = _phrases(
    "years ago;year ago;decades ago;decade ago;months ago;years earlier;months earlier;years before;last year"
)
_PAST = _words("ago earlier before last")
_SPEAKER = (b"he said", b"he added", b"he says", b"hey said", b"hey say")
_MONTHS = _words("january february march april june july august september october november december")  # "may" is a verb
_DAYS = _words("monday tuesday wednesday thursday friday saturday sunday")


def sentence_roles(sentences: Sequence[str], *, title: str, published: datetime | None = None) -> tuple[Role, ...]:
    """Label each sentence of one article, given whole and in order, with its discourse role. English only."""
    return tuple(ROLES[_best(scores)] for scores in role_scores(sentences, title=title, published=published))


def role_chances(
    sentences: Sequence[str], *, title: str, published: datetime | None = None
) -> tuple[Mapping[Role, float], ...]:
    """Give the probability of every role for each sentence of one article."""
    scored = role_scores(sentences, title=title, published=published)
    return tuple(dict(zip(ROLES, softmax(scores), strict=True)) for scores in scored)


def role_scores(sentences: Sequence[str], *, title: str, published: datetime | None = None) -> list[list[float]]:
    """Score every role for each sentence: first alone, then in the light of those around it."""
    if not sentences:
        return []
    model = _model()
    signs = see(sentences, title=title, published=published)
    return [model.around.scores(values) for values in look_around(model.alone(signs), signs)]


def softmax(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def _shares(scores: Sequence[float]) -> list[int]:
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    unit = UNIT / sum(powers)
    return [round(power * unit) for power in powers]


def _best(scores: Sequence[float]) -> int:
    return scores.index(max(scores))


# what is seen of a sentence

_LOGARITHM = tuple(min(2 * UNIT, round(21 * math.log(number or 1))) for number in range(501))


@dataclass(frozen=True, slots=True)
class Signs:
    """`words` are 32-bit hashes, a number's of its length; `values` the measures of `_measure`, 0 to 2 × UNIT."""

    words: set[int]
    values: list[int]


def see(sentences: Sequence[str], *, title: str, published: datetime | None = None) -> list[Signs]:
    """Observe each sentence of one article."""
    lines = [_plain(sentence) for sentence in sentences]
    tokens = [_WORD.findall(line)[:_LONGEST] for line in lines]
    distinct = [set(words) for words in tokens]
    telling = [_telling(words) for words in distinct]
    page = _Page.of(tokens, telling, _telling(_WORD.findall(_plain(title))), published)
    found, quoted = [], False
    for index, words in enumerate(tokens):
        marks = words.count(b'"')
        known = distinct[index]
        digit = _DIGIT.search(lines[index]) is not None
        values = _measure(index, lines[index], words, known, telling[index], digit, quoted, marks, page)
        found.append(Signs({*map(crc32, map(_shaped, known) if digit else known)}, values))
        quoted ^= bool(marks % 2)
    return found


def _plain(text: str) -> bytes:
    line = text.lower().encode()
    for mark, straight in _STRAIGHT:
        line = line.replace(mark, straight)
    return line


def _telling(words: Iterable[bytes]) -> set[bytes]:
    return {word[:6] for word in words if len(word) > 3} - _DULL


def _shaped(word: bytes) -> bytes:
    return b"#%d" % len(word) if 47 < word[0] < 58 else word  # a number starts with a digit


@dataclass(frozen=True, slots=True)
class _Page:
    """What the whole article gives: its size, title, first real sentence and year."""

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
        opening = next((at for at, words in enumerate(tokens) if len(words) > 8), 0)
        return cls(
            count=len(tokens),
            title=title,
            opening=opening,
            first=telling[opening],
            year=published.year if published else max((max(_years(words), default=0) for words in tokens), default=0),
        )


def _years(words: Iterable[bytes]) -> list[int]:
    return [int(word) for word in words if len(word) == 4 and word.isdigit() and word[:2] in _CENTURIES]


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
    return [
        UNIT,
        UNIT * index // count,
        UNIT // (1 + index),
        _LOGARITHM[min(1 + index, 500)],
        _LOGARITHM[min(count, 500)],
        UNIT // (count - index),
        min(len(words), 60) * UNIT // 30,
        UNIT * (len(words) < 6),
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
    """Which years, months and weekdays are named, and how long ago the first of the years was."""
    years = _years(known) if digit else []
    ago = min(10, max(0, page.year - min(years))) if years and page.year else 0
    return [
        UNIT * bool(years),
        UNIT * ago // 5,
        UNIT * bool(years and max(years) >= page.year),
        UNIT * (not _MONTHS.isdisjoint(known)),
        UNIT * (not _DAYS.isdisjoint(known)),
    ]


# what is seen around it

_NONE = (0,) * len(ROLES)


def look_around(alone: Sequence[Sequence[float]], signs: Sequence[Signs]) -> list[list[int]]:
    """Turn the first scores and the measures of an article into the features of the second layer, a list a sentence.

    They are whole numbers: a sentence's measures, its chances and its neighbours', the article's mean and best chance
    of each role, and the means of what came before and of what stands near.
    """
    chances = [_shares(scores) for scores in alone]
    count = len(chances)
    sums = [_NONE]
    for row in chances:
        sums.append(tuple(map(add, sums[-1], row)))
    whole = [2 * total // count for total in sums[-1]]
    best = [*map(max, zip(*chances, strict=True))]
    edged = [_NONE, _NONE, *chances, _NONE, _NONE]
    found = []
    for at, (row, sign) in enumerate(zip(chances, signs, strict=True)):
        low, high = max(0, at - 5), min(count, at + 6)
        size = high - low
        found.append(
            [
                *sign.values,
                UNIT * (at < 1),
                UNIT * (at < 2),
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
    return found


# weights

_LAYER_ROW = struct.Struct(f"<{len(ROLES)}I")  # a field holds the sum of hundreds of weights, a byte each, times UNIT
_WORD_ROW = struct.Struct(f"<{2 * len(ROLES) + 2}H")  # nine weights here and nine later on, a rarity squared, a count


@dataclass(frozen=True, slots=True)
class _Layer:
    """Rows of nine weights, packed; `scale` turns their bytes into the trained numbers."""

    rows: list[int]
    scale: float

    def scores(self, values: Sequence[int]) -> list[float]:
        fields = _LAYER_ROW.unpack(sum(map(mul, self.rows, values)).to_bytes(_LAYER_ROW.size, "little"))
        even, scale = _EVEN * sum(values), self.scale / UNIT
        return [(field - even) * scale for field in fields]


@dataclass(frozen=True, slots=True)
class _Model:
    """`words` holds per hash nine weights for the sentence of a word and nine for the sentences that follow it, the
    square of the word's rarity, and 1 to count the words that are known.
    """

    words: dict[int, int]
    word_scale: float
    measures: _Layer
    around: _Layer

    def alone(self, signs: Sequence[Signs]) -> list[list[float]]:
        """Score each sentence of one article by its words and measures, and by the words of those before it."""
        found, heard = [], [0.0] * len(ROLES)
        for at, sign in enumerate(signs):
            packed = sum(map(self.words.get, sign.words, repeat(0)))
            *fields, rarity, known = _WORD_ROW.unpack(packed.to_bytes(_WORD_ROW.size, "little"))
            even, scale, share = _EVEN * known, self.word_scale / math.sqrt(rarity or 1), 1 / (at or 1)
            measured = self.measures.scores(sign.values)
            here, later = fields[: len(ROLES)], fields[len(ROLES) :]
            found.append(
                [
                    score + (field - even) * scale + past * share
                    for score, field, past in zip(measured, here, heard, strict=True)
                ]
            )
            heard = [past + (field - even) * scale for past, field in zip(heard, later, strict=True)]
        return found


@lru_cache(maxsize=1)
def _model() -> _Model:
    return read_model((resources.files("digest.write") / "roles.bin").read_bytes())


def read_model(packed: bytes) -> _Model:
    """Read what `write_model` wrote: a line of JSON with sizes and scales, then hashes and rows, zlib-compressed."""
    line, _, body = packed.partition(b"\n")
    head, raw = json.loads(line), decompress(body)
    count, measures = head["words"], head["measures"]
    hashes = struct.unpack_from(f"<{count}I", raw)
    size, start = 2 * len(ROLES) + 1, 4 * count
    layers = start + size * count
    rows = [_layer_row(raw[at : at + len(ROLES)]) for at in range(layers, len(raw), len(ROLES))]
    return _Model(
        words={word: _word_row(raw[start + at * size : start + (at + 1) * size]) for at, word in enumerate(hashes)},
        word_scale=head["word_scale"],
        measures=_Layer(rows[:measures], head["measure_scale"]),
        around=_Layer(rows[measures:], head["around_scale"]),
    )


def _word_row(row: bytes) -> int:
    return int.from_bytes(_WORD_ROW.pack(*row, 1), "little")


def _layer_row(row: bytes) -> int:
    return int.from_bytes(_LAYER_ROW.pack(*row), "little")


def write_model(
    words: Mapping[int, tuple[Sequence[float], int]],
    measures: Sequence[Sequence[float]],
    around: Sequence[Sequence[float]],
) -> bytes:
    """Quantise the weights to a byte each; the inverse of `read_model`. A word has weights and a rarity, 0 to 255."""
    word_scale, measure_scale, around_scale = (
        max(abs(weight) for row in rows for weight in row) / 127
        for rows in ([row for row, _ in words.values()], measures, around)
    )
    raw = bytearray(struct.pack(f"<{len(words)}I", *words))
    for weights, rarity in words.values():
        raw += _quantised(weights, word_scale) + bytes([rarity])
    for rows, scale in ((measures, measure_scale), (around, around_scale)):
        for row in rows:
            raw += _quantised(row, scale)
    head = {
        "words": len(words),
        "measures": len(measures),
        "word_scale": word_scale,
        "measure_scale": measure_scale,
        "around_scale": around_scale,
    }
    return json.dumps(head).encode() + b"\n" + compress(bytes(raw), 9)


def _quantised(row: Sequence[float], scale: float) -> bytes:
    return bytes(_EVEN + round(weight / scale) for weight in row)
